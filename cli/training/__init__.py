"""Training of the intent classifier: never part of a function."""
