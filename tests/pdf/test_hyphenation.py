"""Where Swedish words are broken."""

import re
from itertools import pairwise
from pathlib import Path

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.base.paths import resource
from tertialapp.pdf.fonts import missing_characters, printable
from tertialapp.pdf.hyphenation import LEFT, RIGHT, Break, breaks, by_patterns, word_breaks

# Words that the list, made by a dictionary, splits wrongly itself (trygghet|såtgärder).
_SPLIT_WRONGLY = (
    "analyseras arbetsmarknadsåtgärder beredskapen beskrivit betydande bidragande brukarens "
    "erbjudande erfarenhet erfarenheter fordonspark funktionella genomsyrar grundskolans "
    "kulturella motsvarande motsvarar nationella personalens planeringen resterande sannolikt "
    "situationella strukturella tillsammans trygghetsåtgärder uppsökande varandras veckovisa"
)

COMPOUNDS = Path(__file__).parents[3] / "shared" / "report" / "compounds.tsv"


def _shown(word: str) -> str:
    """The word with its breaks, as the list writes them."""
    places = [Break(0, hyphen=True), *word_breaks(word), Break(len(word), hyphen=True)]
    return "".join(
        word[one.at : other.at] + ("|" if other.seam else "-") for one, other in pairwise(places)
    )[:-1]


@pytest.mark.parametrize(
    "right",
    [
        "budget|juste-ringar",
        "barn|antalet",
        "klimat|smart",
        "re-sul-tat|en-heter",
        "re-sul-tat|dis-po-si-tio-ner",
        "trygg-hets|enkät",
        "park-vä-gar",
        "pre-sta-tions|för-änd-ringar",
        "kom-pe-tens|utvecklings|insatser",
        "bud-get|rådgiv-ning",
        "di-rekt|upp-hand-ling",
        "mat|svinn",
        "snö|röj-ning",
        "verk-sam-het",
        "be-red-skaps|pla-ne-ring",
        "kring-skära",
        "dom-stols-be-slut",
    ],
)
def test_compounds_are_broken_where_their_words_meet_and_not_beside(right: str) -> None:
    assert _shown(re.sub("[-|]", "", right)) == right


@given(
    st.text("abcdefghijklmnopqrstuvwxyzåäöéü", max_size=30)
    | st.sampled_from(resource("hyphenation", "sv.txt").read_text("utf-8").lower().split())
)
def test_the_patterns_give_what_pyphen_finds_with_them(word: str) -> None:
    assert by_patterns(word) == pyphen.Pyphen(lang="sv_SE", left=LEFT, right=RIGHT).positions(word)


def test_the_real_reports_compounds_are_seldom_broken_wrongly() -> None:
    if not COMPOUNDS.exists():
        pytest.skip(f"the list of the real report's compounds is not here: {COMPOUNDS.name}")
    lines = COMPOUNDS.read_text(encoding="utf-8").splitlines()
    marked = [line.split("\t") for line in lines if line.endswith("!")]
    wrong = []
    for split, *_ in marked:
        seam = split.index("|")
        word = split.replace("|", "")
        places = [each.at for each in word_breaks(word)]
        if seam not in places and any(abs(at - seam) <= 2 for at in places):
            wrong.append(_shown(word))
    assert [word for word in wrong if re.sub("[-|]", "", word) not in _SPLIT_WRONGLY.split()] == []


@given(st.text(max_size=80))
def test_breaks_are_inside_the_text_and_leave_enough_letters(text: str) -> None:
    places = breaks(text)
    assert list(places) == sorted(places)
    assert all(0 < at <= len(text) for at, _, _ in places)
    for each in word_breaks(text) if text.isalpha() else ():
        assert LEFT <= each.at <= len(text) - RIGHT


def test_addresses_figures_and_dates_are_not_hyphenated() -> None:
    assert not any(hyphen for _, hyphen, _ in breaks("https://exempel.se/kompetensutveckling"))
    assert breaks("2027-01-01") == ()
    assert breaks("1\u00a0234,5\u00a0%") == ()
    assert Break(4, hyphen=False) in breaks("män/pojkar")


def test_what_no_eye_sees_is_not_printed_and_what_the_face_lacks_is_a_box() -> None:
    assert printable("a\u200bb\u00adc\u202ed\x00e\ufe0f") == "abcde"
    assert printable("e\u0301") == "é"
    assert printable("漢") == "□"
    assert missing_characters(["å 漢", "□ 🎉", "\u200b"]) == ("漢", "🎉")
