"""Letters that are kerned, what is not, and that what is measured is what is painted."""

from __future__ import annotations

import json

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.base.paths import resource
from tertialapp.model.frame import TypefaceName
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.fonts import advances, printable, text_width
from tertialapp.pdf.kerning import asked, kerned, pairs
from tertialapp.pdf.styles import Face
from tertialapp.pdf.typeface import TYPEFACES, set_in, typeface_now
from tests.pdf.sample import PERIOD, sample_report

_WORDS = "AVTo Tevåra. fö LTÅr"


def _alone(text: str) -> float:
    return sum(text_width(char, Face.REGULAR, 10) for char in text)


@pytest.mark.parametrize("name", TYPEFACES)
def test_letters_that_leave_a_hole_stand_nearer(name: TypefaceName) -> None:
    with set_in(TYPEFACES[name]):
        for pair in ("To", "Te", "LT"):
            assert text_width(pair, Face.REGULAR, 10) < _alone(pair) - 0.1, pair


@pytest.mark.parametrize("text", ["1 117,7", "−74,4", "2025-04-07", "T 7", "a b", "A\u00adV"])
def test_figures_blanks_and_hyphens_are_as_wide_as_they_are(text: str) -> None:
    assert text_width(text, Face.REGULAR, 10) == pytest.approx(_alone(text))


@given(st.text(f"{_WORDS}7,- \u00adαЖאمs", max_size=60), st.sampled_from(Face))
def test_a_text_is_as_wide_as_its_stretches_and_its_words(words: str, face: Face) -> None:
    text = printable(words)
    own = pairs(typeface_now(), face)
    assert "".join(stretch for stretch, _ in kerned(own, text)) == text
    assert sum(advances(text, face, 10)) == pytest.approx(text_width(text, face, 10))
    blanks = text.count(" ") * text_width(" ", face, 10)
    parts = sum(text_width(word, face, 10) for word in text.split(" "))
    assert parts + blanks == pytest.approx(text_width(text, face, 10))


@pytest.mark.parametrize("name", TYPEFACES)
def test_what_was_asked_beforehand_is_what_the_typefaces_say(name: TypefaceName) -> None:
    """If not: ``python dev.py kerning``."""
    file = resource("kerning", f"{TYPEFACES[name].name}.json")
    assert json.loads(file.read_text("utf-8")) == asked(name)


@pytest.mark.parametrize("more", ["", "".join(map(chr, range(0x400, 0x4F0)))])
def test_letters_are_painted_where_they_were_measured(more: str) -> None:
    """Also where a face needs a second subset, after 220 characters or so."""
    report = sample_report(board=f"ToTeLTAVToTe {more}")
    document = pdfium.PdfDocument(build_pdf(report, PERIOD).pdf)
    page = document[0].get_textpage()
    whole = page.get_text_range()
    at = whole.index("ToTeLT")
    lefts = [page.get_charbox(at + nth, loose=True)[0] for nth in range(12)]
    size = (lefts[-1] - lefts[0]) / sum(list(advances("ToTeLTAVToTe", Face.SEMIBOLD, 1))[:11])
    places = [0.0]
    for each in advances("ToTeLTAVToTe", Face.SEMIBOLD, size):
        places.append(places[-1] + each)
    assert [left - lefts[0] for left in lefts] == pytest.approx(places[:12], abs=0.0035 * size)
    assert 8 < size < 30
