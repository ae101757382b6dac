"""The consolidation in some lines, for whoever reads no table."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.model.consolidated.part import BoardPart
from tertialapp.model.consolidated.values import UNIT
from tertialapp.model.consolidated.whole import Consolidated
from tertialapp.model.numbers import counted, format_money


def summary(whole: Consolidated) -> Iterator[str]:
    """A line for the whole and one for each board."""
    yield f"{whole.period_id}: {counted(len(whole.parts), 'nämnd', 'nämnder')}"
    for part in whole.parts:
        yield f"  {whole.names[part.source]}: {', '.join(_told(part))}"


def _told(part: BoardPart) -> Iterator[str]:
    set_already = sum(goal.status is not None for goal in part.goals)
    met = sum(goal.status is not None and goal.status.rank == 0 for goal in part.goals)
    yield f"{met} av {set_already} bedömda mål uppfylls helt"
    yield f"{len(part.misses)} indikatorer når inte årsmålet"
    after = part.deviations[1]
    if after is not None:
        yield f"avvikelse {format_money(after, UNIT)} {UNIT.label}"
    yield f"{part.findings.errors} fel och {part.findings.warnings} varningar"
    if part.hits:
        yield f"{len(part.hits)} träffar"
