"""Finds words in the whole report and replaces those of them that are chosen, after a look."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.numbers import counted
from tertialapp.model.overview import place_name
from tertialapp.model.places import Place
from tertialapp.model.search import KIND_WORDS, Hit, Query, find_all, replaced, spot_of_hit
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.override import override

_HIT = int(Qt.ItemDataRole.UserRole)
_PAUSE_MS = 200
_MOST_SHOWN = 500


class SearchReportDialog(QDialog):
    """Stays open beside the window: a double click or Enter on a hit leads there."""

    def __init__(self, bridge: Bridge, leave: Callable[[], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._leave = leave
        self._hits: tuple[Hit, ...] = ()
        self.setWindowTitle("Sök och ersätt i hela rapporten")
        resize_within_screen(self, 760, 520)
        self.words = QLineEdit()
        self.words.setAccessibleName("Sök efter")
        self.replacement = QLineEdit()
        self.replacement.setAccessibleName("Ersätt med")
        self.case = QCheckBox("Skilj på stora och små bokstäver")
        self.whole = QCheckBox("Hela ord")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Träffar")
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(1)
        self.tree.setUniformRowHeights(True)
        self._said = QLabel()
        self._said.setProperty("muted", True)
        self._replace = ActButton("Ersätt markerade")
        self._replace.setProperty("primary", True)
        close = ActButton("Stäng")
        layout = QVBoxLayout(self)
        layout.addLayout(self._fields())
        layout.addWidget(self.tree, 1)
        below = QHBoxLayout()
        below.addWidget(self._said, 1)
        below.addWidget(self._replace)
        below.addWidget(close)
        layout.addLayout(below)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        for line in (self.words, self.replacement):
            line.textChanged.connect(lambda _: self._pause.start())
        for box in (self.case, self.whole):
            box.toggled.connect(lambda _: self.search())
        self.tree.itemActivated.connect(self._follow)
        self.tree.itemChanged.connect(lambda *_: self._count())
        self._replace.clicked.connect(lambda _checked: self.replace())
        close.clicked.connect(lambda _checked: self.close())
        bridge.changed.connect(lambda _: self._pause.start())
        self._count()

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        for row, (text, line) in enumerate(
            (("&Sök efter:", self.words), ("&Ersätt med:", self.replacement))
        ):
            label = QLabel(text)
            label.setBuddy(line)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
        boxes = QHBoxLayout()
        boxes.addWidget(self.case)
        boxes.addWidget(self.whole)
        boxes.addStretch(1)
        grid.addLayout(boxes, 2, 1)
        return grid

    def _query(self) -> Query:
        return Query(self.words.text(), self.case.isChecked(), self.whole.isChecked())

    # -- hits -----------------------------------------------------------------------------------

    def search(self) -> None:
        """Show all hits, each marked to be replaced."""
        self._pause.stop()
        if not self.isVisible():
            return
        self._hits = find_all(self._bridge.report, self._bridge.period_id, self._query())
        self.tree.blockSignals(True)
        self.tree.clear()
        groups: dict[Place, QTreeWidgetItem] = {}
        for hit in self._hits[:_MOST_SHOWN]:
            if hit.place not in groups:
                groups[hit.place] = self._group(hit.place)
            groups[hit.place].addChild(self._item(hit))
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self._count()

    def _group(self, place: Place) -> QTreeWidgetItem:
        report = self._bridge.report
        goal = report.goals.get(place.key)
        name = place_name(report, place)
        item = QTreeWidgetItem([f"{name} {goal.title}" if goal else name])
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(0, font)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        item.setCheckState(0, Qt.CheckState.Checked)
        self.tree.addTopLevelItem(item)
        return item

    def _item(self, hit: Hit) -> QTreeWidgetItem:
        before = f"…{hit.before[-30:]}" if len(hit.before) > 30 else hit.before
        new = f"[{hit.found} → {self.replacement.text()}]" if self.replacement.text() else hit.found
        item = QTreeWidgetItem([f"{before}{new}{hit.after}   ({KIND_WORDS[hit.table]})"])
        item.setToolTip(0, f"{hit.before}{hit.found}{hit.after}")
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked)
        item.setData(0, _HIT, hit)
        return item

    def _chosen(self) -> Iterator[Hit]:
        for group in map(self.tree.topLevelItem, range(self.tree.topLevelItemCount())):
            assert group is not None
            for item in map(group.child, range(group.childCount())):
                if item is not None and item.checkState(0) is Qt.CheckState.Checked:
                    yield item.data(0, _HIT)

    def _count(self) -> None:
        chosen = sum(1 for _ in self._chosen())
        if not self.words.text().strip():
            words = "Söker i periodens texter och i alla namn."
        elif not self._hits:
            words = "Inga träffar"
        else:
            places = len({hit.place for hit in self._hits})
            words = f"{counted(len(self._hits), 'träff', 'träffar')} på {counted(places, 'ställe', 'ställen')}"
            if len(self._hits) > _MOST_SHOWN:
                words += f", de första {_MOST_SHOWN} visas"
        self._said.setText(words)
        self._replace.setEnabled(bool(chosen))
        self._replace.setText(f"Ersätt markerade ({chosen})" if chosen else "Ersätt markerade")

    # -- acts -----------------------------------------------------------------------------------

    def _follow(self, item: QTreeWidgetItem) -> None:
        hit: Hit | None = item.data(0, _HIT)
        if hit is not None:
            self._bridge.wanted.emit(spot_of_hit(hit))

    def replace(self) -> None:
        """Replace the chosen hits, in one undo step."""
        if not self._leave():
            return
        numbers: dict[tuple[str, str], list[int]] = {}
        for hit in self._chosen():
            numbers.setdefault((hit.table, hit.key), []).append(hit.number)
        count = sum(map(len, numbers.values()))
        query, words = self._query(), self.replacement.text()
        with self._bridge.edit(
            f"Ersätt ”{query.words}” på {counted(count, 'ställe', 'ställen')}"
        ) as edit:
            for (table, key), which in numbers.items():
                edit.put(replaced(edit.report.table(table)[key], query, words, which))
        self.search()
        if edit.made and count:
            self._said.setText(
                f"{counted(count, 'träff', 'träffar')} ersatta. Ångra med Ctrl+Z i fönstret."
            )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._pause.start()
