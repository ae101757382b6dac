"""The first of two stages: the text of an ILS report as the items that stand in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tertialapp.base.errors import BadInput
from tertialapp.exchange.ils.economy import read_economy
from tertialapp.exchange.ils.front import board_and_kind, read_front, report_title
from tertialapp.exchange.ils.goals import goal_headings, read_goals
from tertialapp.exchange.ils.landmarks import TableHead, chapter_kind, table_head
from tertialapp.exchange.ils.lines import Ledger, Line, split_lines, without_page_headers
from tertialapp.exchange.ils.prose import sections
from tertialapp.exchange.ils.records import (
    INDICATOR_COLUMNS,
    ChapterKind,
    IlsChapter,
    IlsGoal,
    IlsReport,
)

_NO_REPORT = (
    "Texten känns inte igen som en rapport ur ILS: den har varken rubriker för kapitel eller mål "
    "eller tabeller med indikatorer eller aktiviteter. Välj en fil med rapportens text."
)

Chapters = Sequence[tuple[IlsChapter, Sequence[Line]]]


def read_ils(text: str) -> IlsReport:
    """Everything that stands in the text of an ILS report. Raises BadInput if it is none."""
    all_lines, blanks_lost = split_lines(text)
    ledger = Ledger(all_lines)
    lines = without_page_headers(all_lines, ledger)
    chapters = _chapters(lines, ledger)
    heads = _heads(lines)
    if not chapters and not heads:
        raise BadInput(_NO_REPORT)
    body = {chapter.kind: below for chapter, below in chapters}
    front = read_front(body.get(ChapterKind.DECISIONS, ()), ledger)
    summary = sections(body.get(ChapterKind.SUMMARY, ()), ledger)
    goals_intro, goals = read_goals(body.get(ChapterKind.GOALS, ()), ledger)
    economy = read_economy(body.get(ChapterKind.ECONOMY, ()), ledger)
    board, kind = board_and_kind(all_lines)
    return IlsReport(
        board=board,
        kind=kind,
        title=report_title(front.decisions),
        period=_period(goals),
        indicator_heads=_indicator_heads(heads),
        signatory_name=front.signatory_name,
        signatory_title=front.signatory_title,
        chapters=tuple(chapter for chapter, _ in chapters),
        decisions=front.decisions,
        summary=summary,
        goals_intro=goals_intro,
        goals=goals,
        economy=economy,
        layout=ledger.layout(),
        not_understood=ledger.not_understood(),
        undecided_breaks=tuple(ledger.undecided_breaks),
        blanks_lost=blanks_lost,
    )


def _chapters(lines: Sequence[Line], ledger: Ledger) -> Chapters:
    """The chapters in printed order, each with the lines below its heading.

    Goals without a chapter heading make a chapter of their own.
    """
    starts: dict[ChapterKind, int] = {}
    for at, line in enumerate(lines):
        kind = chapter_kind(line)
        if kind and kind not in starts:
            starts[kind] = at
    if ChapterKind.GOALS not in starts:
        first_goal = next((at for at, _ in goal_headings(lines)), None)
        if first_goal is not None:
            starts[ChapterKind.GOALS] = first_goal
    ordered = sorted(starts.items(), key=lambda start: start[1])
    ends = [*(at for _, at in ordered), len(lines)][1:]
    return [
        _chapter(kind, lines[at:end], ledger) for (kind, at), end in zip(ordered, ends, strict=True)
    ]


def _chapter(
    kind: ChapterKind, lines: Sequence[Line], ledger: Ledger
) -> tuple[IlsChapter, Sequence[Line]]:
    first = lines[0]
    if chapter_kind(first) is not kind:
        return IlsChapter(kind, "", first.number), lines
    ledger.take([first])
    return IlsChapter(kind, first.words, first.number), lines[1:]


def _heads(lines: Sequence[Line]) -> list[TableHead]:
    found = (table_head(lines, at) for at, line in enumerate(lines) if line.words)
    return [head for head in found if head]


def _indicator_heads(heads: Sequence[TableHead]) -> tuple[str, ...]:
    first = next((head for head in heads if "start" not in head.columns), None)
    return tuple(first.head_of(column) if first else "" for column in INDICATOR_COLUMNS)


def _period(goals: Sequence[IlsGoal]) -> str:
    """The period most indicators print, those of a part of the year before those of the whole."""
    printed = [row.cell("period") or "" for goal in goals for row in goal.indicators]
    parts = [period for period in printed if " " in period]
    counted = Counter(parts or printed).most_common(1)
    return counted[0][0] if counted else ""
