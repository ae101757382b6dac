"""The one door for change: edits, undo, redo and history of an open report."""
