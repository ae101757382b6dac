"""TrueType files known by their bytes: what they are, and whether all that setting reads of them holds.

A report carries its board's own font files, also to others. So everything that is read when pages are
measured and a font is embedded is gone through here, within limits, before any of it is used.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, pairwise

from msgspec import Struct

MOST_BYTES = 4_000_000
MOST_CHARACTERS = 70_000
_MOST_TABLES = 64
_BLANK, _FIXED_BLANK = 0x20, 0xA0
_MOST_NAMES = 4_000
_MOST_PARTS = 64
"""Parts that a glyph is put together of; no alphabet has ten."""
_NEEDED = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
_ENGLISH = 0x409
_POSTSCRIPT = 6
_UNSUITED = frozenset(" [](){}<>/%")
_OTHERS = {
    b"OTTO": "Filen har PostScript-kurvor. Välj typsnittet som TrueType (.ttf).",
    b"ttcf": "Filen är en samling av typsnitt. Välj en fil för varje snitt (.ttf).",
    b"wOFF": "Filen är ett webbtypsnitt. Välj typsnittet som TrueType (.ttf).",
    b"wOF2": "Filen är ett webbtypsnitt. Välj typsnittet som TrueType (.ttf).",
}


class FontFault(ValueError):  # noqa: N818 - a fault in the user's data, see errors.py
    """A file is no font that a report may hold; says why, in Swedish."""


class Font(Struct, frozen=True):
    """What a font file is: its name and family, its cut, and the characters that it has."""

    name: str
    family: str
    bold: bool
    italic: bool
    characters: frozenset[int]


def font_of(content: bytes) -> Font:
    """The font in a file. Raises FontFault with one Swedish sentence."""
    if len(content) > MOST_BYTES:
        raise FontFault(f"Filen är för stor (högst {MOST_BYTES // 1_000_000} MB för varje snitt).")
    if content[:4] in _OTHERS:
        raise FontFault(_OTHERS[content[:4]])
    if content[:4] not in (b"\0\1\0\0", b"true"):
        raise FontFault("Filen är inget TrueType-typsnitt (.ttf).")
    try:
        return _read(content)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise _broken() from error


def _broken() -> FontFault:
    return FontFault("Typsnittet är skadat och går inte att använda.")


def _demand(holds: object) -> None:
    if not holds:
        raise _broken()


def _read(content: bytes) -> Font:
    tables = _tables(content)
    missing = [name for name in _NEEDED if name not in tables]
    _demand(not missing)
    weight, kind = _shorts(tables["OS/2"], 4, 1)[0], _shorts(tables["OS/2"], 8, 1)[0]
    _check_licence(kind)
    glyphs, long = _check_heads(tables)
    _check_outlines(tables, glyphs, long=long)
    (selection,) = _shorts(tables["OS/2"], 62, 1)
    (version,) = _shorts(tables["OS/2"], 0, 1)
    _shorts(tables["OS/2"], 68, 11 if version > 1 else 2)  # heights are read too
    names = _names(tables["name"])
    _demand(names.get(_POSTSCRIPT))
    family = (names.get(16) or names.get(1) or names[_POSTSCRIPT]).strip()
    return Font(
        names[_POSTSCRIPT],
        family,
        bold=weight >= 600 or bool(selection & 0x20),
        italic=bool(selection & 0x01),
        characters=_characters(tables["cmap"], glyphs),
    )


def _check_licence(kind: int) -> None:
    """Only what may be embedded in documents that are edited, and in part: a report's file is one."""
    if kind & 0x000F not in (0, 0x8) or kind & 0x0300:
        raise FontFault(
            "Typsnittets licens tillåter inte att det bäddas in i ett dokument som redigeras."
        )


def _shorts(data: bytes, at: int, count: int, *, signed: bool = False) -> tuple[int, ...]:
    return struct.unpack_from(f">{count}{'h' if signed else 'H'}", data, at)


def _tables(content: bytes) -> Mapping[str, bytes]:
    (count,) = _shorts(content, 4, 1)
    _demand(count <= _MOST_TABLES)
    found: dict[str, bytes] = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sLLL", content, at)
        _demand(tag.isascii() and offset + length <= len(content))
        _demand(tag.decode() not in found)
        found[tag.decode()] = content[offset : offset + length]
    return found


def _check_heads(tables: Mapping[str, bytes]) -> tuple[int, bool]:
    """The number of glyphs, and whether their places are long; every head as setting reads it."""
    head, hhea, maxp, post = (tables[name] for name in ("head", "hhea", "maxp", "post"))
    (magic,) = struct.unpack_from(">L", head, 12)
    (per_em,) = _shorts(head, 18, 1)
    place, form = _shorts(head, 50, 2)
    _demand(_shorts(head, 0, 1) == (1,) and magic == 0x5F0F3CF5 and 16 <= per_em <= 16384)
    _demand(place in (0, 1) and form == 0)
    _demand(len(post) >= 32 and _shorts(post, 0, 1)[0] in (1, 2, 3, 4))
    (glyphs,) = _shorts(maxp, 4, 1)
    _demand(_shorts(maxp, 0, 1) == (1,) and glyphs)
    metric_form, metrics = _shorts(hhea, 32, 2)
    _demand(_shorts(hhea, 0, 1) == (1,) and metric_form == 0 and 0 < metrics <= glyphs)
    _demand(len(tables["hmtx"]) >= 2 * (metrics + glyphs))
    return glyphs, bool(place)


def _check_outlines(tables: Mapping[str, bytes], glyphs: int, *, long: bool) -> None:
    """Every glyph lies within the outlines; those that are put together, of glyphs that are there."""
    loca, glyf = tables["loca"], tables["glyf"]
    places = struct.unpack_from(f">{glyphs + 1}{'L' if long else 'H'}", loca)
    if not long:
        places = tuple(2 * place for place in places)
    _demand(places[-1] <= len(glyf))
    for start, end in pairwise(places):
        _demand(start == end or start + 10 <= end)
        if start < end and glyf[start] >= 0x80:
            _check_parts(glyf[start:end], glyphs)


def _check_parts(glyph: bytes, glyphs: int) -> None:
    at, flags = 10, 0x20
    for _ in range(_MOST_PARTS):
        flags, part = _shorts(glyph, at, 2)
        _demand(part < glyphs)
        at += 8 if flags & 0x01 else 6
        at += 2 if flags & 0x08 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        _demand(at <= len(glyph))
        if not flags & 0x20:
            return
    raise _broken()


def _names(table: bytes) -> Mapping[int, str]:
    """The English names for Windows by kind; the one that a PDF uses must be plain wherever it stands."""
    form, count, start = _shorts(table, 0, 3)
    _demand(form == 0 and count <= _MOST_NAMES)
    found: dict[int, str] = {}
    for at in range(6, 6 + 12 * count, 12):
        *where, kind, length, offset = _shorts(table, at, 6)
        data = table[start + offset : start + offset + length]
        _demand(len(data) == length)
        if where == [3, 1, _ENGLISH]:
            name = data.decode("utf-16-be")
            found.setdefault(kind, name)
        elif where == [1, 0, 0]:
            name = data.decode("mac-roman")
        else:
            continue
        if kind == _POSTSCRIPT:
            _demand(name.isascii() and name.isprintable())
            _demand(name and not _UNSUITED & set(name.replace(" ", "-")))
    return found


def _characters(table: bytes, glyphs: int) -> frozenset[int]:
    found = glyphs_by_character(table)
    _demand(all(glyph < glyphs for glyph in found.values()))
    return frozenset(char for char, glyph in found.items() if glyph)


def glyphs_by_character(table: bytes) -> dict[int, int]:
    """The glyph of each character in the encoding that is set from: the last for Windows of a table cmap.

    Raises FontFault, struct.error or IndexError if the table is damaged.
    """
    (count,) = _shorts(table, 2, 1)
    _demand(count <= _MOST_TABLES)
    chosen = None
    for at in range(4, 4 + 8 * count, 8):
        platform, _, offset = struct.unpack_from(">HHL", table, at)
        if platform == 3:
            chosen = offset
    _demand(chosen is not None)
    data = table[chosen:]
    (form,) = _shorts(data, 0, 1)
    _demand(form in _FORMS)
    told = [*islice(_FORMS[form](data), MOST_CHARACTERS + 1)]
    _demand(len(told) <= MOST_CHARACTERS)
    found = dict(told)
    # What is set has one blank, whether a line may be broken at it or not.
    for blank, other in ((_BLANK, _FIXED_BLANK), (_FIXED_BLANK, _BLANK)):
        if blank in found:
            found[other] = found[blank]
            break
    return found


def _in_segments(data: bytes) -> Iterator[tuple[int, int]]:
    (length,) = _shorts(data, 2, 1)
    count = _shorts(data, 6, 1)[0] // 2
    ends = _shorts(data, 14, count)
    starts = _shorts(data, 16 + 2 * count, count)
    deltas = _shorts(data, 16 + 4 * count, count)
    ranges_at = 16 + 6 * count
    ranges = _shorts(data, ranges_at, count)
    for at, (start, end, delta, reach) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        chars = range(start, end + 1)
        if not reach:
            yield from zip(chars, ((char + delta) & 0xFFFF for char in chars), strict=True)
            continue
        first = ranges_at + 2 * at + reach
        told = max(0, min(len(chars), (length - first + 1) // 2))
        for char, glyph in zip(chars[:told], _shorts(data, first, told), strict=True):
            yield char, (glyph + delta) & 0xFFFF if glyph else 0
        yield from ((char, 0) for char in chars[told:])


def _in_groups(data: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">L", data, 12)
    for at in range(16, 16 + 12 * min(count, MOST_CHARACTERS + 1), 12):
        start, end, glyph = struct.unpack_from(">LLL", data, at)
        for char in range(start, end + 1):
            yield char, glyph + char - start


_FORMS: Mapping[int, Callable[[bytes], Iterator[tuple[int, int]]]] = {
    4: _in_segments,
    12: _in_groups,
}
