"""Where Swedish words are broken."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.pdf.fonts import missing_characters, printable
from tertialapp.pdf.hyphenation import LEFT, RIGHT, breaks, word_breaks

# Words that the list, made by a dictionary, splits wrongly itself (trygghet|såtgärder).
_SPLIT_WRONGLY = (
    "analyseras arbetsmarknadsåtgärder beredskapen beskrivit betydande bidragande brukarens "
    "erbjudande erfarenhet erfarenheter fordonspark funktionella genomsyrar grundskolans "
    "kulturella motsvarande motsvarar nationella personalens planeringen resterande sannolikt "
    "situationella strukturella tillsammans trygghetsåtgärder uppsökande varandras veckovisa"
)

COMPOUNDS = Path(__file__).parents[3] / "shared" / "report" / "compounds.tsv"


def _shown(word: str) -> str:
    places = (0, *word_breaks(word), len(word))
    return "-".join(word[one:other] for one, other in pairwise(places))


@pytest.mark.parametrize(
    "right",
    [
        "bud-get-just",
        "barn-anta-let",
        "kli-mat-smart",
        "re-sul-tat-en-he-ter",
        "trygg-hets-en-kät",
        "park-vä-gar",
    ],
)
def test_compounds_are_not_broken_near_their_seam_but_at_it(right: str) -> None:
    word = right.replace("-", "")
    seams = set(_places(right))
    wrong = [at for at in word_breaks(word) if at not in seams and _near(at, seams)]
    assert not wrong, _shown(word)


def _places(shown: str) -> list[int]:
    return [match.start() - before for before, match in enumerate(re.finditer("-", shown))]


def _near(at: int, seams: set[int]) -> bool:
    return any(abs(at - seam) == 1 for seam in seams)


def test_the_real_reports_compounds_are_seldom_broken_wrongly() -> None:
    if not COMPOUNDS.exists():
        pytest.skip(f"the list of the real report's compounds is not here: {COMPOUNDS.name}")
    lines = COMPOUNDS.read_text(encoding="utf-8").splitlines()
    marked = [line.split("\t") for line in lines if line.endswith("!")]
    wrong = []
    for split, *_ in marked:
        seam = split.index("|")
        word = split.replace("|", "")
        places = word_breaks(word)
        if seam not in places and any(abs(at - seam) <= 2 for at in places):
            wrong.append(_shown(word))
    assert [word for word in wrong if word.replace("-", "") not in _SPLIT_WRONGLY.split()] == []


@given(st.text(max_size=80))
def test_breaks_are_inside_the_text_and_leave_enough_letters(text: str) -> None:
    places = breaks(text)
    assert list(places) == sorted(places)
    assert all(0 < at <= len(text) for at, _ in places)
    for at in word_breaks(text) if text.isalpha() else ():
        assert LEFT <= at <= len(text) - RIGHT


def test_addresses_figures_and_dates_are_not_hyphenated() -> None:
    assert not any(hyphen for _, hyphen in breaks("https://exempel.se/kompetensutveckling"))
    assert breaks("2027-01-01") == ()
    assert breaks("1\u00a0234,5\u00a0%") == ()
    assert (4, False) in breaks("män/pojkar")


def test_what_no_eye_sees_is_not_printed_and_what_the_face_lacks_is_a_box() -> None:
    assert printable("a\u200bb\u00adc\u202ed\x00e\ufe0f") == "abcde"
    assert printable("e\u0301") == "é"
    assert printable("漢") == "□"
    assert missing_characters(["å 漢", "□ 🎉", "\u200b"]) == ("漢", "🎉")
