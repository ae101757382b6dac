"""The report's own particulars: board, city, title, diary number, deadline, logo, typeface, colour."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tertialapp.document.edit import Edit
from tertialapp.model.font_files import FontFile
from tertialapp.model.text import clean_line
from tertialapp.pdf.typeface import typeface_of
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.columns.typing_forms import parse_date
from tertialapp.ui.dialogs.color_field import ColorField
from tertialapp.ui.dialogs.logo_field import LogoField
from tertialapp.ui.dialogs.typeface_field import TypefaceField

_FIELDS = (
    ("setup", "board", "Nämnd"),
    ("setup", "municipality", "Kommun"),
    ("period", "title", "Rapportens titel"),
    ("period", "diary_number", "Diarienummer"),
)
_FIELD_WIDTH = 260


class ReportDetailsDialog(QDialog):
    """Accepting writes what was changed, in one undo step."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rapportens uppgifter")
        self._bridge = bridge
        self._fields: dict[tuple[str, str], QLineEdit] = {}
        form = QFormLayout()
        for owner, key, label in _FIELDS:
            record = bridge.report.setup if owner == "setup" else bridge.period
            field = QLineEdit(getattr(record, key))
            field.setAccessibleName(label)
            field.setMinimumWidth(_FIELD_WIDTH)
            form.addRow(label, field)
            self._fields[owner, key] = field
        deadline = bridge.period.deadline
        self._deadline = QLineEdit(deadline.isoformat() if deadline else "")
        self._deadline.setAccessibleName("Ska vara klar")
        self._deadline.setPlaceholderText("Till exempel 2025-05-16")
        form.addRow("Ska vara klar", self._deadline)
        images, setup = bridge.report.images, bridge.report.setup
        self._logo = LogoField(images.get(setup.logo_id or ""), setup.logo_alt, setup.board)
        look = QFormLayout()
        look.addRow("Logotyp", self._logo)
        fonts = tuple(bridge.report.font_files.values())
        self._typeface = TypefaceField(setup.typeface, fonts)
        look.addRow("Typsnitt", self._typeface)
        self._color = ColorField(setup.main_color, typeface_of(bridge.report))
        self._typeface.chosen.connect(lambda: self._color.show_typeface(self._typeface.typeface))
        look.addRow("Färg", self._color)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(form, 1)
        sides.setAlignment(form, Qt.AlignmentFlag.AlignTop)
        sides.addLayout(look)
        self._fault = QLabel()
        self._fault.setProperty("bubble", True)
        self._fault.setWordWrap(True)
        self._fault.hide()
        buttons = QDialogButtonBox()
        buttons.addButton("Klar", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._write)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(sides)
        layout.addWidget(self._fault)
        layout.addWidget(buttons)

    def _write(self) -> None:
        try:
            deadline = parse_date(self._deadline.text())
        except CellFault as fault:
            self._fault.setText(str(fault))
            self._fault.show()
            self._deadline.setFocus()
            return
        if self._color.fault:
            self._color.setFocus()
            return
        logo = self._logo.image
        texts = {names: clean_line(f.text()) for names, f in self._fields.items()}
        setup, period = self._bridge.report.setup, self._bridge.period
        with self._bridge.edit("Ändra rapportens uppgifter") as edit:
            if logo:
                edit.put(logo)
            _put_fonts(edit, self._typeface.files)
            edit.put(
                structs.replace(
                    setup,
                    board=texts["setup", "board"] or setup.board,
                    municipality=texts["setup", "municipality"],
                    logo_id=logo.id if logo else None,
                    logo_alt=self._logo.words if logo else "",
                    main_color=self._color.code,
                    typeface=self._typeface.name,
                )
            )
            edit.put(
                structs.replace(
                    period,
                    title=texts["period", "title"] or period.title,
                    diary_number=texts["period", "diary_number"],
                    deadline=deadline,
                )
            )
        if edit.made:
            self.accept()


def _put_fonts(edit: Edit, files: Sequence[FontFile]) -> None:
    """Carry these font files and no others; what was of another typeface goes."""
    kept = {file.id for file in files}
    for file in list(edit.report.font_files.values()):
        if file.id not in kept:
            edit.remove(file)
    for file in files:
        edit.put(file)
