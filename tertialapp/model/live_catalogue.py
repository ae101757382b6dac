"""Everything that a text can follow, with the words that it is searched by."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tertialapp.model.economy_tables import economy_table
from tertialapp.model.frame import SectionKind
from tertialapp.model.goals import Indicator
from tertialapp.model.live_values import (
    FIELDS,
    Form,
    Reference,
    economy_reference,
    indicator_reference,
    listed_amounts,
    print_amount,
    row_key,
    shown,
    sum_reference,
)
from tertialapp.model.outline import goal_numbers, walk_goals
from tertialapp.model.report import Report


class LiveChoice(Struct, frozen=True):
    """A live value that can be inserted: what it is, where it stands, what it shows now."""

    reference: Reference
    name: str
    where: str
    text: str


def choices(report: Report, period_id: str, goal_id: str = "") -> Iterator[LiveChoice]:
    """All figures that are there to follow, those of a goal first, then the rest in printed order."""
    numbers = goal_numbers(report)
    goals = sorted(walk_goals(report), key=lambda goal: goal.id != goal_id)
    for goal in goals:
        for indicator in report.indicators_of(goal.id):
            yield from _of_indicator(report, period_id, indicator, numbers[goal.id])
    for kind in SectionKind:
        yield from _of_table(report, period_id, kind)
    for section in report.sections.values():
        listed = listed_amounts(report, period_id, section.id)
        if listed is not None and any(amount is not None for amount in listed[0]):
            reference = sum_reference(section.id)
            text = shown(report, period_id, reference.target) or ""
            yield LiveChoice(reference, f"Summa {section.title}", section.title, text)


def field_names(report: Report, period_id: str) -> dict[str, str]:
    """What the figures of an indicator are called in running text."""
    setup, year = report.setup, report.periods[period_id].year
    names = (
        "periodens utfall",
        setup.men_label,
        setup.women_label,
        f"utfall VB {year - 1}",
        "prognos helår",
        "årsmål",
        f"{setup.council_label} årsmål",
    )
    return dict(zip(FIELDS, names, strict=True))


def _of_indicator(
    report: Report, period_id: str, indicator: Indicator, number: str
) -> Iterator[LiveChoice]:
    value = report.indicator_value(indicator.id, period_id)
    for field, name in field_names(report, period_id).items():
        words: str = getattr(value, f"{field}_words", "")
        if getattr(value, field) is not None or words:
            reference = indicator_reference(indicator.id, field)
            text = shown(report, period_id, reference.target) or ""
            yield LiveChoice(reference, f"{indicator.name}: {name}", number, text)


def _of_table(report: Report, period_id: str, kind: SectionKind) -> Iterator[LiveChoice]:
    table = economy_table(report, period_id, kind)
    for at, row in enumerate(table.rows if table else ()):
        assert table is not None
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.amount is not None:
                reference = economy_reference(kind, row_key(table, at), column.key)
                text = print_amount(cell.amount, column, table.unit)
                name = f"{row.label}: {column.label[0].lower()}{column.label[1:]}"
                yield LiveChoice(reference, name, table.title, text)


def words_for(report: Report, period_id: str, reference: Reference) -> Iterator[LiveChoice]:
    """The words and differences that can follow beside a figure of an indicator."""
    if reference.source != "indikator":
        return
    key, field = reference.path
    names = field_names(report, period_id)
    value = report.indicator_value(key, period_id)
    for against in ("last_year", "target", "council_target", "outcome"):
        if against == field or getattr(value, against) is None or getattr(value, field) is None:
            continue
        past = against == "last_year"
        forms = (Form.CHANGE,) if past else ()
        for form in (*forms, Form.LEVEL, Form.DIFFERENCE):
            made = indicator_reference(key, field, form, against)
            text = shown(report, period_id, made.target)
            if text is not None:
                yield LiveChoice(made, _FORM_NAMES[form], f"mot {names[against]}", text)
    made = indicator_reference(key, field, Form.UNIT)
    yield LiveChoice(made, _FORM_NAMES[Form.UNIT], "", shown(report, period_id, made.target) or "")


_FORM_NAMES = {
    Form.CHANGE: "ökat/minskat/oförändrat",
    Form.LEVEL: "högre/lägre",
    Form.DIFFERENCE: "skillnaden",
    Form.UNIT: "enheten i ord",
}
