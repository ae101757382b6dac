"""Liang's hyphenation patterns for Swedish (resources/hyphenation/hyph_sv.dic)."""

from __future__ import annotations

from functools import cache

from tertialapp.base.paths import resource

_DIGITS = {ord(digit): None for digit in "0123456789"}


def pattern_breaks(word: str) -> list[int]:
    """The places inside a word where the patterns allow a break."""
    patterns, longest = _patterns()
    dotted = f".{word.lower()}."
    values = [0] * (len(dotted) + 1)
    for start in range(len(dotted)):
        for end in range(start + 1, min(start + longest, len(dotted)) + 1):
            pattern = patterns.get(dotted[start:end])
            if pattern:
                for at, value in _values(pattern):
                    values[start + at] = max(values[start + at], value)
    return [at - 1 for at, value in enumerate(values) if value % 2 and 1 < at < len(dotted) - 1]


@cache
def _patterns() -> tuple[dict[str, str], int]:
    """The patterns by their letters, and how many letters the longest has."""
    coding, *lines = resource("hyphenation", "hyph_sv.dic").read_bytes().split(b"\n")
    text = b"\n".join(lines).decode(coding.decode().strip())
    listed = [line for line in text.split() if line.strip("0123456789") and not line[0].isupper()]
    letters = "\n".join(listed).translate(_DIGITS).split()
    return dict(zip(letters, listed, strict=True)), max(map(len, letters))


@cache
def _values(pattern: str) -> list[tuple[int, int]]:
    """The digits of a pattern, with how many letters stand before each."""
    found = []
    letters = 0
    for char in pattern:
        if char.isdigit():
            found.append((letters, int(char)))
        else:
            letters += 1
    return found
