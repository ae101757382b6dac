"""Points to decide follow what is behind them, in the edit that changed it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from msgspec.structs import replace

from tertialapp.document.document import Document
from tertialapp.document.edit import Edit
from tertialapp.document.following import follow
from tertialapp.document.opening import new_document
from tertialapp.model.decision_wordings import worded
from tertialapp.model.decisions import Decision, DecisionWording, WordingKind
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tertialapp.tasks import example_report
from tests.reports import reports

FUND, POINT = "kompetens-1", "beslut-13"


@pytest.fixture
def document() -> Iterator[Document]:
    made = new_document(example_report())
    with made.edit("Följ malltexten") as edit:
        for point in list(made.report.decisions.values()):
            edit.set(point, generated=True)
    yield made
    made.discard()


def point(document: Document) -> Decision:
    return document.report.decisions[POINT]


def test_words_and_amount_follow_in_the_same_step(document: Document) -> None:
    before = document.report
    with document.edit("Ändra belopp") as edit:
        edit.set(before.competence_funds[FUND], amount=Ore(80_000_000))
    assert point(document).amount == 80_000_000
    assert "800\u00a0000\u00a0kr" in point(document).text
    document.undo()
    assert document.report == before


def test_another_wording_words_all_points_of_its_kind(document: Document) -> None:
    with document.edit("Ändra formulering") as edit:
        edit.put(DecisionWording(id=WordingKind.COMPETENCE_FUND, body="Begär {belopp}."))
    assert point(document).text == "Begär 774\u00a0000\u00a0kr."
    with document.edit("Återställ formulering") as edit:
        edit.remove(document.report.decision_wordings[WordingKind.COMPETENCE_FUND])
    assert point(document).text.startswith("Stadsdelsnämnden ansöker")


def test_a_point_written_over_follows_no_more_until_it_is_asked_to(document: Document) -> None:
    generated = point(document)
    with document.edit("Ändra text") as edit:
        edit.set(generated, text="Egna ord.")
    with document.edit("Ändra belopp") as edit:
        edit.set(document.report.competence_funds[FUND], amount=Ore(80_000_000))
    assert point(document) == replace(generated, text="Egna ord.", generated=False)
    with document.edit("Följ malltexten") as edit:
        edit.set(point(document), generated=True)
    assert "800\u00a0000" in point(document).text


def test_what_is_removed_leaves_the_words(document: Document) -> None:
    words = point(document).text
    with document.edit("Ta bort insats") as edit:
        edit.remove(document.report.competence_funds[FUND])
    assert point(document).text == words
    assert point(document).subject_id is None


def test_an_edit_of_something_else_leaves_points_alone(document: Document) -> None:
    before = document.report.decisions
    with document.edit("Ändra utfall") as edit:
        value = document.report.indicator_value("ind-1.3-8", "T1 2025")
        edit.set(value, outcome=Decimal(82))
    assert document.report.decisions is before


@given(reports())
def test_following_once_is_enough(report: Report) -> None:
    edit = Edit(report)
    for each in list(report.decisions.values()):
        edit.set(each, generated=True)
    follow(edit)
    after = edit.report
    assert all(worded(after, each) == each for each in after.decisions.values())
    again = Edit(after)
    for each in list(after.decisions.values()):
        again.put(each)
    follow(again)
    assert dict(again.report.decisions) == dict(after.decisions)
