"""The product's own references, read once."""

from pathlib import Path

from adapters.nutrition_tables import CsvNutritionTables

REFERENCES = CsvNutritionTables(Path(__file__).parents[4] / "data").references()
