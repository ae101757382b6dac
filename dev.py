"""Development commands."""
