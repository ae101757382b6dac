"""What the program's own files are called that belong to a report's file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from tertialapp.base.files import real_path


def name_of(path: Path) -> str:
    """What stands for a file, by its place."""
    return hashlib.sha256(os.fsencode(real_path(path))).hexdigest()[:32]
