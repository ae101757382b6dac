"""What one board's report gives to the consolidation: small values, so that the report can be let go."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from tertialapp.model.brief import activity_states, board_deviations, target_answers
from tertialapp.model.completeness import Share, items, share
from tertialapp.model.consolidated.values import UNIT, Value
from tertialapp.model.economy_tables import RowKind, net_budget_table
from tertialapp.model.frame import Period, PeriodKind, SectionKind, Status
from tertialapp.model.goals import ActivityState, Indicator, IndicatorValue, Level
from tertialapp.model.numbers import round_half_up
from tertialapp.model.outline import goal_numbers, parent_chain, walk_goals
from tertialapp.model.places import Place, Spot, first_of_kind, goal_place, section_place
from tertialapp.model.relations import in_band, target_by_now, worse
from tertialapp.model.report import Report
from tertialapp.model.search import KIND_WORDS, Query, find_all, in_context, spot_of_hit
from tertialapp.model.sums import Amount


class FindingCounts(Struct, frozen=True):
    """How many errors, warnings and notes the checks found; ``waived``: those that somebody stands for."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0
    waived: int = 0


class GoalLine(Struct, frozen=True):
    """A goal with its status; ``path`` are the levels and titles from the top down, its own last."""

    path: tuple[tuple[Level, str], ...]
    number: str
    status: Status | None
    spot: Spot


class MissLine(Struct, frozen=True):
    """An indicator that is off its target: its figures as printed, and which of them miss."""

    goal: str
    cells: tuple[Value, ...]
    spot: Spot


class AreaLine(Struct, frozen=True):
    """A row of the net budget: a business area, a part of one, or the sum of them all."""

    kind: RowKind
    name: str
    amounts: tuple[Amount, ...]
    spot: Spot | None


class HitLine(Struct, frozen=True):
    """Words that were found: where, in what, and what stands around them."""

    where: str
    kind: str
    text: str
    spot: Spot


class BoardPart(Struct, frozen=True):
    """A board's report of a period, as far as it is told beside others. ``source``: the file's name."""

    source: str
    board: str
    period: Period
    periods: tuple[Period, ...]
    statuses: tuple[Status, ...]
    goals: tuple[GoalLine, ...]
    filled: Share
    answers: tuple[bool, ...]
    activities: int
    deviating: int
    deviations: tuple[Amount, Amount]
    findings: FindingCounts
    misses: tuple[MissLine, ...]
    areas: tuple[AreaLine, ...]
    hits: tuple[HitLine, ...]


def board_part(
    source: str, report: Report, period_id: str, counts: FindingCounts, query: Query
) -> BoardPart:
    """What a report tells of a period, and where the words of a query stand in it."""
    states = activity_states(report, period_id)
    return BoardPart(
        source=source,
        board=report.setup.board,
        period=report.periods[period_id],
        periods=report.periods_in_order(),
        statuses=report.statuses_in_order(),
        goals=tuple(_goals(report, period_id)),
        filled=share(items(report, period_id)),
        answers=target_answers(report, period_id),
        activities=len(states),
        deviating=states.count(ActivityState.DEVIATION),
        deviations=board_deviations(report, period_id),
        findings=counts,
        misses=tuple(_misses(report, period_id)),
        areas=tuple(_areas(report, period_id)),
        hits=tuple(_hits(report, period_id, query)),
    )


def _goals(report: Report, period_id: str) -> Iterator[GoalLine]:
    numbers = goal_numbers(report)
    for goal in walk_goals(report):
        path = tuple((each.level, each.title) for each in (*parent_chain(report, goal), goal))
        status = report.goal_status(goal.id, period_id)
        yield GoalLine(path, numbers[goal.id], status, Spot(goal_place(goal.id)))


# -- indicators ------------------------------------------------------------------------------------


def _misses(report: Report, period_id: str) -> Iterator[MissLine]:
    numbers, period = goal_numbers(report), report.periods[period_id]
    for goal in walk_goals(report):
        for indicator in report.indicators_of(goal.id):
            value = report.indicator_value(indicator.id, period_id)
            missing = missed(indicator, value, period)
            if missing:
                cells: tuple[Value, ...] = (
                    indicator.name,
                    indicator.unit,
                    _figure(indicator, value.outcome),
                    _figure(indicator, value.forecast),
                    _figure(indicator, value.target) or value.target_words,
                    " och ".join(missing).capitalize(),
                )
                name = f"{numbers[goal.id]} {goal.title}".strip()
                yield MissLine(name, cells, Spot(goal_place(goal.id), indicator.id, "outcome"))


def missed(indicator: Indicator, value: IndicatorValue, period: Period) -> tuple[str, ...]:
    """Which of an indicator's figures miss its target: "utfallet", "prognosen", or both.

    A running count shall have its share of the target by now; a forecast counts until the year has ended.
    """
    figures = [("utfallet", value.outcome, target_by_now(indicator, value, period))]
    if period.kind is not PeriodKind.ANNUAL:
        figures.append(("prognosen", value.forecast, value.target))
    return tuple(
        name
        for name, figure, aim in figures
        if worse(indicator, figure, aim) or in_band(indicator, value, figure) is False
    )


def _figure(indicator: Indicator, figure: Decimal | None) -> Decimal | None:
    """A figure with at least the decimals that its indicator prints, and no other value."""
    if figure is None:
        return None
    exponent = figure.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) else 0
    return round_half_up(figure, max(own, indicator.decimals))


# -- economy and words -----------------------------------------------------------------------------


def _areas(report: Report, period_id: str) -> Iterator[AreaLine]:
    table = net_budget_table(report, period_id)
    section = first_of_kind(report, SectionKind.NET_BUDGET)
    place = section_place(section.id) if section else None
    for row in table.printed_rows:
        amounts = tuple(
            column.turned(cell.amount)
            for column, cell in zip(table.columns, row.cells, strict=True)
        )
        spot = Spot(place, row.subject_id or "", "forecast_after") if place else None
        yield AreaLine(row.kind, row.label, amounts, spot)


def in_unit(amount: Amount) -> Decimal | None:
    """An amount in the unit that the consolidation tells it in, unrounded."""
    return None if amount is None else Decimal(amount) / UNIT.ore


def _hits(report: Report, period_id: str, query: Query) -> Iterator[HitLine]:
    for hit in find_all(report, period_id, query):
        where = _place_words(report, hit.place)
        yield HitLine(where, KIND_WORDS[hit.table], in_context(hit), spot_of_hit(hit))


def _place_words(report: Report, place: Place) -> str:
    goal = report.goals.get(place.key)
    if goal is None:
        return report.sections[place.key].title
    return f"{goal_numbers(report)[goal.id]} {goal.title}".strip()
