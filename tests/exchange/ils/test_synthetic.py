"""Invented reports of other boards, kinds, years and shapes, laid out as ILS lays them out."""

from __future__ import annotations

import pytest

from tertialapp.exchange.ils import IlsReport, read_ils, to_report
from tertialapp.model.economy import BudgetSide
from tertialapp.model.economy_tables import economy_table
from tertialapp.model.frame import PeriodKind, SectionKind, TextPart
from tertialapp.model.goals import Level
from tertialapp.model.integrity import faults
from tertialapp.model.outline import goal_numbers, walk_goals
from tertialapp.model.records import Ore
from tests.exchange.ils import layout, letters

_HEADER = "Norra Ådalens kulturnämnd, Delårsrapport"

_LONG = (
    "Båtarna gick i år tidigare än någon mindes och hamnen fylldes redan första veckan av folk som "
    "ville höra orkestern spela på kajen, vilket gjorde att biblioteket fick ha öppet ända till "
    "midnatt och att lotsarna hjälpte till att bära stolar."
)
_SHORT = "Kören sjöng två gånger."

_DIRECTIONS = ("Konst åt alla", "Ljud i hela dalen", "Hus att mötas i", "Minnen som består")


def _front() -> list[str]:
    return [
        "Förslag till beslut ",
        *layout.wrapped(
            "1. Nämnden godkänner tertialrapport 2 för år 2026 och överlämnar den.", 300
        ),
        "",
        *layout.wrapped(
            "2. Nämnden justerar årsmålet för antal konserter i parken från 40 till 35.", 300
        ),
        "",
        "3. Nämnden ansöker om budgetjustering om 0,6 mnkr investering, ny orgel. ",
        "",
        "Kulturchef ",
        "",
    ]


def _goals() -> list[str]:
    lines = ["Uppföljning av fullmäktiges mål ", ""]
    for number, title in enumerate(_DIRECTIONS, 1):
        lines += layout.goal("KF:s inriktningsmål", f"{number}. {title}", "Uppfylls helt")
        lines += layout.block("Analys", *layout.paragraphs(_SHORT))
    lines += layout.goal("KF:s mål för verksamhetsområdet", "4.3 Arkiven öppnas", "Uppfylls inte")
    lines += layout.block(
        "Analys",
        *layout.paragraphs(_LONG, _SHORT),
        "Lokaler ",
        *layout.paragraphs(_LONG),
        *layout.bullets(_SHORT, _LONG),
    )
    lines += layout.goal("Nämndmål", "4.3.2.Arkivet flyttar", "Uppfylls delvis")
    lines += layout.block("Beskrivning", *layout.paragraphs(_LONG))
    lines += layout.block("Förväntat resultat", *layout.bullets(_SHORT, _LONG))
    lines += [*layout.INDICATOR_HEAD]
    lines += layout.row(
        "Antal konserter i parken",
        ["12 st", None, None, "38 st", "36 st", "35 st", None, "Tertial 2 2026"],
    )
    lines += layout.row(
        "Andel besökare som är nöjda",
        ["81,5 %", "80 %", "83 %", None, None, "85 %", "Tas fram av nämnd/styrelse", "2026"],
        ["Fler kom än året innan."],
    )
    lines += [*layout.INDICATOR_HEAD]
    lines += layout.row("Antal flygel", [None, None, None, None, None, "1 200", "Max 3", "2026"])
    lines += [*layout.ACTIVITY_HEAD]
    lines += layout.row(
        "Flytta kartorna", ["2026-01-01", "2026-08-31", "Avvikelse"], ["Hissen stod."]
    )
    lines += layout.row("Stämma pianot", ["2026-02-01", "2026-12-31", None])
    lines += layout.goal("Nämndmål", "Notbiblioteket växer", "Uppfylls helt")
    lines += layout.block("Beskrivning", *layout.paragraphs(_SHORT))
    return lines


def _economy() -> list[str]:
    return [
        "Uppföljning av ekonomi ",
        "",
        "Uppföljning av driftbudget ",
        "",
        "Mnkr Budget Begärda ",
        "budgetjusteringar Prestations- ",
        "förändringar Prognos Avvikelse ",
        "",
        *layout.economy_row("Kostnader", ["1 020,5", None, "2,0", "1 030,0", "-7,5"]),
        *layout.economy_row("Intäkter", ["-20,5", None, None, "-20,5", "0,0"]),
        *layout.paragraphs(_LONG),
        "Fartyg och fyrar ",
        *layout.paragraphs(_SHORT),
        "Investeringar ",
        "",
        "Mnkr Budget 2026 Begärda budgetjusteringar Prognos 2026 Avvikelse ",
        "",
        *layout.economy_row("Orglar", ["5,0", "0,6", "5,6", "0,0"]),
        *layout.economy_row("Totalt", ["5,0", "0,6", "5,6", "1,0"]),
        "Orglar 5,0 mnkr ",
        "",
        *layout.bullets("3,5 mnkr ny spelpipa", "Resten till lister"),
        "Budgetjusteringar ",
        "Orgelinvesteringar ",
        "",
        *layout.bullets("0,6 mnkr orgel i norra kyrkan"),
    ]


@pytest.fixture(scope="module")
def text() -> str:
    return layout.paged([*_front(), *_goals(), "", *_economy()], _HEADER)


@pytest.fixture(scope="module")
def ils(text: str) -> IlsReport:
    return read_ils(text)


def test_everything_is_read(ils: IlsReport, text: str) -> None:
    assert ils.not_understood == ()
    assert letters.of_report(ils) == letters.of_text(text)
    assert (ils.board, ils.kind) == ("Norra Ådalens kulturnämnd", "Delårsrapport")
    assert (ils.signatory_name, ils.signatory_title) == ("", "Kulturchef")
    assert [point.number for point in ils.decisions] == ["1", "2", "3"]


def test_goals_of_any_shape(ils: IlsReport) -> None:
    assert [(goal.number, goal.title, goal.depth) for goal in ils.goals] == [
        *((f"{number}.", title, 0) for number, title in enumerate(_DIRECTIONS, 1)),
        ("4.3", "Arkiven öppnas", 1),
        ("4.3.2.", "Arkivet flyttar", 2),
        ("", "Notbiblioteket växer", 2),
    ]
    area, board = ils.goals[4:6]
    assert [(part.heading, part.paragraphs, part.bullets) for part in area.analysis] == [
        (None, (_LONG, _SHORT), ()),
        ("Lokaler", (_LONG,), (_SHORT, _LONG)),
    ]
    assert [item.text for item in board.expected] == [_SHORT, _LONG]
    assert [row.cells for row in board.indicators] == [
        ("12 st", None, None, "38 st", "36 st", "35 st", None, "Tertial 2 2026"),
        ("81,5 %", "80 %", "83 %", None, None, "85 %", "Tas fram av nämnd/styrelse", "2026"),
        (None, None, None, None, None, "1 200", "Max 3", "2026"),
    ]
    assert [paragraph.text for paragraph in board.indicators[1].analysis] == [
        "Fler kom än året innan."
    ]
    assert [(row.name, row.deviation) for row in board.activities] == [
        ("Flytta kartorna", "Avvikelse"),
        ("Stämma pianot", None),
    ]


def test_the_report_of_the_model(ils: IlsReport) -> None:
    imported = to_report(ils)
    report, period_id = imported.report, imported.period_id
    assert list(faults(report)) == []
    assert report.periods[period_id].kind is PeriodKind.SECOND
    assert report.periods[period_id].year == 2026
    numbers = goal_numbers(report)
    goals = list(walk_goals(report))
    assert [numbers[goal.id] for goal in goals] == ["1", "2", "3", "4", "4.3", "4.3.2", ""]
    assert [goal.ordinal for goal in goals] == [None, None, None, None, 3, 2, 0]
    assert [goal.level for goal in goals[-3:]] == [Level.AREA, Level.BOARD, Level.BOARD]
    assert report.statuses["ej"].name == "Uppfylls inte"
    fartyg = next(
        section for section in report.sections.values() if section.title == "Fartyg och fyrar"
    )
    assert report.text(fartyg.id, period_id, TextPart.BODY).body == _SHORT
    costs = report.operating_budget(BudgetSide.COSTS, period_id)
    assert (costs.budget, costs.requested) == (Ore(102_050_000_000), None)
    target, adjustment = report.decisions_of(period_id)[1:]
    assert report.indicators[target.subject_id or ""].name == "Antal konserter i parken"
    assert report.budget_adjustments[adjustment.subject_id or ""].text == "orgel i norra kyrkan"


def test_a_total_that_does_not_add_up_is_remarked(ils: IlsReport) -> None:
    imported = to_report(ils)
    table = economy_table(imported.report, imported.period_id, SectionKind.INVESTMENTS)
    assert table is not None
    assert table.rows[-1].cells[-1].amount == 0
    messages = [remark.message for remark in imported.remarks]
    assert any(
        "Totalt: i kolumnen Avvikelse visar rapporten 1,0" in message for message in messages
    )


def test_windows_line_ends_bom_tabs_and_form_feeds_change_nothing(
    text: str, ils: IlsReport
) -> None:
    variant = "\ufeff" + text.replace("\n", "\r\n").replace(" Uppfylls helt", "\tUppfylls helt")
    assert read_ils(variant) == ils


def test_cut_off_blanks_are_told_and_rows_are_still_read(text: str, ils: IlsReport) -> None:
    cut = read_ils("\n".join(line.rstrip() for line in text.split("\n")))
    assert cut.blanks_lost
    assert [goal.indicators for goal in cut.goals] == [goal.indicators for goal in ils.goals]
    assert [goal.activities for goal in cut.goals] == [goal.activities for goal in ils.goals]
    assert any("bortklippta" in remark.message for remark in to_report(cut).remarks)


def test_lines_that_are_not_understood_are_kept_for_review(text: str) -> None:
    odd = "Denna rad hör inte hemma under en tabell"
    last_cells = "2026-02-01 2026-12-31  \n"
    changed = text.replace(last_cells, f"{last_cells}\n{odd} \n")
    ils = read_ils(changed)
    assert odd in " ".join(line.text for line in ils.not_understood)
    imported = to_report(ils)
    review = imported.report.sections_under(None)[-1]
    assert (review.kind, review.title) == (SectionKind.REVIEW, "Att granska")
    body = imported.report.text(review.id, imported.period_id, TextPart.BODY)
    assert body.needs_review
    assert odd in body.body
    assert any("kunde inte tolkas" in remark.message for remark in imported.remarks)


def test_an_unreadable_economy_row_does_not_end_its_table(text: str) -> None:
    ils = read_ils(text.replace("0,6  5,6  0,0", "0,6  ungefär 6  -"))
    (table,) = (
        table for section in ils.economy for table in section.tables if table.kind == "investments"
    )
    assert [row.label for row in table.rows] == ["Totalt"]
    assert ["ungefär" in line.text for line in ils.not_understood] == [True]
