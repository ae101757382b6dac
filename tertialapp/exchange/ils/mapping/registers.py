"""The registers that the economy tables give: business areas with their names, and investments."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct, field

from tertialapp.exchange.ils.mapping import names
from tertialapp.exchange.ils.mapping.draft import Draft, sort_keys
from tertialapp.exchange.ils.records import IlsTable
from tertialapp.model.economy import BusinessArea
from tertialapp.model.records import new_id

_MOST_ALIASES = 8


class Area(Struct):
    """A business area that is being collected; other names it goes by are its aliases."""

    name: str
    parent_id: str | None = None
    partial: bool = False
    id: str = field(default_factory=new_id)
    aliases: list[str] = field(default_factory=list)

    def also(self, name: str) -> None:
        """Another name of the area."""
        if len(self.aliases) < _MOST_ALIASES and name not in ("", self.name, *self.aliases):
            self.aliases.append(name)


class Registers(Struct):
    """What the tables are about: areas and investments by key, and the subject of each table row."""

    areas: dict[str, Area] = field(default_factory=dict)
    investments: dict[str, str] = field(default_factory=dict)
    read: list[tuple[IlsTable, tuple[str | None, ...]]] = field(default_factory=list)
    unread: list[IlsTable] = field(default_factory=list)

    def add_area(self, name: str, parent_id: str | None) -> Area:
        """A new area, last among those with the same parent."""
        area = Area(name, parent_id)
        self.areas[area.id] = area
        return area

    def find_area(
        self, name: str, parent_id: str | None, without: Collection[str | None] = ()
    ) -> Area | None:
        """The one area that a name means among the parts of an area, or among the top ones."""
        candidates = {
            area.id: [area.name, *area.aliases]
            for area in self.areas.values()
            if area.parent_id == parent_id and area.id not in without
        }
        found = names.find(name, candidates)
        return self.areas[found] if found else None

    def find_investment(self, name: str) -> str | None:
        """The key of the one investment that a name means."""
        return names.find(name, {key: [own] for key, own in self.investments.items()})


def add_areas(registers: Registers, draft: Draft) -> None:
    """The records of the business areas."""
    by_parent: dict[str | None, list[Area]] = {}
    for area in registers.areas.values():
        by_parent.setdefault(area.parent_id, []).append(area)
    for siblings in by_parent.values():
        draft.add(*_records(siblings))


def _records(siblings: list[Area]) -> Iterable[BusinessArea]:
    for area, sort_key in zip(siblings, sort_keys(len(siblings)), strict=True):
        yield BusinessArea(
            id=area.id,
            parent_id=area.parent_id,
            sort_key=sort_key,
            name=area.name,
            aliases=tuple(area.aliases),
            partial=area.partial,
        )
