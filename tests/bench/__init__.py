"""How fast the window is: ``python dev.py bench``. Figures, not tests; pytest leaves them alone."""
