"""Which suggested sentences our own rules have nothing to say against: only those are offered."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tertialapp.check.run import check
from tertialapp.model.frame import TextPart
from tertialapp.model.goals import Goal
from tertialapp.model.markdown_write import serialize
from tertialapp.model.report import Report
from tertialapp.model.suggested import Suggestion, paragraph, suggestions


def offered(report: Report, goal: Goal, period_id: str) -> tuple[Suggestion, ...]:
    """The sentences that can stand together in a goal's analysis without a finding about them.

    Held against the rules in an analysis of their own, since what is written already has findings of
    its own.
    """
    text = report.text(goal.id, period_id, TextPart.ANALYSIS)
    without = report.apply({"text": {text.id: replace(text, body="")}})
    before = check(without, period_id)
    known = {finding.key for finding in before.findings}

    def passes(sentences: Sequence[Suggestion]) -> bool:
        body = serialize((paragraph(sentences),))
        written = without.apply({"text": {text.id: replace(text, body=body)}})
        return all(found.key in known for found in check(written, period_id, before).findings)

    made = suggestions(report, goal, period_id)
    if passes(made):
        return made
    kept: list[Suggestion] = []
    for suggestion in made:
        if passes([*kept, suggestion]):
            kept.append(suggestion)
    return tuple(kept)
