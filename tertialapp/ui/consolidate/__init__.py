"""Several boards side by side, in a window of its own."""
