"""Use cases of meals."""
