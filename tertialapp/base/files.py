"""Whole files in and out. A file that is written stands complete or as it was, whatever happens."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tertialapp.base.errors import BadFile

MAX_BYTES = 512 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """What lies at a path. Raises BadFile when it can't be read, is a folder, or is absurdly large."""
    try:
        if path.is_dir():
            raise BadFile(f"”{path}” är en mapp. Ange en fil.")
        if path.stat().st_size > MAX_BYTES:
            raise BadFile(f"”{path.name}” är för stor för att vara en rapport. Välj en annan fil.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadFile(
            f"Filen ”{path}” finns inte. Kontrollera namnet, eller om den har flyttats."
        ) from error
    except PermissionError as error:
        raise BadFile(
            f"Filen ”{path.name}” får inte läsas av dig. Be den som äger filen om behörighet."
        ) from error
    except (OSError, ValueError) as error:
        raise BadFile(
            f"Filen ”{path.name}” går inte att läsa just nu. Kontrollera anslutningen och försök igen."
        ) from error


def write_bytes(target: Path, content: bytes) -> None:
    """Put content in a target's place: all of it or nothing. Raises BadFile.

    The bytes go to a new file in the same folder, are forced to disk, and take the name at once.
    """
    temporary: Path | None = None
    try:
        _check_writable(target)
        handle, name = tempfile.mkstemp(
            prefix=f"~${target.name}.", suffix=".tmp", dir=target.parent
        )
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_mode(target, temporary)
        temporary.replace(target)
        temporary = None
        _sync_folder(target.parent)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadFile(
            f"Mappen ”{target.parent}” finns inte. Välj en annan plats att spara på."
        ) from error
    except PermissionError as error:
        raise BadFile(
            f"”{target.name}” får inte skrivas av dig, eller är öppen i ett annat program. "
            "Stäng den där eller spara på en annan plats."
        ) from error
    except (OSError, ValueError) as error:
        raise BadFile(
            f"”{target.name}” kunde inte sparas: disken är full eller går inte att nå. "
            "Frigör plats eller spara på en annan plats."
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _check_writable(target: Path) -> None:
    if target.is_dir():
        raise BadFile(f"”{target}” är en mapp. Ange ett filnamn.")
    # Replacing a file needs only the folder's right; a write-protected file shall still stay as it is.
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(target)


def _keep_mode(target: Path, temporary: Path) -> None:
    """Give a new file the rights of the one it replaces, or those that a new file usually gets."""
    if os.name == "nt":
        return
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
    else:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)


def _sync_folder(folder: Path) -> None:
    """Force a folder's names to disk, where the system lets a folder be opened (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
