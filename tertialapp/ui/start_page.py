"""What the window shows before a report is open: ways to begin, recent files, unsaved work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tertialapp.document.opening import LeftBehind, left_behind
from tertialapp.model.numbers import counted
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.icons import icon
from tertialapp.ui.override import override
from tertialapp.ui.settings import Recent, recent_files
from tertialapp.ui.theme import theme_now
from tertialapp.ui.times import when
from tertialapp.ui.titles import title_without_file

_TILES = (
    ("new", "Ny rapport", "Börja från en tom mall"),
    ("open", "Öppna", "En rapport du har sparat"),
    ("example", "Öppna exempel", "En färdig rapport att prova i"),
    ("read", "Läs in tidigare rapport", "Text ur ILS, eller JSON"),
)


class _Tile(QPushButton):
    """A way to begin: an icon, its name, and a hint."""

    def __init__(self, symbol: str, name: str, hint: str) -> None:
        super().__init__()
        self._symbol = symbol
        self.setProperty("tile", True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setMinimumHeight(76)
        self._picture = QLabel()
        words, below = QLabel(name), QLabel(hint)
        words.setProperty("strong", True)
        below.setProperty("muted", True)
        layout = QGridLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setHorizontalSpacing(14)
        layout.setVerticalSpacing(2)
        layout.addWidget(self._picture, 0, 0, 2, 1)
        layout.addWidget(words, 0, 1, Qt.AlignmentFlag.AlignBottom)
        layout.addWidget(below, 1, 1, Qt.AlignmentFlag.AlignTop)
        layout.setColumnStretch(1, 1)
        for label in (self._picture, words, below):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def colour(self) -> None:
        """Draw the icon in the colour of the look."""
        self._picture.setPixmap(icon(self._symbol, theme_now().accent).pixmap(QSize(28, 28)))


class StartPage(QScrollArea):
    """``handlers`` are the commands of the tiles by key."""

    open_file = Signal(Path)
    recover = Signal(Path)
    give_up = Signal(Path)

    def __init__(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Startsida")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tiles: dict[str, _Tile] = {}
        self._rows: list[QWidget] = []
        column = QWidget()
        column.setMaximumWidth(820)
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(24, 48, 24, 32)
        self._column.setSpacing(10)
        title = QLabel("Tertialapp")
        title.setProperty("display", True)
        lead = QLabel("Skriv nämndens tertialrapport: mål, indikatorer, ekonomi och beslut.")
        lead.setProperty("muted", True)
        lead.setWordWrap(True)
        self._column.addWidget(title)
        self._column.addWidget(lead)
        self._column.addSpacing(12)
        self._column.addLayout(self._tile_grid(handlers))
        self._lists = QVBoxLayout()
        self._column.addLayout(self._lists)
        self._column.addStretch(1)
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.addStretch(1)
        row.addWidget(column, 8)
        row.addStretch(1)
        self.setWidget(outer)

    def _tile_grid(self, handlers: Mapping[str, Callable[[], object]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for at, (key, name, hint) in enumerate(_TILES):
            tile = _Tile(key, name, hint)
            tile.clicked.connect(lambda _checked, act=handlers[key]: act())
            grid.addWidget(tile, at // 2, at % 2)
            self._tiles[key] = tile
        return grid

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Look again for recent files and unsaved work."""
        for row in self._rows:
            self._lists.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        unsaved = list(left_behind())
        if unsaved:
            self._rows.append(_heading("Osparat arbete"))
            self._rows.append(
                _lead("Programmet stängdes innan detta hann läggas i filen. Allt finns kvar.")
            )
            self._rows += [self._unsaved_row(found) for found in unsaved]
        recent = recent_files()
        if recent:
            self._rows.append(_heading("Senaste filer"))
            self._rows += [self._recent_row(file) for file in recent]
        for row in self._rows:
            self._lists.addWidget(row)
        self._colour()
        self._tiles["new"].setFocus()

    def _recent_row(self, file: Recent) -> QWidget:
        row = ActButton(f"{file.path.stem}\n{file.path.parent} · {when(file.written)}")
        row.setProperty("row", True)
        row.setAccessibleName(f"Öppna {file.path.stem}")
        row.setAccessibleDescription(f"I {file.path.parent}, ändrad {when(file.written)}")
        row.clicked.connect(lambda _checked: self.open_file.emit(file.path))
        return row

    def _unsaved_row(self, found: LeftBehind) -> QWidget:
        row = QFrame()
        row.setProperty("banner", True)
        nameless = f"{title_without_file(found.original)} som aldrig sparades"
        name = found.origin.stem if found.origin else nameless
        written = datetime.fromtimestamp(found.copy.stat().st_mtime).astimezone()
        layout = QHBoxLayout(row)
        layout.addWidget(
            QLabel(
                f"{name}\n{counted(found.edits, 'ändring', 'ändringar')}, den senaste {when(written)}"
            ),
            1,
        )
        for words, signal in (("Återställ", self.recover), ("Ta bort", self.give_up)):
            button = ActButton(words)
            button.setAccessibleName(f"{words}: {name}")
            button.clicked.connect(lambda _checked, s=signal: s.emit(found.copy))
            layout.addWidget(button)
        return row

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        for tile in self._tiles.values():
            tile.colour()


def _lead(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("muted", True)
    label.setWordWrap(True)
    return label


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("section", True)
    label.setContentsMargins(0, 18, 0, 2)
    return label
