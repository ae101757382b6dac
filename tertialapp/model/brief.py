"""The period in brief: how many goals, activities and indicators go as meant, and what money deviates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from tertialapp.model.frame import PeriodKind, SectionKind, Status
from tertialapp.model.goals import ActivityState
from tertialapp.model.outline import walk_goals
from tertialapp.model.relations import reaches_target
from tertialapp.model.report import Report
from tertialapp.model.series.bars import economy_chart, signed_money
from tertialapp.model.sums import Amount


class KeyFigure(Struct, frozen=True):
    """A figure and the words that say what it counts."""

    figure: str
    words: str


def key_figures(report: Report, period_id: str) -> tuple[KeyFigure, ...]:
    """The figures of what the report has sections for, as far as anything is filled in."""
    kinds = {section.kind for section in report.sections.values()}
    return tuple(
        figure for kind, count in _COUNTS if kind in kinds for figure in count(report, period_id)
    )


def _goals(report: Report, period_id: str) -> Iterator[KeyFigure]:
    found = [report.goal_status(goal.id, period_id) for goal in walk_goals(report)]
    if any(found):
        met = sum(_is_met(status) for status in found)
        yield KeyFigure(f"{met} av {len(found)}", "mål bedöms uppfyllas helt")


def _is_met(status: Status | None) -> bool:
    return status is not None and status.rank == 0


def board_deviations(report: Report, period_id: str) -> tuple[Amount, Amount]:
    """The operating budget's deviation before and after dispositions, where anything is filled in."""
    chart = economy_chart(report, period_id, SectionKind.OPERATING_BUDGET)
    amounts = [bar.amount for bar in chart.bars if bar.total] if chart else []
    before, after, *_ = (*amounts, None, None)
    return before, after


def _money(report: Report, period_id: str) -> Iterator[KeyFigure]:
    chart = economy_chart(report, period_id, SectionKind.OPERATING_BUDGET)
    if chart is None:
        return
    totals = [bar for bar in chart.bars if bar.total]
    for bar, when in zip(totals, ("före", "efter"), strict=False):
        yield KeyFigure(
            signed_money(bar.amount, chart.unit, chart.decimals),
            f"{chart.unit.label} i avvikelse {when} resultatdispositioner",
        )


def activity_states(report: Report, period_id: str) -> tuple[ActivityState | None, ...]:
    """How each activity goes; None where nobody has said."""
    return tuple(
        report.activity_status(activity.id, period_id).state
        for goal in walk_goals(report)
        for activity in report.activities_of(goal.id)
    )


def _activities(report: Report, period_id: str) -> Iterator[KeyFigure]:
    states = activity_states(report, period_id)
    if any(states):
        deviating = states.count(ActivityState.DEVIATION)
        yield KeyFigure(f"{deviating} av {len(states)}", "aktiviteter har avvikelse")


def target_answers(report: Report, period_id: str) -> tuple[bool, ...]:
    """Whether each indicator of which it can be told reaches its target."""
    period = report.periods[period_id]
    answers = (
        reaches_target(indicator, report.indicator_value(indicator.id, period_id), period)
        for goal in walk_goals(report)
        for indicator in report.indicators_of(goal.id)
    )
    return tuple(answer for answer in answers if answer is not None)


def _indicators(report: Report, period_id: str) -> Iterator[KeyFigure]:
    known = target_answers(report, period_id)
    if known:
        ended = report.periods[period_id].kind is PeriodKind.ANNUAL
        words = "med utfall når årsmålet" if ended else "med prognos väntas nå årsmålet"
        yield KeyFigure(f"{sum(known)} av {len(known)}", f"indikatorer {words}")


_COUNTS: tuple[tuple[SectionKind, Callable[[Report, str], Iterator[KeyFigure]]], ...] = (
    (SectionKind.GOALS, _goals),
    (SectionKind.OPERATING_BUDGET, _money),
    (SectionKind.GOALS, _activities),
    (SectionKind.GOALS, _indicators),
)


class StatusCount(Struct, frozen=True):
    """How many goals have a status (None: none yet)."""

    status: Status | None
    count: int

    @property
    def words(self) -> str:
        """The count in print: "3 uppfylls delvis"."""
        name = self.status.name if self.status else "utan status"
        return f"{self.count} {name[:1].lower()}{name[1:]}"


def status_counts(report: Report, period_id: str) -> tuple[StatusCount, ...]:
    """How many goals have each status that any has, the best first."""
    found = [report.goal_status(goal.id, period_id) for goal in report.goals.values()]
    return tuple(
        StatusCount(status, found.count(status))
        for status in (*report.statuses_in_order(), None)
        if status in found
    )
