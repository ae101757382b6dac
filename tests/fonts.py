"""Small TrueType fonts for tests: every character is the same box."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from tertialapp.base.paths import resource
from tertialapp.model.font_files import CHARACTERS, FontFile, files_of

_BOX = struct.pack(">hhhhhHH4B", 1, 0, 0, 500, 700, 3, 0, 1, 1, 1, 1) + struct.pack(
    ">4h4h", 0, 500, 0, -500, 0, 0, 700, 0
)
Group = tuple[int, int, int]


def font(
    family: str = "Prov",
    *,
    bold: bool = False,
    italic: bool = False,
    kind: int = 0,
    characters: str = CHARACTERS,
    groups: Sequence[Group] = (),
    without: str = "",
    **tables: bytes,
) -> bytes:
    """A font; ``groups`` go into its character map as they are, ``tables`` instead of its own."""
    mapped = (*((ord(char), ord(char), 1) for char in sorted(set(characters))), *groups)
    made = {
        "OS/2": _os2(kind, bold=bold, italic=italic),
        "cmap": _cmap(mapped),
        "glyf": _BOX + b"\0" * (-len(_BOX) % 4),
        "head": _head(),
        "hhea": struct.pack(">4H12h2H", 1, 0, 800, 0, *([0] * 12), 0, 2)[:36],
        "hmtx": struct.pack(">HhHh", 500, 0, 550, 0),
        "loca": struct.pack(">3L", 0, 0, len(_BOX) + -len(_BOX) % 4),
        "maxp": struct.pack(">HHH13H", 1, 0, 2, *([0] * 13)),
        "name": _name(family, f"{family}-{'B' * bold}{'I' * italic}R"),
        "post": struct.pack(">HHlhhL4L", 3, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    return assembled({key: data for key, data in {**made, **tables}.items() if key != without})


def assembled(tables: Mapping[str, bytes]) -> bytes:
    """The file of some tables."""
    at = 12 + 16 * len(tables)
    directory, body = [], []
    for tag, data in sorted(tables.items()):
        directory.append(struct.pack(">4sLLL", tag.encode(), 0, at, len(data)))
        body.append(data + b"\0" * (-len(data) % 4))
        at += len(body[-1])
    head = struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 0, 0, 0)
    return b"".join((head, *directory, *body))


def _os2(kind: int, *, bold: bool, italic: bool) -> bytes:
    data = bytearray(86)
    struct.pack_into(">HhHHH", data, 0, 1, 500, 700 if bold else 400, 5, kind)
    struct.pack_into(">H", data, 62, 0x20 * bold | 0x01 * italic)
    struct.pack_into(">hh", data, 68, 800, -200)
    return bytes(data)


def _head() -> bytes:
    data = bytearray(54)
    struct.pack_into(">HHHHLLHH", data, 0, 1, 0, 1, 0, 0, 0x5F0F3CF5, 0, 1000)
    struct.pack_into(">4h", data, 36, 0, 0, 500, 700)
    struct.pack_into(">h", data, 50, 1)
    return bytes(data)


def _cmap(groups: Sequence[Group]) -> bytes:
    data = b"".join(struct.pack(">LLL", *group) for group in groups)
    table = struct.pack(">HHLLL", 12, 0, 16 + len(data), 0, len(groups)) + data
    return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + table


def _name(family: str, name: str) -> bytes:
    words = [(1, family.encode("utf-16-be")), (6, name.encode("utf-16-be"))]
    head, body = b"", b""
    for kind, data in words:
        head += struct.pack(">6H", 3, 1, 0x409, kind, len(data), len(body))
        body += data
    return struct.pack(">HHH", 0, len(words), 6 + len(head)) + head + body


FONT_FILES: tuple[FontFile, ...] = files_of(
    (font(), font(bold=True), font(italic=True), font(bold=True, italic=True))
)

SERIF_FILES: tuple[FontFile, ...] = files_of(
    resource("fonts", f"SourceSerifPro-{cut}.ttf").read_bytes()
    for cut in ("Regular", "Semibold", "It", "SemiboldIt")
)
"""A shipped family as if it were a board's own."""
