"""Commands on parts: one is sent out as a file, and read back when it returns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from tertialapp.document.merging import Outcome, merge_file
from tertialapp.document.parts import send_part
from tertialapp.model.overview import full_name, place_name
from tertialapp.model.part_words import sent_by_place
from tertialapp.model.places import OVERVIEW
from tertialapp.store.file import SUFFIX
from tertialapp.ui.dialogs import files
from tertialapp.ui.parts.dialog import SendPartDialog
from tertialapp.ui.workspace import Workspace


def part_handlers(
    window: QWidget, workspace: Callable[[], Workspace | None]
) -> dict[str, Callable[[], object]]:
    """The acts by the keys of their commands; they raise Refusal."""

    def there(act: Callable[[QWidget, Workspace], object]) -> Callable[[], object]:
        return lambda: act(window, found) if (found := workspace()) and found.leave() else None

    return {"send_part": there(_send), "read_back": there(_read_back)}


def _send(window: QWidget, workspace: Workspace) -> None:
    """Ask to whom and where, and write the file of the goal or section that is shown."""
    place = workspace.place
    if place is None or place == OVERVIEW:
        workspace.told.emit("Välj först ett mål eller avsnitt i trädet.")
        return
    document = workspace.bridge.document
    report = document.report
    owner = getattr(report.table(place.table)[place.key], "owner", "")
    said = sent_by_place(report).get(place, "")
    dialog = SendPartDialog(place, full_name(report, place), owner, said, window)
    answered = dialog.exec() == QDialog.DialogCode.Accepted
    sending = dialog.sending
    dialog.deleteLater()
    if not answered or sending is None:
        return
    base = document.path or Path.home() / f"{report.setup.board}{SUFFIX}"
    name = files.file_name(f"{base.stem} {place_name(report, place)} till {sending.person}")
    target = files.ask_part(window, base.with_name(f"{name}{SUFFIX}"))
    if target:
        part = send_part(document, sending, target, replace=True)
        workspace.told.emit(f"Delen till {part.person} är sparad i {target.name}.")


def _read_back(window: QWidget, workspace: Workspace) -> None:
    """Ask for the file of a part that has come back, and merge it."""
    path = files.ask_returned(window)
    if path:
        workspace.told.emit(_told(merge_file(workspace.bridge.document, path)))


def _told(outcome: Outcome) -> str:
    """What came with a file that was read back."""
    if outcome.known:
        return "Filen innehöll inget som inte redan fanns."
    who = f"Delen från {outcome.part.person} är tillbaka" if outcome.part else "Filen är inläst"
    changed = "1 ändring" if outcome.changed == 1 else f"{outcome.changed} ändringar"
    count = len(outcome.conflicts)
    left = f", {count} {'konflikt' if count == 1 else 'konflikter'} att avgöra" if count else ""
    return f"{who}: {changed} kom in{left}."
