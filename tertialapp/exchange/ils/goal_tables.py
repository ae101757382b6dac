"""The rows of indicator and activity tables, also where a page cuts them in two.

A row is its name, its cells and perhaps an analysis. Blank lines stand between name and cells, and
after cells of several lines; a line of blanks only, or two blanks before the name, begins a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from tertialapp.exchange.ils.cells import BY_COLUMN, MAY_NOT_BE_EMPTY, Cells, split_row
from tertialapp.exchange.ils.landmarks import ANALYSIS, TableHead
from tertialapp.exchange.ils.lines import Ledger, Line, groups, joined
from tertialapp.exchange.ils.prose import table_paragraphs
from tertialapp.exchange.ils.records import IlsParagraph, Lines

_MOST_GROUPS = 8
_LEAD = 2
_LOOK_AHEAD = 60

Content = Sequence[Line | TableHead]
"""What stands below the first head of a table: lines, and the head again after a page break."""


class Row(Struct, frozen=True):
    """A row: its name, its cells by what they hold, and the paragraphs below it."""

    name: str
    cells: dict[str, str | None]
    analysis: tuple[IlsParagraph, ...]
    lines: Lines


class _Draft(Struct):
    """A row that is being put together."""

    groups: list[list[Line]] = field(default_factory=list)
    rest_of_name: list[Line] = field(default_factory=list)
    analysis: list[Line] | None = None

    def add(self, line: Line, *, new_group: bool) -> None:
        if new_group or not self.groups:
            self.groups.append([])
        self.groups[-1].append(line)

    def add_blank(self, line: Line) -> None:
        if self.analysis is not None:
            self.analysis.append(line)


def read_rows(head: TableHead, content: Content, ledger: Ledger) -> list[Row]:
    """The rows below a table head. Lines of rows that can't be cut up stay open in the ledger."""
    drafts = _Drafter(head, ledger).read(content)
    rows = (_row(head, draft, ledger) for draft in drafts)
    return [row for row in rows if row]


class _Drafter:
    """Deals the lines of a table out to its rows."""

    def __init__(self, head: TableHead, ledger: Ledger) -> None:
        self._head = head
        self._ledger = ledger
        self._drafts: list[_Draft] = []
        self._after_blank = self._after_icon = self._after_head = False

    def read(self, content: Content) -> list[_Draft]:
        """One draft for each row."""
        for at, item in enumerate(content):
            if isinstance(item, TableHead):
                self._ledger.set_aside(item.lines)
                self._after_head = True
            elif item.words:
                self._place(item, content, at)
                self._after_blank = self._after_icon = self._after_head = False
            else:
                self._after_blank = True
                self._after_icon = self._after_icon or len(item.raw) >= _LEAD
                if self._drafts and not self._after_head:
                    self._drafts[-1].add_blank(item)
        return self._drafts

    def _place(self, line: Line, content: Content, at: int) -> None:
        draft = self._drafts[-1] if self._drafts else None
        leads = self._after_icon or line.indent >= _LEAD
        fresh = self._after_blank or self._after_head
        if draft is None:
            self._start(line)
        elif draft.analysis is not None:
            if leads or (fresh and not self._after_head and self._row_begins(content, at)):
                self._start(line)
            else:
                draft.analysis.append(line)
        elif draft.rest_of_name and not fresh:
            draft.rest_of_name.append(line)
        elif fresh and _cut(self._head, draft) and not self._still_cells(draft, content, at):
            self._after_complete(line, draft, leads=leads)
        elif self._gives_up(line, draft):
            self._start(line)
        else:
            draft.add(line, new_group=fresh)

    def _after_complete(self, line: Line, draft: _Draft, *, leads: bool) -> None:
        """A line after a row whose name and cells are there."""
        if line.words == ANALYSIS:
            self._ledger.set_aside([line])
            draft.analysis = []
        elif self._after_head and not leads:
            draft.rest_of_name.append(line)
        else:
            self._start(line)

    def _still_cells(self, draft: _Draft, content: Content, at: int) -> bool:
        """Whether a row that could be whole is so with the next lines too: "Fastställs | 2025"."""
        ahead = groups(_lines_from(content, at))[0]
        whole = _cut(self._head, draft)
        longer = _cut(self._head, _Draft([*draft.groups, ahead]))
        return whole is not None and longer is not None and whole[0] == longer[0]

    def _gives_up(self, line: Line, draft: _Draft) -> bool:
        """Whether a row begins although the one before has no cells that can be told apart."""
        begins = self._after_icon or (line.indent == _LEAD and line.words[0].isalpha())
        return self._after_blank and begins and len(draft.groups) > 1

    def _start(self, line: Line) -> None:
        self._drafts.append(_Draft([[line]]))

    def _row_begins(self, content: Content, at: int) -> bool:
        """Whether a whole row stands from a line on, though nothing marks its beginning."""
        ahead = groups(_lines_from(content, at))[:_MOST_GROUPS]
        if not any(char.isdigit() for group in ahead for line in group for char in line.raw):
            return False
        return any(_cut(self._head, _Draft(ahead[:count])) for count in range(1, len(ahead) + 1))


def _lines_from(content: Content, at: int) -> list[Line]:
    """Some lines from one on, up to the next table head."""
    lines: list[Line] = []
    for item in content[at : at + _LOOK_AHEAD]:
        if isinstance(item, TableHead):
            break
        lines.append(item)
    return lines


def _cut(head: TableHead, draft: _Draft) -> tuple[str, Cells] | None:
    """The name and cells of a draft, if they can be told apart in exactly one way."""
    if len(draft.groups) > _MOST_GROUPS:
        return None
    texts = ["".join(line.raw for line in group) for group in draft.groups]
    texts[0] = texts[0].lstrip(" ")
    patterns = [BY_COLUMN[column] for column in head.columns]
    filled = [column in MAY_NOT_BE_EMPTY for column in head.columns]
    found = split_row(texts, patterns, filled)
    if found is None and len(texts) > 1:
        # A page may end within the name, so that the name is in two groups.
        found = split_row([texts[0] + texts[1], *texts[2:]], patterns, filled)
    return found


def _row(head: TableHead, draft: _Draft, ledger: Ledger) -> Row | None:
    cut = _cut(head, draft)
    if cut is None:
        return None
    name, cells = cut
    own = [line for group in draft.groups for line in group]
    ledger.take(own)
    ledger.take(draft.rest_of_name)
    if draft.rest_of_name:
        name = joined([Line(0, name + _seam(draft)), *draft.rest_of_name])
    analysis = table_paragraphs(draft.analysis or [], ledger)
    last = max(line.number for line in (*own, *draft.rest_of_name))
    last = max([last, *(paragraph.lines.last for paragraph in analysis)])
    by_column = dict(zip(head.columns, cells, strict=True))
    return Row(name, by_column, analysis, Lines(own[0].number, last))


def _seam(draft: _Draft) -> str:
    """A blank, unless a page cut the name within a word."""
    return " " if draft.groups[0][-1].soft else ""
