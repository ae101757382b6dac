"""The redline: what differs from an earlier state is marked in the pages, and read back from the PDF."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.model.markdown import Run, plain_runs
from tertialapp.model.report import Report
from tertialapp.model.word_diff import Share
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Block, ChangedRun, Heading, Paragraph, Row, Runs, Table
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.layout import Since
from tertialapp.pdf.redline import redlined
from tertialapp.pdf.sections.document import document_blocks
from tests.conformance.verapdf import missing, validate
from tests.reports import reports

PERIOD = "T1 2025"


@pytest.fixture(scope="module")
def example() -> Report:
    return tasks.example_report()


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),), styles.BODY)


def _side(runs: Runs, gone: Share) -> str:
    """One wording: all that the other one does not have for itself."""
    return "".join(
        run.text for run in runs if not (isinstance(run, ChangedRun) and run.share is gone)
    )


def test_a_reworded_paragraph_holds_both_wordings_with_what_is_bold_still_bold() -> None:
    old = _paragraph("Utfallet är 76 procent i år.")
    new = Paragraph((Run("Utfallet är "), Run("77 procent", bold=True), Run(" i år.")), styles.BODY)
    _, made = redlined([old], [new], "Ändrat")
    assert isinstance(made, Paragraph)
    assert [(run.text, run.bold) for run in made.runs] == [
        ("Utfallet är ", False),
        ("76", False),
        (" ", False),
        ("77", True),
        (" procent", True),
        (" i år.", False),
    ]
    assert [type(run) for run in made.runs][1:4:2] == [ChangedRun, ChangedRun]


def test_paragraphs_come_and_go_in_their_places() -> None:
    one, two, three = map(
        _paragraph, ("Det första stycket.", "Borta sedan.", "Helt ny mening här.")
    )
    _, *made = redlined([one, two], [three, one], "Ändrat")
    shares = [block.runs[0] for block in made if isinstance(block, Paragraph)]
    assert [plain_runs((run,)) for run in shares] == [
        "Helt ny mening här.",
        "Det första stycket.",
        "Borta sedan.",
    ]
    assert [getattr(run, "share", None) for run in shares] == [Share.NEW, None, Share.OLD]


def test_a_changed_figure_stands_beside_the_old_one(example: Report) -> None:
    value = next(
        each
        for each in example.indicator_values.values()
        if each.period_id == PERIOD and each.target and not each.target_words
    )
    after = example.apply({"indicator_value": {value.id: replace(value, target=Decimal(12345))}})
    blocks = redlined(document_blocks(example, PERIOD), document_blocks(after, PERIOD), "Ändrat")
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    (changed,) = [row for row in rows if _has_both(row)]
    assert changed.source is not None
    assert changed.source.row == value.indicator_id


def _has_both(row: Row) -> bool:
    shares = {run.share for cell in row.cells for run in cell.runs if isinstance(run, ChangedRun)}
    return {Share.OLD, Share.NEW} <= shares


@pytest.fixture(scope="module")
def changed(example: Report) -> Report:
    """A goal with another name, and five texts with one more paragraph."""
    goal = next(iter(example.goals.values()))
    texts = {
        text.id: replace(text, body=f"{text.body}\n\nEtt nytt stycke till nämnden.")
        for text in [*example.texts.values()][:5]
    }
    return example.apply(
        {"goal": {goal.id: replace(goal, title=f"{goal.title} för alla")}, "text": texts}
    )


def test_a_changed_heading_says_both_and_is_listed_by_its_new_name(
    example: Report, changed: Report
) -> None:
    layout = build_pdf(changed, PERIOD, since=Since(example, "Ändrat")).layout
    heading = next(block for block in layout.blocks if isinstance(block, Heading) and block.runs)
    goal = next(iter(example.goals.values()))
    assert heading.text == f"{goal.title} för alla"
    assert _side(heading.runs, Share.NEW).split()[1:] == goal.title.split()
    assert _side(heading.runs, Share.OLD).split() == heading.title.split()


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_a_redline_conforms(example: Report, changed: Report, tmp_path: Path) -> None:
    path = tmp_path / "ändrat.pdf"
    path.write_bytes(build_pdf(changed, PERIOD, since=Since(example, "Ändrat")).pdf)
    results = validate([(path, flavour) for flavour in ("ua1", "2a")])
    assert [result.rules for result in results] == [set()] * 2


_WORDS = st.lists(st.sampled_from(["ett", "två", "tre", "4,5", "mnkr."]), max_size=8).map(" ".join)
_BLOCKS = st.lists(_WORDS.map(_paragraph), max_size=6)


@given(before=_BLOCKS, after=_BLOCKS)
def test_no_word_of_either_side_is_lost(before: list[Block], after: list[Block]) -> None:
    _, *made = redlined(before, after, "Ändrat")
    for side, gone in ((before, Share.NEW), (after, Share.OLD)):
        kept = " ".join(_side(block.runs, gone) for block in made if isinstance(block, Paragraph))
        whole = " ".join(plain_runs(block.runs) for block in side if isinstance(block, Paragraph))
        assert kept.split() == whole.split()


@given(before=reports(3), after=reports(3))
@settings(max_examples=15)
def test_any_two_reports_make_a_redline(before: Report, after: Report) -> None:
    period_id = next(iter(after.periods))
    if period_id in before.periods:
        assert build_pdf(after, period_id, since=Since(before, "Ändrat")).pages
