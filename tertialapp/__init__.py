"""Tertialapp: the program in which a municipal board's tertialrapport is written."""

__version__ = "0.1.0"
