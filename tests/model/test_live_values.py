"""Live values: what they show, how they follow the data, and that nothing else in a text moves."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tertialapp import tasks
from tertialapp.check.run import findings
from tertialapp.document.document import Document
from tertialapp.document.opening import new_document
from tertialapp.model.economy_tables import economy_table
from tertialapp.model.frame import SectionKind, Text, TextPart
from tertialapp.model.live_catalogue import choices, words_for
from tertialapp.model.live_values import (
    FIELDS,
    NO_DATA,
    Form,
    Reference,
    economy_reference,
    indicator_reference,
    is_live,
    parse_reference,
    references_in,
    refreshed,
    row_key,
    shown,
    sum_reference,
)
from tertialapp.model.markdown import LINK_SCHEMES
from tertialapp.model.markdown_read import parse, plain
from tertialapp.model.records import Ore
from tertialapp.model.report import Report

PERIOD = "T1 2025"
LEADERSHIP = "ind-3.4.1-1"


@pytest.fixture(scope="module")
def example() -> Report:
    return tasks.example_report()


@given(
    st.builds(
        Reference,
        st.sampled_from(["indikator", "ekonomi", "summa"]),
        st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3).map(tuple),
        st.sampled_from(list(Form)),
        st.sampled_from(["", *FIELDS]),
    )
)
def test_a_reference_is_a_link_of_the_text_format_and_read_back(reference: Reference) -> None:
    target = reference.target
    assert parse_reference(target) == reference
    (block,) = parse(f"[1]({target})")
    assert block.runs[0].link == target  # type: ignore[union-attr]
    assert is_live(target)
    assert target.startswith(LINK_SCHEMES)


@pytest.mark.parametrize("target", ["varde:", "varde:x?form=y", "varde:indikator", "https://x.se"])
def test_what_is_no_reference_shows_nothing(example: Report, target: str) -> None:
    assert shown(example, PERIOD, target) is None


def _shown(report: Report, field: str, form: Form = Form.FIGURE, against: str = "") -> str | None:
    return shown(report, PERIOD, indicator_reference(LEADERSHIP, field, form, against).target)


def test_figures_and_the_words_that_follow_from_them(example: Report) -> None:
    assert _shown(example, "outcome") == "76"
    assert _shown(example, "last_year") == "81"
    assert _shown(example, "outcome", Form.CHANGE, "last_year") == "minskat"
    assert _shown(example, "outcome", Form.LEVEL, "target") == "lägre"
    assert _shown(example, "outcome", Form.DIFFERENCE, "target") == "6"
    assert _shown(example, "outcome", Form.UNIT) == "enheter"
    assert _shown(example, "men") == NO_DATA
    assert _shown(example, "men", Form.LEVEL, "target") == NO_DATA
    assert _shown(example, "outcome", Form.LEVEL, "other") is None


def _with(report: Report, **fields: object) -> Report:
    value = report.indicator_value(LEADERSHIP, PERIOD)
    changed = structs.replace(value, **fields)
    return report.apply({"indicator_value": {value.id: changed}})


def test_per_cent_differs_in_percentage_points(example: Report) -> None:
    indicator = structs.replace(example.indicators[LEADERSHIP], unit="%")
    report = example.apply({"indicator": {indicator.id: indicator}})
    assert _shown(report, "outcome") == "76\u00a0%"
    assert _shown(report, "outcome", Form.UNIT) == "procent"
    assert _shown(report, "outcome", Form.DIFFERENCE, "target") == "6\u00a0procentenheter"
    report = _with(report, outcome=Decimal(81))
    assert _shown(report, "outcome", Form.DIFFERENCE, "target") == "1\u00a0procentenhet"
    assert _shown(report, "outcome", Form.CHANGE, "last_year") == "oförändrat"
    assert _shown(_with(report, outcome=Decimal(99)), "outcome", Form.CHANGE, "last_year") == "ökat"


def test_targets_in_words_are_shown_as_words(example: Report) -> None:
    report = _with(example, target=None, target_words="Ökning")
    assert _shown(report, "target") == "Ökning"


def test_every_offered_value_shows_what_it_says(example: Report) -> None:
    offered = list(choices(example, PERIOD))
    assert len(offered) > 300
    assert len({choice.reference for choice in offered}) == len(offered)
    for choice in offered:
        assert shown(example, PERIOD, choice.reference.target) == choice.text, choice
        for word in words_for(example, PERIOD, choice.reference):
            assert shown(example, PERIOD, word.reference.target) == word.text


def test_the_values_of_the_goal_at_hand_are_offered_first(example: Report) -> None:
    first = next(choices(example, PERIOD, "mal-3.4.1"))
    assert first.reference == indicator_reference(LEADERSHIP, "outcome")


def test_a_sum_of_an_economy_table_is_followed(example: Report) -> None:
    table = economy_table(example, PERIOD, SectionKind.NET_BUDGET)
    assert table is not None
    last = len(table.rows) - 1
    reference = economy_reference(SectionKind.NET_BUDGET, row_key(table, last), "budget")
    before = shown(example, PERIOD, reference.target)
    budget = next(iter(example.net_budgets.values()))
    changed = structs.replace(budget, budget=Ore((budget.budget or 0) + 10**10))
    after = shown(example.apply({"net_budget": {budget.id: changed}}), PERIOD, reference.target)
    assert before is not None
    assert before.endswith("\u00a0mnkr")
    assert after != before


def test_the_sum_of_a_list_is_followed(example: Report) -> None:
    (section,) = (s for s in example.sections.values() if s.kind is SectionKind.COMPETENCE_FUNDS)
    total = sum(row.amount or 0 for row in example.competence_funds_of(PERIOD))
    text = shown(example, PERIOD, sum_reference(section.id).target)
    assert text is not None
    assert int("".join(filter(str.isdigit, text))) * 100 == total


# -- in texts --------------------------------------------------------------------------------------


def _text(body: str) -> Text:
    return Text(id="x", owner_id="mal-3.4.1", period_id=PERIOD, part=TextPart.ANALYSIS, body=body)


def test_only_live_values_change_in_a_text(example: Report) -> None:
    target = indicator_reference(LEADERSHIP, "outcome").target
    body = (
        f"# Rubrik\n\n- **fet** [70]({target}) och [länk](https://x.se/)\n  - [*71*]({target})\n\n"
        "Ett stycke till."
    )
    fresh = refreshed(example, _text(body))
    assert fresh == body.replace("[70]", "[76]").replace("[*71*]", "[*76*]")
    assert refreshed(example, _text(fresh)) == fresh
    assert list(references_in(body)) == [target, target]


def test_a_live_value_in_two_styles_is_still_one(example: Report) -> None:
    target = indicator_reference(LEADERSHIP, "outcome").target
    fresh = refreshed(example, _text(f"Index [7**0**]({target}) nu"))
    assert plain(fresh) == "Index 76 nu"


def test_what_is_gone_keeps_its_last_label_and_is_found() -> None:
    document = new_document(tasks.example_report())
    try:
        _insert(document)
        with document.edit("Ta bort indikatorn") as edit:
            edit.remove(edit.report.indicators[LEADERSHIP])
        text = document.report.text("mal-3.4.1", PERIOD, TextPart.ANALYSIS)
        assert plain(text.body) == "Index är 76."
        (found,) = (f for f in findings(document.report, PERIOD) if f.rule == "live-value")
        assert found.cells[0].key == text.id
        assert "inte längre finns" in found.message
        document.undo()
        assert all(f.rule != "live-value" for f in findings(document.report, PERIOD))
    finally:
        document.discard()


def _insert(document: Document) -> str:
    target = indicator_reference(LEADERSHIP, "outcome").target
    with document.edit("Skriv analys") as edit:
        text = edit.report.text("mal-3.4.1", PERIOD, TextPart.ANALYSIS)
        return edit.set(text, body=f"Index är [76]({target}).", needs_reading=False).id


def test_a_changed_figure_changes_the_text_in_the_same_step() -> None:
    document = new_document(tasks.example_report())
    try:
        key = _insert(document)
        assert document.report.texts[key].needs_reading is False
        steps = len(document.history())
        with document.edit("Ändra utfall") as edit:
            value = edit.report.indicator_value(LEADERSHIP, PERIOD)
            edit.set(value, outcome=Decimal(83))
        assert len(document.history()) == steps + 1
        assert plain(document.report.texts[key].body) == "Index är 83."
        assert document.report.texts[key].needs_reading is True
        document.undo()
        assert plain(document.report.texts[key].body) == "Index är 76."
        assert document.report.texts[key].needs_reading is False
    finally:
        document.discard()
