"""Commands on whole reports: begin, open, read in, save, merge, and what is asked before one closes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from tertialapp import tasks
from tertialapp.base.errors import BadFile, Refusal
from tertialapp.base.lock import Busy, holder_of
from tertialapp.document.backups import Backup, backups_of
from tertialapp.document.document import Document
from tertialapp.document.opening import (
    new_document,
    open_document,
    open_for_reading,
    open_own_copy,
    recover,
)
from tertialapp.document.publishing import ChangedFile
from tertialapp.store.file import SUFFIX
from tertialapp.ui.dialogs import files
from tertialapp.ui.dialogs.ask import ask, tell
from tertialapp.ui.merge.acts import ELSEWHERE, MERGE, ask_about_changed, merge
from tertialapp.ui.settings import remember_file
from tertialapp.ui.times import when
from tertialapp.ui.work import work
from tertialapp.ui.workspace import Workspace


class FileCommands(QObject):
    """Acts for one window. ``workspace`` is the open report's, None on the start page.

    The acts raise Refusal; what is open then stays open.
    """

    opened = Signal(object)
    """A ``Document`` to show in place of what is open."""
    read_in = Signal(str, list)
    """A report was read from a file with this name, with remarks on it."""
    saved = Signal()
    merged = Signal(object)
    """Another copy came in; the ``Outcome`` says what it did."""
    told = Signal(str)
    given_up = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.workspace: Workspace | None = None
        self._kept_elsewhere = True
        self._beside_windows: list[QWidget] = []

    # -- opening --------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask what report to begin, and open it."""
        from tertialapp.ui.dialogs.new_report import NewReportDialog

        dialog = NewReportDialog(self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            report = tasks.new_report(dialog.board, dialog.kind, dialog.year)
            self._open(lambda: new_document(report))

    def example(self) -> None:
        """Open a copy of the example."""
        self._open(lambda: new_document(tasks.example_report()))

    def ask_and_open(self) -> None:
        """Ask for a file and open it."""
        path = files.ask_open(self._window)
        if path:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a file; nothing happens when it is the one that is open."""
        path = path.resolve()
        if self.workspace is not None and self.workspace.bridge.document.path == path:
            return

        self._open_file(path)

    def begin_editing(self) -> None:
        """Open the report that is open for reading anew, to write in it."""
        if self.workspace is not None and self.workspace.bridge.document.path is not None:
            self._open_file(self.workspace.bridge.document.path)

    def edit_own_copy(self) -> None:
        """Go on in a copy of the report that is open for reading."""
        if self.workspace is not None and self.workspace.bridge.document.path is not None:
            path = self.workspace.bridge.document.path
            self._open(lambda: open_own_copy(path))

    def _open_file(self, path: Path) -> None:
        if self._open(lambda: self._opened(path)):
            remember_file(path)

    def _opened(self, path: Path) -> Document | None:
        try:
            found = open_document(path)
        except Busy as busy:
            return self._beside(path, str(busy))
        except BadFile as fault:
            kept = backups_of(path)
            if not kept:
                raise
            return self._instead(kept[0], str(fault))
        if found.recovered:
            self.told.emit("Osparat arbete från förra gången har återställts.")
        if found.lost:
            self.told.emit("Osparat arbete från förra gången var skadat och gick inte att läsa.")
        return found.document

    def _beside(self, path: Path, sentence: str) -> Document | None:
        """What can be done with a file that somebody else edits; None when the user leaves it."""
        details = (
            "Du kan läsa den, eller redigera en egen kopia som du sparar under ett annat namn."
        )
        answers = ("Öppna för läsning", "Redigera en egen kopia", "Avbryt")
        answer = ask(self._window, sentence, details, answers)
        if answer == 0:
            return open_for_reading(path, f"Öppen för läsning. {sentence}")
        return open_own_copy(path) if answer == 1 else None

    def _instead(self, backup: Backup, sentence: str) -> Document | None:
        """The latest backup of a file that can't be opened; None when the user leaves it."""
        made = when(backup.at.astimezone())
        details = f"Det finns en säkerhetskopia från {made} på den här datorn."
        if ask(self._window, sentence, details, ("Öppna säkerhetskopian", "Avbryt")):
            return None
        return _opened_backup(backup)

    def read(self) -> None:
        """Ask for another program's file and open what it holds as a new report."""
        source = files.ask_source(self._window)
        if not source:
            return

        def show(outcome: object) -> None:
            assert isinstance(outcome, tasks.Imported)
            if self._open(lambda: new_document(outcome.report)):
                self._kept_elsewhere = False
                self.read_in.emit(source.name, list(outcome.remarks))

        work(self._window, "Läser in rapporten", lambda _: tasks.read_source(source), show)

    def recover(self, copy: Path) -> None:
        """Open what an earlier session left behind."""
        if not self._open(lambda: recover(copy)):
            return
        assert self.workspace is not None
        document = self.workspace.bridge.document
        if document.path is None and document.original is not None:
            tell(self._window, _why_apart(document.original))

    def give_up(self, copy: Path) -> None:
        """Remove what an earlier session left behind."""
        question = "Ta bort det osparade arbetet?"
        answers = ("Ta bort", "Avbryt")
        if ask(self._window, question, "Det går inte att få tillbaka.", answers) == 0:
            recover(copy).discard()
            self.given_up.emit()

    def _open(self, opening: Callable[[], Document | None]) -> bool:
        document = opening() if self.settle() else None
        if document is None:
            return False
        self.opened.emit(document)
        self._kept_elsewhere = True
        return True

    # -- saving ---------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save in the report's file, asking for one if it has none; False when it was called off.

        What somebody else has written in the file meanwhile is merged first, if the user wants that.
        """
        if self.workspace is None or not self.workspace.leave():
            return False
        document = self.workspace.bridge.document
        if document.path is None:
            return self.save_as()
        while True:
            try:
                document.save()
            except ChangedFile as changed:
                answer = ask_about_changed(self._window, changed)
                if answer == ELSEWHERE:
                    return self.save_as()
                if answer != MERGE or not self._merge(changed.path):
                    return False
            else:
                self.saved.emit()
                return True

    def save_as(self) -> bool:
        """Save in a file that is asked for; False when it was called off."""
        if self.workspace is None or not self.workspace.leave():
            return False
        path = files.ask_save(self._window, files.suggested(self.workspace.bridge, SUFFIX))
        if path is None:
            return False
        self.workspace.bridge.document.save(path)
        remember_file(path)
        self.saved.emit()
        return True

    def settle(self) -> bool:
        """Whether the open report may be closed: it is saved, or its user gives up what is not."""
        if self.workspace is None:
            return True
        if not self.workspace.leave():
            return False
        document = self.workspace.bridge.document
        if document.is_published or (self._kept_elsewhere and document.is_unchanged):
            return True
        name = "den nya rapporten"
        if document.path:
            name = f"”{document.path.name}”"
        elif document.original:
            name = f"kopian av ”{document.original.stem}”"
        details = "Annars går de ändringar förlorade som inte är sparade i filen."
        answers = ("Spara", "Spara inte", "Avbryt")
        answer = ask(self._window, f"Spara ändringarna i {name}?", details, answers)
        return self._save_or_tell() if answer == 0 else answer == 1

    def _save_or_tell(self) -> bool:
        """Save before the report is closed; False when that is to wait, as for new conflicts."""
        assert self.workspace is not None
        bridge = self.workspace.bridge
        before = bridge.report.conflicts.keys()
        try:
            return self.save() and bridge.report.conflicts.keys() <= before
        except Refusal as refusal:
            tell(self._window, str(refusal))
            return False

    # -- merging --------------------------------------------------------------------------------

    def merge_with(self) -> None:
        """Ask for another copy of the report, and merge it into this one."""
        if self.workspace is not None and self.workspace.leave():
            path = files.ask_copy(self._window)
            if path is not None:
                self._merge(path)

    def read_back(self) -> None:
        """Ask for the file of a part that has come back, and merge it into this report."""
        if self.workspace is not None and self.workspace.leave():
            path = files.ask_returned(self._window)
            if path is not None:
                self._merge(path)

    def merge_into_original(self) -> None:
        """Put what was written in a copy of one's own into the file that it was made from."""
        if self.workspace is None or not self.workspace.leave():
            return
        document = self.workspace.bridge.document
        path = document.original
        if path is None:
            return
        holder = holder_of(path)
        if holder is not None:
            raise Busy(path, holder)
        question = f"Foga in det du har skrivit i ”{path.name}”?"
        details = (
            "Det som har ändrats där sedan du gjorde din kopia fogas samman med ditt, och filen sparas. "
            "Din kopia stängs; har du sparat den ligger den kvar."
        )
        if ask(self._window, question, details, ("Foga in", "Avbryt")) == 0:
            self._put_in(document, path)

    def _put_in(self, document: Document, path: Path) -> None:
        while self._merge(path):
            try:
                document.save(path)
            except ChangedFile:  # once more, in that same moment
                continue
            remember_file(path)
            self.saved.emit()
            return

    def _merge(self, path: Path) -> bool:
        """Merge a file into the open report; False when it was called off."""
        assert self.workspace is not None
        outcome = merge(self._window, self.workspace.bridge.document, path)
        if outcome is None:
            return False
        self.merged.emit(outcome)
        return True

    # -- backups --------------------------------------------------------------------------------

    def backups(self) -> None:
        """Show the backups of the report's file."""
        from tertialapp.ui.dialogs.backups import BackupsDialog

        if self.workspace is not None and self.workspace.leave():
            dialog = BackupsDialog(self.workspace.bridge, self._look_into, self._window)
            # Not for the whole program: a backup is looked into in a window of its own.
            dialog.setWindowModality(Qt.WindowModality.WindowModal)
            dialog.exec()
            dialog.deleteLater()

    def _look_into(self, backup: Backup) -> None:
        """Open a backup for reading, in a window of its own."""
        from tertialapp.ui.main_window import MainWindow

        window = MainWindow()
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.files.opened.emit(_opened_backup(backup))
        window.show()
        window.activateWindow()
        self._beside_windows.append(window)
        window.destroyed.connect(lambda: self._beside_windows.remove(window))


def _why_apart(path: Path) -> str:
    """Why what was left behind is a copy now, and what can be done with it."""
    if not path.exists():
        return (
            f"”{path.name}” finns inte längre där den låg. Det du skrev är öppet som en kopia: "
            "spara den under ett namn."
        )
    return (
        f"”{path.name}” har ändrats, eller redigeras nu av någon annan. Det du skrev är öppet som en kopia: "
        "Arkiv › Foga in i originalet lägger ihop dem."
    )


def _opened_backup(backup: Backup) -> Document:
    made = when(backup.at.astimezone())
    return open_for_reading(backup.path, f"Säkerhetskopia från {made}, öppen för läsning.")
