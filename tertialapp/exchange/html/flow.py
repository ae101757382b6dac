"""HTML as a flow of blocks that open and close in pairs, with words between them in their style.

What a browser would mend is mended here: end tags left out, tags in the wrong order, cells without a
table. Nothing is looked for further away than a few steps, so that time stays linear however deep or
broken the markup is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Generic, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.exchange.html.styles import Properties, Style, StyleSheet, classes_of, styled
from tertialapp.exchange.html.tokens import EndTag, Mark, Rules, StartTag, tokens


class Element(Struct, eq=False):
    """An element that is open: ``block`` tells whether it begins a line of its own."""

    tag: StartTag
    properties: Properties
    style: Style
    block: bool
    hidden: bool
    ended: bool = False

    @property
    def name(self) -> str:
        """The element's tag."""
        return self.tag.name

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes in its tag."""
        return self.tag.attributes


class Listener(Protocol):
    """What is told of the flow."""

    def open(self, element: Element) -> None:
        """A block begins."""

    def close(self, element: Element) -> None:
        """A block ends."""

    def line_break(self) -> None:
        """A line ends within a block."""

    def words(self, text: str, style: Style) -> None:
        """Text is shown, runs of blanks made one."""


_L = TypeVar("_L", bound=Listener)
_Look = tuple[Properties, Style, bool]
"""Of an element: its properties, the style within it, whether it is a block."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "caption", "center", "dd", "details"),
        *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *_HEADINGS,
        *("header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre"),
        *("search", "section", "summary", "ul"),
        *("table", "thead", "tbody", "tfoot", "colgroup", "col", "tr", "td", "th"),
    )
)
_BLOCK_DISPLAYS = frozenset(("block", "flex", "grid", "list-item", "table"))
_PASSED_OVER = frozenset(
    (
        *("html", "head", "body", "meta", "link", "base", "basefont", "area", "bgsound", "embed"),
        *("frame", "frameset", "img", "input", "keygen", "param", "source", "track", "wbr"),
    )
)
_NOT_TEXT = frozenset(
    (
        *("audio", "canvas", "datalist", "noscript", "object", "rp", "rt", "select", "svg"),
        *("template", "video", "xml"),
    )
)
_NOT_TEXT_CLASSES = frozenset(
    (
        *("msofootnotereference", "msoendnotereference", "msocommentreference"),
        *("sdfootnoteanc", "sdfootnotesym", "sdendnoteanc", "sdendnotesym", "eop"),
    )
)
_NOTE_LINK = re.compile(r"#(?:_ftn|_edn|ftnt|cite_note|cite_ref|sdfootnote|sdendnote)")
_SAME = {
    **dict.fromkeys(_HEADINGS, "h1"),
    "th": "td",
    "thead": "tbody",
    "tfoot": "tbody",
    "dt": "dd",
}
_PLAIN = Style()
_SECTIONS = frozenset(("thead", "tbody", "tfoot", "colgroup", "col", "caption"))
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LINE_END = re.compile(r"\r\n?|\n")
_RAISED = {"1": "¹", "2": "²", "3": "³"}
_NEAR = 64
"""How many open elements an end tag in the wrong order may reach over."""


def flow(html: str, listener: Callable[[], _L]) -> _L:
    """Tell a listener of the blocks and words in some HTML; gives it when it has heard all.

    Where the clipboard marks a fragment, that is told to a new one.
    """
    reader = _Reader(listener())
    fragment = False
    for token in tokens(html):
        match token:
            case StartTag():
                reader.start(token)
            case EndTag():
                reader.end(token.name)
            case str():
                reader.words(token)
            case Rules():
                reader.rules(token.css)
            case Mark(starts=True) if not fragment:
                fragment = True
                reader.begin_again(listener())
            case Mark(starts=False) if fragment:
                break
    reader.close_down_to(0)
    return reader.listener


def _kind(name: str) -> str:
    """What an element counts as where others are closed: headings, for one, are alike."""
    return _SAME.get(name, name)


class _Reader(Generic[_L]):
    def __init__(self, listener: _L) -> None:
        self.listener = listener
        self._sheet = StyleSheet()
        self._looks: dict[tuple[object, ...], _Look] = {}
        """By all that bears on the look of an element: few differ in that."""
        self._open: list[Element] = []
        self._places: dict[str, list[int]] = defaultdict(lambda: [-1])
        """By kind of element: where those that are open are, after a -1."""
        self._hidden = 0
        """How many hidden blocks are open: what is opened in one is hidden as long as it is open."""

    # -- tags --------------------------------------------------------------------------------------

    def start(self, tag: StartTag) -> None:
        name = tag.name
        if name == "br":
            self._break()
        elif name not in _PASSED_OVER and self._make_room(name):
            self._push(tag)
            foreign = name in _NOT_TEXT or ":" in name
            if name in {"hr", "col"} or (tag.closed and foreign):
                self.close_down_to(len(self._open) - 1)

    def end(self, name: str) -> None:
        if name == "br":
            self._break()
            return
        at = self._last(_kind(name))
        if at > self._barrier(name):
            self._end(at)

    def rules(self, css: str) -> None:
        """Learn what a style sheet says of the elements to come."""
        self._sheet.add(css)
        self._looks.clear()

    def begin_again(self, listener: _L) -> None:
        """Tell another one from now on; of what came before only what is open."""
        self.listener = listener
        for element in self._open:
            if element.block:
                listener.open(element)

    def close_down_to(self, at: int) -> None:
        while len(self._open) > at:
            element = self._open.pop()
            if not element.ended:
                self._places[_kind(element.name)].pop()
            if element.block:
                self._hidden -= element.hidden
                self.listener.close(element)

    def _push(self, tag: StartTag) -> None:
        properties, style, block = self._look(tag, self._style())
        element = Element(tag, properties, style, block, style.hidden or self._hidden > 0)
        self._places[_kind(tag.name)].append(len(self._open))
        self._open.append(element)
        if block:
            self._hidden += element.hidden
            self.listener.open(element)

    def _look(self, tag: StartTag, outside: Style) -> _Look:
        said = tag.attributes.get
        key = (tag.name, said("class"), said("style"), said("href"), said("hidden"), outside)
        if key not in self._looks:
            properties = self._sheet.properties(tag)
            block = tag.name in _BLOCKS or properties.get("display") in _BLOCK_DISPLAYS
            self._looks[key] = (properties, self._style_within(tag, properties, outside), block)
        return self._looks[key]

    def _end(self, at: int) -> bool:
        """End an element and what began within it; False: too much did."""
        if self._open[at].block:
            self.close_down_to(at)
        elif len(self._open) - at > _NEAR:
            return False
        else:
            self._take_out(at)
        return True

    def _take_out(self, at: int) -> None:
        """End an inline element, though others that began within it stay open."""
        ended = self._open[at]
        ended.ended = True
        self._places[ended.name].pop()
        while self._open and self._open[-1].ended:
            self._open.pop()
        for index in range(at, len(self._open)):
            element = self._open[index]
            outside = self._open[index - 1].style if index else _PLAIN
            if element.ended:
                element.style = outside
            else:
                element.style = self._style_within(element.tag, element.properties, outside)

    # -- what an opening tag closes, and what it needs ---------------------------------------------

    def _make_room(self, name: str) -> bool:
        """Close what cannot hold an element and open what it needs; False: it has no place."""
        if name in _BLOCKS and self._last("p") >= 0:
            self._close_above(self._barrier(""), "p")
        match name:
            case "td" | "th" | "tr":
                self._make_room_for_cells(name)
            case "li" | "dd" | "dt" | "a":
                self._close_above(self._barrier(name), _kind(name))
            case "table":
                if self._last("table") > self._last("td", "caption"):
                    self.close_down_to(self._last("table"))
            case _ if name in _HEADINGS:
                if self._open and self._open[-1].name in _HEADINGS:
                    self.close_down_to(len(self._open) - 1)
            case _ if name in _SECTIONS:
                return self._make_room_for_section(name)
        return True

    def _make_room_for_section(self, name: str) -> bool:
        table = self._last("table")
        if table >= 0:
            self._close_above(table, "td", "caption", "tr", "tbody")
            if name != "col":
                self._close_above(table, "colgroup")
        return table >= 0

    def _make_room_for_cells(self, name: str) -> None:
        if self._last("table") < 0:
            self._push(StartTag("table"))
        table = self._last("table")
        self._close_above(table, "td", "caption", "colgroup")
        if name == "tr":
            self._close_above(table, "tr")
        elif self._last("tr") < table:
            self._push(StartTag("tr"))

    def _close_above(self, barrier: int, *kinds: str) -> None:
        """End all open elements of some kinds that stand within a barrier."""
        while (at := self._last(*kinds)) > barrier and self._end(at):
            pass

    def _last(self, *kinds: str) -> int:
        """Where the innermost open element of some kinds is; -1 when there is none."""
        last = -1
        for kind in kinds:
            at = self._places[kind][-1]
            if at > last:  # noqa: PLR1730 - max() takes three times as long, and every tag asks
                last = at
        return last

    def _barrier(self, name: str) -> int:
        """Where the element is that an end tag does not reach out of."""
        match name:
            case "table":
                return -1
            case "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption" | "colgroup":
                return self._last("table")
            case "li":
                return self._last("ul", "ol", "td", "caption", "table")
            case "dd" | "dt":
                return self._last("dl", "td", "caption", "table")
            case _:
                return self._last("td", "caption", "table")

    # -- words -------------------------------------------------------------------------------------

    def words(self, text: str) -> None:
        style = self._style()
        if style.hidden or (style.filler and not text.strip()):
            return
        if style.blank:
            text = text.replace("\xa0", " ")
        if style.raised:
            text = _RAISED.get(text, text)
        for number, line in enumerate(_LINE_END.split(text) if style.lines else [text]):
            if number:
                self.listener.line_break()
            if line:
                self.listener.words(_BLANKS.sub(" ", line), style)

    def _break(self) -> None:
        if not self._style().hidden:
            self.listener.line_break()

    def _style(self) -> Style:
        return self._open[-1].style if self._open else _PLAIN

    @staticmethod
    def _style_within(tag: StartTag, properties: Properties, outside: Style) -> Style:
        style = styled(outside, tag, properties)
        href = tag.attributes.get("href", "") if tag.name == "a" else ""
        if href:
            style = replace(style, link=href)
        if (
            tag.name in _NOT_TEXT
            or _NOTE_LINK.search(href)
            or ("class" in tag.attributes and not _NOT_TEXT_CLASSES.isdisjoint(classes_of(tag)))
        ):
            style = replace(style, hidden=True)
        return style
