"""The few properties of CSS that bear on words: inherited, from style sheets, tags and attributes.

Of style sheets only rules for a tag, a class or a tag with a class are read: that is how Word, Excel
and LibreOffice write theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.exchange.html.tokens import StartTag

Properties = Mapping[str, str]

_TAGS: Mapping[str, Mapping[str, bool]] = {
    **{name: {"bold": True} for name in ("b", "strong")},
    **{name: {"italic": True} for name in ("i", "em", "cite", "dfn", "var", "address")},
    "pre": {"lines": True},
    "sup": {"raised": True},
    "o:p": {"filler": True},
}
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"([a-z][\w:-]*)?(?:\.([\w-]+))?")
_NOT_TEXT = frozenset(("footnote-separator", "endnote-separator", "comment-list"))


class Style(Struct, frozen=True, eq=False):
    """How words look and are treated where they stand. Equal only to itself."""

    bold: bool = False
    italic: bool = False
    link: str | None = None
    hidden: bool = False
    lines: bool = False
    """Line breaks in the text are breaks."""
    marker: bool = False
    """The words are a list's bullet or number."""
    blank: bool = False
    """The words stand for blanks: Word's way to keep several of them, or a tab."""
    filler: bool = False
    """Blanks in it are there to keep an empty paragraph open."""
    raised: bool = False


class StyleSheet:
    """What is known of the looks of elements."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        self._read: dict[str, Properties] = {}

    def add(self, css: str) -> None:
        """Learn the rules in a style sheet; those within ``@media`` and the like are passed over."""
        for selectors, body in _rules(_COMMENT.sub("", css)):
            properties = declarations(body)
            for selector in selectors.lower().split(",") if properties else ():
                match = _SELECTOR.fullmatch(selector.strip())
                if match:
                    key = (match[1] or "", match[2] or "")
                    self._rules.setdefault(key, {}).update(properties)

    def properties(self, tag: StartTag) -> Properties:
        """What style sheets and its own attribute say of an element, the closest word last."""
        found: dict[str, str] = {}
        if self._rules:
            classes = classes_of(tag)
            found.update(self._rules.get((tag.name, ""), {}))
            for name in ("", tag.name):
                for each in classes:
                    found.update(self._rules.get((name, each), {}))
        own = tag.attributes.get("style")
        if own:
            if own not in self._read:
                self._read[own] = declarations(own)
            found.update(self._read[own])
        return found


def classes_of(tag: StartTag) -> list[str]:
    """An element's classes, in lower case."""
    return tag.attributes.get("class", "").lower().split()


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """The selectors and the bodies of the rules that are in no other."""
    depth, start, opened = 0, 0, 0
    for brace in _BRACE.finditer(css):
        if brace[0] == "{":
            if depth == 0:
                opened = brace.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield css[start:opened], css[opened + 1 : brace.start()]
                start = brace.end()


def declarations(css: str) -> dict[str, str]:
    """The properties that matter here, of those a text declares."""
    found: dict[str, str] = {}
    for declaration in css.split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if colon and name in _READ:
            found.pop(name, None)  # what is said last counts, ``font`` against ``font-weight`` too
            found[name] = value.lower().replace("!important", "").strip()
    return found


def styled(outside: Style, tag: StartTag, properties: Properties) -> Style:
    """The style within an element that stands in ``outside``; its link is not looked at."""
    changes = dict(_TAGS.get(tag.name, {}))
    for name, value in properties.items():
        meaning = _MEANINGS.get(name)
        if meaning and value not in {"", "inherit"}:
            changes |= meaning(value)
    if "hidden" in tag.attributes or outside.hidden:
        changes["hidden"] = True
    if tag.attributes.get("class") == "Apple-converted-space":
        changes["blank"] = True
    same = all(getattr(outside, name) == value for name, value in changes.items())
    return outside if same else replace(outside, **changes)


def _is_bold(value: str) -> bool:
    return value in {"bold", "bolder"} or (re.fullmatch("[6-9]00|1000", value) is not None)


def _is_italic(value: str) -> bool:
    return value.startswith(("italic", "oblique"))


def _font(value: str) -> dict[str, bool]:
    if len(value.split()) < 2:
        return {}  # a word for what the system uses
    words = re.split("[\"']", value, maxsplit=1)[0].split()
    return {"bold": any(map(_is_bold, words)), "italic": any(map(_is_italic, words))}


_MEANINGS: Mapping[str, Callable[[str], dict[str, bool]]] = {
    "display": lambda value: {"hidden": True} if value == "none" else {},
    "font": _font,
    "font-style": lambda value: {"italic": _is_italic(value)},
    "font-weight": lambda value: {"bold": _is_bold(value)},
    "mso-element": lambda value: {"hidden": True} if value in _NOT_TEXT else {},
    "mso-hide": lambda value: {"hidden": True} if value == "all" else {},
    "mso-list": lambda value: {"marker": True} if value == "ignore" else {},
    "mso-spacerun": lambda value: {"blank": value == "yes"},
    "mso-tab-count": lambda _: {"blank": True},
    "vertical-align": lambda value: {"raised": value == "super"},
    "white-space": lambda value: {"lines": value.startswith(("pre", "break-spaces"))},
}
_READ = frozenset((*_MEANINGS, "mso-outline-level"))
