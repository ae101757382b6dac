"""HTML as tags, texts and marks, read as a browser reads it, in time linear in its length.

The standard library's ``html.parser`` is not used: on half-open tags and comments it takes time in the
square of the length, some markup makes it raise, and which depends on Python's patch version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from msgspec import Struct, field


class StartTag(Struct, frozen=True):
    """The beginning of an element; ``closed`` if it is written ``<x/>``."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False


class EndTag(Struct, frozen=True):
    """The end of an element."""

    name: str


class Rules(Struct, frozen=True):
    """What a ``<style>`` holds."""

    css: str


class Mark(Struct, frozen=True):
    """Where the clipboard's fragment starts or ends."""

    starts: bool


Token = StartTag | EndTag | str | Rules | Mark
"""A string is text between tags, its entities resolved."""

_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s/>][^\s/>=]*+)"
    r"(?:\s*+(=)\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+))?+)?+"
)
_EQUALS = 2
"""The group of an attribute's sign of equality; those after it are its value."""
_TAG_END = re.compile(r"([\s/]*+)>")
_LONGEST_KNOWN = 500
"""Characters of a tag that is worth looking up: what is looked up again and again must be short."""
_OPAQUE = frozenset(("script", "style", "title", "iframe", "noembed", "noframes"))
_OPAQUE_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _OPAQUE}
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}+;?")
_CLIPBOARD_HEAD = re.compile(r"\s*Version:[\d.]+\s[^<]*")


def tokens(html: str) -> Iterator[Token]:
    """The tags, texts and marks of some HTML; comments, scripts and the like are passed over.

    Tags that are written alike are one and the same token: a table has thousands, but few sorts.
    """
    head = _CLIPBOARD_HEAD.match(html)
    at = head.end() if head else 0
    known: dict[str, StartTag | EndTag] = {}
    angle = at
    """The end of the first ``>`` after the place, where a tag that is known ends."""
    while at < len(html):
        bracket = html.find("<", at)
        if bracket < 0:
            bracket = len(html)
        if bracket > at:
            yield _resolved(html[at:bracket])
        if bracket == len(html):
            return
        if angle <= bracket:
            angle = html.find(">", bracket) + 1 or len(html) + _LONGEST_KNOWN
        written = html[bracket:angle] if angle - bracket <= _LONGEST_KNOWN else ""
        token: Token | None = known.get(written)
        if token:
            at = angle
        else:
            token, at = _markup(html, bracket)
            if at == angle and written and isinstance(token, StartTag | EndTag):
                known[written] = token
        if isinstance(token, StartTag) and token.name in _OPAQUE:
            inside, at = _opaque(html, at, token.name)
            token = Rules(inside) if token.name == "style" else None
        if token:
            yield token


def _resolved(text: str) -> str:
    if "&" not in text:
        return text
    # The standard library refuses numbers of thousands of digits; none of that size is a character.
    return unescape(_LONG_NUMBER.sub("\ufffd", text))


def _markup(html: str, at: int) -> tuple[Token | None, int]:
    """What begins with the ``<`` at a place, and where it ends."""
    if html.startswith("<!--", at):
        end = html.find("-->", at + 2)
        words = html[at + 4 : end].strip() if end >= 0 else ""
        mark = Mark(words == "StartFragment") if words in {"StartFragment", "EndFragment"} else None
        return mark, end + 3 if end >= 0 else len(html)
    closing = html.startswith("</", at)
    name = _NAME.match(html, at + (2 if closing else 1))
    if name:
        tag, end = _tag(html, name)
        return EndTag(tag.name) if closing and tag else tag, end
    if closing or html.startswith(("<!", "<?"), at):
        end = html.find(">", at)
        return None, end + 1 if end >= 0 else len(html)
    return "<", at + 1


def _tag(html: str, name: re.Match[str]) -> tuple[StartTag | None, int]:
    """A tag from its name on; None when the text ends within it."""
    attributes: dict[str, str] = {}
    at = name.end()
    while attribute := _ATTRIBUTE.match(html, at):
        at = attribute.end()
        last = attribute.lastindex or 0
        if last == _EQUALS and html.startswith(('"', "'"), at):
            return None, len(html)  # a quote that is never closed
        value = attribute[last] if last > _EQUALS else ""
        attributes.setdefault(attribute[1].lower(), _resolved(value))
    end = _TAG_END.match(html, at)
    if not end:
        return None, len(html)
    return StartTag(name[0].lower(), attributes, "/" in end[1]), end.end()


def _opaque(html: str, at: int, name: str) -> tuple[str, int]:
    """What an element without markup in it holds, and where its end tag ends."""
    end = _OPAQUE_END[name].search(html, at)
    if not end:
        return html[at:], len(html)
    bracket = html.find(">", end.end())
    return html[at : end.start()], bracket + 1 if bracket >= 0 else len(html)
