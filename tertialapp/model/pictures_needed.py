"""Which pictures a report can't be without."""

from __future__ import annotations

from collections.abc import Iterable

from tertialapp.model.markdown import picture_keys
from tertialapp.model.report import Report


def pictures_needed(report: Report, keys: Iterable[str]) -> set[str]:
    """Those, of some pictures, that a text of any period shows, or the cover, or a version, approved or yet to be chosen."""
    shown = {key for text in report.texts.values() for key in picture_keys(text.body)}
    shown.update(key for version in report.versions.values() for key in version.pictures)
    shown.add(report.setup.logo_id or "")
    conflicts = report.conflicts.values()
    return {key for key in keys if key in shown or any(each.mentions(key) for each in conflicts)}
