"""Words in a chart, broken into lines of a width."""

from __future__ import annotations

from collections.abc import Callable

from tertialapp.pdf.fonts import MAY_BREAK
from tertialapp.pdf.hyphenation import breaks

Measure = Callable[[str], float]


_LONG_END = 7
"""A word is best broken before its last long part: "förskole-verksamhet"."""


def broken(text: str, width: float, measure: Measure, most: int) -> list[str]:
    """The text in lines of a width, at most so many; what there is no room for becomes "…".

    Words that are too long for a line are hyphenated; those with MAY_BREAK in them there.
    """
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {_shown(word)}".strip(" ")
        if measure(longer) <= width:
            lines[-1] = longer
        else:
            lines += _hyphenated(word, width, measure)
    lines = [line for line in lines if line] or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rstrip('-')}…"]
    return [line if measure(line) <= width else _shortened(line, width, measure) for line in lines]


def _hyphenated(word: str, width: float, measure: Measure) -> list[str]:
    """A word in as few parts as fit in lines of a width."""
    parts = []
    rest = word
    while measure(_shown(rest)) > width:
        fitting = [
            found for found in breaks(rest) if measure(f"{_shown(rest[: found.at])}-") <= width
        ]
        if not fitting:
            break
        own = [found for found in fitting if not found.hyphen]
        whole = [found for found in fitting if len(rest) - found.at >= _LONG_END]
        at, hyphen, _ = (own or whole or fitting)[-1]
        parts.append(f"{rest[:at]}-" if hyphen else rest[:at])
        rest = rest[at:]
    return [_shown(part) for part in (*parts, rest)]


def _shown(word: str) -> str:
    return word.replace(MAY_BREAK, "")


def _shortened(line: str, width: float, measure: Measure) -> str:
    line = line.rstrip("-…")
    while line and measure(f"{line}…") > width:
        line = line[:-1].rstrip()
    return f"{line}…"
