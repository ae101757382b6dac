"""The grid of the points to decide: their words, what they are about, and who worded them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tertialapp.document.edit import Edit
from tertialapp.model.decision_ties import (
    NEW_TEXT,
    NOTHING,
    Subject,
    subject_of,
    subjects,
    tied,
)
from tertialapp.model.decision_wordings import behind_point
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.figures import print_figure
from tertialapp.model.goals import Indicator
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.ui.columns.column import (
    CellFault,
    Choice,
    Column,
    Sheet,
    one_line,
    required,
    with_choices,
)
from tertialapp.ui.columns.records import current, duplicate, own, record_sheet, writes
from tertialapp.ui.columns.typing_forms import parse_figure, typed_figure

_MOST_NAMED = 3
_LONGEST = 64
_FOLLOWS = "Följer malltexten. Det du skriver blir din egen text."


def decision_sheet(period_id: str) -> Sheet[Decision]:
    """The points that the board is asked to decide, numbered in their order."""

    def copy(edit: Edit, row: Decision) -> str:
        siblings = edit.report.decisions_of(period_id)
        free = replace(row, kind=DecisionKind.FREE, subject_id=None, generated=False)
        return duplicate(edit, free, siblings)

    sheet = record_sheet(
        "decisions",
        "beslutspunkt",
        (_number(period_id), _TEXT, _about(period_id), _OLD_TARGET, _wording()),
        lambda report: report.decisions_of(period_id),
        lambda key: Decision(
            id=new_id(), period_id=period_id, sort_key=key, kind=DecisionKind.FREE, text=NEW_TEXT
        ),
    )
    return replace(sheet, duplicate=copy)


def _number(period_id: str) -> Column[Decision]:
    def number(report: Report, row: Decision) -> int | None:
        points = enumerate(report.decisions_of(period_id), start=1)
        return next((at for at, point in points if point.id == row.id), None)

    return Column(
        key="number",
        title="Punkt",
        read=number,
        figures=True,
        computed=lambda _report, _row: "Punkterna numreras i sin ordning",
    )


def _paragraphs(report: Report, row: Any, text: str) -> str:
    lines = (one_line(report, row, line) for line in text.splitlines())
    return required("Beslutspunkten")(report, row, text) and "\n".join(filter(None, lines))


_TEXT: Column[Decision] = Column(
    key="text",
    title="Förslag till beslut",
    read=lambda _, row: row.text,
    parse=_paragraphs,
    write=writes("text"),
    source=own("text"),
    computed=lambda _, row: _FOLLOWS if row.generated else "",
    long=True,
    stretches=True,
)


# -- what a point is about -------------------------------------------------------------------------


def _about(period_id: str) -> Column[Decision]:
    def write(edit: Edit, row: Decision, value: Subject) -> None:
        edit.put(tied(edit.report, current(edit, row), value))

    return Column(
        key="subject_id",
        title="Gäller",
        read=subject_of,
        show=lambda _report, _row, value: _shortened(value.name),
        typed=lambda _report, _row, value: value.name,
        parse=_subject,
        write=write,
        source=own("subject_id", "kind"),
        words=lambda report: [subject.name for subject in subjects(report, period_id)],
        tooltip="Raden som punkten är till för: en indikator, en budgetjustering, kompetensmedel, "
        "omslutningarna eller hela rapporten. Tomt för en fri punkt. Ctrl+G går dit.",
    )


def _shortened(name: str) -> str:
    """A name's beginning: the whole one stands in the point beside it."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _subject(report: Report, row: Decision, text: str) -> Subject:
    """What is meant by a name, or by a part of one that only one name has."""
    wanted = one_line(report, row, text).casefold()
    if not wanted:
        return NOTHING
    every = list(subjects(report, row.period_id))
    same = [each for each in every if each.name.casefold() == wanted]
    if len(same) > 1:  # of the same name: the one that the point is about already, else the first
        same = [each for each in same if each.key == row.subject_id] or same[:1]
    found = same or [each for each in every if wanted in each.name.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CellFault(f"Inget i rapporten heter ”{text.strip()[:40]}”. Visa valen med Alt+Ner.")
    names = "; ".join(each.name for each in found[:_MOST_NAMED])
    raise CellFault(f"{len(found)} rader passar: {names}. Skriv mer av namnet.")


def _indicator(report: Report, row: Decision) -> Indicator | None:
    changes = row.kind is DecisionKind.TARGET_CHANGE
    return report.indicators.get(row.subject_id or "") if changes else None


def _show_target(report: Report, row: Decision, value: Decimal | None) -> str:
    indicator = _indicator(report, row)
    if value is None or indicator is None:
        return ""
    return print_figure(indicator, value)


def _parse_target(report: Report, row: Decision, text: str) -> Decimal | None:
    indicator = _indicator(report, row)
    if indicator is None:
        if not text.strip():
            return None
        raise CellFault(
            "Bara en punkt som ändrar ett årsmål har ett tidigare. Välj vad den gäller."
        )
    return parse_figure(text, indicator.unit)


_OLD_TARGET: Column[Decision] = Column(
    key="old_target",
    title="Tidigare årsmål",
    read=lambda _, row: row.old_target,
    show=_show_target,
    typed=lambda report, row, value: (
        "" if value is None or _indicator(report, row) is None else typed_figure(value)
    ),
    parse=_parse_target,
    write=writes("old_target"),
    editable=lambda row: row.kind is DecisionKind.TARGET_CHANGE,
    source=own("old_target"),
    figures=True,
    tooltip="Årsmålet före ändringen. Det nya är det som står i indikatorns rad.",
)


# -- who words it ----------------------------------------------------------------------------------

_BY_TEMPLATE = Choice(True, "Malltext")
_BY_WRITER = Choice(False, "Egen text")


def _wording() -> Column[Decision]:
    column: Column[Decision] = Column(
        key="generated",
        title="Formulering",
        read=lambda report, row: None if behind_point(report, row) is None else row.generated,
        write=writes("generated"),
        editable=lambda row: row.kind is not DecisionKind.FREE,
        source=own("generated"),
        tooltip="En malltext följer det som punkten gäller. En text som skrivs om blir egen; "
        "välj Malltext för att följa igen.",
    )
    chosen = with_choices(column, (_BY_TEMPLATE, _BY_WRITER))

    def parse(report: Report, row: Decision, text: str) -> bool:
        value: bool = chosen.parse(report, row, text)
        if value and behind_point(report, row) is None:
            raise CellFault("Punkten hör inte till någon rad. Välj först vad den gäller.")
        return value

    return replace(chosen, parse=parse)
