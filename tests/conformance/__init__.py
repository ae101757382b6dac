"""veraPDF on files, for development only: ``python dev.py validate FIL.pdf``."""
