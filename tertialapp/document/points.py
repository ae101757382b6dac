"""Points to decide put among the others, and what a period's history knows of its targets."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tertialapp.document.document import Document
from tertialapp.document.edit import Edit
from tertialapp.document.ordering import put_at
from tertialapp.model.decision_proposals import rank
from tertialapp.model.decisions import Decision
from tertialapp.model.records import cell_id


def add_points(edit: Edit, points: Iterable[Decision]) -> None:
    """Put each after the last of its own kind, or of the kinds that are decided before it."""
    for point in points:
        siblings = edit.report.decisions_of(point.period_id)
        own = rank(edit.report, point)
        before = [at for at, one in enumerate(siblings, 1) if rank(edit.report, one) <= own]
        put_at(edit, siblings, point, max(before, default=0))


def first_targets(document: Document, period_id: str) -> dict[str, Decimal]:
    """By indicator, the target that stood first in a period, where the history knows of one."""
    found: dict[str, Decimal] = {}
    suffix = cell_id("", period_id)
    for delta in document.changes_of("indicator_value"):
        if delta.field in ("", "target") and delta.key.endswith(suffix):
            targets = (_target(plain) for plain in (delta.old, delta.new))
            first = next((target for target in targets if target is not None), None)
            if first is not None:
                found.setdefault(delta.key.removesuffix(suffix), first)
    return found


def _target(plain: object) -> Decimal | None:
    """The target in a field's plain value, or in a whole record's."""
    value = plain.get("target") if isinstance(plain, dict) else plain
    return Decimal(value) if isinstance(value, str) else None
