"""The arithmetic on the real report's rows (figures are facts), relation by relation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.model import sums
from tertialapp.model.goals import SplitKind
from tertialapp.model.numbers import MoneyUnit, round_half_up
from tertialapp.model.records import Ore

CEILING, WITHDRAWAL = Decimal(10), Decimal(5)


def m(value: str | None) -> Ore | None:
    """Millions of kronor as öre."""
    return None if value is None else Ore(int(Decimal(value) * MoneyUnit.MILLIONS.ore))


def t(value: str) -> Ore:
    """Thousands of kronor as öre."""
    return Ore(int(Decimal(value) * MoneyUnit.THOUSANDS.ore))


# budget, requested, change, forecast (before transfers), deviation
OPERATING = {
    "kostnader": ("2622.7", "2.4", "13.1", "2640.0", "-1.8"),
    "intäkter": ("-255.2", None, "-32.3", "-287.5", "0"),
    "netto": ("2367.5", "2.4", "-19.2", "2352.5", "-1.8"),
}


@pytest.mark.parametrize("row", OPERATING)
def test_r1_deviation_of_the_operating_budget(row: str) -> None:
    *adjusted, forecast, printed = map(m, OPERATING[row])
    assert sums.deviation(adjusted, forecast) == printed


def test_r2_net_is_costs_and_revenues() -> None:
    for costs, revenues, net in zip(*OPERATING.values(), strict=True):
        assert sums.total((m(costs), m(revenues))) == m(net)


def test_r3_before_and_after_dispositions() -> None:
    assert sums.after_dispositions(m("-1.8"), m("39.7"), m("37.9")) == m("0.0")


# budget, requested, change, before, after, deviation
NET = {
    "Nämnd och administration": ("47.5", None, None, "45.5", "45.5", "2.0"),
    "Individ- och familjeomsorg": ("350.4", "0.0", "0.0", "329.8", "329.8", "20.6"),
    "barn och ungdom": ("229.7", None, None, "229.7", "229.7", "0.0"),
    "vuxna": ("59.3", None, None, "60.3", "60.3", "-1.0"),
    "socialpsykiatri": ("61.4", None, None, "58.3", "58.3", "3.1"),
    "nyanlända": ("0.0", None, None, "-18.5", "-18.5", "18.5"),
    "Stadsmiljöverksamhet": ("33.7", "2.4", None, "37.1", "37.1", "-1.0"),
    "Avskrivningar": ("18.0", None, None, "18.0", "18.0", "0.0"),
    "Internräntor": ("4.7", None, None, "4.7", "4.7", "0.0"),
    "Förskoleverksamhet": ("447.9", None, "-27.0", "421.8", "420.9", "0.0"),
    "Äldreomsorg": ("761.5", None, None, "779.5", "778.6", "-17.1"),
    "Stöd och service": ("478.3", None, "7.8", "479.1", "479.1", "7.0"),
    "Barn, kultur och fritid": ("52.9", None, None, "52.9", "52.9", "0.0"),
    "Arbetsmarknadsåtgärder": ("22.8", None, None, "22.8", "22.8", "0.0"),
    "Ekonomiskt bistånd": ("149.8", None, None, "161.3", "161.3", "-11.5"),
}
VARAV = ("barn och ungdom", "vuxna", "socialpsykiatri", "nyanlända")
TOTAL = ("2367.5", "2.4", "-19.2", "2352.5", "2350.7", "0.0")


@pytest.mark.parametrize("area", NET)
def test_r4_deviation_is_after_transfers(area: str) -> None:
    *adjusted, before, after, printed = map(m, NET[area])
    assert sums.deviation(adjusted, after) == printed
    differs = area in ("Förskoleverksamhet", "Äldreomsorg")
    assert (sums.deviation(adjusted, before) != printed) == differs


def test_r5_parts_sum_to_their_whole() -> None:
    parts = [NET[area] for area in VARAV]
    for column, whole in enumerate(NET["Individ- och familjeomsorg"]):
        assert (sums.total(m(part[column]) for part in parts) or 0) == m(whole)


def test_r6_total_is_the_sum_of_rows_that_are_no_parts() -> None:
    rows = [NET[area] for area in NET if area not in VARAV]
    for column, printed in enumerate(TOTAL):
        assert sums.total(m(row[column]) for row in rows) == m(printed)


# gross budget, opening fund, result, printed closing; surplus positive, tkr
UNITS = {
    "301": ("58972", "6138", "-241", "5897"),
    "302": ("58965", "5876", "21", "5897"),
    "303": ("59450", "6323", "-378", "5945"),
    "304": ("64810", "6781", "-300", "6481"),
    "305": ("66175", "6616", "2", "6618"),
    "306": ("63062", "6339", "-33", "6306"),
    "558": ("7670", "1670", "-7400", "767"),
}
KEEPS_FUND = "558"


@pytest.mark.parametrize("unit", UNITS)
def test_r10_and_r11_closing_fund(unit: str) -> None:
    gross, opening, result, printed = map(t, UNITS[unit])
    closing = sums.closing_fund(opening, result, gross, CEILING)
    assert closing is not None
    agrees = sums.printed(closing, MoneyUnit.THOUSANDS) == Decimal(UNITS[unit][3])
    assert agrees == (unit != KEEPS_FUND)
    ceiling = sums.share_of(gross, CEILING)
    assert ceiling is not None
    assert sums.printed(ceiling, MoneyUnit.THOUSANDS) == Decimal(UNITS[unit][3])
    covered = sums.covered_by_board(opening, result, printed)
    assert covered == (t("6497") if unit == KEEPS_FUND else covered)


@pytest.mark.parametrize("unit", UNITS)
def test_r12_withdrawal_is_at_most_five_per_cent(unit: str) -> None:
    gross, opening, _, closing = map(t, UNITS[unit])
    over = sums.over_limit(sums.withdrawal(opening, closing), gross, WITHDRAWAL)
    assert over == (t("519.5") if unit == KEEPS_FUND else 0)


def test_r13_sums_of_rounded_rows_may_be_off_by_half_a_place_each() -> None:
    columns = list(zip(*(map(t, row) for row in UNITS.values()), strict=True))
    gross, opening, result, closing = (sums.total(column) for column in columns)
    assert (gross, opening) == (t("379104"), t("39743"))
    assert (result, closing) == (t("-8329"), t("37911"))
    assert sums.total_agrees(t("-8330"), columns[2], MoneyUnit.THOUSANDS)
    assert sums.total_agrees(t("37910"), columns[3], MoneyUnit.THOUSANDS)
    assert not sums.total_agrees(t("-8333"), columns[2], MoneyUnit.THOUSANDS)


def test_r7_and_r14_funds_in_the_other_tables() -> None:
    assert [round_half_up(Decimal(tkr) / 1000, 1) for tkr in (39743, 37910)] == [
        Decimal("39.7"),
        Decimal("37.9"),
    ]
    schools = [
        sums.withdrawal(t(row[1]), t(row[3])) for unit, row in UNITS.items() if unit != KEEPS_FUND
    ]
    after = sums.forecast_after(m("421.8"), schools)
    assert after is not None
    assert sums.printed(after, MoneyUnit.MILLIONS) == Decimal("420.9")
    after = sums.forecast_after(m("779.5"), [sums.withdrawal(t("1670"), t("767"))])
    assert after is not None
    assert sums.printed(after, MoneyUnit.MILLIONS) == Decimal("778.6")


TURNOVER = {
    "nämnd": "0.4",
    "individ": "24.5",
    "förskola": "6.0",
    "äldre": "-0.6",
    "stöd": "1.6",
    "kultur": "0.4",
}


def test_r9_turnover_is_as_much_revenue_as_cost() -> None:
    costs = [m(amount) for amount in TURNOVER.values()]
    assert sums.total(costs) == m("32.3")
    assert sums.total(map(sums.negated, costs)) == m(OPERATING["intäkter"][2])
    assert sums.total((m("32.3"), m("-19.2"))) == m(OPERATING["kostnader"][2])
    assert sums.total((m("15.8"), m("0.2"), m("8.5"))) == m(TURNOVER["individ"])


# budget, requested, forecast, printed deviation
INVESTMENTS = {
    "Parkinvesteringar": ("7.1", "0.0", "7.1", "0.0"),
    "Reinvesteringar": ("0", "0.0", "14.1", "0.0"),
    "Nycklade medel Stadsmiljö": ("14.1", "0.0", "0.0", "0.0"),
    "Klimatinvesteringar": ("0.5", "0.0", "0.5", "0.0"),
    "Trygghetsinvesteringar": ("4.7", "4.7", "9.4", "0.0"),
    "Övriga investeringsmedel": ("5.5", "0.0", "5.5", "0.0"),
    "Maskiner & inventarier": ("4.7", "0.0", "4.7", "0.0"),
}


@pytest.mark.parametrize("row", INVESTMENTS)
def test_r15_deviation_of_investments(row: str) -> None:
    *adjusted, forecast, printed = map(m, INVESTMENTS[row])
    booked_apart = {"Reinvesteringar": m("-14.1"), "Nycklade medel Stadsmiljö": m("14.1")}
    assert sums.deviation(adjusted, forecast) == booked_apart.get(row, printed)


def test_r18_amounts_of_the_narrative_are_those_of_the_tables() -> None:
    parts = [sums.deviation([m(cell) for cell in NET[a][:3]], m(NET[a][4])) for a in VARAV]
    assert sums.total(parts) == m("20.6")
    assert sums.total(map(m, ("7.3", "-2.3", "-13.5", "-7.4", "-2.1"))) == m("-18.0")
    assert sums.deviation((m("761.5"), None, None), m("779.5")) == m("-18.0")
    assert sums.deviation((m("447.9"), None, m("-27.0")), m("421.8")) == m("-0.9")


def test_r19_following_the_budget() -> None:
    adjusted = [m("2367.5"), m("2.4"), m("-19.2")]
    before = sums.follows_budget(m("2352.5"), adjusted)
    after = sums.follows_budget(m("2350.7"), adjusted)
    assert before is not None
    assert round_half_up(before, 1) == Decimal("100.1")
    assert after == 100
    assert sums.follows_budget(m("1"), [None]) is None


def test_r20_averted_share() -> None:
    share = sums.averted_share(5, 127)
    assert share is not None
    assert round_half_up(share, 2) == Decimal("96.06")


@pytest.mark.parametrize(
    ("kind", "whole", "men", "women", "holds"),
    [
        (SplitKind.RATE, "23", "23.3", "22.6", True),
        (SplitKind.RATE, "62.26", "65.52", "62.5", False),
        (SplitKind.RATE, "77.38", "70.59", "88.89", True),
        (SplitKind.PART, "38.5", "1.8", "36.7", True),
        (SplitKind.PART, "38.5", "1.8", "36.5", False),
        (SplitKind.COUNT, "1020", "500", "520", True),
        (SplitKind.COUNT, "1021", "500", "520", False),
    ],
)
def test_r21_split_by_gender(
    kind: SplitKind, whole: str, men: str, women: str, *, holds: bool
) -> None:
    assert sums.split_holds(kind, Decimal(whole), Decimal(men), Decimal(women), 1) == holds


_AMOUNTS = st.none() | st.integers(-(10**13), 10**13).map(Ore)


@given(st.lists(_AMOUNTS))
def test_blank_counts_as_nothing_but_stays_blank(amounts: list[Ore | None]) -> None:
    total = sums.total(amounts)
    assert (total is None) == all(amount is None for amount in amounts)
    assert (total or 0) == sum(amount or 0 for amount in amounts)


@given(_AMOUNTS, _AMOUNTS, _AMOUNTS)
def test_a_fund_never_exceeds_its_ceiling(
    opening: Ore | None, result: Ore | None, gross: Ore | None
) -> None:
    closing = sums.closing_fund(opening, result, gross, CEILING)
    if closing is not None and gross is not None:
        limit = sums.share_of(gross, CEILING)
        assert limit is not None
        assert closing <= limit
        assert sums.moved_to_fund(opening, result, closing) == max(
            0, (opening or 0) + (result or 0) - limit
        )
