"""What the program remembers between sessions: the window, recent files, the look."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import platformdirs
from msgspec import Struct
from PySide6.QtCore import QByteArray, QSettings

_RECENT = "senaste"
MOST_RECENT = 8


def config_dir() -> Path:
    """The user's folder for settings; made when missing."""
    return platformdirs.user_config_path("Tertialapp", appauthor=False, ensure_exists=True)


def settings() -> QSettings:
    """The settings, in a file that can be read and mended."""
    return QSettings(str(config_dir() / "tertialapp.ini"), QSettings.Format.IniFormat)


class Recent(Struct, frozen=True):
    """A file that was open, and when it was last written."""

    path: Path
    written: datetime


def recent_files() -> list[Recent]:
    """The files that were open and still exist, latest first."""
    found = []
    for name in _names():
        path = Path(name)
        if path.is_file():
            written = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            found.append(Recent(path, written))
    return found


def written_at(path: Path | None) -> datetime | None:
    """When a file was written last, None without one."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone() if path else None
    except OSError:
        return None


def remember_file(path: Path) -> None:
    """Put a file first among the recent ones."""
    name = os.fspath(path.resolve())
    names = [name, *(other for other in _names() if other != name)]
    settings().setValue(_RECENT, names[:MOST_RECENT])


def _names() -> list[str]:
    stored = settings().value(_RECENT, [])
    if isinstance(stored, str):
        return [stored]
    return [str(name) for name in stored] if isinstance(stored, list) else []


def remembered(key: str) -> QByteArray | None:
    """A state of the window that was kept, None when there is none."""
    value = settings().value(key)
    return value if isinstance(value, QByteArray) else None


def keep(key: str, state: QByteArray) -> None:
    """Keep a state of the window."""
    settings().setValue(key, state)


def remembered_text(key: str) -> str:
    """A text that was kept, "" when there is none."""
    value = settings().value(key)
    return value if isinstance(value, str) else ""


def keep_text(key: str, text: str) -> None:
    """Keep a text."""
    settings().setValue(key, text)
