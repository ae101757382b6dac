"""The parts below the widgets: blocks of cells, dates, places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp import tasks
from tertialapp.document.edit import Edit
from tertialapp.model.change import Delta, Operation, difference
from tertialapp.model.colors import contrast, rgb_of
from tertialapp.model.numbers import MoneyUnit, NumberFault, parse_money
from tertialapp.model.places import place_of
from tertialapp.model.records import Ore
from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.columns.typing_forms import (
    parse_amount,
    parse_date,
    parse_figure,
    typed_money,
)
from tertialapp.ui.theme import DARK, LIGHT, Theme, style_sheet
from tertialapp.ui.tsv import from_tsv, to_tsv

CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x00", exclude_categories=["Cs"])
)


@given(
    st.integers(2, 4).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1)
    )
)
def test_blocks_come_back_as_they_were_copied(block: list[list[str]]) -> None:
    assert from_tsv(to_tsv(block)) == block


def test_quoted_cell_of_excel_is_one_cell() -> None:
    assert from_tsv('"rad ett\nrad ""två"""\t5\r\n') == [['rad ett\nrad "två"', "5"]]


@given(st.integers(-(10**15), 10**15), st.sampled_from(list(MoneyUnit)))
def test_no_ore_is_lost_between_showing_and_typing(amount: int, unit: MoneyUnit) -> None:
    assert parse_money(typed_money(Ore(amount), unit), unit) == amount


MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_dates_are_read_in_the_forms_that_people_type(day: date) -> None:
    month = MONTHS.split()[day.month - 1]
    forms = (
        day.isoformat(),
        f"{day} 00:00:00",
        f"{day}T00:00:00",
        f"{day:%Y%m%d}",
        f"{day:%Y.%m.%d}",
        f"{day.day}/{day.month} {day.year}",
        f" {day.day}.{day.month}.{day.year} ",
        f"{day.day}. {day.month}. {day.year}",
        f"{day.day} {month} {day.year}",
        f"den {day.day} {month.upper()} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day.day}\u00a0{month[:3]}. {day.year}\u200e",
    )
    assert {parse_date(form) for form in forms} == {day}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("2025-02-30", "finns inte i kalendern"),
        ("1/13 2025", "finns inte i kalendern"),
        ("4/30/2025", "finns inte i kalendern"),
        ("30 april", "saknar år"),
        ("30/4", "saknar år"),
        ("25-04-30", "året med fyra siffror"),
        ("30 apr 25", "året med fyra siffror"),
        ("250430", "året med fyra siffror"),
        ("0000-01-01", "mellan 1900 och 2200"),
        ("9999-12-31", "mellan 1900 och 2200"),
        ("10000-01-01", "mellan 1900 och 2200"),
        ("2025-04-30 13:45", "inget datum"),
        ("snart", "inget datum"),
        ("30 mapr 2025", "inget datum"),
    ],
)
def test_what_is_no_day_for_certain_is_refused_with_a_word(text: str, complaint: str) -> None:
    with pytest.raises(CellFault, match=complaint):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234 tkr", 123_400_000),
        ("1\u00a0234,5 TKR", 123_450_000),
        ("12 ksek", 1_200_000),
        ("−3 tkr", -300_000),
        ("tkr", None),
        ("", None),
        ("7", 700_000),
    ],
)
def test_amounts_may_have_their_columns_unit(text: str, amount: int | None) -> None:
    assert parse_amount(text, MoneyUnit.THOUSANDS) == amount


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("1 234 kr", "är i kr"),
        ("1234:-", "är i kr"),
        ("1,2 mkr", "är i mnkr"),
        ("1.234", "flera sätt"),
        ("5 xyz", "inget tal"),
        ("999999999999999999", "för stort"),
    ],
)
def test_amounts_in_other_units_or_forms_are_not_guessed(text: str, complaint: str) -> None:
    with pytest.raises(NumberFault, match=complaint):
        parse_amount(text, MoneyUnit.THOUSANDS)


def test_percent_and_too_fine_figures() -> None:
    assert parse_figure("12,5 %", "%") == Decimal("12.5")
    assert parse_figure("12,5 procent", "%") == Decimal("12.5")
    assert parse_figure("0,125", "%") == Decimal("0.125")
    with pytest.raises(NumberFault, match="procenttecken"):
        parse_figure("12 %", "st")
    with pytest.raises(NumberFault, match="9 decimaler"):
        parse_figure("1,1234567890", "")


def test_line_ends_of_every_kind_separate_rows() -> None:
    assert from_tsv("a\tb\r\nc\td\re\tf\n") == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert from_tsv('"x\r\ny"\tz') == [["x\ny", "z"]]
    assert from_tsv('"hej" sa hon\t1') == [['"hej" sa hon', "1"]]
    assert from_tsv("") == [[""]]


def test_a_column_of_one_comes_back_also_with_empty_cells() -> None:
    for block in ([["a"], [""]], [[""], [""]], [[""]], [["a"], [""], [""]], [['"']]):
        assert from_tsv(to_tsv(block)) == block


def test_every_change_has_a_place_or_none_at_all() -> None:
    report = tasks.example_report()
    for table in ("goal", "indicator", "activity", "text", "decision", "result_unit_value"):
        record = next(iter(report.table(table).values()))
        edit = Edit(report)
        edit.remove(record)
        for delta in difference(report, edit.changes):
            place = place_of(edit.report, delta)
            assert place is None or place.key in edit.report.table(place.table)
            back = delta.inverse()
            assert place_of(report, back) is not None or delta.table == "goal_status"


def test_setup_has_no_page() -> None:
    delta = Delta("setup", "setup", Operation.UPDATE, "board", "A", "B")
    assert place_of(tasks.example_report(), delta) is None


def _contrast(code: str, other_code: str) -> float:
    one, other = rgb_of(code), rgb_of(other_code)
    assert one
    assert other
    return contrast(one, other)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_have_contrast_enough(theme: Theme) -> None:
    grounds = (theme.window, theme.base, theme.raised, theme.selected, theme.computed)
    for ground in (*grounds, theme.fault_ground, theme.good_ground, theme.fair_ground):
        assert _contrast(theme.text, ground) >= 7
    for ground in (theme.window, theme.base, theme.raised):
        assert _contrast(theme.muted, ground) >= 4.5
    for ground in (theme.base, theme.computed, theme.selected):
        assert _contrast(theme.negative, ground) >= 4.5
    assert _contrast(theme.accent, theme.base) >= 4.5
    assert _contrast(theme.on_accent, theme.accent) >= 4.5
    for mark in (theme.good, theme.fair, theme.poor, theme.frame, theme.fault):
        assert _contrast(mark, theme.base) >= 3
    assert "$" not in style_sheet(theme)
