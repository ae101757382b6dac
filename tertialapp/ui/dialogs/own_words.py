"""The report's own words, which spelling knows, and where each may be broken at the end of a line."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tertialapp.base.errors import BadInput
from tertialapp.model.frame import OwnWord
from tertialapp.model.own_words import SIGN, break_places, written
from tertialapp.model.relations import swedish_key
from tertialapp.model.text import clean_line
from tertialapp.pdf.own_breaks import as_broken
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.dialogs.lines import LineList, say_line
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.override import override

_MOST_FORMS = 4
_HINT = (
    f"Sätt ”{SIGN}” där ordet får brytas; ”|” går också bra. Utan tecken bryts det aldrig. Med tomt fält "
    "avgör programmet."
)


class OwnWordsDialog(QDialog):
    """Accepting writes what was changed, in one undo step.

    A ``word`` to begin with is taken among the own ones only if it is broken otherwise than the program does.
    """

    def __init__(self, bridge: Bridge, parent: QWidget, word: str = "") -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._own = dict(bridge.report.own_words)
        self._asked = ""
        self.setWindowTitle("Egna ord")
        resize_within_screen(self, 560, 500)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Sök, eller skriv ett nytt ord")
        self.words.setAccessibleName("Sök bland orden, eller skriv ett nytt")
        self.words.setClearButtonEnabled(True)
        self.add_button = ActButton("&Lägg till", self.add)
        self.remove_button = ActButton("&Ta bort", self.remove)
        self.list = LineList("Egna ord", self.words)
        self.broken = QLineEdit()
        self.sample = QLabel()
        self.sample.setWordWrap(True)
        self.fault = QLabel()
        self.fault.setProperty("bubble", True)
        self.fault.setWordWrap(True)
        self._nothing = _muted_label()
        self._lay_out()
        self.words.textChanged.connect(lambda _: self._fill())
        self.list.currentItemChanged.connect(lambda *_: self._show_word())
        self.list.itemActivated.connect(lambda _: self.broken.setFocus())
        self.broken.textEdited.connect(self._take)
        self._fill()
        if word:
            self._start_with(word)
            self._asked = word

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.words, 1)
        above.addWidget(self.add_button)
        above.addWidget(self.remove_button)
        label = QLabel("Får &brytas:")
        label.setBuddy(self.broken)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.broken, 1)
        hint = _muted_label()
        hint.setText(_HINT)
        self.broken.setAccessibleDescription(_HINT)
        buttons = QDialogButtonBox()
        buttons.addButton("Klar", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._write)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        layout.addWidget(self.fault)
        layout.addWidget(self.sample)
        layout.addWidget(hint)
        layout.addWidget(buttons)

    # -- which words ----------------------------------------------------------------------------

    def _fill(self, chosen: str = "") -> None:
        """Show the words that hold what is sought, and mark one of them."""
        sought = self._typed().casefold()
        shown = [word for word in self._own if sought in word.casefold()]
        self.list.clear()
        for word in sorted(shown, key=swedish_key):
            self.list.add_line(*self._line(self._own[word]), word)
        rows = [self.list.item(at).text() for at in range(self.list.count())]
        marked = next((at for at, row in enumerate(rows) if row.startswith(f"{chosen},")), 0)
        self.list.setCurrentRow(marked)
        self._nothing.setText(
            "Inget av orden passar. Med Lägg till blir det ett eget ord."
            if self._own
            else "Rapporten har inga egna ord än. Stavningen godtar ord som läggs till här."
        )
        self._nothing.setVisible(not shown)
        self.add_button.setEnabled(bool(sought) and self._found(sought) is None)
        self._show_word()

    def _line(self, word: OwnWord) -> tuple[str, str, str]:
        return word.id, "egen avstavning" if word.broken else "", self._as_broken(word.id)

    def _typed(self) -> str:
        return clean_line(self.words.text())

    def _found(self, word: str) -> str | None:
        """The own word that is spelled so, whatever its capitals."""
        wanted = word.casefold()
        return next((own for own in self._own if own.casefold() == wanted), None)

    def _chosen(self) -> OwnWord | None:
        word = self.list.chosen()
        return self._own.get(word) if isinstance(word, str) else None

    def _start_with(self, word: str) -> None:
        """Be ready to say where a word may be broken, which is added if it is no own word yet."""
        word = word.replace("\u00ad", "")
        found = self._found(word) or word
        self._own.setdefault(found, OwnWord(id=found))
        self._fill(found)
        self.broken.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field above adds its word, or goes on to the one that was found."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and self._typed() and self.words.hasFocus()):
            super().keyPressEvent(event)
        elif self.add_button.isEnabled():
            self.add()
        else:
            self.broken.setFocus()

    def add(self) -> None:
        """Take the word in the field among the own ones."""
        word = self._typed()
        self._asked = ""
        if " " in word or not any(char.isalpha() for char in word):
            self._show_fault("Skriv ett ord i taget, med bokstäver.")
            self.words.setFocus()
            return
        self.words.clear()
        self._start_with(word)

    def remove(self) -> None:
        """Have the marked word no longer among the own ones."""
        chosen = self._chosen()
        if chosen is not None:
            del self._own[chosen.id]
            self._fill()
            self.list.setFocus()

    # -- how a word is broken -------------------------------------------------------------------

    def _as_broken(self, word: str) -> str:
        return as_broken(word, self._own.values())

    def _show_word(self) -> None:
        chosen = self._chosen()
        for part in (self.broken, self.remove_button):
            part.setEnabled(chosen is not None)
        self.broken.setText("" if chosen is None else chosen.broken or self._as_broken(chosen.id))
        self._show_sample()

    def _take(self, text: str) -> None:
        """Take what is written of the marked word; as the program finds it, if it is just that."""
        at = self.broken.cursorPosition()
        self.broken.setText(text.replace("|", SIGN))
        self.broken.setCursorPosition(at)
        chosen = self._chosen()
        assert chosen is not None
        broken = clean_line(self.broken.text())
        self._own[chosen.id] = OwnWord(id=chosen.id)
        if broken != self._as_broken(chosen.id):
            self._own[chosen.id] = OwnWord(id=chosen.id, broken=broken)
        say_line(self.list.currentItem(), *self._line(self._own[chosen.id]))
        self._show_sample()

    def _show_sample(self) -> None:
        """Show how the marked word is broken, or what is wrong."""
        chosen = self._chosen()
        fault = _fault(chosen) if chosen else ""
        self._show_fault(fault)
        self.sample.setText(self._sample(chosen) if chosen and not fault else "")
        self.sample.setVisible(bool(self.sample.text()))

    def _show_fault(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.broken.setProperty("fault", bool(fault))
        self.broken.style().polish(self.broken)

    def _sample(self, word: OwnWord) -> str:
        parts = self._as_broken(word.id).split(SIGN)
        words = f"Bryts så: {'-   '.join(parts)}" if len(parts) > 1 else "Bryts aldrig."
        forms = [self._as_broken(form) for form in self._forms(word.id)]
        return f"{words}\nI rapporten också: {', '.join(forms)}" if forms else words

    def _forms(self, word: str) -> list[str]:
        """Words of the report's texts that begin with a word."""
        pattern = re.compile(rf"(?<![^\W\d_]){re.escape(word)}[^\W\d_]+", re.IGNORECASE)
        texts = self._bridge.report.texts.values()
        forms = (form for text in texts for form in pattern.findall(text.body))
        found = {form.casefold(): form for form in forms}
        return sorted(found.values(), key=swedish_key)[:_MOST_FORMS]

    # -- writing --------------------------------------------------------------------------------

    def _write(self) -> None:
        wrong = next((word for word in self._own.values() if _fault(word)), None)
        if wrong is not None:
            self.words.clear()
            self._start_with(wrong.id)
            return
        before = self._bridge.report.own_words
        changed = [
            _normal(word)
            for word in self._own.values()
            if before.get(word.id) != word and (word.broken or word.id != self._asked)
        ]
        gone = [word for key, word in before.items() if key not in self._own]
        if changed or gone:
            with self._bridge.edit("Ändra egna ord") as edit:
                for word in changed:
                    edit.put(word)
                for word in gone:
                    edit.remove(word)
            if not edit.made:
                return
        self.accept()


def _fault(word: OwnWord) -> str:
    try:
        break_places(word)
    except BadInput as fault:
        return str(fault)
    return ""


def _normal(word: OwnWord) -> OwnWord:
    """The word with its breaks written in one way."""
    places = break_places(word)
    return word if places is None else OwnWord(id=word.id, broken=written(word.id, places))


def _muted_label() -> QLabel:
    label = QLabel()
    label.setProperty("muted", True)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
