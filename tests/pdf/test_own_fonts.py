"""A report set in its board's own font files, and what damaged files can do to it: nothing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.model.font_files import CHARACTERS, FontFile, files_of
from tertialapp.model.frame import TypefaceName
from tertialapp.model.report import Report
from tertialapp.model.truetype import FontFault, font_of
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.fonts import printable
from tertialapp.pdf.layout import lay_out
from tertialapp.pdf.proof.reading import read_back
from tertialapp.pdf.typeface import TYPEFACES, own_typeface, set_in
from tests.fonts import FONT_FILES, SERIF_FILES, font
from tests.pdf.sample import PERIOD, sample_report

_SERIF = [file.content for file in SERIF_FILES]


def _report(files: Iterable[FontFile]) -> Report:
    return sample_report(typeface=TypefaceName.OWN).apply(
        {"font_file": {file.id: file for file in files}}
    )


def test_the_same_files_give_the_same_pages_as_the_family_that_is_shipped() -> None:
    own = _report(files_of(_SERIF))
    shipped = sample_report(typeface=TypefaceName.SOURCE_SERIF)
    assert lay_out(own, PERIOD).pages == lay_out(shipped, PERIOD).pages
    made = build_pdf(own, PERIOD)
    assert build_pdf(own, PERIOD).pdf == made.pdf
    fonts = read_back(made.pdf)
    assert fonts.foreign == ()
    assert all("SourceSerifPro" in name for name in fonts.embedded)


def test_a_family_without_bold_italic_has_bold_in_its_place() -> None:
    made = build_pdf(_report(files_of(_SERIF[:3])), PERIOD)
    names = set(read_back(made.pdf).embedded)
    assert names == {"SourceSerifPro-Regular", "SourceSerifPro-Semibold", "SourceSerifPro-It"}


@pytest.mark.parametrize("files", [(), FONT_FILES[:2]], ids=["none", "two"])
def test_a_report_whose_files_are_not_all_there_has_the_usual_typeface(
    files: tuple[FontFile, ...],
) -> None:
    layout = lay_out(_report(files), PERIOD)
    assert layout.typeface is TYPEFACES[TypefaceName.SOURCE_SANS]


def test_a_font_with_few_characters_replaces_the_others() -> None:
    with set_in(own_typeface(FONT_FILES)):
        assert printable("½ å ł") == "¤ å ¤"


@pytest.mark.parametrize("absent", [0x20, 0xA0])
def test_a_font_that_has_one_blank_has_both(absent: int) -> None:
    found = font_of(font(characters=CHARACTERS.replace(chr(absent), "")))
    assert found.characters >= {0x20, 0xA0}


@given(st.data())
def test_a_damaged_font_is_refused_or_can_be_set_in(data: st.DataObject) -> None:
    """Whatever passes is read, measured and embedded whole by ReportLab without a fault."""
    from reportlab.pdfbase.ttfonts import TTFontFile  # noqa: PLC0415 - as where it is used

    whole = bytearray(data.draw(st.sampled_from([font(), _SERIF[2]])))
    heads = 12 + 16 * 18  # most of what is read first stands here, or at the tables' beginnings
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1) | st.integers(0, heads))
        whole[at % len(whole)] = data.draw(st.integers(0, 255))
    try:
        found = font_of(bytes(whole))
    except FontFault:
        return
    read = TTFontFile(_stream(bytes(whole)))
    assert found.characters == {char for char, glyph in read.charToGlyph.items() if glyph}
    codes = sorted(found.characters)
    for start in range(0, len(codes), 200):
        read.makeSubset(codes[start : start + 200])


def _stream(content: bytes) -> object:
    from io import BytesIO  # noqa: PLC0415

    return BytesIO(content)
