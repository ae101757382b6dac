"""What is said of stretches of a text, painted under and beside its words.

The marks stand in the layout of the text as it is and never touch the text itself, its undo or whether it
counts as changed. They are drawn over what Qt has painted and not as formats of the layout, which belong to
the spelling: so neither has to know the other, and a key press costs only what is in view.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter

from msgspec import Struct
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock
from PySide6.QtWidgets import QTextEdit

from tertialapp.check.findings import Finding, Severity
from tertialapp.check.prose.verdicts import Agreement
from tertialapp.ui.editors.in_view import Seen, lines_of, view_of
from tertialapp.ui.editors.stretches import Laid, laid
from tertialapp.ui.icons import CORNER, LINE_WIDTH, paint_corner, severity_pen
from tertialapp.ui.theme import Theme

_SLICE = 0.01
_TICK = ((0.0, 2.0), (1.3, 3.4), (3.6, 0.0))
_TICK_AIR, _TICK_DOWN = 0.3, 1.5
_SHORTEST = 8.0
"""Pixels of a line under what is narrow, such as a blank."""

Said = Finding | Agreement
"""What a stretch is marked for."""


class Stored(Struct, frozen=True):
    """A stretch of the stored text, and what is said of it."""

    start: int
    end: int
    said: Said


class Mark(Struct, frozen=True):
    """Positions in the document between which something is said of the words."""

    start: int
    end: int
    said: Said

    def moved(self, at: int, removed: int, added: int) -> Mark | None:
        """The mark after a change of the text; None when its own words were changed."""
        if at >= self.end:
            return self
        if at + removed <= self.start:
            step = added - removed
            return Mark(self.start + step, self.end + step, self.said)
        return None


class TextMarks(QObject):
    """The marks of one field: placed a little at a time, moved with what is typed until the next check."""

    changed = Signal()
    """Other marks are shown."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._marks: list[Mark] = []
        self._whole: Severity | None = None
        self._left: Iterator[Laid] = iter(())
        self._wanted: deque[Stored] = deque()
        self._made: list[Mark] = []
        self._rest = QTimer(self, interval=0, singleShot=True)
        self._rest.timeout.connect(self._go_on)
        edit.document().contentsChange.connect(self._move)

    @property
    def marks(self) -> Sequence[Mark]:
        """The marks that are shown, in the order of the text."""
        return self._marks

    def show_whole(self, severity: Severity | None) -> None:
        """Mark the text as a whole, as a cell is, for what is found of none of its words."""
        if severity is not self._whole:
            self._whole = severity
            self._edit.viewport().update()

    def is_in_corner(self, at: QPoint) -> bool:
        """Whether a point of the viewport is at the mark of the whole text."""
        return self._whole is not None and at.x() + at.y() <= 2 * CORNER

    def show(self, body: str, stored: Iterable[Stored]) -> None:
        """Mark stretches of the stored text that the field shows, and nothing else."""
        self._wanted = deque(sorted(stored, key=lambda each: (each.start, each.end)))
        self._left = laid(self._edit.document(), body) if self._wanted else iter(())
        self._made = []
        self._go_on()

    def at(self, position: int) -> list[Mark]:
        """What is marked at a position or at its edge, findings before what agrees."""
        here = [mark for mark in self._marks if mark.start <= position <= mark.end]
        return sorted(here, key=lambda mark: isinstance(mark.said, Agreement))

    def _go_on(self) -> None:
        """Place marks until all are or it has taken long enough; the old ones stay meanwhile."""
        until = perf_counter() + _SLICE
        for each in self._left:
            self._made += self._placed(each)
            if perf_counter() > until:
                self._rest.start()
                return
        if self._made != self._marks:
            self._marks = self._made
            self._edit.viewport().update()
            self.changed.emit()

    def _placed(self, passage: Laid) -> Iterator[Mark]:
        """The marks of a passage; it comes after those that marks were placed in before."""
        first, last = passage.passage.stored[0], passage.passage.stored[-1]
        while self._wanted and self._wanted[0].end <= first:
            self._wanted.popleft()
        for one in self._wanted:
            if one.start > last + 1:
                break
            place = passage.stretch(one.start, one.end)
            if place is not None:
                yield Mark(*place, one.said)

    def _move(self, at: int, removed: int, added: int) -> None:
        if self._rest.isActive():  # what was placed so far is of a text that is no more
            self._rest.stop()
            self._left, self._made = iter(()), []
        if self._marks:
            moved = (mark.moved(at, removed, added) for mark in self._marks)
            self._marks = [mark for mark in moved if mark is not None]

    # -- look -----------------------------------------------------------------------------------

    def paint(self, seen: Seen, theme: Theme) -> None:
        """Draw the marks of some blocks: lines under what was found, ticks beside what agrees."""
        if self._whole is not None:
            painter = QPainter(self._edit.viewport())
            paint_corner(painter, QPointF(0, 0), self._whole, theme)
            painter.end()
        if not self._marks or not seen:
            return
        (first, _), (last, _) = seen[0], seen[-1]
        begin, end = first.position(), last.position() + last.length()
        marks = [mark for mark in self._marks if mark.start < end and begin < mark.end]
        if not marks:
            return
        painter = QPainter(self._edit.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-view_of(self._edit).topLeft())
        for block, words in seen:
            begin, end = block.position(), block.position() + block.length()
            for mark in marks:
                if mark.start < end and begin < mark.end:
                    _draw(painter, mark, block, words.topLeft(), theme)
        painter.end()


def _draw(painter: QPainter, mark: Mark, block: QTextBlock, origin: QPointF, theme: Theme) -> None:
    """Draw what of a mark is in a block."""
    painter.setPen(_pen(mark.said, theme))
    lines = list(lines_of(block, mark.start, mark.end))
    if not isinstance(mark.said, Agreement):
        for line, left, right in lines:
            base = origin.y() + line.y() + line.height() - LINE_WIDTH / 2
            short = max(0.0, _SHORTEST - (right - left)) / 2
            across = origin.x() + left - short, origin.x() + right + short
            painter.drawLine(QPointF(across[0], base), QPointF(across[1], base))
    elif lines:
        line, _, right = lines[-1]
        corner = origin + QPointF(right + _TICK_AIR, line.y() + _TICK_DOWN)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([corner + QPointF(*point) for point in _TICK]))


def _pen(said: Said, theme: Theme) -> QPen:
    if isinstance(said, Agreement):
        pen = QPen(QColor(theme.good), 1.1)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen
    return severity_pen(said.severity, theme)
