"""What follows from an edit by itself: live values in texts show what the data say now."""

from __future__ import annotations

from tertialapp.document.edit import Edit
from tertialapp.model.live_values import SCHEME, refreshed


def follow(edit: Edit) -> None:
    """Refresh the live values of all texts, within the edit that changed the data.

    A text whose figures changed under it is marked for reading again; one that the edit itself wrote
    is not.
    """
    written = set(edit.changes.get("text", ()))
    report = edit.report
    for text in report.texts.values():
        if SCHEME in text.body:
            body = refreshed(report, text)
            if body != text.body:
                again = text.needs_reading or text.id not in written
                edit.set(text, body=body, needs_reading=again)
