"""New places among siblings: where a record is added, and how one is moved up or down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from tertialapp.document.edit import Edit
from tertialapp.model.outline import keys_between
from tertialapp.model.records import Record


class _Ordered(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def sort_key(self) -> str: ...


_O = TypeVar("_O", bound=_Ordered)


def key_after(siblings: Sequence[_Ordered], anchor_id: str | None = None) -> str:
    """The sort key of a record to stand after one of its siblings, or after them all."""
    return keys_after(siblings, anchor_id, 1)[0]


def keys_after(siblings: Sequence[_Ordered], anchor_id: str | None, count: int) -> Sequence[str]:
    """The sort keys of so many records to stand after one another there."""
    keys = [sibling.sort_key for sibling in siblings]
    ids = [sibling.id for sibling in siblings]
    at = ids.index(anchor_id) if anchor_id in ids else len(ids) - 1
    before = keys[at] if keys else None
    after = next((key for key in keys[at + 1 :] if before is not None and key > before), None)
    return keys_between(before, after, count)


def move(edit: Edit, siblings: Sequence[_O], record_id: str, step: int) -> None:
    """Move a record so many places among its siblings; nothing happens at the ends."""
    ids = [sibling.id for sibling in siblings]
    at = ids.index(record_id)
    to = at + step
    if not 0 <= to < len(ids):
        return
    order = list(siblings)
    order.insert(to, order.pop(at))
    keys = [sibling.sort_key for sibling in order]
    before = keys[to - 1] if to else None
    after = keys[to + 1] if to + 1 < len(keys) else None
    if before is not None and after is not None and before >= after:  # two that a merge put alike
        for sibling, key in zip(order, keys_between(None, None, len(order)), strict=True):
            _set_key(edit, sibling, key)
    else:
        _set_key(edit, order[to], keys_between(before, after)[0])


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


def _set_key(edit: Edit, record: _Ordered, key: str) -> None:
    assert isinstance(record, Record)
    edit.set(record, sort_key=key)
