"""Weekly plans: what is wished for, the plan, its proof, the shopping list."""
