"""The built food table: one read-only SQLite file made from USDA's own downloads."""
