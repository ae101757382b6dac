"""Checks of the report against itself: small functions from a report to findings."""
