"""All checks over a report; after an edit only those whose tables it changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from tertialapp.base.memory import uncollected
from tertialapp.check import (
    activities,
    changed_targets,
    decision_points,
    decisions,
    economy,
    goal_texts,
    goals,
    indicators,
    investments,
    live_values,
    names,
    result_units,
    sections,
    targets,
    undecided,
)
from tertialapp.check.findings import Finding
from tertialapp.check.language import rules as language
from tertialapp.check.prose import activities as told_activities
from tertialapp.check.prose import decisions as told_decisions
from tertialapp.check.prose import derived
from tertialapp.check.prose import rules as prose
from tertialapp.check.rules import Rule
from tertialapp.check.waiving import Sorted, sort_out
from tertialapp.model.places import places_in_order
from tertialapp.model.report import Report

GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Mål och status", (*goals.RULES, *goal_texts.RULES)),
    ("Indikatorer", indicators.RULES),
    ("Årsmål och prognoser", targets.RULES),
    ("Aktiviteter", (*activities.RULES, *told_activities.RULES)),
    (
        "Förslag till beslut",
        (*decisions.RULES, *changed_targets.RULES, *decision_points.RULES, *told_decisions.RULES),
    ),
    ("Ekonomi", (*economy.RULES, *investments.RULES)),
    ("Resultatenheter", result_units.RULES),
    ("Namn, avsnitt och infogade värden", (*names.RULES, *sections.RULES, *live_values.RULES)),
    ("Siffror i text", (*prose.RULES, *derived.RULES)),
    ("Språk och form", language.RULES),
    ("Sammanfogning", undecided.RULES),
)
"""All rules, by what they are about."""

RULES = tuple(rule for _, rules in GROUPS for rule in rules)


class Checked(Struct, frozen=True, dict=True):
    """A report with what every rule found in a period of it."""

    report: Report
    period_id: str
    by_rule: Mapping[str, tuple[Finding, ...]]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, in the order of the rules; in a part, what is found there."""
        every = (found for findings in self.by_rule.values() for found in findings)
        if self.report.part is None:
            return tuple(every)
        places = set(places_in_order(self.report))
        return tuple(found for found in every if found.place(self.report) in places)

    @cached_property
    def sorted(self) -> Sorted:
        """What was found, with what somebody stands for told apart."""
        return sort_out(self.report, self.period_id, self.findings)


def check(report: Report, period_id: str, earlier: Checked | None = None) -> Checked:
    """Check a period; what rules found earlier is kept where none of their tables has changed."""
    unchanged = frozenset[str]()
    if earlier is not None and earlier.period_id == period_id:
        before = earlier.report
        tables = {name for rule in RULES for name in rule.reads}
        unchanged = frozenset(name for name in tables if report.table(name) is before.table(name))
    with uncollected():
        by_rule = {
            rule.name: earlier.by_rule[rule.name]
            if earlier and rule.reads <= unchanged
            else rule.findings(report, period_id)
            for rule in RULES
        }
    return Checked(report, period_id, by_rule)


def findings(report: Report, period_id: str) -> tuple[Finding, ...]:
    """Everything that the checks find in a period."""
    return check(report, period_id).findings
