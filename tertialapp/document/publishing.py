"""From a working copy to the file that others see; a crash at any moment is understood afterwards.

What is about to be put in place is noted first. If the file then turns out to be just that, it was put
there by us, also when nobody lived to take note of it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from tertialapp.base.errors import BadFile
from tertialapp.base.files import digest, fingerprint, is_there, write_bytes
from tertialapp.document.backups import Why, keep
from tertialapp.store.working_copy import WorkingCopy


class ChangedFile(BadFile):
    """Somebody else has changed a file since it was read; it is not overwritten, but can be merged first."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"”{path.name}” har ändrats av någon annan sedan du öppnade den och har lämnats "
            "orörd. Spara din rapport under ett annat namn."
        )
        self.path = path


def publish(working: WorkingCopy, target: Path, *, replace: bool = True) -> None:
    """Put the whole report in a target's place. Raises BadFile; the target is then as it was."""
    content = working.image()
    working.remember(
        pending=fingerprint(content),
        pending_path=path_note(target),
        pending_edit=str(working.next_edit),
    )
    write_bytes(target, content, replace=replace)
    with contextlib.suppress(BadFile):  # the disk is full just now; what is pending says the same
        _record(working)
    keep(content, target, Why.PUBLISHED)


def check_unchanged(working: WorkingCopy, target: Path) -> None:
    """Raises BadFile unless the file is as it was when it was opened or saved last."""
    settle(working)
    now = digest(target)
    if not is_there(target.parent):
        raise BadFile(
            f"Mappen ”{target.parent}” går inte att nå. Kontrollera anslutningen, eller välj Spara som "
            "och en annan plats."
        )
    if not now and not _is_pending(working, target):
        raise BadFile(
            f"”{target.name}” har flyttats eller tagits bort sedan du öppnade den. "
            "Välj Spara som och spara din rapport igen."
        )
    if now and now != working.note("digest"):
        raise ChangedFile(target)


def settle(working: WorkingCopy) -> None:
    """Take note of what was put in place by someone who did not live, or have room, to note it."""
    pending, path = working.note("pending"), noted_path(working.note("pending_path"))
    if pending and path is not None and lies_as(path, pending):
        _record(working)


def _is_pending(working: WorkingCopy, target: Path) -> bool:
    """Whether a target was being replaced when that went wrong.

    A share gives up the old file, as soon as all who have it open let go, before it says that the new one
    can't take its name.
    """
    return bool(working.note("pending")) and noted_path(working.note("pending_path")) == target


def lies_as(path: Path, noted: str) -> bool:
    """Whether the file at a path has a fingerprint; not when it can't be read."""
    try:
        return bool(noted) and digest(path) == noted
    except BadFile:
        return False


def _record(working: WorkingCopy) -> None:
    working.remember(
        digest=working.note("pending"),
        path=working.note("pending_path"),
        published_edit=working.note("pending_edit"),
        pending="",
        merged_edit="",
    )


def holds_unsaved(working: WorkingCopy) -> bool:
    """Whether a copy has edits that its file does not."""
    return working.next_edit > 1 and working.note("published_edit") != str(working.next_edit)


def path_note(path: Path) -> str:
    """A path as text that any path can be made into and back, also one that is no proper text."""
    return quote(os.fsencode(path))


def noted_path(note: str) -> Path | None:
    """The path that a note tells of."""
    return Path(os.fsdecode(unquote_to_bytes(note))) if note else None
