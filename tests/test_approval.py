"""A version that was approved stays as it was: its PDF, its content, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from PIL import Image as Pillow

from tertialapp import approval, tasks
from tertialapp.base.errors import BadInput, Refusal
from tertialapp.document.document import Document
from tertialapp.document.opening import new_document, open_document
from tertialapp.exchange.frozen import thaw
from tertialapp.model.frame import PeriodKind, Text
from tertialapp.model.images import image_of
from tertialapp.model.report import Report
from tertialapp.model.versions import Version
from tertialapp.pdf.build import build_pdf
from tests.pictures import encoded
from tests.reports import reports

PERIOD = "T1 2025"


@pytest.fixture
def document() -> Iterator[Document]:
    made = new_document(tasks.example_report())
    yield made
    made.discard()


def _approved(document: Document) -> Version:
    day = date(2025, 5, 20)
    version = approval.version_of(document.report, PERIOD, person="Anna Åberg", day=day)
    approval.approve(document, version)
    return document.report.versions[version.id]


def test_the_pdf_is_made_again_byte_for_byte_whatever_was_written_since(
    document: Document, tmp_path: Path
) -> None:
    version = _approved(document)
    pdf = build_pdf(document.report, PERIOD, day=version.day).pdf
    approval.unlock(document, PERIOD)
    with document.edit("Nytt") as edit:
        edit.set(next(iter(edit.report.goals.values())), title="Ett annat mål")
        edit.set(edit.report.setup, board="En annan nämnd", main_color="00664F")
        for text in list(edit.report.texts.values()):
            edit.remove(text)
    path = tmp_path / "fil.tertial"
    document.save(path)
    document.close()
    again = open_document(path).document
    printed = approval.printed(again.report, again.report.versions[version.id])
    assert printed.same
    assert printed.pdf == pdf
    again.close()


def test_what_was_changed_since_is_told_and_the_next_version_has_the_next_number(
    document: Document,
) -> None:
    first = _approved(document)
    assert approval.changes_since(document.report, first) == []
    goal = next(iter(document.report.goals.values()))
    with document.edit("Nytt") as edit:
        edit.set(goal, title="Ett annat mål")
    (change,) = approval.changes_since(document.report, first)
    ((field),) = change.fields
    assert (field.old, field.new) == (goal.title, "Ett annat mål")
    second = _approved(document)
    assert [each.ordinal for each in document.report.versions_of(PERIOD)] == [1, 2]
    assert approval.changes_since(document.report, second) == []
    assert thaw(document.report, second).versions == {}, "versions don't hold each other"


def test_a_locked_period_is_not_written_in_but_the_next_one_is(document: Document) -> None:
    version = _approved(document)
    text = next(each for each in document.report.texts.values() if each.period_id == PERIOD)
    before = document.report
    with pytest.raises(Refusal, match="godkänd som version 1 och låst"), document.edit("X") as edit:
        edit.set(text, body="Något nytt")
    with pytest.raises(Refusal, match="låst"), document.edit("X") as edit:
        edit.remove(text)
    assert document.report == before
    indicator = next(iter(before.indicators.values()))
    with document.edit("Ta bort indikator") as edit:
        edit.remove(indicator)  # for the periods to come; the version has it still
    assert indicator.id in thaw(document.report, version).indicators
    with document.edit("Ny period") as edit:
        later = replace(document.report.periods[PERIOD], id="T2 2025", locked=False)
        edit.put(replace(later, kind=PeriodKind.SECOND, cut_off=date(2025, 8, 31)))
        edit.put(replace(text, id=text.id.replace(PERIOD, "T2 2025"), period_id="T2 2025"))
    document.undo()
    approval.unlock(document, PERIOD)
    with document.edit("X") as edit:
        edit.set(text, body="Något nytt")
    assert document.report.texts[text.id].body == "Något nytt"


def test_an_approval_is_not_taken_back_by_a_stray_key(document: Document) -> None:
    version = _approved(document)
    approval.unlock(document, PERIOD)
    document.undo()
    assert document.report.periods[PERIOD].locked
    with pytest.raises(Refusal, match="godkännande går inte att ångra"):
        document.undo()
    assert document.report.versions == {version.id: version}


def test_a_damaged_version_is_refused_in_a_sentence(document: Document) -> None:
    version = _approved(document)
    for content in (version.content[:-3], b"", version.content + b"x"):
        with pytest.raises(BadInput, match="Version 1 är skadad"):
            thaw(document.report, replace(version, content=content))
    with pytest.raises(BadInput, match="Version 1 är skadad"):
        approval.printed(document.report, replace(version, digest="0" * 64))
    with pytest.raises(BadInput, match="Version 1 är skadad"):
        thaw(document.report, replace(version, pictures=("borta",)))


def _with_pictures(document: Document, count: int) -> Text:
    """Have a text of the period show pictures as large as they may be; gives it as it was."""
    text = next(each for each in document.report.texts.values() if each.period_id == PERIOD)
    for number in range(count):
        shown = Random(number).randbytes(3 * 1100 * 1100)  # noqa: S311
        picture = image_of(encoded(Pillow.frombytes("RGB", (1100, 1100), shown)))
        with document.edit("Bild") as edit:
            edit.put(picture)
            now = edit.report.texts[text.id]
            edit.set(now, body=f"{now.body}\n\n![Brus](bild:{picture.id})")
    return text


def test_a_report_with_many_large_pictures_can_be_opened_after_it_was_approved(
    document: Document, tmp_path: Path
) -> None:
    text = _with_pictures(document, 5)
    version = _approved(document)
    assert len(version.content) < 1_000_000
    approval.unlock(document, PERIOD)
    with document.edit("Utan bilder") as edit:
        edit.put(text)
    path = tmp_path / "fil.tertial"
    document.save(path)
    document.close()
    again = open_document(path).document
    assert len(again.report.images) == 5, "they are on the version's pages"
    assert len(thaw(again.report, again.report.versions[version.id]).images) == 5
    with again.edit("Ta bort versionen") as edit:
        edit.remove(edit.report.versions[version.id])
    assert not again.report.images
    again.discard()


def test_what_is_too_large_to_be_kept_is_not_approved(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tertialapp.approval.MOST_BYTES", 10_000)
    with pytest.raises(BadInput, match="för stor"):
        _approved(document)


@given(report=reports(3))
@settings(max_examples=25)
def test_all_that_a_period_is_printed_from_is_kept(report: Report) -> None:
    for period_id in report.periods:
        version = approval.version_of(report, period_id, person="A", day=date(2025, 1, 1))
        printed = approval.printed(report, version)
        assert printed.same
        assert printed.pdf == build_pdf(report, period_id, day=version.day).pdf
        assert approval.changes_since(report, version) == []
