"""Work in small steps, so that whoever has it done can do other things in between."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeAlias, TypeVar

_T = TypeVar("_T")

Steps: TypeAlias = Generator[tuple[int, int], None, _T]
"""They tell how much of how much is done, and give the outcome in the end."""


def outcome(steps: Steps[_T], tell: Callable[[int, int], None] | None = None) -> _T:
    """What steps come to when all are taken."""
    while True:
        try:
            done, whole = next(steps)
        except StopIteration as end:
            made: _T = end.value
            return made
        if tell:
            tell(done, whole)
