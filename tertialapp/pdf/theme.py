"""What the colours of ``styles`` look like in a board's reports. A layout does not depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from msgspec import Struct

from tertialapp.model.colors import RGB, on_white, rgb_of
from tertialapp.model.frame import MAIN_COLOR, Setup
from tertialapp.pdf.items import Paint
from tertialapp.pdf.styles import Color

_THE_SAME = {
    Color.INK: "1C2127",
    Color.MUTED: "596370",
    Color.LINK: "1A5596",
    Color.HAIRLINE: "CDD3DA",
    Color.PAPER: "FFFFFF",
    Color.WATERMARK: "EEF0F3",
    Color.GOOD: "1E7B45",
    Color.PARTLY: "B36B00",
    Color.MISSED: "A8322A",
}
"""What no board chooses: text, and what means something."""
_SHARES = {
    Color.MAIN: 1.0,
    Color.PASSED: 0.55,
    Color.COMING: 0.18,
    Color.BAND: 0.1,
    Color.TINT: 0.055,
}
"""How strong the board's own colour is where it stands."""


class Theme(Struct, frozen=True):
    """A board's own colour, as a code (``model.colors``); all others follow. No code is the usual one."""

    main: str = MAIN_COLOR

    def rgb(self, color: Paint) -> RGB:
        """What a colour looks like; one that is given by its code is the same for all boards."""
        return _coded(color) if isinstance(color, str) else _looks(self.main)[color]


def theme_of(setup: Setup) -> Theme:
    """The theme of a board."""
    return Theme(setup.main_color)


@cache
def _coded(code: str) -> RGB:
    rgb = rgb_of(code)
    assert rgb is not None, code
    return rgb


@cache
def _looks(code: str) -> Mapping[Color, RGB]:
    main = rgb_of(code) or rgb_of(MAIN_COLOR)
    assert main is not None
    looks = {color: on_white(main, share) for color, share in _SHARES.items()}
    looks |= {color: _coded(fixed) for color, fixed in _THE_SAME.items()}
    return MappingProxyType(looks)
