"""``typing.override`` for all the Pythons that we run on: it marks what Qt calls under Qt's name."""

from __future__ import annotations

import sys

if sys.version_info >= (3, 12):
    from typing import override
else:
    from collections.abc import Callable
    from typing import Any, TypeVar

    _F = TypeVar("_F", bound=Callable[..., Any])

    def override(method: _F) -> _F:
        """Mark a method as one that Qt calls."""
        return method


__all__ = ["override"]
