"""The commands of the window as data: words, menu, shortcut, icon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from tertialapp.model.finder import Entry
from tertialapp.ui.grid.keys import HELP


class Command(Struct, frozen=True):
    """A command. ``pressed`` names keys that the focused part handles itself, for menu and list."""

    key: str
    text: str
    shortcuts: tuple[str, ...] = ()
    pressed: str = ""
    checkable: bool = False
    short: str = ""
    """What stands on its button where there is one."""


class Menu(Struct, frozen=True):
    """A menu: its commands, None for a line between them; shown only with an open report if it says so."""

    title: str
    commands: tuple[Command | None, ...]
    needs_report: bool = True


MENUS = (
    Menu(
        "&Arkiv",
        (
            Command("new", "&Ny rapport …", ("Ctrl+N",)),
            Command("open", "&Öppna …", ("Ctrl+O",)),
            Command("example", "Öppna &exempel"),
            Command("read", "&Läs in tidigare rapport …"),
            None,
            Command("save", "&Spara", ("Ctrl+S",)),
            Command("save_as", "Spara so&m …", ("Ctrl+Shift+S",)),
            Command("merge", "&Foga samman med …"),
            Command("merge_into", "Foga in i or&iginalet …"),
            Command("backups", "Säkerhets&kopior …"),
            Command("export", "E&xportera PDF …", ("Ctrl+E",)),
            Command("export_draft", "Exportera &utkast som PDF …", ("Ctrl+Shift+E",)),
            Command("export_part", "Exportera a&vsnitt som PDF …"),
            None,
            Command("send_part", "Ski&cka ut del …"),
            Command("read_back", "Läs till&baka del …"),
            None,
            Command("proof", "Till&gänglighet och arkiv …", ("Ctrl+Shift+A",)),
            None,
            Command("consolidate", "Sammanställ nämn&der …"),
            None,
            Command("close", "S&täng rapporten", ("Ctrl+W",)),
            Command("quit", "&Avsluta", ("Ctrl+Q",)),
        ),
        needs_report=False,
    ),
    Menu(
        "&Redigera",
        (
            Command("undo", "&Ångra", ("Ctrl+Z",)),
            Command("redo", "&Gör om", ("Ctrl+Y", "Ctrl+Shift+Z")),
            None,
            Command("cut", "Klipp &ut", pressed="Ctrl+X"),
            Command("copy", "&Kopiera", pressed="Ctrl+C"),
            Command("paste", "Klistra &in", pressed="Ctrl+V"),
            None,
            Command("insert_value", "Infoga &värde …", pressed="Ctrl+Skift+V"),
            Command("insert_picture", "Infoga &bild …"),
            Command("find", "&Sök i texten …", pressed="Ctrl+F"),
            Command("replace", "&Ersätt i texten …", pressed="Ctrl+H"),
            Command("search_report", "Sök och ersätt i &hela rapporten …", ("Ctrl+Shift+F",)),
            None,
            Command("own_words", "Egna &ord …"),
            Command("context_menu", "&Menyn där markören står", ("Shift+F10",)),
            Command("history", "His&torik …", ("Ctrl+Shift+H",)),
            Command("conflicts", "Kon&flikter …", ("Ctrl+Shift+F7",)),
        ),
    ),
    Menu(
        "&Visa",
        (
            Command("palette", "&Gå till …", ("Ctrl+K",)),
            Command("next_empty", "Gå till nästa &tomma", ("Ctrl+J",)),
            Command("counterpart", "Växla mellan beslut &och rad", ("Ctrl+G",)),
            Command("old_values", "T&exter med gamla värden …", ("Ctrl+Shift+J",)),
            Command("overview", "Ö&versikt", ("Alt+Home",)),
            Command("back", "&Bakåt", ("Alt+Left",)),
            Command("forward", "&Framåt", ("Alt+Right",)),
            Command("next_part", "&Nästa del av fönstret", ("F6",)),
            Command("previous_part", "F&öregående del av fönstret", ("Shift+F6",)),
            None,
            Command("filter", "Filt&rera trädet", ("Ctrl+T",)),
            Command("unfold", "Fäll &ut trädet"),
            Command("fold", "Fäll &ihop trädet"),
            None,
            Command(
                "charts",
                "&Diagram bredvid sidan",
                ("Ctrl+Shift+G",),
                checkable=True,
                short="Diagram",
            ),
            Command(
                "preview",
                "För&handsvisning bredvid sidan",
                ("Ctrl+Shift+P",),
                checkable=True,
                short="Förhandsvisning",
            ),
            Command(
                "checks",
                "&Kontroll bredvid sidan",
                ("Ctrl+Shift+K",),
                checkable=True,
                short="Kontroll",
            ),
            Command("ticks", "Visa stämm&ande siffror", checkable=True),
            None,
            Command("light", "&Ljust utseende"),
            Command("dark", "&Mörkt utseende"),
            Command("system_look", "Utseende som &systemet"),
        ),
    ),
    Menu(
        "Ra&pport",
        (
            Command("add_direction", "Nytt &inriktningsmål"),
            Command("add_area", "Nytt mål för &verksamhetsområdet"),
            Command("add_board", "Nytt &nämndmål"),
            Command("add_section", "Nytt &avsnitt"),
            Command("add_appendix", "N&y bilaga"),
            Command("summary", "Sidan Läget i &korthet"),
            None,
            Command("rename", "&Byt namn", pressed="F2"),
            Command("up", "Flytta &upp", pressed="Alt+Skift+Upp"),
            Command("down", "Flytta n&er", pressed="Alt+Skift+Ner"),
            Command("remove", "&Ta bort", pressed="Delete"),
            None,
            Command("propose_points", "&Föreslå beslutspunkter …"),
            Command("wordings", "Beslutens f&ormuleringar …"),
            None,
            Command("instruction", "Anvi&sning för texten …"),
            Command("details", "Rapportens upp&gifter …"),
            Command("versions", "Go&dkända versioner …"),
            Command("remarks", "Anmärkningar från in&läsningen"),
        ),
    ),
    Menu(
        "&Kontroll",
        (
            Command("next_finding", "&Nästa fynd", ("F8",)),
            Command("previous_finding", "&Föregående fynd", ("Shift+F8",)),
            Command("findings_here", "Fynden på den &här platsen"),
            None,
            Command("mend", "&Rätta", ("Ctrl+F8",), short="Rätta"),
            Command("mend_kind", "Rätta alla av &samma slag"),
            Command("mend_forms", "Rätta all f&orm"),
            None,
            Command("waive", "&Motivera avvikelse …", ("Ctrl+Shift+F8",), short="Motivera …"),
            Command("unwaive", "&Ta tillbaka motiveringen", short="Ta tillbaka"),
        ),
    ),
    Menu(
        "&Hjälp",
        (
            Command("keys", "&Kortkommandon", ("F1",)),
            Command("about", "&Om Tertialapp"),
        ),
        needs_report=False,
    ),
)

REPORT_COMMANDS = (
    *("save", "save_as", "merge", "backups"),
    *("export", "export_draft", "export_part", "proof", "close"),
)
"""Commands of menus that are always there which need an open report."""

SAVING_COMMANDS = ("save", "save_as", "send_part", "read_back")
"""Commands that a file which is open for reading can't be given."""

WRITING_COMMANDS = (
    *("merge", "merge_into"),
    *("cut", "paste", "insert_value", "insert_picture", "replace", "own_words"),
    *("add_direction", "add_area", "add_board", "add_section", "add_appendix", "summary"),
    *("rename", "up", "down", "remove", "propose_points", "wordings", "instruction", "details"),
)
"""Commands that a report in which nothing can be changed can't be given."""

WHOLE_COMMANDS = (
    *("send_part", "read_back", "versions", "details", "own_words", "wordings", "summary"),
    *("add_direction", "add_appendix"),
)
"""Commands that are about the whole report, which a part that was sent out can't be given."""

OUTLINE_COMMANDS = (
    *("rename", "up", "down", "remove", "export_part", "send_part", "findings_here"),
)
"""Commands in the menu of a line of the tree."""

FINDING_COMMANDS = ("mend", "mend_kind", "mend_forms", "waive", "unwaive")
"""Commands in the menu of a finding."""

TREE_KEYS = (
    ("Ctrl+Upp / Ctrl+Ner", "Flyttar målet eller avsnittet i trädet"),
    ("F2 / Delete", "Byter namn på, eller tar bort, målet eller avsnittet i trädet"),
)
FINDING_KEYS = (
    ("Retur", "Går till fyndet i Kontroll och markerar orden"),
    ("Ctrl+Retur", "Rättar fyndet i Kontroll"),
    ("Delete", "Tar tillbaka motiveringen i Kontroll"),
)
TEXT_KEYS = (
    ("Ctrl+B / Ctrl+I", "Fet och kursiv text"),
    ("Ctrl+Skift+L / Ctrl+Skift+N", "Punktlista och numrerad lista"),
    ("Tabb / Skift+Tabb", "Flyttar en punkt inåt eller utåt i en lista"),
    ("Ctrl+L", "Länk"),
    ("=", "Infogar ett värde, där ett ord börjar"),
    ("Ctrl+Skift+M", "Föreslår meningar om ett måls bedömning"),
)


def build_menus(
    window: QMainWindow, handlers: Mapping[str, Callable[[], object]]
) -> tuple[dict[str, QAction], list[tuple[QMenu, Menu]]]:
    """The window's menus; gives the actions by key, and each menu with what it was made from."""
    actions: dict[str, QAction] = {}
    menus: list[tuple[QMenu, Menu]] = []
    for menu in MENUS:
        shown = window.menuBar().addMenu(menu.title)
        menus.append((shown, menu))
        for command in menu.commands:
            if command is None:
                shown.addSeparator()
            else:
                actions[command.key] = _action(window, shown, command, handlers[command.key])
    return actions, menus


def _action(
    window: QMainWindow, menu: QMenu, command: Command, handler: Callable[[], object]
) -> QAction:
    text = f"{command.text}\t{command.pressed}" if command.pressed else command.text
    action = QAction(text, window)
    action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
    action.setCheckable(command.checkable)
    if command.short:
        action.setIconText(command.short)
    action.triggered.connect(lambda _checked: handler())
    menu.addAction(action)
    return action


def command_entries(actions: Mapping[str, QAction], *, is_open: bool) -> Iterator[Entry]:
    """The commands that can be given now, for whoever looks for them by their words."""
    for menu in MENUS:
        title = _bare(menu.title)
        for command in filter(None, menu.commands):
            action = actions[command.key]
            offered = (
                action.isEnabled() and action.isVisible() and (is_open or not menu.needs_report)
            )
            if offered and command.key != "palette":
                keys = " / ".join(map(_in_swedish, command.shortcuts)) or command.pressed
                name = _bare(command.text)
                yield Entry("Kommando", name, title, command=command.key, keys=keys)


def _bare(text: str) -> str:
    return text.replace("&", "").removesuffix(" …")


def all_keys() -> list[tuple[str, str]]:
    """Every shortcut with what it does, for the list that F1 shows."""
    keys = []
    for menu in MENUS:
        for command in filter(None, menu.commands):
            pressed = command.pressed or " / ".join(map(_in_swedish, command.shortcuts))
            if pressed:
                keys.append((pressed, _bare(command.text)))
    return [*keys, *TREE_KEYS, *FINDING_KEYS, *HELP, *TEXT_KEYS]


def _in_swedish(keys: str) -> str:
    for english, swedish in (("Shift", "Skift"), ("Left", "Vänster"), ("Right", "Höger")):
        keys = keys.replace(english, swedish)
    return keys
