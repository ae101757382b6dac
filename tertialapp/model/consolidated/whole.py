"""The parts of several files put together: one period, the boards in Swedish order, what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from tertialapp.model.consolidated.part import BoardPart
from tertialapp.model.relations import swedish_key


class Failure(Struct, frozen=True):
    """A file that could not be counted in, or should be looked at, and why in a sentence."""

    source: str
    message: str

    @property
    def line(self) -> str:
        """The sentence, after the file's name where it does not say that itself."""
        named = f"”{self.source}”" in self.message
        return self.message if named else f"{self.source}: {self.message}"


class Consolidated(Struct, frozen=True, dict=True):
    """The boards of one period, and what went wrong with which file."""

    period_id: str
    parts: tuple[BoardPart, ...]
    failures: tuple[Failure, ...]
    known_periods: tuple[str, ...] = ()
    """Every period that any of the files has, the latest first."""

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each file's board is called, by source; with the file's name where several are of one board."""
        boards = Counter(part.board for part in self.parts)
        return {
            part.source: part.board
            if boards[part.board] == 1
            else f"{part.board} ({part.source.rpartition('.')[0]})"
            for part in self.parts
        }


def consolidated(
    parts: Iterable[BoardPart], failures: Iterable[Failure], *, period_id: str = ""
) -> Consolidated:
    """The parts of one period: the one asked for, or the latest of any; in an order of their own.

    A file that has not come to that period is a failure. Two files of one board are told too, since
    what they hold is counted twice.
    """
    found = sorted(parts, key=lambda part: (swedish_key(part.board), part.board, part.source))
    latest = max(((part.period.cut_off, part.period.id) for part in found), default=None)
    chosen = period_id or (latest[1] if latest else "")
    kept = [part for part in found if part.period.id == chosen]
    late = [
        Failure(
            part.source,
            f"{chosen} finns inte i filen, som slutar med {part.period.id}. Be nämnden om en nyare.",
        )
        for part in found
        if part.period.id != chosen
    ]
    told = [*failures, *late, *_twice(kept)]
    return Consolidated(
        chosen,
        tuple(kept),
        tuple(sorted(told, key=lambda failure: (failure.source, failure.message))),
        _known_periods(found),
    )


def _twice(parts: Iterable[BoardPart]) -> Iterable[Failure]:
    by_board: dict[str, list[str]] = {}
    for part in parts:
        by_board.setdefault(part.board, []).append(part.source)
    for board, sources in by_board.items():
        for source in sources[1:]:
            yield Failure(
                source,
                f"Samma nämnd som i ”{sources[0]}”: {board} räknas flera gånger. Ta bort den ena filen.",
            )


def _known_periods(parts: Iterable[BoardPart]) -> tuple[str, ...]:
    days = {period.id: period.cut_off for part in parts for period in part.periods}
    return tuple(sorted(days, key=lambda key: (days[key], key), reverse=True))
