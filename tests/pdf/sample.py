"""A whole report with invented content: every kind of section, status, list and row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count

from msgspec.structs import replace

from tertialapp.model import economy as eco
from tertialapp.model import goals as g
from tertialapp.model import markdown
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.frame import (
    SETUP_ID,
    PeriodKind,
    Section,
    SectionKind,
    Setup,
    Shape,
    Status,
    Text,
    TextPart,
)
from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize
from tertialapp.model.periods import new_period
from tertialapp.model.records import Ore, Record, cell_id
from tertialapp.model.report import Report, report_of
from tests.pictures import IMAGES, image

PERIOD = "T1 2027"
BOARD = "Norrådalens områdesnämnd"

_SENTENCES = (
    "Förvaltningen har under våren prövat ett nytt sätt att möta invånarna på biblioteken.",
    "Uppföljningen visar att kompetensutvecklingsinsatserna har nått de flesta arbetsgrupperna.",
    "Arbetet med trygghetsvandringar fortsätter tillsammans med fastighetsägare och föreningar.",
    "Under hösten planeras en genomgång av resultatenheternas lokalutnyttjande.",
    "Samverkan om klimatanpassning av skolgårdarna är inledd och redovisas i nästa rapport.",
)


def paragraph(number: int, sentences: int = 4) -> str:
    """Invented running text, different for each number."""
    picked = (_SENTENCES[(number + at) % len(_SENTENCES)] for at in range(sentences))
    return f"Stycke {number} av texten. " + " ".join(picked)


def text(owner_id: str, body: str, part: TextPart = TextPart.BODY) -> Text:
    """A text of the sample's period."""
    return Text(
        id=cell_id(owner_id, PERIOD, part),
        owner_id=owner_id,
        period_id=PERIOD,
        part=part,
        body=body,
    )


def frame(**setup: object) -> list[Record]:
    """Setup, period and statuses."""
    base = Setup(id=SETUP_ID, board=BOARD, municipality="Norrådalens kommun")
    return [
        replace(base, **setup),
        new_period(
            PeriodKind.FIRST,
            2027,
            diary_number="NON 2027/41",
            signatory_name="Exempla Provsson",
            signatory_title="Områdeschef",
        ),
        Status(id="helt", sort_key="a", name="Uppfylls helt", rank=0, shape=Shape.CIRCLE),
        Status(id="delvis", sort_key="b", name="Uppfylls delvis", rank=1, shape=Shape.TRIANGLE),
        Status(id="ej", sort_key="c", name="Uppfylls inte", rank=2, shape=Shape.SQUARE),
    ]


def section(
    key: str, kind: SectionKind, title: str, parent: str | None = None, *, table_first: bool = False
) -> Section:
    """A section whose key is its place among its siblings too."""
    return Section(
        id=key,
        sort_key=key,
        kind=kind,
        title=title,
        parent_id=parent,
        table_first=table_first,
        charted=kind in (SectionKind.NET_BUDGET, SectionKind.RESULT_UNITS),
    )


def sections() -> Iterator[Record]:
    """The chapters, with a section of every kind; some print their table as a chart too."""
    kind = SectionKind
    yield section("0", kind.SUMMARY, "Läget i korthet")
    yield section("1", kind.DECISIONS, "Förslag till beslut")
    yield section("2", kind.TEXT, "Sammanfattande analys")
    yield section("3", kind.GOALS, "Uppföljning av målen")
    yield section("4", kind.TEXT, "Uppföljning av ekonomi")
    yield section("41", kind.OPERATING_BUDGET, "Driftbudget", "4", table_first=True)
    yield section("411", kind.NET_BUDGET, "Netto per område", "41", table_first=True)
    yield section("42", kind.RESULT_UNITS, "Resultatenheter", "4")
    yield section("43", kind.INVESTMENTS, "Investeringar", "4", table_first=True)
    yield section("431", kind.PLANNED_INVESTMENTS, "Planerade parker", "43")
    yield section("44", kind.TURNOVER_CHANGES, "Omslutningsförändringar", "4")
    yield section("45", kind.BUDGET_ADJUSTMENTS, "Budgetjusteringar", "4")
    yield section("46", kind.COMPETENCE_FUNDS, "Kompetensutvecklingsmedel", "4")
    yield section("47", kind.TEXT, "Försäljningar av anläggningar", "4")
    yield section("48", kind.APPENDIX, "Internkontroll")
    yield section("49", kind.APPENDIX, "Remissvar")
    yield section("5", kind.REVIEW, "Att granska")
    yield text("2", f"# Läget\n\n{paragraph(1)}\n\n## Närmare bestämt\n\n{_RICH}\n\n{paragraph(2)}")
    yield text("41", paragraph(3))
    yield text("42", paragraph(4))
    yield text("5", "En rad som ingen har förstått.")


_RICH = (
    "Här finns **fetstil**, *kursiv*, ***båda*** och en [länk till sidan](https://exempel.se/a?b=c).\n\n"
    "- första punkten\n  - underpunkten\n- andra punkten\n\n"
    "1. ett steg\n2. nästa steg\n\n[värdet 42](varde:ind1)"
)


def goals(tops: str = "AB") -> Iterator[Record]:
    """Direction goals with area and board goals, in all statuses."""
    number = count(1)
    for top in tops:
        yield from _goal(
            top, None, g.Level.DIRECTION, f"Inriktning {top} för hela Norrådalen", "helt"
        )
        yield text(
            top, f"{paragraph(next(number))}\n\n{paragraph(next(number))}", TextPart.ANALYSIS
        )
        for at, status in enumerate(("helt", "delvis", "ej")):
            area = f"{top}{at}"
            yield from _goal(area, top, g.Level.AREA, f"Området {area} utvecklas väl", status)
            body = (
                f"# Utgångsläge {area}\n\n{paragraph(next(number), 9)}\n\n{paragraph(next(number))}"
            )
            yield text(area, body, TextPart.ANALYSIS)
            yield from _indicators(area)
            board = f"{area}n"
            yield from _goal(board, area, g.Level.BOARD, f"Nämndens mål {board} nås", status)
            yield text(board, paragraph(next(number)), TextPart.DESCRIPTION)
            for nth in range(3):
                yield g.ExpectedResult(
                    id=f"{board}e{nth}",
                    goal_id=board,
                    sort_key=str(nth),
                    text=f"Förväntan {nth} för {board} infrias.",
                )
            yield from _activities(board)


def _goal(
    key: str, parent: str | None, level: g.Level, title: str, status: str
) -> tuple[Record, Record]:
    return (
        g.Goal(id=key, parent_id=parent, sort_key=key, level=level, title=title),
        g.GoalStatus(id=cell_id(key, PERIOD), goal_id=key, period_id=PERIOD, status_id=status),
    )


def _indicators(goal_id: str) -> Iterator[Record]:
    for at in range(4):
        key = f"{goal_id}i{at}"
        yield g.Indicator(
            id=key,
            goal_id=goal_id,
            sort_key=str(at),
            name=f"Andelen nöjda besökare vid mätning {key}",
            unit="%" if at else "st",
            decimals=1,
            period_length=g.PeriodLength.TERTIAL if at % 2 else g.PeriodLength.YEAR,
            charted=at == 1,
        )
        yield g.IndicatorValue(
            id=cell_id(key, PERIOD),
            indicator_id=key,
            period_id=PERIOD,
            outcome=Decimal("-1234.5"),
            men=Decimal("61.25"),
            women=Decimal(0),
            target=None if at == 2 else Decimal(90),
            target_words="Tas fram av nämnden" if at == 2 else "",
            council_target_words="Ökning",
        )
        if at % 2:
            yield text(
                key, f"Utfallet vid {key} förklaras.\n\n- en punkt om {key}", TextPart.ANALYSIS
            )


def _activities(goal_id: str) -> Iterator[Record]:
    states = (None, *g.ActivityState)
    for at, state in enumerate(states):
        key = f"{goal_id}a{at}"
        yield g.Activity(
            id=key,
            goal_id=goal_id,
            sort_key=str(at),
            name=f"Genomföra insatsen {key} tillsammans med de lokala föreningarna",
            start=date(2027, 1, 1) if at else None,
            end=date(2027, 12, 31),
        )
        yield g.ActivityStatus(
            id=cell_id(key, PERIOD), activity_id=key, period_id=PERIOD, state=state
        )
        if state is g.ActivityState.DEVIATION:
            yield text(key, f"Insatsen {key} är försenad.", TextPart.ANALYSIS)


def economy() -> Iterator[Record]:
    """Rows for each economy table, and what is listed and asked for."""
    million = 100_000_000
    for side, sign in ((eco.BudgetSide.COSTS, 1), (eco.BudgetSide.REVENUES, -1)):
        yield eco.OperatingBudget(
            id=cell_id(side, PERIOD),
            period_id=PERIOD,
            side=side,
            budget=Ore(sign * 2000 * million),
            change=Ore(sign * 5 * million),
            forecast=Ore(sign * 2008 * million),
        )
    for key, parent in (("omsorg", None), ("unga", "omsorg"), ("kultur", None)):
        yield eco.BusinessArea(id=key, parent_id=parent, sort_key=key, name=key.capitalize())
        yield eco.NetBudget(
            id=cell_id(key, PERIOD),
            area_id=key,
            period_id=PERIOD,
            budget=Ore(300 * million),
            forecast_before=Ore(301 * million),
            forecast_after=Ore(302 * million),
        )
    yield eco.TurnoverChange(
        id=cell_id("unga", PERIOD),
        area_id="unga",
        period_id=PERIOD,
        costs=Ore(7 * million),
        revenues=Ore(-7 * million),
        label="Barn och unga",
    )
    yield eco.ResultUnitGroup(id="fsk", sort_key="a", name="Förskolegruppen")
    yield eco.ResultUnit(id="u1", group_id="fsk", sort_key="a", number="71", name="Tallen")
    yield eco.ResultUnitValue(
        id=cell_id("u1", PERIOD),
        unit_id="u1",
        period_id=PERIOD,
        gross_budget=Ore(50_000 * 100_000),
        opening=Ore(3_000 * 100_000),
        result=Ore(-400 * 100_000),
    )
    yield eco.Investment(id="park", sort_key="a", name="Parkupprustning")
    yield eco.InvestmentValue(
        id=cell_id("park", PERIOD),
        investment_id="park",
        period_id=PERIOD,
        budget=Ore(9 * million),
        forecast=Ore(10 * million),
    )
    yield from _lists()


def _lists() -> Iterator[Record]:
    amount = Ore(150_000_000)
    yield eco.PlannedInvestment(
        id="p1",
        section_id="431",
        period_id=PERIOD,
        sort_key="a",
        amount=amount,
        text="till en lekplats",
    )
    yield eco.BudgetAdjustment(
        id="b1",
        section_id="45",
        period_id=PERIOD,
        sort_key="a",
        kind=eco.AdjustmentKind.OPERATING,
        text="utan känt belopp",
    )
    yield eco.CompetenceFund(
        id="c1",
        period_id=PERIOD,
        sort_key="a",
        text="Handledarkurs",
        unit="Hemtjänsten",
        amount=amount,
    )
    for at in range(1, 12):
        yield Decision(
            id=f"d{at}",
            period_id=PERIOD,
            sort_key=f"{at:02}",
            kind=DecisionKind.FREE,
            text=f"Områdesnämnden beslutar enligt punkt {at} i förvaltningens förslag.",
        )


def with_pictures(report: Report) -> Report:
    """The report with a large and a small picture and an ornament in a text, and one in an analysis."""
    large, small, photo = image((900, 500)), IMAGES[1], image((300, 800), "JPEG")
    shown = [
        markdown.Picture(large.id, "Ett torg från ovan", f"Torget. {_SENTENCES[0]}"),
        markdown.Picture(small.id, "", "Mönster"),
        markdown.Picture(small.id),
        markdown.Picture(photo.id, "En gata (1) med \\"),
    ]
    rows = {}
    for key, part in (("A", TextPart.ANALYSIS), ("A0i1", TextPart.ANALYSIS)):
        row = report.text(key, PERIOD, part)
        body = serialize([*shown, *parse(row.body), shown[0]])
        rows[row.id] = replace(row, body=body)
    images = {picture.id: picture for picture in (large, small, photo)}
    setup = replace(report.setup, logo_id=large.id, logo_alt="Nämndens logotyp")
    return report.apply({"text": rows, "image": images, "setup": {setup.id: setup}})


def sample_report(**setup: object) -> Report:
    """The whole sample."""
    return report_of([*frame(**setup), *sections(), *goals(), *economy()])
