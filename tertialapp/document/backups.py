"""Copies that are kept on this computer of what was put in a file, and of what was there before a change.

Their names tell when and why. They are thinned as they grow old, each kind for itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from tertialapp.base.errors import BadFile
from tertialapp.base.files import write_bytes
from tertialapp.base.paths import state_dir
from tertialapp.document.names import name_of
from tertialapp.store.file import SUFFIX

FOLDER = "säkerhetskopior"
_MOMENT = "%Y%m%dT%H%M%S%fZ"


class Why(StrEnum):
    """What a backup was made at."""

    PUBLISHED = "publicerad"
    BEFORE_UPGRADE = "före uppgradering"
    BEFORE_MERGE = "före sammanfogning"


class Backup(Struct, frozen=True):
    """A kept file: where it lies, when it was made (UTC) and why."""

    path: Path
    at: datetime
    why: Why


def keep(content: bytes, file: Path, why: Why, now: datetime | None = None) -> None:
    """Keep what is or was in a file. What can't be kept is no reason to keep the user from going on."""
    moment = now or datetime.now(UTC)
    with contextlib.suppress(BadFile, OSError):
        folder = _folder(file)
        write_bytes(folder / f"{moment.strftime(_MOMENT)} {why.value}{SUFFIX}", content)
        _thin(backups_of(file), moment)


def backups_of(file: Path) -> list[Backup]:
    """What is kept of a file, the latest first."""
    found = (_backup(path) for path in _folder(file).glob(f"*{SUFFIX}"))
    return sorted(filter(None, found), key=lambda backup: backup.at, reverse=True)


def backup_at(path: Path) -> Backup | None:
    """The backup that a file is; None for one that does not lie among them."""
    return _backup(path) if path.parent.parent.name == FOLDER else None


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which of some moments are kept: all of an hour, one an hour of a day, a day of a month, a month.

    Of each stretch the last is kept.
    """
    by_stretch: dict[object, datetime] = {}
    for moment in sorted(moments):
        stretch = next(stretch for age, stretch in _STRETCHES if now - moment <= age)
        by_stretch[stretch(moment)] = moment
    return set(by_stretch.values())


_STRETCHES: tuple[tuple[timedelta, Callable[[datetime], object]], ...] = (
    (timedelta(hours=1), lambda moment: moment),
    (timedelta(days=1), lambda moment: moment.strftime("%Y%m%d %H")),
    (timedelta(days=31), lambda moment: moment.strftime("%Y%m%d")),
    (timedelta.max, lambda moment: moment.strftime("%Y%m")),
)


def _folder(file: Path) -> Path:
    return state_dir(FOLDER, name_of(file))


def _backup(path: Path) -> Backup | None:
    moment, _, why = path.stem.partition("Z ")
    try:
        # Not strptime, which loads a module with its first call: here the disk may be out of reach.
        return Backup(path, datetime.fromisoformat(f"{moment[:15]}.{moment[15:]}Z"), Why(why))
    except ValueError:  # not one of ours
        return None


def _thin(backups: Iterable[Backup], now: datetime) -> None:
    backups = tuple(backups)
    for why in Why:
        of_kind = [backup for backup in backups if backup.why is why]
        staying = kept((backup.at for backup in of_kind), now)
        for backup in of_kind:
            if backup.at not in staying:
                with contextlib.suppress(OSError):  # it goes another time
                    backup.path.unlink()
