"""Recipes a model proposes: how they are asked for, judged, and what stands in for them."""
