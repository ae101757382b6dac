"""Live values whose source is gone or empty."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.check.findings import Finding, Severity
from tertialapp.model.live_values import NO_DATA, references_in, shown
from tertialapp.model.places import place_of_record
from tertialapp.model.report import Report


def live_values(report: Report, period_id: str) -> Iterator[Finding]:
    """A live value must lead to a figure: one that leads nowhere is an error, an empty one a warning."""
    for text in report.texts.values():
        if text.period_id != period_id:
            continue
        now = [shown(report, period_id, target) for target in references_in(text.body)]
        place = place_of_record(report, "text", text)
        if place is None:
            continue
        dead, empty = now.count(None), now.count(NO_DATA)
        for count, severity, what in (
            (dead, Severity.ERROR, "som inte längre finns"),
            (empty, Severity.WARNING, "som är tom"),
        ):
            if count:
                values = "ett infogat värde" if count == 1 else f"{count} infogade värden"
                message = f"Texten har {values} från en cell {what}. Ta bort eller byt värdet."
                yield Finding("live_value", severity, message, place, "text", text.id, "body")
