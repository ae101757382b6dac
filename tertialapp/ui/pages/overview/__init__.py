"""The overview of a report: how its goals stand, what is missing, what has changed."""
