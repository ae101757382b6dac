"""The rules of form: one for each fault, with a repair that mends all of it in a field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tertialapp.check.findings import Changes, Finding, Repair, Severity
from tertialapp.check.language.forms import FORMS, Form, faults, mended
from tertialapp.check.language.written import READS, Written, gathered, rewritten
from tertialapp.check.rules import Rule, rule
from tertialapp.model.report import Report
from tertialapp.model.search import FIELDS

_AROUND = 12


def _find(
    find: Callable[[Written], Iterator[Finding]], report: Report, period_id: str
) -> Iterator[Finding]:
    return gathered(report, period_id, find, FIELDS)


def _in_field(form: Form, place: Written) -> Iterator[Finding]:
    found = faults(form, place.body, marked=place.is_text)
    if found:
        yield _finding(form, place, found)


def _finding(form: Form, place: Written, found: Sequence[tuple[int, int, str]]) -> Finding:
    cells = tuple(place.cell(start, end) for start, end, _ in found)
    shown = ", ".join(f"”{_shown(place.body, start, end)}”" for start, end, _ in found[:3])
    more = f" och {len(found) - 3} till" if len(found) > 3 else ""
    repair = Repair(
        "Rätta" if len(found) == 1 else f"Rätta {len(found)}", partial(_mend, form, place)
    )
    return Finding(Severity.NOTE, f"{form.title}: {shown}{more}.", cells, shown + more, "", repair)


def _shown(body: str, start: int, end: int) -> str:
    """What was found with the words around it."""
    before = body[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = body[end : end + _AROUND].partition("\n")[0]
    return (
        f"{before.partition(' ')[2] or before}{body[start:end]}{after.rpartition(' ')[0] or after}"
    )


def _mend(form: Form, place: Written, report: Report) -> Changes:
    record = report.table(place.table).get(place.key)
    body: str = getattr(record, place.field, "")
    new = mended(form, body, marked=place.is_text)
    return rewritten(report, place, new) if new != body else {}


RULES: tuple[Rule, ...] = tuple(
    rule(form.name, form.title, reason=form.reason, example=form.example, reads=READS)(
        partial(_find, partial(_in_field, form))
    )
    for form in FORMS
)
