"""Whole files in and out. A file that is written stands complete or as it was, whatever happens."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from tertialapp.base.errors import BadFile

MAX_BYTES = 512 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """What lies at a path. Raises BadFile when it can't be read, is a folder, or is absurdly large."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise BadFile(f"”{path}” är en mapp. Ange en fil.")
        if not stat.S_ISREG(found.st_mode):
            raise BadFile(f"”{path}” är ingen vanlig fil. Ange en annan.")
        if found.st_size > MAX_BYTES:
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


def write_bytes(target: Path, content: bytes, *, replace: bool = True) -> None:
    """Put content in a target's place: all of it or nothing. Raises BadFile.

    The bytes go to a new file in the same folder, are forced to disk, and take the name at once. A
    link stays a link: what it leads to is written. Without ``replace`` a file that is there is kept.
    """
    temporary: Path | None = None
    try:
        target = target.resolve()
        _check_writable(target, replace=replace)
        handle, name = tempfile.mkstemp(prefix="~$tertial.", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_mode(target, temporary)
        temporary.replace(target)
        temporary = None
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
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            raise BadFile("Filnamnet är för långt. Välj ett kortare.") from error
        raise BadFile(
            f"”{target.name}” kunde inte sparas: disken är full eller går inte att nå. "
            "Frigör plats eller spara på en annan plats."
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _check_writable(target: Path, *, replace: bool) -> None:
    if target.is_dir():
        raise BadFile(f"”{target}” är en mapp. Ange ett filnamn.")
    if target.exists() and not replace:
        raise BadFile(
            f"Filen ”{target.name}” finns redan och har lämnats orörd. "
            "Välj ett annat namn eller lägg till --ersätt."
        )
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
    """Force a folder's names to disk, where the system lets a folder be opened (not on Windows).

    The file is in its place already, so that a folder which may not be read is no failure.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
