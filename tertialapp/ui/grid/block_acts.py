"""Blocks of cells: copied, cut, emptied, pasted and filled, each in one undo step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.grid import clipboard
from tertialapp.ui.grid.cursor import Cursor
from tertialapp.ui.grid.editing import NO_REASON, Editing
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.plan import Plan, plan_paste, target_of, typed, write_with_rows
from tertialapp.ui.grid.writing import LOCKED, Typed
from tertialapp.ui.tsv import Block


class BlockActs:
    """What is done to the chosen cells of a grid."""

    def __init__(
        self,
        view: QWidget,
        grid: GridModel[Any],
        cursor: Cursor,
        editing: Editing,
        visible: Callable[[], list[int]],
    ) -> None:
        self._view = view
        self._grid = grid
        self._cursor = cursor
        self._editing = editing
        self._visible = visible

    def copy(self) -> None:
        """Copy the chosen cells as spreadsheets take them; what lies between them is empty."""
        chosen = self._cursor.chosen()
        texts = {(i.row(), i.column()): self._grid.copied_text(i) for i in chosen}
        rows = sorted({row for row, _ in texts})
        columns = sorted({column for _, column in texts})
        if texts:
            clipboard.put([[texts.get((row, at), "") for at in columns] for row in rows])

    def cut(self) -> None:
        """Copy the chosen cells and empty them."""
        self.copy()
        self._empty("Klipp ut")

    def clear(self) -> None:
        """Empty those of the chosen cells that can be typed in."""
        self._empty("Töm celler")

    def _empty(self, label: str) -> None:
        chosen = self._cursor.chosen()
        cells = [Typed(i.row(), i.column(), "") for i in chosen if self._grid.is_editable(i)]
        if chosen and not cells:
            self._editing.tell(LOCKED)
            return
        self._editing.tell(self._editing.write(cells, label if len(cells) > 1 else ""))

    # -- filling --------------------------------------------------------------------------------

    def fill_down(self) -> None:
        """Fill the chosen cells with the highest of each column; one cell alone with the one above."""
        self._fill(down=True)

    def fill_right(self) -> None:
        """Fill the chosen cells with the leftmost of each row; one cell alone with the one before."""
        self._fill(down=False)

    def _fill(self, *, down: bool) -> None:
        """Fill each line of the choice from its first cell, or from the one before a line of one."""
        lines: dict[int, list[int]] = {}
        for index in self._cursor.chosen():
            line, at = (index.column(), index.row()) if down else (index.row(), index.column())
            lines.setdefault(line, []).append(at)
        cells = []
        for line, places in lines.items():
            first, *others = (
                places if len(places) > 1 else (self._before(places[0], down=down), *places)
            )
            if first < 0:
                continue
            source = self._grid.index(first, line) if down else self._grid.index(line, first)
            text = self._grid.typed_text(source)
            for at in others:
                place = (at, line) if down else (line, at)
                if self._grid.is_editable(self._grid.index(*place)):
                    cells.append(Typed(*place, text))
        self._editing.tell(self._editing.write(cells, "Fyll nedåt" if down else "Fyll åt höger"))

    def _before(self, place: int, *, down: bool) -> int:
        if down:
            return place - 1
        shown = self._visible()
        at = shown.index(place) if place in shown else 0
        return shown[at - 1] if at else -1

    # -- pasting --------------------------------------------------------------------------------

    def paste(self) -> None:
        """Put the copied block where the choice begins; ask first when it doesn't go in as it is."""
        try:
            block = clipboard.take()
        except CellFault as fault:
            self._editing.tell(str(fault))
            return
        chosen = self._cursor.chosen()
        if block is None or not chosen or not self._editing.leave():
            return
        target = target_of(chosen, self._visible())
        plan = plan_paste(self._grid, target, self._visible(), block)
        if target.is_one_cell and len(block) == len(block[0]) == 1:
            self._editing.tell(plan.faults[0].fault if plan.faults else self._write(plan))
        elif plan.needs_question:
            self._ask(plan)
        else:
            self._editing.tell(self._write(plan))
            self._choose(block)

    def _write(self, plan: Plan) -> str:
        cells = typed(plan.fitting)
        return self._editing.write(cells, f"Klistra in {len(cells)} värden" if cells[1:] else "")

    def _ask(self, plan: Plan) -> None:
        from tertialapp.ui.grid.preview import Choice, PastePreview

        dialog = PastePreview(plan, self._view)
        dialog.exec()
        if dialog.choice is Choice.FIT:
            self._editing.tell(self._write(plan))
        elif dialog.choice is Choice.ADD:
            reason = self._editing.reason_for(typed((*plan.fitting, *plan.fitting_added)))
            if reason is None:
                self._editing.tell(NO_REASON)
            else:
                write_with_rows(self._grid, plan, reason)
        dialog.deleteLater()

    def _choose(self, block: Block) -> None:
        """Choose the cells that were pasted into, as spreadsheets do."""
        index, *others = self._cursor.chosen()
        if not others:
            shown = self._visible()
            last = shown[min(len(shown), shown.index(index.column()) + len(block[0])) - 1]
            self._cursor.extend_to(index.row() + len(block) - 1, last)
