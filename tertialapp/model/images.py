"""Pictures as a report holds them: PNG or JPEG of a kind that every reader, and a PDF, takes as it is.

They come in through ``exchange.pictures``; what is here knows them again without decoding them, also in
a file that somebody else has made.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Literal, NamedTuple

from tertialapp.model.records import Record

SUFFIXES = (".png", ".jpg", ".jpeg")
"""What the names of picture files end in."""
MOST_BYTES = 4_000_000
LONGEST_SIDE = 2400
"""Pixels: 300 to an inch over the whole height of the text on a page."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEAD = b"\x00\x00\x00\rIHDR"
_PNG_COMPONENTS = {0: 1, 2: 3}
_FRAMES = (0xC0, 0xC1, 0xC2)
"""The markers of JPEG's kinds that every reader knows: baseline, extended, progressive."""
_BARE = (0x01, *range(0xD0, 0xD8))


class Image(Record, frozen=True, kw_only=True):
    """A picture, ``width`` times ``height`` pixels. Its key follows from its content.

    What it shows is said in words where it is used.
    """

    width: int
    height: int
    content: bytes


class Format(NamedTuple):
    """What a picture's first bytes say; ``components`` is 1 for grey, 3 for red, green and blue."""

    kind: Literal["png", "jpeg"]
    width: int
    height: int
    components: int


def image_of(content: bytes) -> Image:
    """The record of a picture. Raises ValueError for what no report holds."""
    found = format_of(content)
    if found is None:
        raise ValueError("no picture of ours")
    key = sha256(content).hexdigest()[:32]
    return Image(id=key, width=found.width, height=found.height, content=content)


def is_sound(image: Image) -> bool:
    """Whether a record is the one of a picture: its size and key too, which is a name in a PDF."""
    return format_of(image.content) is not None and image_of(image.content) == image


def format_of(content: bytes) -> Format | None:
    """The format of a picture that a report may hold, else None."""
    if len(content) > MOST_BYTES:
        return None
    found = _png(content) if content.startswith(_PNG) else _jpeg(content)
    if found is None or not found.width * found.height:
        return None
    return found if max(found.width, found.height) <= LONGEST_SIDE else None


def _png(content: bytes) -> Format | None:
    """Eight bits a component, neither transparent nor interlaced."""
    if content[8:16] != _PNG_HEAD or len(content) < 33 or content[24] != 8 or any(content[26:29]):
        return None
    components = _PNG_COMPONENTS.get(content[25])
    width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    return Format("png", width, height, components) if components else None


def _jpeg(content: bytes) -> Format | None:
    if not content.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 10 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = (int.from_bytes(content[at + i : at + i + 2]) for i in (5, 7))
            components = content[at + 9]
            fits = content[at + 4] == 8 and components in (1, 3)
            return Format("jpeg", width, height, components) if fits else None
        at += 2 if marker in _BARE else 2 + int.from_bytes(content[at + 2 : at + 4])
    return None
