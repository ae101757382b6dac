"""The window: it wires commands, start page, workspace and status line together, and does no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QMenu,
    QStackedWidget,
)

from tertialapp.base.errors import Refusal
from tertialapp.document.document import Change, Document
from tertialapp.document.merging import Outcome
from tertialapp.model.part_words import part_title
from tertialapp.model.places import Spot
from tertialapp.store.file import SUFFIX
from tertialapp.store.log import EditKind
from tertialapp.ui.actions import (
    OUTLINE_COMMANDS,
    REPORT_COMMANDS,
    SAVING_COMMANDS,
    WHOLE_COMMANDS,
    WRITING_COMMANDS,
    build_menus,
    command_entries,
)
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.check_commands import CheckCommands
from tertialapp.ui.consolidate.beside import BoardsBeside
from tertialapp.ui.dialogs.ask import ask, tell
from tertialapp.ui.dialogs.beside import DialogsBeside
from tertialapp.ui.file_commands import FileCommands
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.handlers import (
    check_handlers,
    decision_handlers,
    dialog_handlers,
    export_handlers,
    focus_handlers,
    help_handlers,
    report_handlers,
    workspace_handlers,
)
from tertialapp.ui.icons import icon
from tertialapp.ui.merge.acts import came_in
from tertialapp.ui.merge.undecided import Undecided
from tertialapp.ui.old_values import OldValues
from tertialapp.ui.override import override
from tertialapp.ui.parts.band import PartBand
from tertialapp.ui.reading_band import ReadingBand
from tertialapp.ui.report_commands import ReportCommands
from tertialapp.ui.settings import (
    keep,
    keep_text,
    recent_files,
    remembered,
    remembered_text,
    settings,
    written_at,
)
from tertialapp.ui.side_tabs import CHARTS, CHECKS, PREVIEW
from tertialapp.ui.status_bar import StatusLine
from tertialapp.ui.theme import show_look, theme_now
from tertialapp.ui.titles import title_of
from tertialapp.ui.tool_bar import ToolBar
from tertialapp.ui.view_memory import keep_view, restore_view
from tertialapp.ui.work import Work
from tertialapp.ui.workspace import Workspace

if TYPE_CHECKING:
    from tertialapp.exchange.ils import Remark
    from tertialapp.ui.start_page import StartPage

SAY_MS = 6000
FIRST_SIZE = (1280, 800)
"""Room for the title bar and edges that the system puts around the window."""
WIDEST_TREE = 340
SIDES = {"charts": CHARTS, "preview": PREVIEW, "checks": CHECKS}
"""The tabs beside the page by the commands that show them."""
LOOKS = {"light": "light", "dark": "dark", "system_look": "system"}
"""The looks by the commands that choose them."""
TICKS = "stämmande siffror"
"""What the settings call whether figures that agree are marked."""
WIDE_WINDOW = 1600
"""Pixels: from here on there is room for charts beside the page."""


class MainWindow(QMainWindow):
    """Shows the start page, or the report that is open."""

    def __init__(self) -> None:
        super().__init__()
        self.bridge: Bridge | None = None
        self.workspace: Workspace | None = None
        self._commands: ReportCommands | None = None
        self._checks: CheckCommands | None = None
        self._changed_at: datetime | None = None
        self._saved_at: datetime | None = None
        self.beside: DialogsBeside | None = None
        self._old: OldValues | None = None
        self.boards = BoardsBeside(self)
        self.boards.wanted.connect(self._guarded(self._open_at))
        resize_within_screen(self, *FIRST_SIZE)
        self.setMinimumSize(800, 480)
        self.files = FileCommands(self)
        self.files.opened.connect(self._show_document)
        self.files.read_in.connect(self._show_remarks)
        self.files.saved.connect(self._saved)
        self.files.merged.connect(self._merged)
        self.files.told.connect(self.say)
        self.actions_by_key, self._menus = build_menus(self, self._handlers())
        self._recent = self._recent_menu()
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._bar = ToolBar(self.actions_by_key)
        self._bar.period_chosen.connect(self._choose_period)
        self.addToolBar(self._bar)
        self._band = ReadingBand()
        self._band.own_copy_wanted.connect(self._guarded(self.files.edit_own_copy))
        self._band.editing_wanted.connect(self._guarded(self.files.begin_editing))
        self._band.unlock_wanted.connect(self._guarded(self._unlock))
        self.addToolBarBreak()
        self.addToolBar(self._band)
        self._part_band = PartBand()
        self.addToolBarBreak()
        self.addToolBar(self._part_band)
        self.status = StatusLine()
        self.status.old_values_wanted.connect(lambda: self.beside and self.beside.list_old_values())
        self.status.findings_wanted.connect(lambda: self._checks.show() if self._checks else None)
        self.status.undecided_wanted.connect(self.actions_by_key["conflicts"].trigger)
        self.status.late_wanted.connect(self.actions_by_key["overview"].trigger)
        self.setStatusBar(self.status)
        self._show_side_actions(self._side_at_first())
        self.actions_by_key["ticks"].setChecked(remembered_text(TICKS) != "nej")
        self._colour()
        geometry = remembered("fönster")
        if geometry:
            self.restoreGeometry(geometry)
        self._show_commands()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.bridge is None:
            self._show_start()

    # -- wiring ---------------------------------------------------------------------------------

    @cached_property
    def start_page(self) -> StartPage:
        """Made when it is first shown: most often the window opens with a report."""
        from tertialapp.ui.start_page import StartPage

        page = StartPage(self._handlers())
        page.open_file.connect(self._guarded(self.files.open_path))
        page.recover.connect(self._guarded(self.files.recover))
        page.give_up.connect(self._guarded(self.files.give_up))
        self.files.given_up.connect(page.refresh)
        self._stack.addWidget(page)
        return page

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self._guarded(self.files.new),
            "open": self._guarded(self.files.ask_and_open),
            "example": self._guarded(self.files.example),
            "read": self._guarded(self.files.read),
            "save": self._guarded(self.files.save),
            "save_as": self._guarded(self.files.save_as),
            "merge": self._guarded(self.files.merge_with),
            "merge_into": self._guarded(self.files.merge_into_original),
            "backups": self._guarded(self.files.backups),
            **export_handlers(lambda: self.workspace, self._prove),
            "proof": self._prove,
            "consolidate": self._guarded(self.boards.show),
            "close": self.close_report,
            "quit": self.close,
            "undo": partial(self._step_back, redo=False),
            "redo": partial(self._step_back, redo=True),
            "palette": self._palette,
            **{key: partial(self._turn_side, key) for key in SIDES},
            "ticks": self._turn_ticks,
            **{key: partial(_set_look, look) for key, look in LOOKS.items()},
            **focus_handlers(),
            **workspace_handlers(lambda: self.workspace),
            **dialog_handlers(lambda: self.beside),
            **report_handlers(lambda: self._commands),
            "send_part": self._guarded(self._send_part),
            "read_back": self._guarded(self.files.read_back),
            **decision_handlers(lambda: self.workspace),
            **check_handlers(lambda: self._checks),
            **help_handlers(self),
        }

    def _guarded(self, act: Callable[..., object]) -> Callable[..., None]:
        """The act, with a refusal told in its one sentence."""

        def guarded(*args: object) -> None:
            try:
                act(*args)
            except Refusal as refusal:
                tell(self, str(refusal))

        return guarded

    def _recent_menu(self) -> QMenu:
        menu = QMenu("Senas&te filer", self)
        menu.aboutToShow.connect(self._fill_recent)
        files_menu, _ = self._menus[0]
        files_menu.insertMenu(self.actions_by_key["read"], menu)
        return menu

    def _fill_recent(self) -> None:
        self._recent.clear()
        for file in recent_files():
            action = self._recent.addAction(f"{file.path.stem}  –  {file.path.parent}")
            act = self._guarded(self.files.open_path)
            action.triggered.connect(lambda _checked, path=file.path, act=act: act(path))

    def _side_at_first(self) -> str:
        """The tab beside the page: as last time, at first charts where there is room for them."""
        kept = remembered_text("bredvid")
        if kept:
            return kept if kept in SIDES.values() else ""
        return CHARTS if self.width() >= WIDE_WINDOW else ""

    # -- which report ---------------------------------------------------------------------------

    def _show_document(self, document: Document) -> None:
        self._take_down()
        self.bridge = Bridge(document, self)
        self.bridge.show_ticks(shown=self.actions_by_key["ticks"].isChecked())
        self.workspace = Workspace(self.bridge)
        self._old = OldValues(self.bridge, self.bridge)
        self._old.changed.connect(self._show_old_values)
        self._commands = ReportCommands(self.workspace)
        undecided = Undecided(self.bridge, self.bridge)
        undecided.changed.connect(self._show_undecided)
        self.beside = DialogsBeside(self.workspace, self._old, undecided, self)
        self._checks = CheckCommands(self.workspace, self.actions_by_key)
        self._checks.wanted.connect(self._show_checks)
        self._checks.enable()
        self.bridge.changed.connect(self._follow)
        self.bridge.forgotten.connect(self._show_commands)
        self.bridge.locked_changed.connect(self._show_commands)
        self.bridge.period_changed.connect(self._show_period)
        self.bridge.asked.connect(lambda key: self.actions_by_key[key].trigger())
        self.bridge.refused.connect(lambda sentence: tell(self, sentence))
        self.workspace.told.connect(self.say)
        self.workspace.outline.addActions([self.actions_by_key[key] for key in OUTLINE_COMMANDS])
        self.files.workspace = self.workspace
        splitter = remembered("delning")
        if splitter:
            self.workspace.restoreState(splitter)
        else:
            tree = min(WIDEST_TREE, self.width() // 4)
            self.workspace.setSizes([tree, self.width() - tree])
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self._bar.fill_periods(self.bridge)
        self.workspace.side_turned.connect(self._keep_side)
        self.workspace.show_side(self._side)
        if document.path is not None:
            restore_view(document.path, self.workspace)
        self._saved_at = written_at(document.path)
        self._show_commands()
        self._show_undecided()
        self._show_state()
        self.workspace.outline.setFocus()

    def _take_down(self) -> None:
        if self.workspace is not None and self.bridge is not None:
            keep("delning", self.workspace.saveState())
            if self.bridge.document.path is not None:
                keep_view(self.bridge.document.path, self.workspace)
            self.status.forget()
            self.bridge.detach()
            self.bridge.document.discard()  # before the start page looks for copies left behind
            self._stack.removeWidget(self.workspace)
            self.workspace.deleteLater()
            self.bridge.deleteLater()
        if self.beside is not None:
            self.beside.close()
        self.bridge = self.workspace = self._commands = self._checks = self.beside = None
        self._old = None
        self.status.show_old_values("")
        self._show_undecided()
        self.files.workspace = None
        self._changed_at = self._saved_at = None

    def _show_remarks(self, name: str, remarks: list[Remark]) -> None:
        self.say(f"{name} är inläst.")
        if remarks and self.beside is not None:
            self.beside.show_remarks(name, remarks)
        self._show_commands()

    def _saved(self) -> None:
        self._saved_at = datetime.now().astimezone()
        if self.bridge is not None:
            self.bridge.saved.emit()
        self._show_commands()
        self._show_state()

    def close_report(self) -> bool:
        """Close the report and show the start page; False when the user would rather not."""
        if not self.files.settle():
            return False
        self._take_down()
        self._show_start()
        return True

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        keep("fönster", self.saveGeometry())
        if self.files.settle():
            for work in self.findChildren(Work):
                work.stop()
                work.wait()
            self._take_down()
            self.boards.close()
            event.accept()
        else:
            event.ignore()

    # -- commands -------------------------------------------------------------------------------

    def _step_back(self, *, redo: bool) -> None:
        if self.bridge is None or self.workspace is None or not self.workspace.leave():
            return
        document = self.bridge.document
        label = document.redo_label if redo else document.undo_label
        try:
            if redo:
                document.redo()
            else:
                document.undo()
        except Refusal as refusal:
            tell(self, str(refusal))
            return
        if label:
            self.say(f"{'Gjort om' if redo else 'Ångrat'}: {label}.")

    def _choose_period(self, period_id: str) -> None:
        if self.bridge is not None and self.workspace is not None:
            if self.workspace.leave():
                self.bridge.show_period(period_id)
            self._show_period()

    def _show_period(self) -> None:
        if self.bridge is not None:
            self._bar.show_period(self.bridge)
            self._show_state()

    def _unlock(self) -> None:
        """Let the shown period be written in again."""
        from tertialapp.approval import unlock

        if self.bridge is not None and self.workspace is not None:
            self.workspace.outline.setFocus()  # which would go to the status bar with the button
            unlock(self.bridge.document, self.bridge.period_id)

    def _palette(self) -> None:
        from tertialapp.ui.dialogs.palette import PaletteDialog

        commands = tuple(command_entries(self.actions_by_key, is_open=self.bridge is not None))
        dialog = PaletteDialog(self.bridge, commands, self)
        dialog.stand_over(self)
        chosen = dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        if chosen is None:
            return
        if chosen.command:
            self.actions_by_key[chosen.command].trigger()
        elif self.workspace is not None and chosen.place is not None:
            field = "body" if chosen.kind == "Text" else ""
            self.workspace.go_to_spot(Spot(chosen.place, chosen.row, field))

    def _show_old_values(self) -> None:
        """Say how many texts say a value that has changed under them."""
        sentence = self._old.sentence if self._old else ""
        self.status.show_old_values(sentence)
        if sentence:
            self.say(f"{sentence}.")

    def _merged(self, outcome: Outcome) -> None:
        """Say what came in; what there is to decide of it is shown."""
        if self.beside is not None:
            self.beside.undecided.add(outcome.notices)
            if outcome.asks:
                self.beside.show_conflicts()
        self.say(came_in(outcome))
        if outcome.remarks:
            sentence = "\n\n".join(outcome.remarks)
            if ask(self, sentence, "", ("Visa versionerna", "Stäng")) == 0:
                self.actions_by_key["versions"].trigger()

    def _show_undecided(self) -> None:
        """Say how much merges have left to decide."""
        sentence = self.beside.undecided.sentence if self.beside else ""
        self.status.show_undecided(sentence)
        action = self.actions_by_key["conflicts"]
        action.setText(f"Kon&flikter ({sentence}) …" if sentence else "Kon&flikter …")
        action.setEnabled(bool(sentence))

    def _send_part(self) -> None:
        from tertialapp.ui.parts.send import send

        if self.workspace is not None and self.workspace.leave():
            send(self, self.workspace)

    def _prove(self, standard: str = "") -> None:
        if self.beside is not None:
            self.beside.prove(standard)

    def _open_at(self, path: Path, period_id: str, spot: Spot | None) -> None:
        """Open a file in a period, at a spot if one is given."""
        self.files.open_path(path)
        if (
            self.bridge is None
            or self.workspace is None
            or self.bridge.document.path != path.resolve()
        ):
            return
        self._choose_period(period_id)
        if spot is not None:
            self.workspace.go_to_spot(spot)
        self.activateWindow()

    def _turn_side(self, key: str) -> None:
        """Show a tab beside the page, or hide it where it is shown."""
        self._keep_side(SIDES[key] if self.actions_by_key[key].isChecked() else "")
        if self.workspace is not None:
            self.workspace.show_side(self._side)

    def _show_checks(self) -> None:
        if self.workspace is not None:
            self._keep_side(CHECKS)
            self.workspace.show_side(CHECKS)

    def _turn_ticks(self) -> None:
        """Mark figures of texts that agree with the tables, or don't."""
        shown = self.actions_by_key["ticks"].isChecked()
        keep_text(TICKS, "ja" if shown else "nej")
        if self.bridge is not None:
            self.bridge.show_ticks(shown=shown)

    def _keep_side(self, tab: str) -> None:
        keep_text("bredvid", tab or "nej")
        self._show_side_actions(tab)

    def _show_side_actions(self, tab: str) -> None:
        self._side = tab
        for key, shown in SIDES.items():
            self.actions_by_key[key].setChecked(shown == tab)

    def say(self, sentence: str) -> None:
        """Say something in the status line for a while, and to screen readers."""
        self.status.showMessage(sentence, SAY_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.status, sentence))

    # -- following the report -------------------------------------------------------------------

    def _follow(self, change: Change) -> None:
        self._changed_at = datetime.now().astimezone()
        if change.touches("period"):
            assert self.bridge is not None
            self._bar.fill_periods(self.bridge)
        if change.kind is not EditKind.EDIT and self.workspace is not None:
            self.workspace.show_change(change)
        self._show_steps()
        self._show_state()

    def _show_start(self) -> None:
        self._stack.setCurrentWidget(self.start_page)
        self.setWindowTitle("Tertialapp")
        self.setWindowModified(False)
        self._show_commands()

    def _show_commands(self) -> None:
        """Show only the commands that there is something to do with."""
        is_open = self.bridge is not None
        for menu, made_from in self._menus:
            menu.menuAction().setVisible(is_open or not made_from.needs_report)
        for key in REPORT_COMMANDS:
            self.actions_by_key[key].setVisible(is_open)
        self.actions_by_key["merge_into"].setVisible(
            self.bridge is not None and self.bridge.document.original is not None
        )
        self.actions_by_key["remarks"].setVisible(
            self.beside is not None and self.beside.remarks is not None
        )
        is_part = self.bridge is not None and self.bridge.report.part is not None
        for key in WHOLE_COMMANDS:
            self.actions_by_key[key].setVisible(is_open and not is_part)
        can_write = self.bridge is None or not self.bridge.read_only
        for key in WRITING_COMMANDS:
            self.actions_by_key[key].setEnabled(can_write)
        for key in SAVING_COMMANDS:
            may_save = self.bridge is None or not self.bridge.document.read_only
            self.actions_by_key[key].setEnabled(may_save)
        self._band.show_report(self.bridge)
        self._part_band.show_report(self.bridge.report if self.bridge else None)
        self._recent.menuAction().setVisible(bool(recent_files()))
        self._bar.setVisible(is_open)
        self.status.setVisible(is_open)
        self._show_steps()

    def _show_steps(self) -> None:
        """Tell what can be undone and done again."""
        document = self.bridge.document if self.bridge else None
        for key, verb in (("undo", "Ångra"), ("redo", "Gör om")):
            label = getattr(document, f"{key}_label") if document else None
            action = self.actions_by_key[key]
            action.setEnabled(label is not None)
            action.setToolTip(f"{verb}: {label}" if label else f"Inget att {verb.lower()}")

    def _show_state(self) -> None:
        if self.bridge is not None:
            self.status.show_state(self.bridge, self._changed_at, self._saved_at)
            title = title_of(self.bridge.document).removesuffix(SUFFIX)
            report = self.bridge.report
            part = f" – {part_title(report, report.part)}" if report.part else ""
            self.setWindowTitle(f"{title}[*]{part}")
            self.setWindowModified(not self.bridge.document.is_published)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "actions_by_key"):
            self._colour()

    def _colour(self) -> None:
        for key in ("undo", "redo"):
            self.actions_by_key[key].setIcon(icon(key, theme_now().text))


def _set_look(look: str) -> None:
    settings().setValue("utseende", look)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    show_look(app, look)
