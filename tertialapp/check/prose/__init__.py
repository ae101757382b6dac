"""Prose against figures: the numbers of running text, what they speak of, and whether that agrees."""
