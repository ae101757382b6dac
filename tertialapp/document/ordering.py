"""New places among siblings: where a record is added, and how one is moved up or down."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol, TypeVar

from tertialapp.document.edit import Edit
from tertialapp.model.outline import keys_between
from tertialapp.model.records import Record


class Ordered(Protocol):
    """A record with an order among its siblings."""

    @property
    def id(self) -> str:
        """Its key."""

    @property
    def sort_key(self) -> str:
        """Its place."""


_O = TypeVar("_O", bound=Ordered)


def key_after(siblings: Sequence[Ordered], anchor_id: str | None = None) -> str:
    """The sort key of a record to stand after one of its siblings, or after them all."""
    return keys_after(siblings, anchor_id, 1)[0]


def keys_after(siblings: Sequence[Ordered], anchor_id: str | None, count: int) -> Sequence[str]:
    """The sort keys of so many records to stand after one another there."""
    keys = [sibling.sort_key for sibling in siblings]
    ids = [sibling.id for sibling in siblings]
    at = ids.index(anchor_id) if anchor_id in ids else len(ids) - 1
    before = keys[at] if keys else None
    after = next((key for key in keys[at + 1 :] if before is not None and key > before), None)
    return keys_between(before, after, count)


def move(edit: Edit, siblings: Sequence[Ordered], record_id: str, step: int) -> None:
    """Move a record so many places among its siblings; nothing happens at the ends."""
    ids = [sibling.id for sibling in siblings]
    to = ids.index(record_id) + step
    if 0 <= to < len(ids):
        following = ids[to + (step > 0) :]
        move_before(edit, siblings, {record_id}, following[0] if following else None)


def move_before(
    edit: Edit, siblings: Sequence[Ordered], moved: Collection[str], before: str | None
) -> None:
    """Put records together before one of the others, or (None) after them all, in the order they have."""
    by_id = {sibling.id: sibling for sibling in siblings}
    ids = list(by_id)
    order = order_with(ids, moved, before)
    if order == ids:
        return
    at = [key in moved for key in order].index(True)
    end = at + len(moved)
    above = by_id[order[at - 1]].sort_key if at else None
    below = by_id[order[end]].sort_key if end < len(order) else None
    if above is not None and below is not None and above >= below:  # two that a merge put alike
        at, end, above, below = 0, len(order), None, None
    for key, sort_key in zip(order[at:end], keys_between(above, below, end - at), strict=True):
        _set_key(edit, by_id[key], sort_key)


def order_with(ids: Sequence[str], moved: Collection[str], before: str | None) -> list[str]:
    """Keys in the order that they have when some are put together before one of the others."""
    stay = [key for key in ids if key not in moved]
    at = stay.index(before) if before is not None else len(stay)
    return [*stay[:at], *(key for key in ids if key in moved), *stay[at:]]


def put_at(edit: Edit, siblings: Sequence[_O], record: _O, at: int, **fields: Any) -> None:
    """Give a record the place with a number among its (new) siblings, -1 for the last, and other fields."""
    ids = [sibling.id for sibling in siblings]
    at = len(ids) if at < 0 else min(at, len(ids))
    if record.id in ids and ids.index(record.id) < at:
        at -= 1
    keys = [sibling.sort_key for sibling in siblings if sibling.id != record.id]
    before = keys[at - 1] if at else None
    after = keys[at] if at < len(keys) else None
    if before is not None and after is not None and before >= after:  # two that a merge put alike
        after = next((key for key in keys[at:] if key > before), None)
    assert isinstance(record, Record)
    edit.set(record, sort_key=keys_between(before, after)[0], **fields)


def _set_key(edit: Edit, record: Ordered, key: str) -> None:
    assert isinstance(record, Record)
    edit.set(record, sort_key=key)
