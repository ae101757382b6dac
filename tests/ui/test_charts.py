"""The chart panel: what it shows, what it follows, and that it can be read by everyone."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import OwnWord, PeriodKind, SectionKind
from tertialapp.model.goals import Indicator
from tertialapp.model.numbers import MINUS
from tertialapp.model.periods import new_period
from tertialapp.model.report import Report
from tertialapp.model.series import (
    BarChart,
    Chart,
    LineChart,
)
from tertialapp.pdf.charts.looks import LIGHT_CHART, ChartLook
from tertialapp.pdf.fonts import MAY_BREAK
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.charts.looks import DARK_CHART
from tertialapp.ui.charts.panel import HINT, ChartPanel
from tertialapp.ui.charts.pictures import SCALE, WIDTH
from tertialapp.ui.theme import show_look

NOW = "T1 2025"


@pytest.fixture
def panel(bridge: Bridge, qtbot: QtBot) -> ChartPanel:
    made = ChartPanel(bridge)
    qtbot.addWidget(made)
    made.resize(340, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def _named(report: Report, name: str) -> Indicator:
    (found,) = (row for row in report.indicators.values() if row.name == name)
    return found


def _show(panel: ChartPanel, qtbot: QtBot, *names: str) -> LineChart:
    report = panel._bridge.report
    before = panel.chart
    panel.show_indicators([_named(report, name).id for name in names])
    qtbot.waitUntil(lambda: panel.chart is not before)
    assert isinstance(panel.chart, LineChart)
    return panel.chart


def _written(panel: ChartPanel) -> list[str]:
    assert panel.view is not None
    return [words.text for words in panel.view.words()]


def _cells(panel: ChartPanel) -> list[list[str]]:
    table = panel.figures
    return [
        [str(table.model().index(row, column).data()) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


# -- printed ---------------------------------------------------------------------------------------


def test_a_chart_is_printed_where_its_box_is_ticked(panel: ChartPanel, qtbot: QtBot) -> None:
    _show(panel, qtbot, "Aktivt Medskapandeindex")
    bridge = panel._bridge
    assert panel.printed.isVisible()
    assert not panel.printed.isChecked()
    qtbot.mouseClick(panel.printed, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert _named(bridge.report, "Aktivt Medskapandeindex").charted
    bridge.document.undo()
    qtbot.waitUntil(lambda: not panel.printed.isChecked())
    panel.show_economy(SectionKind.NET_BUDGET)
    qtbot.waitUntil(lambda: isinstance(panel.chart, BarChart))
    qtbot.keyClick(panel.printed, Qt.Key.Key_Space)
    charted = [row.kind for row in bridge.report.sections.values() if row.charted]
    assert SectionKind.NET_BUDGET in charted


def test_a_comparison_is_nobodys_chart_and_is_not_printed(panel: ChartPanel, qtbot: QtBot) -> None:
    _show(panel, qtbot, "AMI ledarskap", "AMI motivation")
    assert not panel.printed.isVisible()


# -- loading ---------------------------------------------------------------------------------------

_SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tertialapp.ui import crash, settings
settings.config_dir = crash.state_dir = lambda: Path(sys.argv[1])
from tertialapp.ui.app import set_up
from tertialapp.ui.charts.panel import ChartPanel
from tertialapp.ui.main_window import MainWindow

def loaded():
    return sorted({"numpy", "pyqtgraph"} & set(sys.modules))

app = QApplication([])
set_up(app)
window = MainWindow()
window.show()
window.actions_by_key["example"].trigger()
panel = ChartPanel(window.bridge)
panel.show()
places = [place for place in window.workspace.outline.tree.places() if place.table == "goal"]
window.workspace.go_to(places[2])
QTest.qWait(200)
print(loaded())
indicator = next(iter(window.bridge.report.indicators))
panel.show_indicators([indicator])
QTest.qWait(200)
print(loaded(), panel.view.chart.title == window.bridge.report.indicators[indicator].name)
window.bridge.document.discard()
sys.stdout.flush()
"""


def test_what_draws_is_loaded_with_the_first_chart_and_is_quiet(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", "-c", _SCRIPT, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout.splitlines() == ["[]", "['numpy', 'pyqtgraph'] True"], run.stderr
    noise = [
        line for line in run.stderr.splitlines() if "propagateSizeHints" not in line
    ]  # the offscreen platform's
    assert not noise
    assert run.returncode == 0


# -- what it shows ---------------------------------------------------------------------------------


def test_the_panel_says_what_to_do_until_there_is_a_chart(panel: ChartPanel, qtbot: QtBot) -> None:
    assert panel.sentence.text() == HINT
    assert not panel.figures.isVisible()
    assert not panel.acts.isVisible()
    _show(panel, qtbot, "AMI ledarskap")
    panel.show_nothing()
    qtbot.waitUntil(lambda: panel.sentence.text() == HINT)
    assert panel.view is not None
    assert not panel.view.isVisible()
    panel.show_indicators([])
    assert panel.sentence.text() == HINT


def test_a_trend_in_lines_words_and_figures(panel: ChartPanel, qtbot: QtBot) -> None:
    chart = _show(panel, qtbot, "AMI ledarskap")
    assert panel.heading.text() == "AMI ledarskap"
    assert panel.note.text() == "Högre är bättre"
    assert panel.sentence.text() == chart.sentence
    assert {"81", "Utfall 76", "Årsmål 82", "VB 2024", NOW} <= set(_written(panel))
    assert _cells(panel) == [["VB 2024", "81", ""], [NOW, "76", "82"]]
    assert panel.view is not None
    assert panel.view.accessibleName() == "Diagram: AMI ledarskap"
    assert panel.view.accessibleDescription() == chart.sentence
    assert panel.figures.accessibleName() == "Diagrammets siffror"
    cells = [panel.figures.model().index(0, column) for column in range(3)]
    told = [cell.data(Qt.ItemDataRole.AccessibleTextRole) for cell in cells]
    assert told == ["Period: VB 2024", "Utfall: 81", "Årsmål: tomt"]


def test_targets_that_agree_are_one_line_with_both_names(panel: ChartPanel, qtbot: QtBot) -> None:
    _show(panel, qtbot, "Aktivt Medskapandeindex")
    assert "Årsmål och KF:s årsmål 83" in _written(panel)


def test_lines_that_end_before_the_forecast_are_named_in_a_key(
    panel: ChartPanel, qtbot: QtBot
) -> None:
    name = "Andel barn och unga som åter blir föremål för anmälan/ansökan efter avslutad utredning"
    _show(panel, qtbot, name)
    written = _written(panel)
    assert {"Utfall", "Kvinnor/flickor", "Män/pojkar"} <= set(written)
    assert any(text.startswith("Prognos 23,2") for text in written)
    head = panel.figures.model().headerData(0, Qt.Orientation.Horizontal)
    assert head == "Värde"  # turned on its side: it is narrow
    assert ["Kvinnor/flickor", "", "22,6"] in _cells(panel)


def test_several_indicators_beside_each_other(panel: ChartPanel, qtbot: QtBot) -> None:
    begin = "Andelen arbetade timmar av timavlönad personal i förhållande till samtliga arbetade timmar inom"
    names = [f"{begin} förskolan", f"{begin} äldreomsorg", "Aktivt Medskapandeindex"]
    _show(panel, qtbot, *names)
    assert panel.heading.text() == f"{begin} …"
    assert "Aktivt Medskapandeindex har en annan enhet" in panel.sentence.text()
    assert [row[0] for row in _cells(panel)] == ["förskolan", "äldreomsorg"]
    written = " ".join(_written(panel))
    assert "förskolan" in written
    assert "äldreomsorg" in written


def test_the_economy_as_bars(panel: ChartPanel, qtbot: QtBot) -> None:
    panel.show_economy(SectionKind.NET_BUDGET)
    qtbot.waitUntil(lambda: isinstance(panel.chart, BarChart))
    assert panel.note.text() == "I mnkr · Överskott (+) / Underskott (−)"
    assert {"+20,6", f"{MINUS}17,1", "Totalt", "Äldreomsorg"} <= set(_written(panel))
    assert _cells(panel)[-1] == ["Totalt", "0,0"]
    panel.show_economy(SectionKind.TURNOVER_CHANGES)
    qtbot.waitUntil(lambda: panel.chart is None)
    assert "inga avvikelser" in panel.sentence.text()


def test_nothing_measured_yet_is_said_instead_of_drawn(panel: ChartPanel, qtbot: QtBot) -> None:
    chart = _show(panel, qtbot, "Antalet besök på stadens fritidsgårdar")
    assert chart.blank
    assert "inga utfall än" in panel.sentence.text()
    assert panel.view is None
    assert not panel.acts.isVisible()
    assert panel.figures.isVisible()


# -- following -------------------------------------------------------------------------------------


def test_the_panel_follows_an_edit_and_its_undo(
    panel: ChartPanel, bridge: Bridge, qtbot: QtBot
) -> None:
    _show(panel, qtbot, "AMI ledarskap")
    key = _named(bridge.report, "AMI ledarskap").id
    with bridge.edit("Ändra utfall") as edit:
        edit.set(edit.report.indicator_value(key, NOW), outcome=Decimal(79))
    qtbot.waitUntil(lambda: "till 79" in panel.sentence.text())
    assert "Utfall 79" in _written(panel)
    assert _cells(panel)[1][1] == "79"
    bridge.document.undo()
    qtbot.waitUntil(lambda: "till 76" in panel.sentence.text())
    assert "Utfall 76" in _written(panel)


def test_the_panel_gives_an_indicator_up_that_is_removed_and_finds_it_again(
    panel: ChartPanel, bridge: Bridge, qtbot: QtBot
) -> None:
    _show(panel, qtbot, "AMI ledarskap")
    with bridge.edit("Ta bort") as edit:
        edit.remove(_named(edit.report, "AMI ledarskap"))
    qtbot.waitUntil(lambda: panel.sentence.text() == HINT)
    bridge.document.undo()
    qtbot.waitUntil(lambda: panel.heading.text() == "AMI ledarskap")


def test_many_edits_are_shown_once_and_others_not_at_all(
    panel: ChartPanel, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _show(panel, qtbot, "AMI ledarskap")
    assert panel.view is not None
    shown: list[Chart] = []
    real = panel.view.show_chart

    def counted(chart: Chart, look: ChartLook) -> None:
        shown.append(chart)
        real(chart, look)

    monkeypatch.setattr(panel.view, "show_chart", counted)
    key = _named(bridge.report, "AMI ledarskap").id
    other = _named(bridge.report, "Aktivt Medskapandeindex").id
    for outcome in range(60, 70):
        with bridge.edit("Ändra utfall") as edit:
            edit.set(edit.report.indicator_value(key, NOW), outcome=Decimal(outcome))
        assert "till 76" in panel.sentence.text()  # nothing is drawn while somebody types
    qtbot.waitUntil(lambda: bool(shown))
    with bridge.edit("Ändra utfall") as edit:
        edit.set(edit.report.indicator_value(other, NOW), outcome=Decimal(1))
    qtbot.wait(120)
    assert len(shown) == 1
    assert "till 69" in shown[0].sentence


def test_the_panel_follows_the_breaks_of_own_words(
    panel: ChartPanel, bridge: Bridge, qtbot: QtBot
) -> None:
    chart = _show(panel, qtbot, "AMI ledarskap", "AMI motivation")
    with bridge.edit("Ändra egna ord") as edit:
        edit.put(OwnWord(id="ledarskap", broken="ledar·skap"))
    qtbot.waitUntil(lambda: panel.chart != chart)
    words = " ".join(_written(panel))
    assert MAY_BREAK not in words
    assert "ledarskap" in words


def test_a_panel_that_is_not_seen_does_nothing_until_it_is(
    panel: ChartPanel, bridge: Bridge, qtbot: QtBot
) -> None:
    _show(panel, qtbot, "AMI ledarskap")
    before = panel.chart
    panel.hide()
    key = _named(bridge.report, "AMI ledarskap").id
    with bridge.edit("Ändra utfall") as edit:
        edit.set(edit.report.indicator_value(key, NOW), outcome=Decimal(79))
    qtbot.wait(120)
    assert panel.chart is before
    panel.show()
    qtbot.waitUntil(lambda: "till 79" in panel.sentence.text())


def test_the_panel_follows_the_shown_period(
    panel: ChartPanel, bridge: Bridge, qtbot: QtBot
) -> None:
    _show(panel, qtbot, "AMI ledarskap")
    bridge.show_period("VB 2024")
    qtbot.waitUntil(lambda: panel.sentence.text() == "AMI ledarskap är 81 (VB 2024).")
    with bridge.edit("Ny period") as edit:
        edit.put(new_period(PeriodKind.SECOND, 2025))
        value = edit.report.indicator_value(_named(edit.report, "AMI ledarskap").id, "T2 2025")
        edit.set(value, outcome=Decimal(90))
    bridge.show_period("T2 2025")
    qtbot.waitUntil(lambda: "till 90 (T2 2025)" in panel.sentence.text())


def test_the_bars_follow_their_table(panel: ChartPanel, bridge: Bridge, qtbot: QtBot) -> None:
    panel.show_economy(SectionKind.NET_BUDGET)
    qtbot.waitUntil(lambda: isinstance(panel.chart, BarChart))
    area = bridge.report.areas_under(None)[0]
    with bridge.edit("Ändra prognos") as edit:
        edit.set(edit.report.net_budget(area.id, NOW), forecast_after=0)
    qtbot.waitUntil(lambda: "+47,5" in _written(panel))
    bridge.document.undo()
    qtbot.waitUntil(lambda: "+2,0" in _written(panel))


def test_the_chart_takes_the_colours_of_the_look(
    panel: ChartPanel, qapp: QApplication, qtbot: QtBot
) -> None:
    _show(panel, qtbot, "AMI ledarskap")
    assert panel.view is not None
    try:
        for look, chart_look in (("dark", DARK_CHART), ("light", LIGHT_CHART)):
            show_look(qapp, look)
            qtbot.waitUntil(lambda wanted=chart_look: panel.view.look == wanted)  # type: ignore[misc]
            ground = panel.view.grab().toImage().pixelColor(2, 2)
            assert ground == QColor(chart_look.ground)
    finally:
        show_look(qapp, "system")


# -- keys, mouse and clipboard ---------------------------------------------------------------------


def test_figures_are_copied_as_a_spreadsheet_takes_them(panel: ChartPanel, qtbot: QtBot) -> None:
    panel.show_economy(SectionKind.NET_BUDGET)
    qtbot.waitUntil(lambda: isinstance(panel.chart, BarChart))
    panel.figures.setFocus()
    qtbot.keyClick(panel.figures, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Verksamhetsområde\tAvvikelse (mnkr)"
    assert "Äldreomsorg\t-17,1" in lines
    assert lines[-1] == "Totalt\t0,0"
    panel.figures.setCurrentCell(0, 1)
    qtbot.keyClick(panel.figures, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(panel.figures, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "2,0\n20,6"


def test_tab_goes_through_the_panel_and_out_of_it(bridge: Bridge, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    before, panel, after = QLineEdit(), ChartPanel(bridge), QLineEdit()
    layout = QVBoxLayout(around)
    for part in (before, panel, after):
        layout.addWidget(part)
    around.resize(400, 800)
    around.show()
    qtbot.waitExposed(around)
    _show(panel, qtbot, "AMI ledarskap")
    before.setFocus()
    met = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    assert met == [panel.printed, panel.figures, panel.copy_button, panel.save_button, after]


def test_the_chart_takes_no_wheel_and_no_clicks(panel: ChartPanel, qtbot: QtBot) -> None:
    _show(panel, qtbot, "AMI ledarskap")
    view = panel.view
    assert view is not None
    shown = view.viewRect(), view.getPlotItem().getViewBox().viewRange()
    wheel = QWheelEvent(
        QPointF(50, 50),
        QPointF(view.mapToGlobal(QPoint(50, 50))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.wheelEvent(wheel)
    assert not wheel.isAccepted()
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.LeftButton):
        qtbot.mouseClick(view.viewport(), button, pos=QPoint(60, 60))
    assert QApplication.activePopupWidget() is None
    assert (view.viewRect(), view.getPlotItem().getViewBox().viewRange()) == shown


def test_the_picture_is_light_large_and_on_the_clipboard(
    panel: ChartPanel, qapp: QApplication, qtbot: QtBot
) -> None:
    _show(panel, qtbot, "AMI ledarskap")
    try:
        show_look(qapp, "dark")
        with qtbot.waitSignal(panel.told):
            qtbot.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton)
    finally:
        show_look(qapp, "system")
    image = QGuiApplication.clipboard().image()
    assert image.width() == WIDTH * SCALE
    assert image.pixelColor(3, 3) == QColor(LIGHT_CHART.ground)
    assert _has_colour(image, LIGHT_CHART.outcome)
    assert _has_colour(image, LIGHT_CHART.target)


def _has_colour(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
    )


def test_the_picture_is_saved_or_it_is_said_why_not(
    panel: ChartPanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _show(panel, qtbot, "AMI ledarskap")
    asked: list[str] = []
    told: list[str] = []
    answers = [str(tmp_path / "bild"), str(tmp_path / "finns-inte" / "bild.png"), ""]

    def answer(_parent: object, _title: str, suggestion: str, _kinds: str) -> tuple[str, str]:
        asked.append(suggestion)
        return answers[len(asked) - 1], ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(
        "tertialapp.ui.charts.panel.tell", lambda _, sentence: told.append(sentence)
    )
    for _ in answers:
        panel.save_picture()
    assert asked[0] == "AMI ledarskap.png"
    assert QImage(str(tmp_path / "bild.png")).width() == WIDTH * SCALE
    assert len(told) == 1
    assert "finns inte" in told[0]
