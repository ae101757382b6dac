"""What two copies of a report have in common, told by their logs alone: no clocks, no server.

A copy knows the edits in its log and those that merges brought. A state of one copy is a common ancestor
when the other knows all that led to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tertialapp.model.change import Delta, apply_deltas
from tertialapp.model.report import Report
from tertialapp.store.log import EditKind, Lineage, LoggedEdit, undone_by

_TOLD = ("goal", "indicator", "activity", "result_unit")
"""Tables whose keys are made anew in every report that is begun."""


class State(Struct, frozen=True):
    """A state of a copy: after so many edits of its log, with so many known that led to it."""

    edits: int
    known: int


def known_edits(lineage: Lineage) -> frozenset[str]:
    """The uids of all edits that are in a copy's report."""
    undone = undone_by(lineage.edits)
    brought = (uid for uid, by in lineage.taken_in.items() if by not in undone)
    return frozenset((*(edit.uid for edit in lineage.edits), *brought))


def made_in(lineage: Lineage) -> frozenset[str]:
    """The uids of the edits that a part has had since it was sent out.

    Of those before it holds but a part: that it knows them shall not say that they have all come in.
    """
    before = (uid for uid, by in lineage.taken_in.items() if by is None)
    return known_edits(lineage) - frozenset(before)


def latest_common(lineage: Lineage, known: frozenset[str]) -> State | None:
    """The latest state of a copy that holds nothing but known edits; None when not even the first does."""
    latest: State | None = None
    for at, (unknown, count) in enumerate(_counts(lineage, known)):
        if not unknown:
            latest = State(at, count)
    return latest


def _counts(lineage: Lineage, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """For each state of a copy, how many of the edits behind it are not known, and how many there are.

    A merge that was taken back since counts as unknown: to whoever has it still, taking it back shall not
    be a deletion of what it brought.
    """
    undone = undone_by(lineage.edits)
    brought: dict[int | None, list[str]] = {}
    for uid, by in lineage.taken_in.items():
        brought.setdefault(by, []).append(uid)
    unknown = count = 0
    for step in (None, *lineage.edits):
        merge = None if step is None else _merge_of(step)
        uids = brought.get(merge, [])
        sign = -1 if step is not None and step.kind is EditKind.UNDO else 1
        unknown += sign * sum(uid not in known or merge in undone for uid in uids)
        count += sign * len(uids)
        if step is not None:
            unknown += step.uid not in known
            count += 1
        yield unknown, count


def _merge_of(edit: LoggedEdit) -> int:
    """The edit that an entry does, takes back or does again."""
    return edit.id if edit.subject is None else edit.subject


def unwound(
    report: Report, lineage: Lineage, deltas: Mapping[int, tuple[Delta, ...]], edits: int
) -> Report:
    """The report as it was after so many edits. Raises KeyError, ValueError for a damaged log."""
    later = [delta for edit in lineage.edits[edits:] for delta in deltas.get(edit.id, ())]
    return apply_deltas(report, [delta.inverse() for delta in reversed(later)])


def is_related(ours: Lineage, theirs: Lineage, report: Report, other: Report) -> bool:
    """Whether two copies began as one report; of older files, whether they have anything in common."""
    if ours.origin and theirs.origin:
        return ours.origin == theirs.origin
    if known_edits(ours) & known_edits(theirs):
        return True
    return any(report.table(name).keys() & other.table(name).keys() for name in _TOLD)
