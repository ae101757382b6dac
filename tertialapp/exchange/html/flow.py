"""HTML as a flow of blocks that open and close in pairs, with words between them in their style.

What a browser would mend is mended here: end tags left out, tags in the wrong order, cells without a
table. Nothing is looked for further away than a few steps, so that time stays linear however deep or
broken the markup is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tertialapp.exchange.html.styles import Properties, Style, StyleSheet, classes_of, styled
from tertialapp.exchange.html.tokens import Characters, EndTag, Mark, Rules, StartTag, tokens


@dataclass(slots=True, eq=False)
class Element:
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


@dataclass(frozen=True, slots=True)
class Opened:
    """A block begins."""

    element: Element


@dataclass(frozen=True, slots=True)
class Closed:
    """A block ends."""

    element: Element


@dataclass(frozen=True, slots=True)
class Break:
    """A line ends within a block."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text that is shown, runs of blanks made one."""

    text: str
    style: Style


Event = Opened | Closed | Break | Words

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
_SECTIONS = frozenset(("thead", "tbody", "tfoot", "colgroup", "col", "caption"))
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LINE_END = re.compile(r"\r\n?|\n")
_RAISED = {"1": "¹", "2": "²", "3": "³"}
_NEAR = 64
"""How many open elements an end tag in the wrong order may reach over."""


def flow(html: str) -> list[Event]:
    """The blocks and words in some HTML; only the fragment, where the clipboard marks one."""
    reader = _Reader()
    fragment = False
    for token in tokens(html):
        match token:
            case StartTag():
                reader.start(token)
            case EndTag():
                reader.end(token.name)
            case Characters():
                reader.words(token.text)
            case Rules():
                reader.sheet.add(token.css)
            case Mark(starts=True) if not fragment:
                fragment = True
                reader.forget()
            case Mark(starts=False) if fragment:
                break
    reader.close_down_to(0)
    return reader.events


class _Reader:
    def __init__(self) -> None:
        self.sheet = StyleSheet()
        self.events: list[Event] = []
        self._open: list[Element] = []
        self._places: dict[str, list[int]] = defaultdict(list)
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
        at = self._last(name)
        if at > self._barrier(name):
            self._end(at)

    def forget(self) -> None:
        """Forget all but what is open: the fragment begins."""
        self.events = [Opened(element) for element in self._open if element.block]

    def close_down_to(self, at: int) -> None:
        while len(self._open) > at:
            element = self._open.pop()
            if not element.ended:
                self._places[_SAME.get(element.name, element.name)].pop()
            if element.block:
                self._hidden -= element.hidden
                self.events.append(Closed(element))

    def _push(self, tag: StartTag) -> None:
        properties = self.sheet.properties(tag)
        block = tag.name in _BLOCKS or properties.get("display") in _BLOCK_DISPLAYS
        style = self._style_within(tag, properties, self._style())
        element = Element(tag, properties, style, block, style.hidden or self._hidden > 0)
        self._places[_SAME.get(tag.name, tag.name)].append(len(self._open))
        self._open.append(element)
        if block:
            self._hidden += element.hidden
            self.events.append(Opened(element))

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
            outside = self._open[index - 1].style if index else Style()
            if element.ended:
                element.style = outside
            else:
                element.style = self._style_within(element.tag, element.properties, outside)

    # -- what an opening tag closes, and what it needs ---------------------------------------------

    def _make_room(self, name: str) -> bool:
        """Close what cannot hold an element and open what it needs; False: it has no place."""
        if name in _BLOCKS:
            self._close_above(self._barrier(""), "p")
        match name:
            case "li" | "dd" | "dt" | "a":
                self._close_above(self._barrier(name), name)
            case "table":
                if self._last("table") > self._last("td", "caption"):
                    self.close_down_to(self._last("table"))
            case "tr" | "td" | "th":
                self._make_room_for_cells(name)
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

    def _close_above(self, barrier: int, *names: str) -> None:
        """End all open elements of some names that stand within a barrier."""
        while (at := self._last(*names)) > barrier and self._end(at):
            pass

    def _last(self, *names: str) -> int:
        """Where the innermost open element of some names is; -1 when there is none."""
        places = [self._places[_SAME.get(name, name)] for name in names]
        return max((place[-1] for place in places if place), default=-1)

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
                self.events.append(Break())
            if line:
                self.events.append(Words(_BLANKS.sub(" ", line), style))

    def _break(self) -> None:
        if not self._style().hidden:
            self.events.append(Break())

    def _style(self) -> Style:
        return self._open[-1].style if self._open else Style()

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
