"""The search over weeks in C, and what Python says to it."""
