"""Sentences of assessment that agree with what is filled in under a goal, to offer its writer.

They are made of the program's own words, counts and live values, never of names that somebody typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tertialapp.model.frame import Period, PeriodKind, Status
from tertialapp.model.goals import ActivityState, Direction, Goal, Indicator, Level
from tertialapp.model.live_values import indicator_reference, shown
from tertialapp.model.markdown import Paragraph, Run, plain_runs
from tertialapp.model.relations import assessment_basis, reaches_target
from tertialapp.model.report import Report


class Suggestion(Struct, frozen=True):
    """A sentence that can be put in a text, with its live values."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        """The sentence as it is read."""
        return plain_runs(self.runs)


def suggestions(report: Report, goal: Goal, period_id: str) -> tuple[Suggestion, ...]:
    """How the goal is met, what that rests on, how its indicators and its activities go.

    Each only where there is something to say; nothing in a plan, which has no outcomes.
    """
    period = report.periods[period_id]
    if period.kind is PeriodKind.PLAN:
        return ()
    plain = (
        _of_status(report.goal_status(goal.id, period_id), period),
        _of_basis(report, goal, period_id),
    )
    activities = _of_activities(report, goal, period_id)
    return (
        *(Suggestion((Run(words),)) for words in plain if words),
        *_of_indicators(report, goal, period),
        *((Suggestion((Run(activities),)),) if activities else ()),
    )


def paragraph(sentences: Sequence[Suggestion]) -> Paragraph:
    """Some sentences after each other."""
    runs: list[Run] = []
    for sentence in sentences:
        runs += [Run(" "), *sentence.runs] if runs else sentence.runs
    return Paragraph(tuple(runs))


def in_words(count: int) -> str:
    """A count as running text writes it: up to twelve in letters."""
    return _NUMBERS[count - 1] if 1 <= count <= len(_NUMBERS) else str(count)


_NUMBERS = (
    *("en", "två", "tre", "fyra", "fem", "sex"),
    *("sju", "åtta", "nio", "tio", "elva", "tolv"),
)


# -- status ----------------------------------------------------------------------------------------

_MET = re.compile(r"uppfylls(?: (?P<how>helt|delvis|ej|inte))?", re.IGNORECASE)


def _of_status(status: Status | None, period: Period) -> str:
    """The board's status word as a sentence; words of another kind have none."""
    met = _MET.fullmatch(status.name) if status else None
    if met is None:
        return ""
    how = met["how"].lower() if met["how"] else ""
    negated = "inte " if how in ("ej", "inte") else ""
    degree = f" {how}" if how and not negated else ""
    if period.kind is PeriodKind.ANNUAL:
        return f"Målet bedöms {negated}ha uppfyllts{degree} under året."
    return f"Målet bedöms {negated}uppfyllas{degree} under året."


# -- what it rests on ------------------------------------------------------------------------------


def _of_basis(report: Report, goal: Goal, period_id: str) -> str:
    basis = assessment_basis(report, goal, period_id)
    told = " och ".join(
        word
        for word, count in (("resultat", basis.outcomes), ("prognos", basis.forecasts))
        if count
    )
    grounds = []
    if told:
        owner = "kommunfullmäktiges" if goal.level is Level.AREA else "målets"
        noun = "indikator" if basis.indicators == 1 else "indikatorer"
        grounds.append(f"{told} för {owner} {noun}")
    below = _assessed_below(report, goal, period_id)
    if below:
        grounds.append(f"{_goals_below(report, goal, below)} måluppfyllelse")
    activities = _states(report, goal, period_id)
    if any(activities):
        noun = "aktivitet" if len(activities) == 1 else "aktiviteter"
        grounds.append(f"läget för målets {noun}")
    return f"Bedömningen grundar sig på {_joined(grounds)}." if grounds else ""


def _assessed_below(report: Report, goal: Goal, period_id: str) -> int:
    """How many goals there are below one, if all have been assessed."""
    below = report.goals_under(goal.id)
    statuses = [report.goal_status(child.id, period_id) for child in below]
    return len(below) if all(statuses) else 0


def _goals_below(report: Report, goal: Goal, count: int) -> str:
    """The goals below, as whose: by their level's name where that can be bent, else as what they are."""
    label = report.setup.board_label.strip().lower()
    if goal.level is Level.AREA and re.fullmatch(r"[a-zåäö]*mål", label):
        return f"{label}{'ets' if count == 1 else 'ens'}"
    return "det underliggande målets" if count == 1 else "de underliggande målens"


def _joined(parts: Sequence[str], last: str = "samt") -> str:
    if len(parts) < 3:
        return f" {last} ".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


# -- indicators ------------------------------------------------------------------------------------


def _of_indicators(report: Report, goal: Goal, period: Period) -> Iterator[Suggestion]:
    """How many reach their targets, and of how many that can't be told."""
    indicators = report.indicators_of(goal.id)
    if any(each.direction is Direction.BAND for each in indicators):
        return
    reach = [
        reaches_target(each, report.indicator_value(each.id, period.id), period)
        for each in indicators
    ]
    known = [reaches for reaches in reach if reaches is not None]
    if not known:
        return
    if len(indicators) == 1:
        yield Suggestion(_of_only(report, indicators[0], period, reaches=known[0]))
        return
    verb = "når" if period.kind is PeriodKind.ANNUAL else "bedöms nå"
    yield Suggestion((Run(_of_many(known.count(True), len(reach), len(known), verb)),))
    lacking = len(reach) - len(known)
    if lacking:
        figure = "utfall" if period.kind is PeriodKind.ANNUAL else "prognos"
        noun = "indikator" if lacking == 1 else "indikatorer"
        yield Suggestion((Run(f"För {in_words(lacking)} {noun} saknas {figure} eller årsmål."),))


def _of_only(
    report: Report, indicator: Indicator, period: Period, *, reaches: bool
) -> tuple[Run, ...]:
    """The only indicator of a goal, with its figure and its target as live values."""
    year_is_over = period.kind is PeriodKind.ANNUAL
    field, name = ("outcome", "utfallet") if year_is_over else ("forecast", "prognosen")
    if year_is_over:
        verdict = "når årsmålet" if reaches else "når inte årsmålet"
    else:
        verdict = "bedöms nå årsmålet" if reaches else "bedöms inte nå årsmålet"
    return (
        Run(f"Indikatorn {verdict}: {name} är "),
        _live(report, period.id, indicator, field),
        Run(" mot årsmålet "),
        _live(report, period.id, indicator, "target"),
        Run("."),
    )


def _live(report: Report, period_id: str, indicator: Indicator, field: str) -> Run:
    target = indicator_reference(indicator.id, field).target
    return Run(shown(report, period_id, target) or "", link=target)


def _of_many(reaching: int, count: int, known: int, verb: str) -> str:
    """How many of several reach their targets; where none does, of how many that can be told."""
    if reaching == count:
        whole = "Båda indikatorerna" if count == 2 else "Samtliga indikatorer"
        return f"{whole} {verb} sina årsmål."
    if not reaching and known == count:
        whole = "av de båda" if count == 2 else f"av de {in_words(count)}"
        return f"Ingen {whole} indikatorerna {verb} sitt årsmål."
    told, negated = (reaching, "") if reaching else (known, "inte ")
    verb = f"når {negated}".rstrip() if verb == "når" else f"bedöms {negated}nå"
    targets = "sitt årsmål" if told == 1 else "sina årsmål"
    return f"{in_words(told).capitalize()} av {in_words(count)} indikatorer {verb} {targets}."


# -- activities ------------------------------------------------------------------------------------


def _states(report: Report, goal: Goal, period_id: str) -> list[ActivityState | None]:
    return [
        report.activity_status(activity.id, period_id).state
        for activity in report.activities_of(goal.id)
    ]


_STATES = {
    ActivityState.DONE: ("är genomförd", "är genomförda"),
    ActivityState.ONGOING: ("pågår", "pågår"),
    ActivityState.PLANNED: ("är planerad", "är planerade"),
    ActivityState.DEVIATION: ("avviker från planen", "avviker från planen"),
    None: ("saknar status", "saknar status"),
}


def _of_activities(report: Report, goal: Goal, period_id: str) -> str:
    """How many activities are done, go on, wait or deviate."""
    states = _states(report, goal, period_id)
    if not any(states):
        return ""
    counted = Counter(states)
    if len(counted) == 1:
        one, many = _STATES[states[0]]
        return f"Målets aktivitet {one}." if len(states) == 1 else f"Målets aktiviteter {many}."
    parts = []
    for state, (one, many) in _STATES.items():
        count = counted[state]
        if count:
            verb, _, rest = (one if count == 1 else many).partition(" ")
            parts.append(f"{verb} {in_words(count)}{' ' if rest else ''}{rest}")
    return f"Av målets {in_words(len(states))} aktiviteter {_joined(parts, 'och')}."
