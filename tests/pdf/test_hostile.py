"""Whatever stands in a report, the PDF is made, sound, and shows it."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.model.frame import TextPart
from tertialapp.model.goals import Indicator, IndicatorValue
from tertialapp.model.records import Record, cell_id
from tertialapp.model.report import Report, report_of
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.proof import prove
from tertialapp.pdf.proof.values import CHARACTERS
from tertialapp.pdf.standard import USUAL
from tests.pdf.reading import joined, needs, page_texts, run
from tests.pdf.sample import PERIOD, economy, frame, goals, sample_report, sections, text

HOSTILE = (
    '<img src="/etc/passwd">',
    '<a href="javascript:alert(1)">klicka</a>',
    "<b><i>aldrig stängt",
    ")(\\) Tj ET Q endstream endobj",
    "nolla\x00mitt i",
    "ensam \ud800 surrogat",
    "\u202etxet vänd\u202c",
    "emoji 🎉 och 漢字",
    "\u200b\ufeff\u00ad\u0301",
    "W" * 100_000,
    "%PDF-1.7 <</Type/Catalog>>",
    "",
    "\n\n\t",
)


def _hostile_report(words: str) -> Report:
    """The sample with the words everywhere where a user can write."""
    records: list[Record] = [
        *frame(board=words, municipality=words, direction_label=words, men_label=words),
        *sections(),
        *goals(),
        *economy(),
    ]
    return report_of([_soiled(record, words) for record in records])


def _soiled(record: Record, words: str) -> Record:
    fields = {
        name: words
        for name in ("title", "name", "body", "text", "unit", "target_words", "label", "number")
        if isinstance(getattr(record, name, None), str)
    }
    return replace(record, **fields)


@needs("qpdf")
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_do_no_harm(words: str, tmp_path: Path) -> None:
    short = words[:3000]
    made = build_pdf(_hostile_report(short), PERIOD)
    assert "No syntax" in run("qpdf", "--check", "@", pdf=made.pdf, folder=tmp_path)
    with pikepdf.open(BytesIO(made.pdf)) as file:
        dictionaries = [each for each in file.objects if isinstance(each, pikepdf.Dictionary)]
        objects = [each.unparse(resolved=True) for each in dictionaries]
    assert any(b"/Link" in each for each in objects)
    assert not any(re.search(rb"/(JavaScript|JS|Launch|GoToR|URI)\b", each) for each in objects)


@pytest.mark.parametrize(
    "words", ["<b>aldrig stängt", "\u202evänd \ud800 🎉", "/DisplayDocTitle", ""]
)
def test_hostile_words_are_no_fault_of_the_file(words: str) -> None:
    made = build_pdf(_hostile_report(words), PERIOD)
    proof = prove(made, USUAL)
    assert [check.rule for check in proof.failed] == ([CHARACTERS] if made.missing else [])
    assert proof.looks


def test_markup_is_printed_as_it_was_written() -> None:
    made = build_pdf(_hostile_report('<img src="x">'), PERIOD)
    pages = page_texts(made.pdf)
    assert all('<img src="x">' in joined(page) for page in pages)


def test_a_word_of_100_000_letters_is_printed_whole() -> None:
    report = sample_report()
    long = "W" * 100_000
    records = report.apply({"text": {"x": text("47", long)}})
    cell = IndicatorValue(
        id=cell_id("A0i0", PERIOD), indicator_id="A0i0", period_id=PERIOD, target_words=long
    )
    both = records.apply(
        {
            "text": {cell_id("47", PERIOD, TextPart.BODY): text("47", long)},
            "indicator_value": {cell.id: cell},
        }
    )
    letters = "".join(page_texts(build_pdf(both, PERIOD).pdf)).count("W")
    assert letters == 200_000


def test_characters_that_the_typeface_lacks_are_shown_as_boxes_and_reported() -> None:
    report = sample_report()
    name = Indicator(id="A0i0", goal_id="A0", sort_key="0", name="Glädje 🎉 mätt på 漢 sätt")
    made = build_pdf(report.apply({"indicator": {name.id: name}}), PERIOD)
    assert made.missing == ("漢", "🎉")
    assert "Glädje □ mätt på □ sätt" in joined(" ".join(page_texts(made.pdf)))


def test_more_characters_than_one_font_subset_holds() -> None:
    many = " ".join(chr(code) for code in range(0xC0, 0x250))
    report = sample_report().apply({"text": {"x": text("47", many)}})
    changed = report.apply({"text": {cell_id("47", PERIOD, TextPart.BODY): text("47", many)}})
    read = joined(" ".join(page_texts(build_pdf(changed, PERIOD).pdf)))
    assert many[:200] in read
    assert chr(0x17E) in read


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_makes_a_report(words: str) -> None:
    assert build_pdf(_hostile_report(words), PERIOD).pages > 2
