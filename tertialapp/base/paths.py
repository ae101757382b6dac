"""Where things lie: the resources that ship with the program, and the user's own folders."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """A file that ships with the program: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def state_dir() -> Path:
    """The user's folder for working copies and logs; made when missing."""
    return platformdirs.user_state_path("Tertialapp", appauthor=False, ensure_exists=True)
