"""Summaries of one report and of many, each sentence with the place it rests on."""
