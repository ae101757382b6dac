"""All checks over a report."""

from __future__ import annotations

from tertialapp.check.findings import Finding
from tertialapp.check.goals import activity_dates, better_than_below, split_disagrees
from tertialapp.check.live_values import live_values
from tertialapp.model.report import Report

RULES = (live_values, better_than_below, split_disagrees, activity_dates)


def findings(report: Report, period_id: str) -> tuple[Finding, ...]:
    """Everything that the checks find in a period."""
    return tuple(found for rule in RULES for found in rule(report, period_id))
