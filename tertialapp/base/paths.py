"""Where things lie: the resources that ship with the program, and the user's own folders."""

from __future__ import annotations

from pathlib import Path

from tertialapp.base.errors import BadFile

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """A file that ships with the program: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def state_dir(*parts: str) -> Path:
    """The user's folder for working copies and logs, or one in it; made when missing.

    Raises BadFile when it can't be made.
    """
    import platformdirs  # noqa: PLC0415 - whoever only reads and writes reports needs none

    folder = platformdirs.user_state_path("Tertialapp", appauthor=False).joinpath(*parts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadFile(
            f"Programmets mapp för pågående arbete, ”{folder}”, går inte att skapa. "
            "Kontrollera att du får skriva där."
        ) from error
    return folder
