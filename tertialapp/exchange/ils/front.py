"""The proposal for decision, who signs it, and what the report calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tertialapp.exchange.ils.lines import Ledger, Line, groups, joined, running_header, span
from tertialapp.exchange.ils.records import IlsDecision

_POINT = re.compile(r"(?P<number>\d{1,3})\. +(?P<text>\S.*)", re.DOTALL)
_STOPS = re.compile(r"[.!?:;]$")
_TITLE = re.compile(
    r"(?:verksamhetsberättelse|tertialrapport|delårsrapport|verksamhetsplan)"
    r"(?: [12])?(?: för)?(?: år)?(?: 20\d\d)?",
    re.IGNORECASE,
)
_MAX_SIGNATURE = 80


class Front(Struct, frozen=True):
    """The decisions and the signature."""

    decisions: tuple[IlsDecision, ...] = ()
    signatory_name: str = ""
    signatory_title: str = ""


def read_front(lines: Sequence[Line], ledger: Ledger) -> Front:
    """The numbered points, and the name and title below them; other lines stay open."""
    points: list[list[Line]] = []
    signature: list[Line] = []
    for group in groups(lines):
        if points and _is_signature(group):
            signature += group
            continue
        for line in group:
            if _begins_point(line, len(points)):
                points.append([])
            if points:
                points[-1].append(line)
    name, title = _signature(signature, ledger)
    return Front(tuple(_decision(point, ledger) for point in points), name, title)


def _begins_point(line: Line, before: int) -> bool:
    """Whether a line begins a point: it bears the number that follows."""
    match = _POINT.match(line.words)
    return match is not None and (before == 0 or int(match["number"]) == before + 1)


def _is_signature(group: Sequence[Line]) -> bool:
    return not any(
        _STOPS.search(line.words) or line.words[0].isdigit() or len(line.words) > _MAX_SIGNATURE
        for line in group
    )


def _signature(lines: Sequence[Line], ledger: Ledger) -> tuple[str, str]:
    """Name and title; a lone line is a title."""
    ledger.take(lines[:2])
    words = [line.words for line in lines[:2]]
    return ("", words[0]) if len(words) == 1 else (words[0], words[1]) if words else ("", "")


def _decision(lines: Sequence[Line], ledger: Ledger) -> IlsDecision:
    ledger.take(lines)
    match = _POINT.match(joined(lines))
    assert match is not None
    return IlsDecision(match["number"], match["text"], span(lines))


def board_and_kind(lines: Iterable[Line]) -> tuple[str, str]:
    """The board and the kind of report that the running headers say; "" where there is none."""
    for line in lines:
        header = running_header(line)
        if header and "," in header["words"]:
            board, _, kind = header["words"].rpartition(",")
            return board.strip(), kind.strip()
    return "", ""


def report_title(decisions: Iterable[IlsDecision]) -> str:
    """What the first decision that names the report calls it; "" if none does."""
    titles = (_TITLE.search(decision.text) for decision in decisions)
    return next((title[0] for title in titles if title), "")
