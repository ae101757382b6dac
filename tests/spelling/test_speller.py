"""Which words are right, where words begin and end, own words, and what is suggested."""

from __future__ import annotations

import threading
from time import process_time

import pytest
from hunspell import Hunspell
from hypothesis import example, given
from hypothesis import strategies as st

from tertialapp.base.paths import resource
from tertialapp.spelling import speller as speller_module
from tertialapp.spelling.speller import Speller


@pytest.fixture(scope="module")
def dictionary() -> Speller:
    """A speller that no test gives own words."""
    made = Speller()
    made.load()
    return made


@pytest.fixture
def speller() -> Speller:
    made = Speller()
    made.load()
    return made


def _wrong(speller: Speller, text: str) -> list[str]:
    return [text[start : start + length] for start, length in speller.wrong_words(text)]


@pytest.mark.parametrize(
    "word",
    [
        "nämnd",
        "Nämndens",
        "stadsdelsnämnd",
        "stadsdelsnämndernas",
        "sjukfrånvaron",
        "tertialrapport",
        "tertialrapporternas",
        "omslutningsförändring",
        "kompetensutvecklingsmedel",
        "arbetsmarknadsförvaltningens",
        "resultatöverföringar",
        "barngruppsstorlekar",
        "Stockholms",
        "e-tjänster",
        "EU-projekt",
        "AMI-index",
        "Hässelby-Vällingby",
        "d'Arc",
        "café",
    ],
)
def test_right_words(dictionary: Speller, word: str) -> None:
    assert dictionary.is_right(word)


@pytest.mark.parametrize(
    "word",
    [
        "nämd",
        "Nämdens",
        "sjukfrånvarrån",
        "tertialraport",
        "kommunfulmäktige",
        "stadsdelnämnden",
        "bostadsannpassning",
        "EU-projeckt",
        "Hässelby-Välingby",
        "måluppfylelse",
    ],
)
def test_wrong_words(dictionary: Speller, word: str) -> None:
    assert not dictionary.is_right(word)


@pytest.mark.parametrize(
    "text",
    [
        "Utfallet är 12,5 procent, 3:e året i rad, för 5-åringar och 30-dagarsmålet (A4, T1).",
        "T.ex. kl. 9, bl.a. inkl. hyra, dvs. allt, m.m. och s.k. resp. fr.o.m. i dag",
        "KF:s mål, IVO:s beslut, SCB, BUM:en, AMI-index och HBTQI-frågor",
        "Se www.stadn.se/xyzq, https://exempel.se/qwrt?a=b eller xyzq.qwrt@stadn.se, stadn.se",
        "barn- och ungdomsverksamhet, verksamhets- och budgetuppföljning, hel- och deltid",
        "Järvafältets skötsel; ”medborgarlöftet” – enheternas (och nämndens) ansvar.",
        "eHälsa och iPad är namn på system",
        "Ελλάδα Москва 日本",
    ],
)
def test_what_is_right_or_nothing_to_judge_is_left_alone(dictionary: Speller, text: str) -> None:
    assert _wrong(dictionary, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Nämdens arbete (utveklingen) går ”framot”.", ["Nämdens", "utveklingen", "framot"]),
        ("Vi följer utveklingen. Nämden beslutar", ["utveklingen", "Nämden"]),
        ("för EU-projecktet och barn- och ungdommar", ["EU-projecktet", "ungdommar"]),
        ("varje dag m.n. och sådant", ["m.n"]),
        ("🙂 nämden 🙂", ["nämden"]),
        ("Målet nås.Nämden har beslutat", ["Nämden"]),
    ],
)
def test_wrong_words_are_found_where_they_are(
    dictionary: Speller, text: str, wrong: list[str]
) -> None:
    assert _wrong(dictionary, text) == wrong


def test_typographic_and_decomposed_letters_are_as_good_as_plain_ones(dictionary: Speller) -> None:
    text = "na\u0308mnd, sjuk\u00adfrånvaro, EU\u2011projekt, d’Arc, na\u0308md"
    assert _wrong(dictionary, text) == ["na\u0308md"]


def test_nothing_is_wrong_until_the_dictionary_has_been_read() -> None:
    speller = Speller()
    assert not speller.is_loaded
    assert speller.wrong_words("xqzwv nämd") == ()
    assert speller.is_right("nämd")
    assert speller.suggestions("nämd") == []
    speller.load()
    assert speller.is_loaded
    assert _wrong(speller, "nämd") == ["nämd"]


def test_loading_from_many_threads_reads_the_dictionary_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def counted(*values: str) -> Hunspell:
        made.append(values[0])
        return Hunspell(*values)

    monkeypatch.setattr(speller_module, "Hunspell", counted)
    speller = Speller()
    threads = [threading.Thread(target=speller.load) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [speller_module.LANGUAGE]
    assert _wrong(speller, "nämd") == ["nämd"]


# -- own words ---------------------------------------------------------------------------------------


def test_own_words_are_right_from_when_they_are_added_until_they_are_removed(
    speller: Speller,
) -> None:
    text = "Blornia, Blornias och Blornia-teamet; blåkumpassa, Blåkumpassa, blornia"
    assert len(_wrong(speller, text)) == 6
    speller.add("Blornia")
    speller.add(" blåkumpassa ")
    assert _wrong(speller, text) == ["blornia"]
    assert list(speller.own_words) == ["Blornia", "blåkumpassa"]
    speller.remove("Blornia")
    assert _wrong(speller, text) == ["Blornia", "Blornias", "Blornia-teamet", "blornia"]
    speller.set_own_words(["blornia", "", "  "])
    assert list(speller.own_words) == ["blornia"]
    assert _wrong(speller, text) == ["blåkumpassa", "Blåkumpassa"]


def test_removing_an_own_word_that_the_dictionary_has_leaves_it_right(speller: Speller) -> None:
    speller.add("nämnd")
    speller.remove("nämnd")
    speller.remove("aldrigtillagt")
    assert speller.is_right("nämnd")


def test_own_words_can_be_given_before_the_dictionary_is_read() -> None:
    speller = Speller(["Blornia"])
    speller.load()
    assert speller.is_right("Blornias")
    assert not speller.is_right("blornia")


# -- the field's words -------------------------------------------------------------------------------


def test_the_fields_words_are_in_order_and_each_is_needed(
    dictionary: Speller, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = resource("spelling", "fackord.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert "ombudgetering" in lines
    assert all(dictionary.is_right(line) for line in lines)
    monkeypatch.setattr(dictionary, "_field", frozenset())
    assert [line for line in lines if dictionary.is_right(line)] == []


# -- suggestions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("nämdens", "nämndens"),
        ("Nämdens", "Nämndens"),
        ("utvekling", "utveckling"),
        ("tertialraport", "tertialrapport"),
        ("sjukfråvaro", "sjukfrånvaro"),
        ("bostadsannpassning", "bostadsanpassning"),
        ("kommunfulmäktige", "kommunfullmäktige"),
        ("Hässelby-Välingby", "Hässelby-Vällingby"),
        ("ombudjetering", "ombudgetering"),
    ],
)
def test_the_right_word_is_suggested_first(
    dictionary: Speller, monkeypatch: pytest.MonkeyPatch, wrong: str, right: str
) -> None:
    monkeypatch.setattr(dictionary, "_known", {})  # whatever texts were judged before
    assert dictionary.suggestions(wrong)[0] == right


def test_two_slips_are_mended_by_words_that_the_text_has(speller: Speller) -> None:
    assert "Stadsdelsnämnden" not in speller.suggestions("Stadsdelnämden")
    speller.wrong_words("Vi i stadsdelsnämnden.")
    assert speller.suggestions("Stadsdelnämden") == ["Stadsdelsnämnden"]


def test_own_words_are_suggested(speller: Speller) -> None:
    speller.add("Blornia")
    assert speller.suggestions("Blorniaa")[0] == "Blornia"


def test_no_more_suggestions_than_asked_for_and_none_twice(dictionary: Speller) -> None:
    many = dictionary.suggestions("resultatt")
    assert 2 < len(many) <= 7
    assert len(set(many)) == len(many)
    assert dictionary.suggestions("resultatt", most=2) == many[:2]
    assert dictionary.suggestions("xqzwvhjklmp") == []


# -- size and hostility ------------------------------------------------------------------------------


def test_what_is_remembered_is_bounded(speller: Speller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speller_module, "REMEMBERED", 100)
    letters = "abcdefghij"
    text = " ".join(f"qx{a}{b}{c}" for a in letters for b in letters for c in letters)
    assert len(_wrong(speller, text)) > 900
    assert len(speller._known) <= 100
    assert _wrong(speller, "nämnden nämden") == ["nämden"]


def test_a_megabyte_of_text_is_judged_in_reasonable_time(dictionary: Speller) -> None:
    text = "Nämndens utvekling följs upp i tertialrapporten kl. 9, se KF:s mål. " * 15_000
    begun = process_time()
    assert len(dictionary.wrong_words(text)) == 15_000
    assert process_time() - begun < 20
    for hostile in (
        "a" * 1_000_000,
        "a-" * 500_000,
        "a." * 500_000,
        "x@" * 500_000,
        "1:" * 500_000,
    ):
        begun = process_time()
        dictionary.wrong_words(hostile)
        assert process_time() - begun < 20, hostile[:4]


@given(st.text(max_size=300) | st.text("aåÅ.-:'’@/1 \u0301\u00ad\ud800\x00ﬁß🙂s", max_size=80))
def test_no_text_makes_it_fail(dictionary: Speller, text: str) -> None:
    ends = 0
    for start, length in dictionary.wrong_words(text):
        assert start >= ends
        assert length > 0
        ends = start + length
    assert ends <= len(text)
    assert dictionary.is_right(text) in {True, False}


@given(st.text("aeghnostäöåÅ-:'.\ud800\u0301", max_size=20))
def test_suggestions_never_fail_and_are_right(dictionary: Speller, word: str) -> None:
    for one in dictionary.suggestions(word):
        assert dictionary.is_right(one), one


@given(st.lists(st.text(max_size=20)))
@example(["", "0\r\xad"])
def test_any_own_words_can_be_had(words: list[str]) -> None:
    speller = Speller(words)
    for word in words:
        speller.remove(word)
    assert speller.own_words == ()
