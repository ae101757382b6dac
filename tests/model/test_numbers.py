"""Figures in print and as typed: one Swedish form out, every usual form in, nothing rounded in silence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.model.numbers import (
    MoneyUnit,
    NumberFault,
    format_money,
    format_money_plain,
    format_number,
    format_rounded,
    parse_money,
    parse_number,
    round_half_up,
)
from tertialapp.model.records import Ore

_FIGURES = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)


@given(_FIGURES, st.integers(0, 4))
def test_what_is_printed_can_be_typed(value: Decimal, decimals: int) -> None:
    printed = format_number(value, decimals)
    assert parse_number(printed) == value
    assert "-" not in printed
    assert "." not in printed
    assert " " not in printed


@given(st.integers(-(10**15), 10**15).map(Ore), st.sampled_from(list(MoneyUnit)))
def test_amounts_in_running_text_are_exact(amount: Ore, unit: MoneyUnit) -> None:
    assert parse_money(format_money_plain(amount, unit), unit) == amount


@given(_FIGURES, st.integers(0, 3))
def test_rounding_is_half_away_from_zero(value: Decimal, places: int) -> None:
    rounded = round_half_up(value, places)
    assert abs(rounded - value) * 2 <= Decimal(1).scaleb(-places)
    assert round_half_up(-value, places) == -rounded
    if abs(rounded - value) * 2 == Decimal(1).scaleb(-places):
        assert abs(rounded) >= abs(value)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("0", 0, "0"),
        ("-0.0", 1, "0,0"),
        ("-0.04", 1, "−0,04"),
        ("1020", 0, "1\u00a0020"),
        ("2367.5", 1, "2\u00a0367,5"),
        ("62.26", 0, "62,26"),
        ("75", 1, "75,0"),
        ("-19.2", 1, "−19,2"),
        ("1234567", 0, "1\u00a0234\u00a0567"),
    ],
)
def test_printed_forms(value: str, decimals: int, printed: str) -> None:
    assert format_number(Decimal(value), decimals) == printed


def test_no_negative_zero_after_rounding() -> None:
    assert format_rounded(Decimal("-0.04"), 1) == "0,0"
    assert format_money(Ore(-4_999_999), MoneyUnit.MILLIONS) == "0,0"
    assert format_money(Ore(-5_000_000), MoneyUnit.MILLIONS) == "−0,1"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 020", "1020"),
        ("1\u00a0020,5", "1020.5"),
        ("1\u202f020", "1020"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("−3,5", "-3.5"),
        ("–3", "-3"),
        ("+7", "7"),
        ("1,234,567.8", "1234567.8"),
        ("1.234.567,8", "1234567.8"),
        ("1.234.567", "1234567"),
        (",5", "0.5"),
        ("007", "7"),
    ],
)
def test_typed_forms(typed: str, value: str) -> None:
    assert parse_number(typed) == Decimal(value)


def test_a_unit_may_follow_and_blank_is_no_data() -> None:
    assert parse_number("12,5 %", "%") == Decimal("12.5")
    assert parse_number("90%", "%") == Decimal(90)
    assert parse_number("1,5 kg CO2", "kg CO2") == Decimal("1.5")
    assert parse_money("7,1 mnkr", MoneyUnit.MILLIONS) == 710_000_000
    assert parse_number("  ") is None
    assert parse_money("", MoneyUnit.KRONOR) is None


@pytest.mark.parametrize(
    "typed",
    [
        "1.234",
        "304.120",
        "1 2 3",
        "12 34",
        "tolv",
        "1e5",
        "1,2,3",
        "1.2.3,4.5",
        "--1",
        "5-",
        "1,",
        "%",
        "NaN",
        "∞",
        "٣",
        "1/2",
    ],
)
def test_what_is_no_figure_is_said_in_swedish(typed: str) -> None:
    with pytest.raises(NumberFault, match="tal"):
        parse_number(typed)


def test_too_many_digits_and_parts_of_an_ore_are_refused() -> None:
    with pytest.raises(NumberFault, match="18 siffror"):
        parse_number("1" * 19)
    with pytest.raises(NumberFault, match="ören"):
        parse_money("0,001", MoneyUnit.KRONOR)


@given(st.text(max_size=30))
def test_any_text_is_a_figure_or_a_fault(typed: str) -> None:
    try:
        value = parse_number(typed)
    except NumberFault as fault:
        assert str(fault).endswith(".")  # noqa: PT017 - both outcomes are right
    else:
        assert value is None or value.is_finite()
