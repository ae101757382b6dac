"""Two copies that both approved a period have two versions with one number: the later one gets the next."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from tertialapp.model.records import Record
from tertialapp.model.report import Report
from tertialapp.model.versions import Version


def numbered(base: Report, report: Report) -> Report:
    """The report with a number of its own for each version that came since; both sides give the same ones.

    Which number it had is noted in it, since somebody may know it by that.
    """
    changes: dict[str, Record | None] = {}
    for period_id in report.periods:
        versions = report.versions_of(period_id)
        taken = {version.ordinal for version in versions if version.id in base.versions}
        new = [version for version in versions if version.id not in base.versions]
        later: list[Version] = []
        for version in sorted(new, key=_when):
            if version.ordinal in taken:
                later.append(version)
            taken.add(version.ordinal)
        for number, version in enumerate(later, start=max(taken, default=0) + 1):
            changes[version.id] = _with_number(version, number)
    return report.apply({"version": changes}) if changes else report


def _when(version: Version) -> tuple[object, ...]:
    return version.day, version.ordinal, version.id


def _with_number(version: Version, number: int) -> Version:
    was = f"Hette version {version.ordinal} i en annan kopia."
    note = f"{version.note}\n{was}" if version.note else was
    return replace(version, ordinal=number, note=note)


def told(ours: Report, theirs: Report, merged: Report) -> Iterator[str]:
    """Which versions have another number than where they were approved, in sentences."""
    for version in merged.versions.values():
        was = ours.versions.get(version.id) or theirs.versions.get(version.id)
        if was is not None and was.ordinal != version.ordinal:
            period = merged.periods[version.period_id]
            yield (
                f"Båda kopiorna har godkänt en version {was.ordinal} av {period.title}. Båda finns kvar: "
                f"den som {version.person} godkände {version.day.isoformat()} heter nu version "
                f"{version.ordinal}."
            )
