"""Many conflicts are decided in one edit."""

from __future__ import annotations

from collections.abc import Iterable

from tertialapp.base.errors import BadInput
from tertialapp.base.memory import uncollected
from tertialapp.document.edit import Edit
from tertialapp.merge.decide import Choice, decide
from tertialapp.model.change import difference
from tertialapp.model.conflicts import Conflict
from tertialapp.model.locking import locked_reason


def decide_all(edit: Edit, conflicts: Iterable[Conflict], choice: Choice) -> tuple[Conflict, ...]:
    """Choose the same side everywhere, one after the other; gives those that could not be decided so.

    They are left as they are: what they are about is gone, maybe by an earlier one of these choices, or its
    period is locked.
    """
    with uncollected():
        return tuple(found for found in conflicts if not _decide(edit, found, choice))


def _decide(edit: Edit, found: Conflict, choice: Choice) -> bool:
    try:
        settled = decide(edit.report, found, choice)
    except BadInput:
        return False
    if locked_reason(edit.report, difference(edit.report, settled)):
        return False
    edit.take(settled)
    return True
