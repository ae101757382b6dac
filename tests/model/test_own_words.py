"""Where the report's own words may be broken."""

import pytest

from tertialapp.base.errors import BadInput
from tertialapp.model.frame import OwnWord
from tertialapp.model.own_words import break_places, written


@pytest.mark.parametrize(
    ("word", "broken", "places"),
    [
        ("budgetjustering", "", None),
        ("budgetjustering", "budget·justering", (6,)),
        ("budgetjustering", "Budget|juste-ring", (6, 11)),
        ("Skolörten", "Skolörten", ()),
        ("Hässelby-Vällingby", "Hässelby-Väll·ingby", (13,)),
        ("e-tjänst", "e-tjänst", ()),
    ],
)
def test_a_word_says_where_it_may_be_broken(
    word: str, broken: str, places: tuple[int, ...] | None
) -> None:
    assert break_places(OwnWord(id=word, broken=broken)) == places


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("budget·justerin", "Bokstäverna i ”budget·justerin” är inte de i ”budgetjustering”"),
        ("budget·justeringar", "Bokstäverna"),
        ("budget justering", "Bokstäverna"),
        ("·", "Bokstäverna"),
        ("b·udgetjustering", "Minst två bokstäver"),
        ("·budgetjustering", "Minst två bokstäver"),
        ("budget··justering", "Minst två bokstäver"),
        ("budgetjusterin·g", "Minst två bokstäver"),
    ],
)
def test_what_does_not_spell_the_word_or_leaves_a_letter_alone_is_refused(
    broken: str, message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        break_places(OwnWord(id="budgetjustering", broken=broken))


def test_places_are_written_with_the_sign() -> None:
    assert written("budgetjustering", (6, 11)) == "budget·juste·ring"
    assert written("budgetjustering", ()) == "budgetjustering"
