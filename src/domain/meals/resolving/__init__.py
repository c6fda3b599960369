"""From any sentence to foods and grams, over any food table, with reasons and ranges."""
