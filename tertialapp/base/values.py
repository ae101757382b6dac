"""Values of which a part is not compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

from msgspec import Struct


class ComparedInPart(Struct, frozen=True, eq=False):
    """A value that is the same as another of its class when all fields but those in ``ASIDE`` are."""

    ASIDE: ClassVar[tuple[str, ...]] = ()

    def __eq__(self, other: object) -> bool:
        """Whether what is compared is the same."""
        if self is other:
            return True
        compared = _compared(type(self))
        return type(self) is type(other) and bool(compared(self) == compared(other))

    def __ne__(self, other: object) -> bool:
        """Struct has one of its own, which knows nothing of the above."""
        return not self == other

    def __hash__(self) -> int:
        """As ``__eq__`` asks for."""
        return hash(_compared(type(self))(self))


@cache
def _compared(kind: type[ComparedInPart]) -> Callable[[object], Any]:
    return attrgetter(*(name for name in kind.__struct_fields__ if name not in kind.ASIDE))
