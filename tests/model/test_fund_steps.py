"""How a result unit's fund is told, step by step: the figures of the real report, and the laws."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.model.economy import AS_READ, ResultUnitValue
from tertialapp.model.economy_tables import closing_amount
from tertialapp.model.fund_steps import (
    FundPart,
    FundStep,
    as_text,
    fund_steps,
    in_short,
    printed,
    reason_is_asked,
)
from tertialapp.model.numbers import NBSP
from tertialapp.model.records import Ore, cell_id
from tertialapp.model.report import Report

PERIOD = "T1 2025"
UNIT = "enhet-301"
AMOUNTS = st.none() | st.integers(-(10**11), 10**11).map(Ore)


def _tkr(amount: str | None) -> Ore | None:
    return None if amount is None else Ore(int(Decimal(amount) * 100_000))


def _with(value: ResultUnitValue) -> Report:
    return tasks.example_report().apply({"result_unit_value": {value.id: value}})


def _year(
    gross: str | None,
    opening: str | None,
    result: str | None,
    stated: str | None = None,
    why: str = "",
) -> tuple[Report, ResultUnitValue]:
    value = ResultUnitValue(
        id=cell_id(UNIT, PERIOD),
        unit_id=UNIT,
        period_id=PERIOD,
        gross_budget=_tkr(gross),
        opening=_tkr(opening),
        result=_tkr(result),
        closing_override=_tkr(stated),
        closing_reason=why,
    )
    return _with(value), value


def _steps(
    gross: str | None,
    opening: str | None,
    result: str | None,
    stated: str | None = None,
    why: str = "",
) -> dict[FundPart, FundStep]:
    report, _ = _year(gross, opening, result, stated, why)
    return {step.part: step for step in fund_steps(report, UNIT, PERIOD)}


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_a_unit_of_the_real_report_is_told_in_order() -> None:
    report, _ = _year("58970", "6138", "-241")
    steps = fund_steps(report, UNIT, PERIOD)
    assert [(label, _plain(amount), _plain(words)) for label, amount, words in printed(steps)] == [
        (
            "Resultatöverföring från 2024",
            "6 138,0",
            "Enheten har med sig ett överskott på 6 138 tkr från 2024.",
        ),
        ("Resultat 2025", "−241,0", "Årets resultat är ett underskott på 241 tkr."),
        (
            "Fond och resultat",
            "5 897,0",
            "Fond och resultat blir tillsammans ett överskott på 5 897 tkr.",
        ),
        ("Tak för fonden", "5 897,0", "Fonden får vara högst 10 % av bruttobudgeten 58 970 tkr."),
        (
            "Resultatöverföring till 2026",
            "5 897,0",
            "Fonden till 2026 blir ett överskott på 5 897 tkr.",
        ),
        ("Uttag ur fonden", "241,0", "Fonden minskar med 241 tkr under året."),
        (
            "Tillåtet uttag",
            "2 948,5",
            "Högst 5 % av bruttobudgeten får tas ut under ett år.",
        ),
    ]


def test_what_the_ceiling_forces_out_stays_with_the_board() -> None:
    steps = _steps("10000", "900", "350")
    assert steps[FundPart.CUT].label == "Tvingat uttag"
    assert steps[FundPart.CUT].amount == _tkr("250")
    assert _plain(in_short(list(steps.values()))) == (
        "Fonden till 2026 blir ett överskott på 1 000 tkr. "
        "250 tkr ryms inte under taket och stannar hos nämnden."
    )


def test_a_fund_that_is_set_tells_what_the_board_covers_and_why() -> None:
    steps = _steps("7670", "1670", "-7400", "767", "Nämnden täcker flytten.")
    assert steps[FundPart.COMPUTED].amount == _tkr("-5730")
    assert steps[FundPart.REASON].sentence == "Nämnden täcker flytten."
    assert _plain(in_short(list(steps.values()))) == (
        "Fonden till 2026 är satt till ett överskott på 767 tkr. Nämnden täcker 6 497 tkr, det som "
        "fond och resultat inte räcker till. Uttaget är 519,5 tkr större än gränsen på 5 %."
    )
    assert steps[FundPart.COVERED].amount == _tkr("6497")
    assert _plain(steps[FundPart.OVER].sentence) == "Uttaget är 519,5 tkr större än gränsen på 5 %."


@pytest.mark.parametrize("why", ["", "  ", AS_READ])
def test_a_reason_that_nobody_has_given_is_said_to_be_missing(why: str) -> None:
    steps = list(_steps("7670", "100", "0", "767", why).values())
    assert printed(steps)[-1] == ("Skäl", "", "Skäl saknas.")
    assert in_short(steps).endswith("Skäl saknas.")


def test_a_fund_above_the_ceiling_is_said_to_be() -> None:
    said = _plain(_steps("1000", "100", "0", "130", "Beslut")[FundPart.SET].sentence)
    assert "Det är 30 tkr över taket." in said


def test_a_fund_that_is_set_lower_leaves_the_rest_with_the_board() -> None:
    step = _steps("1000", "90", "0", "60", "Beslut")[FundPart.CUT]
    assert (step.label, step.amount) == ("Stannar hos nämnden", _tkr("30"))


def test_a_withdrawal_above_the_limit_asks_for_a_reason_also_when_nothing_is_set() -> None:
    report, value = _year("1000", "90", "-60")
    assert reason_is_asked(report, value)
    assert _steps("1000", "90", "-60")[FundPart.REASON].sentence == "Skäl saknas."
    explained = _steps("1000", "90", "-60", why="Flytt till nya lokaler")
    assert explained[FundPart.REASON].sentence == "Flytt till nya lokaler"
    assert "Skäl" not in in_short(list(explained.values()))
    assert FundPart.REASON not in _steps("1000", "90", "-40")


def test_a_unit_without_figures_has_no_steps() -> None:
    assert not _steps("1000", None, None)
    assert in_short(()).startswith("Fyll i")


def test_without_gross_budget_the_limits_are_said_to_be_unknown() -> None:
    steps = _steps(None, "90", "-60")
    assert steps[FundPart.CEILING].amount is None
    assert "går inte att räkna ut" in steps[FundPart.CEILING].sentence
    assert "går inte att räkna ut" in steps[FundPart.PERMITTED].sentence
    shown = {label: amount for label, amount, _ in printed(list(steps.values()))}
    assert shown["Tak för fonden"] == "–"


def test_the_limits_are_those_of_the_report() -> None:
    report, _ = _year("1000", "90", "-60")
    setup = replace(report.setup, fund_ceiling=Decimal("7.5"), withdrawal_ceiling=Decimal(3))
    other = report.apply({"setup": {setup.id: setup}})
    said = _plain(" ".join(step.sentence for step in fund_steps(other, UNIT, PERIOD)))
    assert "högst 7,5 %" in said
    assert "Högst 3 %" in said


def test_the_text_can_be_pasted_into_a_sheet() -> None:
    report, _ = _year("58970", "6138", "-241")
    lines = as_text("301 Norra", fund_steps(report, UNIT, PERIOD)).splitlines()
    assert lines[0] == "301 Norra (tkr)"
    assert lines[2].split("\t") == ["Resultat 2025", "−241,0", _words("ett underskott på 241 tkr")]


def _words(amount: str) -> str:
    figure = amount.replace("241 tkr", f"241{NBSP}tkr")
    return f"Årets resultat är {figure}."


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
@example(
    Ore(-30), Ore(-4), Ore(1), None
)  # a fund that grows takes nothing out, whatever the budget
def test_the_steps_add_up_exactly(
    gross: Ore | None, opening: Ore | None, result: Ore | None, stated: Ore | None
) -> None:
    _, blank = _year(None, None, None)
    value = replace(
        blank, gross_budget=gross, opening=opening, result=result, closing_override=stated
    )
    report = _with(value)
    steps = {step.part: step.amount for step in fund_steps(report, UNIT, PERIOD)}
    last = steps.get(FundPart.SET, steps.get(FundPart.COMPUTED))
    assert last == closing_amount(report, value)
    together = steps.get(FundPart.TOGETHER)
    if together is not None and last is not None:
        covered, cut = steps.get(FundPart.COVERED) or 0, steps.get(FundPart.CUT) or 0
        assert together + covered - cut == last
        assert not (covered and cut)
    over, permitted = steps.get(FundPart.OVER), steps.get(FundPart.PERMITTED)
    if over is not None:
        taken = steps[FundPart.TAKEN]
        assert taken is not None
        assert permitted is not None
        assert taken - permitted == over > 0
    if stated is None:
        assert reason_is_asked(report, value) == (over is not None)
