"""Scores: what a system says of reports held against gold, slot by slot, and how far to trust the figures."""
