"""The board's own colour on paper: what has it follows, and nothing moves."""

from __future__ import annotations

from itertools import product

import pypdfium2 as pdfium
import pytest

from tertialapp.model.colors import WHITE, contrast, rgb_of
from tertialapp.model.frame import MAIN_COLOR
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.layout import lay_out
from tertialapp.pdf.styles import Color
from tertialapp.pdf.theme import Theme, theme_of
from tests.pdf.sample import PERIOD, sample_report

_PLUM = "6A1B5D"


def _colours_on_cover(**setup: object) -> set[tuple[int, int, int]]:
    document = pdfium.PdfDocument(build_pdf(sample_report(**setup), PERIOD).pdf)
    page = document[0].render().to_pil().convert("RGB")
    document.close()
    counted = page.getcolors(1 << 16)
    assert counted is not None
    return {color for _, color in counted if isinstance(color, tuple)}


def test_the_field_of_the_cover_has_the_boards_colour() -> None:
    usual, plum = _colours_on_cover(), _colours_on_cover(main_color=_PLUM)
    assert (0x10, 0x38, 0x6B) in usual - plum
    assert (0x6A, 0x1B, 0x5D) in plum - usual


def test_nothing_moves_when_the_colour_is_another() -> None:
    usual = lay_out(sample_report(), PERIOD)
    plum = lay_out(sample_report(main_color=_PLUM), PERIOD, before=usual)
    assert plum.blocks == usual.blocks
    assert plum.pages == usual.pages
    assert (usual.theme, plum.theme) == (Theme(), Theme(_PLUM))


@pytest.mark.parametrize("code", ["", "blå", "#12"])
def test_what_is_no_colour_is_the_usual_one(code: str) -> None:
    theme = theme_of(sample_report(main_color=code).setup)
    assert [theme.rgb(color) for color in Color] == [Theme().rgb(color) for color in Color]


def test_text_can_be_read_on_the_grounds_that_follow_from_any_colour() -> None:
    text = contrast(Theme().rgb(Color.INK), WHITE)
    for parts in product("0F", repeat=6):
        theme = Theme("".join(parts))
        assert theme.rgb(Color.MAIN) == rgb_of(theme.main)
        for ground in (Color.BAND, Color.TINT):
            assert text / contrast(theme.rgb(ground), WHITE) > 10
    assert rgb_of(MAIN_COLOR) == Theme().rgb(Color.MAIN)
