"""Questions and notices."""
