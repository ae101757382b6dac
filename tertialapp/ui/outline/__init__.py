"""The tree of the report: its lines, what stands on them, and which of them are shown."""
