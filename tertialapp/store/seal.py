"""The seal at the end of a file: a hash of all before it, so that no damage is taken for content.

A third of the damages that change what a file says pass SQLite's own integrity check. SQLite reads
nothing past the last page, so that a sealed file is still a database like any other; when another
program writes in it, the seal does not hold any more.
"""

from __future__ import annotations

import hashlib

_MARK = b"TERTSEAL"
_LENGTH = len(_MARK) + hashlib.sha256().digest_size


def sealed(database: bytes) -> bytes:
    """A database with its seal."""
    return database + _seal(database)


def is_sealed(content: bytes) -> bool:
    """Whether a file has a seal, be it broken."""
    return content[-_LENGTH:].startswith(_MARK)


def unsealed(content: bytes) -> memoryview | None:
    """The database in a file, or None when the seal is broken or missing."""
    database, seal = memoryview(content)[:-_LENGTH], content[-_LENGTH:]
    return database if seal == _seal(database) else None


def _seal(database: bytes | memoryview) -> bytes:
    return _MARK + hashlib.sha256(database).digest()
