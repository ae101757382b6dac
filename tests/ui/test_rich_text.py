"""The text editor's document: what goes in comes out, and foreign markup is reduced, not lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from PySide6.QtGui import QTextCursor, QTextDocument

from tertialapp.model.markdown import Block, Paragraph, Run, normalize
from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize
from tertialapp.model.text import clean_line
from tertialapp.tasks import example_report, read_source
from tertialapp.ui.editors.rich_text import blocks_of, fill, insert
from tests.model.test_markdown import BLOCKS


@pytest.mark.usefixtures("qapp")
@given(BLOCKS)
@example((Paragraph((Run("\ufffc"),)),))  # Qt's mark for a picture of its own
def test_what_goes_into_the_editor_comes_out(blocks: tuple[Block, ...]) -> None:
    document = QTextDocument()
    fill(document, normalize(blocks))
    assert serialize(blocks_of(document)) == serialize(blocks)


@pytest.mark.usefixtures("qapp")
def test_blocks_are_put_in_at_the_cursor() -> None:
    document = QTextDocument()
    fill(document, parse("Först\n\n- a\n- b"))
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    insert(cursor, parse("Mitt\n\n# Rubrik\n\n1. x"))
    assert serialize(blocks_of(document)) == "Först\n\n- a\n- b\n\nMitt\n\n# Rubrik\n\n1. x"


@pytest.mark.usefixtures("qapp")
def test_every_text_of_the_real_report_goes_through_the_editor_unchanged(real_report: Path) -> None:
    source = real_report / "hasselby-vallingby-t1-2025.txt"
    bodies = [text.body for text in read_source(source).report.texts.values() if text.body]
    bodies += [text.body for text in example_report().texts.values()]
    assert len(bodies) > 200
    document = QTextDocument()
    for body in bodies:
        fill(document, parse(body))
        assert serialize(blocks_of(document)) == body


_WRITTEN = [
    "paragraphs",
    "description",
    "bullets",
    "expected_results",
    "text",
    "items",
    "heading",
    "analysis",
]


def _written(content: Any, key: str = "") -> Iterator[str]:
    """What somebody wrote in the real report: its paragraphs, headings and points."""
    if isinstance(content, dict):
        for name, inner in content.items():
            yield from _written(inner, name) if name != "meta" else ()
    elif isinstance(content, list):
        for inner in content:
            yield from _written(inner, key)
    elif isinstance(content, str) and key in _WRITTEN:
        yield content


@pytest.mark.usefixtures("qapp")
def test_every_paragraph_of_the_real_report_goes_through_the_editor_unchanged(
    real_report: Path,
) -> None:
    content = json.loads((real_report / "transcription.json").read_text("utf-8"))
    written = list(_written(content))
    assert len(written) > 400
    document = QTextDocument()
    for text in map(clean_line, written):
        body = serialize((Paragraph((Run(text),)),))
        fill(document, parse(body))
        assert document.toPlainText() == text
        assert serialize(blocks_of(document)) == body
