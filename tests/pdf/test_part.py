"""A goal or a section as a PDF of its own."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.base.errors import BadInput
from tertialapp.model.frame import Section, SectionKind
from tertialapp.model.outline import goal_numbers, walk_goals
from tertialapp.model.places import Place, goal_place, places_in_order, section_place
from tertialapp.pdf.blocks import Heading, PageBreak, Table
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.layout import lay_out
from tests.conformance.verapdf import missing, validate
from tests.pdf.reading import joined, page_texts
from tests.pdf.sample import PERIOD, sample_report

REPORT = sample_report()
WHOLE = lay_out(REPORT, PERIOD)


@pytest.mark.parametrize("place", list(places_in_order(REPORT)), ids=lambda place: place.key)
def test_each_place_is_what_the_whole_report_has_of_it(place: Place) -> None:
    part = lay_out(REPORT, PERIOD, part=place)
    head = part.blocks[0]
    assert isinstance(head, Heading)
    assert head.level == 1
    anchors = [block.anchor if isinstance(block, Heading) else None for block in WHOLE.blocks]
    start = anchors.index(f"{place.table}:{place.key}")
    same = WHOLE.blocks[start : start + len(part.blocks)]
    for one, other in zip(part.blocks, same, strict=True):
        assert one == (
            replace(other, level=other.level - same[0].level + 1)  # type: ignore[union-attr]
            if isinstance(other, Heading)
            else other
        )
    inside = [block.level for block in part.blocks[1:] if isinstance(block, Heading)]
    assert all(level > 1 for level in inside)
    assert not isinstance(part.blocks[-1], PageBreak)


def test_a_part_has_its_own_page_numbers_bookmarks_and_title() -> None:
    goal = next(iter(walk_goals(REPORT)))
    built = build_pdf(REPORT, PERIOD, part=goal_place(goal.id))
    texts = page_texts(built.pdf)
    title = f"{goal_numbers(REPORT)[goal.id]} {goal.title}"
    for number, text in enumerate(texts, start=1):
        assert f"{number} ({built.pages})" in text
        assert title in joined(text)
    document = pdfium.PdfDocument(built.pdf)
    assert document.get_metadata_value("Title").endswith(f": {title}")
    marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert marks[0] == (0, title)
    assert all(level > 0 for level, _ in marks[1:])
    document.close()


def test_the_report_s_data_does_not_go_with_a_part() -> None:
    goal = next(iter(walk_goals(REPORT)))
    options = {"standard": "none", "data": b'{"a": 1}'}
    part = build_pdf(REPORT, PERIOD, part=goal_place(goal.id), **options)  # type: ignore[arg-type]
    whole = build_pdf(REPORT, PERIOD, **options)  # type: ignore[arg-type]
    assert b"rapport.json" in whole.pdf
    assert b"rapport.json" not in part.pdf


def test_what_is_not_printed_is_refused() -> None:
    hidden = Section(id="ny", sort_key="zz", kind=SectionKind.REVIEW, title="Att granska")
    report = REPORT.apply({"section": {"ny": hidden}})
    with pytest.raises(BadInput, match="inget att skriva ut"):
        lay_out(report, PERIOD, part=section_place("ny"))


def test_parts_are_named_by_number_or_title() -> None:
    goal = next(iter(walk_goals(REPORT)))
    number = goal_numbers(REPORT)[goal.id]
    for name in (number, goal.title.upper(), f"{number} {goal.title}"):
        assert tasks.chosen_part(REPORT, name) == goal_place(goal.id)
    with pytest.raises(BadInput, match=f"”9.9” finns inte.*{number}"):
        tasks.chosen_part(REPORT, "9.9")


def test_tables_keep_the_numbers_of_the_report() -> None:
    captions = [
        block.caption for block in WHOLE.blocks if isinstance(block, Table) and block.caption
    ]
    economy = next(
        place
        for place in places_in_order(REPORT)
        if getattr(REPORT.table(place.table)[place.key], "kind", None) is SectionKind.RESULT_UNITS
    )
    part = lay_out(REPORT, PERIOD, part=economy)
    shown = [block.caption for block in part.blocks if isinstance(block, Table) and block.caption]
    assert shown
    assert shown[0] in captions[1:]


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_parts_conform(tmp_path: Path) -> None:
    goals = [goal_place(goal.id) for goal in walk_goals(REPORT)]
    chapters = [section_place(section.id) for section in REPORT.sections_under(None)]
    paths = []
    for at, place in enumerate([goals[0], goals[-1], chapters[-1]]):
        paths.append(tmp_path / f"{at}.pdf")
        paths[-1].write_bytes(build_pdf(REPORT, PERIOD, part=place).pdf)
    results = validate([(path, flavour) for path in paths for flavour in ("ua1", "2a")])
    assert [result.rules for result in results] == [set()] * 6
