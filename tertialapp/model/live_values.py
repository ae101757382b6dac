"""Live values: figures and words in a text that follow the data of the text's period.

In the text a live value is a link. Its target names the figure and, where a word shall follow, the form:

    varde:indikator/KEY/outcome                         the figure as printed
    varde:indikator/KEY/outcome?form=andring&mot=last_year    "ökat", "minskat" or "oförändrat"
    varde:ekonomi/TABLE/ROW/COLUMN                      a cell or a sum of an economy table
    varde:summa/SECTION                                 the sum of a section's list

Keys are percent-encoded. The label is what was shown last, so that any Markdown reader reads it well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from functools import partial
from urllib.parse import parse_qsl, quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.economy_tables import EconomyColumn, EconomyRow, EconomyTable, economy_table
from tertialapp.model.figures import print_figure
from tertialapp.model.frame import SectionKind, Text
from tertialapp.model.goals import Indicator
from tertialapp.model.locking import is_locked
from tertialapp.model.markdown import Run, all_runs, with_runs
from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize
from tertialapp.model.numbers import NBSP, MoneyUnit, format_money, format_number
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tertialapp.model.sums import total

SCHEME = "varde:"
NO_DATA = "–"
"""What a live value shows while its cell is empty."""


class Form(StrEnum):
    """What a live value shows: the figure, or a word or difference that follows from two figures."""

    FIGURE = ""
    CHANGE = "andring"
    LEVEL = "niva"
    DIFFERENCE = "skillnad"
    UNIT = "enhet"


FIELDS = ("outcome", "men", "women", "last_year", "forecast", "target", "council_target")
"""The figures of an indicator that a text can follow."""


class Reference(Struct, frozen=True):
    """What a live value follows; ``against`` is the figure of the same indicator it is compared with."""

    source: str
    path: tuple[str, ...]
    form: Form = Form.FIGURE
    against: str = ""

    @property
    def target(self) -> str:
        """The link target that stands for this reference."""
        path = "/".join(quote(part, safe="") for part in (self.source, *self.path))
        words = {"form": self.form.value, "mot": self.against}
        query = "&".join(f"{name}={value}" for name, value in words.items() if value)
        return f"{SCHEME}{path}{'?' if query else ''}{query}"


def indicator_reference(
    indicator_id: str, field: str, form: Form = Form.FIGURE, against: str = ""
) -> Reference:
    """A figure of an indicator, or a word that follows from it."""
    return Reference("indikator", (indicator_id, field), form, against)


def economy_reference(kind: SectionKind, row: str, column: str) -> Reference:
    """A cell of an economy table; ``row`` as ``row_key`` gives it."""
    return Reference("ekonomi", (kind.value, row, column))


def sum_reference(section_id: str) -> Reference:
    """The sum of what is listed under a section."""
    return Reference("summa", (section_id,))


def is_live(link: str | None) -> bool:
    """Whether a link is a live value."""
    return link is not None and link.startswith(SCHEME)


def parse_reference(target: str) -> Reference | None:
    """The reference in a link target; None when it is none of ours."""
    path, _, query = target.removeprefix(SCHEME).partition("?")
    source, *parts = (unquote(part) for part in path.split("/"))
    words = dict(parse_qsl(query))
    if words.get("form", "") not in set(Form) or not is_live(target):
        return None
    return Reference(source, tuple(parts), Form(words.get("form", "")), words.get("mot", ""))


# -- what is shown ---------------------------------------------------------------------------------


def shown(report: Report, period_id: str, target: str) -> str | None:
    """What a live value shows now; None when what it follows is gone."""
    reference = parse_reference(target)
    if reference is None:
        return None
    match (reference.source, *reference.path):
        case ("indikator", key, field) if key in report.indicators and field in FIELDS:
            return _of_indicator(report, period_id, reference)
        case ("ekonomi", kind, row, column) if kind in set(SectionKind):
            return _of_table(report, period_id, SectionKind(kind), row, column)
        case ("summa", section_id) if section_id in report.sections:
            return _of_list(report, period_id, section_id)
    return None


def _of_indicator(report: Report, period_id: str, reference: Reference) -> str | None:
    key, field = reference.path
    indicator = report.indicators[key]
    value = report.indicator_value(key, period_id)
    figure: Decimal | None = getattr(value, field)
    if reference.form is Form.FIGURE:
        words: str = getattr(value, f"{field}_words", "")
        return print_figure(indicator, figure) if figure is not None else words or NO_DATA
    if reference.form is Form.UNIT:
        return "procent" if indicator.unit == "%" else indicator.unit or "enheter"
    if reference.against not in FIELDS:
        return None
    against: Decimal | None = getattr(value, reference.against)
    if figure is None or against is None:
        return NO_DATA
    return _compared(indicator, figure - against, reference.form)


def _compared(indicator: Indicator, difference: Decimal, form: Form) -> str:
    """The word or the figure that a difference gives."""
    match form:
        case Form.CHANGE:
            return _three("ökat", "oförändrat", "minskat", difference)
        case Form.LEVEL:
            return _three("högre", "lika", "lägre", difference)
    figure = format_number(abs(difference), indicator.decimals)
    points = "procentenhet" if abs(difference) == 1 else "procentenheter"
    return f"{figure}{NBSP}{points}" if indicator.unit == "%" else figure


def _three(above: str, equal: str, below: str, difference: Decimal) -> str:
    return above if difference > 0 else below if difference < 0 else equal


def row_key(table: EconomyTable, at: int) -> str:
    """What names a row of an economy table in a reference: what it is about, or its place."""
    row = table.rows[at]
    if row.subject_id is not None:
        return row.subject_id
    return "summa" if at == len(table.rows) - 1 else f"rad{at + 1}"


def _of_table(
    report: Report, period_id: str, kind: SectionKind, row: str, column: str
) -> str | None:
    table = economy_table(report, period_id, kind)
    if table is None:
        return None
    for at, found in enumerate(table.rows):
        if row_key(table, at) == row:
            return _of_row(table, found, column)
    return None


def _of_row(table: EconomyTable, row: EconomyRow, column: str) -> str | None:
    keys = [found.key for found in table.columns]
    if column not in keys:
        return None
    at = keys.index(column)
    return print_amount(row.cells[at].amount, table.columns[at], table.unit)


def print_amount(amount: Ore | None, column: EconomyColumn, unit: MoneyUnit) -> str:
    """An amount of an economy table in its printed form, with its unit."""
    turned = column.turned(amount)
    if turned is None:
        return NO_DATA
    return f"{format_money(turned, unit, column.decimals)}{NBSP}{unit.label}"


def _of_list(report: Report, period_id: str, section_id: str) -> str | None:
    found = listed_amounts(report, period_id, section_id)
    if found is None:
        return None
    amounts, unit = found
    whole = total(amounts)
    return NO_DATA if whole is None else f"{format_money(whole, unit)}{NBSP}{unit.label}"


def listed_amounts(
    report: Report, period_id: str, section_id: str
) -> tuple[list[Ore | None], MoneyUnit] | None:
    """The amounts that a section lists, with their unit; None for a section that lists none."""
    match report.sections[section_id].kind:
        case SectionKind.BUDGET_ADJUSTMENTS:
            adjusted = report.budget_adjustments_of(period_id, section_id)
            return [row.amount for row in adjusted], MoneyUnit.MILLIONS
        case SectionKind.PLANNED_INVESTMENTS:
            planned = report.planned_investments_of(section_id, period_id)
            return [row.amount for row in planned], MoneyUnit.MILLIONS
        case SectionKind.COMPETENCE_FUNDS:
            return [row.amount for row in report.competence_funds_of(period_id)], MoneyUnit.KRONOR
    return None


# -- in a text -------------------------------------------------------------------------------------


def references_in(body: str) -> Iterator[str]:
    """The targets of the live values in a text."""
    if SCHEME in body:
        for runs in all_runs(parse(body)):
            for run in runs:
                if run.link is not None and is_live(run.link):
                    yield run.link


def refreshed(report: Report, text: Text) -> str:
    """A text with every live value showing what it shows now; what is gone keeps its last label."""
    if SCHEME not in text.body:
        return text.body
    blocks = parse(text.body)
    fresh = with_runs(blocks, partial(_fresh_runs, report, text.period_id))
    return text.body if fresh == blocks else serialize(fresh)


def outdated(report: Report) -> Iterator[tuple[Text, str]]:
    """The texts that show what is not so any more, and what they say refreshed; none of a locked period."""
    for text in report.texts.values():
        if SCHEME in text.body and not is_locked(report, text.period_id):
            body = refreshed(report, text)
            if body != text.body:
                yield text, body


def _fresh_runs(report: Report, period_id: str, runs: Iterable[Run]) -> tuple[Run, ...]:
    fresh: list[Run] = []
    for run in runs:
        if run.link is None or not is_live(run.link):
            fresh.append(run)
        elif not fresh or fresh[-1].link != run.link:  # else: one live value in two styles
            now = shown(report, period_id, run.link)
            fresh.append(run if now is None else replace(run, text=now))
    return tuple(fresh)
