"""Each rule finds nothing where the example is right, and the fault that one edit makes, at its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tertialapp.check.findings import Finding
from tertialapp.check.run import RULES, findings
from tertialapp.document.edit import Edit
from tertialapp.model.decisions import DecisionKind
from tertialapp.model.frame import PeriodKind, SectionKind, TextPart
from tertialapp.model.goals import ActivityState, Direction
from tertialapp.model.integrity import faults
from tertialapp.model.periods import new_period
from tertialapp.model.records import Ore, Record, cell_id
from tertialapp.model.report import Report
from tests.check import PERIOD, changed, found

Making = Callable[[Report], Record]
MILLION = 100_000_000
PARTLY = "delvis"


def mnkr(amount: str) -> Ore:
    return Ore(int(Decimal(amount) * MILLION))


def put(table: str, key: str, **fields: Any) -> Making:
    return lambda report: replace(report.table(table)[key], **fields)


def value(indicator: str, **fields: Any) -> Making:
    return lambda report: replace(report.indicator_value(indicator, PERIOD), **fields)


def status(goal: str, status_id: str) -> Making:
    return put("goal_status", cell_id(goal, PERIOD), status_id=status_id)


def written(owner: str, part: TextPart, body: str) -> Making:
    return lambda report: replace(report.text(owner, PERIOD, part), body=body)


def analysis(owner: str, body: str) -> Making:
    return written(owner, TextPart.ANALYSIS, body)


def state(activity: str, new: ActivityState) -> Making:
    return lambda report: replace(report.activity_status(activity, PERIOD), state=new)


def again(table: str, key: str, **fields: Any) -> Making:
    return lambda report: replace(report.table(table)[key], id="dubblett", **fields)


def of(table: str, key: str, field: str, *, period: bool = True) -> tuple[str, str, str]:
    return table, cell_id(key, PERIOD) if period else key, field


@dataclass(frozen=True)
class Case:
    """``ready`` makes the example right where it isn't; ``edit`` makes the fault at ``at``."""

    rule: str
    edit: Making
    at: tuple[str, str, str]
    ready: tuple[Making, ...] = ()


def figure(rule: str, indicator: str, field: str, *ready: Making, **fields: Any) -> Case:
    """A case in which figures of one indicator are changed."""
    return Case(rule, value(indicator, **fields), of("indicator_value", indicator, field), ready)


def prose(rule: str, body: str, *ready: Making) -> Case:
    """A case in which a goal's text says something."""
    return Case(
        rule,
        analysis("mal-2.2", body),
        of("text", f"mal-2.2@{PERIOD}@analysis", "body", period=False),
        ready,
    )


SENTENCE = "Vid vårens planteringsdag i parken bredvid skolan planterade vi tillsammans med"
AREA = "omrade-aldreomsorg"
CASES = (
    # goals
    Case(
        "status-over-subgoal",
        status("mal-1.4.1", PARTLY),
        of("goal_status", "mal-1.4", "status_id"),
    ),
    Case("status-under-subgoals", status("mal-2", PARTLY), of("goal_status", "mal-2", "status_id")),
    Case(
        "final-outcome-misses",
        value("ind-1.5-1", outcome=Decimal(79)),
        of("goal_status", "mal-1.5", "status_id"),
    ),
    Case(
        "forecast-misses",
        value("ind-3.3-1", forecast=Decimal(94)),
        of("goal_status", "mal-3.3", "status_id"),
    ),
    Case(
        "zero-target-missed",
        value("ind-3.2-4", target=Decimal(0)),
        of("goal_status", "mal-3.2", "status_id"),
        (put("indicator", "ind-3.2-4", direction=Direction.DOWN),),
    ),
    figure("unmeasured", "ind-1.5-1", "forecast", last_year=Decimal(79)),
    Case(
        "no-basis",
        put("indicator", "ind-1.5.1-1", goal_id="mal-1.5"),
        of("goal_status", "mal-1.5.1", "status_id"),
    ),
    Case(
        "no-board-goal",
        put("goal", "mal-2.3.1", parent_id="mal-2.4"),
        of("goal", "mal-2.3", "title", period=False),
    ),
    Case(
        "status-unexplained",
        status("mal-2.2.1", PARTLY),
        of("goal_status", "mal-2.2.1", "status_id"),
        (analysis("mal-2.2.1", ""),),
    ),
    Case(
        "headings",
        put("goal", "mal-1.4", title="Stockholm ska vara en bra stad att bli gammal i"),
        ("text", f"mal-1@{PERIOD}@analysis", "body"),
    ),
    Case(
        "assessment-sentence",
        analysis("mal-1.4", "Bedömningen grundar sig på prognosen för indikatorerna."),
        ("text", f"mal-1.4@{PERIOD}@analysis", "body"),
    ),
    Case(
        "status-sentence",
        analysis("mal-1.4", "Förvaltningen bedömer att målet kommer att uppfyllas delvis."),
        ("text", f"mal-1.4@{PERIOD}@analysis", "body"),
    ),
    Case(
        "summary-status",
        status("mal-2", PARTLY),
        ("text", f"avsnitt-ovrigt@{PERIOD}@body", "body"),
        (
            written(
                "avsnitt-ovrigt",
                TextPart.BODY,
                "Det blir full måluppfyllelse för alla inriktningsmål.",
            ),
        ),
    ),
    Case(
        "expected-way",
        put("expected_result", "res-1.2.1-4", text="Inskrivningsgraden i förskola minskar."),
        of("expected_result", "res-1.2.1-4", "text", period=False),
    ),
    Case(
        "summary-headings",
        written("avsnitt-ovrigt", TextPart.BODY, "# Ett Stockholm som håller samman\n\nText."),
        ("text", f"avsnitt-ovrigt@{PERIOD}@body", "body"),
        (put("section", "avsnitt-ovrigt", parent_id=None),),
    ),
    # indicators
    figure("split", "ind-1.3-1", "outcome", outcome=Decimal(30)),
    figure("half-split", "ind-1.3-1", "women", women=None),
    Case(
        "split-unexplained",
        analysis("ind-3.2-6", ""),
        ("text", f"ind-3.2-6@{PERIOD}@analysis", "body"),
    ),
    figure("outcome-missing", "ind-3.3-1", "outcome", outcome=None),
    Case(
        "zero-without-data",
        analysis("ind-1.3.1-2", "Siffror saknas ännu."),
        of("indicator_value", "ind-1.3.1-2", "outcome"),
    ),
    Case(
        "unit",
        put("indicator", "ind-3.2-3", unit="%"),
        of("indicator", "ind-3.2-3", "unit", period=False),
    ),
    figure("share-over-hundred", "ind-1.3-10", "men", men=Decimal("705.9")),
    figure("last-year", "ind-1.2-5", "last_year", last_year=Decimal("92.8")),
    Case(
        "more-than-places",
        analysis("ind-3.2-6", "Fler flickor än pojkar sökte i år."),
        of("indicator_value", "ind-3.2-6", "outcome"),
    ),
    Case(
        "case-under-zero-target",
        analysis("ind-1.1-4", "Två familjer har blivit vräkta."),
        of("indicator_value", "ind-1.1-4", "outcome"),
    ),
    # targets
    figure("miss-unexplained", "ind-3.3-1", "outcome", outcome=Decimal(94)),
    figure("forecast-is-target", "ind-3.3-1", "forecast", outcome=Decimal(80)),
    figure("forecast-below-all", "ind-3.4-7", "forecast", forecast=Decimal("7.6")),
    figure("weaker-than-council", "ind-1.4-2", "target", target=Decimal(92)),
    figure("council-target", "ind-1.4-2", "council_target", council_target=None),
    figure("council-way", "ind-3.3-1", "target", council_target_words="Ökning"),
    figure(
        "council-words-figure",
        "ind-3.3-2",
        "council_target_words",
        council_target_words="Högst 8 barnfamiljer",
    ),
    figure("target-below-last-year", "ind-1.2-5", "target", target=Decimal(92)),
    figure(
        "target-moved",
        "ind-1.2-5",
        "target",
        lambda _: new_period(PeriodKind.PLAN, 2025),
        lambda report: replace(report.indicator_value("ind-1.2-5", "VP 2025"), target=Decimal(94)),
        target=Decimal(95),
    ),
    figure("outside-band", "ind-3.1-3", "outcome", outcome=Decimal("-1.2")),
    figure("far-off", "ind-3.3-1", "outcome", outcome=Decimal("9.6")),
    figure("count-fell", "ind-3.2-6", "forecast", forecast=Decimal(1000)),
    figure(
        "count-fell",
        "ind-3.2-6",
        "outcome",
        lambda _: replace(new_period(PeriodKind.PLAN, 2025), id="P1", cut_off=date(2025, 2, 1)),
        lambda report: replace(report.indicator_value("ind-3.2-6", "P1"), outcome=Decimal(1010)),
        outcome=Decimal(1000),
        forecast=None,
    ),
    # activities
    Case(
        "activity-dates",
        put("activity", "akt-2.1-1", end=date(2024, 12, 1)),
        of("activity", "akt-2.1-1", "end", period=False),
    ),
    Case(
        "ended-without-status",
        put("activity", "akt-2.1-1", end=date(2025, 4, 30)),
        of("activity_status", "akt-2.1-1", "state"),
        (state("akt-2.1-1", ActivityState.ONGOING),),
    ),
    Case(
        "deviation-unexplained-activity",
        state("akt-2.1-1", ActivityState.DEVIATION),
        ("text", f"akt-2.1-1@{PERIOD}@analysis", "body"),
        (analysis("akt-2.1-1", ""),),
    ),
    Case(
        "already-ended",
        put("activity", "akt-2.1-1", start=date(2026, 1, 1)),
        of("activity", "akt-2.1-1", "start", period=False),
    ),
    # decisions
    Case(
        "decision-amount",
        put("budget_adjustment", "justering-trygghetsinvesteringar-1", amount=mnkr("1.1")),
        of("decision", "beslut-08", "amount", period=False),
    ),
    Case(
        "decision-text-amount",
        put("decision", "beslut-13", text="Nämnden ansöker om 747 000 kr till en kurs."),
        of("decision", "beslut-13", "text", period=False),
    ),
    Case(
        "turnover-decision",
        put("decision", "beslut-18", amount=mnkr("32.5")),
        of("decision", "beslut-18", "amount", period=False),
    ),
    Case(
        "requested",
        put("budget_adjustment", "justering-biologisk-mangfald-1", amount=mnkr("2.5")),
        of("operating_budget", "costs", "requested"),
    ),
    Case(
        "undecided",
        put("decision", "beslut-08", kind=DecisionKind.FREE, subject_id=None),
        of("budget_adjustment", "justering-trygghetsinvesteringar-1", "text", period=False),
    ),
    Case(
        "funds-without-section",
        put("section", "avsnitt-kompetens", kind=SectionKind.TEXT),
        of("decision", "beslut-13", "amount", period=False),
    ),
    Case(
        "decision-words",
        put(
            "budget_adjustment",
            "justering-biologisk-mangfald-2",
            text="gallring kring ekar i Lövsta och Hässelby villastad",
        ),
        of("decision", "beslut-07", "text", period=False),
    ),
    Case(
        "decision-blank",
        put("decision", "beslut-03", generated=True, old_target=None),
        of("decision", "beslut-03", "text", period=False),
    ),
    Case(
        "decided-twice",
        again("decision", "beslut-12", sort_key="z"),
        of("decision", "dubblett", "text", period=False),
    ),
    Case(
        "turnover-undecided",
        put("decision", "beslut-18", kind=DecisionKind.FREE),
        of("turnover_change", "omrade-namnd-och-administration", "costs"),
    ),
    Case(
        "target-undecided",
        put("decision", "beslut-03", kind=DecisionKind.FREE, subject_id=None),
        of("indicator_value", "ind-1.3-8", "target"),
        (
            lambda _report: new_period(PeriodKind.PLAN, 2025),
            lambda report: replace(
                report.indicator_value("ind-1.3-8", PERIOD),
                id=cell_id("ind-1.3-8", "VP 2025"),
                period_id="VP 2025",
                target=Decimal(85),
            ),
        ),
    ),
    Case(
        "target-unchanged",
        put("decision", "beslut-03", old_target=Decimal(80)),
        of("decision", "beslut-03", "old_target", period=False),
    ),
    figure("decided-target", "ind-1.3-7", "target", target=Decimal(91)),
    Case(
        "decision-text-target",
        put("decision", "beslut-05", new_target=Decimal(1280)),
        of("decision", "beslut-05", "text", period=False),
    ),
    Case(
        "decision-turned",
        put(
            "decision", "beslut-02", text="Nämnden ändrar årsmålet från 90 procent till 91 procent."
        ),
        of("decision", "beslut-02", "text", period=False),
    ),
    Case(
        "change-unexplained",
        analysis("ind-1.3-7", "Årsmålet är 90 procent."),
        ("text", f"ind-1.3-7@{PERIOD}@analysis", "body"),
    ),
    Case(
        "decision-names-indicator",
        put("indicator", "ind-1.3-7", name="Andel som blir väl bemötta"),
        of("decision", "beslut-02", "text", period=False),
    ),
    Case(
        "lowered-and-met",
        value("ind-1.3-7", last_year=Decimal(90)),
        of("decision", "beslut-02", "new_target", period=False),
    ),
    # economy
    Case(
        "net-total",
        put("operating_budget", cell_id("costs", PERIOD), budget=mnkr("2627.7")),
        of("operating_budget", "costs", "budget"),
    ),
    Case(
        "parts-of-area",
        lambda report: replace(
            report.net_budget("omrade-individ-och-familjeomsorg", PERIOD), budget=mnkr("360.4")
        ),
        of("net_budget", "omrade-individ-och-familjeomsorg", "budget"),
    ),
    Case(
        "forecast-after",
        put("net_budget", cell_id(AREA, PERIOD), forecast_after=mnkr("777.6")),
        of("net_budget", AREA, "forecast_before"),
    ),
    Case(
        "turnover-balance",
        put("turnover_change", cell_id("omrade-forskoleverksamhet", PERIOD), revenues=mnkr("-7.0")),
        of("turnover_change", "omrade-forskoleverksamhet", "costs"),
    ),
    Case(
        "turnover-operating",
        put("operating_budget", cell_id("revenues", PERIOD), change=mnkr("-33.3")),
        of("operating_budget", "revenues", "change"),
    ),
    Case(
        "opposite-rows",
        put(
            "investment_value",
            cell_id("investering-reinvesteringar", PERIOD),
            forecast=mnkr("14.1"),
        ),
        of("investment_value", "investering-reinvesteringar", "forecast"),
        (
            put(
                "investment_value",
                cell_id("investering-nycklade-medel-stadsmiljo", PERIOD),
                forecast=Ore(0),
            ),
        ),
    ),
    Case(
        "rounded-total",
        put("result_unit_value", cell_id("enhet-302", PERIOD), opening=Ore(587_650_000)),
        of("result_unit_value", "enhet-301", "opening"),
        (put("result_unit_value", cell_id("enhet-303", PERIOD), opening=Ore(632_250_000)),),
    ),
    Case(
        "zero-among-blanks",
        put("net_budget", cell_id(AREA, PERIOD), requested=Ore(0)),
        of("net_budget", AREA, "requested"),
    ),
    figure("budget-share", "ind-3.1-2", "outcome", outcome=Decimal("100.3")),
    Case(
        "deviation-unexplained",
        written("avsnitt-drift-aldreomsorg", TextPart.BODY, ""),
        of("net_budget", AREA, "forecast_after"),
    ),
    Case(
        "planned-sum",
        put("planned_investment", "plan-trygghetsinvesteringar-1", amount=mnkr("3.2")),
        of("investment_value", "investering-trygghetsinvesteringar", "budget"),
    ),
    Case(
        "investment-deviation",
        put(
            "investment_value",
            cell_id("investering-nycklade-medel-stadsmiljo", PERIOD),
            forecast=mnkr("3.0"),
        ),
        of("investment_value", "investering-nycklade-medel-stadsmiljo", "forecast"),
    ),
    Case(
        "planned-heading",
        put("section", "avsnitt-planerat-parkinvesteringar", title="Parkinvesteringar 7,4 mnkr"),
        of("section", "avsnitt-planerat-parkinvesteringar", "title", period=False),
    ),
    Case(
        "planned-without-amount",
        put("planned_investment", "plan-parkinvesteringar-1", amount=None),
        of("planned_investment", "plan-parkinvesteringar-1", "amount", period=False),
    ),
    Case(
        "forecast-without-plan",
        put(
            "investment_value",
            cell_id("investering-reinvesteringar", PERIOD),
            forecast=mnkr("2.0"),
        ),
        of("investment_value", "investering-reinvesteringar", "forecast"),
    ),
    # result units
    Case(
        "withdrawal-limit",
        put("result_unit_value", cell_id("enhet-558", PERIOD), closing_reason=""),
        of("result_unit_value", "enhet-558", "closing_reason"),
    ),
    Case(
        "closing-fund",
        put("result_unit_value", cell_id("enhet-301", PERIOD), closing_override=Ore(600_000_000)),
        of("result_unit_value", "enhet-301", "closing_override"),
    ),
    Case(
        "closing-fund",
        put(
            "result_unit_value",
            cell_id("enhet-301", PERIOD),
            opening=None,
            result=None,
            closing_override=Ore(600_000_000),
        ),
        of("result_unit_value", "enhet-301", "closing_override"),
    ),
    Case(
        "fund-cut",
        put("result_unit_value", cell_id("enhet-301", PERIOD), result=Ore(0)),
        of("result_unit_value", "enhet-301", "result"),
    ),
    Case(
        "all-at-ceiling",
        put("result_unit_value", cell_id("enhet-301", PERIOD), result=Ore(-24_100_000)),
        of("result_unit_value", "enhet-301", "result"),
        (put("result_unit_value", cell_id("enhet-301", PERIOD), result=Ore(-94_100_000)),),
    ),
    Case(
        "opening-fund",
        put("result_unit_value", cell_id("enhet-301", PERIOD), opening=Ore(618_300_000)),
        of("result_unit_value", "enhet-301", "opening"),
        (
            lambda report: replace(
                report.result_unit_value("enhet-301", "VB 2024"), opening=Ore(613_800_000)
            ),
        ),
    ),
    # names, sections, texts
    Case(
        "same-twice",
        again("activity", "akt-2.1-1", goal_id="mal-2.2.1"),
        of("activity", "dubblett", "name", period=False),
    ),
    Case(
        "area-name",
        put("section", "avsnitt-drift-aldreomsorg", title="Äldreomsorgen"),
        of("section", "avsnitt-drift-aldreomsorg", "title", period=False),
    ),
    Case(
        "alphabetical",
        put("indicator", "ind-1.4-1", sort_key="zz"),
        of("indicator", "ind-1.4-1", "sort_key", period=False),
    ),
    Case(
        "full-stop",
        put("activity", "akt-2.1-1", name="Minska matsvinnet."),
        of("activity", "akt-2.1-1", "name", period=False),
    ),
    Case(
        "empty-section",
        written("avsnitt-verksamhetsprojekt", TextPart.BODY, " "),
        ("text", f"avsnitt-verksamhetsprojekt@{PERIOD}@body", "body"),
    ),
    Case(
        "same-heading",
        put("section", "avsnitt-ovrigt", title="Medel för lokaländamål"),
        of("section", "avsnitt-ovrigt", "title", period=False),
    ),
    Case(
        "live-value",
        analysis("mal-2.2", "Utfallet är [5](varde:indikator/borta/outcome)."),
        ("text", f"mal-2.2@{PERIOD}@analysis", "body"),
    ),
    # prose and language
    prose("prose-figure", "Andelen ekologiska livsmedel var 50,37 procent under 2024."),
    prose("prose-unfilled", "Andelen inköpta ekologiska livsmedel är 55 procent."),
    prose("prose-points", "Andelen ekologiska livsmedel var 50,73 procentenheter under 2024."),
    prose("fragment", "Vi köpte fisk. Varav hälften var lax."),
    prose(
        "opposite-years",
        "Vi har de senaste tre åren inte nått målet. Åren 2019 till 2022 nådde vi målet.",
    ),
    prose(
        "done-and-begun",
        "Under våren har ett föreningsråd bildats.",
        analysis("mal-3.7", "Arbetet med att bilda ett föreningsråd pågår."),
    ),
    prose(
        "all-and-begun",
        "Arbetet med att erbjuda hyresgäster odlingslotter har påbörjats.",
        analysis("mal-3.7", "Alla hyresgäster har fått erbjudande om odlingslotter i våras."),
    ),
    prose(
        "only-for-a-time",
        "Under våren har vi anställt en parkvärd.",
        analysis("mal-3.7", "Nämnden har tillfälligt anställt en parkvärd."),
    ),
    Case(
        "points-of-number",
        analysis(
            "mal-3.4",
            "# Aktivt medskapandeindex\n\nUtfallet är 78. Det är två procentenheter lägre.",
        ),
        ("text", f"mal-3.4@{PERIOD}@analysis", "body"),
    ),
    Case(
        "prose-unit",
        analysis("mal-2.1", "Målet är 1,5 CO2 per kg livsmedel."),
        ("text", f"mal-2.1@{PERIOD}@analysis", "body"),
    ),
    Case(
        "prose-other-way",
        analysis(
            "ind-1.3-10", "Utfallet är 77 procent jämfört med 69 procent samma period förra året."
        ),
        ("text", f"ind-1.3-10@{PERIOD}@analysis", "body"),
    ),
    prose("prose-parts", "Här deltog 64 barn, varav 35 flickor och 27 pojkar."),
    prose("prose-direction", "Besöken har ökat till 80 i jämförelse med 90."),
    Case(
        "prose-share",
        analysis("ind-3.4-1", "Utfallet för aktivt medskapandeindex är 78 procent."),
        ("text", f"ind-3.4-1@{PERIOD}@analysis", "body"),
    ),
    prose("prose-year", "Andelen inköpta ekologiska livsmedel var 50,73 procent under 2023."),
    Case(
        "prose-sum",
        written(
            "avsnitt-drift-aldreomsorg",
            TextPart.BODY,
            "Vi har en buffert om 7,3 mnkr. Hyrorna ger ett underskott om 2,1 mnkr. "
            "Bilarna ger ett underskott om 9,9 mnkr.",
        ),
        ("text", f"avsnitt-drift-aldreomsorg@{PERIOD}@body", "body"),
    ),
    Case(
        "averted-evictions",
        analysis("mal-3.3", "Det kom 127 meddelanden, och 7 avhysningar verkställdes."),
        ("text", f"mal-3.3@{PERIOD}@analysis", "body"),
    ),
    prose("mean-as-share", "Svaren har ett medelvärde på 4,4 motsvarande 86 procent."),
    prose("prose-parts", "Av våra 19 bilar är 14 elbilar, 4 etanolbilar och 2 gasbilar."),
    prose("odd-number", "Andelen är 1,8,3 procent."),
    prose("sentence-twice", f"{SENTENCE} barnen. {SENTENCE} barnen."),
    prose("name-misspelt", "Flytten från Skolötrens servicehus pågår."),
    prose("doubled-word", "Köken har mat för för tre dygn."),
    prose("said-again", "Parken har tagits bort ur planen tagits bort i maj."),
    prose("stale-year", "Dammen kommer att öppnas i maj 2024."),
    prose("missing-object", "Diagrammet nedan visar inköpen."),
    prose("same-sentence", f"{SENTENCE} 14 barn.", analysis("mal-3.7", f"{SENTENCE} 14 barn.")),
    prose(
        "same-sentence-other-figure",
        f"{SENTENCE} 14 barn.",
        analysis("mal-3.7", f"{SENTENCE} 15 barn."),
    ),
    prose("name-variants", "Odlingen i Hässelby Gård är klar."),
    prose("double-blanks", "Det ingår.  Med mera."),
    prose("edge-blanks", "Det ingår. "),
    prose("blank-before-mark", "Det ingår , med mera."),
    prose("percent-blank", "Det är 14%."),
    prose("minus", "Det blev -1,8 grader."),
    prose("dash", "För barn 2-5 år."),
    prose("split-name", "Ängarna i Hässelby- Vällingby växer."),
    prose("quotes", 'Den kallas "ängen".'),
    prose("thousands", "Budgeten är 12367,5 mnkr."),
    prose("money-unit", "Ängen kostar 1,1 mkr."),
)


def shown_at(report: Report, case: Case) -> list[Finding]:
    return [each for each in found(report, case.rule) if each.cells[0].address == case.at]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_fault_is_found_where_it_was_made(example: Report, case: Case) -> None:
    right = example
    for edit in case.ready:
        right = changed(right, edit(right))
    assert shown_at(right, case) == []
    wrong = changed(right, case.edit(right))
    (fault,) = shown_at(wrong, case)
    assert fault.rule == case.rule
    assert fault.message.endswith((".", "?"))
    assert fault.found or fault.against or fault.rule in ("no-board-goal", "empty-section")


def test_every_rule_has_a_case() -> None:
    assert sorted({case.rule for case in CASES}) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_repair_takes_its_finding_away(example: Report, case: Case) -> None:
    wrong = example
    for edit in (*case.ready, case.edit):
        wrong = changed(wrong, edit(wrong))
    for fault in shown_at(wrong, case):
        if fault.repair is not None:
            mending = Edit(wrong)
            mending.take(fault.repair.changes(wrong))
            assert fault.repair.label
            assert fault.key not in {each.key for each in found(mending.report, case.rule)}


def test_all_repairs_of_the_example_leave_a_sound_report(example: Report) -> None:
    mended, mending = example, [each for each in findings(example, PERIOD) if each.repair]
    for found_there in mending:
        if found_there.key in {each.key for each in findings(mended, PERIOD)}:
            edit = Edit(mended)
            assert found_there.repair
            edit.take(found_there.repair.changes(mended))
            mended = edit.report
    left = {each.key for each in findings(mended, PERIOD)}
    assert list(faults(mended)) == []
    assert left.isdisjoint(each.key for each in mending)
    assert len(mending) >= 10


def test_a_deviation_is_shown_where_its_forecast_is_typed(example: Report) -> None:
    """Four rows of 0.04 mnkr print as nothing each, and as 0,2 together."""
    edits = [
        put(
            "net_budget",
            cell_id(f"omrade-{name}", PERIOD),
            budget=Ore(4_000_000),
            forecast_after=Ore(0),
        )
        for name in (
            "internrantor",
            "avskrivningar",
            "arbetsmarknadsatgarder",
            "barn-kultur-och-fritid",
        )
    ]
    wrong = example
    for edit in edits:
        wrong = changed(wrong, edit(wrong))
    (deviation,) = (e for e in found(wrong, "rounded-total") if "Avvikelse" in e.message)
    assert {each.field for each in deviation.cells} == {"forecast_after"}
