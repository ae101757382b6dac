"""Whole files in and out. A file that is written stands complete or as it was, whatever happens."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tertialapp.base.errors import BadFile

MAX_BYTES = 256 * 1024 * 1024
TEMPORARY_END = ".tmp"
"""The end of the names of files that are gone when what makes them is done."""
_LONGEST_NAME = 200
_BUSY = (5, 32, 33)
"""Windows' words for a file that somebody else has open just now."""
_OPEN_ELSEWHERE = (errno.EACCES, errno.EBUSY, errno.ETXTBSY)
"""Linux' words for the same on a share; where a file was made, only these keep it from taking a name."""
_PATIENCE = 3.0
"""Seconds that a file may be held by others before we give up."""


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

    The bytes go to a new file in the same folder, are forced to disk and read back, and take the name
    at once. A link stays a link: what it leads to is written. Without ``replace`` a file that is there
    is kept.
    """
    target = real_path(target)
    try:
        _check_writable(target, replace=replace)
        with _staged(target, content) as temporary:
            _keep_mode(target, temporary)
            _take_name(temporary, target)
    except (OSError, ValueError) as error:
        raise BadFile(_why_not_written(error, target)) from error
    _sync_folder(target.parent)


def real_path(path: Path) -> Path:
    """Where a path leads, past all links; a link that leads to itself stays as it is."""
    return Path(os.path.realpath(path))


def is_there(path: Path) -> bool:
    """Whether something lies at a path; not where that can't be told."""
    try:
        return path.exists()
    except OSError:
        return False


def look_around(folder: Path) -> None:
    """List a folder: until then a share's client can go on with the old file behind a name it has just used."""
    with contextlib.suppress(OSError):
        list(folder.iterdir())


def fingerprint(content: bytes) -> str:
    """What tells some bytes from all others."""
    return hashlib.sha256(content).hexdigest()


def digest(path: Path) -> str:
    """The fingerprint of the file that lies at a path; "" when there is none. Raises BadFile."""
    look_around(path.parent)
    try:
        return fingerprint(read_bytes(path))
    except BadFile as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return ""
        raise


def sweep(target: Path) -> None:
    """Remove what writing to a target left behind when the machine or the program stopped.

    Only for whoever may be sure that nobody else is writing there now. Beside a target that is gone it may
    be all that there is left of it, and stays.
    """
    if not is_there(target):
        return
    start = f"{name_beside(target)}."
    with contextlib.suppress(OSError):  # it takes some room, and is tried again another time
        for entry in os.scandir(target.parent):
            if entry.name.startswith(start) and entry.name.endswith(TEMPORARY_END):
                Path(entry.path).unlink()


@contextlib.contextmanager
def _staged(target: Path, content: bytes) -> Iterator[Path]:
    """A new file beside the target that holds just the content, on disk; gone afterwards."""
    handle, name = tempfile.mkstemp(
        prefix=f"{name_beside(target)}.", suffix=TEMPORARY_END, dir=target.parent
    )
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if temporary.read_bytes() != content:
            raise OSError(errno.EIO, "what was written is not what is read back", name)
        yield temporary
    finally:
        with contextlib.suppress(OSError):  # what is left is swept when the file is next opened
            temporary.unlink(missing_ok=True)


def name_beside(target: Path) -> str:
    """What the names begin with of our own small files beside a target.

    Synchronising programs leave names like these alone. Long ones are cut, so that there is room.
    """
    name = target.name
    while len(os.fsencode(name)) > _LONGEST_NAME:
        name = name[:-1]
    return f"~${name}"


def _take_name(temporary: Path, target: Path) -> None:
    """Give a file the target's name. Windows and shares say no while a virus scanner looks at either."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            temporary.replace(target)
        except OSError as error:
            busy = getattr(error, "winerror", None) in _BUSY or error.errno in _OPEN_ELSEWHERE
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _why_not_written(error: OSError | ValueError, target: Path) -> str:
    """The sentence for the user."""
    if isinstance(error, ValueError):
        return f"Namnet ”{target.name}” går inte att använda för en fil. Välj ett annat."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"Mappen ”{target.parent}” finns inte. Välj en annan plats att spara på."
    if isinstance(error, PermissionError):
        return (
            f"”{target.name}” får inte skrivas av dig, eller är öppen i ett annat program. "
            "Stäng den där eller spara på en annan plats."
        )
    match error.errno:
        case errno.ENAMETOOLONG:
            return "Filnamnet är för långt. Välj ett kortare."
        case errno.EROFS:
            return f"”{target.parent}” är skrivskyddad. Spara på en annan plats."
        case errno.ENOSPC | errno.EDQUOT:
            reason = "disken är full. Frigör plats"
        case _:
            reason = "disken svarar inte som den ska. Kontrollera anslutningen"
    return f"”{target.name}” kunde inte sparas: {reason} eller spara på en annan plats."


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
