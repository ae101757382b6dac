"""Folders that a program copies between computers: a lock is not seen on the other side there."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

_NAMES = (
    (re.compile(r"onedrive( - .+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"google ?drive|my drive|min enhet", re.IGNORECASE), "Google Drive"),
    (re.compile(r"iclouddrive|com~apple~clouddocs", re.IGNORECASE), "iCloud"),
    (re.compile(r"nextcloud", re.IGNORECASE), "Nextcloud"),
)
_ROOTS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Variables in which Windows says where OneDrive's folders are, also those with other names."""
_IN_THE_CLOUD = 0x0040_0000 | 0x0004_0000
"""Windows' attributes of what is fetched when it is read."""


def synced_by(path: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The name of the program that copies a path's folder to other computers; "" when none is known."""
    for variable in _ROOTS:
        root = environment.get(variable)
        if root and path.is_relative_to(root):
            return "OneDrive"
    for part in reversed(path.parts[:-1]):
        for pattern, name in _NAMES:
            if pattern.fullmatch(part):
                return name
    try:
        attributes = getattr(path.stat(), "st_file_attributes", 0)
    except OSError:
        return ""
    return "molnet" if attributes & _IN_THE_CLOUD else ""
