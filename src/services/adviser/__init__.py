"""Asking a language model: at most once, within a budget, and never needing its answer."""
