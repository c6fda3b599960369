"""What a meal and a day mean: intakes against references, and what is worth saying of them."""
