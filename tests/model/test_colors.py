"""Colours of a board: read, thinned, and told from white paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.model.colors import LEAST_CONTRAST, WHITE, code_of, contrast, on_white, rgb_of
from tertialapp.model.frame import MAIN_COLOR


def test_a_code_is_read_as_it_may_be_pasted() -> None:
    assert rgb_of(" #ff0080 ") == (1, 0, 128 / 255)
    assert rgb_of("FF0080") == rgb_of("#ff0080")
    for code in ("", "#fff", "blå", "#12345g", "#1234567", "12 34 56"):
        assert rgb_of(code) is None


@given(st.integers(0, 0xFFFFFF).map("{:06X}".format))
def test_a_colour_is_written_as_it_is_read(code: str) -> None:
    color = rgb_of(code)
    assert color is not None
    assert code_of(color) == code
    assert on_white(color, 1) == pytest.approx(color)
    assert on_white(color, 0) == (1, 1, 1)
    assert 1 <= contrast(color, WHITE) <= 21.001


@pytest.mark.parametrize(
    ("code", "told"), [("FFFFFF", 1), ("000000", 21), ("777777", 4.48), ("0000FF", 8.59)]
)
def test_contrasts_are_those_that_others_tell(code: str, told: float) -> None:
    color = rgb_of(code)
    assert color is not None
    assert contrast(color, WHITE) == pytest.approx(told, abs=0.005)


def test_the_usual_colour_can_be_read_by_all() -> None:
    color = rgb_of(MAIN_COLOR)
    assert color is not None
    assert contrast(color, WHITE) > 2 * LEAST_CONTRAST
