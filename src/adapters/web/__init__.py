"""Pages of the web that users name."""
