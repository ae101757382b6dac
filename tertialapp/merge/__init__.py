"""Three versions of a report become one; what contradicts each other is kept beside it as conflicts."""
