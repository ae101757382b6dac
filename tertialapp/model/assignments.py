"""Parts of a report that were sent out to be written by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tertialapp.model.records import ANY_TABLE, Record, ref


@dataclass(frozen=True, kw_only=True)
class Assignment(Record):
    """A goal or section that was sent to somebody: when, until when, and whether it has come back.

    ``subject_id`` is None when the goal or section is gone. The report holds one for each part that was
    sent; the part's own file holds its own, and its ``Setup`` says that this is the one.
    """

    subject_id: str | None = ref(ANY_TABLE, optional=True, points=True)
    person: str
    sent: date
    due: date | None = None
    note: str = ""
    returned: date | None = None
