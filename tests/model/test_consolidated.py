"""Several boards side by side: what is summed is what each board's own overview says."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.model.brief import key_figures, status_counts
from tertialapp.model.completeness import NOTHING_DUE, items, share
from tertialapp.model.consolidated import (
    Consolidated,
    Failure,
    FindingCounts,
    Sheet,
    Value,
    board_part,
    consolidated,
    sheets,
    shown,
    summary,
)
from tertialapp.model.consolidated.part import missed
from tertialapp.model.economy_tables import net_budget_table
from tertialapp.model.frame import PeriodKind, Status
from tertialapp.model.goals import Direction, Goal, Indicator, IndicatorValue, Level
from tertialapp.model.outline import walk_goals
from tertialapp.model.periods import new_period
from tertialapp.model.report import Report
from tertialapp.model.search import Query
from tests.boards import changed, named
from tests.reports import reports

T1 = "T1 2025"


def _whole(*boards: Report, words: str = "", period_id: str = T1) -> Consolidated:
    return consolidated(
        (
            board_part(f"{number}.tertial", report, period_id, FindingCounts(), Query(words))
            for number, report in enumerate(boards)
        ),
        (),
    )


def _sheet(whole: Consolidated, title: str) -> Sheet:
    (sheet,) = (each for each in sheets(whole) if each.title == title)
    return sheet


def _column(sheet: Sheet, head: str) -> list[Value]:
    at = [column.head for column in sheet.columns].index(head)
    return [row.cells[at] for row in sheet.all_rows]


def _summed(whole: Consolidated, head: str) -> Value:
    return _column(_sheet(whole, "Läge"), head)[-1]


@given(boards=st.lists(reports(), min_size=1, max_size=3))
def test_the_sum_over_boards_is_that_of_their_own_overviews(boards: list[Report]) -> None:
    whole = _whole(*boards)
    own = Counter[str]()
    for report in boards:
        for counted in status_counts(report, T1):
            own[counted.status.name if counted.status else ""] += counted.count
    found = Counter(
        cell.name if isinstance(cell, Status) else ""
        for row in _sheet(whole, "Mål").rows
        for cell in row.cells[3:]
        if cell is not None
    )
    assert found == own
    assert _summed(whole, "Mål") == own.total()
    for name in own:
        assert _summed(whole, name or "Utan status") == own[name]
    shares = [share(items(report, T1)) for report in boards]
    assert _summed(whole, "Ifyllt (%)") == sum(shares, NOTHING_DUE).per_cent
    areas = [len(net_budget_table(report, T1).printed_rows) for report in boards]
    assert len(_sheet(whole, "Ekonomi").rows) == sum(areas)


@given(boards=st.lists(reports(), min_size=1, max_size=3), seed=st.randoms())
def test_the_order_of_the_files_does_not_matter(boards: list[Report], seed: object) -> None:
    parts = [
        board_part(f"{number}.tertial", report, T1, FindingCounts(), Query("a"))
        for number, report in enumerate(boards)
    ]
    shuffled = list(parts)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sheets(consolidated(shuffled, ())) == sheets(consolidated(parts, ()))


def test_the_key_figures_of_the_example_are_its_row() -> None:
    report = tasks.example_report()
    whole = _whole(report)
    told = {figure.words: figure.figure for figure in key_figures(report, T1)}
    reached = told["indikatorer med prognos väntas nå årsmålet"]
    assert (
        f"{_summed(whole, 'När årsmålet')} av {_summed(whole, 'Indikatorer mot årsmål')}" == reached
    )
    deviating = told["aktiviteter har avvikelse"]
    assert (
        f"{_summed(whole, 'Aktiviteter med avvikelse')} av {_summed(whole, 'Aktiviteter')}"
        == deviating
    )
    before = _summed(whole, "Avvikelse före resultatdispositioner (mnkr)")
    assert isinstance(before, Decimal)
    (column,) = (
        column
        for column in _sheet(whole, "Läge").columns
        if column.head.startswith("Avvikelse före")
    )
    assert shown(column, before) == told["mnkr i avvikelse före resultatdispositioner"].lstrip("+")


def test_boards_stand_in_swedish_order_and_lead_to_their_files() -> None:
    example = tasks.example_report()
    whole = _whole(*(named(example, board) for board in ("Östra", "Årsta", "Norra")))
    sheet = _sheet(whole, "Läge")
    assert _column(sheet, "Nämnd") == ["Norra", "Årsta", "Östra", "Alla nämnder"]
    origins = [row.origin_at(0) for row in sheet.rows]
    assert [origin.source for origin in origins if origin] == [
        "2.tertial",
        "1.tertial",
        "0.tertial",
    ]
    assert sheet.total is not None
    assert sheet.total.origin_at(0) is None
    assert next(iter(summary(whole))) == "T1 2025: 3 nämnder"


def test_goals_meet_by_name_whatever_their_place_and_status() -> None:
    example = tasks.example_report()
    other = named(example, "Andra nämnden")
    direction, area = list(walk_goals(other))[:2]
    assert (direction.level, area.level) == (Level.DIRECTION, Level.AREA)
    other = changed(other, "goal", area.id, title=f"{area.title.upper()}.")
    own = Goal(
        id="egen",
        parent_id=area.id,
        sort_key="z",
        level=Level.BOARD,
        title="Bara den andra nämndens",
    )
    other = other.apply({"goal": {own.id: own}})
    sheet = _sheet(_whole(example, other), "Mål")
    assert [column.head for column in sheet.columns[3:]] == [
        "Andra nämnden",
        example.setup.board,
    ]
    assert len(sheet.rows) == len(example.goals) + 1
    (row,) = (row for row in sheet.rows if row.cells[1] == own.title)
    assert row.cells[3:] == ("Utan status", None)
    origin = row.origin_at(3)
    assert origin is not None
    assert origin.spot is not None
    assert (origin.source, origin.spot.place.key) == ("1.tertial", "egen")


def test_two_goals_of_one_name_in_one_board_are_both_there() -> None:
    example = tasks.example_report()
    first, *_ = (goal for goal in walk_goals(example) if goal.level is Level.BOARD)
    twin = replace(first, id="tvilling", sort_key=f"{first.sort_key}z")
    sheet = _sheet(_whole(example.apply({"goal": {twin.id: twin}})), "Mål")
    assert _column(sheet, "Mål").count(first.title) == 2
    assert len(sheet.rows) == len(example.goals) + 1


def test_the_latest_period_of_any_is_told_and_who_has_not_come_so_far() -> None:
    example = tasks.example_report()
    later = new_period(PeriodKind.SECOND, 2025)
    ahead = named(example, "Snabba nämnden").apply({"period": {later.id: later}})
    parts = [
        board_part("efter.tertial", example, T1, FindingCounts(), Query("")),
        board_part("före.tertial", ahead, later.id, FindingCounts(), Query("")),
    ]
    whole = consolidated(parts, [Failure("a.tertial", "Filen ”a.tertial” är skadad.")])
    assert whole.period_id == "T2 2025"
    assert [part.board for part in whole.parts] == ["Snabba nämnden"]
    assert whole.known_periods[:2] == ("T2 2025", "T1 2025")
    assert [failure.line for failure in whole.failures] == [
        "Filen ”a.tertial” är skadad.",
        "efter.tertial: T2 2025 finns inte i filen, som slutar med T1 2025. Be nämnden om en nyare.",
    ]


def test_two_files_of_one_board_are_told_of_and_told_apart() -> None:
    example = tasks.example_report()
    whole = _whole(example, example)
    assert set(whole.names.values()) == {f"{example.setup.board} ({name})" for name in "01"}
    (failure,) = whole.failures
    assert failure.source == "1.tertial"
    assert "räknas flera gånger" in failure.message


def test_what_misses_its_target() -> None:
    annual, first = new_period(PeriodKind.ANNUAL, 2025), new_period(PeriodKind.FIRST, 2025)
    indicator = Indicator(id="i", goal_id="g", sort_key="a", name="n")

    def value(**figures: Decimal | str) -> IndicatorValue:
        return IndicatorValue(id="i@p", indicator_id="i", period_id="p", **figures)  # type: ignore[arg-type]

    target, low, high = Decimal(75), Decimal("62.26"), Decimal(80)
    both = value(target=target, outcome=low, forecast=low)
    assert missed(indicator, both, first) == ("utfallet", "prognosen")
    assert missed(indicator, both, annual) == ("utfallet",)
    assert missed(indicator, value(target=target, outcome=high, forecast=low), first) == (
        "prognosen",
    )
    assert missed(indicator, value(target=target, outcome=target), first) == ()
    assert missed(indicator, value(outcome=low), first) == ()
    down = replace(indicator, direction=Direction.DOWN)
    assert missed(down, value(target=target, outcome=high), first) == ("utfallet",)
    running = replace(indicator, running=True)
    assert missed(running, value(target=target, outcome=Decimal(25)), first) == ()
    assert missed(running, value(target=target, outcome=Decimal(24)), first) == ("utfallet",)
    band = replace(indicator, direction=Direction.BAND)
    assert missed(band, value(target_words="+/- 1 %", outcome=Decimal("-1.8")), first) == (
        "utfallet",
    )
    assert missed(band, value(target_words="+/- 1 %", outcome=Decimal(1)), first) == ()


def test_words_are_found_in_every_board_and_lead_there() -> None:
    example = tasks.example_report()
    whole = _whole(example, named(example, "Andra nämnden"), words="bibliotek")
    sheet = _sheet(whole, "Texter")
    texts = _column(sheet, "Text")
    assert texts
    assert all("bibliotek" in str(text).casefold() for text in texts)
    assert set(_column(sheet, "Nämnd")) == {"Andra nämnden", example.setup.board}
    origin = sheet.rows[0].origin_at(0)
    assert origin is not None
    assert origin.spot is not None
    assert not _sheet(_whole(example), "Texter").rows
