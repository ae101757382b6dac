"""Cells are found again however many are empty, or the row is given up: never a wrong one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tertialapp.exchange.ils import read_ils
from tertialapp.exchange.ils.economy_choice import choose
from tests.exchange.ils import layout

_NUMBERS = st.one_of(
    st.integers(0, 999).map(str),
    st.decimals(0, 999, places=1).map(lambda value: f"{value}".replace(".", ",")),
    st.integers(1, 99).map(lambda thousands: f"{thousands} 250"),
)
_UNITS = st.sampled_from(["", " %", "  %", "%", " st", " kg CO2 per kg mat", " GWh"])
_FIGURES = st.builds(str.__add__, _NUMBERS, _UNITS)
_TARGETS = _FIGURES | st.sampled_from(["Tas fram av nämnd", "Ökning", "+/- 1 %", "Fastställs 2026"])
_PERIODS = st.sampled_from(["2026", "Tertial 1 2026"])
_ROWS = st.tuples(*[st.none() | _FIGURES] * 5, st.none() | _FIGURES, st.none() | _TARGETS, _PERIODS)
_NAMES = st.lists(
    st.sampled_from(
        ["Andel", "båtar", "som", "seglar", "i", "viken", "(alla", "seglare)", "under"]
    ),
    min_size=2,
    max_size=8,
).map(lambda words: " ".join(["Antal", *words]))


def _with_one_row(name: str, cells: layout.Cells) -> str:
    goal = layout.goal("Nämndmål", "1. Segla", "Uppfylls helt")
    return "\n".join([*goal, *layout.INDICATOR_HEAD, *layout.row(name, cells), ""])


@given(_NAMES, _ROWS)
def test_a_row_has_its_cells_or_is_given_up(name: str, cells: tuple[str | None, ...]) -> None:
    ils = read_ils(_with_one_row(name, cells))
    found = [(row.name, row.cells) for row in ils.goals[0].indicators]
    if found:
        assert found == [(name, cells)]
    else:
        kept = "".join(line.text for line in ils.not_understood)
        assert name.split(maxsplit=1)[0] in kept


def test_a_row_whose_first_cell_may_be_of_its_name_is_given_up() -> None:
    cells = ("0,0 kg CO2 per kg mat", None, None, None, "1 250", "100", None, "2026")
    ils = read_ils(_with_one_row("Antal Andel Andel", cells))
    assert ils.goals[0].indicators == ()


@given(
    _NAMES,
    st.tuples(*[st.none() | st.integers(0, 99).map(lambda value: f"{value} %")] * 7, _PERIODS),
)
def test_a_row_of_shares_is_always_read(name: str, cells: tuple[str | None, ...]) -> None:
    ils = read_ils(_with_one_row(name, cells))
    assert [(row.name, row.cells) for row in ils.goals[0].indicators] == [(name, cells)]


def test_arithmetic_decides_between_readings() -> None:
    keys = ["gross_budget", "opening", "result", "closing"]
    right = ("58 972,0", "-6 138", "241", "5 897")
    wrong = ("58 972,0", "-6", "138 241", "5 897")
    assert choose(keys, [("Enhet", [wrong, right])]) == (right,)


def test_the_column_sums_decide_where_no_row_does() -> None:
    keys = ["budget", "revenues"]
    open_row = ("Fyrar", [("1 200", "5"), ("1", "200 5")])
    known = ("Skepp", [("300", "7")])
    assert choose(keys, [open_row, known, ("Summa", [("1 500", "12")])])[0] == ("1 200", "5")
    assert choose(keys, [open_row, known])[0] is None
