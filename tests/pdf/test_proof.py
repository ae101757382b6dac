"""The proof of a PDF: what is checked fails when the file is damaged, and what is found leads to its place."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tertialapp.exchange.json_report import write_json
from tertialapp.model.colors import WHITE
from tertialapp.model.frame import Shape, TextPart
from tertialapp.model.places import Spot, goal_place, section_place
from tertialapp.model.report import Report, report_of
from tertialapp.pdf.build import Built, build_pdf
from tertialapp.pdf.items import Band, Fill, Item, Mark, Paint, Plane, Text
from tertialapp.pdf.layout import Layout
from tertialapp.pdf.pages import Page, Placed
from tertialapp.pdf.proof import Check, Look, proof_text, prove
from tertialapp.pdf.proof.contrast import pairs
from tertialapp.pdf.proof.texts import looks
from tertialapp.pdf.sections.document import document_blocks
from tertialapp.pdf.standard import STANDARDS, USUAL
from tertialapp.pdf.styles import Color, Face
from tertialapp.pdf.theme import Theme
from tertialapp.tasks import example_report
from tests.conformance import damages
from tests.pdf.sample import PERIOD, economy, frame, goals, sample_report, sections, text
from tests.pictures import IMAGES

_GREY = "808080"
_PAPER = "FFFFFF"


@pytest.fixture(scope="module")
def built() -> Built:
    return build_pdf(report_of([*frame(), *sections(), *goals("A"), *economy()]), PERIOD)


# -- the file --------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_check_of_an_export_holds(standard: str) -> None:
    report = sample_report()
    data = write_json(report).encode()
    proof = prove(build_pdf(report, PERIOD, standard=standard, data=data), standard)
    assert proof.failed == ()
    assert len(proof.checks) >= 12
    assert "svenska (sv-SE)" in proof_text(proof, lambda _: "")


def test_the_example_has_nothing_to_look_at() -> None:
    proof = prove(build_pdf(example_report(), "T1 2025"), USUAL)
    assert (proof.failed, proof.looks) == ((), ())


@pytest.mark.parametrize(
    ("damage", "clause"),
    [
        (damages.no_language, "7.2"),
        (damages.malformed_language, "7.2"),
        (damages.title_not_shown, "7.1"),
        (damages.no_title, "7.1"),
        (damages.no_structure_tree, "7.1"),
        (damages.not_marked, "7.1"),
        (damages.no_claim_of_pdf_ua, "5"),
        (damages.no_claim_of_pdf_a, "5"),
        (damages.a_figure_without_words, "7.3"),
        (damages.header_cells_without_scope, "7.5"),
        (damages.a_row_with_a_cell_too_few, "7.1"),
        (damages.a_skipped_heading_level, "7.4.2"),
        (damages.a_link_without_words, "7.18.5"),
        (damages.a_font_outside_the_file, "7.21.4.1"),
    ],
)
def test_a_damaged_file_does_not_pass(built: Built, damage: damages.Act, clause: str) -> None:
    pdf = damages.Damage(damage, "", "").done_to(built.pdf)
    failed = prove(replace(built, pdf=pdf), USUAL).failed
    assert clause in [check.rule.ua for check in failed]
    assert len(failed) == 1


def test_a_promise_is_that_of_the_standard(built: Built) -> None:
    proof = prove(built, "a-1b")
    (failed,) = proof.failed
    assert failed.words == "Filen uppger inte att den följer PDF/A-1b."
    assert failed.rule.words(proof.standard) == "PDF/A-1\u00a06.7.11"
    assert [replace(proof, standard=each).promise for each in STANDARDS.values()] == [
        "PDF/A-2a och PDF/UA-1",
        "PDF/A-1b, inte PDF/UA-1",
        "PDF/UA-1, inte PDF/A",
    ]


def test_words_outside_the_structure_are_told(built: Built) -> None:
    marked = damages.Damage(damages.words_without_marks, "", "").done_to(built.pdf)
    (failed,) = prove(replace(built, pdf=marked), USUAL).failed
    assert failed.words.startswith("Ord på sidorna som inte hör till")
    assert "Innehåll" in failed.details[0]


def test_replaced_characters_are_a_check_that_does_not_hold() -> None:
    made = build_pdf(_with_body("Glädje 🎉"), PERIOD)
    (failed,) = prove(made, USUAL).failed
    assert failed.details == ("🎉 (U+1F389)",)


# -- colours ---------------------------------------------------------------------------------------


def _text(color: Paint, size: float = 10) -> Text:
    return Text(10, 10, 20, "ord", Face.REGULAR, size, color)


def _layout(*items: Item) -> Layout:
    return Layout(pages=(Page([Placed(Band(20, items), 0, 0)]),))


def test_contrast_is_reckoned_as_wcag_does() -> None:
    (pair,) = pairs(_layout(_text("000000")))
    assert (pair.ground, round(pair.ratio, 6)) == (WHITE, 21)
    (pair,) = pairs(_layout(_text("767676")))
    assert round(pair.ratio, 2) == 4.54
    assert pair.held


@pytest.mark.parametrize(
    ("items", "ground", "least", "held"),
    [
        ([_text(_GREY)], _PAPER, 4.5, False),
        ([_text(_GREY, 18)], _PAPER, 3, True),
        ([Mark(0, 0, 8, Shape.CIRCLE, _GREY)], _PAPER, 3, True),
        ([Fill(0, 0, 40, 20, Color.BAND), _text(Color.INK)], Color.BAND, 4.5, True),
        ([Fill(0, 0, 15, 20, Color.BAND), _text(Color.INK)], _PAPER, 4.5, True),
        ([Fill(0, 0, 40, 20, Color.MAIN), _text(Color.INK)], Color.MAIN, 4.5, False),
        ([Plane(0, 0, ((0, 0), (40, 0), (40, 20)), _GREY), _text(_PAPER)], _GREY, 4.5, False),
    ],
)
def test_what_stands_on_what(items: list[Item], ground: Paint, least: float, held: bool) -> None:  # noqa: FBT001
    (pair,) = pairs(_layout(*items))
    assert (pair.ground, pair.least, pair.held) == (Theme().rgb(ground), least, held)


def test_too_little_contrast_is_told_with_its_figure(built: Built) -> None:
    weak = replace(built.layout, pages=_layout(_text(_GREY)).pages)
    check = next(each for each in prove(replace(built, layout=weak), USUAL).failed)
    assert check.words == "Kontrasten räcker inte för texter: lägst 3,9:1."
    assert check.details[0] == "Text #808080 på #FFFFFF: 3,9:1, minst 4,5:1, räcker inte"


# -- the words -------------------------------------------------------------------------------------


def _with_body(body: str, owner: str = "2", part: TextPart = TextPart.BODY) -> Report:
    written = text(owner, body, part)
    return sample_report().apply({"text": {written.id: written}})


def _found(report: Report) -> tuple[Look, ...]:
    return tuple(looks(document_blocks(report, PERIOD)))


_TABLE = "Enhet · Antal\n\nTallen · 3"
_URL = "https://exempel.se/plan"


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        (f"Läs mer [här]({_URL}).", 0, "Länken heter bara ”här”. Skriv vart den leder."),
        (f"Ett\n\n- två\n- **[Läs]({_URL})** [mer]({_URL})", 2, "Länken heter bara ”Läs mer”."),
        (f"[Den här sidan.]({_URL})", 0, "Länken heter bara ”Den här sidan.”."),
        (f"[{_URL}]({_URL})", 0, f"Länken visas som en adress, ”{_URL}”."),
        (f"Se [exempel.se/plan]({_URL}).", 0, "Länken visas som en adress, ”exempel.se/plan”."),
        ("Ett\n\n**Resultat**\n\nTvå", 1, "”Resultat” är ett stycke i fetstil."),
        (_TABLE, 0, "Raderna från ”Enhet · Antal” ser ut som en tabell"),
        ("Ett\n\nA | B | C\n\nD | E | F", 1, "Raderna från ”A | B | C” ser ut som en tabell"),
        ("A\u00a0\u00a0\u00a0B\n\nC\u00a0\u00a0\u00a0D", 0, "Raderna från ”A\u00a0\u00a0\u00a0B”"),
        ("# Läget\n\nEtt\n\n# Läget", 2, "Rubriken ”Läget” har samma ord som"),
        ("# Sammanfattande  analys\n\nEtt", 0, "Rubriken ”Sammanfattande analys” har samma ord"),
        ("# \u200d\n\nEtt", 0, "Rubriken saknar ord."),
        (
            "Glädje 🎉",
            0,
            "Ett tecken finns inte i typsnittet och ersätts när rapporten skrivs ut: 🎉",
        ),
    ],
)
def test_what_is_found_leads_to_its_line(body: str, line: int, words: str) -> None:
    (look,) = _found(_with_body(body))
    assert look.words.startswith(words)
    assert look.spot == Spot(section_place("2"), field="body", line=line)


@pytest.mark.parametrize(
    "body",
    [
        f"[Hit hör parkerna]({_URL}) och [här **står planen**]({_URL}).",
        f"Mer står i [stadens plan för parker]({_URL}).",
        "Skriv till [namn@exempel.se](mailto:namn@exempel.se).",
        "[42](varde:ind1)",
        "**Resultatet** blev gott.",
        "**" + "Ett helt stycke som är fetstilat för att det är viktigt. " * 3 + "**",
        "Ansvarig · Områdeschefen",
        "Ett · två\n\nEtt · två · tre",
        "# Läget\n\n## Nu\n\nEtt\n\n# Sedan\n\n## Nu\n\nTvå",
    ],
)
def test_what_is_well_is_left_alone(body: str) -> None:
    assert _found(_with_body(body)) == ()


@pytest.mark.parametrize(
    ("alt", "told"),
    [
        ("", "utsmyckning"),
        ("IMG_2041.JPG", "”IMG_2041.JPG”"),
        ("Bild 3", "”Bild 3”"),
        ("Diagram över antalet besök per månad", ""),
        ("Bild av torget före ombyggnaden", ""),
    ],
)
def test_a_picture_that_says_nothing_is_to_be_looked_at(alt: str, told: str) -> None:
    (image, *_) = IMAGES
    body = f"Ett stycke.\n\n![{alt}](bild:{image.id})"
    found = _found(_with_body(body, "A0i0", TextPart.ANALYSIS).apply({"image": {image.id: image}}))
    assert [told in look.words for look in found] == ([True] if told else [])
    assert all(look.spot == Spot(goal_place("A0"), "A0i0", "body", 1) for look in found)


def test_an_analysis_in_a_table_is_looked_through() -> None:
    (look,) = _found(_with_body("Ett\n\n**Två**", "A0i0", TextPart.ANALYSIS))
    assert look.spot == Spot(goal_place("A0"), "A0i0", "body", 1)


def test_a_goal_without_a_name_is_found() -> None:
    goal = sample_report().goals["A0"]
    nameless = replace(goal, title=" ")
    (look,) = _found(sample_report().apply({"goal": {"A0": nameless}}))
    assert (look.words, look.spot) == (
        "Rubriken saknar ord.",
        Spot(goal_place("A0"), field="title"),
    )


def test_the_proof_as_text_names_the_places(built: Built) -> None:
    proof = replace(prove(built, USUAL), looks=_found(_with_body("**Resultat**")))
    told = proof_text(proof, lambda spot: f"<{spot.place.key}>")
    assert told.startswith(
        "Tillgänglig PDF för arkiv: PDF/A-2a och PDF/UA-1\n\nAtt se över\n- <2>: "
    )
    weak = replace(proof, checks=(Check("Nej.", proof.checks[0].rule, held=False),), looks=())
    assert "Att se över\n- Inget.\n" in proof_text(weak, lambda _: "")
    assert "- FEL: Nej. (PDF/UA-1\u00a05 · PDF/A-2\u00a06.6.4)" in proof_text(weak, lambda _: "")
