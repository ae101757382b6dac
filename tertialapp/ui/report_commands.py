"""Commands on what the open report consists of, from menu and keys alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog

from tertialapp.document.structure import (
    NEW_TITLES,
    add_appendix,
    add_goal,
    add_section,
    add_summary,
    can_add,
    can_drop,
    drop_place,
    is_removable,
    move_place,
    remove_place,
)
from tertialapp.model.frame import AT_A_GLANCE, SectionKind
from tertialapp.model.goals import Level
from tertialapp.model.places import OVERVIEW, Place, exists, first_of_kind, section_place
from tertialapp.model.text import clean_line
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.workspace import Workspace


class ReportCommands:
    """What the Rapport menu does: to the grid's row where a grid has the cursor, else to the place."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        workspace.outline.acted.connect(self._act)
        workspace.outline.tree.dropped.connect(self._drop)

    def _act(self, key: int) -> None:
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_F2: self.rename,
            Qt.Key.Key_Delete: self.remove_place,
            Qt.Key.Key_Up: lambda: self.move_place(-1),
            Qt.Key.Key_Down: lambda: self.move_place(1),
        }
        if self._workspace.bridge.read_only:
            self._workspace.told.emit(self._workspace.bridge.read_only)
        else:
            acts[Qt.Key(key)]()

    def add_goal(self, level: Level) -> None:
        """Add a goal and begin to name it."""
        if not can_add(self._workspace.bridge.report, level):
            self._workspace.told.emit("Lägg först till ett mål på nivån ovanför.")
        elif self._workspace.leave():
            made: Place | None = None
            with self._workspace.bridge.edit(f"Lägg till {_lower(NEW_TITLES[level])}") as edit:
                made = add_goal(edit, level, self._workspace.place)
            self._name(made)

    def add_section(self) -> None:
        """Add a section and begin to name it."""
        if self._workspace.leave():
            made: Place | None = None
            with self._workspace.bridge.edit("Lägg till avsnitt") as edit:
                made = add_section(edit, self._workspace.place)
            self._name(made)

    def add_appendix(self) -> None:
        """Add an appendix and begin to name it."""
        if self._workspace.leave():
            made: Place | None = None
            with self._workspace.bridge.edit("Lägg till bilaga") as edit:
                made = add_appendix(edit)
            self._name(made)

    def go_to_summary(self) -> None:
        """Show the page with the period at a glance; a report without it gets it first."""
        if not self._workspace.leave():
            return
        bridge = self._workspace.bridge
        section = first_of_kind(bridge.report, SectionKind.SUMMARY)
        if section:
            self._workspace.go_to(section_place(section.id))
            return
        made: Place | None = None
        with bridge.edit(f"Lägg till {AT_A_GLANCE}") as edit:
            made = add_summary(edit)
        if made and exists(bridge.report, made):
            self._workspace.go_to(made)

    def _name(self, made: Place | None) -> None:
        if made and exists(self._workspace.bridge.report, made):
            self._workspace.go_to(made)
            self.rename()

    def rename(self) -> None:
        """Edit the grid's cell or the place's title."""
        view = _focused_grid()
        if view is not None:
            view.edit_cell()
        elif self._workspace.page is not None:
            self._workspace.page.rename()

    def move(self, step: int) -> None:
        """Move the grid's row or the place."""
        view = _focused_grid()
        if view is not None:
            view.rows.move(step)
        else:
            self.move_place(step)

    def remove(self) -> None:
        """Remove the grid's rows or the place."""
        view = _focused_grid()
        if view is not None:
            view.rows.remove()
        else:
            self.remove_place()

    def edit_instruction(self) -> None:
        """Ask what the writers of the shown section, or of all goals, are asked for."""
        bridge, place = self._workspace.bridge, self._workspace.place
        section = bridge.report.sections.get(place.key) if place else None
        if place and place.key in bridge.report.goals:
            section = first_of_kind(bridge.report, SectionKind.GOALS)
        if section is None or not self._workspace.leave():
            return
        question = f"Vad ska stå i {section.title}? Anvisningen visas ovanför texten."
        text, given = QInputDialog.getMultiLineText(
            self._workspace, "Anvisning för texten", question, section.instruction
        )
        if given:
            with bridge.edit("Ändra anvisning") as edit:
                edit.set(section, instruction=clean_line(text))
            if self._workspace.page is not None:
                self._workspace.page.refresh()

    def edit_details(self) -> None:
        """Ask for what is said of the report as a whole."""
        from tertialapp.ui.dialogs.report_details import ReportDetailsDialog

        if self._workspace.leave():
            ReportDetailsDialog(self._workspace.bridge, self._workspace.window()).exec()

    def edit_own_words(self) -> None:
        """Ask for the words that the board has of its own."""
        from tertialapp.ui.dialogs.own_words import OwnWordsDialog

        if self._workspace.leave():
            OwnWordsDialog(self._workspace.bridge, self._workspace.window()).exec()

    def move_place(self, step: int) -> None:
        """Move the shown goal or section among its siblings."""
        place = self._workspace.place
        if place and place != OVERVIEW and self._workspace.leave():
            with self._workspace.bridge.edit("Flytta i rapporten") as edit:
                move_place(edit, place, step)

    def _drop(self, place: Place, target: Place | None, row: int) -> None:
        """Move a place to where it was dragged."""
        bridge = self._workspace.bridge
        if not can_drop(bridge.report, place, target):
            self._workspace.told.emit("Det går inte att flytta dit: nivåerna måste stämma.")
        elif self._workspace.leave():
            with bridge.edit("Flytta i rapporten") as edit:
                drop_place(edit, place, target, row)
            self._workspace.go_to(place)

    def remove_place(self) -> None:
        """Remove the shown goal or section with what is under it; undo brings it back."""
        place = self._workspace.place
        report = self._workspace.bridge.report
        if place in (None, OVERVIEW) or not self._workspace.leave():
            return
        assert place is not None
        if is_removable(report, place):
            what = "mål" if place.table == "goal" else "avsnitt"
            done = f"Borttaget. Ångra med Ctrl+Z för att få tillbaka {_that(what)}."
            with self._workspace.bridge.edit(f"Ta bort {what}", done=done) as edit:
                remove_place(edit, place)
        else:
            self._workspace.told.emit(
                "Avsnittet bär en av rapportens tabeller och kan inte tas bort."
            )


def _focused_grid() -> GridView | None:
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, GridView) else None


def _lower(title: str) -> str:
    return f"{title[0].lower()}{title[1:]}"


def _that(what: str) -> str:
    return "målet" if what == "mål" else "avsnittet"
