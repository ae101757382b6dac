"""Files of ours for tests: saved, and altered by somebody who can make them pass as whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tertialapp.base.files import write_bytes
from tertialapp.document.document import Document
from tertialapp.model.report import Report
from tertialapp.store.seal import sealed
from tertialapp.store.working_copy import WorkingCopy


def kill(document: Document) -> None:
    """Let go of what the system lets go of when a program is killed."""
    document._working.close()
    document._release()


def save(report: Report, path: Path) -> Path:
    """Save a report with no history at a path."""
    copy = WorkingCopy.create(path.with_name(f"{path.name}.kopia"), report)
    write_bytes(path, copy.image())
    copy.discard()
    return path


def alter(path: Path, change: str) -> None:
    """Carry out SQL in a file, and seal it again as if it had been written so."""
    connection = sqlite3.connect(path)
    connection.executescript(change)
    connection.close()
    content = path.read_bytes()
    length = int.from_bytes(content[16:18]) * int.from_bytes(content[28:32])
    path.write_bytes(sealed(content[:length]))
