"""Asks what a picture shows, for those who can't see it, and what stands under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.images import Image
from tertialapp.model.markdown import Picture
from tertialapp.model.text import clean_line
from tertialapp.ui.override import override
from tertialapp.ui.pictures import draw

_GUIDE = (
    "Skriv det som bilden säger, så att den som inte ser den får veta detsamma: ”Antalet inskrivna "
    "barn ökade från 410 till 690 på sju år”, hellre än ”Diagram över barn”. En eller två meningar "
    "räcker."
)


class PictureWordsDialog(QDialog):
    """What was said is in ``picture`` when it was accepted."""

    def __init__(self, picture: Picture, image: Image, parent: QWidget, *, is_new: bool) -> None:
        super().__init__(parent)
        self._key = picture.key
        self.setWindowTitle("Infoga bild" if is_new else "Bildens texter")
        self.alt = QPlainTextEdit(picture.alt)
        self.alt.setAccessibleName("Alternativ text")
        self.alt.setAccessibleDescription(_GUIDE)
        self.alt.setTabChangesFocus(True)
        self.alt.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 14)
        self.ornament = QCheckBox("Bilden är &utsmyckning")
        self.ornament.setChecked(not picture.alt and not is_new)
        self.ornament.setToolTip(
            "Den säger inget som inte står i texten; skärmläsare går förbi den"
        )
        self.caption = QLineEdit(picture.caption)
        self.caption.setPlaceholderText("Till exempel källa eller fotograf")
        buttons = QDialogButtonBox()
        name = "Infoga" if is_new else "Klar"
        self._accept = buttons.addButton(name, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QVBoxLayout()
        form.setSpacing(6)
        form.addWidget(_label("&Alternativ text", self.alt))
        form.addWidget(self.alt)
        guide = QLabel(_GUIDE)
        guide.setProperty("muted", True)
        guide.setWordWrap(True)
        form.addWidget(guide)
        form.addWidget(self.ornament)
        form.addSpacing(10)
        form.addWidget(_label("Bild&text, frivillig (står under bilden)", self.caption))
        form.addWidget(self.caption)
        form.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(18)
        sides.addWidget(PictureView(image, QSize(260, 260)), 0, Qt.AlignmentFlag.AlignTop)
        sides.addLayout(form, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(sides)
        layout.addWidget(buttons)
        self.resize(760, self.sizeHint().height())
        self.alt.textChanged.connect(self._follow)
        self.ornament.toggled.connect(lambda _: self._follow())
        self._follow()
        self.alt.setFocus()

    def _follow(self) -> None:
        self.alt.setEnabled(not self.ornament.isChecked())
        said = bool(clean_line(self.alt.toPlainText()))
        self._accept.setEnabled(said or self.ornament.isChecked())

    @property
    def picture(self) -> Picture:
        """The picture with the words that stand in the fields."""
        alt = "" if self.ornament.isChecked() else clean_line(self.alt.toPlainText())
        return Picture(self._key, alt, clean_line(self.caption.text()))


def _label(words: str, field: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(field)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return label


class PictureView(QWidget):
    """Shows a picture, no larger than a size."""

    def __init__(self, image: Image, largest: QSize) -> None:
        super().__init__()
        self._image = image
        scale = min(1, largest.width() / image.width, largest.height() / image.height)
        self.setFixedSize(max(1, round(image.width * scale)), max(1, round(image.height * scale)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, self._image, QRectF(self.rect()))
        painter.end()
