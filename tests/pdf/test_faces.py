"""Typeface files read whole are what ReportLab reads of them itself."""

from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from tertialapp.pdf.faces import registered
from tertialapp.pdf.typeface import TYPEFACES

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
