"""What stands in the text made into a report, with remarks on what should be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tertialapp.base.errors import BadInput
from tertialapp.exchange.ils.mapping.compare import compare
from tertialapp.exchange.ils.mapping.decisions import add_decisions, follow_templates
from tertialapp.exchange.ils.mapping.draft import Draft, Imported, line_ranges
from tertialapp.exchange.ils.mapping.frame import period_of, setup_of, statuses_of
from tertialapp.exchange.ils.mapping.goals import add_goals
from tertialapp.exchange.ils.mapping.registers import add_areas
from tertialapp.exchange.ils.mapping.sections import REVIEW_TITLE, add_sections
from tertialapp.exchange.ils.mapping.tables import add_tables
from tertialapp.exchange.ils.records import (
    IlsParagraph,
    IlsReport,
    IlsSection,
    IlsTable,
    UnreadLine,
)
from tertialapp.model.markdown import Block, Paragraph, Run
from tertialapp.model.report import report_of

MOST_UNREAD = 3_000
"""Lines; a text of which more is not understood is no report."""

_FIGURE = re.compile(r"\b(?:diagrammet|figuren|grafen|bilden) (?:nedan|ovan)\b", re.IGNORECASE)
_FEW = 5


def to_report(ils: IlsReport) -> Imported:
    """The report of one period that a text holds. Raises BadInput when hardly anything is understood."""
    if len(ils.not_understood) > MOST_UNREAD:
        raise BadInput(
            "Det mesta i texten hör inte till en rapport ur ILS. Välj en fil med rapportens text."
        )
    period, guessed = period_of(ils)
    draft = Draft(period)
    setup = setup_of(ils)
    draft.add(setup, *statuses_of(ils), period)
    indicators = add_goals(ils.goals, draft)
    registers = add_tables(ils, setup, draft)
    review = [*_unread_tables(registers.unread, draft), *_unread_lines(ils.not_understood, draft)]
    add_sections(ils, registers, review, draft)
    add_areas(registers, draft)
    add_decisions(ils.decisions, indicators, draft)
    compare(report_of(draft.records), registers, draft)
    _remark_frame(ils, draft, guessed=guessed)
    _remark_lost_figures(ils, draft)
    remarks = tuple(sorted(draft.remarks, key=lambda remark: remark.line))
    report = follow_templates(report_of(draft.records))
    return Imported(report, period.id, remarks)


def _unread_lines(lines: Sequence[UnreadLine], draft: Draft) -> list[Block]:
    """The lines that were not understood, word for word; one remark for each run of them."""
    for first, last in line_ranges([line.line_number for line in lines]):
        which = f"Rad {first}" if first == last else f"Raderna {first}–{last}"
        message = f"{which} kunde inte tolkas. Texten ligger under ”{REVIEW_TITLE}”."
        draft.remark(first, message)
    return [Paragraph((Run(line.text),)) for line in lines]


def _unread_tables(tables: Iterable[IlsTable], draft: Draft) -> list[Block]:
    """The rows of tables that have no place in the model, one a line."""
    blocks: list[Block] = []
    for table in tables:
        heads = " | ".join([table.corner, *(column.printed for column in table.columns)])
        rows = (" | ".join([row.label_printed, *map(_cell, row.cells)]) for row in table.rows)
        blocks += (Paragraph((Run(line),)) for line in (heads, *rows))
        message = (
            f"Tabellen ”{heads}” har ingen plats i rapporten. Den ligger under ”{REVIEW_TITLE}”."
        )
        draft.remark(table.lines.first, message)
    return blocks


def _cell(cell: str | None) -> str:
    return cell or ""


def _remark_frame(ils: IlsReport, draft: Draft, *, guessed: bool) -> None:
    if not ils.board:
        draft.remark(1, "Nämndens namn framgår inte av texten. Fyll i det i inställningarna.")
    if guessed:
        title = draft.period.title
        draft.remark(1, f"Det framgår inte vilken rapport det är; den har lästs som {title}.")
    if ils.blanks_lost:
        message = (
            "Mellanslagen i radsluten är bortklippta. Ord som delats mellan två rader kan ha fått "
            "ett mellanslag i sig, och tomma celler kan ha hamnat fel."
        )
        draft.remark(1, message)
    breaks = ils.undecided_breaks
    if breaks:
        some = ", ".join(map(str, breaks[:_FEW]))
        message = (
            f"På {len(breaks)} ställen syns det inte om ett nytt stycke börjar, eftersom meningen "
            f"slutar på en full rad (rad {some}{' med flera' if len(breaks) > _FEW else ''}). Där "
            "har texten lästs som ett stycke."
        )
        draft.remark(breaks[0], message)


def _remark_lost_figures(ils: IlsReport, draft: Draft) -> None:
    """A text that points to a diagram lost it: diagrams have no text."""
    analyses = (section for goal in ils.goals for section in goal.analysis)
    for section in (*ils.summary, *ils.goals_intro, *analyses, *ils.economy):
        for paragraph in _paragraphs(section):
            match = _FIGURE.search(paragraph.text)
            if match:
                message = f"”{match[0]}” i texten syftar på något som inte följde med texten."
                draft.remark(paragraph.lines.first, message)


def _paragraphs(section: IlsSection) -> Iterable[IlsParagraph]:
    return (block for block in section.blocks if isinstance(block, IlsParagraph))
