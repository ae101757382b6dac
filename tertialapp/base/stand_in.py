"""Modules that others import and hardly ever use."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from types import ModuleType
from typing import Any

_ASKED_OF_ALL = {"__file__", "__path__", "__wrapped__", "__warningregistry__"}
"""What inspecting and warning ask of every module that there is; that uses none."""
_changing = Lock()


class _StandIn(ModuleType):
    """Is imported in a module's place, and imports it when something of it is asked for.

    ``importlib.util.LazyLoader`` doesn't do: what it makes is loaded when it is imported again.
    """

    def __getattr__(self, name: str) -> Any:
        if name in _ASKED_OF_ALL:
            raise AttributeError(name)
        with _changing:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def stand_in_for(name: str) -> None:
    """Have a module, unless it is imported already, be loaded only when something of it is used."""
    if name in sys.modules:
        return
    standing = _StandIn(name)
    standing.__spec__ = find_spec(name)
    sys.modules[name] = standing
    package, _, own = name.rpartition(".")
    if package:  # as importing does; the module itself takes its place when it is loaded
        setattr(sys.modules[package], own, standing)
