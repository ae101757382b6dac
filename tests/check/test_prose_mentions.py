"""The figures of running text are found where they stand, and only the figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.check.prose.mentions import Mention, Unit, mentions
from tertialapp.check.prose.passages import passages
from tertialapp.model.markdown import Block
from tertialapp.model.markdown_read import plain
from tertialapp.model.markdown_write import serialize
from tertialapp.model.numbers import MoneyUnit, format_money, format_number
from tertialapp.model.records import Ore
from tests.model.test_markdown import ANY_MARKS, BLOCKS


def _found(text: str) -> list[Mention]:
    return [mention for _, found in mentions(text) for mention in found]


def _figures(text: str) -> list[tuple[str, Unit]]:
    return [(str(each.value), each.unit) for each in _found(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("ökat till 2,5 procent från 2,3 %", [("2.5", Unit.PERCENT), ("2.3", Unit.PERCENT)]),
        ("Totalt 1 020 ungdomar, 12\u00a0345 besök.", [("1020", Unit.NONE), ("12345", Unit.NONE)]),
        ("från 86 till 80 procent", [("86", Unit.PERCENT), ("80", Unit.PERCENT)]),
        ("90 procent i stället för 91", [("90", Unit.PERCENT), ("91", Unit.PERCENT)]),
        ("ett underskott om −1,8 mnkr", [("-1.8", Unit.MILLIONS)]),
        ("774 000 kr och 3 miljoner kronor", [("774000", Unit.KRONOR), ("3", Unit.MILLIONS)]),
        ("0,4 procentenheter högre", [("0.4", Unit.POINTS)]),
        ("en procentenhet under målet", [("1", Unit.POINTS)]),
        ("Sju familjer och tjugofem barn", [("7", Unit.NONE), ("25", Unit.NONE)]),
        ("tvåhundra besök", [("200", Unit.NONE)]),
        ("en halv miljon kronor", [("0.5", Unit.MILLIONS)]),
        ("i februari 2025 7,5 procent", [("7.5", Unit.PERCENT)]),
        ("16 av 88 lägenheter", [("16", Unit.NONE), ("88", Unit.NONE)]),
    ],
)
def test_figures_and_their_units(text: str, figures: list[tuple[str, Unit]]) -> None:
    assert _figures(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "den 30 april 2025 och 2025-04-30",
        "under 2024 och 2023/24",
        "i tertialrapport 2 och tertial två",
        "barn 1-5 år, 13–17 år och 90-åringar samt 70- och 80-åringar",
        "från två års ålder och i tre månader",
        "mål 3.4.1 och dag 1-14",
        "HBTQIA+, CO2 och en 14-dagarsperiod",
        "en och samma, ett barn",
    ],
)
def test_dates_years_ages_and_labels_are_no_figures(text: str) -> None:
    assert _figures(text) == []


def test_what_is_said_to_be_about_so_much_is_loose_and_ends_of_a_range_are_marked() -> None:
    about, low, high = _found("Cirka 27 mnkr, mellan 35-47 procent")
    assert (about.loose, low.ranged, high.ranged) == (True, True, True)
    assert not _found("väntas föra över 37,9 mnkr")[0].loose


def test_live_values_are_told_from_what_is_typed() -> None:
    live, typed = _found("Indexet är [76](varde:indikator/a/outcome) mot 82.")
    assert (live.live, typed.live) == (True, False)


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.integers(0, 2),
    st.sampled_from(["", "\u00a0%", " procent"]),
)
def test_a_printed_figure_is_read_back(value: Decimal, decimals: int, unit: str) -> None:
    value = Decimal(f"{value:f}")
    printed = format_number(value, decimals)
    words = f"Utfallet blev {printed}{unit}, mot 5 året innan."
    first = _found(words)[0]
    is_year = len(printed) == 4 and printed[:2] in ("19", "20")
    assert is_year or first.value == value
    assert is_year or words[first.start : first.end] == f"{printed}{unit}"


@given(st.integers(-(10**13), 10**13), st.sampled_from(MoneyUnit))
def test_a_printed_amount_is_read_back(ore: int, unit: MoneyUnit) -> None:
    printed = format_money(Ore(ore), unit)
    (found,) = _found(f"Summan är {printed} {unit.label}.")
    assert found.unit.kronor * 100 == unit.ore
    assert format_number(found.value, unit.decimals) == printed


@pytest.mark.parametrize(
    "body",
    [
        "Det **är** 5 procent av *alla* barn.",
        "1. 10 förslag\n2. 20 svar",
        "- a\n    - 7 b\n\nSlut 8.",
        "Se [5](varde:indikator/a-5/outcome) och 6 \\* 7.",
        "2023\\. var ett år med 9 förslag",
        '![Karta](bild:a-9 "Karta 9")\n\nKarta 9 visar 9.',
        '![](bild:a "a")\n\n![](bild:a)\n\na!',
        "[[ **a** [ b",
        "- \\* x\n- 5",
        "[a](https://a.se)\n\n1. b 3",
        '![a \\[b\\]](bild:ab "\\"b\\" a")\n\n- b a',
    ],
)
def test_a_letter_knows_where_it_is_stored(body: str) -> None:
    for passage in passages(body):
        assert "".join(body[at] for at in passage.stored) == passage.words


def test_words_by_their_codes_and_over_lines_are_found() -> None:
    first, after = passages("A &amp; O &#91;5\nmnkr\n\nSlut 7")
    assert first.words == "A & O [5 mnkr"
    assert first.stored == (0, 1, 2, 7, 8, 9, 10, 15, 16, 17, 18, 19, 20)
    assert after.stored == range(23, 29)


def test_what_follows_a_picture_with_a_caption_is_not_taken_for_the_caption() -> None:
    body = '![Karta](bild:a-9 "Karta 9")\n\nKarta 9 visar 9.'
    alt, caption, after = passages(body)
    assert [found.stored[0] for found in (alt, caption, after)] == [2, 19, 30]


def test_a_picture_is_found_after_words_that_seem_to_reach_into_it() -> None:
    _, picture = passages("a&#10;[\n\n![b](bild:k)")
    assert (picture.words, picture.stored) == ("b", range(11, 12))


@given(st.lists(ANY_MARKS | st.sampled_from(["&#10;", "&#91;", "\x00", "\r\n"]), max_size=20))
def test_passages_are_the_words_of_texts_that_nobody_of_ours_wrote(pieces: list[str]) -> None:
    body = "".join(pieces)
    assert "\n".join(passage.words for passage in passages(body)) == plain(body)


@given(BLOCKS)
def test_passages_are_the_words_of_any_text_with_places_in_order(blocks: tuple[Block, ...]) -> None:
    body = serialize(blocks)
    found = passages(body)
    assert "\n".join(passage.words for passage in found) == plain(body)
    stored = [at for passage in found for at in passage.stored]
    assert stored == sorted(set(stored))
    letters = "".join(passage.words for passage in found)
    for at, letter in zip(stored, letters, strict=True):
        assert body[at] == letter or body.startswith(f"&#{ord(letter)};", at)
