"""Repairs for matching only: a folded copy of a text, and a map from it back to the text."""
