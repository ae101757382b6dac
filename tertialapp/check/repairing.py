"""Repairs of many findings at once: all of a rule of form, or of all of them."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from tertialapp.check.findings import Changes
from tertialapp.check.language import form_rules
from tertialapp.check.waiving import sort_out
from tertialapp.model.records import Record
from tertialapp.model.report import Report

FORM_RULES = frozenset(rule.name for rule in form_rules.RULES)
"""The names of the rules whose repairs are so sure that all of them can be made unseen."""


class Mended(Struct, frozen=True):
    """What mends many findings, and how many places that is."""

    changes: Changes
    places: int


def all_mended(report: Report, period_id: str, names: Collection[str]) -> Mended:
    """What mends all that the named rules of form find in a period and nobody stands for.

    Each repair is made of what the one before left, since several may be in one field.
    """
    rules = [rule for rule in form_rules.RULES if rule.name in names]
    found = [each for rule in rules for each in rule.findings(report, period_id)]
    changes: dict[str, dict[str, Record | None]] = {}
    places = 0
    for each in sort_out(report, period_id, found).standing:
        made = each.repair.changes(report) if each.repair else {}
        report = report.apply(made)
        places += len(each.cells) if made else 0
        for table, rows in made.items():
            changes.setdefault(table, {}).update(rows)
    return Mended(changes, places)
