"""Live values whose source is gone or empty."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.check.findings import Finding, Severity, cell
from tertialapp.check.rules import rule
from tertialapp.model.live_values import NO_DATA, SCHEME, references_in, shown
from tertialapp.model.report import TABLES, Report


@rule(
    "live-value",
    "Infogade värden leder till en siffra",
    reason="Ett infogat värde följer sin cell. Är cellen borta eller tom står något gammalt kvar i texten.",
    example="Texten har ett infogat värde från en cell som inte längre finns.",
    reads=" ".join(TABLES),  # it may follow any figure; texts without live values cost nothing
)
def live_values(report: Report, period_id: str) -> Iterator[Finding]:
    """A live value must lead to a figure: one that leads nowhere is an error, an empty one a warning."""
    for text in report.texts.values():
        if text.period_id != period_id or SCHEME not in text.body:
            continue
        now = [shown(report, period_id, target) for target in references_in(text.body)]
        dead, empty = now.count(None), now.count(NO_DATA)
        for count, severity, what in (
            (dead, Severity.ERROR, "som inte längre finns"),
            (empty, Severity.WARNING, "som är tom"),
        ):
            if count:
                values = "ett infogat värde" if count == 1 else f"{count} infogade värden"
                message = f"Texten har {values} från en cell {what}. Ta bort eller byt värdet."
                yield Finding(severity, message, (cell(text, "body"),), f"{count} {what}")


RULES = (live_values,)
