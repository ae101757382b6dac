"""What a merge could not settle: kept in the report until somebody decides."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from tertialapp.model.records import Record
from tertialapp.model.text import clean

Fields = Mapping[str, Any] | None
"""Plain values of some fields of a record, of all of them, or None where there is no record."""


class ConflictKind(StrEnum):
    """What two people did to the same thing."""

    FIELD = "field"
    TEXT = "text"
    PLACE = "place"
    LOOP = "loop"
    DELETED = "deleted"


class Conflict(Record, frozen=True, kw_only=True):
    """Two versions of something, of which the report holds ``ours`` (of what was removed: what is left).

    ``base``, ``ours`` and ``theirs`` are JSON of ``Fields``: of a removed record all its fields, else
    those that belong together with ``field``. ``label`` names the place in words; ``who`` made theirs,
    and ``at`` when (UTC), where that is known. The key follows from what differs, so that two who merge
    the same versions have one conflict and not two.
    """

    kind: ConflictKind
    table: str
    key: str
    field: str
    base: str
    ours: str
    theirs: str
    label: str = ""
    who: str = ""
    at: str = ""

    @property
    def versions(self) -> tuple[Fields, Fields, Fields]:
        """Base, ours and theirs as plain values."""
        base, ours, theirs = (json.loads(each) for each in (self.base, self.ours, self.theirs))
        return base, ours, theirs

    def mentions(self, key: str) -> bool:
        """Whether a version of it needs a record, such as a picture, that nothing else may need now."""
        return any(key in version for version in (self.base, self.ours, self.theirs))


def is_sound(found: Conflict) -> bool:
    """Whether a conflict holds three versions that can be read."""
    try:
        versions = found.versions
    except (ValueError, RecursionError):
        return False
    if found.kind is ConflictKind.TEXT:
        return all(
            isinstance(each, dict) and isinstance(each.get(found.field), str) for each in versions
        )
    return all(each is None or isinstance(each, dict) for each in versions)


def conflict(
    kind: ConflictKind, table: str, key: str, field: str, sides: Sequence[Fields]
) -> Conflict:
    """A conflict, with the key that follows from it; the sides are base, ours and theirs."""
    versions = [clean(json.dumps(each, ensure_ascii=False, sort_keys=True)) for each in sides]
    content = json.dumps([kind, table, key, field, *versions], ensure_ascii=False)
    return Conflict(
        id=hashlib.sha256(content.encode()).hexdigest()[:32],
        kind=kind,
        table=table,
        key=key,
        field=field,
        base=versions[0],
        ours=versions[1],
        theirs=versions[2],
    )
