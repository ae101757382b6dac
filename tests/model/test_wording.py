"""Templates: fields, what may be left out, and what is wrong with one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.model.wording import GAP, LONGEST, Filled, TemplateFault, fill, read_template

KNOWN = ("nämnden", "belopp", "enhet")


def words(body: str, **values: str | None) -> str:
    return fill(read_template(body, KNOWN), values).text


def test_fields_show_their_values() -> None:
    assert words("Till {nämnden}: {belopp}.", nämnden="rådet", belopp="2 kr") == "Till rådet: 2 kr."


def test_a_capital_in_the_name_is_one_in_the_value() -> None:
    assert words("{Nämnden} och {nämnden}", nämnden="rådet") == "Rådet och rådet"


def test_a_missing_value_is_a_gap_and_is_named() -> None:
    found = fill(read_template("{belopp} till {enhet}, {belopp}", KNOWN), {"enhet": "A"})
    assert found.text == f"{GAP} till A, {GAP}"
    assert found.missing == ("belopp",)


@pytest.mark.parametrize("lacking", [None, ""])
def test_what_stands_in_brackets_goes_with_its_value(lacking: str | None) -> None:
    parts = read_template("{belopp}[ till {enhet}, snart].", KNOWN)
    assert fill(parts, {"belopp": "2 kr", "enhet": "A"}).text == "2 kr till A, snart."
    assert fill(parts, {"belopp": "2 kr", "enhet": lacking}).text == "2 kr."
    assert fill(parts, {"belopp": "2 kr", "enhet": lacking}).missing == ()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (" ", "tom"),
        ("{enheten}", "Menar du {enhet}?"),
        ("{zzz}", "Infoga fält"),
        ("a {} b", "ett fälts namn"),
        ("a {belopp b", "klammer saknar sin motpart"),
        ("a belopp} b", "klammer saknar sin motpart"),
        ("a [b", "hakparentes saknar sin motpart"),
        ("a b]", "hakparentes saknar sin motpart"),
        ("[a [b]]", "hakparentes"),
        ("{a{belopp}}", "klammer"),
        ("[{zzz}]", "{zzz}"),
        ("a" * (LONGEST + 1), "Korta"),
    ],
)
def test_what_is_wrong_is_said(body: str, says: str) -> None:
    with pytest.raises(TemplateFault) as fault:
        read_template(body, KNOWN)
    assert says in str(fault.value)


@given(st.text(st.sampled_from("ab {}[]nämdebelop."), max_size=60))
def test_a_template_is_read_or_refused_in_a_sentence(body: str) -> None:
    said = ""
    filled = Filled("")
    try:
        filled = fill(read_template(body, KNOWN), dict.fromkeys(KNOWN, "x"))
    except TemplateFault as fault:
        said = str(fault)
    assert not said or said.endswith((".", "?"))
    assert not set("{}[]") & set(filled.text)
    assert filled.missing == ()


@given(st.text(st.characters(exclude_characters="{}[]"), min_size=1, max_size=60))
def test_plain_words_stand_as_they_are(body: str) -> None:
    if body.strip():
        assert words(body) == body
