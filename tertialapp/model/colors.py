"""Colours as a board gives them: "10386B", red, green and blue in hexadecimal."""

from __future__ import annotations

import re

LEAST_CONTRAST = 4.5
"""Against white: what text needs to be read by all (WCAG 2.1, 1.4.3)."""

RGB = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""
WHITE: RGB = (1.0, 1.0, 1.0)


def rgb_of(code: str) -> RGB | None:
    """The colour that a code means, with or without "#" before it; None for what is no code."""
    found = re.fullmatch(r"#?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})", code.strip())
    if found is None:
        return None
    red, green, blue = (int(part, 16) / 255 for part in found.groups())
    return red, green, blue


def code_of(color: RGB) -> str:
    """The code of a colour."""
    return "".join(f"{round(part * 255):02X}" for part in color)


def on_white(color: RGB, share: float) -> RGB:
    """The colour thinned with white to a share of its strength."""
    red, green, blue = (share * part + (1 - share) for part in color)
    return red, green, blue


def contrast(one: RGB, other: RGB) -> float:
    """How well two colours are told apart, from 1 to 21, as WCAG 2.1 reckons it."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: RGB) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
