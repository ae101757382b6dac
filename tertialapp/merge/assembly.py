"""The records of a merged report while it is put together, so that they hold together at the end."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from tertialapp.merge.rows import merge_records
from tertialapp.merge.values import same_record
from tertialapp.model.belonging import Belongings, Name, owners
from tertialapp.model.conflicts import Conflict, ConflictKind, conflict
from tertialapp.model.pictures_needed import pictures_needed
from tertialapp.model.plain import to_plain
from tertialapp.model.records import ANY_TABLE, Record, field_specs
from tertialapp.model.report import TABLES, Report

_SILENT = ("image", "conflict")
"""Tables whose records nobody edits: two with the same key are one, and none is asked about."""
_ONLY_NUMBERED = ("version",)
"""Of these only merges change anything, their numbers: nobody is asked about that."""


class Assembly(Struct, dict=True):
    """A merged report in the making. Only ``rows`` and ``conflicts`` change."""

    base: Report
    ours: Report
    theirs: Report
    ancestor: bool
    rows: dict[str, dict[str, Record]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    restored: dict[Name, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._belongings = (Belongings(self.ours), Belongings(self.theirs))

    # -- one record -----------------------------------------------------------------------------

    def merge_table(self, name: str) -> None:
        """Merge the records of a table."""
        base, ours, theirs = (report.table(name) for report in (self.base, self.ours, self.theirs))
        self.rows[name] = rows = dict(ours)
        if ours is theirs or base is theirs:
            return
        for key in [*ours, *(key for key in theirs if key not in ours)]:
            was, our, their = base.get(key), ours.get(key), theirs.get(key)
            if our is not their and their not in (our, was):
                self._merge_row(rows, (name, key), was, our, their)

    def _merge_row(
        self,
        rows: dict[str, Record],
        row: Name,
        was: Record | None,
        our: Record | None,
        their: Record | None,
    ) -> None:
        """Merge a record that they changed; it may be unchanged or gone in ours, or gone in theirs."""
        key = row[1]
        if our is not None and their is not None:
            if our == was:
                rows[key] = their
            elif row[0] not in _SILENT + _ONLY_NUMBERED:
                rows[key], conflicts = merge_records(was, our, their, ancestor=self.ancestor)
                self.conflicts += conflicts
        elif was is None and their is not None:
            rows[key] = their
        elif was is not None:
            self._edited_or_deleted(rows, row, was, our, their)

    def _edited_or_deleted(
        self,
        rows: dict[str, Record],
        row: Name,
        was: Record,
        our: Record | None,
        their: Record | None,
    ) -> None:
        left = our or their
        if left is None or same_record(was, left):
            rows.pop(row[1], None)
        else:
            rows[row[1]] = left
            self.restored[row] = None

    # -- all together ---------------------------------------------------------------------------

    def report(self) -> Report:
        """The report as it stands; tables that are as ours are ours."""
        changed: dict[str, dict[str, Record | None]] = {}
        for name, rows in self.rows.items():
            ours = self.ours.table(name)
            changes: dict[str, Record | None] = {
                key: row for key, row in rows.items() if ours.get(key) is not row
            }
            changes |= dict.fromkeys(key for key in ours if key not in rows)
            if changes:
                changed[name] = changes
        return self.ours.apply(changed)

    def put(self, table: str, record: Record) -> None:
        """Put a record in the place of the one with its key."""
        self.rows[table][record.id] = record

    def restore_what_is_missing(self) -> None:
        """Bring back what somebody removed and somebody else still refers to, with all that belongs to it."""
        if not self.rows["period"]:
            for key in self.ours.periods:
                self._restore("period", key)
        for row in list(self.restored):
            self._restore_belongings(*row)
        while missing := list(self._missing()):
            for tables, key in missing:
                for table in tables:
                    if any(key in side.table(table) for side in (self.ours, self.theirs)):
                        self._restore(table, key)

    def _missing(self) -> Iterator[tuple[tuple[str, ...], str]]:
        everything = {key for rows in self.rows.values() for key in rows}
        for name, rows in self.rows.items():
            for spec in field_specs(TABLES[name].record_type):
                if spec.table is None:
                    continue
                wide = spec.table == ANY_TABLE
                there = everything if wide else self.rows[spec.table]
                tables = tuple(TABLES) if wide else (spec.table,)
                for record in rows.values():
                    target = getattr(record, spec.name)
                    if target is not None and target not in there:
                        yield tables, target

    def _restore(self, table: str, key: str) -> None:
        if key in self.rows[table]:
            return
        sides = (self.ours.table(table), self.theirs.table(table))
        self.rows[table][key] = next(side[key] for side in sides if key in side)
        self.restored[table, key] = None
        self._restore_belongings(table, key)

    def _restore_belongings(self, table: str, key: str) -> None:
        """Bring back all that went with a record: it is had whole, or not at all."""
        for belongings in self._belongings:
            for name, belonging in belongings.of(table, key):
                self._restore(name, belonging)

    def restore_pictures(self) -> None:
        """Bring back the pictures that what was merged shows."""
        rows = self.rows["image"]
        conflicts: dict[str, Record | None] = {found.id: found for found in self.conflicts}
        merged = self.report().apply({"conflict": conflicts})
        for report in (self.ours, self.theirs, self.base):
            for key in pictures_needed(merged, report.images.keys() - rows.keys()):
                rows[key] = report.images[key]

    def tell_what_was_restored(self) -> None:
        """A conflict for each record that was brought back and does not go with another such one."""
        for table, key in self.restored:
            if table in _SILENT or self._goes_with_a_restored_one(table, self.rows[table][key]):
                continue
            versions = (
                report.table(table).get(key) for report in (self.base, self.ours, self.theirs)
            )
            self.conflicts.append(
                conflict(
                    ConflictKind.DELETED,
                    table,
                    key,
                    "",
                    [to_plain(version) if version else None for version in versions],
                )
            )

    def _goes_with_a_restored_one(self, table: str, record: Record) -> bool:
        return any(
            (name, getattr(record, spec.name)) in self.restored
            for spec in owners(table)
            for name in (TABLES if spec.table == ANY_TABLE else (spec.table or "",))
        )
