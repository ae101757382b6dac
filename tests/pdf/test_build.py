"""The PDF as readers and tools see it."""

import gc
import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from msgspec.structs import replace

from tertialapp.base.days import today
from tertialapp.base.errors import Cancelled
from tertialapp.model.frame import TextPart
from tertialapp.model.markdown_read import plain
from tertialapp.model.report import Report
from tertialapp.pdf.build import Built, build_pdf
from tertialapp.pdf.fonts import printable_line
from tertialapp.pdf.remembered import forget_all
from tertialapp.pdf.standard import STANDARDS
from tests.pdf.reading import joined, needs, page_texts, run
from tests.pdf.sample import BOARD, PERIOD, sample_report

DAY = date(2027, 6, 9)
_HEADER = f"{BOARD}, Tertialrapport 1 2027"


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report()


@pytest.fixture(scope="module")
def built(report: Report) -> Built:
    return build_pdf(report, PERIOD, day=DAY)


def _expected(report: Report) -> list[str]:
    """All words that must stand in the PDF."""
    lines = [
        *(row.title for row in report.sections.values()),
        *(row.title for row in report.goals.values()),
        *(row.name for row in report.statuses.values()),
        *(row.name for row in report.indicators.values()),
        *(row.name for row in report.activities.values()),
        *(row.text for row in report.expected_results.values()),
        *(row.text for row in report.decisions.values()),
        *(row.name for row in report.investments.values()),
        *(row.text for row in report.planned_investments.values()),
        *(row.text for row in report.budget_adjustments.values()),
        *(row.text for row in report.competence_funds.values()),
        *(line for row in report.texts.values() for line in plain(row.body).splitlines()),
        "Tas fram av nämnden",
        "varav Unga",
        "varav Barn och unga",
        "71 Tallen",
        "Inget att rapportera.",
        "Belopp i tkr.",
    ]
    return [joined(line) for line in lines]


@needs("pdftotext")
def test_all_that_the_report_says_can_be_read_in_the_pdf(
    report: Report, built: Built, tmp_path: Path
) -> None:
    # In the order of the file: pdftotext's own guess puts far columns between the lines of a page.
    text = joined(run("pdftotext", "-raw", "@", "-", pdf=built.pdf, folder=tmp_path), _HEADER)
    assert [line for line in _expected(report) if line not in text] == []
    for cell in (
        "−1 234,5 st",
        "61,25 %",
        "0,0 %",
        "90,0 %",
        "2027-12-31",
        "1,5 mnkr till en lekplats",
    ):
        assert cell in text.replace("\u2011", "-"), cell


def test_another_reader_finds_the_same(report: Report, built: Built) -> None:
    text = joined("\n".join(page_texts(built.pdf)), _HEADER)
    assert [line for line in _expected(report) if line not in text] == []


@needs("qpdf")
@pytest.mark.parametrize("draft", [False, True])
def test_the_file_is_sound(report: Report, tmp_path: Path, draft: bool) -> None:  # noqa: FBT001
    said = run(
        "qpdf", "--check", "@", pdf=build_pdf(report, PERIOD, draft=draft).pdf, folder=tmp_path
    )
    assert "No syntax or stream encoding errors" in said


@needs("pdfinfo")
def test_the_document_says_what_it_is(built: Built, tmp_path: Path) -> None:
    said = run("pdfinfo", "@", pdf=built.pdf, folder=tmp_path)
    facts = dict(re.findall(r"^([\w ]+):\s+(.*)$", said, re.MULTILINE))
    assert facts["Title"] == _HEADER
    assert facts["Author"] == BOARD
    assert facts["Page size"].startswith("595.28 x 841.89 pts (A4)")
    assert int(facts["Pages"]) == built.pages
    assert b"/Lang (sv-SE)" in built.pdf
    assert b"Helvetica" not in built.pdf


def test_each_page_but_the_cover_has_its_number_of_so_many(built: Built) -> None:
    pages = page_texts(built.pdf)
    assert len(pages) == built.pages > 10
    assert f"({built.pages})" not in pages[0]
    for number, text in enumerate(pages[1:], start=2):
        head = joined(text)[:120]
        assert head.startswith(f"{_HEADER} {number} ({built.pages})")


def test_the_contents_name_the_pages_where_the_headings_stand(built: Built) -> None:
    pages = page_texts(built.pdf)
    contents = joined(pages[1])
    for title in ("Området A2 utvecklas väl", "Resultatenheter", "Att granska", "Planerade parker"):
        found = re.search(rf"{title} (\d+) ", contents)
        assert found, title
        assert title in joined(pages[int(found[1]) - 1]), title


def test_bookmarks_follow_the_tree_and_lead_to_the_right_pages(built: Built) -> None:
    document = pdfium.PdfDocument(built.pdf)
    marks = []
    for mark in document.get_toc():
        target = mark.get_dest()
        assert target is not None
        marks.append((mark.level, mark.get_title(), target.get_index()))
    pages = page_texts(built.pdf)
    document.close()
    titles = [(level, title) for level, title, _ in marks]
    assert titles[:2] == [(0, "Läget i korthet"), (0, "Förslag till beslut")]
    for expected in (
        (1, "1 Inriktning A för hela Norrådalen"),
        (2, "1.3 Området A2 utvecklas väl"),
        (3, "1.3.1 Nämndens mål A2n nås"),
        (2, "Netto per område"),
    ):
        assert expected in titles
    for _, title, page in marks:
        assert title in joined(pages[page]), title


def test_bookmarks_are_opened_to_the_second_level(built: Built) -> None:
    with pikepdf.open(BytesIO(built.pdf)) as file, file.open_outline() as outline:
        top = list(outline.root)
        below = [mark for each in top for mark in each.children]
        assert not any(mark.is_closed for mark in top if mark.children)
        assert any(mark.children for mark in below)
        assert all(mark.is_closed for mark in below if mark.children)
        assert file.Root.Outlines.Count == len(top) + len(below), "as many as are seen"


@pytest.mark.parametrize("title", ["Mål (ett\\två) ]]>", "Ж ﷽ 漢 🎉", "x" * 40_000], ids=range(3))
def test_titles_of_links_and_bookmarks_are_what_is_printed(report: Report, title: str) -> None:
    goal = next(goal for goal in report.goals.values() if goal.parent_id is None)
    changed = report.apply({"goal": {goal.id: replace(goal, title=title)}})
    with pikepdf.open(BytesIO(build_pdf(changed, PERIOD).pdf)) as file:
        links = [str(link.Contents) for page in file.pages for link in page.get("/Annots", [])]
        with file.open_outline() as outline:
            marks = [mark.title for each in outline.root for mark in each.children]
    printed = f"1 {printable_line(title)}"[:16_000]
    assert any(link.startswith(printed) for link in links)
    assert any(mark.startswith(printed) for mark in marks)
    assert max(len(each.encode("utf-16-be")) for each in (*links, *marks)) < 32_767


def test_links_lead_to_pages_and_allowed_addresses_only(report: Report) -> None:
    text = report.text("47", PERIOD, TextPart.BODY)
    bad = "[a](https://ok.example/x) [b](javascript:alert) [c](file:///etc/passwd) [d](varde:x)"
    changed = report.apply({"text": {text.id: replace(text, body=bad)}})
    pdf = build_pdf(changed, PERIOD).pdf
    with pikepdf.open(BytesIO(pdf)) as file:
        links = [link for page in file.pages for link in page.get("/Annots", [])]
        addresses = {str(link.A.URI) for link in links if "/A" in link}
    assert addresses == {"https://ok.example/x", "https://exempel.se/a?b=c"}


def test_the_same_report_gives_the_same_bytes(report: Report, built: Built) -> None:
    assert build_pdf(report, PERIOD, day=DAY).pdf == built.pdf
    assert build_pdf(sample_report(), PERIOD, day=DAY).pdf == built.pdf


@pytest.mark.parametrize("standard", STANDARDS)
def test_another_days_file_differs_only_in_its_date(report: Report, standard: str) -> None:
    one, other = (
        build_pdf(report, PERIOD, standard=standard, data=b"{}", day=day).pdf
        for day in (DAY, date(2031, 12, 24))
    )
    assert one != other
    for told, then in ((b"D:20270609", b"D:20311224"), (b"2027-06-09", b"2031-12-24")):
        assert one.count(told) == 2, "made and changed"
        one = one.replace(told, then)
    assert one == other


@needs("pdfinfo")
def test_the_file_says_on_which_day_it_was_made(built: Built, tmp_path: Path) -> None:
    told = run("pdfinfo", "-isodates", "@", pdf=built.pdf, folder=tmp_path)
    metadata = run("pdfinfo", "-meta", "@", pdf=built.pdf, folder=tmp_path)
    for name, key in (("CreationDate", "CreateDate"), ("ModDate", "ModifyDate")):
        assert re.search(rf"^{name}:\s+2027-06-09", told, re.MULTILINE)
        assert f"<xmp:{key}>2027-06-09</xmp:{key}>" in metadata


def test_a_file_is_made_today_unless_another_day_is_said(report: Report) -> None:
    days = {today()}
    pdf = build_pdf(report, PERIOD).pdf
    days.add(today())
    assert any(f"<xmp:CreateDate>{day}</xmp:CreateDate>".encode() in pdf for day in days)


def test_a_draft_looks_like_one_and_reads_as_the_report_does(report: Report, built: Built) -> None:
    draft = build_pdf(report, PERIOD, draft=True).pdf
    plain_pages, draft_pages = page_texts(built.pdf), page_texts(draft)
    assert "Utkast" in draft_pages[0]
    assert draft_pages[1:] == plain_pages[1:]
    assert _ink(draft) > 1.05 * _ink(built.pdf)


def _ink(pdf: bytes) -> int:
    """How many bytes of the second page's picture are not white."""
    document = pdfium.PdfDocument(pdf)
    bitmap = document[1].render(scale=0.5)
    dark = sum(value < 250 for value in bytes(bitmap.buffer))
    document.close()
    return dark


def test_progress_is_told_to_the_end_and_can_stop_the_work(report: Report) -> None:
    told: list[tuple[int, int]] = []

    def listen(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    forget_all()
    build_pdf(report, PERIOD, progress=listen)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    for stop in (0, len(told) // 2, len(told) - 1):
        answers = iter([True] * stop)
        forget_all()  # what is remembered takes fewer steps
        with pytest.raises(Cancelled):
            build_pdf(report, PERIOD, progress=_answering(answers))


def test_garbage_is_collected_as_before_also_when_the_work_was_stopped(report: Report) -> None:
    assert gc.isenabled()
    with pytest.raises(Cancelled):
        build_pdf(report, PERIOD, progress=lambda _done, _of: gc.isenabled())
    assert gc.isenabled()


def _answering(answers: Iterator[bool]) -> Callable[[int, int], bool]:
    """Progress that says what the answers say, then no."""
    return lambda _done, _of: next(answers, False)


def test_an_empty_report_has_a_cover_and_no_contents() -> None:
    empty = sample_report().apply({"section": dict.fromkeys(sample_report().sections)})
    assert build_pdf(empty, PERIOD).pages == 1
