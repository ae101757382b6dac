"""What can be done in a grid, as data: words, keys, and where it stands in the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Act(Struct, frozen=True):
    """An act on chosen cells or rows, by menu and keys; the first keys are shown."""

    key: str
    text: str
    keys: tuple[str, ...]
    rows: str = ""
    """What of the sheet it needs: "add", "duplicate", "remove" or "move"."""

    @property
    def pressed(self) -> str:
        """The keys as they are written in Swedish."""
        return in_swedish(self.keys[0])


MENU: tuple[Act | None, ...] = (
    Act("cut", "Klipp &ut", ("Ctrl+X", "Shift+Del")),
    Act("copy", "&Kopiera", ("Ctrl+C", "Ctrl+Ins")),
    Act("paste", "Klistra &in", ("Ctrl+V", "Shift+Ins")),
    Act("clear", "&Töm", ("Del",)),
    None,
    Act("fill_down", "Fyll &nedåt", ("Ctrl+D",)),
    Act("fill_right", "Fyll åt &höger", ("Ctrl+R",)),
    None,
    Act("add", "&Lägg till rad", ("Ctrl++", "Ctrl+Shift++", "Ctrl+=", "Ins"), "add"),
    Act("duplicate", "&Duplicera rad", ("Ctrl+Shift+D",), "duplicate"),
    Act("remove", "Ta &bort rad", ("Ctrl+-",), "remove"),
    Act("move_up", "Flytta u&pp", ("Alt+Shift+Up",), "move"),
    Act("move_down", "Flytta n&er", ("Alt+Shift+Down",), "move"),
)

ACTS: tuple[Act, ...] = (
    *filter(None, MENU),
    Act("edit", "Ändra i cellen", ("F2",)),
    Act("erase", "Töm cellen och skriv", ("Backspace",)),
    Act("list", "Visa val, ord eller kalender", ("Alt+Down", "F4")),
    Act("enter", "Ner, eller vidare i markeringen", ("Return", "Enter")),
    Act("enter_back", "Upp, eller tillbaka i markeringen", ("Shift+Return", "Shift+Enter")),
    Act("choose_all", "Markera allt", ("Ctrl+A",)),
    Act("choose_rows", "Markera hela raden", ("Shift+Space",)),
    Act("choose_columns", "Markera hela kolumnen", ("Ctrl+Space",)),
)

MOVES: Mapping[str, tuple[str, int, int]] = {
    "Left": ("step", -1, 0),
    "Right": ("step", 1, 0),
    "Up": ("step", 0, -1),
    "Down": ("step", 0, 1),
    "Ctrl+Left": ("leap", -1, 0),
    "Ctrl+Right": ("leap", 1, 0),
    "Ctrl+Up": ("leap", 0, -1),
    "Ctrl+Down": ("leap", 0, 1),
    "Home": ("to_end", -1, 0),
    "End": ("to_end", 1, 0),
    "Ctrl+Home": ("to_end", -1, -1),
    "Ctrl+End": ("to_end", 1, 1),
    "PgUp": ("page", 0, -1),
    "PgDown": ("page", 0, 1),
}
"""Keys that move the cursor: how, columns, rows. With Shift they choose the cells on the way."""

HELP = (
    ("Skriv", "Skriver över cellen"),
    ("F2", "Ändrar i cellen"),
    ("Enter / Skift+Enter", "Tar in värdet och går ner eller upp"),
    ("Tabb / Skift+Tabb", "Tar in värdet och går till nästa eller förra cellen"),
    ("Esc", "Återställer cellen"),
    ("Alt+Enter", "Ny rad i en cell med löpande text"),
    ("Alt+Ner", "Visar val, ord eller kalender"),
    ("Skift+piltangent", "Markerar celler"),
    ("Ctrl+piltangent", "Går till kanten av de ifyllda cellerna"),
    ("Home / End, Ctrl+Home / Ctrl+End", "Går till radens eller tabellens början eller slut"),
    ("Ctrl+A, Skift+blanksteg, Ctrl+blanksteg", "Markerar allt, raden eller kolumnen"),
    ("Delete", "Tömmer markerade celler"),
    ("Ctrl+X / Ctrl+C / Ctrl+V", "Klipper ut, kopierar och klistrar in block, även med Excel"),
    ("Ctrl+D / Ctrl+R", "Fyller nedåt eller åt höger"),
    ("Ctrl+Enter", "Skriver det som skrivs i alla markerade celler"),
    ("Ctrl++ / Ctrl+−", "Lägger till eller tar bort rad"),
    ("Ctrl+Skift+D", "Duplicerar raden"),
    ("Alt+Skift+Upp / Alt+Skift+Ner", "Flyttar raden"),
)
"""For the list of shortcuts."""


class Keys:
    """Finds what a key does in a grid."""

    def __init__(
        self, acts: Mapping[str, Callable[[], object]], moves: Mapping[str, Callable[..., None]]
    ) -> None:
        self._acts: dict[int, Callable[[], object]] = {}
        for act in ACTS:
            for keys in act.keys:
                self._acts[_combination(keys)] = acts[act.key]
        for keys, (move, across, down) in MOVES.items():
            for extend in (False, True):
                pressed = _combination(f"Shift+{keys}" if extend else keys)
                self._acts[pressed] = _moving(moves[move], across, down, extend=extend)

    def act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a pressed key does; None when it is nothing of the grid's own."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._acts.get(QKeyCombination(modifiers, Qt.Key(event.key())).toCombined())


def in_swedish(keys: str) -> str:
    """Keys as they are written on a Swedish keyboard."""
    words = (
        ("Shift", "Skift"),
        ("Up", "Upp"),
        ("Down", "Ner"),
        ("Del", "Delete"),
        ("Ins", "Insert"),
    )
    for english, swedish in words:
        keys = keys.replace(english, swedish)
    return keys


def _combination(keys: str) -> int:
    pressed: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
    return pressed.toCombined()


def _moving(
    move: Callable[..., None], across: int, down: int, *, extend: bool
) -> Callable[[], object]:
    return lambda: move(across, down, extend=extend)
