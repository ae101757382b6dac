"""The left side of the window: the tree, and above it what it is narrowed to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.relations import swedish_key
from tertialapp.model.report import Report
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.outline.lines import LineFilter, Showing
from tertialapp.ui.outline.model import TreeModel
from tertialapp.ui.outline.view import Outline
from tertialapp.ui.override import override
from tertialapp.ui.settings import settings

_MINE = "ansvarar-for"
_NAMES = {
    Showing.ALL: "Allt",
    Showing.INCOMPLETE: "Ofullständiga",
    Showing.MINE: "Mina",
}


def owners(report: Report) -> list[str]:
    """Everyone who answers for something in a report, in Swedish order."""
    found = {record.owner for record in report.goals.values()}
    found |= {record.owner for record in report.activities.values()}
    found |= {record.owner for record in report.sections.values()}
    return sorted(found - {""}, key=swedish_key)


class OutlinePanel(QWidget):
    """A field to filter the tree by words, a menu of what is shown, and the tree."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._showing = Showing.ALL
        self.outline = Outline(TreeModel(bridge, self))
        self.words = QLineEdit()
        self.words.setPlaceholderText("Filtrera")
        self.words.setAccessibleName("Filtrera trädet")
        self.words.setClearButtonEnabled(True)
        for button in self.words.findChildren(QToolButton):
            button.setAccessibleName("Töm filtret")
        self.words.textChanged.connect(lambda _: self._narrow())
        self.words.installEventFilter(self)
        self.choice = QToolButton()
        self.choice.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.choice.setMenu(self._menu)
        self._nothing = QLabel()
        self._nothing.setProperty("muted", True)
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(14, 6, 14, 6)
        top = QHBoxLayout()
        top.setContentsMargins(10, 8, 10, 6)
        top.setSpacing(6)
        top.addWidget(self.words, 1)
        top.addWidget(self.choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._nothing)
        layout.addWidget(self.outline, 1)
        self.setMinimumWidth(180)
        self.setProperty("side", True)
        self._narrow()

    # -- what is shown --------------------------------------------------------------------------

    def show_lines(self, showing: Showing) -> None:
        """Show all lines, the incomplete ones, or mine."""
        self._showing = showing
        self._narrow()

    def _mine(self) -> frozenset[str]:
        stored = settings().value(_MINE, [])
        names = [stored] if isinstance(stored, str) else stored
        return frozenset(str(name) for name in names) if isinstance(names, list) else frozenset()

    def _set_mine(self, owner: str, *, mine: bool) -> None:
        now = self._mine() | {owner} if mine else self._mine() - {owner}
        settings().setValue(_MINE, sorted(now))
        self.show_lines(Showing.MINE)

    def _narrow(self) -> None:
        wanted = LineFilter(self.words.text().strip(), self._showing, frozenset())
        if self._showing is Showing.MINE:
            wanted = LineFilter(wanted.words, Showing.MINE, self._mine())
        node = self.outline.tree.node(self.outline.currentIndex())
        self.outline.tree.show_only(wanted, node.place if node else None)
        self.choice.setText(f"{_NAMES[self._showing]} ▾")
        self.choice.setAccessibleName(f"Visa i trädet: {_NAMES[self._showing]}")
        self.choice.setToolTip("Visa allt, det som är ofullständigt, eller det du ansvarar för")
        self._nothing.setText(self._hint(wanted))
        self._nothing.setVisible(bool(self._nothing.text()))

    def _hint(self, wanted: LineFilter) -> str:
        if self._showing is Showing.MINE and not wanted.mine:
            return "Välj i menyn ovan vad du ansvarar för."
        alone = len(self.outline.tree.places()) <= 1
        return "Inget i trädet passar filtret." if alone and wanted != LineFilter() else ""

    def _fill_menu(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        for showing, name in _NAMES.items():
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(showing is self._showing)
            action.triggered.connect(lambda _checked, s=showing: self.show_lines(s))
            group.addAction(action)
        names = owners(self._bridge.report)
        if names:
            self._menu.addSection("Jag ansvarar för")
            self._menu.addActions([self._owner_action(name) for name in names])

    def _owner_action(self, name: str) -> QAction:
        action = QAction(name.replace("&", "&&"), self._menu)
        action.setCheckable(True)
        action.setChecked(name in self._mine())
        action.toggled.connect(lambda on: self._set_mine(name, mine=on))
        return action

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc empties the filter, arrow down goes into the tree."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.words.text():
                self.words.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.outline.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)
