"""The heads of economy tables: which columns a table has, however its head is wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tertialapp.exchange.ils.lines import Line, joined
from tertialapp.exchange.ils.records import IlsColumn, TableKind

_MAX_LINES = 40
_SIGNS = r"(?:(?:över|under)skott\([+−–-]\))*"

_CORNERS = re.compile(r"resultatenhet\w{0,9}namn|[^()\d]{0,60}\([mt]n?kr\)|[mt]n?kr(?:netto)?")
_COLUMNS = (
    ("gross_budget", re.compile(r"(?:resultatenhetens)?bruttobudget(?:20\d\d)?")),
    ("budget", re.compile(r"budget(?:20\d\d)?")),
    ("requested", re.compile(r"begärdabudgetjusteringar")),
    ("change", re.compile(r"(?:prestations(?:och)?)?(?:omslutnings)?förändringar")),
    ("forecast_before", re.compile(r"prognos\(före[^()]*\)")),
    ("forecast_after", re.compile(r"prognos\(efter[^()]*\)")),
    ("forecast", re.compile(r"prognos(?:20\d\d)?")),
    ("deviation", re.compile(r"avvikelse")),
    ("opening", re.compile(rf"resultatöverföringfrån20\d\d{_SIGNS}")),
    ("closing", re.compile(rf"resultatöverföringtill20\d\d{_SIGNS}")),
    ("result", re.compile(rf"resultat20\d\d{_SIGNS}")),
    ("costs", re.compile(r"kostnader")),
    ("revenues", re.compile(r"intäkter")),
)

_KINDS = (
    (TableKind.RESULT_UNITS, {"opening", "closing"}),
    (TableKind.NET, {"forecast_before", "forecast_after"}),
    (TableKind.OPERATING, {"budget", "change", "forecast"}),
    (TableKind.INVESTMENTS, {"budget", "forecast", "deviation"}),
    (TableKind.TURNOVER, {"costs", "revenues"}),
)
_FEWEST_COLUMNS = 2
_LONGEST_COLUMN = 70


class EconomyHead(Struct, frozen=True):
    """The head of an economy table with its lines."""

    kind: TableKind
    corner: str
    columns: tuple[IlsColumn, ...]
    lines: tuple[Line, ...]


def economy_head(lines: Sequence[Line], at: int) -> EconomyHead | None:
    """The head of an economy table that begins at a line: as many lines as are heads of columns."""
    if not _CORNERS.match(_squeezed(lines[at].words)[0]):
        return None
    taken: list[Line] = []
    best: EconomyHead | None = None
    for line in lines[at : at + _MAX_LINES]:
        if not line.words:
            continue
        taken.append(line)
        found, complete = _columns(joined(taken))
        if found is None and complete:
            break
        if found:
            corner, columns = found
            best = EconomyHead(_kind(columns), corner, columns, tuple(taken))
    return best


def _columns(words: str) -> tuple[tuple[str, tuple[IlsColumn, ...]] | None, bool]:
    """Corner and columns of a head; and, if they aren't, whether more lines could not help."""
    squeezed, places = _squeezed(words)
    corner = _CORNERS.match(squeezed)
    if corner is None:
        return None, True
    columns: list[IlsColumn] = []
    at = corner.end()
    while at < len(squeezed):
        found = ((key, pattern.match(squeezed, at)) for key, pattern in _COLUMNS)
        key, match = next(((key, match) for key, match in found if match), ("", None))
        if match is None or any(column.key == key for column in columns):
            return None, len(squeezed) - at > _LONGEST_COLUMN
        columns.append(IlsColumn(key, words[places[at] : places[match.end() - 1] + 1]))
        at = match.end()
    if len(columns) < _FEWEST_COLUMNS:
        return None, False
    return (words[: places[corner.end() - 1] + 1], tuple(columns)), True


def _squeezed(words: str) -> tuple[str, list[int]]:
    """The words in small letters without blanks and hyphens within words, and where each stood."""
    places = [
        at
        for at, char in enumerate(words)
        if not char.isspace() and not (char == "-" and words[at - 1 : at].isalpha())
    ]
    return "".join(words[at].lower() for at in places), places


def _kind(columns: Sequence[IlsColumn]) -> TableKind:
    keys = {column.key for column in columns}
    return next((kind for kind, needed in _KINDS if needed <= keys), TableKind.OTHER)
