"""The report's own words are broken as their writers say, in every text that is set."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.model.frame import OwnWord
from tertialapp.model.markdown import Run
from tertialapp.model.records import Record
from tertialapp.model.report import Report, table_name
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Cell, Column, Heading, Paragraph, Row, Table, plain
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.column_widths import table_widths
from tertialapp.pdf.extents import extent, least_width
from tertialapp.pdf.fonts import HYPHEN, MAY_BREAK
from tertialapp.pdf.hyphenation import breaks
from tertialapp.pdf.items import Text
from tertialapp.pdf.layout import lay_out
from tertialapp.pdf.own_breaks import as_broken, marking, with_breaks
from tertialapp.pdf.text_layout import set_lines
from tests.pdf.reading import joined, page_texts
from tests.pdf.sample import PERIOD, sample_report

WORDS = (
    OwnWord(id="budgetjustering", broken="budget·justering"),
    OwnWord(id="Skolörten", broken="Skolörten"),
    OwnWord(id="Hässelby-Vällingby", broken="Hässelby-Väll·ingby"),
    OwnWord(id="resultatenhet"),
)


@pytest.mark.parametrize(
    "right",
    [
        "budget·justering",
        "(Budget·justering)",
        "budget·justeringar",
        "budget·justerings·beslut",
        "BUDGET·JUSTERINGEN",
        "Skolörten",
        "Skolörtens",
        "Hässelby-Väll·ingby",
        "Hässelby-Väll·ingbys",
        "och/budget·justering",
        "re·sul·tat·en·het",
        "be·slut",
    ],
)
def test_own_words_and_their_inflections_are_broken_as_they_say(right: str) -> None:
    assert as_broken(right.replace("·", ""), WORDS) == right


def test_a_word_within_another_and_an_address_are_broken_as_before() -> None:
    inner = "tilläggsbudgetjustering"
    assert as_broken(inner, WORDS) == as_broken(inner, ())
    address = "https://exempel.se/budgetjustering"
    mark = marking(WORDS)
    assert mark is not None
    assert not any(each.hyphen for each in breaks(mark(address)))
    assert len(breaks(mark(address))) == len(breaks(address))


def test_a_word_that_does_not_spell_itself_is_broken_as_the_program_finds() -> None:
    assert marking([OwnWord(id="budgetjustering", broken="något annat")]) is None
    assert marking([OwnWord(id="resultatenhet")]) is None


def _lines(text: str, width: float, words: Iterable[OwnWord] = WORDS) -> list[str]:
    paragraph = with_breaks(Paragraph(plain(text)), marking(words))
    return [
        "".join(text.text for text in line.texts)
        for line in set_lines(paragraph.runs, styles.BODY, width)
    ]


def test_lines_are_broken_there_and_only_there() -> None:
    text = "budgetjusteringar"
    assert _lines(text, 70) == [f"budget{HYPHEN}", "justeringar "]
    # Where even a part is too wide for the line it is cut as any other word that has no break.
    never = "".join(_lines("Skolörten", 30))
    assert HYPHEN not in never
    assert never == "Skolörten "


@given(st.text("budgetjusrinSkolö -rtea·/", max_size=60), st.floats(1, 90))
def test_nothing_is_lost_or_printed_that_is_not_said(text: str, width: float) -> None:
    lines = _lines(text, width)
    assert "".join(lines).replace(HYPHEN, "").split() == text.split()
    assert MAY_BREAK not in "".join(lines)


def test_columns_are_as_wide_as_the_parts_of_own_words() -> None:
    mark = marking([OwnWord(id="Skolörten", broken="Skolörten")])
    assert mark is not None
    before, after = ["Skolörten"], [mark("Skolörten")]
    whole = extent(after, styles.CELL).words
    assert least_width(before, styles.CELL) < least_width(after, styles.CELL) == whole
    assert whole == extent(before, styles.CELL).words == extent(after, styles.CELL).line
    columns = (Column("Enhet", align="left"), Column("Budget"))
    table = Table(columns, (Row((Cell("Skolörten"), Cell("1"))),))
    widths = table_widths(with_breaks(table, mark), 80)
    assert widths[0] >= whole


def test_what_has_no_own_word_stays_the_same_value() -> None:
    mark = marking(WORDS)
    table = Table((Column("Enhet"),), (Row((Cell("Skolan"),)),))
    assert with_breaks(table, mark) is table
    runs = (Run("Om "), Run("Skolörten", bold=True))
    marked = with_breaks((table, Paragraph(runs), Heading(1, "Skolörten", styles.SECTION)), mark)
    assert marked[0] is table
    assert marked[1].runs[1].text == f"{MAY_BREAK}Skolörten"
    assert marked[2].text == f"{MAY_BREAK}Skolörten"


def _put(report: Report, *records: Record) -> Report:
    return report.apply({table_name(type(record)): {record.id: record} for record in records})


def test_an_edit_of_an_own_word_sets_only_what_it_stands_in_anew() -> None:
    report = sample_report()
    text = next(text for text in report.texts.values() if text.period_id == PERIOD)
    report = _put(report, replace(text, body="Om Blorniaparken."))
    before = lay_out(report, PERIOD)
    report = _put(report, OwnWord(id="Blornia", broken="Blor·nia"))
    after = lay_out(report, PERIOD, before=before)
    kept = {id(bands) for bands in before.bands}
    new = [b for b, bands in zip(after.blocks, after.bands, strict=True) if id(bands) not in kept]
    assert len(new) == 1
    assert after == lay_out(report, PERIOD)


def test_the_signs_are_neither_printed_nor_read() -> None:
    report = _put(sample_report(), OwnWord(id="Nämnden", broken="Nämn·den"))
    built = build_pdf(report, PERIOD)
    pages = lay_out(report, PERIOD).pages
    items = [item for page in pages for placed in page for item in placed.band.items]
    assert not [item for item in items if isinstance(item, Text) and MAY_BREAK in item.text]
    assert built.missing == build_pdf(sample_report(), PERIOD).missing
    as_before = build_pdf(sample_report(), PERIOD)
    assert _read(built.pdf) == _read(as_before.pdf)


def _read(pdf: bytes) -> list[str]:
    return joined("\n".join(page_texts(pdf))).split()
