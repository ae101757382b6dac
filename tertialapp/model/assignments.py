"""Parts of a report that were sent out to be written by somebody else."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from tertialapp.model.records import ANY_TABLE, Record, Ref


class Assignment(Record, frozen=True, kw_only=True):
    """A goal or section that was sent to somebody: when, until when, and whether it has come back.

    ``subject_id`` is None when the goal or section is gone. The report holds one for each part that was
    sent; the part's own file holds its own, and its ``Setup`` says that this is the one.
    """

    subject_id: Annotated[str | None, Ref(ANY_TABLE, points=True)] = None
    person: str
    sent: date
    due: date | None = None
    note: str = ""
    returned: date | None = None
