"""What can be done about a finding, wherever it is seen: read it, mend it, go to the other place, say why it is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tertialapp.check.findings import Cell, Finding
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.icons import severity_icon
from tertialapp.ui.marks import cell_spot, sentence
from tertialapp.ui.theme import theme_now

_LONGEST = 110
_MOST = 4
Address = tuple[str, str, str]


def mend(bridge: Bridge, found: Finding) -> bool:
    """Make a finding's repair as one undo step; False, and said, when there is no longer anything to mend.

    The repair is that of the finding as it is now: its words may have moved since it was shown.
    """
    now = next((each for each in bridge.marks.findings if each.key == found.key), None)
    repair = now.repair if now else None
    changes = repair.changes(bridge.report) if repair else {}
    if repair is None or not any(changes.values()):
        bridge.told.emit("Det finns inget kvar att rätta här.")
        return False
    with bridge.edit(repair.label) as edit:
        edit.take(changes)
    return True


def next_cell(found: Finding, here: Iterable[Address]) -> Cell | None:
    """The cell of a finding that comes after one of some addresses, round its end; None when there is no other."""
    cells = list({each.address: each for each in reversed(found.cells)}.values())[::-1]
    addresses = [each.address for each in cells]
    at = next((addresses.index(each) for each in here if each in addresses), 0)
    return cells[(at + 1) % len(cells)] if len(cells) > 1 else None


def add_findings(
    menu: QMenu,
    bridge: Bridge,
    findings: Iterable[Finding],
    here: Iterable[Address],
    leave: Callable[[], object],
) -> None:
    """Put findings first in a menu: each one's sentence, its repair, the way to its other place and a reason for it.

    Args:
        menu: The menu that is about to be shown.
        bridge: The open report.
        findings: What was found where the menu is asked for.
        here: The addresses of the cells there.
        leave: Writes what is being typed, before something is mended.
    """
    actions: list[QAction] = []
    for found in list(findings)[:_MOST]:
        actions += _acts(menu, bridge, found, tuple(here), leave)
    put_first(menu, actions)


def put_first(menu: QMenu, actions: list[QAction]) -> None:
    """Put actions before all others of a menu, with a line between."""
    others = menu.actions()
    if others and actions:
        menu.insertActions(others[0], actions)
        menu.insertSeparator(others[0])
    else:
        menu.addActions(actions)


def sentence_action(menu: QMenu, sentence: str, act: Callable[[], object]) -> QAction:
    """A sentence as an item that can be chosen, so that keys and screen readers come to it."""
    shown = sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1]}…"
    action = _action(menu, shown, act)
    action.setToolTip(sentence)
    menu.setToolTipsVisible(True)
    return action


def _acts(
    menu: QMenu,
    bridge: Bridge,
    found: Finding,
    here: tuple[Address, ...],
    leave: Callable[[], object],
) -> Iterator[QAction]:
    def go(to: Cell) -> None:
        bridge.wanted.emit(cell_spot(bridge.report, to))

    shown = next((each for each in found.cells if each.address in here), found.cells[0])
    told = sentence_action(menu, sentence(found), lambda: go(shown))
    told.setIcon(severity_icon(found.severity, theme_now()))
    yield told
    if found.repair is not None:

        def repair() -> None:
            leave()
            mend(bridge, found)

        yield _writing(_action(menu, found.repair.label, repair), bridge)
    other = next_cell(found, here)
    if other is not None:
        more = len({each.address for each in found.cells})
        words = "Gå till det andra stället" if more == 2 else f"Gå till nästa av {more} ställen"
        yield _action(menu, words, lambda: go(other))

    def give_reason() -> None:
        leave()
        bridge.reason_wanted.emit(found)

    yield _writing(_action(menu, "Motivera avvikelse …", give_reason), bridge)


def _writing(action: QAction, bridge: Bridge) -> QAction:
    """An action that changes the report: out of use, and why, where nothing can be changed."""
    action.setEnabled(not bridge.read_only)
    if bridge.read_only:
        action.setToolTip(bridge.read_only)
    return action


def _action(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    action = QAction(words.replace("&", "&&"), menu)
    action.triggered.connect(lambda _checked: act())
    return action
