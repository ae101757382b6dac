"""What gives the text its structure: chapter and goal headings, statuses, labels, table heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tertialapp.exchange.ils.lines import MAX_LINE, Line, joined
from tertialapp.exchange.ils.records import ChapterKind

_CHAPTERS = {
    ChapterKind.DECISIONS: re.compile(r"förslag till beslut"),
    ChapterKind.SUMMARY: re.compile(r"sammanfattande analys|sammanfattning"),
    ChapterKind.GOALS: re.compile(r"uppföljning av .{0,60}mål(?:en)?"),
    ChapterKind.ECONOMY: re.compile(
        r"uppföljning av ekonomin?|ekonomisk (?:uppföljning|redovisning|analys)"
    ),
}

_GOAL = re.compile(r"(?P<label>(?:[^\W\d]+:s )?[^\W\d:]*mål(?: för [^\W\d]+)?):(?: |$)")
_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*\.?)(?=[\s\D])\s*(?P<title>.*)")
_STATUS = re.compile(r"(?:\w+ ){0,2}uppfyll\w*(?: \w+){0,3}", re.IGNORECASE)
_MAX_STATUS = 60
_MAX_HEADING_LINES = 6

ANALYSIS = "Analys"
DESCRIPTION = "Beskrivning"
EXPECTED = "Förväntat resultat"
BLOCK_LABELS = (ANALYSIS, DESCRIPTION, EXPECTED)

_INDICATOR_COLUMNS = (
    ("outcome", re.compile(r"Periodens\s*utfall")),
    ("men", re.compile(r"Utfall\s*(?:män|pojkar)/?\s*(?:pojkar|män)?")),
    ("women", re.compile(r"Utfall\s*(?:kvinnor|flickor)/?\s*(?:flickor|kvinnor)?")),
    ("last_year", re.compile(r"Utfall\s*(?:VB|helår)?\s*\d{4}")),
    ("forecast", re.compile(r"Prognos\s*helår(?:\s*\d{4})?")),
    ("council_target", re.compile(r"\S+:s\s*årsmål(?:\s*\d{4})?")),
    ("target", re.compile(r"Årsmål(?:\s*\d{4})?")),
    ("period", re.compile(r"Period")),
)
_ACTIVITY_COLUMNS = (
    ("start", re.compile(r"Startdatum")),
    ("end", re.compile(r"Slutdatum")),
    ("deviation", re.compile(r"Avvikelse")),
)
_MAX_HEAD_LINES = 30


def chapter_kind(line: Line) -> ChapterKind | None:
    """The chapter whose heading a line is."""
    if len(line.raw) > MAX_LINE:
        return None
    words = line.words.casefold()
    found = (kind for kind, heading in _CHAPTERS.items() if heading.fullmatch(words))
    return next(found, None)


class GoalHeading(Struct, frozen=True):
    """A goal heading of one or more lines."""

    label: str
    number: str
    title: str
    lines: tuple[Line, ...]


def goal_heading(lines: Sequence[Line], at: int) -> GoalHeading | None:
    """The goal heading that begins at a line, None if there is none.

    It stands after a blank line or first on a page, and ends at a blank line; a line of running
    text that only looks like it has neither.
    """
    first = lines[at]
    match = _GOAL.match(first.words) if len(first.raw) <= MAX_LINE else None
    if match is None or not (at == 0 or not lines[at - 1].words or first.indent):
        return None
    taken = [first]
    for line in lines[at + 1 : at + 1 + _MAX_HEADING_LINES]:
        if not line.words or is_status(line) or line.words in BLOCK_LABELS:
            break
        taken.append(line)
    else:
        return None
    numbered = _NUMBER.fullmatch(joined(taken)[match.end() :].strip())
    number = numbered["number"] if numbered else ""
    title = numbered["title"] if numbered else joined(taken)[match.end() :].strip()
    return GoalHeading(match["label"], number, title, tuple(taken))


def is_status(line: Line) -> bool:
    """Whether a line says how far a goal is reached, "Uppfylls delvis"."""
    return len(line.raw) <= _MAX_STATUS and _STATUS.fullmatch(line.words) is not None


class TableHead(Struct, frozen=True):
    """The head of an indicator or activity table: what its columns hold, and its lines.

    ``printed`` are the words of each column's head.
    """

    columns: tuple[str, ...]
    printed: tuple[str, ...]
    lines: tuple[Line, ...]

    def head_of(self, column: str) -> str:
        """What the head of a column prints; "" if there is no such column."""
        pairs = zip(self.columns, self.printed, strict=True)
        return next((printed for key, printed in pairs if key == column), "")


def table_head(lines: Sequence[Line], at: int) -> TableHead | None:
    """The head of an indicator or activity table that begins at a line."""
    match lines[at].words.split(maxsplit=1)[:1]:
        case ["Indikator"]:
            return _head(lines, at, "Indikator", _INDICATOR_COLUMNS, "Period")
        case ["Aktivitet"]:
            return _head(lines, at, "Aktivitet", _ACTIVITY_COLUMNS, "Avvikelse")
    return None


def _head(
    lines: Sequence[Line],
    at: int,
    corner: str,
    known: Sequence[tuple[str, re.Pattern[str]]],
    last: str,
) -> TableHead | None:
    taken: list[Line] = []
    for line in lines[at : at + _MAX_HEAD_LINES]:
        if line.words:
            taken.append(line)
        if line.words.split()[-1:] == [last]:
            break
    words = joined(taken).removeprefix(corner).strip()
    columns: list[str] = []
    printed: list[str] = []
    while words:
        found = ((key, pattern.match(words)) for key, pattern in known)
        key, match = next(((key, match) for key, match in found if match), ("", None))
        if match is None or key in columns:
            return None
        columns.append(key)
        printed.append(match[0])
        words = words[match.end() :].lstrip()
    return TableHead(tuple(columns), tuple(printed), tuple(taken)) if columns else None
