"""Tertialapp: the program in which a municipal board's tertialrapport is written."""
