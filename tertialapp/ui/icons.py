"""Our own icons, drawn in the colour of the text around them, and the marks of the status words."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from tertialapp.base.paths import resource
from tertialapp.check.findings import Severity
from tertialapp.model.frame import Shape, Status
from tertialapp.ui.theme import Theme

_SCALES = (1.0, 1.25, 1.5, 2.0, 3.0)
CORNER = 7
"""How far the mark in the corner of a cell or text goes."""
LINE_WIDTH = 1.8
"""Of the line under what the checks found."""
_DASHES = {Severity.WARNING: [4.0, 2.4], Severity.NOTE: [0.1, 2.2]}


@lru_cache(maxsize=128)
def icon(name: str, colour: str) -> QIcon:
    """The icon with a name in a colour, sharp at every usual scaling."""
    drawn = resource("icons", f"{name}.svg").read_text("utf-8").replace("#000", colour)
    renderer = QSvgRenderer(QByteArray(drawn.encode()))
    made = QIcon()
    for scale in _SCALES:
        pixmap = _blank(20, scale)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, 20, 20))
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # no tint on a marked line
            made.addPixmap(pixmap, mode)
    return made


def app_icon() -> QIcon:
    """The program's icon."""
    return QIcon(str(resource("icons", "app.svg")))


def status_colour(status: Status | None, theme: Theme) -> str:
    """The colour of a status word by its rank."""
    if status is None:
        return theme.frame
    return (theme.good, theme.fair, theme.poor)[min(status.rank, 2)]


def status_icon(status: Status | None, theme: Theme) -> QIcon:
    """The mark of a status word, in colour and shape; an open ring when none is set."""
    shape = status.shape if status else None
    return _mark(shape, status_colour(status, theme))


def severity_colour(severity: Severity, theme: Theme) -> str:
    """The colour of what the checks found, by how badly it is meant."""
    colours = {
        Severity.ERROR: theme.fault,
        Severity.WARNING: theme.fair,
        Severity.NOTE: theme.muted,
    }
    return colours[severity]


def paint_corner(painter: QPainter, at: QPointF, severity: Severity, theme: Theme) -> None:
    """Fill the upper left corner of what something was found about."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(severity_colour(severity, theme)))
    painter.drawPolygon(QPolygonF([at, at + QPointF(CORNER, 0), at + QPointF(0, CORNER)]))


def severity_icon(severity: Severity, theme: Theme) -> QIcon:
    """The mark of a finding, in colour and in a shape that no status word has."""
    names = {Severity.ERROR: "error", Severity.WARNING: "alert", Severity.NOTE: "note"}
    return icon(names[severity], severity_colour(severity, theme))


def severity_pen(severity: Severity, theme: Theme) -> QPen:
    """What is drawn under what the checks found: a whole line for an error, else dashes, or dots for a note."""
    pen = QPen(QColor(severity_colour(severity, theme)), LINE_WIDTH)
    if severity in _DASHES:
        pen.setDashPattern(_DASHES[severity])
        note = severity is Severity.NOTE
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if note else Qt.PenCapStyle.FlatCap)
    return pen


@lru_cache(maxsize=64)
def _mark(shape: Shape | None, colour: str) -> QIcon:
    made = QIcon()
    for scale in _SCALES:
        pixmap = _blank(16, scale)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shape is None:
            painter.setPen(QPen(QColor(colour), 1.4))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
        _draw(painter, shape)
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # no tint on a marked line
            made.addPixmap(pixmap, mode)
    return made


def _draw(painter: QPainter, shape: Shape | None) -> None:
    match shape:
        case Shape.TRIANGLE:
            corners = [QPointF(8, 2.2), QPointF(14, 13), QPointF(2, 13)]
            painter.drawPolygon(QPolygonF(corners))
        case Shape.SQUARE:
            painter.drawRect(QRectF(3, 3, 10, 10))
        case Shape.CIRCLE:
            painter.drawEllipse(QRectF(2.5, 2.5, 11, 11))
        case None:
            painter.drawEllipse(QRectF(3.2, 3.2, 9.6, 9.6))


def _blank(side: int, scale: float) -> QPixmap:
    pixmap = QPixmap(round(side * scale), round(side * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
