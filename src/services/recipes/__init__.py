"""What users do with recipes of their own."""
