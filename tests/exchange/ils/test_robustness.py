"""Whatever is given: a report or one clear sentence, nothing lost, and soon."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertialapp.base.errors import BadInput
from tertialapp.exchange.ils import read_ils, to_report
from tertialapp.exchange.ils.lines import MAX_LINES
from tertialapp.model.integrity import faults
from tests.exchange.ils import layout, letters

_PIECES = st.sampled_from(
    [
        "Förslag till beslut ",
        "Sammanfattande analys ",
        "Uppföljning av ekonomi ",
        "KF:s inriktningsmål: 1. Vatten ",
        "Nämndmål: Luft ",
        " Uppfylls helt ",
        "Analys ",
        "Beskrivning ",
        "Förväntat resultat ",
        "• En punkt ",
        "Mnkr Budget Prognos Avvikelse ",
        "Summa 1 200 5,0  -0,1 ",
        "Ökade kostnader/intäkter (mnkr) Kostnader Intäkter ",
        "varav tak 1,0 -1,0 ",
        "1. Nämnden ansöker om budgetjustering om 1 mnkr. ",
        "   Indikator Periodens utfall Årsmål Period ",
        "  Antal rör 5 6 2026 ",
        "   Aktivitet Startdatum Slutdatum Avvikelse ",
        "  Gräva 2026-01-01 2026-13-45 Kanske ",
        "Nämnden, Rapport 3(9) ",
        "Ett stycke som slutar med punkt. ",
        "",
        "  ",
    ]
)
_BEGINNINGS = st.sampled_from(
    ["", "Sammanfattande analys ", "Nämndmål: Luft ", "Uppföljning av ekonomi "]
)
"""Without one of these a text is seldom a report, and nothing is read of it."""

_PAGES = st.tuples(_BEGINNINGS, st.lists(_PIECES | st.text(max_size=20), max_size=40)).map(
    lambda parts: "\n".join([parts[0], *parts[1]])
)


def _survives(text: str) -> None:
    """Reads a text if it can be read; then every letter is there and the report is sound."""
    try:
        ils = read_ils(text)
        assert letters.of_report(ils) == letters.of_text(text.replace("\u00ad", ""))
        imported = to_report(ils)
    except BadInput:
        return
    assert list(faults(imported.report)) == []


@given(st.text())
def test_any_text(text: str) -> None:
    _survives(text)


@settings(deadline=None)
@given(_PAGES)
def test_any_order_of_the_pieces_of_a_report(text: str) -> None:
    _survives(text)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_real_text(real_text: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    lines = real_text.split("\n")
    start, end = sorted(chance.sample(range(len(real_text)), 2))
    _survives(real_text[start:end])
    _survives("\n".join(line for line in lines if chance.random() < 0.9))
    chance.shuffle(lines)
    _survives("\n".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "\0\1\2PNG" * 1000,
        "\ufffd" * 50,
        "Kära dagbok, i dag regnade det. " * 99,
        "x" * 50_000_000,
    ],
    ids=["empty", "blank", "binary", "undecodable", "other text", "50 MB"],
)
def test_what_is_no_report_is_refused_at_once(text: str) -> None:
    start = time.process_time()
    with pytest.raises(BadInput, match=r"[.]$"):
        read_ils(text)
    assert time.process_time() - start < 2


def test_a_report_without_a_year_is_refused() -> None:
    with pytest.raises(BadInput, match="vilket år"):
        to_report(read_ils("\n".join(layout.goal("Nämndmål", "1. Segla", "Uppfylls helt"))))


@pytest.mark.parametrize(
    "line",
    ["Mnkr ", "Mnkr 1 1 1 1 ", "  N 1 1 1 1 ", "1 ", "• x ", "Analys ", "KF:s mål: 1. a ", "a. B"],
)
def test_time_grows_with_the_text_only(line: str) -> None:
    head = [*layout.goal("Nämndmål", "1. Segla 2026", "Uppfylls helt"), *layout.INDICATOR_HEAD]
    start = time.process_time()
    _survives("\n".join([*head, *[line, ""] * (MAX_LINES // 20)]))
    assert time.process_time() - start < 5
