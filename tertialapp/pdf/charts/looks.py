"""How lines and bars look: colours that colour-blind people can tell apart.

Nothing rests on colour alone: lines differ by mark and dashes too, bars by hatching. Every colour has a
contrast of at least 4.5 to the ground, so that it can be read as text as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from tertialapp.model.series import Role, Series

SOLID: tuple[float, ...] = ()


class LineLook(Struct, frozen=True):
    """A line: its colour, width, dashes (in widths of the line, none for a whole one) and mark.

    Without a ``mark`` it is a level that holds through its periods. ``hollow`` marks are expected, not
    measured.
    """

    colour: str
    width: float = 2.0
    dashes: tuple[float, ...] = SOLID
    mark: str = ""
    hollow: bool = False


class ChartLook(Struct, frozen=True):
    """All colours of a chart."""

    ground: str
    text: str
    muted: str
    grid: str
    axis: str
    outcome: str
    women: str
    men: str
    target: str
    council: str
    surplus: str
    deficit: str
    compared: tuple[str, ...]


LIGHT_CHART = ChartLook(
    ground="#ffffff",
    text="#1b2430",
    muted="#55616e",
    grid="#dfe5ea",
    axis="#7d8b99",
    outcome="#0b5cad",
    women="#b0357a",
    men="#8a5a00",
    target="#1a7f45",
    council="#6d4bb3",
    surplus="#0b5cad",
    deficit="#b84a00",
    compared=("#0b5cad", "#b84a00", "#00796b", "#a3347c", "#7d6200", "#51606f"),
)

MARKS = ("o", "s", "t1", "d", "t", "p", "star")
DASHES = (SOLID, (4.0, 2.0), (1.0, 2.0), (5.0, 2.0, 1.0, 2.0), (8.0, 2.5))

_ROLES: Mapping[Role, LineLook] = MappingProxyType(
    {
        Role.OUTCOME: LineLook("outcome", 2.6, mark="o"),
        Role.FORECAST: LineLook("outcome", 1.8, (1.0, 2.2), mark="o", hollow=True),
        Role.WOMEN: LineLook("women", 1.8, mark="d"),
        Role.MEN: LineLook("men", 1.8, (5.0, 2.0, 1.0, 2.0), mark="s"),
        Role.TARGET: LineLook("target", 2.0, (4.0, 2.5)),
        Role.COUNCIL_TARGET: LineLook("council", 2.0, (1.5, 1.8)),
    }
)


def line_look(look: ChartLook, series: Series, at: int) -> LineLook:
    """How a line looks; compared ones by their place among the others."""
    if series.role is Role.COMPARED:
        colour = look.compared[at % len(look.compared)]
        return LineLook(colour, 2.2, DASHES[at % len(DASHES)], MARKS[at % len(MARKS)])
    made = _ROLES[series.role]
    colour = getattr(look, made.colour)
    return LineLook(colour, made.width, made.dashes, made.mark, made.hollow)
