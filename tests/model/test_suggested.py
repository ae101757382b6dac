"""Sentences that are offered for a goal agree with what is filled in under it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tertialapp.model.frame import Period, PeriodKind, Setup, Shape, Status
from tertialapp.model.goals import (
    Activity,
    ActivityState,
    ActivityStatus,
    Direction,
    Goal,
    GoalStatus,
    Indicator,
    IndicatorValue,
    Level,
)
from tertialapp.model.live_values import is_live, refreshed
from tertialapp.model.markdown_write import serialize
from tertialapp.model.numbers import NBSP
from tertialapp.model.outline import keys_between
from tertialapp.model.periods import new_period
from tertialapp.model.records import Record, cell_id
from tertialapp.model.report import Report, report_of
from tertialapp.model.suggested import in_words, paragraph, suggestions

State = ActivityState
STATUSES = ("Uppfylls helt", "Uppfylls delvis", "Uppfylls ej")
Figures = tuple[int | None, int | None, int | None]
"""Outcome, forecast and target of an indicator."""


def _report(
    *figures: Figures,
    level: Level = Level.BOARD,
    status: str = "",
    states: tuple[State | None, ...] = (),
    below: tuple[str, ...] = (),
    kind: PeriodKind = PeriodKind.FIRST,
    direction: Direction = Direction.UP,
    label: str = "Nämndmål",
) -> tuple[Report, Goal, str]:
    period = new_period(kind, 2025)
    goal = Goal(id="mål", sort_key="a", level=level, title="Målet")
    records: list[Record] = [Setup(id="setup", board="Nämnden", board_label=label), period, goal]
    for at, name in enumerate((*STATUSES, "Grön")):
        shape = Shape.CIRCLE
        records.append(Status(id=name, sort_key=str(at), name=name, rank=at, shape=shape))
    records += _status(goal.id, status, period) if status else []
    for at, child_status in enumerate(below):
        child_level = Level.BOARD if level is Level.AREA else Level.AREA
        child = Goal(
            id=f"d{at}", parent_id=goal.id, sort_key=str(at), level=child_level, title=f"Del {at}"
        )
        records += [child, *(_status(child.id, child_status, period) if child_status else [])]
    keys = keys_between(None, None, max(len(figures), len(states)))
    for at, (outcome, forecast, target) in enumerate(figures):
        key = f"i{at}"
        records.append(
            Indicator(
                id=key,
                goal_id=goal.id,
                sort_key=keys[at],
                name=f"Andel {at}",
                unit="%",
                direction=direction,
            )
        )
        records.append(
            IndicatorValue(
                id=cell_id(key, period.id),
                indicator_id=key,
                period_id=period.id,
                outcome=_decimal(outcome),
                forecast=_decimal(forecast),
                target=_decimal(target),
            )
        )
    for at, state in enumerate(states):
        key = f"a{at}"
        records.append(Activity(id=key, goal_id=goal.id, sort_key=keys[at], name=f"Sak {at}"))
        records.append(
            ActivityStatus(
                id=cell_id(key, period.id), activity_id=key, period_id=period.id, state=state
            )
        )
    return report_of(records), goal, period.id


def _decimal(figure: int | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)


def _status(goal_id: str, status: str, period: Period) -> list[Record]:
    key = cell_id(goal_id, period.id)
    return [GoalStatus(id=key, goal_id=goal_id, period_id=period.id, status_id=status)]


def _said(made: tuple[Report, Goal, str]) -> list[str]:
    return [each.words.replace(NBSP, " ") for each in suggestions(*made)]


ANNUAL = PeriodKind.ANNUAL


@pytest.mark.parametrize(
    ("status", "kind", "sentence"),
    [
        ("Uppfylls helt", PeriodKind.FIRST, "Målet bedöms uppfyllas helt under året."),
        ("Uppfylls delvis", PeriodKind.SECOND, "Målet bedöms uppfyllas delvis under året."),
        ("Uppfylls ej", PeriodKind.FIRST, "Målet bedöms inte uppfyllas under året."),
        ("Uppfylls helt", ANNUAL, "Målet bedöms ha uppfyllts helt under året."),
        ("Uppfylls ej", ANNUAL, "Målet bedöms inte ha uppfyllts under året."),
    ],
)
def test_the_status_word_is_bent_into_a_sentence(
    status: str, kind: PeriodKind, sentence: str
) -> None:
    assert _said(_report(status=status, kind=kind)) == [sentence]


def test_a_status_word_of_another_kind_is_not_bent() -> None:
    assert _said(_report(status="Grön")) == []


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (
            _report((1, 2, 2), (1, None, 2), level=Level.AREA, below=("Uppfylls helt",)),
            "resultat och prognos för kommunfullmäktiges indikatorer samt nämndmålets måluppfyllelse",
        ),
        (
            _report((None, 2, 2), level=Level.AREA, below=("Uppfylls helt", "Uppfylls ej")),
            "prognos för kommunfullmäktiges indikator samt nämndmålens måluppfyllelse",
        ),
        (_report((1, None, 2), (None, None, 2)), "resultat för målets indikatorer"),
        (_report((1, 2, 2)), "resultat och prognos för målets indikator"),
        (
            _report((1, None, 2), states=(State.DONE,)),
            "resultat för målets indikator samt läget för målets aktivitet",
        ),
        (_report(states=(State.DONE, None)), "läget för målets aktiviteter"),
        (
            _report(level=Level.DIRECTION, below=("Uppfylls helt",) * 2),
            "de underliggande målens måluppfyllelse",
        ),
        (
            _report(level=Level.AREA, below=("Uppfylls helt",), label="Enhetens åtaganden"),
            "det underliggande målets måluppfyllelse",
        ),
    ],
)
def test_the_basis_is_what_is_filled_in(made: tuple[Report, Goal, str], sentence: str) -> None:
    assert f"Bedömningen grundar sig på {sentence}." in _said(made)


def test_goals_below_that_are_not_all_assessed_bear_nothing() -> None:
    made = _report(level=Level.AREA, below=("Uppfylls helt", ""))
    assert _said(made) == []


R, M, N = (1, 5, 5), (1, 4, 5), (1, None, 5)  # reaches, misses, not known


@pytest.mark.parametrize(
    ("figures", "kind", "sentences"),
    [
        ((R, R), PeriodKind.FIRST, ["Båda indikatorerna bedöms nå sina årsmål."]),
        ((R, R, R), PeriodKind.FIRST, ["Samtliga indikatorer bedöms nå sina årsmål."]),
        ((M, M), PeriodKind.FIRST, ["Ingen av de båda indikatorerna bedöms nå sitt årsmål."]),
        ((M, M, M), PeriodKind.FIRST, ["Ingen av de tre indikatorerna bedöms nå sitt årsmål."]),
        ((R, M, M), PeriodKind.FIRST, ["En av tre indikatorer bedöms nå sitt årsmål."]),
        (
            (R, R, M, N),
            PeriodKind.FIRST,
            [
                "Två av fyra indikatorer bedöms nå sina årsmål.",
                "För en indikator saknas prognos eller årsmål.",
            ],
        ),
        (
            (M, N, N),
            PeriodKind.FIRST,
            [
                "En av tre indikatorer bedöms inte nå sitt årsmål.",
                "För två indikatorer saknas prognos eller årsmål.",
            ],
        ),
        ((N, N), PeriodKind.FIRST, []),
        ((N, N), ANNUAL, ["Ingen av de båda indikatorerna når sitt årsmål."]),
        (
            (M, (None, None, 5)),
            ANNUAL,
            [
                "En av två indikatorer når inte sitt årsmål.",
                "För en indikator saknas utfall eller årsmål.",
            ],
        ),
    ],
)
def test_how_many_reach_their_targets(
    figures: tuple[Figures, ...], kind: PeriodKind, sentences: list[str]
) -> None:
    said = _said(_report(*figures, kind=kind))
    assert [each for each in said if "Bedömningen" not in each] == sentences


def test_a_band_is_not_reached_or_missed() -> None:
    assert len(_said(_report(R, R, direction=Direction.BAND))) == 1


@pytest.mark.parametrize(
    ("figures", "kind", "sentence"),
    [
        (R, PeriodKind.FIRST, "bedöms nå årsmålet: prognosen är 5 % mot årsmålet 5 %."),
        (M, PeriodKind.FIRST, "bedöms inte nå årsmålet: prognosen är 4 % mot årsmålet 5 %."),
        (M, ANNUAL, "når inte årsmålet: utfallet är 1 % mot årsmålet 5 %."),
    ],
)
def test_an_only_indicator_is_told_with_figures_that_follow(
    figures: Figures, kind: PeriodKind, sentence: str
) -> None:
    made = _report(figures, kind=kind)
    assert f"Indikatorn {sentence}" in _said(made)
    report, goal, period_id = made
    only = next(each for each in suggestions(*made) if each.words.startswith("Indikatorn"))
    assert sum(is_live(run.link) for run in only.runs) == 2
    value = replace(report.indicator_value("i0", period_id), target=Decimal(9))
    after = report.apply({"indicator_value": {value.id: value}})
    text = report.text(goal.id, period_id, "analysis")  # type: ignore[arg-type]
    written = replace(text, body=serialize((paragraph([only]),)))
    assert "9" not in written.body
    assert f"[9{NBSP}%]" in refreshed(after, written)


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ((State.DONE,), "Målets aktivitet är genomförd."),
        ((State.ONGOING, State.ONGOING), "Målets aktiviteter pågår."),
        ((State.PLANNED, State.PLANNED), "Målets aktiviteter är planerade."),
        (
            (State.DONE, State.DONE, State.ONGOING, State.DEVIATION, None),
            (
                "Av målets fem aktiviteter är två genomförda, pågår en, avviker en från planen och "
                "saknar en status."
            ),
        ),
        ((State.ONGOING, State.PLANNED), "Av målets två aktiviteter pågår en och är en planerad."),
    ],
)
def test_how_the_activities_go(states: tuple[State | None, ...], sentence: str) -> None:
    assert _said(_report(states=states))[-1] == sentence


def test_nothing_is_said_of_what_is_empty_or_of_a_plan() -> None:
    assert _said(_report()) == []
    assert _said(_report((None, None, 5), states=(None, None))) == []
    assert _said(_report(R, R, status="Uppfylls helt", kind=PeriodKind.PLAN)) == []


def test_counts_are_written_in_letters_up_to_twelve() -> None:
    assert [in_words(count) for count in (1, 12, 13, 104)] == ["en", "tolv", "13", "104"]
