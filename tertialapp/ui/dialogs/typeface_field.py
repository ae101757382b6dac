"""Chooses the report's typeface: one that the program brings, or the board's own from its files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from tertialapp.base.errors import Refusal
from tertialapp.base.files import read_bytes
from tertialapp.model.choice_words import choice_words
from tertialapp.model.font_files import FontFile, files_of
from tertialapp.model.frame import TypefaceName
from tertialapp.model.truetype import FontFault, font_of
from tertialapp.pdf.typeface import TYPEFACES, Typeface, own_typeface
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.dialogs.ask import tell


class TypefaceField(QWidget):
    """A list of typefaces, and a button that takes in others."""

    chosen = Signal()
    """Another typeface is chosen."""

    def __init__(self, name: TypefaceName, files: tuple[FontFile, ...]) -> None:
        super().__init__()
        self._files: tuple[FontFile, ...] = ()
        self.list = QComboBox()
        self.list.setAccessibleName("Rapportens typsnitt")
        for each in TYPEFACES:
            self.list.addItem(choice_words(each), each)
        self._ask_button = ActButton("Egna filer …")
        self._ask_button.setAccessibleName("Välj egna typsnittsfiler")
        self._ask_button.setToolTip(
            "TrueType-filer (.ttf) för normal, fet och kursiv, helst också fet kursiv"
        )
        self._ask_button.clicked.connect(lambda _checked: self._ask())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._ask_button)
        self.setFocusProxy(self.list)
        if files:
            self._show_own(files)
        self.list.setCurrentIndex(max(0, self.list.findData(name)))
        self.list.currentIndexChanged.connect(lambda _: self.chosen.emit())

    @property
    def name(self) -> TypefaceName:
        """Which is chosen."""
        return TypefaceName(self.list.currentData())

    @property
    def files(self) -> tuple[FontFile, ...]:
        """The files of the board's own, if that is chosen."""
        return self._files if self.name is TypefaceName.OWN else ()

    @property
    def typeface(self) -> Typeface:
        """What is chosen, to set in."""
        return own_typeface(self._files) if self.files else TYPEFACES[self.name]

    def _show_own(self, files: tuple[FontFile, ...]) -> None:
        self._files = files
        words = f"{files[0].family} (egna filer)"
        at = self.list.findData(TypefaceName.OWN)
        if at < 0:
            self.list.addItem(words, TypefaceName.OWN)
        else:
            self.list.setItemText(at, words)

    def _ask(self) -> None:
        from tertialapp.ui.dialogs.files import ask_fonts

        paths = ask_fonts(self.window())
        if not paths:
            return
        try:
            files = files_of(_font_in(path) for path in paths)
        except (FontFault, Refusal) as fault:
            tell(self.window(), str(fault))
            return
        self._show_own(files)
        self.list.setCurrentIndex(self.list.findData(TypefaceName.OWN))
        self.chosen.emit()


def _font_in(path: Path) -> bytes:
    """What a file of a font holds. Raises FontFault, saying which of the chosen files it is about."""
    content = read_bytes(path)
    try:
        font_of(content)
    except FontFault as fault:
        raise FontFault(f"{path.name}: {fault}") from fault
    return content
