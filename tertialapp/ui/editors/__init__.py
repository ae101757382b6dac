"""Editors of text and cells."""
