"""What a careful reader marks in the margin is found, and what is right is not; repairs keep the text's marks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.check.language.forms import FORMS, Form, faults, mended
from tertialapp.check.repairing import FORM_RULES, all_mended
from tertialapp.check.run import findings
from tertialapp.check.waiving import waiver_for
from tertialapp.model.frame import TextPart
from tertialapp.model.live_values import references_in
from tertialapp.model.markdown import Block
from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize
from tertialapp.model.report import Report
from tests.check import PERIOD, changed, found
from tests.model.test_markdown import WORD_BLOCKS

FORM = {form.name: form for form in FORMS}


def _with(report: Report, body: str, owner: str = "mal-2.2") -> Report:
    return changed(report, replace(report.text(owner, PERIOD, TextPart.ANALYSIS), body=body))


@pytest.mark.parametrize(
    ("form", "wrong", "right"),
    [
        ("double-blanks", "ingår.  Med", "ingår. Med"),
        ("double-blanks", "1 \u00a0000", "1\u00a0000"),
        ("edge-blanks", "Slut. \n\nNytt.\u00a0", "Slut.\n\nNytt."),
        ("blank-before-mark", "ingår , och .", "ingår, och."),
        ("percent-blank", "90% och 5 %", "90\u00a0% och 5 %"),
        ("minus", "om -1,8 mnkr (-0,5)", "om −1,8 mnkr (−0,5)"),
        ("dash", "barn 1-5 år - alla", "barn 1–5 år – alla"),
        ("dash", "**35-47** procent", "**35–47** procent"),
        ("split-name", "Hässelby- Vällingby", "Hässelby-Vällingby"),
        ("quotes", 'ett "paket" till', "ett ”paket” till"),
        ("thousands", "netto 2367,5 mnkr", "netto 2\u00a0367,5 mnkr"),
        ("money-unit", "1,8 mkr.", "1,8 mnkr."),
    ],
)
def test_a_fault_of_form_is_mended(form: str, wrong: str, right: str) -> None:
    assert mended(FORM[form], wrong, marked=True) == right
    assert faults(FORM[form], right, marked=True) == ()


@pytest.mark.parametrize(
    "right",
    [
        "Individ- och familjeomsorg, 70- och 80-åringar.",
        "Den 2025-04-30 och dnr 2025-123, ring 08-508 04 000.",
        "En 14-dagarsperiod, T1-rapporten och HBTQIA+-personer.",
        "- ett\n    - två\n- tre",
        "Under 2024 fick 17 500 personer 2 367,5 mnkr.",
        "Se [5](varde:indikator/a-1/outcome) och [sidan](https://a.se/1-5?b=90%25).",
        "Nu, då: en (1), två… och 5 %!",
        "Åren 2020–2023 var −1,8 – mindre än väntat.",
    ],
)
def test_what_is_right_is_left_alone(right: str) -> None:
    assert [form.name for form in FORMS if faults(form, right, marked=True)] == []


@given(WORD_BLOCKS, st.sampled_from(FORMS))
def test_repairs_keep_links_and_what_kinds_of_blocks_there_are(
    blocks: tuple[Block, ...], form: Form
) -> None:
    body = serialize(blocks)
    after = mended(form, body, marked=True)
    assert list(references_in(after)) == list(references_in(body))
    assert [type(block) for block in parse(after)] == [type(block) for block in parse(body)]


def test_all_faults_of_form_are_mended_at_once(example: Report) -> None:
    wrong = _with(example, '**Barn 1-5 år** är 90% ,  "alla" med -2 mkr - och 12345 kr.')
    forms = [each for each in findings(wrong, PERIOD) if each.rule in FORM_RULES]
    made = all_mended(wrong, PERIOD, FORM_RULES)
    mended_report = wrong.apply(made.changes)
    text = mended_report.text("mal-2.2", PERIOD, TextPart.ANALYSIS)
    assert text.body == ("**Barn 1–5 år** är 90\u00a0%, ”alla” med −2 mnkr – och 12\u00a0345 kr.")
    assert not [each for each in findings(mended_report, PERIOD) if each.rule in FORM_RULES]
    assert made.places == sum(len(each.cells) for each in forms)


def test_all_of_one_kind_are_mended_but_those_that_somebody_stands_for(example: Report) -> None:
    wrong = _with(example, "Barn 1-5 år, 90% och 2-3 år.")
    (dash,) = (each for each in found(wrong, "dash") if each.cells[0].table == "indicator")
    waiver = waiver_for(dash, PERIOD, "Så heter den.", "Siv Ek", date(2025, 5, 12))
    made = all_mended(changed(wrong, waiver), PERIOD, {"dash"})
    assert set(made.changes) == {"text"}
    assert made.places == 2
    text = wrong.apply(made.changes).text("mal-2.2", PERIOD, TextPart.ANALYSIS)
    assert text.body == "Barn 1–5 år, 90% och 2–3 år."


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("Arbetssättet kommer att införas från och med maj 2024.", "error"),
        ("Laddplatserna kommer att tas i bruk i februari 2025.", "warning"),
        ("Laddplatserna kommer att tas i bruk i maj 2025.", ""),
        ("Resultatet kommer att jämföras med utfallet för maj 2024.", ""),
        ("Laddplatserna togs i bruk i maj 2024.", ""),
        ("Målet ska nås under 2025.", ""),
        ("Målet ska nås under 2024.", "error"),
    ],
)
def test_what_is_to_come_lies_ahead(example: Report, body: str, severity: str) -> None:
    at = f"mal-2.2@{PERIOD}@analysis"
    stale = [each for each in found(_with(example, body), "stale-year") if each.cells[0].key == at]
    assert "".join(each.severity.value for each in stale) == severity


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("Diagrammet nedan visar inköpen.", True),
        ("Tabellen nedan visar indikatorerna.", False),
        ("Diagrammet nedan visar inköpen.\n\n![Inköp](bild:abc)", False),
        ("Fördelningen framgår nedan.", False),
    ],
)
def test_what_is_pointed_at_is_there(example: Report, body: str, finding: bool) -> None:  # noqa: FBT001
    there = [each.cells[0].key for each in found(_with(example, body), "missing-object")]
    assert (f"mal-2.2@{PERIOD}@analysis" in there) is finding


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("Vi har de senaste två åren inte nått målet. Åren 2020 till 2022 nådde vi målet.", False),
        ("Vi har de senaste två åren inte nått målet. Åren 2020 till 2023 nådde vi målet.", True),
        ("Vi har de senaste två åren nått målet. Åren 2020 till 2023 nådde vi målet.", False),
    ],
)
def test_a_target_is_not_both_reached_and_missed(
    example: Report,
    body: str,
    finding: bool,  # noqa: FBT001
) -> None:
    assert bool(found(_with(example, body), "opposite-years")) is finding


def test_words_that_may_stand_twice_do(example: Report) -> None:
    body = "De som det det gäller har har fått veta, den den 8 maj. 12 12."
    keys = {each.cells[0].key for each in found(_with(example, body), "doubled-word")}
    assert f"mal-2.2@{PERIOD}@analysis" not in keys


def test_the_same_fault_twice_in_a_text_is_one_finding_with_two_stretches(example: Report) -> None:
    body = "Vi bytte bytte.\n\nVi bytte bytte."
    key = f"mal-2.2@{PERIOD}@analysis"
    (one,) = (e for e in found(_with(example, body), "doubled-word") if e.cells[0].key == key)
    assert [(each.start, each.end) for each in one.cells] == [(3, 14), (20, 31)]


def test_the_example_has_just_the_mistakes_that_were_planted(example: Report) -> None:
    assert [each.cells[0].key for each in found(example, "doubled-word")] == [
        f"mal-3.5@{PERIOD}@analysis"
    ]
    assert [each.cells[0].key for each in found(example, "stale-year")] == [
        f"mal-2.3@{PERIOD}@analysis"
    ]
