"""The board's own wordings of its points to decide, with what they give while they are written."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.decision_wordings import (
    FIELDS,
    USUAL,
    filled,
    points_worded,
    sample,
    template,
    template_fault,
)
from tertialapp.model.decisions import DecisionWording, WordingKind
from tertialapp.model.text import clean_line
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.fitting import resize_within_screen

NAMES = {
    WordingKind.APPROVAL: "Godkännande av rapporten",
    WordingKind.TARGET_CHANGE: "Ändrat årsmål",
    WordingKind.TARGET_TO_COUNCIL: "Årsmål ändrat till kommunfullmäktiges",
    WordingKind.OPERATING_ADJUSTMENT: "Budgetjustering, drift",
    WordingKind.INVESTMENT_ADJUSTMENT: "Budgetjustering, investering",
    WordingKind.COMPETENCE_FUND: "Kompetensutvecklingsmedel",
    WordingKind.TURNOVER: "Omslutningsförändringar",
}
_HINT = (
    "Det inom { } byts mot värdet. Stor bokstav i fältets namn ger stor bokstav. Det inom [ ] faller "
    "bort när ett värde i det saknas."
)


class DecisionWordingsDialog(QDialog):
    """Accepting writes what was changed, in one undo step; the points that follow are worded anew."""

    def __init__(self, bridge: Bridge, parent: QWidget, first: WordingKind | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._bodies = {kind: template(bridge.report, kind) for kind in WordingKind}
        self.setWindowTitle("Beslutens formuleringar")
        resize_within_screen(self, 820, 460)
        self.kinds = QListWidget()
        self.kinds.setAccessibleName("Slag av beslutspunkt")
        self.kinds.ensurePolished()  # else the rows are as low as without their padding
        self.kinds.addItems([NAMES[kind] for kind in WordingKind])
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body = QPlainTextEdit()
        self.body.setAccessibleName("Formulering")
        self.body.setAccessibleDescription(_HINT)
        self.body.setTabChangesFocus(True)
        self.fields = ActButton("Infoga &fält")
        self.fields.setMenu(QMenu(self))
        self.usual = ActButton(
            "&Återställ ursprunglig text", lambda: self.body.setPlainText(USUAL[self._kind])
        )
        self.fault = QLabel()
        self.fault.setProperty("bubble", True)
        self.fault.setWordWrap(True)
        self.said = QLabel()
        self.said.setProperty("muted", True)
        self.sample = QLabel()
        self.sample.setWordWrap(True)
        self.sample.setTextFormat(Qt.TextFormat.PlainText)
        self.sample.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.kinds.currentRowChanged.connect(lambda _: self._show_kind())
        self.body.textChanged.connect(self._take)
        self.kinds.setCurrentRow(list(WordingKind).index(first or WordingKind.APPROVAL))

    def _lay_out(self) -> None:
        hint = QLabel(_HINT)
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        above = QHBoxLayout()
        above.addWidget(self.fields)
        above.addWidget(self.usual)
        above.addStretch(1)
        right = QVBoxLayout()
        self.body.setFixedHeight(6 * self.fontMetrics().lineSpacing())
        right.addWidget(self.body)
        right.addLayout(above)
        right.addWidget(hint)
        right.addWidget(self.fault)
        right.addWidget(self.said)
        right.addWidget(self.sample)
        right.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(14)
        widest = max(self.fontMetrics().horizontalAdvance(name) for name in NAMES.values())
        self.kinds.setFixedWidth(widest + 44)
        sides.addWidget(self.kinds)
        sides.addLayout(right, 1)
        buttons = QDialogButtonBox()
        buttons.addButton("Klar", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._write)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(sides, 1)
        layout.addWidget(buttons)

    @property
    def _kind(self) -> WordingKind:
        return list(WordingKind)[max(0, self.kinds.currentRow())]

    # -- what is shown --------------------------------------------------------------------------

    def _show_kind(self) -> None:
        kind = self._kind
        self.body.setPlainText(self._bodies[kind])
        menu = self.fields.menu()
        menu.clear()
        for name, meaning in FIELDS[kind].items():
            action = menu.addAction(f"{{{name}}}   {meaning}")
            action.triggered.connect(partial(self._insert, name))
        self._take()

    def _insert(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.body.insertPlainText(f"{{{name}}}")
        self.body.setFocus()

    def _take(self) -> None:
        """Take what is written, and show what it gives or what is wrong."""
        kind = self._kind
        body = clean_line(self.body.toPlainText())
        self._bodies[kind] = body
        fault = template_fault(kind, body)
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.body.setProperty("fault", bool(fault))
        self.body.style().polish(self.body)
        self.usual.setEnabled(body != USUAL[kind])
        report, period_id = self._bridge.report, self._bridge.period_id
        worded = list(points_worded(report, period_id, kind))
        following = sum(point.generated for point, _ in worded)
        self.said.setText(_said(len(worded), following))
        behind = worded[0][1] if worded else sample(kind)
        self.sample.setText("" if fault else filled(report, behind, body).text)
        for part in (self.said, self.sample):
            part.setVisible(not fault)

    # -- writing --------------------------------------------------------------------------------

    def _write(self) -> None:
        wrong = next(
            (kind for kind, body in self._bodies.items() if template_fault(kind, body)), None
        )
        if wrong is not None:
            self.kinds.setCurrentRow(list(WordingKind).index(wrong))
            self.body.setFocus()
            return
        report = self._bridge.report
        changed = {
            kind: body for kind, body in self._bodies.items() if body != template(report, kind)
        }
        if changed:
            with self._bridge.edit("Ändra beslutens formuleringar") as edit:
                for kind, body in changed.items():
                    own = DecisionWording(id=kind, body=body)
                    if body == USUAL[kind]:
                        edit.remove(own)
                    else:
                        edit.put(own)
            if not edit.made:
                return
        self.accept()


def _said(points: int, following: int) -> str:
    if not points:
        return "Perioden har ingen sådan punkt än. Så här kommer en att se ut:"
    if not following:
        return "Punkterna av det här slaget har egna texter. Med malltext skulle den första lyda:"
    words = "En punkt följer" if following == 1 else f"{following} punkter följer"
    return f"{words} den här formuleringen. Den första lyder:"
