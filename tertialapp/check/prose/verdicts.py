"""The figures of one text that agree with the report: what a reader need not look up."""

from __future__ import annotations

from msgspec import Struct

from tertialapp.check.findings import Cell
from tertialapp.check.prose.judgement import Verdict
from tertialapp.check.prose.reading import judgements_of
from tertialapp.model.frame import Text
from tertialapp.model.report import Report


class Agreement(Struct, frozen=True):
    """A figure at its stretch of a stored text, the cell that it agrees with, and that in a sentence."""

    start: int
    end: int
    cell: Cell
    message: str


def agreements(report: Report, text: Text) -> tuple[Agreement, ...]:
    """The figures of a text that say what the report's say."""
    return tuple(
        Agreement(
            found.start,
            found.end,
            found.fact.cell,
            f"Stämmer: {found.fact.name} för ”{found.about}” är {found.fact.printed}.",
        )
        for found in judgements_of(report, text)
        if found.verdict is Verdict.AGREES and found.fact is not None
    )
