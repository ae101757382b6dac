"""Merging in the window: another copy comes in, and what it leaves to decide is decided."""
