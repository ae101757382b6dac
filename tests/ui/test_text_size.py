"""What the system's text size does to the window: nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tertialapp.ui.bridge import Bridge
from tertialapp.ui.grid.header import GridHeader
from tertialapp.ui.grid.panel import RowButtons
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.theme import apply_theme

from .conftest import goal_page
from .grids import indicators, sheets, view_of

FRAME = 10
"""What a field has above and below its words: a border and some air."""


@pytest.fixture(params=[1.0, 1.5, 2.0])
def _text_size(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    own = qapp.font()
    font = qapp.font()
    font.setPointSizeF(own.pointSizeF() * request.param)
    qapp.setFont(font)
    apply_theme(qapp)
    yield
    qapp.setFont(own)
    apply_theme(qapp)


@pytest.mark.usefixtures("_text_size")
def test_what_is_typed_in_and_pressed_is_as_high_as_its_words(example: MainWindow) -> None:
    page = goal_page(example, "3.4.1")
    QApplication.processEvents()
    kinds = (QLineEdit, QComboBox, QSpinBox, QToolButton)
    shown: list[QWidget] = [
        field
        for kind in kinds
        for field in page.findChildren(kind)
        if field.isVisible() and not isinstance(field.parent(), QSpinBox | QComboBox)
        if not isinstance(field, QToolButton) or field.text()
    ]
    assert {kind for kind in kinds if any(isinstance(field, kind) for field in shown)} == {*kinds}
    for field in shown:
        name = field.accessibleName() or field.objectName()
        assert field.height() >= field.fontMetrics().height() + FRAME - 2, name


@pytest.mark.usefixtures("_text_size")
def test_a_grid_without_room_still_shows_its_first_rows(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge, width=300)
    view.resize(300, 10)
    assert view.height() == 10
    view.resize(view.minimumSizeHint())
    QApplication.processEvents()
    second = view.visualRect(view.grid.index(1, 1))
    assert second.height() > view.fontMetrics().height()
    assert second.top() + view.fontMetrics().height() <= view.viewport().height()


def test_columns_that_get_room_to_be_frozen_do_not_cover_the_cursor(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = indicators(qtbot, bridge, width=240)
    view.select_cell(0, 1)
    assert view.horizontalScrollBar().value() > 0
    view.resize(700, 400)
    assert view.visualRect(view.currentIndex()).left() >= view.frozen_width()


@pytest.mark.usefixtures("_text_size")
def test_no_word_of_a_head_is_cut_off(qtbot: QtBot, bridge: Bridge) -> None:
    for sheet in sheets(bridge):
        view = view_of(qtbot, bridge, sheet, width=400)
        header = view.horizontalHeader()
        assert isinstance(header, GridHeader)
        for at in range(header.count()):
            assert header.sectionSize(at) >= header.longest_word(at), sheet.columns[at].name


@pytest.mark.usefixtures("_text_size")
@pytest.mark.parametrize("beside", ["charts", "preview", "checks"])
def test_the_page_of_a_goal_is_not_scrolled_sideways_beside_something(
    example: MainWindow, beside: str, qtbot: QtBot
) -> None:
    example.resize(1366, 900)
    page = goal_page(example, "3.4.1")
    page.rows.indicators.select_cell(0, 1)
    example.actions_by_key[beside].trigger()
    frame = page.parent()
    assert isinstance(frame, QWidget)
    qtbot.waitUntil(lambda: page.width() <= frame.width())
    properties = page.rows.properties
    most = max(page.rows.row_text.width() + 1, properties.minimumSizeHint().width())
    assert properties.width() <= most, "the text has the room that there is"
    for part in (*page.status.findChildren(QToolButton), page.status.owner.line):
        assert part.visibleRegion().boundingRect() == part.rect(), part.accessibleName()
        assert (
            part.mapTo(page, part.rect().bottomRight()).y() < page.texts.mapTo(page, QPoint()).y()
        )


@pytest.mark.usefixtures("_text_size")
def test_row_buttons_and_tabs_are_never_in_each_others_way(example: MainWindow) -> None:
    page = goal_page(example, "3.4.1")
    for width in (1366, 1000, 1600):
        example.resize(width, 900)
        example.actions_by_key["preview"].trigger()
        QApplication.processEvents()
        bar = page.rows.tabs.tabBar()
        tabs = [bar.tabRect(at).translated(bar.mapTo(page, QPoint())) for at in range(bar.count())]
        buttons = [
            button
            for panel in page.rows.findChildren(RowButtons)
            for button in panel.findChildren(QToolButton)
            if button.isVisible()
        ]
        assert buttons
        for button in buttons:
            place = button.rect().translated(button.mapTo(page, QPoint()))
            assert not any(place.intersects(tab) for tab in tabs), button.accessibleName()
