"""Python's search for garbage, put off to when nobody waits."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Python doesn't look for garbage meanwhile: what is made is kept, and walking all there is takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_SELDOM = (5_000, 20, 50)
"""Young objects are looked through now and then; all there are hardly ever (Python's own is 700, 10, 10)."""


def collect_seldom() -> None:
    """Have all objects looked through only by ``collect_now``, as long as that is called now and then."""
    gc.set_threshold(*_SELDOM)


def collect_now() -> None:
    """Look through all objects; what is kept is not looked through again until the next time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
