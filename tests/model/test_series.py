"""What charts show: points, gaps, targets, bars, the same as tables, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.model import economy as eco
from tertialapp.model.economy_tables import (
    EconomyTable,
    RowKind,
    net_budget_table,
    result_unit_table,
)
from tertialapp.model.frame import SETUP_ID, Period, PeriodKind, SectionKind, Setup
from tertialapp.model.goals import Direction, Goal, Indicator, IndicatorValue, Level, PeriodLength
from tertialapp.model.numbers import MINUS, NBSP, MoneyUnit
from tertialapp.model.periods import new_period
from tertialapp.model.records import Ore, Record, cell_id
from tertialapp.model.report import Report, report_of
from tertialapp.model.series import (
    BarChart,
    FigureTable,
    LineChart,
    Role,
    comparison,
    deviations,
    economy_bars,
    economy_chart,
    trend,
)
from tests.reports import reports

NOW = "T1 2025"
Values = Mapping[str, Mapping[str, str]]
"""Period -> field -> figure."""


def _period(name: str) -> Period:
    kind, year = name.split()
    return new_period(PeriodKind(kind), int(year))


def _report(*indicators: tuple[Indicator, Values], periods: str = "", **setup: Any) -> Report:
    records: list[Record] = [
        Setup(id=SETUP_ID, board="Prövnämnden", **setup),
        Goal(id="mal", sort_key="a", level=Level.AREA, title="Ett mål"),
    ]
    names = {NOW, *periods.split(", ")} - {""} | {name for _, found in indicators for name in found}
    records += map(_period, sorted(names))
    for indicator, values in indicators:
        records.append(indicator)
        for name, figures in values.items():
            fields: dict[str, Any] = {
                key: text if key.endswith("words") else Decimal(text)
                for key, text in figures.items()
            }
            records.append(
                IndicatorValue(
                    id=cell_id(indicator.id, name),
                    indicator_id=indicator.id,
                    period_id=name,
                    **fields,
                )
            )
    return report_of(records)


def _indicator(key: str = "nöjda", name: str = "Nöjda boende", **fields: Any) -> Indicator:
    fields.setdefault("unit", "%")
    return Indicator(id=key, goal_id="mal", sort_key=key, name=name, **fields)


def _trend(values: Values, period: str = NOW, periods: str = "", **fields: Any) -> LineChart:
    return trend(_report((_indicator(**fields), values), periods=periods), "nöjda", period)


def _line(chart: LineChart, role: Role) -> list[str | None]:
    (line,) = (line for line in chart.series if line.role is role)
    return [None if value is None else str(value) for value in line.values]


def _spaced(text: str) -> str:
    return text.replace(NBSP, " ")


# -- points ----------------------------------------------------------------------------------------


def test_a_trend_goes_over_the_periods_that_have_figures_up_to_the_shown_one() -> None:
    values = {
        "VB 2023": {"outcome": "79"},
        "VB 2024": {"outcome": "81", "target": "80"},
        NOW: {"outcome": "76", "target": "82"},
        "T2 2025": {"outcome": "99"},
    }
    chart = _trend(values, periods="T2 2024")
    assert chart.labels == ("VB 2023", "VB 2024", NOW)
    assert _line(chart, Role.OUTCOME) == ["79", "81", "76"]
    assert _line(chart, Role.TARGET) == [None, "80", "82"]
    assert chart.unit == "%"
    assert chart.direction is Direction.UP
    assert _trend(values, "VB 2024").labels == ("VB 2023", "VB 2024")


def test_last_years_outcome_is_a_point_where_the_file_has_no_such_period() -> None:
    chart = _trend({NOW: {"outcome": "76", "last_year": "81"}})
    assert chart.labels == ("VB 2024", NOW)
    assert _line(chart, Role.OUTCOME) == ["81", "76"]


def test_last_years_outcome_is_told_by_its_own_period_first() -> None:
    values = {"VB 2024": {"outcome": "80"}, NOW: {"outcome": "76", "last_year": "81"}}
    assert _line(_trend(values), Role.OUTCOME) == ["80", "76"]
    del values["VB 2024"]["outcome"]
    values["VB 2024"]["target"] = "85"
    assert _line(_trend(values), Role.OUTCOME) == ["81", "76"]
    assert _line(_trend(values), Role.TARGET) == ["85", None]


def test_last_years_outcome_is_what_was_said_of_it_last() -> None:
    values = {NOW: {"last_year": "81"}, "T2 2025": {"last_year": "82", "outcome": "76"}}
    assert _line(_trend(values, "T2 2025"), Role.OUTCOME) == ["82", "76"]
    assert _line(_trend(values, NOW), Role.OUTCOME) == ["81"]


def test_words_for_a_target_are_no_line() -> None:
    chart = _trend({NOW: {"outcome": "76", "target_words": "Ökning", "council_target": "80"}})
    assert {line.role for line in chart.series} == {Role.OUTCOME, Role.COUNCIL_TARGET}
    assert chart.series[1].name == "KF:s årsmål"


def test_a_target_for_the_whole_city_is_not_held_against_the_board() -> None:
    values = {NOW: {"outcome": "76", "council_target": "11000"}}
    chart = _trend(values, council_citywide=True)
    assert [line.role for line in chart.series] == [Role.OUTCOME]
    assert "11" not in chart.sentence


def test_men_and_women_have_lines_with_the_boards_own_words() -> None:
    values = {NOW: {"outcome": "76", "men": "70", "women": "80"}}
    report = _report((_indicator(), values), men_label="män", women_label="kvinnor")
    chart = trend(report, "nöjda", NOW)
    assert [line.name for line in chart.series] == ["Utfall", "Kvinnor", "Män"]
    assert _line(chart, Role.WOMEN) == ["80"]


def test_the_forecast_is_a_point_of_its_own_with_the_targets_of_its_year() -> None:
    chart = _trend(
        {"VB 2024": {"outcome": "81"}, NOW: {"outcome": "76", "forecast": "80", "target": "82"}}
    )
    assert chart.labels == ("VB 2024", NOW, "Prognos 2025")
    assert _line(chart, Role.OUTCOME) == ["81", "76", None]
    assert _line(chart, Role.FORECAST) == [None, None, "80"]
    assert _line(chart, Role.TARGET) == [None, "82", "82"]


def test_the_forecast_is_past_when_the_year_has_ended() -> None:
    chart = _trend({"VB 2024": {"outcome": "81", "forecast": "80"}}, "VB 2024")
    assert chart.labels == ("VB 2024",)


def test_only_an_outcome_that_was_due_breaks_the_line() -> None:
    values = {
        "VB 2023": {"outcome": "79"},
        "T1 2024": {"target": "80"},
        "VB 2024": {"outcome": "81"},
    }
    yearly, each_tertial = (
        _trend(values, period_length=length) for length in (PeriodLength.YEAR, PeriodLength.TERTIAL)
    )
    assert yearly.series[0].breaks == frozenset()
    assert each_tertial.series[0].breaks == {2}


def test_what_counts_up_begins_anew_each_year() -> None:
    values = {
        "T2 2024": {"outcome": "40"},
        "VB 2024": {"outcome": "73"},
        NOW: {"outcome": "25", "target": "70"},
    }
    chart = _trend(values, running=True, unit="st")
    assert chart.series[0].breaks == {2}
    assert _spaced(chart.sentence) == (
        "Nöjda boende är hittills 25 st (T1 2025), mot 73 st under hela 2024. "
        "Årsmålet för 2025 är 70 st."
    )


# -- tables ----------------------------------------------------------------------------------------


def test_the_table_prints_what_the_lines_show() -> None:
    chart = _trend(
        {
            "VB 2024": {"outcome": "-1234.5"},
            NOW: {"outcome": "76", "men": "70", "forecast": "80", "target": "82"},
        },
        decimals=1,
    )
    assert chart.table.head == ("Period", "Utfall", "Prognos helår", "Män/pojkar", "Årsmål")
    assert chart.table.rows == (
        ("VB 2024", f"{MINUS}1{NBSP}234,5", "", "", ""),
        (NOW, "76,0", "80,0", "70,0", "82,0"),
    )


def test_a_table_can_be_turned_and_turned_back() -> None:
    table = _trend({"VB 2024": {"outcome": "81"}, NOW: {"outcome": "76"}}).table
    assert table.turned() == FigureTable(
        ("Värde", "VB 2024", NOW), (("Utfall", "81", "76"),), "Period"
    )
    assert table.turned().turned() == table


# -- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        ({}, {}, "Nöjda boende: inga utfall än."),
        ({}, {"target": "82"}, "Nöjda boende: inga utfall än. Årsmålet för 2025 är 82 %."),
        ({}, {"outcome": "76"}, "Nöjda boende är 76 % (T1 2025)."),
        (
            {"outcome": "81"},
            {"outcome": "76", "target": "82"},
            "Nöjda boende har gått från 81 % (VB 2024) till 76 % (T1 2025) och ligger under årsmålet 82 %.",
        ),
        (
            {"outcome": "81"},
            {"outcome": "82.5", "target": "82", "forecast": "82"},
            "Nöjda boende har gått från 81 % (VB 2024) till 82,5 % (T1 2025) och ligger över årsmålet 82 %. Prognosen för 2025 är 82 %, samma som årsmålet.",
        ),
        (
            {"outcome": "82"},
            {"outcome": "82", "target": "82"},
            "Nöjda boende ligger kvar på 82 % (VB 2024 till T1 2025), lika med årsmålet 82 %.",
        ),
        (
            {"outcome": "70"},
            {"target": "69"},
            "Nöjda boende är 70 % (VB 2024). Årsmålet för 2025 är 69 %.",
        ),
        (
            {},
            {"outcome": "76", "women": "79", "men": "70", "forecast": "75", "council_target": "83"},
            "Nöjda boende är 76 % (T1 2025). Kvinnor/flickor har 79 % och män/pojkar 70 %, prognosen för 2025 är 75 %, och KF:s årsmål är 83 %.",
        ),
    ],
)
def test_the_sentence_says_what_the_chart_shows(
    before: Mapping[str, str], now: Mapping[str, str], sentence: str
) -> None:
    values = {name: found for name, found in (("VB 2024", before), (NOW, now)) if found}
    assert _spaced(_trend(values).sentence) == sentence


def test_the_sentence_tells_of_a_peak_and_of_a_return() -> None:
    names = ("T1 2024", "T2 2024", "VB 2024", NOW)

    def said(*figures: str) -> str:
        values = {name: {"outcome": figure} for name, figure in zip(names, figures, strict=True)}
        return _trend(values, unit="").sentence

    assert said("80", "90", "70", "85") == (
        "Nöjda boende har gått från 80 (T1 2024) till 85 (T1 2025). "
        "Högst var det 90 (T2 2024) och lägst 70 (VB 2024)."
    )
    assert said("80", "90", "82", "80") == (
        "Nöjda boende är åter 80 (T1 2025), som i T1 2024. Högst var det 90 (T2 2024)."
    )


def test_the_examples_leadership_index_in_words() -> None:
    report = tasks.example_report()
    (key,) = (row.id for row in report.indicators.values() if row.name == "AMI ledarskap")
    chart = trend(report, key, NOW)
    assert chart.sentence == (
        "AMI ledarskap har gått från 81 (VB 2024) till 76 (T1 2025) och ligger under årsmålet 82."
    )
    assert chart.table.rows == (("VB 2024", "81", ""), (NOW, "76", "82"))


def test_every_indicator_of_the_example_has_a_trend_in_words() -> None:
    report = tasks.example_report()
    for indicator in report.indicators.values():
        chart = trend(report, indicator.id, NOW)
        assert chart.sentence.startswith(indicator.name)
        assert chart.sentence.endswith(".")
        assert chart.blank == ("inga utfall än" in chart.sentence)
        assert all(len(line.values) == len(chart.labels) for line in chart.series)
        assert all(len(row) == len(chart.table.head) for row in chart.table.rows)


# -- several indicators ----------------------------------------------------------------------------


def _units() -> Report:
    def figures(*outcomes: str) -> Values:
        names = ("VB 2024", NOW)
        return {
            name: {"outcome": figure}
            for name, figure in zip(names, outcomes, strict=True)
            if figure
        }

    return _report(
        (
            _indicator("a", "Sjukfrånvaro per enhet inom förskola", decimals=1),
            figures("8.1", "8.4"),
        ),
        (_indicator("b", "Sjukfrånvaro per enhet inom äldreomsorg"), figures("", "9")),
        (_indicator("c", "Antal besök", unit="st"), figures("70", "80")),
        (_indicator("d", "Nöjda"), figures("", "")),
    )


def test_a_comparison_takes_those_of_one_unit_and_names_the_others() -> None:
    chart = comparison(_units(), ["a", "b", "c"], NOW)
    assert chart.labels == ("VB 2024", NOW)
    assert [line.name for line in chart.series] == [
        "Sjukfrånvaro per enhet inom förskola",
        "Sjukfrånvaro per enhet inom äldreomsorg",
    ]
    assert [line.short for line in chart.series] == ["förskola", "äldreomsorg"]
    assert chart.title == "Sjukfrånvaro per enhet inom …"
    assert chart.table.rows == (("förskola", "8,1", "8,4"), ("äldreomsorg", "", "9"))
    assert _spaced(chart.sentence) == (
        "Högst i T1 2025 är äldreomsorg (9 %) och lägst är förskola (8,4 %). "
        "Antal besök har en annan enhet och visas inte."
    )


def test_a_comparison_keeps_names_that_have_little_in_common() -> None:
    chart = comparison(_units(), ["a", "d"], NOW)
    assert chart.title == "Jämförelse av 2 indikatorer"
    assert [line.short for line in chart.series] == ["Sjukfrånvaro per enhet inom förskola"]
    assert chart.table.rows[1] == ("Nöjda", "", "")
    assert _spaced(chart.sentence) == (
        "I T1 2025 har bara Sjukfrånvaro per enhet inom förskola (8,4 %) ett utfall."
    )


def test_a_comparison_of_one_has_its_name() -> None:
    chart = comparison(_units(), ["c", "a", "b"], NOW)
    assert chart.title == "Antal besök"
    assert chart.sentence.endswith("har alla en annan enhet och visas inte.")


def test_a_comparison_takes_no_more_than_can_be_told_apart() -> None:
    many = [(_indicator(f"i{at}", f"Nummer {at}"), {NOW: {"outcome": f"{at}"}}) for at in range(10)]
    chart = comparison(_report(*many), [f"i{at}" for at in range(10)], NOW)
    assert len(chart.series) == 8
    assert chart.sentence.endswith(
        "Högst 8 kan jämföras på en gång; Nummer 8 och Nummer 9 visas inte."
    )


def test_a_comparison_without_outcomes_says_so() -> None:
    chart = comparison(_units(), ["d"], NOW)
    assert chart.blank
    assert chart.sentence == "Inga utfall än."
    equal = _report(*((_indicator(key), {NOW: {"outcome": "90"}}) for key in "ab"))
    assert _spaced(comparison(equal, ["a", "b"], NOW).sentence) == (
        "Alla 2 med utfall i T1 2025 ligger på 90 %."
    )


# -- bars ------------------------------------------------------------------------------------------


def _mnkr(text: str) -> Ore:
    return Ore(int(Decimal(text) * MoneyUnit.MILLIONS.ore))


def _areas(*rows: tuple[str, str | None, str, str]) -> Report:
    """Area, the area that it is part of, budget and forecast."""
    records: list[Record] = [Setup(id=SETUP_ID, board="Prövnämnden"), _period(NOW)]
    for at, (name, parent, budget, forecast) in enumerate(rows):
        key = f"{at}"
        records.append(eco.BusinessArea(id=name, parent_id=parent, sort_key=key, name=name))
        records.append(
            eco.NetBudget(
                id=cell_id(name, NOW),
                area_id=name,
                period_id=NOW,
                budget=_mnkr(budget),
                forecast_after=_mnkr(forecast) if forecast else None,
            )
        )
    return report_of(records)


def test_deviations_of_areas_in_the_registers_order() -> None:
    chart = deviations(
        _areas(
            ("Äldreomsorg", None, "100", "117.12"),
            ("hemtjänst", "Äldreomsorg", "50", "60"),
            ("Förskola", None, "80.04", "80"),
            ("Administration", None, "20", "18"),
            ("Bistånd", None, "5", ""),
        ),
        NOW,
    )
    found = [(bar.label, bar.amount, bar.surplus, bar.total) for bar in chart.bars]
    assert found == [
        ("Äldreomsorg", _mnkr("-17.12"), False, False),
        ("Förskola", _mnkr("0.04"), None, False),
        ("Administration", _mnkr("2"), True, False),
        ("Totalt", _mnkr("-15.08"), False, True),
    ]
    assert chart.table.head == ("Verksamhetsområde", "Avvikelse (mnkr)")
    assert chart.table.rows[:2] == (("Äldreomsorg", f"{MINUS}17,1"), ("Förskola", "0,0"))
    assert _spaced(chart.sentence) == (
        "Totalt blir det ett underskott på 15,1 mnkr. "
        "Störst överskott har Administration (2,0 mnkr) och störst underskott har Äldreomsorg (17,1 mnkr)."
    )


def test_deviations_that_are_none_or_not_known() -> None:
    level = deviations(_areas(("Förskola", None, "80", "80")), NOW)
    assert level.sentence == "Ingen rad avviker."
    assert not level.blank
    unknown = deviations(_areas(("Förskola", None, "80", "")), NOW)
    assert unknown.blank
    assert unknown.table.rows == ()
    assert unknown.sentence == "Ingen prognos än."


def _result_units(*, surplus_negative: bool) -> EconomyTable:
    records: list[Record] = [
        Setup(id=SETUP_ID, board="Prövnämnden", funds_surplus_negative=surplus_negative),
        _period(NOW),
        eco.ResultUnitGroup(id="g", sort_key="a", name="Förskolor"),
    ]
    for key, kronor in (("Norra", -240_000), ("Södra", 21_000)):
        records.append(eco.ResultUnit(id=key, group_id="g", sort_key=key, number="301", name=key))
        records.append(
            eco.ResultUnitValue(
                id=cell_id(key, NOW), unit_id=key, period_id=NOW, result=Ore(kronor * 100)
            )
        )
    return result_unit_table(report_of(records), NOW)


@pytest.mark.parametrize("surplus_negative", [False, True])
def test_results_have_the_signs_that_their_table_prints(surplus_negative: bool) -> None:  # noqa: FBT001
    chart = economy_bars(_result_units(surplus_negative=surplus_negative))
    assert chart is not None
    sign = -1 if surplus_negative else 1
    assert [(bar.label, bar.amount * sign, bar.surplus) for bar in chart.bars] == [
        ("301 Norra", -24_000_000, False),
        ("301 Södra", 2_100_000, True),
        ("Summa resultatenheter", -21_900_000, False),
    ]
    assert chart.note.startswith("Överskott (−)" if surplus_negative else "Överskott (+)")
    assert chart.table.head == ("Resultatenhet", "Resultat 2025 (tkr)")
    assert "störst underskott har 301 Norra (240" in chart.sentence


def test_the_economy_charts_of_the_example() -> None:
    report = tasks.example_report()
    charts = {kind: economy_chart(report, NOW, kind) for kind in SectionKind}
    assert {kind for kind, chart in charts.items() if chart} == {
        SectionKind.OPERATING_BUDGET,
        SectionKind.NET_BUDGET,
        SectionKind.RESULT_UNITS,
        SectionKind.INVESTMENTS,
    }
    net = charts[SectionKind.NET_BUDGET]
    assert isinstance(net, BarChart)
    rows = net_budget_table(report, NOW).printed_rows
    assert [bar.label for bar in net.bars] == [
        row.label for row in rows if row.kind is not RowKind.VARAV
    ]
    operating = charts[SectionKind.OPERATING_BUDGET]
    assert operating is not None
    assert [bar.label for bar in operating.bars[:2]] == ["Kostnader", "Intäkter"]
    assert _spaced(operating.sentence) == (
        "Före resultatdispositioner blir det ett underskott på 1,8 mnkr. "
        "Efter resultatdispositioner är avvikelsen 0,0 mnkr."
    )


# -- whatever the report ---------------------------------------------------------------------------


@given(reports(rows=3))
def test_every_report_can_be_shown(report: Report) -> None:
    for period in report.periods_in_order():
        charts: list[LineChart | BarChart] = [
            trend(report, key, period.id) for key in report.indicators
        ]
        if report.indicators:
            charts.append(comparison(report, list(report.indicators), period.id))
        found = (economy_chart(report, period.id, kind) for kind in SectionKind)
        charts += [chart for chart in found if chart]
        for chart in charts:
            assert chart.sentence.endswith(".")
            assert all(len(row) == len(chart.table.head) for row in chart.table.rows)
            if isinstance(chart, LineChart):
                assert all(len(line.values) == len(chart.labels) for line in chart.series)


def test_charts_of_equal_figures_are_equal() -> None:
    report = tasks.example_report()
    one = next(iter(report.indicators.values()))
    renamed = report.apply({"indicator": {one.id: replace(one, name="Annat")}})
    assert trend(report, one.id, NOW) == trend(tasks.example_report(), one.id, NOW)
    assert trend(renamed, one.id, NOW) != trend(report, one.id, NOW)
