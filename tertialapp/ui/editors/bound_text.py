"""A text editor tied to one text of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tertialapp.document.document import Change
from tertialapp.model.earlier import earlier_text
from tertialapp.model.frame import OwnWord, Text, TextPart
from tertialapp.model.markdown import Block, Run
from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize
from tertialapp.model.places import Spot, place_of_owner, text_field
from tertialapp.model.records import cell_id
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.editors.elided_label import ElidedLabel
from tertialapp.ui.editors.instruction import Instruction
from tertialapp.ui.editors.live_source import ReportValues
from tertialapp.ui.editors.picture_acts import PictureActs
from tertialapp.ui.editors.pictures import ReportPictures
from tertialapp.ui.editors.text_editor import TextEditor
from tertialapp.ui.editors.text_findings import TextFindings
from tertialapp.ui.editors.text_toolbar import Tool
from tertialapp.ui.read_only import WRITES

if TYPE_CHECKING:
    from tertialapp.ui.editors.earlier_pane import EarlierPane

WIDE_ENOUGH = 520
"""Pixels: narrower, the earlier text stands below the one that is written."""


class BoundText(QWidget):
    """Shows a text of the period and writes what is typed, one undo step per pause.

    Beside it, if the user wishes, the same text in an earlier period.
    """

    def __init__(self, bridge: Bridge, name: str, part: TextPart) -> None:
        super().__init__()
        self._bridge = bridge
        self._part = part
        self._owner_id = ""
        self._period_id = ""
        self._act = f"Skriv {name.lower()}"
        self._values = ReportValues(bridge)
        self.editor = TextEditor(self)
        self.editor.set_name(name)
        self.editor.set_placeholder("Ingen text." if bridge.read_only else "Skriv här …")
        self.editor.committed.connect(self._write)
        self.editor.set_read_only(bool(bridge.read_only))
        self.editor.field.live = self._values
        self.editor.field.wants_value.connect(lambda: self.insert_value(typed="="))
        self.editor.field.asks_value.connect(self.insert_value)
        self.editor.field.word_added.connect(self._add_word)
        self.editor.field.word_broken.connect(self._break_word)
        self.editor.field.told.connect(bridge.told)
        insert = Tool("Infoga värde", "Infoga värde", "Ctrl+Shift+V", "Värde")
        self.editor.bar.add(insert, self.insert_value)
        self._findings = TextFindings(bridge, self.editor)
        self._pictures = ReportPictures(bridge)
        acts = PictureActs(self.editor, self._pictures)
        self.editor.bar.add(Tool("Infoga bild", "Infoga bild", short="Bild"), acts.insert)
        self._beside = self._beside_button()
        self._earlier: EarlierPane | None = None
        self._instruction = Instruction()
        self._reading = self._reading_line()
        self._parts = QSplitter()
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.editor)
        self.setFocusProxy(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._instruction)
        layout.addWidget(self._reading)
        layout.addWidget(self._parts, 1)
        bridge.changed.connect(self._follow)
        self._show_around()

    def _beside_button(self) -> QToolButton:
        button = self.editor.bar.add(
            Tool("Förra perioden", "Förra periodens text", short="Förra", checkable=True)
        )
        button.toggled.connect(lambda _: self._show_around())
        return button

    def _reading_line(self) -> QFrame:
        line = QFrame()
        line.setProperty("banner", True)
        words = ElidedLabel("Siffror har ändrats. Stämmer texten?")
        done = ActButton("Läst", self._mark_read)
        done.setToolTip("Markera texten som läst")
        done.setAccessibleDescription(done.toolTip())
        done.setProperty(WRITES, True)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.addWidget(words, 1)
        layout.addWidget(done)
        return line

    @property
    def _key(self) -> str:
        """The key of the text that is shown, which need not be in the report yet."""
        return cell_id(self._owner_id, self._period_id, self._part) if self._owner_id else ""

    # -- which text -----------------------------------------------------------------------------

    def show_owner(self, owner_id: str, instruction: str = "") -> None:
        """Show the text of another owner; what was typed for the one before is written first."""
        self.editor.flush()
        same = (self._owner_id, self._period_id) == (owner_id, self._bridge.period_id)
        self._owner_id, self._period_id = owner_id, self._bridge.period_id
        self._instruction.show_text(instruction)
        if owner_id and not same:
            self._show()
            self.editor.begin()  # the cursor was in the text of somebody else
        self._findings.show_text(self._key)
        self.setEnabled(bool(owner_id))
        self._show_around()

    @property
    def spot(self) -> Spot | None:
        """The line with the cursor, if the cursor is here."""
        if not self.editor.field.hasFocus():
            return None
        place = place_of_owner(self._bridge.report, self._owner_id)
        if place is None:
            return None
        row = "" if place.key == self._owner_id else self._owner_id
        return Spot(place, row, text_field(self._part), self.editor.line)

    @property
    def unwritten(self) -> Text | None:
        """The text with what has been typed, if that is not in the report yet."""
        if not self._owner_id or not self.editor.unwritten:
            return None
        text = self._bridge.report.text(self._owner_id, self._period_id, self._part)
        return replace(text, body=self.editor.markdown())

    def flush(self) -> None:
        """Write what has been typed now, if anything."""
        self.editor.flush()

    def _show(self) -> None:
        text = self._bridge.report.text(self._owner_id, self._period_id, self._part)
        self.editor.set_markdown(text.body)
        self._mark_dead(text.body)
        self._show_around()

    def _mark_dead(self, body: str) -> None:
        dead = self._values.dead_in(body) | self._pictures.missing_in(body)
        self.editor.field.mark_dead(dead)

    def _show_around(self) -> None:
        """Show what belongs to the text: what is asked for, that it is to be read, the earlier text."""
        report, text, earlier = self._bridge.report, None, None
        if self._owner_id and self._period_id in report.periods:
            text = report.text(self._owner_id, self._period_id, self._part)
            earlier = earlier_text(report, self._owner_id, self._period_id, self._part)
        to_read = text is not None and text.needs_reading
        self._reading.setVisible(to_read)
        self._instruction.setVisible(bool(self._instruction.text) and not to_read)
        self._beside.setEnabled(earlier is not None)
        self._beside.setToolTip(
            "Visa den förra periodens text bredvid"
            if earlier
            else "Ingen tidigare period i filen har någon sådan text"
        )
        if earlier is not None and self._beside.isChecked():
            self._pane().show_text(earlier, report.periods[earlier.period_id].title)
            wide = self.width() >= WIDE_ENOUGH
            sides = Qt.Orientation
            self._parts.setOrientation(sides.Horizontal if wide else sides.Vertical)
            self._pane().show()
        elif self._earlier is not None:
            self._earlier.hide()

    def _pane(self) -> EarlierPane:
        from tertialapp.ui.editors.earlier_pane import EarlierPane

        if self._earlier is None:
            self._earlier = EarlierPane(self._pictures)
            self._earlier.fetched.connect(self._fetch)
            self._parts.addWidget(self._earlier)
            self._parts.setSizes([self.width() // 2, self.width() // 2])
        return self._earlier

    # -- writing --------------------------------------------------------------------------------

    def insert_value(self, typed: str = "") -> None:
        """Ask for a figure and put it at the cursor as a live value; else what was typed stays."""
        from tertialapp.ui.dialogs.insert_value import InsertValueDialog

        field = self.editor.field
        dialog = InsertValueDialog(self._bridge, self._owner_id, self.window())
        dialog.show_at(field.viewport().mapToGlobal(field.cursorRect().bottomLeft()))
        dialog.words.setFocus()
        run = dialog.run if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        if run is not None:
            field.insert_run(run)
        elif typed:
            field.insert_run(Run(typed))

    def put_first(self, block: Block, act: str) -> None:
        """Put a block before all that is written, in one step of its own."""
        self.editor.flush()
        with self._bridge.edit(act) as edit:
            text = edit.report.text(self._owner_id, self._period_id, self._part)
            edit.set(text, body=serialize((block, *parse(text.body))))
        self.editor.field.setFocus()

    def _fetch(self, body: str) -> None:
        """Put the earlier text after what is written, in one step of the field's own undo."""
        self.editor.append(parse(body))

    def _write(self, markdown: str) -> None:
        if self._owner_id:
            new = self._pictures.unwritten_in(markdown)
            act = "Infoga bild" if new else self._act
            with self._bridge.edit(act, initiator=self) as edit:
                for image in new:
                    edit.put(image)
                text = edit.report.text(self._owner_id, self._period_id, self._part)
                edit.set(text, body=markdown, needs_reading=False)

    def _add_word(self, word: str) -> None:
        self.editor.flush()
        with self._bridge.edit(f"Lägg till ”{word}” i ordlistan") as edit:
            edit.put(OwnWord(id=word))

    def _break_word(self, word: str) -> None:
        from tertialapp.ui.dialogs.own_words import OwnWordsDialog

        self.editor.flush()
        dialog = OwnWordsDialog(self._bridge, self.window(), word)
        dialog.exec()
        dialog.deleteLater()

    def _mark_read(self) -> None:
        self.editor.flush()
        with self._bridge.edit("Markera som läst", initiator=self) as edit:
            text = edit.report.text(self._owner_id, self._period_id, self._part)
            edit.set(text, needs_reading=False)

    def _follow(self, change: Change) -> None:
        mine = self._key
        touched = any(d.table == "text" and d.key == mine for d in change.deltas)
        if not touched:
            return
        text = self._bridge.report.texts.get(mine)
        if change.initiator is not self:
            self._show()
        elif text is not None and text.body != self.editor.known:
            # Live values that were typed or pasted show at once what they show now.
            QTimer.singleShot(0, self._show)
        if text is not None:
            self._mark_dead(text.body)
        self._show_around()
