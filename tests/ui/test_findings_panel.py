"""Kontroll beside the page: what the checks find, the way to each place, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.base.errors import BadFile
from tertialapp.check.findings import Severity
from tertialapp.document.opening import new_document
from tertialapp.model.frame import PeriodKind, TextPart
from tertialapp.model.places import goal_place
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.waive import WaiveDialog
from tertialapp.ui.findings.lines import Line
from tertialapp.ui.findings.panel import FindingPanel
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.outline.model import STANDING_ROLE
from tertialapp.ui.outline.view import findings_box
from tests.ui.conftest import press

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def panel(example: MainWindow) -> FindingPanel:
    """Kontroll beside the example, with the cursor in its list."""
    example.resize(1500, 900)
    example.activateWindow()
    example.actions_by_key["checks"].trigger()
    assert example.workspace is not None
    assert example.workspace.side is not None
    made = example.workspace.side.checks
    assert made is not None
    made.list.setFocus()
    return made


@pytest.fixture
def report(example: MainWindow) -> Bridge:
    """The bridge of the open example."""
    assert example.bridge is not None
    return example.bridge


def _lines(panel: FindingPanel) -> list[Line]:
    return list(panel.list.findings.lines)


def _rules(panel: FindingPanel) -> list[str]:
    return [line.finding.rule for line in _lines(panel) if line.finding]


def _mark(panel: FindingPanel, rule: str) -> Line:
    """Mark the first finding of a rule."""
    panel.list.mark(_rules(panel).index(rule))
    assert panel.line is not None
    return panel.line


def _write(bridge: Bridge, body: str, owner: str = "mal-2.2") -> None:
    with bridge.edit("Skriv") as edit:
        edit.set(edit.report.text(owner, bridge.period_id, TextPart.ANALYSIS), body=body)


def test_errors_and_warnings_are_listed_and_notes_when_they_are_asked_for(
    panel: FindingPanel, report: Bridge
) -> None:
    shown = {line.severity for line in _lines(panel)}
    assert shown == {Severity.ERROR, Severity.WARNING}
    assert len(_lines(panel)) == len(report.marks.faults)
    notes = panel.severities[Severity.NOTE]
    counts = [sum(f.severity is level for f in report.marks.findings) for level in Severity]
    assert [button.text() for button in panel.severities.values()] == [
        f"Fel {counts[0]}",
        f"Varningar {counts[1]}",
        f"Notiser {counts[2]}",
    ]
    notes.click()
    assert len(_lines(panel)) == sum(counts)
    for button in panel.severities.values():
        button.setChecked(False)
    assert _lines(panel) == []
    assert "slag" in panel.nothing.text()
    assert panel.nothing.isVisible()


def test_a_line_is_heard_with_its_severity_place_and_whose_it_is(panel: FindingPanel) -> None:
    _mark(panel, "prose-figure")
    heard = panel.list.currentIndex().data(_SPOKEN)
    assert heard == (
        "Fel. Texten säger 93,8 procent, men utfallet för ”Inskrivningsgrad i förskola” är 93,3\u00a0%. "
        "1.2 · Avdelningen för förskola. Kan rättas: Skriv 93,3\u00a0procent"
    )


def test_they_are_narrowed_to_a_chapter_and_to_whose_they_are(panel: FindingPanel) -> None:
    every = len(_lines(panel))
    panel.chapter.setCurrentIndex(panel.chapter.findText("3 ", Qt.MatchFlag.MatchStartsWith))
    panel.chapter.activated.emit(panel.chapter.currentIndex())
    assert 0 < len(_lines(panel)) < every
    assert {line.where[0] for line in _lines(panel)} == {"3"}
    of_chapter = len(_lines(panel))
    owner = next(line.owner for line in _lines(panel) if line.owner)
    panel.owner.setCurrentIndex(panel.owner.findData(owner))
    panel.owner.activated.emit(panel.owner.currentIndex())
    assert {line.owner for line in _lines(panel)} == {owner}
    assert len(_lines(panel)) < of_chapter
    assert panel.severities[Severity.ERROR].text() == (
        f"Fel {sum(line.severity is Severity.ERROR for line in _lines(panel))}"
    )


def test_enter_leads_to_every_finding(
    panel: FindingPanel, example: MainWindow, qtbot: QtBot
) -> None:
    panel.severities[Severity.NOTE].click()
    for row, line in enumerate(_lines(panel)):
        panel.list.mark(row)
        panel.list.setFocus()
        press(qtbot, Key.Key_Return)
        assert example.workspace is not None
        page = example.workspace.page
        assert page is not None
        assert page.place == line.place, line.sentence
        assert line.finding is not None
        first = line.finding.cells[0]
        subject = first.key.partition("@")[0]
        if page.grid_views() and subject != line.place.key and first.field not in ("body", "unit"):
            assert page.spot is not None, line.sentence
            assert page.spot.row.partition("@")[0] in (subject, ""), line.sentence


def test_enter_marks_the_words_that_are_meant(panel: FindingPanel, qtbot: QtBot) -> None:
    _mark(panel, "prose-figure")
    press(qtbot, Key.Key_Return)
    field = cast(QTextEdit, QApplication.focusWidget())
    assert field.textCursor().selectedText() == "93,8\u00a0procent"


def test_f8_goes_from_one_finding_to_the_next_and_back(
    example: MainWindow, qtbot: QtBot, report: Bridge
) -> None:
    example.activateWindow()
    example.actions_by_key["next_finding"].trigger()
    assert example.workspace is not None
    assert example.workspace.side is not None
    panel = example.workspace.side.checks
    assert panel is not None
    assert panel.isVisible()
    first, second, *_, last = _lines(panel)
    count = len(report.marks.faults)
    assert panel.line == first
    assert example.status.currentMessage() == f"Fynd 1 av {count}: {first.sentence}"
    qtbot.keyClick(example, Key.Key_F8)
    assert panel.line == second
    assert example.workspace.place == second.place
    qtbot.keyClick(example, Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(example, Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert panel.line == last


def test_the_marked_finding_stays_marked_when_others_go_and_its_figures_change(
    panel: FindingPanel, report: Bridge, qtbot: QtBot
) -> None:
    before = _mark(panel, "split")
    value = report.report.indicator_values["ind-1.3-5@T1 2025"]
    with report.edit("Ändra") as edit:
        point = report.report.decisions["beslut-12"]
        edit.put(replace(point, text=point.text.replace("0,9", "0,8")))
        edit.put(replace(value, outcome=Decimal(99)))
    qtbot.waitUntil(lambda: "decision-text-amount" not in _rules(panel))
    assert panel.line is not None
    assert panel.line.finding is not None
    assert panel.line.finding.rule == "split"
    assert panel.line.key != before.key
    assert "99" in panel.line.sentence


# -- repairs ---------------------------------------------------------------------------------------


def test_ctrl_enter_mends_in_one_undo_step(
    panel: FindingPanel, example: MainWindow, report: Bridge, qtbot: QtBot
) -> None:
    found = _mark(panel, "prose-figure").finding
    row = panel.list.currentIndex().row()
    before = report.report
    qtbot.keyClick(panel.list, Key.Key_Return, Control)
    assert "prose-figure" not in _rules(panel)
    assert "93,3\u00a0procent" in report.report.texts["mal-1.2@T1 2025@analysis"].body
    assert panel.list.currentIndex().row() == row
    assert example.actions_by_key["undo"].toolTip() == "Ångra: Skriv 93,3\u00a0procent"
    example.actions_by_key["undo"].trigger()
    assert report.report == before
    assert found in report.marks.findings


def test_what_can_not_be_mended_by_itself_is_not_offered(
    panel: FindingPanel, example: MainWindow, report: Bridge, qtbot: QtBot
) -> None:
    _mark(panel, "split")
    assert not example.actions_by_key["mend"].isEnabled()
    before = report.report
    qtbot.keyClick(panel.list, Key.Key_Return, Control)
    assert report.report is before
    assert example.status.currentMessage() == "Det finns inget kvar att rätta här."
    _mark(panel, "prose-figure")
    assert example.actions_by_key["mend"].isEnabled()


def test_what_is_typed_meanwhile_is_kept_by_a_repair(
    panel: FindingPanel, report: Bridge, qtbot: QtBot
) -> None:
    _mark(panel, "prose-figure")
    press(qtbot, Key.Key_Return)
    field = QApplication.focusWidget()
    assert field is not None
    press(qtbot, Key.Key_Home)
    qtbot.keyClicks(field, "Nytt: ")
    qtbot.keyClick(panel.list, Key.Key_Return, Control)
    body = report.report.texts["mal-1.2@T1 2025@analysis"].body
    assert "Nytt: " in body
    assert "93,3\u00a0procent" in body


def test_all_of_one_kind_and_all_form_are_mended_in_one_step_each(
    panel: FindingPanel, example: MainWindow, report: Bridge
) -> None:
    _write(report, "Barn 1-5 år, 90% av alla, 2-3 år.")
    panel.severities[Severity.NOTE].click()
    panel.renew()
    _mark(panel, "dash")
    before = report.report
    example.actions_by_key["mend_kind"].trigger()
    assert (
        report.report.texts["mal-2.2@T1 2025@analysis"].body == "Barn 1–5 år, 90% av alla, 2–3 år."
    )
    assert example.status.currentMessage() == "Rättat på 3 ställen. Ångra med Ctrl+Z."
    assert "dash" not in _rules(panel)
    assert "percent-blank" in _rules(panel)
    example.actions_by_key["undo"].trigger()
    assert report.report == before
    example.actions_by_key["mend_forms"].trigger()
    assert example.status.currentMessage() == "Rättat på 4 ställen. Ångra med Ctrl+Z."
    example.actions_by_key["mend_forms"].trigger()
    assert example.status.currentMessage() == "Det finns inget att rätta i formen."
    example.actions_by_key["undo"].trigger()
    assert report.report == before


def test_rules_that_need_a_look_are_not_mended_all_at_once(
    panel: FindingPanel, example: MainWindow
) -> None:
    _mark(panel, "final-outcome-misses")
    assert not example.actions_by_key["mend_kind"].isEnabled()


def test_nothing_is_said_to_be_mendable_in_a_locked_period(
    panel: FindingPanel, example: MainWindow, report: Bridge, qtbot: QtBot
) -> None:
    _mark(panel, "prose-figure")
    every = _lines(panel)
    high = panel.list.visualRect(panel.list.currentIndex()).height()
    with report.edit("Lås") as edit:
        edit.put(replace(report.period, locked=True))
    qtbot.waitUntil(lambda: "Kan rättas" not in panel.list.currentIndex().data(_SPOKEN))
    qtbot.waitUntil(lambda: panel.list.visualRect(panel.list.currentIndex()).height() < high)
    assert [line.key for line in _lines(panel)] == [line.key for line in every]
    before = report.report
    for command in ("mend", "mend_kind", "mend_forms", "waive"):
        assert not example.actions_by_key[command].isEnabled(), command
    qtbot.keyClick(panel.list, Key.Key_Return, Control)
    assert example.status.currentMessage() == report.read_only
    assert report.report is before
    qtbot.keyClick(example, Key.Key_F8)  # one may still look at them
    assert example.status.currentMessage().startswith("Fynd ")
    assert not any(line.is_repairable for line in _lines(panel))
    report.document.undo()
    qtbot.waitUntil(lambda: any(line.is_repairable for line in _lines(panel)))
    _mark(panel, "prose-figure")
    assert example.actions_by_key["mend"].isEnabled()


# -- reasons ---------------------------------------------------------------------------------------


def _in_dialog(example: MainWindow, act: Callable[[WaiveDialog], None]) -> None:
    """Ask for a reason, and do something in the dialog when it is there."""

    def when_shown() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WaiveDialog)
        act(dialog)

    QTimer.singleShot(0, when_shown)
    example.actions_by_key["waive"].trigger()


def _say(qtbot: QtBot, reason: str) -> Callable[[WaiveDialog], None]:
    def say(dialog: WaiveDialog) -> None:
        dialog.person.setText("Siv Ek")
        dialog.day.setText("2025-05-12")
        qtbot.keyClicks(dialog.words, reason)
        qtbot.keyClick(dialog.person, Key.Key_Return)

    return say


def test_a_reason_silences_a_finding_and_can_be_taken_back(
    panel: FindingPanel, example: MainWindow, report: Bridge, qtbot: QtBot
) -> None:
    found = _mark(panel, "split").finding
    assert found is not None
    count = len(_lines(panel))
    _in_dialog(example, _say(qtbot, "Stadens system har de talen."))
    assert "split" not in _rules(panel)
    assert len(_lines(panel)) == count - 1
    assert found not in report.marks.faults
    assert report.marks.finding("indicator_value", "ind-1.3-5@T1 2025", "men") == ""
    panel.waived.click()
    assert panel.waived.text() == "Motiverade (1)"
    (line,) = _lines(panel)
    assert line.finding == found
    panel.list.mark(0)
    assert (
        panel.list.currentIndex()
        .data(_SPOKEN)
        .endswith("Motivering: Stadens system har de talen. (Siv Ek, 2025-05-12)")
    )
    assert not example.actions_by_key["mend"].isEnabled()
    qtbot.keyClick(panel.list, Key.Key_Delete)
    assert report.report.waivers == {}
    assert not panel.waived.isVisible()
    assert "split" in _rules(panel)
    example.actions_by_key["undo"].trigger()
    assert len(report.report.waivers) == 1


def test_a_reason_whose_finding_is_gone_is_told_and_can_be_removed(
    panel: FindingPanel, example: MainWindow, report: Bridge, qtbot: QtBot
) -> None:
    _mark(panel, "split")
    _in_dialog(example, _say(qtbot, "Stadens system har de talen."))
    value = report.report.indicator_values["ind-1.3-5@T1 2025"]
    with report.edit("Ändra") as edit:
        edit.put(replace(value, outcome=Decimal(64)))
    panel.renew()
    panel.waived.click()
    (line,) = _lines(panel)
    assert line.word == "Gäller inte längre"
    assert "62,26" in line.sentence
    panel.follow()
    qtbot.keyClick(panel.list, Key.Key_Delete)
    assert report.report.waivers == {}


def test_a_reason_person_and_day_are_asked_for(
    panel: FindingPanel, example: MainWindow, report: Bridge, qtbot: QtBot
) -> None:
    _mark(panel, "split")
    said = []

    def try_all(dialog: WaiveDialog) -> None:
        person = dialog.person.text()
        for reason, name, day in (
            ("  ", person, ""),
            ("Så är det.", " ", ""),
            ("Så är det.", "Bo", "31 februari"),
        ):
            dialog.words.setPlainText(reason)
            dialog.person.setText(name)
            dialog.day.setText(day)
            qtbot.keyClick(dialog.person, Key.Key_Return)
            assert dialog.isVisible()
            said.append(dialog.fault.text())
        said.append(person)
        qtbot.keyClick(dialog, Key.Key_Escape)

    _in_dialog(example, try_all)
    assert said[:2] == [
        "Skriv varför det är rätt som det står.",
        "Skriv vem som står för det.",
    ]
    assert said[2]
    assert said[3]
    assert report.report.waivers == {}


def test_lines_are_as_high_as_their_words_need(panel: FindingPanel, qtbot: QtBot) -> None:
    def heights() -> list[int]:
        rows = range(len(_lines(panel)))
        return [
            panel.list.sizeHintForIndex(panel.list.findings.index(row)).height() for row in rows
        ]

    before = heights()
    lengths = [len(line.sentence) for line in _lines(panel)]
    assert before[lengths.index(max(lengths))] > before[lengths.index(min(lengths))]
    font = panel.list.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    panel.list.setFont(font)
    assert all(now > was for now, was in zip(heights(), before, strict=True))
    panel.list.setFixedWidth(900)
    qtbot.waitUntil(lambda: sum(heights()) < 1.5 * sum(before))


# -- ways in ---------------------------------------------------------------------------------------


def test_the_counts_in_the_status_line_lead_there(
    example: MainWindow, report: Bridge, qtbot: QtBot
) -> None:
    errors = sum(f.severity is Severity.ERROR for f in report.marks.faults)
    warnings = len(report.marks.faults) - errors
    words = f"{errors} fel, {warnings} varningar"
    qtbot.waitUntil(lambda: example.status.findings.text() == words)
    example.status.findings.click()
    assert example.workspace is not None
    assert example.workspace.side is not None
    assert example.workspace.side.checks is not None
    assert example.workspace.side.checks.isVisible()
    assert example.actions_by_key["checks"].isChecked()


def test_a_place_leads_to_its_findings(panel: FindingPanel, example: MainWindow) -> None:
    line = next(each for each in _lines(panel) if each.where == "3.4")
    panel.chapter.setCurrentIndex(1)
    panel.chapter.activated.emit(1)
    assert example.workspace is not None
    example.workspace.go_to(line.place)
    example.actions_by_key["findings_here"].trigger()
    assert panel.line == line


def test_a_click_on_the_count_in_the_tree_leads_to_the_findings_there(
    example: MainWindow, qtbot: QtBot
) -> None:
    space = example.workspace
    assert space is not None
    outline = space.outline
    index = outline.tree.index_of(goal_place("mal-3.4"))
    outline.scrollTo(index)
    qtbot.waitUntil(lambda: index.data(STANDING_ROLE).findings > 0)
    line = outline.visualRect(index)
    box = findings_box(line, index.data(STANDING_ROLE), outline.fontMetrics())
    qtbot.mouseClick(
        outline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(line.left() + 4, box.center().y())
    )
    assert space.side is None or space.side.checks is None
    qtbot.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert space.side is not None
    assert space.side.checks is not None
    assert space.side.checks.line is not None
    assert space.side.checks.line.place == goal_place("mal-3.4")


def test_what_can_not_be_written_is_not_said_to_be_done(
    panel: FindingPanel,
    example: MainWindow,
    report: Bridge,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BadFile("Disken är full.")

    monkeypatch.setattr(report.document, "_carry_out", refuse)
    told: list[str] = []
    monkeypatch.setattr("tertialapp.ui.main_window.tell", lambda _, sentence: told.append(sentence))
    example.status.clearMessage()
    _mark(panel, "prose-figure")
    qtbot.keyClick(panel.list, Key.Key_Return, Control)
    _mark(panel, "split")

    def say_and_give_up(dialog: WaiveDialog) -> None:
        QTimer.singleShot(0, dialog.reject)  # when it is there again
        _say(qtbot, "Stadens system har de talen.")(dialog)

    _in_dialog(example, say_and_give_up)
    assert told == ["Disken är full."] * 2
    assert example.status.currentMessage() == ""
    assert {"prose-figure", "split"} <= set(_rules(panel))


def test_nothing_to_find_is_said_in_words(window: MainWindow, qtbot: QtBot) -> None:
    report = tasks.new_report("Nämnden", PeriodKind.FIRST, 2025)
    window.files.opened.emit(new_document(report))
    window.actions_by_key["checks"].trigger()
    assert window.workspace is not None
    assert window.workspace.side is not None
    panel = window.workspace.side.checks
    assert panel is not None
    assert panel.nothing.isVisible()
    assert "slag" in panel.nothing.text()  # there are notes
    panel.severities[Severity.NOTE].click()
    assert set(_rules(panel)) == {"empty-section"}
    for _ in list(_lines(panel)):
        qtbot.keyClick(panel.list, Key.Key_Return, Control)
    assert panel.nothing.isVisible()
    assert panel.nothing.text().startswith("Inga fynd.")
