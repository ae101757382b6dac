"""The pages beside the page: they follow what is written, and a click leads back to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent, qGray
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import TypefaceName
from tertialapp.model.places import Spot
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Block, Cell, Column, Paragraph, Row, Table, plain
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.items import Text
from tertialapp.pdf.layout import Layout, lay_out, set_block
from tertialapp.pdf.pages import fill
from tertialapp.ui.actions import all_keys
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.preview.kept_pages import KeptPages
from tertialapp.ui.preview.painter import paint_page
from tertialapp.ui.preview.panel import PreviewPanel
from tertialapp.ui.preview.view import GAP, MARK_COLOUR, Fit, PagesView
from tests.fonts import SERIF_FILES
from tests.pdf.sample import PERIOD, sample_report, with_pictures
from tests.ui.conftest import goal_page, type_text

Key = Qt.Key


@pytest.fixture
def preview(example: MainWindow, qtbot: QtBot) -> PreviewPanel:
    """The preview beside the example, laid out."""
    example.resize(1500, 900)
    example.activateWindow()
    example.actions_by_key["preview"].trigger()
    assert example.workspace is not None
    assert example.workspace.side is not None
    panel = example.workspace.side.preview
    assert panel is not None
    qtbot.waitUntil(lambda: len(panel.view.layout_shown.pages) > 40, timeout=10000)
    return panel


def test_the_page_beside_is_not_scrolled_sideways_on_a_small_screen(
    example: MainWindow, qtbot: QtBot
) -> None:
    example.resize(1280, 720)
    page = goal_page(example, "3.4.1")
    frame = page.parentWidget()
    assert frame is not None
    example.actions_by_key["preview"].trigger()
    qtbot.waitUntil(lambda: page.width() <= frame.width(), timeout=2000)


def _is_wide(widget: QWidget, width: int) -> bool:
    return widget.width() == width


def test_a_goals_texts_are_all_seen_beside_it_where_there_is_little_room(
    example: MainWindow, qtbot: QtBot
) -> None:
    texts = goal_page(example, "1.1.1").texts
    bar = texts.tabBar()
    texts.setFixedWidth(600)
    qtbot.waitUntil(partial(_is_wide, texts, 600))
    little = bar.sizeHint().width() - 20
    for width, words in ((600, "Förväntat resultat (4)"), (little, "Resultat (4)")) * 2:
        texts.setFixedWidth(width)
        qtbot.waitUntil(partial(_is_wide, texts, width))
        assert bar.tabText(2) == words
        assert bar.tabRect(2).right() <= texts.width()
        assert bar.accessibleTabName(2) == bar.tabToolTip(2) == "Förväntat resultat (4)"


def _written(layout: Layout) -> str:
    return "".join(
        item.text
        for page in layout.pages
        for placed in page
        for item in placed.band.items
        if isinstance(item, Text)
    )


def _shown(panel: PreviewPanel, qtbot: QtBot, there: Callable[[str], bool]) -> None:
    qtbot.waitUntil(lambda: there(_written(panel.view.layout_shown)), timeout=5000)


def _field(widget: QWidget) -> QTextEdit:
    return cast(QTextEdit, widget.findChild(QTextEdit))


def _marked_is_seen(panel: PreviewPanel) -> bool:
    """Whether what shows the cursor is in view."""
    return panel.view._is_seen()


def test_it_shows_what_is_typed_before_it_is_written(
    example: MainWindow, preview: PreviewPanel, qtbot: QtBot
) -> None:
    page = goal_page(example, "3.5")
    _field(page.texts.analysis).setFocus()
    before = len(page.bridge.document.history())
    type_text(qtbot, "Nyskrivet ")
    _shown(preview, qtbot, lambda written: "Nyskrivet" in written)
    assert len(page.bridge.document.history()) == before
    assert page.leave()
    example.actions_by_key["undo"].trigger()
    _shown(preview, qtbot, lambda written: "Nyskrivet" not in written)


def test_it_is_the_layout_that_is_exported(example: MainWindow, preview: PreviewPanel) -> None:
    assert example.bridge is not None
    made = lay_out(example.bridge.report, example.bridge.period_id)
    assert preview.view.layout_shown == made


def test_it_follows_the_cursor_to_rows_and_lines(
    example: MainWindow, preview: PreviewPanel, qtbot: QtBot
) -> None:
    page = goal_page(example, "3.5")
    qtbot.waitUntil(lambda: _marked_is_seen(preview))
    first = preview.view.page
    view = page.rows.indicators
    view.setFocus()
    view.select_cell(view.grid.rowCount() - 1, 1)
    row = view.grid.row(view.grid.rowCount() - 1)
    assert row is not None
    place = page.place
    assert place is not None
    qtbot.waitUntil(lambda: preview.view._spot == Spot(place, row.id, "outcome"))
    assert _marked_is_seen(preview)
    assert preview.view.page >= first
    goal_page(example, "1.1")
    qtbot.waitUntil(lambda: preview.view.page < first)
    assert _marked_is_seen(preview)


def _click_on(preview: PreviewPanel, qtbot: QtBot, words: str) -> None:
    """Click in the middle of the first text with some words after the contents."""
    view = preview.view
    number, x, y = next(
        (number, styles.LEFT + text.x + text.width / 2, styles.TOP + placed.y + text.y - 2)
        for number, page in enumerate(view.layout_shown.pages)
        for placed in page
        for text in placed.band.items
        if isinstance(text, Text) and words in text.text and number > 3
    )
    view.go_to_page(number)
    down = view._top(number) + y * view._scale - view.verticalScrollBar().value()
    if down > view.viewport().height():
        view.verticalScrollBar().setValue(round(view._top(number) + y * view._scale - 100))
        down = view._top(number) + y * view._scale - view.verticalScrollBar().value()
    point = QPoint(round(view._left(number) + x * view._scale), round(down))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_click_on_a_paragraph_puts_the_cursor_in_it(
    example: MainWindow, preview: PreviewPanel, qtbot: QtBot
) -> None:
    _click_on(preview, qtbot, "prioriteras i det upps")
    page = goal_page(example, "1.1")
    field = _field(page.texts.analysis)
    assert QApplication.focusWidget() is field
    assert "prioriteras i det upps" in field.textCursor().block().text()


def test_a_click_on_a_cell_puts_the_cursor_in_it(
    example: MainWindow, preview: PreviewPanel, qtbot: QtBot
) -> None:
    goal_page(example, "3.5")
    _click_on(preview, qtbot, "Andel barn som lever i familjer")
    page = goal_page(example, "1.1")
    view = page.rows.indicators
    assert QApplication.focusWidget() is view
    row = view.grid.row(view.current_row())
    assert row is not None
    assert row.name.startswith("Andel barn som lever i familjer")


def test_keys_turn_pages_and_change_the_size(preview: PreviewPanel, qtbot: QtBot) -> None:
    view = preview.view
    view.setFocus()
    qtbot.keyClick(view, Key.Key_Home)
    assert view.page == 0
    qtbot.keyClick(view, Key.Key_PageDown)
    last = len(view.layout_shown.pages)
    assert preview.page_label.text() == f"Sida 2 av {last}"
    qtbot.keyClick(view, Key.Key_End)
    assert preview.page_label.text() == f"Sida {last} av {last}"
    qtbot.keyClick(view, Key.Key_PageUp)
    assert view.page == last - 2
    size = view.percent
    qtbot.keyClick(view, Key.Key_Plus)
    assert view.percent > size
    assert view.page == last - 2
    qtbot.keyClick(view, Key.Key_Minus)
    assert view.percent == size
    assert preview.size_label.text() == f"{size} %"
    qtbot.keyClick(view, Key.Key_0)
    assert view.percent == 100
    view.fit_to(Fit.PAGE)
    assert styles.PAGE_HEIGHT * view._scale <= view.viewport().height()


def test_ctrl_and_wheel_change_the_size(preview: PreviewPanel) -> None:
    view = preview.view
    before = view.percent
    for down in (120, -120, -120):
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, down),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
    assert view.percent < before


def test_a_screen_reader_hears_which_page_it_is(preview: PreviewPanel) -> None:
    preview.view.go_to_page(6)
    assert preview.view.accessibleName() == "Förhandsvisning"
    assert preview.view.accessibleDescription().startswith("Sida 7 av ")


def test_it_and_the_charts_share_their_place_and_the_choice_is_remembered(
    example: MainWindow, preview: PreviewPanel, qtbot: QtBot
) -> None:
    acts = example.actions_by_key
    assert preview.isVisible()
    acts["charts"].trigger()
    assert not preview.isVisible()
    assert not acts["preview"].isChecked()
    assert example.workspace is not None
    assert example.workspace.side is not None
    bar = example.workspace.side.tabs.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert preview.isVisible()
    assert acts["preview"].isChecked()
    other = MainWindow()
    qtbot.addWidget(other)
    assert other.actions_by_key["preview"].isChecked()
    acts["preview"].trigger()
    assert not example.workspace.side.isVisible()
    assert ("Ctrl+Skift+P", "Förhandsvisning bredvid sidan") in all_keys()


def test_paper_stays_white_in_the_dark(
    example: MainWindow, preview: PreviewPanel, qtbot: QtBot
) -> None:
    example.actions_by_key["dark"].trigger()
    preview.view.go_to_page(5)
    qtbot.wait(50)
    image = preview.view.viewport().grab().toImage()
    middle = image.pixelColor(image.width() // 2, 40)
    example.actions_by_key["light"].trigger()
    assert middle == QColor("white")


def test_it_asks_for_nothing_while_it_is_hidden(
    example: MainWindow, preview: PreviewPanel, qtbot: QtBot
) -> None:
    example.actions_by_key["preview"].trigger()
    shown = preview.view.layout_shown
    page = goal_page(example, "3.5")
    with page.bridge.edit("Byt namn") as edit:
        edit.set(edit.report.goals[page.place.key], title="Omdöpt")  # type: ignore[union-attr]
    qtbot.wait(100)
    assert preview.view.layout_shown is shown
    example.actions_by_key["preview"].trigger()
    _shown(preview, qtbot, lambda written: "Omdöpt" in written)


_CELL = 6
"""Pixels: letters may be smoothed in another way, but ink stands in the same place."""


def _on_screen(layout: Layout, number: int, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(size.width() / styles.PAGE_WIDTH, size.height() / styles.PAGE_HEIGHT)
    paint_page(painter, layout, number)
    painter.end()
    return image


def _furthest(one: QImage, other: QImage) -> int:
    """How much the darkness of two pictures differs where it does most, from 0 to 255."""
    small = one.size() / _CELL
    mode = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    first, second = (image.scaled(small, *mode) for image in (one, other))
    return max(
        abs(qGray(first.pixel(x, y)) - qGray(second.pixel(x, y)))
        for x in range(small.width())
        for y in range(small.height())
    )


@pytest.mark.parametrize("typeface", TypefaceName)
def test_the_screen_shows_what_the_pdf_shows(qapp: QApplication, typeface: TypefaceName) -> None:
    assert qapp
    files = {file.id: file for file in SERIF_FILES if typeface is TypefaceName.OWN}
    report = with_pictures(sample_report(typeface=typeface)).apply({"font_file": files})
    layout = lay_out(report, PERIOD)
    document = pdfium.PdfDocument(build_pdf(report, PERIOD).pdf)
    for number, page in enumerate(document):
        # Its own greys are others than Qt's.
        bitmap = page.render(scale=1.5)
        buffer = bytes(bitmap.buffer)
        form = QImage.Format.Format_BGR888
        colours = QImage(buffer, bitmap.width, bitmap.height, bitmap.stride, form)
        printed = colours.convertToFormat(QImage.Format.Format_RGB32)
        shown = _on_screen(layout, number, printed.size())
        assert _furthest(printed, shown) < 45, number
        # And the same page a little lower is another picture.
        moved = shown.copy(0, 4, shown.width(), shown.height())
        assert _furthest(printed, moved) > 60, number
    document.close()


def test_a_lying_page_has_its_own_size_and_place_in_the_view(qtbot: QtBot) -> None:
    wide = tuple(Column("Belopp") for _ in range(7))
    table = Table(wide, (Row(tuple(Cell("1\u00a0234\u00a0567\u00a0890\u00a0mnkr") for _ in wide)),))
    blocks: tuple[Block, ...] = (Paragraph(plain("Före.")), table, Paragraph(plain("Efter.")))
    filled = fill([set_block(b, styles.BODY_WIDTH) for b in blocks], styles.BODY_HEIGHT)
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_layout(Layout("Nämnden", blocks=blocks, pages=filled.pages))
    view.fit_to(Fit.WIDTH)
    assert [view._sheet(page) for page in range(3)] == [
        styles.PORTRAIT,
        styles.LANDSCAPE,
        styles.PORTRAIT,
    ]
    for page in range(3):
        view.go_to_page(page)
        shown, _, y = view._at(QPoint(0, GAP + 1))
        assert shown == page
        assert abs(y) < 3
    picture = KeptPages().picture(view.layout_shown, 1, view._scale, 1.0)
    assert picture.width() > picture.height()
    assert view.horizontalScrollBar().maximum() > 0
    view.fit_to(Fit.PAGE)
    assert view.horizontalScrollBar().maximum() == 0
    assert styles.LANDSCAPE.width * view._scale <= view.viewport().width()
    whole = sum(sheet.height for sheet in map(view._sheet, range(3))) * view._scale + 4 * GAP
    assert view.verticalScrollBar().maximum() == round(whole - view.viewport().height())


def test_a_page_is_painted_anew_only_when_it_looks_otherwise(preview: PreviewPanel) -> None:
    layout, kept = preview.view.layout_shown, KeptPages()
    first = kept.picture(layout, 0, 1.0, 1.0)
    assert kept.picture(layout, 0, 1.0, 1.0) is first
    turned = Layout(layout.header, blocks=layout.blocks, pages=layout.pages[1:])
    shown = [first]
    for pages, scale, ratio in ((layout, 2.0, 1.0), (layout, 2.0, 1.5), (turned, 2.0, 1.5)):
        shown.append(kept.picture(pages, 0, scale, ratio))
        assert shown[-1] is not shown[-2]
    assert [picture.width() / first.width() for picture in shown] == pytest.approx(
        [1, 2, 3, 3], rel=0.01
    )
    many = [kept.picture(layout, number, 0.2, 1.0) for number in range(8)]
    kept.let_go({7})
    assert kept.picture(layout, 7, 0.2, 1.0) is many[7]
    again = [kept.picture(layout, number, 0.2, 1.0) for number in range(8)]
    assert sum(one is other for one, other in zip(again, many, strict=True)) == 6


@pytest.mark.parametrize("nth", [5, 12])
def test_a_place_that_is_gone_to_is_shown_with_what_follows_it(
    preview: PreviewPanel, example: MainWindow, qtbot: QtBot, nth: int
) -> None:
    assert example.workspace is not None
    view = preview.view
    places = [place for place in example.workspace.outline.tree.places() if place.table == "goal"]
    example.workspace.go_to(places[nth])
    qtbot.waitUntil(lambda: view._spot is not None and view._spot.place == places[nth])
    upper, _ = view._edges(view._stretches[0])
    assert 0 <= upper - view.verticalScrollBar().value() < view.viewport().height() / 3


def test_a_place_is_shown_with_what_follows_it_when_the_pages_are_opened(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = goal_page(example, "1.2.1")
    example.actions_by_key["preview"].trigger()
    assert example.workspace is not None
    assert example.workspace.side is not None
    panel = example.workspace.side.preview
    assert panel is not None
    view = panel.view
    qtbot.waitUntil(lambda: bool(view._stretches), timeout=10000)
    assert view._spot is not None
    assert view._spot.place == page.place
    upper, _ = view._edges(view._stretches[0])
    assert 0 <= upper - view.verticalScrollBar().value() < view.viewport().height() / 3


def test_it_follows_from_the_beginning_in_a_window_that_opens_with_it(
    preview: PreviewPanel, qtbot: QtBot
) -> None:
    assert preview.isVisible()  # which is remembered
    window = MainWindow()
    qtbot.addWidget(window)
    window.actions_by_key["example"].trigger()
    page = goal_page(window, "1.2.1")
    window.show()
    assert window.workspace is not None
    assert window.workspace.side is not None
    panel = window.workspace.side.preview
    assert panel is not None
    qtbot.waitUntil(lambda: len(panel.view.layout_shown.pages) > 40, timeout=10000)
    assert panel.view._spot is not None
    assert panel.view._spot.place == page.place
    assert _marked_is_seen(panel)
    window.close()


@pytest.mark.parametrize("scale", [0.33, 0.5, 0.63, 0.75, 1.0, 1.33])
def test_the_covers_field_has_no_seams_at_any_size(qapp: QApplication, scale: float) -> None:
    assert qapp
    layout = lay_out(sample_report(), PERIOD)
    size = QSizeF(styles.PAGE_WIDTH, styles.PAGE_HEIGHT) * scale
    image = _on_screen(layout, 0, size.toSize())
    seen = {image.pixel(2, y) for y in range(image.height() // 2)}
    assert len(seen) == 1


def test_what_is_written_stays_in_view_while_the_panel_is_made_narrow_and_wide(
    example: MainWindow, preview: PreviewPanel, qtbot: QtBot
) -> None:
    view = preview.view
    page = goal_page(example, "1.2.1")
    qtbot.waitUntil(lambda: view._spot is not None and view._spot.place == page.place)
    width, height = view.width(), view.height()
    view.resize(width, height)
    shown = view._edges(view._stretches[0])[0] - view.verticalScrollBar().value()
    for narrow in (width // 2, 40, width - 30):
        view.resize(narrow, height)
        assert view._is_seen()
        view.resize(width, height)
        now = view._edges(view._stretches[0])[0] - view.verticalScrollBar().value()
        assert abs(now - shown) <= 1


def test_lines_are_seen_from_where_they_begin_when_pages_that_are_paged_through_are_made_larger(
    preview: PreviewPanel, qtbot: QtBot
) -> None:
    view = preview.view
    view.setFocus()
    qtbot.keyClick(view, Key.Key_Home)
    for _ in range(6):
        qtbot.keyClick(view, Key.Key_Plus)
        assert 0 <= view._left(view.page) + styles.LEFT * view._scale < view.viewport().width() / 2
    across = view.horizontalScrollBar()
    across.setValue(across.maximum())  # which is chosen: what is seen stays in the middle
    qtbot.keyClick(view, Key.Key_Plus)
    assert view._left(view.page) + styles.LEFT * view._scale < 0


def _mark_is_painted(view: PagesView) -> bool:
    """Whether the stroke beside what is being written is among what the view shows."""
    image, colour = view.viewport().grab().toImage(), QColor(MARK_COLOUR)
    return any(
        image.pixelColor(x, y) == colour
        for y in range(0, image.height(), 3)
        for x in range(image.width())
    )


def test_what_is_written_stays_in_view_with_its_line_starts_when_pages_are_made_larger(
    example: MainWindow, preview: PreviewPanel, qtbot: QtBot
) -> None:
    view = preview.view
    larger = next(b for b in preview.findChildren(QAbstractButton) if b.text() == "+")
    page = goal_page(example, "1.2.1")
    page.texts.description.setFocus()
    qtbot.waitUntil(lambda: _mark_is_painted(view))
    for _ in range(5):
        qtbot.mouseClick(larger, Qt.MouseButton.LeftButton)
        assert _mark_is_painted(view)
    assert view.horizontalScrollBar().maximum() > 0
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    goal_page(example, "2.1")
    qtbot.waitUntil(lambda: _mark_is_painted(view))
