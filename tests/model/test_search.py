"""Finding and replacing words in a report, and the places that a few letters mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tertialapp import tasks
from tertialapp.model.finder import entries, in_texts, ranked
from tertialapp.model.frame import Text, TextPart
from tertialapp.model.live_values import indicator_reference
from tertialapp.model.markdown_read import parse, plain
from tertialapp.model.markdown_write import serialize
from tertialapp.model.places import places_in_order, section_place
from tertialapp.model.report import Report
from tertialapp.model.search import Hit, Query, find_all, in_context, replaced

PERIOD = "T1 2025"


@pytest.fixture(scope="module")
def example() -> Report:
    return tasks.example_report()


def _text(body: str) -> Text:
    return Text(id="x", owner_id="mal-1", period_id=PERIOD, part=TextPart.ANALYSIS, body=body)


def _body(record: object) -> str:
    assert isinstance(record, Text)
    return record.body


def _report(example: Report, body: str) -> Report:
    text = example.text("mal-1", PERIOD, TextPart.ANALYSIS)
    return example.apply({"text": {text.id: structs.replace(text, body=body)}})


def test_words_are_found_across_styles_and_replaced_in_the_first_ones() -> None:
    text = _text("Barn **och un**ga i staden")
    assert (
        _body(replaced(text, Query("och unga"), "samt unga", [0])) == "Barn **samt unga** i staden"
    )


def test_only_the_chosen_hits_are_replaced() -> None:
    text = _text("# ett två\n\n- två\n  1. två\n\ntvå tvåa")
    query = Query("två", whole_words=True)
    assert _body(replaced(text, query, "2", [1, 3])) == "# ett två\n\n- 2\n  1. två\n\n2 tvåa"


def test_live_values_and_marks_are_no_words(example: Report) -> None:
    target = indicator_reference("ind-3.4.1-1", "outcome").target
    report = _report(example, f"Talet [76]({target}) och 76 och **76**")
    hits = [h for h in find_all(report, PERIOD, Query("76")) if h.key == f"mal-1@{PERIOD}@analysis"]
    assert [hit.before[-4:] for hit in hits] == ["och ", "och "]
    assert not [h for h in find_all(report, PERIOD, Query("indikator/")) if h.table == "text"]
    assert find_all(report, PERIOD, Query("  ")) == ()


def test_case_words_and_no_break_spaces(example: Report) -> None:
    report = _report(example, "Alla 12\u00a0barn. alla barnen")

    def count(query: Query) -> int:
        hits = find_all(report, PERIOD, query)
        return sum(hit.key == f"mal-1@{PERIOD}@analysis" for hit in hits)

    assert count(Query("alla")) == 2
    assert count(Query("alla", match_case=True)) == 1
    assert count(Query("12 barn")) == 1
    assert count(Query("barn", whole_words=True)) == 1
    assert count(Query("barn.", whole_words=False)) == 1


def test_names_are_found_too_in_printed_order(example: Report) -> None:
    hits = find_all(example, PERIOD, Query("förskol"))
    assert {"goal", "indicator", "text", "activity"} <= {hit.table for hit in hits}
    order = list(places_in_order(example))
    at = [order.index(hit.place) for hit in hits]
    assert at == sorted(at)
    hit = next(hit for hit in hits if hit.table == "indicator")
    indicator = example.indicators[hit.key]
    renamed = replaced(indicator, Query("förskol"), "SKOL", [hit.number])
    assert "SKOL" in renamed.name  # type: ignore[attr-defined]


@given(st.text("ab *_[]()#-1.\n", max_size=60), st.text("ab*_#", min_size=1, max_size=3))
def test_replacing_words_by_themselves_changes_nothing(body: str, words: str) -> None:
    text = _text(serialize(parse(body)))
    same = replaced(text, Query(words, match_case=True), words, range(99))
    assert _body(same) == text.body


@given(st.text("ab *_[]()#-1.\n", max_size=60))
def test_words_are_replaced_as_in_the_plain_text(body: str) -> None:
    text = _text(serialize(parse(body)))
    changed = replaced(text, Query("a", match_case=True), "xy", range(99))
    assert plain(_body(changed)) == plain(text.body).replace("a", "xy")


# -- going somewhere -------------------------------------------------------------------------------


def test_a_few_letters_find_goals_indicators_and_sections(example: Report) -> None:
    found = ranked("ami led", entries(example))
    assert found[0].name == "AMI ledarskap"
    assert found[0].row == "ind-3.4.1-1"
    assert ranked("3.4.1", entries(example))[0].place == found[0].place
    assert ranked("driftbudget", entries(example))[0].kind == "Avsnitt"
    assert ranked("finnsinte", entries(example)) == []
    assert ranked("", entries(example))[0].name == "Översikt"


def test_texts_are_found_by_their_words(example: Report) -> None:
    (text, *_) = (t for t in example.texts.values() if t.period_id == PERIOD and "**" in t.body)
    word = max(plain(text.body).split(), key=len)
    found = in_texts(word, example, PERIOD)
    assert found
    assert all(word.casefold() in entry.name.casefold() for entry in found)
    assert in_texts("a", example, PERIOD) == []


def test_a_hit_in_context_is_whole_words() -> None:
    def hit(before: str, after: str) -> Hit:
        return Hit(section_place("s"), "text", "s@T1@body", 0, before, "trygg", after)

    assert in_context(hit("", "")) == "trygg"
    assert in_context(hit("en ", " stad")) == "en trygg stad"
    long = "x" * 10 + " alla ska känna sig så "
    cut = in_context(hit(long.rjust(40, "y"), "het i hela staden och i varje del av den."[:40]))
    assert in_context(hit("o" * 40, "")) == f"… {'o' * 40}trygg"
    assert cut == "… alla ska känna sig så trygghet i hela staden och i varje del av …"
