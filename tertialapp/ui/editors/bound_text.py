"""A text editor tied to one text of the report."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tertialapp.document.document import Change
from tertialapp.model.frame import TextPart
from tertialapp.model.records import cell_id
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.editors.text_editor import TextEditor


class BoundText(QWidget):
    """Shows a text of the period and writes what is typed, one undo step per pause."""

    def __init__(self, bridge: Bridge, name: str, part: TextPart) -> None:
        super().__init__()
        self._bridge = bridge
        self._part = part
        self._owner_id = ""
        self._period_id = ""
        self._act = f"Skriv {name.lower()}"
        self.editor = TextEditor(self)
        self.editor.set_name(name)
        self.editor.set_placeholder("Skriv här …")
        self.editor.committed.connect(self._write)
        self.setFocusProxy(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)
        bridge.changed.connect(self._follow)

    def show_owner(self, owner_id: str) -> None:
        """Show the text of another owner; what was typed for the one before is written first."""
        self.editor.flush()
        same = (self._owner_id, self._period_id) == (owner_id, self._bridge.period_id)
        self._owner_id, self._period_id = owner_id, self._bridge.period_id
        if owner_id and not same:
            self._show()
        self.setEnabled(bool(owner_id))

    def flush(self) -> None:
        """Write what has been typed now, if anything."""
        self.editor.flush()

    def _show(self) -> None:
        text = self._bridge.report.text(self._owner_id, self._period_id, self._part)
        self.editor.set_markdown(text.body)

    def _write(self, markdown: str) -> None:
        if self._owner_id:
            with self._bridge.edit(self._act, initiator=self) as edit:
                text = edit.report.text(self._owner_id, self._period_id, self._part)
                edit.set(text, body=markdown)

    def _follow(self, change: Change) -> None:
        mine = cell_id(self._owner_id, self._period_id, self._part)
        touched = any(d.table == "text" and d.key == mine for d in change.deltas)
        if touched and change.initiator is not self:
            self._show()
