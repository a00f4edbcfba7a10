"""Evaluation: datasets of reports with gold, systems run or replayed over them, and what came of it."""
