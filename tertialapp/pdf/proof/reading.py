"""Reading a finished PDF back with pdfium: what it says of itself, its structure, and what is on its pages."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from html import unescape
from threading import Lock
from typing import Any

import pypdfium2
from msgspec import Struct
from msgspec.structs import replace
from pypdfium2 import raw

_LOCK = Lock()
"""pdfium knows nothing of threads: one reads at a time."""
_PACKET = re.compile(rb"<\?xpacket begin.*?<\?xpacket end", re.DOTALL)
_ARCHIVE = re.compile(r"<pdfaid:part>(\d)</pdfaid:part><pdfaid:conformance>(\w)<")
_TITLE = re.compile(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
_ACCESSIBLE = re.compile(r"<pdfuaid:part>(\d)<")
_SHOWN = re.compile(rb"/DisplayDocTitle\s+true\b")
_HEADING = re.compile(r"H([1-6])")


class Node(Struct, frozen=True):
    """An element of the structure: its role, the elements in it, the marked sequences that it says itself."""

    role: str
    kids: tuple[Node, ...] = ()
    marks: tuple[int, ...] = ()
    alt: str = ""
    scope: str = ""

    def walk(self) -> Iterator[Node]:
        """Itself and all nodes in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def every(self, role: str) -> Iterator[Node]:
        """The nodes of a role among them."""
        return (node for node in self.walk() if node.role == role)


class Reading(Struct, frozen=True):
    """A file as a reader finds it.

    ``words`` is how many words the structure leads to, ``unread`` those of the pages that it does not lead
    to exactly once; ``links`` are the descriptions of the areas that can be clicked.
    """

    title: str
    shows_title: bool
    language: str
    is_tagged: bool
    promises: tuple[str, ...]
    bookmarks: tuple[str, ...]
    embedded: tuple[str, ...]
    foreign: tuple[str, ...]
    words: int
    unread: tuple[str, ...]
    links: tuple[str, ...]
    parts: tuple[Node, ...]

    def every(self, role: str) -> Iterator[Node]:
        """The elements of a role, in reading order."""
        for part in self.parts:
            yield from part.every(role)

    @property
    def headings(self) -> tuple[int, ...]:
        """The levels of the headings, in reading order."""
        found = (_HEADING.fullmatch(node.role) for part in self.parts for node in part.walk())
        return tuple(int(heading[1]) for heading in found if heading)


class _Sheet(Struct, frozen=True):
    """A page: its texts by their marked sequence (-1 without one), its fonts, its links, its elements."""

    texts: dict[int, str]
    fonts: dict[str, bool]
    links: tuple[str, ...]
    parts: tuple[Node, ...]


def read_back(pdf: bytes) -> Reading:
    """What a file holds."""
    # Metadata is never compressed, so that any program can find it.
    found = _PACKET.search(pdf)
    packet = found[0].decode() if found else ""
    with _LOCK, closing(pypdfium2.PdfDocument(pdf)) as document:
        sheets = [_sheet(page) for page in document]
        told, unread = _compared(sheets)
        fonts = {name: is_in for sheet in sheets for name, is_in in sorted(sheet.fonts.items())}
        return Reading(
            _title(packet),
            _SHOWN.search(pdf) is not None,
            _wide(raw.FPDFCatalog_GetLanguage, document),
            bool(raw.FPDFCatalog_IsTagged(document)),
            _promises(packet),
            tuple(mark.get_title() for mark in document.get_toc() if mark.get_dest()),
            tuple(name for name, is_in in fonts.items() if is_in),
            tuple(name for name, is_in in fonts.items() if not is_in),
            told,
            unread,
            tuple(link for sheet in sheets for link in sheet.links),
            _joined(sheets),
        )


def _title(packet: str) -> str:
    found = _TITLE.search(packet)
    return unescape(found[1]) if found else ""


def _promises(packet: str) -> tuple[str, ...]:
    """What a file says that it keeps."""
    archive = [f"PDF/A-{part}{level.lower()}" for part, level in _ARCHIVE.findall(packet)]
    return (*archive, *(f"PDF/UA-{part}" for part in _ACCESSIBLE.findall(packet)))


# -- the whole -------------------------------------------------------------------------------------


def _compared(sheets: Sequence[_Sheet]) -> tuple[int, tuple[str, ...]]:
    """How many words the structure leads to, and the words that it does not lead to exactly once."""
    told, unread = 0, []
    for sheet in sheets:
        nodes = (node for part in sheet.parts for node in part.walk())
        led_to = Counter(mark for node in nodes for mark in node.marks)
        for mark, text in sheet.texts.items():
            words = text.split()
            told += len(words) if led_to[mark] else 0
            unread += [] if led_to[mark] == 1 else words
    return told, tuple(unread)


def _joined(sheets: Sequence[_Sheet]) -> tuple[Node, ...]:
    """The parts of all pages; pdfium tells a table that goes on over pages a page at a time."""
    parts: list[Node] = []
    for sheet in sheets:
        first, *others = sheet.parts or (None,)
        if first and parts and first.role == parts[-1].role == "Table" and not _begins(first):
            parts[-1] = replace(parts[-1], kids=(*parts[-1].kids, *first.kids))
        elif first:
            parts.append(first)
        parts += filter(None, others)
    return tuple(parts)


def _begins(table: Node) -> bool:
    return bool(table.kids) and table.kids[0].role in ("Caption", "THead")


# -- a page ----------------------------------------------------------------------------------------


def _sheet(page: Any) -> _Sheet:
    text_page = page.get_textpage()
    texts: dict[int, str] = {}
    fonts: dict[str, bool] = {}
    for at in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        font = raw.FPDFTextObj_GetFont(thing)
        fonts[_font_name(font)] = raw.FPDFFont_GetIsEmbedded(font) == 1
        mark = raw.FPDFPageObj_GetMarkedContentID(thing)
        if mark >= 0 or not _is_artifact(thing):
            texts[mark] = texts.get(mark, "") + _wide(raw.FPDFTextObj_GetText, thing, text_page)
    return _Sheet(texts, fonts, tuple(_links(page)), _parts(page))


def _font_name(font: Any) -> str:
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("latin-1").rpartition("+")[2]


def _is_artifact(thing: Any) -> bool:
    marks = (raw.FPDFPageObj_GetMark(thing, at) for at in range(raw.FPDFPageObj_CountMarks(thing)))
    return any(_mark_name(mark) == "Artifact" for mark in marks)


def _mark_name(mark: Any) -> str:
    name, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
    return _decoded(name, length.value)


def _links(page: Any) -> Iterator[str]:
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK:
            yield _wide(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
        raw.FPDFPage_CloseAnnot(annotation)


def _parts(page: Any) -> tuple[Node, ...]:
    """The elements of a page that stand in the document itself."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        tops = (
            raw.FPDF_StructTree_GetChildAtIndex(tree, at)
            for at in range(raw.FPDF_StructTree_CountChildren(tree))
        )
        return tuple(kid for top in tops for kid in _node(top).kids)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _node(element: Any) -> Node:
    kids, marks = [], []
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        kid = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if kid:
            kids.append(_node(kid))
        elif mark >= 0:
            marks.append(mark)
    role = _wide(raw.FPDF_StructElement_GetType, element)
    alt = _wide(raw.FPDF_StructElement_GetAltText, element)
    scope = _scope(element) if role == "TH" else ""
    return Node(role, tuple(kids), tuple(marks), alt, scope)


def _scope(element: Any) -> str:
    """What a header cell is the head of."""
    name, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
    for at in range(raw.FPDF_StructElement_GetAttributeCount(element)):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(element, at)
        value = raw.FPDF_StructElement_Attr_GetValue(attribute, b"Scope")
        if raw.FPDF_StructElement_Attr_GetStringValue(value, name, ctypes.sizeof(name), length):
            return _decoded(name, length.value)
    return ""


def _wide(function: Callable[..., int], *things: Any) -> str:
    """A text of pdfium's: it says how long it is, then it is asked for."""
    length = function(*things, None, 0)
    if length <= 0:
        return ""
    units = (ctypes.c_ushort * ((length + 1) // 2))()
    function(*things, units, length)
    return _decoded(units, length)


def _decoded(units: ctypes.Array[ctypes.c_ushort], length: int) -> str:
    """The text of so many bytes, the last two of which end it."""
    return bytes(units)[: max(0, length - 2)].decode("utf-16-le", "replace")
