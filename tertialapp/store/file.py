"""The .tertial file as others gave it to us: admitted before it is used, and only ever read.

What we write into one place is always a whole new file (``publish``); the old one stands until then.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tertialapp.base.errors import BadFile
from tertialapp.model.integrity import faults
from tertialapp.model.report import Report
from tertialapp.store import rows
from tertialapp.store.schema import APPLICATION_ID, SCHEMA_VERSION, own_schema

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
MAX_BYTES = 512 * 1024 * 1024
SUFFIX = ".tertial"


def read_report(path: Path) -> Report:
    """The report in a file, which is not touched. Raises BadFile with one Swedish sentence."""
    with admitted(path) as connection:
        return load_sound(connection, path)


@contextlib.contextmanager
def admitted(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a private copy of a file that has shown to be ours, whole and of today's schema."""
    content = read_bytes(path)
    _check_header(content[:_HEADER], path)
    with tempfile.TemporaryDirectory(prefix="tertial-") as folder:
        copy = Path(folder) / "kopia"
        # A file copied out of a running program has the WAL flag without its WAL: read it as it lies.
        copy.write_bytes(content[:18] + b"\x01\x01" + content[20:])
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            _check_content(connection, path)
            yield connection
        except (sqlite3.DatabaseError, OverflowError) as error:
            raise _damaged(path) from error
        finally:
            connection.close()


def read_bytes(path: Path) -> bytes:
    """What lies at a path. Raises BadFile when it can't be read, is a folder, or is absurdly large."""
    try:
        if path.is_dir():
            raise BadFile(f"”{path}” är en mapp. Välj en fil som slutar på {SUFFIX}.")
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


def digest(path: Path) -> str:
    """A fingerprint of a file's bytes; "" when there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _check_header(header: bytes, path: Path) -> None:
    if not header:
        raise BadFile(f"Filen ”{path.name}” är tom. Öppna en säkerhetskopia eller en annan fil.")
    ours = header.startswith(_MAGIC) and len(header) == _HEADER
    if not ours or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise BadFile(f"”{path.name}” är ingen rapport från Tertialapp. Välj en annan fil.")
    if int.from_bytes(header[60:64]) > SCHEMA_VERSION:
        raise BadFile(
            f"”{path.name}” är skapad i en nyare version av Tertialapp. Uppdatera programmet först."
        )


def _check_content(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    try:
        declared = {
            (kind, name, " ".join(sql.split()))
            for kind, name, sql in connection.execute(
                "SELECT type, name, coalesce(sql, '') FROM sqlite_schema"
            )
        }
        sound = (
            declared == own_schema()
            and connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            and connection.execute("PRAGMA foreign_key_check").fetchone() is None
        )
    except (sqlite3.DatabaseError, ValueError) as error:
        raise _damaged(path) from error
    if not sound:
        raise _damaged(path)


def load_sound(connection: sqlite3.Connection, path: Path) -> Report:
    """The report in a database, if its records hold together. Raises BadFile."""
    try:
        report = rows.load(connection)
    except (ValueError, ArithmeticError, TypeError, sqlite3.DatabaseError) as error:
        raise _damaged(path) from error
    if next(faults(report), None):
        raise _damaged(path)
    return report


def _damaged(path: Path) -> BadFile:
    return BadFile(f"Filen ”{path.name}” är skadad. Öppna en säkerhetskopia av den.")


def publish(image: Path, target: Path) -> None:
    """Put a finished image in a target's place: all of it or nothing. Raises BadFile.

    The bytes go to a new file in the same folder, are forced to disk, and take the name at once.
    """
    folder = target.parent
    temporary: Path | None = None
    try:
        _check_writable(target)
        handle, name = tempfile.mkstemp(prefix=f"~${target.name}.", suffix=".tmp", dir=folder)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(image.read_bytes())
            stream.flush()
            os.fsync(stream.fileno())
        _keep_mode(target, temporary)
        temporary.replace(target)
        temporary = None
        _sync_folder(folder)
    except FileNotFoundError as error:
        raise BadFile(f"Mappen ”{folder}” finns inte. Välj en annan plats att spara på.") from error
    except PermissionError as error:
        raise BadFile(
            f"”{target.name}” får inte skrivas av dig. Spara på en annan plats eller be om behörighet."
        ) from error
    except OSError as error:
        raise BadFile(
            f"”{target.name}” kunde inte sparas: disken är full eller går inte att nå. "
            "Frigör plats eller spara på en annan plats."
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _check_writable(target: Path) -> None:
    if target.is_dir():
        raise BadFile(f"”{target}” är en mapp. Ange ett filnamn som slutar på {SUFFIX}.")
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
