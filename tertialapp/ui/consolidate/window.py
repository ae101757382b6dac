"""Sammanställ nämnder: the reports in a folder side by side, in a window beside the report's."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from tertialapp.consolidate import consolidate, write_sheets
from tertialapp.model.consolidated import TEXTS, Consolidated, Origin, Sheet, matching, sheets
from tertialapp.model.numbers import counted
from tertialapp.tasks import Progress
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.consolidate.table import SheetPage, SheetTable
from tertialapp.ui.dialogs import files
from tertialapp.ui.dialogs.ask import tell
from tertialapp.ui.editors.elided_label import ElidedLabel
from tertialapp.ui.export import offer_file
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.override import override
from tertialapp.ui.settings import keep_text, remembered_text
from tertialapp.ui.work import Work, work

_FOLDER = "sammanställning"


class _Read(Struct, frozen=True):
    """What was read of a folder, and the tables made of it."""

    whole: Consolidated
    tables: tuple[Sheet, ...]


class ConsolidateWindow(QDialog):
    """Reads a folder beside the work; what is shown stays until something else is read."""

    wanted = Signal(object, str, object)
    """A file is to be opened, in a period, at a ``Spot`` or None."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._folder: Path | None = None
        self._read: _Read | None = None
        self._work: Work | None = None
        self._sought = False  # words are looked for, and where they stand is to be shown
        self._pages: list[SheetPage] = []
        self.setWindowTitle("Sammanställ nämnder")
        resize_within_screen(self, 1180, 720)
        self.folder = ElidedLabel()
        self.period = QComboBox()
        self.words = _line("Sök i texterna", "Ord i nämndernas texter")
        self.filter = _line("Filtrera raderna", "Visa bara rader med …")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Läser filerna")
        self.choose_button = ActButton("Välj &mapp …", self.choose)
        self.search_button = ActButton("&Sök", self._search)
        self.stop_button = ActButton("A&vbryt", self._stop)
        self.excel_button = ActButton("Spara som &Excel …", lambda: self._save(".xlsx"))
        self.excel_button.setProperty("primary", True)
        self.csv_button = ActButton("Spara fliken som &CSV …", lambda: self._save(".csv"))
        self._arrange()
        self.period.activated.connect(lambda _: self.read())
        self.words.returnPressed.connect(self._search)
        self.filter.textChanged.connect(lambda _: self._filter())
        self.tabs.currentChanged.connect(lambda _: self._filter())
        self._show_reading(None)

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.choose_button)
        above.addWidget(self.folder, 1)
        above.addSpacing(12)
        _labelled(above, "&Period:", self.period)
        seek = QHBoxLayout()
        _labelled(seek, "&Filtrera:", self.filter)
        seek.addSpacing(12)
        _labelled(seek, "Sök i &texterna:", self.words)
        seek.addWidget(self.search_button)
        below = QHBoxLayout()
        below.addWidget(self.said, 1)
        below.addWidget(self.bar, 1)
        for button in (
            self.stop_button,
            self.csv_button,
            self.excel_button,
            ActButton("Stäng", self.close),
        ):
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addLayout(seek)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(below)

    # -- reading --------------------------------------------------------------------------------

    def choose(self) -> bool:
        """Ask for a folder and read it; False when none was chosen."""
        chosen = files.ask_folder(self, remembered_text(_FOLDER))
        if chosen is None:
            return False
        keep_text(_FOLDER, str(chosen))
        self._folder = chosen
        self.folder.setText(str(chosen))
        self.period.clear()
        self.read()
        return True

    def _search(self) -> None:
        """Look for the words in all texts, and show where they stand."""
        self.read()
        self._sought = bool(self.words.text().strip())

    def read(self) -> None:
        """Read the folder anew: the chosen period, and where the words stand."""
        if self._folder is None:
            return
        self._stop()
        folder, words = self._folder, self.words.text().strip()
        period = str(self.period.currentData() or "")

        def act(progress: Progress) -> _Read:
            whole = consolidate(folder, period=period, words=words, progress=progress)
            return _Read(whole, sheets(whole))

        self._work = Work(act, self)
        self._work.progressed.connect(self._show_progress)
        self._work.done.connect(self._show)
        self._work.refused.connect(self._refuse)
        self._work.finished.connect(self._work.deleteLater)
        self._show_reading(0)
        self._work.start()

    def _stop(self) -> None:
        """Give up what is being read; what was shown stays."""
        if self._work is not None:
            self._work.stop()
            self._work = None
            self._sought = False
            self._show_reading(None)
            self._show_summary()

    def _show_progress(self, done: int, of: int) -> None:
        if self.sender() is self._work:
            self.bar.setMaximum(of)
            self.bar.setFormat(f"Läser {done + 1} av {of}")
            self.bar.setValue(done)

    def _refuse(self, sentence: str) -> None:
        self._work = None
        self._show_reading(None)
        self._show_summary()
        tell(self, sentence)

    def _show_reading(self, value: int | None) -> None:
        reading = value is not None
        self.bar.setMaximum(0)
        self.bar.setFormat("Läser …")
        for widget in (self.bar, self.stop_button):
            widget.setVisible(reading)
        self.said.setVisible(not reading)
        for button in (self.excel_button, self.csv_button):
            button.setEnabled(self._read is not None and not reading)

    # -- what was read --------------------------------------------------------------------------

    def _show(self, read: _Read) -> None:
        self._work = None
        self._read = read
        self.period.clear()
        for key in read.whole.known_periods:
            self.period.addItem(key, key)
        self.period.setCurrentIndex(self.period.findData(read.whole.period_id))
        self._fill_tabs()
        if self._sought:
            titles = [sheet.title for sheet in read.tables]
            self.tabs.setCurrentIndex(titles.index(TEXTS))
            self._sought = False
        self._show_reading(None)
        self._show_summary()
        if not isinstance(self.focusWidget(), QLineEdit):
            self.table.setFocus()

    def _fill_tabs(self) -> None:
        """A tab for each table; the table itself is made when it is looked at."""
        assert self._read is not None
        at = max(0, self.tabs.currentIndex())
        with QSignalBlocker(self.tabs):
            self.tabs.clear()
            for page in self._pages:
                page.deleteLater()
            self._pages = [SheetPage(sheet) for sheet in self._read.tables]
            for page, sheet in zip(self._pages, self._read.tables, strict=True):
                page.followed.connect(self._follow)
                self.tabs.addTab(page, sheet.title)
            self.tabs.setCurrentIndex(at)
        self._filter()

    @property
    def table(self) -> SheetTable:
        """The table that is shown, once something has been read."""
        return self._pages[self.tabs.currentIndex()].table

    def _filter(self) -> None:
        """Show the rows that the words ask for, and how many there are on each tab."""
        if self._read is None:
            return
        words = self.filter.text()
        kept = [matching(sheet, words) for sheet in self._read.tables]
        for at, (sheet, rows) in enumerate(zip(self._read.tables, kept, strict=True)):
            count = sum(row is not sheet.total for row in rows)
            self.tabs.setTabText(at, f"{sheet.title} ({count})")
        self.table.show_only(kept[self.tabs.currentIndex()])

    def _show_summary(self) -> None:
        if self._read is None:
            self._say("Välj en mapp med nämndernas rapporter.")
            return
        whole = self._read.whole
        sentence = f"{whole.period_id}: {counted(len(whole.parts), 'nämnd', 'nämnder')}."
        wrong = len(whole.failures)
        if wrong:
            files_words = "En fil" if wrong == 1 else f"{wrong} filer"
            sentence += f" {files_words} att se över, under Filer med fel."
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        """Say how it stands, to screen readers too while we are seen."""
        self.said.setText(sentence)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, sentence))

    def _follow(self, origin: Origin) -> None:
        assert self._folder is not None
        assert self._read is not None
        self.wanted.emit(self._folder / origin.source, self._read.whole.period_id, origin.spot)

    # -- saving ---------------------------------------------------------------------------------

    def _save(self, suffix: str) -> None:
        if self._read is None or self._folder is None:
            return
        title = f"Sammanställning {self._read.whole.period_id}"
        table = self._read.tables[self.tabs.currentIndex()].title
        name = title if suffix == ".xlsx" else f"{title} {table}"
        target = files.ask_sheets(self, self._folder / f"{name}{suffix}")
        if target is None:
            return
        tables = self._read.tables
        work(
            self,
            "Sparar sammanställningen",
            lambda _: write_sheets(tables, target, title, table=table),
            lambda _: offer_file(self, f"Sammanställningen är sparad: {target.name}", target),
        )

    @override
    def done(self, result: int) -> None:
        for thread in self.findChildren(Work):
            thread.stop()
            thread.wait()
        super().done(result)


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setClearButtonEnabled(True)
    return line


def _labelled(row: QHBoxLayout, words: str, field: QWidget) -> None:
    label = QLabel(words)
    label.setBuddy(field)
    row.addWidget(label)
    row.addWidget(field, 1 if isinstance(field, QLineEdit) else 0)
