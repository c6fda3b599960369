"""Building, checking and deploying: what the Makefile calls."""
