"""Typeface files read whole are what ReportLab reads of them itself."""

import struct
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from tertialapp.pdf.faces import registered
from tertialapp.pdf.typeface import TYPEFACES
from tests.fonts import font

_FILES = [file for typeface in TYPEFACES.values() for file in typeface.files.values()]
_TOLD = (
    "charToGlyph",
    "charWidths",
    "defaultWidth",
    "hmetrics",
    "glyphPos",
    "bbox",
    "name",
    "flags",
)


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_a_file_is_read_as_reportlab_reads_it(file: Path) -> None:
    known = TTFont("known", str(file), asciiReadable=True, shapable=False)
    for source in (file, file.read_bytes()):
        font = registered("ours", source)
        for told in _TOLD:
            assert getattr(font.face, told) == getattr(known.face, told), told
        assert {*vars(font)} == {*vars(known)}
        for told in ("_asciiReadable", "shapable", "_multiByte", "_dynamicFont"):
            assert getattr(font, told) == getattr(known, told), told


def test_glyphs_without_widths_of_their_own_are_as_wide_as_the_last_that_has_one() -> None:
    head = bytearray(54)
    struct.pack_into(">HHHHLLHH", head, 0, 1, 0, 1, 0, 0, 0x5F0F3CF5, 0, 2000)
    struct.pack_into(">h", head, 50, 1)
    one = struct.pack(">4H12h2H", 1, 0, 800, 0, *([0] * 12), 0, 1)
    file = font(head=bytes(head), hhea=one[:36], hmtx=struct.pack(">Hhh", 500, 0, 7))
    face = registered("ours", file).face
    assert face.charWidths[ord("a")] == 250
    assert face.hmetrics == [(500, 0), (500, 7)]
