"""What the window calls a report, by its file."""

from __future__ import annotations

from pathlib import Path

from tertialapp.document.backups import backup_at
from tertialapp.ui.times import when


def title_of(path: Path | None) -> str:
    """The name of a file; a backup's own name is for the program alone, and a new report has none."""
    if path is None:
        return "Ny rapport"
    backup = backup_at(path)
    return f"Säkerhetskopia från {when(backup.at.astimezone())}" if backup else path.name
