"""A board's own font files: which are taken, and what is said of those that are not."""

from __future__ import annotations

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.base.paths import resource
from tertialapp.model.font_files import Cut, files_of, is_sound, own_cuts
from tertialapp.model.truetype import MOST_BYTES, FontFault, font_of
from tests.fonts import FONT_FILES, font

_FOUR = (font(), font(bold=True), font(italic=True), font(bold=True, italic=True))


@pytest.mark.parametrize(
    ("name", "family", "bold", "italic"),
    [
        ("SourceSans3-Regular", "Source Sans 3", False, False),
        ("SourceSerifPro-SemiboldIt", "Source Serif Pro", True, True),
        ("LiberationSans-Bold", "Liberation Sans", True, False),
        ("LiberationSans-Italic", "Liberation Sans", False, True),
    ],
)
def test_real_fonts_are_known(name: str, family: str, *, bold: bool, italic: bool) -> None:
    found = font_of(resource("fonts", f"{name}.ttf").read_bytes())
    assert (found.family, found.bold, found.italic) == (family, bold, italic)
    assert set(map(ord, "åäö")) <= found.characters


def test_cuts_are_told_apart_by_what_the_files_say() -> None:
    assert [file.id for file in files_of(_FOUR)] == list(Cut)
    assert {file.family for file in files_of(_FOUR)} == {"Prov"}
    assert all(map(is_sound, FONT_FILES))


def test_bold_stands_for_bold_italic() -> None:
    cuts = own_cuts({file.id: file for file in files_of(_FOUR[:3])})
    assert cuts[Cut.BOLD_ITALIC] is cuts[Cut.BOLD]
    assert own_cuts({file.id: file for file in FONT_FILES[:2]}) == {}


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        (_FOUR[:2], "saknar kursiv. Välj filerna"),
        (_FOUR[:1], "saknar fet och kursiv. Välj filerna"),
        ((), "saknar normal, fet och kursiv."),
        ((_FOUR[0], _FOUR[0]), "Två av filerna är normal."),
        ((_FOUR[0], font("Annat", bold=True)), "olika typsnitt: ”Annat” och ”Prov”"),
        ((font(characters="abc"),), "saknar tecken som en rapport behöver: "),
        ((b"OTTO" + _FOUR[0][4:],), "PostScript-kurvor"),
        ((b"ttcf" + _FOUR[0][4:],), "samling"),
        ((b"wOF2" + _FOUR[0][4:],), "webbtypsnitt"),
        ((b"<html>",), "inget TrueType-typsnitt"),
        ((b"",), "inget TrueType-typsnitt"),
        ((b"\0\1\0\0" * (MOST_BYTES // 4 + 1),), "för stor"),
    ],
)
def test_what_is_wrong_or_missing_is_one_sentence(
    contents: tuple[bytes, ...], sentence: str
) -> None:
    with pytest.raises(FontFault, match=sentence):
        files_of(contents)


@pytest.mark.parametrize("kind", [0x0002, 0x0004, 0x0100, 0x0200, 0x0108])
def test_a_licence_that_forbids_embedding_is_respected(kind: int) -> None:
    with pytest.raises(FontFault, match="licens"):
        font_of(font(kind=kind))
    assert font_of(font(kind=0x0008)).family == "Prov"


_COMPOSED = struct.pack(">hhhhh", -1, 0, 0, 500, 700)
_HOSTILE = {
    "a map of four thousand million characters": font(groups=[(0x100000, 0xFFFFFFFF, 0)]),
    "a map with a glyph that is not there": font(groups=[(0x100000, 0x100000, 99)]),
    "a map that is cut short": font(cmap=struct.pack(">HHHHL", 0, 1, 3, 10, 12)),
    "a map of a kind that no one uses": font(
        cmap=struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHL", 13, 0, 16)
    ),
    "no map for Windows": font(cmap=struct.pack(">HHHHL", 0, 1, 1, 0, 12)),
    "outlines beyond the end": font(loca=struct.pack(">3L", 0, 0, 9999)),
    "outlines backwards": font(loca=struct.pack(">3L", 0, 30, 12)),
    "too few places": font(loca=b"\0\0\0\0"),
    "a glyph of parts without end": font(
        glyf=_COMPOSED + struct.pack(">HHH", 0x20, 1, 0) * 500,
        loca=struct.pack(">3L", 0, 0, 10 + 3000),
    ),
    "a glyph of a part that is not there": font(
        glyf=_COMPOSED + struct.pack(">HHH", 0, 7, 0), loca=struct.pack(">3L", 0, 0, 16)
    ),
    "no widths": font(hmtx=b""),
    "no names": font(name=struct.pack(">HHH", 0, 0, 6)),
    "a name for another language of the machine": font("Prov /Names << >>"),
    "no head": font(without="head"),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_files_are_refused_soon(name: str) -> None:
    before = time.process_time()
    with pytest.raises(FontFault, match="skadat"):
        font_of(_HOSTILE[name])
    assert time.process_time() - before < 0.5


@given(st.integers(0, len(_FOUR[0])))
def test_a_file_that_is_cut_off_is_refused(end: int) -> None:
    if end < len(_FOUR[0]) - 3:
        with pytest.raises(FontFault):
            font_of(_FOUR[0][:end])


def test_a_record_is_sound_only_as_what_its_file_is() -> None:
    file = FONT_FILES[0]
    assert not is_sound(replace(file, id=Cut.BOLD))
    assert not is_sound(replace(file, id="annat"))
    assert not is_sound(replace(file, family="Annat"))
    assert not is_sound(replace(file, content=b""))
