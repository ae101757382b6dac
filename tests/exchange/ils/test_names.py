"""One thing goes by many names within a report; what is not clear is left alone."""

from __future__ import annotations

import pytest

from tertialapp.exchange.ils.mapping import names

_AREAS = {
    "administration": ["Nämnd och administration"],
    "barn": ["barn och ungdom"],
    "kultur": ["Barn, kultur och fritid"],
    "forskola": ["Förskoleverksamhet"],
    "aldre": ["Äldreomsorg"],
    "miljo": ["Stadsmiljöverksamhet"],
    "park": ["Parkinvesteringar"],
    "klimat": ["Klimatinvesteringar"],
    "ovrigt": ["Övriga investeringsmedel"],
}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Nämnd- och förvaltningsadministration", "administration"),
        ("varav BoU", "barn"),
        ("Verksamhet för barn, kultur, fritid och medborgarkontoret", "kultur"),
        ("Förskolor", "forskola"),
        ("Äldreomsorgen", "aldre"),
        ("Planerade parkinvesteringar", "park"),
        ("Klimatinvesteringsmedel", "klimat"),
        ("Stadsmiljö", "miljo"),
        ("Fyrar och skepp", None),
        ("", None),
    ],
)
def test_find(name: str, key: str | None) -> None:
    assert names.find(name, _AREAS) == key


def test_two_that_are_meant_alike_are_none() -> None:
    assert names.find("Omsorg", {"a": ["Omsorg norr"], "b": ["Omsorg söder"]}) is None


def test_a_heading_is_about_its_main_part() -> None:
    assert names.main_part("Stadsmiljö inklusive avskrivningar") == "Stadsmiljö"
    assert names.main_part("Nycklade medel 14,1 mnkr") == "Nycklade medel"
