"""Builds the food table from USDA's own downloads."""
