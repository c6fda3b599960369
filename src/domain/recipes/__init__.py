"""Recipes of the house and of users: what they are made of and what follows from it."""
