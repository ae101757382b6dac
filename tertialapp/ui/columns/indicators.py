"""The grid of a goal's indicators."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from tertialapp.document.edit import Edit
from tertialapp.model.figures import print_figure
from tertialapp.model.goals import Indicator, IndicatorValue, PeriodLength
from tertialapp.model.numbers import NumberFault
from tertialapp.model.periods import measured_in
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.model.text import clean_line
from tertialapp.ui.columns.column import (
    Choice,
    Column,
    Follows,
    Sheet,
    required,
    with_choices,
)
from tertialapp.ui.columns.records import duplicate, of_period, own, record_sheet, writes
from tertialapp.ui.columns.typing_forms import parse_figure, typed_figure

TARGET_WORDS = ("Tas fram av nämnd", "Ökning", "Minskning", "Oförändrat")
"""What a target may say instead of a figure, beside the words that the report has already."""


def indicator_sheet(report: Report, goal_id: str, period_id: str) -> Sheet[Indicator]:
    """The indicators of a goal with their figures of a period."""

    def copy(edit: Edit, row: Indicator) -> str:
        siblings = edit.report.indicators_of(goal_id)
        return duplicate(edit, row, siblings, period_id, name=f"{row.name} (kopia)")

    sheet = record_sheet(
        "indicators",
        "indikator",
        _columns(report, period_id),
        lambda current: current.indicators_of(goal_id),
        lambda key: Indicator(id=new_id(), goal_id=goal_id, sort_key=key, name="Ny indikator"),
    )
    return replace(sheet, duplicate=copy, follows=Follows("indicator", ("indicator_value",)))


def _columns(report: Report, period_id: str) -> tuple[Column[Indicator], ...]:
    setup = report.setup
    period = report.periods[period_id]

    def figure(key: str, title: str, tooltip: str = "") -> Column[Indicator]:
        return _figure_column(key, title, period_id, tooltip)

    return (
        Column(
            key="name",
            title="Indikator",
            read=lambda _, row: row.name,
            parse=required("Indikatorns namn"),
            write=writes("name"),
            source=own("name"),
            stretches=True,
        ),
        figure("outcome", "Periodens utfall"),
        figure("men", _capital(setup.men_label), "Utfall för män/pojkar"),
        figure("women", _capital(setup.women_label), "Utfall för kvinnor/flickor"),
        figure("last_year", f"VB {period.year - 1}", "Utfall i förra årets verksamhetsberättelse"),
        figure("forecast", "Prognos helår"),
        _target_column("target", "Årsmål", period_id),
        _target_column("council_target", f"{setup.council_label} årsmål", period_id),
        with_choices(
            Column(
                key="period_length",
                title="Period",
                read=lambda _, row: row.period_length,
                write=writes("period_length"),
                source=own("period_length"),
                tooltip="Om indikatorn mäts varje tertial eller en gång om året",
            ),
            tuple(
                Choice(length, measured_in(length, period))
                for length in (PeriodLength.TERTIAL, PeriodLength.YEAR)
            ),
        ),
    )


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _figure_column(key: str, title: str, period_id: str, tooltip: str) -> Column[Indicator]:
    def read(report: Report, row: Indicator) -> Decimal | None:
        value: Decimal | None = getattr(report.indicator_value(row.id, period_id), key)
        return value

    def write(edit: Edit, row: Indicator, value: Decimal | None) -> None:
        edit.set(edit.report.indicator_value(row.id, period_id), **{key: value})

    return Column(
        key=key,
        title=title,
        read=read,
        show=lambda _, row, value: "" if value is None else print_figure(row, value),
        typed=lambda _report, _row, value: "" if value is None else typed_figure(value),
        parse=lambda _, row, text: parse_figure(text, row.unit),
        write=write,
        source=of_period("indicator_value", period_id, key),
        figures=True,
        tooltip=tooltip,
    )


def _target_words(report: Report) -> list[str]:
    """The usual words, then those that the report's targets have."""
    used = {
        words
        for value in report.indicator_values.values()
        for words in (value.target_words, value.council_target_words)
        if words
    }
    return [*TARGET_WORDS, *sorted(used.difference(TARGET_WORDS))]


def _target_column(key: str, title: str, period_id: str) -> Column[Indicator]:
    """A target: a figure, or words such as "Tas fram av nämnd"."""

    def read(report: Report, row: Indicator) -> Decimal | str | None:
        value = report.indicator_value(row.id, period_id)
        found: Decimal | None = getattr(value, key)
        words: str = getattr(value, f"{key}_words")
        return found if found is not None else words or None

    def parse(_report: Report, row: Indicator, text: str) -> Decimal | str | None:
        line = clean_line(text)
        try:
            return parse_figure(line, row.unit)
        except NumberFault:
            words = any(char.isalpha() for char in line) and not line.startswith("#")
            if words or line.startswith("+/-"):  # "#SAKNAS!" is a spreadsheet that has failed
                return line
            raise

    def write(edit: Edit, row: Indicator, value: Decimal | str | None) -> None:
        record: IndicatorValue = edit.report.indicator_value(row.id, period_id)
        words = value if isinstance(value, str) else ""
        figure = None if isinstance(value, str) else value
        edit.set(record, **{key: figure, f"{key}_words": words})

    def show(row: Indicator, value: Decimal | str | None) -> str:
        return print_figure(row, value) if isinstance(value, Decimal) else value or ""

    return Column(
        key=key,
        title=title,
        read=read,
        show=lambda _, row, value: show(row, value),
        typed=lambda _report, _row, value: (
            typed_figure(value) if isinstance(value, Decimal) else value or ""
        ),
        parse=parse,
        write=write,
        source=of_period("indicator_value", period_id, key, f"{key}_words"),
        words=_target_words,
        figures=True,
        tooltip="Ett tal, eller ord som ”Tas fram av nämnd”",
    )
