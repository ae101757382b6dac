"""Thin Qt models over plain values."""
