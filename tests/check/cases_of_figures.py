"""A fault for each rule over figures, rows and names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from tertialapp.model.decisions import DecisionKind
from tertialapp.model.frame import PeriodKind, SectionKind, TextPart
from tertialapp.model.goals import ActivityState, Direction
from tertialapp.model.periods import new_period
from tertialapp.model.records import Ore, cell_id
from tests.check import PERIOD
from tests.check.faulty import (
    PARTLY,
    Case,
    again,
    analysis,
    figure,
    mnkr,
    of,
    put,
    state,
    status,
    value,
    written,
)

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
)
