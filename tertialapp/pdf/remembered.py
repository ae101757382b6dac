"""Remembering what was made of values that are hardly ever other objects than the last time."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from tertialapp.pdf.typeface import typeface_now

_P = ParamSpec("_P")
_T = TypeVar("_T")

_M = TypeVar("_M", bound="_Memory")


class _Memory(Protocol):
    def clear(self) -> None: ...


_memories: list[_Memory] = []
_MOST = 1 << 14
"""More keys than any report has: what is left of others goes with them all."""


def remembered(make: Callable[_P, _T]) -> Callable[Concatenate[str, _P], _T]:
    """A function that takes a key first, and makes nothing anew of the values that the key had last.

    They are compared, and not hashed as by ``lru_cache``: a comparison stops at parts that are the very
    same objects, and after an edit nearly all of a report are.
    """
    kept: dict[str, tuple[object, _T]] = memory({})

    @wraps(make)
    def made(key: str, /, *values: _P.args, **named: _P.kwargs) -> _T:
        given = (typeface_now(), values, named)  # what is made may have been measured
        last = kept.get(key)
        if last is not None and last[0] == given:
            return last[1]
        if len(kept) >= _MOST:
            kept.clear()
        outcome = make(*values, **named)
        kept[key] = given, outcome
        return outcome

    return made


def memory(kept: _M) -> _M:
    """What is emptied when all shall be forgotten."""
    _memories.append(kept)
    return kept


def forget_all() -> None:
    """Have everything made anew when it is next asked for."""
    for kept in _memories:
        kept.clear()
