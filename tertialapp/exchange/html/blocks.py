"""Foreign HTML, such as the clipboard of a word processor holds, as blocks of the text format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from tertialapp.exchange.html.flow import Element, flow
from tertialapp.exchange.html.links import target
from tertialapp.exchange.html.styles import Style, classes_of
from tertialapp.model.markdown import (
    MAX_NESTING,
    Block,
    BulletList,
    Heading,
    ListItem,
    Paragraph,
    Run,
    normalize,
)

_CELL_BORDER = " · "
_WORD_LIST = re.compile(r"(l\d+) level(\d+) (lfo\d+)")
_NUMBER = re.compile(
    r"[(\[]?(?:\d+(?:\.\d+)*[.):\]]?|(?:[a-zåäö]|[ivxlcdm]+)[.):\]])", re.IGNORECASE
)


def blocks_of_html(html: str, *, live_values: bool = False) -> tuple[Block, ...]:
    """The blocks in another program's HTML, reduced to the text format, never raising.

    Words are kept, hidden ones and decoration are not: pictures with their descriptions, marks of
    footnotes and comments (the notes' own words stay), rules, form fields. ``live_values`` lets links
    to live values in; only HTML of our own may have them.
    """
    outline = flow(html, lambda: _Outline(live_values=live_values))
    outline.end_line()
    return normalize(_Assembly().blocks(outline.entries))


# -- what stands where -----------------------------------------------------------------------------


class _Point(Struct, eq=False):
    depth: int
    origin: object
    """Points with the same origin belong to one list."""
    numbered: bool = False
    continues: bool = False
    runs: list[Run] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    broken: bool = False
    """A heading stands in it: what follows is no longer a point."""


class _List(Struct, eq=False):
    depth: int
    origin: object
    numbered: bool
    points: list[_Point] = field(default_factory=list)

    def holds(self, point: _Point) -> bool:
        """Whether a point of the same depth goes on with this list."""
        return self.numbered == point.numbered and (point.continues or self.origin == point.origin)


Level = Literal[1, 2]
_Home = _Point | Level | None
"""What a line belongs to: a point, a heading of a level, or a paragraph of its own."""


class _Row(Struct, eq=False):
    home: _Home
    filled: int = 0
    """How many of its cells hold words."""


class _Line(Struct, frozen=True):
    home: _Home
    runs: list[Run]


class _Edge(Struct, frozen=True):
    row: _Row
    kind: Literal["start", "cell", "end"]


class _Outline:
    """Lines with what they belong to, and the edges of table rows, in the order of the text."""

    def __init__(self, *, live_values: bool) -> None:
        self.entries: list[_Line | _Edge] = []
        self._live_values = live_values
        self._homes: list[_Home] = [None]
        self._lists: list[Element] = []
        self._points: list[_Point] = []
        self._rows: list[_Row] = []
        self._filled = [False]
        self._pieces: list[tuple[Run, list[str]]] = []
        self._after_blank = True
        self._targets: dict[str | None, str | None] = {None: None}

    def open(self, element: Element) -> None:
        if element.hidden:
            return
        self.end_line()
        home = self._homes[-1]
        match element.name:
            case "ul" | "ol" | "menu" | "dir":
                self._lists.append(element)
            case "li":
                home = self._point(element)
                self._points.append(home)
            case "tr":
                home = None if isinstance(home, int) else self._whole(home)
                self._rows.append(_Row(home))
                self.entries.append(_Edge(self._rows[-1], "start"))
            case "td" | "th":
                self._filled.append(False)
                self.entries.append(_Edge(self._rows[-1], "cell"))
            case _:
                home = _heading_level(element) or self._word_point(element) or home
        self._homes.append(home)

    def close(self, element: Element) -> None:
        if element.hidden:
            return
        self.end_line()
        self._homes.pop()
        match element.name:
            case "ul" | "ol" | "menu" | "dir":
                self._lists.pop()
            case "li":
                self._points.pop()
            case "tr":
                self.entries.append(_Edge(self._rows.pop(), "end"))
            case "td" | "th":
                filled = self._filled.pop()
                self._rows[-1].filled += filled
                self._filled[-1] = self._filled[-1] or filled

    def _point(self, element: Element) -> _Point:
        """The point that a list item is; Word online writes each in a list of its own."""
        outer = self._lists[-1] if self._lists else None
        level = element.attributes.get("aria-level") or element.attributes.get("data-aria-level")
        depth = max(1, len(self._lists), int(level) if level and level in "123456789" else 0)
        start = outer.attributes.get("start", "") if outer else ""
        return _Point(
            depth,
            element.attributes.get("data-listid") or outer,
            numbered=outer is not None and outer.name == "ol",
            continues=start.isdecimal() and start.lstrip("0") not in {"", "1"},
        )

    def _word_point(self, element: Element) -> _Point | None:
        """The point that a paragraph in one of Word's lists is."""
        match = _WORD_LIST.search(element.properties.get("mso-list", ""))
        if not match or self._points:
            return None
        depth = int(match[2]) if len(match[2]) < 3 else 1
        return _Point(depth, (match[1], match[3]))

    def words(self, text: str, style: Style) -> None:
        home = self._homes[-1]
        if style.marker:
            if isinstance(home, _Point) and text.strip():
                home.numbered = _NUMBER.fullmatch(text.strip()) is not None
            return
        if self._after_blank:
            text = text.lstrip(" ")
        if not text:
            return
        self._after_blank = text.endswith(" ")
        look = Run("", style.bold, style.italic, self._target(style.link))
        if self._pieces and self._pieces[-1][0] == look:
            self._pieces[-1][1].append(text)
            return
        if not text.strip():
            look = Run("")
            if self._pieces and self._pieces[-1][0] == look:
                self._pieces[-1][1].append(text)
                return
        self._pieces.append((look, [text]))

    def line_break(self) -> None:
        if isinstance(self._homes[-1], int):
            self.words(" ", Style())
        else:
            self.end_line()

    def end_line(self) -> None:
        """The words so far are a line of their own, unless they are only blanks."""
        runs = [replace(look, text="".join(texts)) for look, texts in self._pieces]
        self._pieces, self._after_blank = [], True
        if not any(map(_has_words, runs)):
            return
        self._filled[-1] = True
        home = self._whole(self._homes[-1])
        if isinstance(home, int) and self._points:
            self._points[-1].broken = True
        self.entries.append(_Line(home, runs))

    @staticmethod
    def _whole(home: _Home) -> _Home:
        return None if isinstance(home, _Point) and home.broken else home

    def _target(self, href: str | None) -> str | None:
        if href not in self._targets:
            self._targets[href] = target(href or "", live_values=self._live_values)
        return self._targets[href]


def _has_words(run: Run) -> bool:
    return bool(run.text.strip("\u200b\u2060\ufeff\xad\xa0 ").strip())


def _heading_level(element: Element) -> Level | None:
    if re.fullmatch(r"h[1-6]", element.name):
        return 1 if element.name == "h1" else 2
    outline = element.properties.get("mso-outline-level", "")
    if outline in set("123456789"):
        return 1 if outline == "1" else 2
    if element.attributes.get("role") == "heading":
        return 1 if element.attributes.get("aria-level") == "1" else 2
    for name in classes_of(element.tag):
        if name in {"msotitle", "msoheading1", "msoheading"}:
            return 1
        if name == "msosubtitle" or name.startswith("msoheading"):
            return 2
    return None


# -- putting together ------------------------------------------------------------------------------


class _Assembly:
    """Blocks out of lines: rows of several cells become one line, points find their lists."""

    def __init__(self) -> None:
        self._blocks: list[Block | _List] = []
        self._open: list[_List] = []
        self._placed: set[_Point] = set()
        self._folding = 0
        self._folded: list[Run] = []
        self._border = ""

    def blocks(self, entries: Iterable[_Line | _Edge]) -> Iterable[Block]:
        for entry in entries:
            if isinstance(entry, _Edge):
                if entry.row.filled > 1:
                    self._edge(entry)
            elif self._folding:
                if self._folded:
                    self._folded.append(Run(self._border or " "))
                self._folded += entry.runs
                self._border = ""
            else:
                self._line(entry.home, entry.runs)
        return (_frozen(block) if isinstance(block, _List) else block for block in self._blocks)

    def _edge(self, edge: _Edge) -> None:
        self._border = _CELL_BORDER
        self._folding += {"start": 1, "cell": 0, "end": -1}[edge.kind]
        if not self._folding:
            self._line(edge.row.home, self._folded)
            self._folded = []

    def _line(self, home: _Home, runs: list[Run]) -> None:
        if isinstance(home, _Point):
            if home in self._placed:
                home.runs.append(Run(" "))
            else:
                self._place(home)
            home.runs += runs
            return
        self._open = []
        if home is None:
            self._blocks.append(Paragraph(_merged(runs)))
        else:
            self._blocks.append(Heading(home, _without_own_look(runs)))

    def _place(self, point: _Point) -> None:
        """Put a point in the list it belongs to: a deeper one below the point before it."""
        self._placed.add(point)
        lists = self._open
        while lists and lists[-1].depth > point.depth:
            lists.pop()
        if lists and lists[-1].depth == point.depth and not lists[-1].holds(point):
            lists.pop()
        if not lists or (lists[-1].depth < point.depth and len(lists) < MAX_NESTING):
            made = _List(point.depth, point.origin, point.numbered)
            if lists:
                lists[-1].points[-1].lists.append(made)
            else:
                self._blocks.append(made)
            lists.append(made)
        lists[-1].points.append(point)


def _frozen(made: _List) -> BulletList:
    """A finished list; no deeper than the format allows, so that this may call itself."""
    points = (
        ListItem(tuple(point.runs), tuple(map(_frozen, point.lists))) for point in made.points
    )
    return BulletList(tuple(points), made.numbered)


def _without_own_look(runs: list[Run]) -> tuple[Run, ...]:
    """A heading's runs without bold or italic that all of it has: that is its look."""
    worded = [run for run in runs if _has_words(run)]
    bold, italic = all(run.bold for run in worded), all(run.italic for run in worded)
    return _merged(
        replace(run, bold=run.bold and not bold, italic=run.italic and not italic) for run in runs
    )


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with equal neighbours made one at once: joining them one by one takes long for many."""
    grouped = groupby(runs, key=lambda run: replace(run, text=""))
    return tuple(replace(look, text="".join(run.text for run in same)) for look, same in grouped)
