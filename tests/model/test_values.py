"""Values of which a part is not compared."""

from __future__ import annotations

from tertialapp.base.values import ComparedInPart


class _Place(ComparedInPart, frozen=True):
    ASIDE = ("seen",)

    x: int
    y: int = 0
    seen: str = ""


class _Other(ComparedInPart, frozen=True):
    x: int
    y: int = 0


def test_what_is_put_aside_makes_no_difference() -> None:
    one, same = _Place(1, seen="nyss"), _Place(1, seen="förut")
    assert one == same
    assert not one != same  # noqa: SIM202 - it is another method
    assert hash(one) == hash(same)
    assert len({one, same}) == 1


def test_all_else_does() -> None:
    assert _Place(1) != _Place(2)
    assert not _Place(1) == _Place(1, 2)  # noqa: SIM201 - it is another method
    assert _Place(1) != _Other(1)
    assert _Place(1) != (1, 0)
