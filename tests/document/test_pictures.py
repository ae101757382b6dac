"""Pictures come and go with the texts that show them, in one step."""

from collections.abc import Iterator

import pytest

from tertialapp import tasks
from tertialapp.document.document import Document
from tertialapp.document.opening import new_document
from tertialapp.model.frame import Text, TextPart
from tertialapp.model.markdown import Picture
from tertialapp.model.markdown_write import serialize
from tests.pictures import IMAGES

NOW, BEFORE = "T1 2025", "VB 2024"


@pytest.fixture
def document() -> Iterator[Document]:
    made = new_document(tasks.example_report())
    yield made
    made.discard()


def _text(document: Document, period: str = NOW, at: int = 0) -> Text:
    section = document.report.sections_under(None)[at]
    return document.report.text(section.id, period, TextPart.BODY)


def _show(document: Document, text: Text) -> None:
    with document.edit("Infoga bild") as edit:
        edit.put(IMAGES[0])
        edit.set(text, body=serialize([Picture(IMAGES[0].id, "En karta")]))


def test_a_picture_goes_with_the_last_text_that_shows_it(document: Document) -> None:
    before = document.report
    _show(document, _text(document))
    _show(document, _text(document, BEFORE, at=1))
    both = document.report
    assert both.images == {IMAGES[0].id: IMAGES[0]}
    with document.edit("Ta bort bild") as edit:
        edit.set(_text(document), body="")
    assert document.report.images == both.images
    with document.edit("Ta bort text") as edit:
        edit.remove(_text(document, BEFORE, at=1))
    assert not document.report.images
    document.undo()
    document.undo()
    assert document.report == both
    document.undo()
    document.undo()
    assert document.report == before


def test_a_picture_that_nothing_shows_is_not_kept(document: Document) -> None:
    with document.edit("Lägg in") as edit:
        edit.put(IMAGES[0])
    assert not document.report.images
    assert document.undo_label is None


def test_the_picture_on_the_cover_stays_while_it_is_there(document: Document) -> None:
    with document.edit("Välj logotyp") as edit:
        edit.put(IMAGES[1])
        edit.set(edit.report.setup, logo_id=IMAGES[1].id, logo_alt="Nämndens logotyp")
    with_logo = document.report
    with document.edit("Skriv") as edit:
        edit.set(_text(document), body="Ord")
    assert document.report.images == with_logo.images
    with document.edit("Ta bort logotyp") as edit:
        edit.set(edit.report.setup, logo_id=None)
    assert not document.report.images
    document.undo()
    assert document.report.setup == with_logo.setup
    with document.edit("Ta bort bild") as edit:
        edit.remove(IMAGES[1])
    assert document.report.setup.logo_id is None
