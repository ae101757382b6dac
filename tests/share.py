"""A folder that two computers see, where one is given: CONTRIBUTING tells how.

``TERTIAL_SHARE`` is the folder, or two mounts of the same one.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tertialapp.model.records import new_id

_FOLDERS = [Path(name) for name in os.environ.get("TERTIAL_SHARE", "").split(os.pathsep) if name]

needs_share = pytest.mark.skipif(not _FOLDERS, reason="ingen delad mapp är given (TERTIAL_SHARE)")


@contextmanager
def shared_folder() -> Iterator[tuple[Path, Path]]:
    """A new folder on the share, as we see it and as others do; it is gone afterwards."""
    name = f"prov-{new_id()}"
    ours, theirs = _FOLDERS[0] / name, _FOLDERS[-1] / name
    ours.mkdir()
    ours.chmod(0o777)
    try:
        yield ours, theirs
    finally:
        _remove(theirs)


def _remove(folder: Path) -> None:
    """Remove a folder; what was open a moment ago is still in it for a second or so."""
    last = time.monotonic() + 10
    while folder.exists():
        try:
            shutil.rmtree(folder)
        except OSError:
            if time.monotonic() > last:
                raise
            time.sleep(0.2)
