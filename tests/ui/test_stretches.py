"""Where stretches of a stored text stand in the field that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from tertialapp.check.findings import Cell
from tertialapp.check.prose.passages import passages
from tertialapp.check.prose.verdicts import Agreement
from tertialapp.check.run import findings
from tertialapp.model.markdown import Block, Picture, normalize
from tertialapp.model.markdown_read import parse, plain
from tertialapp.model.markdown_write import serialize
from tertialapp.model.report import Report
from tertialapp.tasks import example_report, read_source
from tertialapp.ui.editors import rich_text
from tertialapp.ui.editors.stretches import Laid, laid
from tertialapp.ui.editors.text_marks import Mark
from tests.model.test_markdown import BLOCKS


def _shown(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def _document(body: str) -> QTextDocument:
    document = QTextDocument()
    rich_text.fill(document, parse(body))
    return document


def _found(document: QTextDocument, body: str, start: int, end: int) -> list[str]:
    places = (each.stretch(start, end) for each in laid(document, body))
    return [_shown(document, *place) for place in places if place]


@pytest.mark.parametrize(
    ("body", "marked", "shown"),
    [
        ("Det **är** 5 procent.", "**är** 5", "är 5"),
        ("# Läget\n\n- ett\n    1. två 3\n- fyra", "två 3", "två 3"),
        ("Se [76](varde:indikator/a-7/outcome), 8 \\* 7.", "8 \\* 7", "8 * 7"),
        ("🙂 Om 5 😀\n\nOch 9 🙂 till", "9 🙂", "9 🙂"),
        ('![Bild: 1](bild:a1 "Bild: 2")\n\nBild: 3', "Bild: 1", "Bild: 1"),
        ('![Bild: 1](bild:a1 "Bild: 2")\n\nBild: 3', "Bild: 2", "Bild: 2"),
        ('![Bild: 1](bild:a1 "Bild: 2")\n\nBild: 3', "Bild: 3", "Bild: 3"),
        ('![](bild:a1 "😀 x 2")\n\n![](bild:a1)\n\nslut', "x 2", "x 2"),
        ("Ett  hål", "  ", " "),
        ("Ett slut  ", "  ", "t"),
    ],
)
def test_a_stretch_is_found_among_the_words(
    qapp: QApplication, body: str, marked: str, shown: str
) -> None:
    assert qapp
    start = body.rindex(marked)
    assert _found(_document(body), body, start, start + len(marked)) == [shown]


def test_lines_and_blanks_that_are_not_stored_are_passed_over(qapp: QApplication) -> None:
    assert qapp
    document = QTextDocument()
    document.setPlainText("  Först  \n\n  \nnu   3\u2028 till")
    body = serialize(rich_text.blocks_of(document))
    assert body == "Först\n\nnu 3 till"
    start = body.index("3")
    assert _found(document, body, start, start + 6) == ["3\u2029 till".replace("\u2029", "\u2028")]
    assert _found(document, body, 0, 5) == ["Först"]


def test_other_words_than_the_stored_ones_are_not_marked(qapp: QApplication) -> None:
    assert qapp
    assert _found(_document("Helt andra ord 5\n\nlika"), "Några ord 5\n\nlika", 6, 9) == []
    assert _found(_document("Helt andra ord 5\n\nlika"), "Några ord 5\n\nlika", 13, 17) == ["lika"]
    assert _found(_document("ett"), "ett\n\ntvå", 5, 8) == []


@given(BLOCKS, st.data())
def test_every_letter_of_any_text_stands_where_it_is_said(
    qapp: QApplication, blocks: tuple[Block, ...], data: st.DataObject
) -> None:
    assert qapp
    body = serialize(blocks)
    document = _document(body)
    found: list[Laid] = list(laid(document, body))
    pictures = sum(
        bool(block.alt) + bool(block.caption) - 1
        for block in normalize(blocks)
        if isinstance(block, Picture)
    )
    assert len(found) == document.blockCount() + pictures or not body
    for each in found:
        words = each.passage.words
        start = data.draw(st.integers(0, len(words) - 1))
        end = data.draw(st.integers(start + 1, len(words)))
        stored = each.passage.stretch(start, end)
        assert each.stretch(*stored) == (each.positions[start], each.positions[end])
        shown = _shown(document, each.positions[start], each.positions[end])
        assert shown == words[start:end]
        assert all(other.stretch(*stored) is None for other in found if other is not each)


def _words_are_found(report: Report, period_id: str) -> int:
    """Holds every finding in a text against the words that are marked; gives how many there are."""
    count = 0
    for found in findings(report, period_id):
        for at in found.cells:
            if at.table == "text" and at.start is not None and at.end is not None:
                body = report.texts[at.key].body
                shown = _found(_document(body), body, at.start, at.end)
                assert len(shown) == 1, (found.rule, at)
                stored = plain(body[at.start : at.end])
                assert shown[0].split() == stored.split() or not stored, (found.rule, at)
                count += 1
    return count


@pytest.mark.usefixtures("qapp")
def test_every_finding_of_whole_reports_has_its_words(real_report: Path) -> None:
    example = example_report()
    assert _words_are_found(example, example.periods_in_order()[-1].id) >= 4
    real = read_source(real_report / "hasselby-vallingby-t1-2025.txt").report
    assert _words_are_found(real, real.periods_in_order()[-1].id) >= 20


# -- as it is typed in -------------------------------------------------------------------------------


@given(st.text("abc ", min_size=3, max_size=30), st.text("xyz", max_size=6), st.data())
def test_a_mark_stays_on_its_words_until_they_are_changed(
    text: str, typed: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.integers(0, len(text)))
    removed = data.draw(st.integers(0, len(text) - at))
    mark = Mark(start, end, Agreement(0, 1, Cell("text", "x", "body"), ""))
    after = text[:at] + typed + text[at + removed :]
    moved = mark.moved(at, removed, len(typed))
    inside = at < end and at + removed > start
    if moved is None:
        assert inside
    else:
        assert after[moved.start : moved.end] == text[start:end]
        assert not inside or not removed


def test_what_looks_like_the_end_of_a_link_may_be_words() -> None:
    body = "0\n\n*1*]()\n\n0"
    assert [tuple(each.stored) for each in passages(body)] == [(0,), (4, 6, 7, 8), (11,)]
    linked = "0\n\n[*1*](https://exempel.se)]()\n\n0"
    assert [each.words for each in passages(linked)] == ["0", "1]()", "0"]
    assert [linked[at] for each in passages(linked) for at in each.stored] == list("01]()0")
