"""Another copy of the report is merged into an open one, as one edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.base.days import today
from tertialapp.base.errors import BadInput
from tertialapp.document.backups import Why
from tertialapp.document.document import Document
from tertialapp.document.lineage import (
    is_related,
    known_edits,
    latest_common,
    made_in,
    unwound,
)
from tertialapp.merge.duplicates import Notice
from tertialapp.merge.parts import as_whole
from tertialapp.merge.reports import Merged, Progress, merge
from tertialapp.model.assignments import Assignment
from tertialapp.model.compare import changed_records
from tertialapp.model.conflicts import Conflict
from tertialapp.model.parts import cut_out
from tertialapp.model.places import part_place, place_of_part
from tertialapp.model.records import Record
from tertialapp.model.report import Report, table_name
from tertialapp.store.log import Lineage, LoggedEdit, Received, damaged_history, receive


class Outcome(Struct, frozen=True):
    """What a merge did: how many records it changed, and what the report has to decide or to look at.

    ``known``: there was nothing in the other copy that was not in ours. ``ancestor``: the two have a common
    one; without it every difference is a conflict. ``part``: what came back had been sent out. ``remarks``:
    what was settled by itself, and somebody should know, in sentences. ``asks``: some of what there is to
    decide came with it, and was not there before.
    """

    changed: int = 0
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Notice, ...] = ()
    known: bool = False
    ancestor: bool = True
    part: Assignment | None = None
    remarks: tuple[str, ...] = ()
    asks: bool = False


class Plan(Struct, frozen=True):
    """What is to be merged: a document's report as it was, another copy, and what they come from.

    ``new`` are the edits that only the other copy has. ``part`` is what comes back, where the other is but
    a part of the report that was sent out.
    """

    report: Report
    ours: Lineage
    theirs: Received
    base: Report | None
    new: frozenset[str]
    known: bool
    part: Assignment | None = None

    def merged(self, progress: Progress | None = None) -> Merged:
        """Merge, beside the document, which may be in use meanwhile. Raises Cancelled."""
        if self.known:
            return Merged(self.report)
        base, theirs = self.base, self.theirs.report
        place = part_place(theirs) if self.part else None
        if place is not None:
            base, theirs = as_whole(base, self.report, theirs, place)
        return merge(base, self.report, theirs, progress)


def merge_file(document: Document, path: Path, progress: Progress | None = None) -> Outcome:
    """Merge the report in a file into an open one, in one edit that can be undone.

    The file is not touched; it may be replaced by the document, as it was just now, after this. Raises
    BadFile, BadInput for one that can't be merged and Cancelled; the document is then as before.
    """
    plan = plan_merge(document, receive(path))
    return carry_out(document, plan, plan.merged(progress))


def plan_merge(document: Document, theirs: Received) -> Plan:
    """See what there is to merge. Raises BadFile, and BadInput for another report, or a part's."""
    ours = document.lineage()
    here, part = document.report.part, theirs.report.part
    if here and not (part and part.id == here.id):
        raise BadInput(
            "Den öppna filen är en utskickad del. Öppna hela rapporten och läs tillbaka delen där."
        )
    if not is_related(ours, theirs.lineage, document.report, theirs.report):
        raise BadInput(
            f"”{theirs.path.name}” är en annan rapport och kan inte sammanfogas med den här. "
            "Välj en kopia av samma rapport."
        )
    returned = part if here is None else None
    brings = made_in(theirs.lineage) if returned else known_edits(theirs.lineage)
    new = brings - known_edits(ours)
    known = bool(not new and ours.origin and theirs.lineage.origin)
    base = None if known else _ancestor(document, ours, theirs)
    return Plan(document.report, ours, theirs, base, new, known, returned)


def carry_out(document: Document, plan: Plan, merged: Merged) -> Outcome:
    """Make what was merged the document's, which must not have changed since it was planned."""
    assert document.report is plan.report
    theirs = plan.theirs
    changes = _changes(document.report, merged, _signed(merged.conflicts, theirs, plan.ours))
    back = _marked_as_back(document.report, plan.part) if plan.part else {}
    comes_in = bool(back or not plan.known)
    if comes_in:
        with (
            document.backed_up(Why.BEFORE_MERGE),
            document.edit(_label(plan), taken_in=theirs.edits(plan.new)) as edit,
        ):
            edit.take({**changes, **back})
    document.take_over(theirs.path, theirs.digest, merged=comes_in)
    return Outcome(
        changed=sum(len(rows) for name, rows in changes.items() if name != "conflict"),
        conflicts=_undecided(document.report),
        notices=merged.notices,
        known=not back and (plan.known or not (plan.new or changes)),
        ancestor=plan.known or plan.base is not None,
        part=plan.part,
        remarks=merged.remarks,
        asks=bool(
            merged.notices or document.report.conflicts.keys() - plan.report.conflicts.keys()
        ),
    )


def _label(plan: Plan) -> str:
    if plan.part:
        return f"Läs tillbaka del från {plan.part.person}"
    return f"Sammanfogad med {plan.theirs.path.name}"


def _marked_as_back(report: Report, part: Assignment) -> Mapping[str, Mapping[str, Record | None]]:
    """The report's note of a part, with the day that it came back; nothing when that is noted."""
    noted = report.assignments.get(part.id)
    if noted and noted.returned:
        return {}
    place = place_of_part(report, part)
    back = replace(noted or part, returned=today(), subject_id=place.key if place else None)
    return {"assignment": {part.id: back}}


def _ancestor(document: Document, ours: Lineage, theirs: Received) -> Report | None:
    """The latest state that both copies come from; None when their logs don't tell of one."""
    in_theirs = latest_common(theirs.lineage, known_edits(ours))
    in_ours = latest_common(ours, known_edits(theirs.lineage))
    try:
        if in_theirs and (in_ours is None or in_theirs.known >= in_ours.known):
            found = unwound(theirs.report, theirs.lineage, theirs.deltas, in_theirs.edits)
            common = in_theirs.known
        elif in_ours:
            found = document.report_after(in_ours.edits)
            common = in_ours.known
        else:
            return None
        if not common and not (ours.origin and theirs.lineage.origin):
            # Two files of an older version with no edit in common: they may have begun alike.
            return found if found == _begun(document.report_after(0), theirs.report) else None
    except (KeyError, ValueError) as error:
        raise damaged_history() from error
    return found


def _begun(first: Report, theirs: Report) -> Report:
    """What their copy of a report began as, if it was a copy of this."""
    part = theirs.part
    place = place_of_part(first, part) if part else None
    return cut_out(first, part, place) if part and place else first


def _undecided(report: Report) -> tuple[Conflict, ...]:
    return tuple(sorted(report.conflicts.values(), key=lambda found: (found.label, found.id)))


def _changes(
    before: Report, merged: Merged, conflicts: Iterable[Conflict]
) -> Mapping[str, Mapping[str, Record | None]]:
    changes: dict[str, dict[str, Record | None]] = {}
    for name, was, now in changed_records(before, merged.report):
        record = now or was
        assert record is not None
        changes.setdefault(name, {})[record.id] = now
    for found in conflicts:
        changes.setdefault(table_name(Conflict), {})[found.id] = found
    return changes


# -- who it was --------------------------------------------------------------------------------------


def _signed(conflicts: Iterable[Conflict], theirs: Received, ours: Lineage) -> Iterable[Conflict]:
    """Conflicts that say who made the other version, and when."""
    known = known_edits(ours)
    by: dict[tuple[str, str, str], LoggedEdit] = {}
    for edit in theirs.lineage.edits:
        if edit.uid not in known:
            for delta in theirs.deltas.get(edit.id, ()):
                by[delta.table, delta.key, delta.field] = edit
                by[delta.table, delta.key, ""] = edit
    for found in conflicts:
        edit_of = by.get((found.table, found.key, found.field)) or by.get(
            (found.table, found.key, "")
        )
        yield replace(found, who=edit_of.actor, at=edit_of.at) if edit_of else found
