"""A layout made after another one is what it would be alone, and shares with it what did not move."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.model.frame import OwnWord, TextPart
from tertialapp.model.goals import ActivityState, Goal
from tertialapp.model.records import Ore, Record
from tertialapp.model.report import Report, table_name
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Point,
    PointList,
    Row,
    Table,
    plain,
)
from tertialapp.pdf.layout import Bands, Layout, lay_out, laying_out, set_block
from tertialapp.pdf.pages import Filled, Kept, fill
from tertialapp.pdf.remembered import forget_all
from tests.pdf.sample import PERIOD, paragraph, sample_report

_WIDTH = 300.0


def _words(count: int) -> str:
    return "ord " * count


_SMALL = st.one_of(
    st.builds(Paragraph, st.integers(0, 120).map(_words).map(plain), keep_next=st.booleans()),
    st.builds(Heading, st.just(1), st.just("Rubrik"), st.just(styles.SECTION)),
    st.builds(
        lambda points, words: PointList((Point("•", plain(_words(words))),) * points),
        st.integers(0, 6),
        st.integers(1, 20),
    ),
    st.builds(
        lambda rows, words, analysis: Table(
            (Column("Namn", align="left"), Column("Tal")),
            (Row((Cell(_words(words)), Cell("1")), analysis=analysis),) * rows,
        ),
        st.integers(0, 8),
        st.integers(1, 30),
        st.sampled_from([(), (Paragraph(plain(_words(30)), styles.ANALYSIS),)]),
    ),
    st.builds(
        lambda rows: Table(
            (Column("Namn", align="left"), *(Column("Belopp") for _ in range(7))),
            (
                Row(
                    (
                        Cell("Ord"),
                        *(Cell("1\u00a0234\u00a0567\u00a0890\u00a0mnkr") for _ in range(7)),
                    )
                ),
            )
            * rows,
        ),
        st.integers(1, 40),
    ),
    st.builds(PageBreak, st.sampled_from([0, 40, 150])),
)
_REPORTS = st.lists(_SMALL, max_size=14)


def _set(blocks: list[Block]) -> list[Bands]:
    return [set_block(block, _WIDTH) for block in blocks]


@given(_REPORTS, st.tuples(_REPORTS, _REPORTS), _REPORTS, st.integers(60, 400), st.data())
def test_filling_on_gives_what_filling_anew_gives(
    first: list[Block],
    middles: tuple[list[Block], list[Block]],
    last: list[Block],
    height: int,
    data: st.DataObject,
) -> None:
    old, new = (_set(first + middle + last) for middle in middles)
    earlier = fill(old, height)
    # What is the same may also be taken for changed.
    same = data.draw(st.integers(0, len(first))), data.draw(st.integers(0, len(last)))
    again = fill(new, height, Kept(earlier, len(old), *same))
    assert again == fill(new, height)
    # And so on from there, as one edit follows another.
    back = fill(old, height, Kept(again, len(new), *same))
    assert back == earlier


def test_filling_on_shares_the_pages_on_which_nothing_moved() -> None:
    blocks: list[Block] = [Paragraph(plain(_words(100) + str(at))) for at in range(60)]
    earlier = fill(_set(blocks), 300)
    blocks[30] = Paragraph(plain(_words(100) + "x"))
    again = fill(_set(blocks), 300, Kept(earlier, 60, 30, 29))
    shared = sum(one is other for one, other in zip(again.pages, earlier.pages, strict=True))
    assert 0 < len(earlier.pages) - shared <= 4


def _put(report: Report, *records: Record) -> Report:
    return report.apply({table_name(type(record)): {record.id: record} for record in records})


_OTHERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("goal", {"sort_key": "a", "ordinal": 7}),
    ("goal_status", {"status_id": "ej"}),
    ("status", {"name": "Kanske"}),
    ("expected_result", {"text": "Ett annat"}),
    ("activity_status", {"state": ActivityState.DEVIATION}),
    ("net_budget", {"forecast_after": Ore(123456)}),
    ("business_area", {"name": "Ett annat område"}),
    ("decision", {"text": "Något annat."}),
    ("setup", {"board": "En annan nämnd", "board_label": "Vårt mål"}),
    ("period", {"year": 2031, "signatory_name": "Någon Annan"}),
)


def _edits(report: Report, data: st.DataObject) -> Report:
    """The report after an edit of some kind."""
    goals, texts = sorted(report.goals), sorted(report.texts)
    values, sections = sorted(report.indicator_values), sorted(report.sections)
    goal: Goal = report.goals[data.draw(st.sampled_from(goals))]
    record: Record
    kinds = [
        "text",
        "title",
        "figure",
        "wide",
        "section",
        "chart",
        "word",
        "remove",
        "add",
        "other",
    ]
    match data.draw(st.sampled_from(kinds)):
        case "text":
            text = report.texts[data.draw(st.sampled_from(texts))]
            body = "\n\n".join(map(paragraph, range(data.draw(st.integers(0, 12)))))
            record = replace(text, body=body)
        case "title":
            record = replace(goal, title=_words(data.draw(st.integers(1, 60))))
        case "figure":
            value = report.indicator_values[data.draw(st.sampled_from(values))]
            record = replace(value, target=None, target_words="Ett mål som är i ord")
        case "wide":
            value = report.indicator_values[data.draw(st.sampled_from(values))]
            names = ("outcome", "men", "women", "last_year", "forecast", "target", "council_target")
            figures = dict.fromkeys(names, Decimal("12345678901.25"))
            record = replace(value, **figures)
        case "section":
            section = report.sections[data.draw(st.sampled_from(sections))]
            record = replace(section, title=section.title + " och mer", charted=not section.charted)
        case "chart":
            indicator = report.indicators[data.draw(st.sampled_from(sorted(report.indicators)))]
            record = replace(indicator, charted=not indicator.charted)
        case "word":
            word = data.draw(st.sampled_from(["Stycke", "Förvaltning", "trygghetsvandring"]))
            at = data.draw(st.integers(2, len(word) - 2))
            record = OwnWord(id=word, broken=f"{word[:at]}·{word[at:]}")
        case "other":
            name, changes = data.draw(st.sampled_from(_OTHERS))
            rows = report.table(name)
            record = replace(rows[data.draw(st.sampled_from(sorted(rows)))], **changes)
        case "remove":
            gone = data.draw(st.sampled_from(sorted(report.indicators)))
            return report.apply({"indicator": {gone: None}})
        case _:
            record = replace(goal, id=f"ny{goal.id}", sort_key="zz")
    return _put(report, record)


@given(st.data())
def test_a_report_laid_out_after_edits_is_as_if_it_were_laid_out_anew(data: st.DataObject) -> None:
    report = sample_report()
    layout = Layout()
    for _ in range(data.draw(st.integers(1, 3))):
        layout = lay_out(report, PERIOD, before=layout)
        assert layout == _anew(report)
        report = _edits(report, data)


def _anew(report: Report) -> Layout:
    """A layout that nothing earlier helped to make."""
    forget_all()
    return lay_out(report, PERIOD)


def test_a_layout_is_made_in_steps_no_longer_than_a_goal_a_block_or_a_page() -> None:
    report = sample_report()
    forget_all()
    steps = len(list(laying_out(report, PERIOD)))
    layout = lay_out(report, PERIOD)
    assert steps > len(report.goals) + len(layout.blocks) + len(layout.filled.starts)


def test_only_what_changed_is_set_again() -> None:
    report = sample_report()
    before = lay_out(report, PERIOD)
    text = report.text("41", PERIOD, TextPart.BODY)
    after = lay_out(_put(report, replace(text, body="Kort.")), PERIOD, before=before)
    kept = {id(bands) for bands in before.bands}
    assert [
        block
        for block, bands in zip(after.blocks, after.bands, strict=True)
        if id(bands) not in kept
    ] == [Paragraph(plain("Kort."))]
    others = {*map(id, after.pages)} - {*map(id, before.pages)}
    assert len(others) < len(after.pages) / 3


def test_no_page_is_filled_for_nothing() -> None:
    assert fill([], 100) == Filled()
    with pytest.raises(KeyError):
        lay_out(sample_report(), "T1 1999")
