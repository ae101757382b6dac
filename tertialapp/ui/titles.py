"""What the window calls a report, by its file."""

from __future__ import annotations

from pathlib import Path

from tertialapp.document.backups import backup_at
from tertialapp.document.document import Document
from tertialapp.ui.times import when


def title_of(document: Document) -> str:
    """The name of a report's file; a backup's own name is for the program alone."""
    path = document.path
    if path is None:
        return title_without_file(document.original)
    backup = backup_at(path)
    return f"Säkerhetskopia från {when(backup.at.astimezone())}" if backup else path.name


def title_without_file(original: Path | None) -> str:
    """What a report is called that has no file yet: whose copy it is, or that it is a new one."""
    return f"Kopia av {original.stem}" if original else "Ny rapport"
