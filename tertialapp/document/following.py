"""What follows from an edit by itself: live values and points to decide say what is so now, unused pictures and fonts go."""

from __future__ import annotations

from tertialapp.document.edit import Edit
from tertialapp.model.decision_wordings import TABLES as WORDED_FROM
from tertialapp.model.decision_wordings import followed
from tertialapp.model.frame import TypefaceName
from tertialapp.model.live_values import outdated
from tertialapp.model.locking import is_locked
from tertialapp.model.pictures_needed import pictures_needed

_SHOWING = {"text", "setup", "image", "conflict", "version"}
"""The tables with what shows pictures, and with them."""


def follow(edit: Edit) -> None:
    """Do what follows, within the edit that it follows from: undo takes both back."""
    _refresh(edit)
    if not edit.changes.keys().isdisjoint(WORDED_FROM):
        _word(edit)
    if edit.report.font_files and edit.report.setup.typeface is not TypefaceName.OWN:
        for file in list(edit.report.font_files.values()):
            edit.remove(file)
    if edit.report.images and not _SHOWING.isdisjoint(edit.changes):
        _sweep(edit)


def _refresh(edit: Edit) -> None:
    """Refresh the live values of all texts.

    A text whose figures changed under it is marked for reading again; one that the edit itself wrote
    is not.
    """
    written = set(edit.changes.get("text", ()))
    for text, body in outdated(edit.report):
        again = text.needs_reading or text.id not in written
        edit.set(text, body=body, needs_reading=again)


def _word(edit: Edit) -> None:
    """Word the points that follow their template; one that the edit wrote over is its writer's from now on."""
    for point in list(edit.report.decisions.values()):
        if is_locked(edit.report, point.period_id):
            continue
        after = followed(edit.report, edit.before.decisions.get(point.id), point)
        if after != point:
            edit.put(after)


def _sweep(edit: Edit) -> None:
    """Remove the pictures that nothing shows any more."""
    report = edit.report
    for key in report.images.keys() - pictures_needed(report, report.images):
        edit.remove(report.images[key])
