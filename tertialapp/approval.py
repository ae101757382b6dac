"""Approving a period's report: what the board gets is kept, printed again, and compared with what came after."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from tertialapp import __version__
from tertialapp.base.errors import BadInput
from tertialapp.document.document import Document
from tertialapp.exchange.frozen import freeze, thaw
from tertialapp.model.comparison import RecordChange, compared
from tertialapp.model.locking import is_locked
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.model.versions import MOST_BYTES, Version
from tertialapp.pdf.build import Progress, build_pdf
from tertialapp.pdf.layout import Since

_NOT_PRINTED = {
    *("version", "conflict", "assignment", "waiver"),
    *("own_word", "decision_wording", "image"),
}
"""Tables that no page shows by themselves; a picture is told where its text is."""


class Printed(Struct, frozen=True):
    """A version's PDF; ``same`` whether it is, byte for byte, the one that was approved."""

    pdf: bytes
    same: bool


def version_of(  # noqa: PLR0913 - each is said by whoever approves
    report: Report,
    period_id: str,
    *,
    person: str,
    day: date,
    note: str = "",
    progress: Progress | None = None,
) -> Version:
    """The next version of a period, as the report is now. Raises BadInput for one that is too large, Cancelled."""
    frozen = freeze(report, period_id)
    if len(frozen.content) > MOST_BYTES:
        raise BadInput(
            "Rapporten är för stor för att sparas som godkänd version. "
            "Välj ett av programmets typsnitt, eller mindre typsnittsfiler."
        )
    pdf = build_pdf(report, period_id, day=day, progress=progress).pdf
    earlier = report.versions_of(period_id)
    return Version(
        id=new_id(),
        period_id=period_id,
        ordinal=earlier[-1].ordinal + 1 if earlier else 1,
        day=day,
        person=person,
        note=note,
        program=__version__,
        content=frozen.content,
        digest=sha256(frozen.content).hexdigest(),
        pdf_digest=sha256(pdf).hexdigest(),
        pictures=frozen.pictures,
    )


def approve(document: Document, version: Version) -> None:
    """Put a version among the report's and lock its period, as one step. Raises Refusal."""
    period = document.report.periods[version.period_id]
    with document.edit(f"Godkänn {period.title}, version {version.ordinal}") as edit:
        edit.put(version)
        edit.set(period, locked=True)


def unlock(document: Document, period_id: str) -> None:
    """Let a period be written in again, for a new version. Raises Refusal."""
    period = document.report.periods[period_id]
    with document.edit(f"Lås upp {period.title}") as edit:
        edit.set(period, locked=False)


def printed(report: Report, version: Version, *, progress: Progress | None = None) -> Printed:
    """The PDF of a version, made again. Raises BadInput for a damaged one, Cancelled."""
    frozen = thaw(report, version)
    pdf = build_pdf(frozen, version.period_id, day=version.day, progress=progress).pdf
    return Printed(pdf, sha256(pdf).hexdigest() == version.pdf_digest)


def redline(report: Report, version: Version, *, progress: Progress | None = None) -> bytes:
    """The PDF of a period as it is now, with all that differs from a version marked. Raises BadInput, Cancelled."""
    words = (
        f"Ändringar sedan version {version.ordinal}, som {version.person} godkände "
        f"{version.day.isoformat()}. Det som är borttaget är överstruket, det som är nytt understruket."
    )
    since = Since(thaw(report, version), words)
    return build_pdf(report, version.period_id, since=since, progress=progress).pdf


def changes_since(report: Report, version: Version) -> list[RecordChange]:
    """What the pages say now that they didn't when a version was approved. Raises BadInput."""
    before = thaw(report, version)
    # The lock is about the work, and nothing on any page.
    is_now = is_locked(report, version.period_id)
    locked = replace(before.periods[version.period_id], locked=is_now)
    before = before.apply({"period": {locked.id: locked}})
    changes = compared(before, report, version.period_id)
    return [change for change in changes if change.table not in _NOT_PRINTED]
