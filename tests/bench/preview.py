"""From an edit to the new page on screen, and what the preview costs a key press."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tertialapp import tasks
from tertialapp.model.frame import TextPart
from tertialapp.model.outline import walk_goals
from tertialapp.model.places import Spot, goal_place
from tertialapp.pdf.build import build_pdf
from tertialapp.store.file import read_report
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.override import override
from tertialapp.ui.preview.view import PagesView
from tests.bench.edit import WORDS
from tests.bench.figures import SPREAD, in_ms, spread, table
from tests.bench.multiply import multiplied
from tests.bench.window import EXAMPLE, Watch, focus, opened

EDITS = 60
LARGE = 6
"""So many times the example is a report of some 240 pages."""
PATIENCE_S = 5.0


class _Painted(QObject):
    """Waits until the pages are painted after another layout has come."""

    def __init__(self, view: PagesView) -> None:
        super().__init__(view)
        self._view = view
        self._before: object = None
        self.done = False
        view.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Whoever waits goes on when the event has been handled, and so painted.
        if event.type() == QEvent.Type.Paint and self._view.layout_shown is not self._before:
            self.done = True
        return False

    def seconds(self, act: Callable[[], object]) -> float:
        """How long it takes from an act until the new pages are painted."""
        self._before, self.done = self._view.layout_shown, False
        app = QApplication.instance()
        assert app is not None
        begun = time.perf_counter()
        act()
        while not self.done:
            app.processEvents()
            assert time.perf_counter() - begun < PATIENCE_S, "no new page was painted"
        return time.perf_counter() - begun


def measure(files: Mapping[str, Path]) -> str:
    """Texts and figures in goals throughout each report; gives a table."""
    large = files[EXAMPLE].with_name("stor.tertial")
    tasks.write_new(multiplied(read_report(files[EXAMPLE]), LARGE), large)
    rows = []
    for name, path in {**files, f"{LARGE}× exemplet": large}.items():
        with opened(path) as window:
            first, pages = _first(window)
            view = _view(window)
            painted = _Painted(view)
            rows.append([f"Första sättningen, {pages} sidor, {name}", "1", in_ms(first), "", ""])
            rows.append([f"Ändrad text, {name}", *spread(_texts(window, painted))])
            rows.append([f"Ändrat utfall, {name}", *spread(_figures(window, painted))])
            rows.append([f"Ändrat namn på mål, {name}", *spread(_titles(window, painted))])
            rows.append([f"Bokstav, tills sidan är ny, {name}", *spread(_letters(window, painted))])
            rows.append([f"Bokstav, tills fältet är målat, {name}", *spread(_typing(window))])
            rows.append([f"Hela filen ur programmet, {name}", *spread(_files(window))])
            window.actions_by_key["preview"].trigger()  # so that it is not there from the start
    title = (
        "Förhandsvisning: från ändring till målad ny sida (mål vid 61 sidor: p95 högst 30 ms, "
        "hela filen högst 150 ms; vid 240 sidor: p95 högst 60 ms)"
    )
    return table(title, ["", *SPREAD], rows)


def _view(window: MainWindow) -> PagesView:
    assert window.workspace is not None
    assert window.workspace.side is not None
    assert window.workspace.side.preview is not None
    return window.workspace.side.preview.view


def _first(window: MainWindow) -> tuple[float, int]:
    action = window.actions_by_key["preview"]
    begun = time.perf_counter()
    action.trigger()
    view = _view(window)
    while not view.layout_shown.pages:
        QTest.qWait(1)
        assert time.perf_counter() - begun < PATIENCE_S, "no page was laid out"
    taken = time.perf_counter() - begun
    QTest.qWait(200)
    return taken, len(view.layout_shown.pages)


def _texts(window: MainWindow, painted: _Painted) -> list[float]:
    """A sentence more in the analysis of one goal after another, as when typing has paused."""
    assert window.workspace is not None
    space, bridge = window.workspace, window.workspace.bridge
    times = []
    goals = [
        goal.id
        for goal in walk_goals(bridge.report)
        if bridge.report.text(goal.id, bridge.period_id, TextPart.ANALYSIS).body
    ]
    for at in range(EDITS):
        key = goals[at % len(goals)]
        space.go_to_spot(Spot(goal_place(key), field="body"))
        QTest.qWait(60)

        def edit(key: str = key, at: int = at) -> None:
            with bridge.edit("Skriv") as step:
                text = step.report.text(key, bridge.period_id, TextPart.ANALYSIS)
                step.set(text, body=f"Mening nummer {at} kom till. {text.body}")

        times.append(painted.seconds(edit))
    return times


def _figures(window: MainWindow, painted: _Painted) -> list[float]:
    """Another outcome in one indicator after another."""
    assert window.workspace is not None
    space, bridge = window.workspace, window.workspace.bridge
    times = []
    indicators = list(bridge.report.indicators.values())
    for at in range(EDITS):
        row = indicators[at * 7 % len(indicators)]
        space.go_to_spot(Spot(goal_place(row.goal_id), row.id, "outcome"))
        QTest.qWait(60)

        def edit(key: str = row.id, at: int = at) -> None:
            with bridge.edit("Ändra utfall") as step:
                value = step.report.indicator_value(key, bridge.period_id)
                step.put(replace(value, outcome=Decimal(at + 1000)))

        times.append(painted.seconds(edit))
    return times


def _titles(window: MainWindow, painted: _Painted) -> list[float]:
    """Another name of one goal after another: it stands in the contents too."""
    assert window.workspace is not None
    space, bridge = window.workspace, window.workspace.bridge
    times = []
    goals = [goal.id for goal in walk_goals(bridge.report)]
    for at in range(EDITS):
        key = goals[at % len(goals)]
        space.go_to_spot(Spot(goal_place(key), field="title"))
        QTest.qWait(60)

        def edit(key: str = key, at: int = at) -> None:
            with bridge.edit("Byt namn") as step:
                goal = step.report.goals[key]
                step.set(goal, title=f"{goal.title} {at}")

        times.append(painted.seconds(edit))
    return times


def _letters(window: MainWindow, painted: _Painted) -> list[float]:
    """A letter typed in an analysis, until it stands on its page."""
    _begin_to_type(window)
    presses = (partial(QTest.keyClick, focus(), WORDS[at % len(WORDS)]) for at in range(EDITS))
    return [painted.seconds(press) for press in presses]


def _typing(window: MainWindow) -> list[float]:
    """A letter each 60 ms, until the first painting after it: what a typist notices of the preview."""
    _begin_to_type(window)
    watch, times = Watch(), []
    for at in range(2 * EDITS):
        times.append(watch.key(WORDS[at % len(WORDS)]))
        QTest.qWait(60)
    return times


def _files(window: MainWindow) -> list[float]:
    """The PDF of the report that was laid out for the preview a moment ago."""
    bridge = _begin_to_type(window)
    times = []
    for at in range(EDITS // 4):
        QTest.keyClick(focus(), WORDS[at % len(WORDS)])
        QTest.qWait(60)
        begun = time.perf_counter()
        build_pdf(bridge.report, bridge.period_id)
        times.append(time.perf_counter() - begun)
    return times


def _begin_to_type(window: MainWindow) -> Bridge:
    assert window.workspace is not None
    bridge = window.workspace.bridge
    longest = max(
        (text for text in bridge.report.texts.values() if text.owner_id in bridge.report.goals),
        key=lambda text: len(text.body),
    )
    window.workspace.go_to_spot(Spot(goal_place(longest.owner_id), field="body", line=0))
    QTest.qWait(60)
    return bridge
