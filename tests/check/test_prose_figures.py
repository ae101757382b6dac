"""What prose says of indicators and of money is held against the report."""

import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.check.prose.judgement import Judgement, Verdict
from tertialapp.check.prose.reading import judgements, outdated
from tertialapp.model.frame import Text, TextPart
from tertialapp.model.report import Report
from tertialapp.store.file import read_report
from tests.check import PERIOD, changed, found


def _with(report: Report, owner: str, body: str, part: TextPart = TextPart.ANALYSIS) -> Report:
    return changed(report, replace(report.text(owner, PERIOD, part), body=body))


def _said(
    report: Report, owner: str, body: str, part: TextPart = TextPart.ANALYSIS
) -> list[tuple[str, str, str]]:
    """Each figure of a text with its verdict and the field that it was held against."""
    written = _with(report, owner, body, part)
    (text,) = (each for each in written.texts.values() if each.body == body)
    return [
        (each.mention.words, each.verdict.value, each.fact.cell.field if each.fact else "")
        for each in judgements(written, PERIOD).get(text.id, ())
    ]


@pytest.mark.parametrize(
    ("owner", "body", "expected"),
    [
        # roles beside the figure
        ("ind-1.1-2", "Utfallet är 2,5 procent, årsmålet 2,4 procent.", "outcome target"),
        ("ind-1.1-2", "Prognosen är 2,5 procent.", "forecast"),
        ("ind-1.1-2", "2,5 procent, jämfört med 2,4 procent under 2024.", "outcome last_year"),
        (
            "ind-1.1-2",
            "Det ska nå 2,4 procent mot kommunfullmäktiges årsmål 2,7 procent.",
            "target council_target",
        ),
        ("ind-1.3-10", "Flickorna ligger på 88,89 procent och pojkarna på 70,59.", "women men"),
        (
            "ind-1.3-10",
            "Talen för flickor och pojkar är 88,89 respektive 70,59 procent.",
            "women men",
        ),
        ("ind-1.3-4", "Årsmålet sänks från 86 till 80 procent.", "target target"),
        (
            "ind-1.2-5",
            "93,3 procent är 0,4 procentenheter fler än i verksamhetsberättelsen.",
            "outcome outcome",
        ),
        # rounded as it is written
        ("ind-1.3-10", "Utfallet är 77 procent. Utfallet är 77,4 procent.", "outcome outcome"),
        # by the name, in the text of a goal
        ("mal-1.2", "Andelen legitimerade förskollärare är 38,5 procent.", "outcome"),
        (
            "mal-3.2",
            "Hittills har 1 020 ungdomar fått feriejobb, 520 flickor och 500 pojkar.",
            "outcome women men",
        ),
        ("mal-3.4", "Sjukfrånvaron är 7,5 procent. Målet är 7,4 procent.", "outcome target"),
    ],
)
def test_a_figure_is_held_against_the_field_that_its_words_name(
    example: Report, owner: str, body: str, expected: str
) -> None:
    said = _said(example, owner, body)
    assert [(verdict, field) for _, verdict, field in said] == [
        ("agrees", field) for field in expected.split()
    ]


@pytest.mark.parametrize(
    ("owner", "body"),
    [
        ("ind-1.1-2", "Utfallet är 2,6 procent."),
        ("ind-1.1-2", "Prognosen för helåret är 2,4 procent."),
        ("ind-1.2-5", "Utfallet är 0,4 procentenheter lägre än i verksamhetsberättelsen."),
        ("mal-1.2", "Inskrivningsgraden är 93,8 procent."),
        ("mal-1.2", "Målet bedöms uppfyllas helt. Alla sju indikatorer är klara."),
        ("mal-3.2", "Hittills har 1 030 ungdomar fått feriejobb."),
    ],
)
def test_another_figure_contradicts(example: Report, owner: str, body: str) -> None:
    assert [verdict for _, verdict, _ in _said(example, owner, body)] == ["contradicts"]


@pytest.mark.parametrize(
    ("owner", "body"),
    [
        ("ind-1.1-2", "Handläggarna har mött 12 familjer, och 30 procent av dem har fått arbete."),
        ("ind-1.1-2", "Utfallet är högre än snittet för länet, 1,9 procent."),
        ("ind-1.1-2", "Det är 2,3 procent motsvarande period föregående år."),
        ("ind-3.2-6", "Av de 1 500 som sökte var 900 nya."),
        ("ind-3.2-6", "Målet nås om vi hinner fram till alla 12 skolor."),
        ("ind-1.2-5", "30 procent av personalen är ny för året."),
        ("mal-1.1", "I vår egen enkät är 45 procent trygga på torget."),
        ("mal-3.2", "Projektet får en samordnare på 40 procent."),
        ("mal-3.2", "Hittills har 31 personer gått kursen Stockholmskompassen."),
        ("mal-3.4", "Sjukfrånvaron är 7,5 procent och 2,1 procent avseende upprepad frånvaro."),
        ("mal-1.2", "Andelen legitimerade förskollärare ligger mellan 30-50 procent."),
    ],
)
def test_what_is_said_of_something_else_is_left_alone(
    example: Report, owner: str, body: str
) -> None:
    assert "contradicts" not in [verdict for _, verdict, _ in _said(example, owner, body)]


@pytest.mark.parametrize(
    ("owner", "body", "verdicts"),
    [
        ("avsnitt-drift", "Nettobudgeten är 2 367,5 mnkr, varav intäkter 255,2 mnkr.", "aa"),
        ("avsnitt-drift", "Före resultatdispositioner saknas 1,9 mnkr.", "c"),
        (
            "avsnitt-drift",
            (
                "Äldreomsorgen prognostiserar ett underskott om 18,0 mnkr före och "
                "17,1 mnkr efter resultatöverföringar."
            ),
            "aa",
        ),
        ("avsnitt-drift", "Socialpsykiatrin redovisar ett underskott om 3,1 mnkr.", "c"),
        ("avsnitt-drift-aldreomsorg", "Underskottet är 17,1 mnkr.", "a"),
        (
            "avsnitt-drift-aldreomsorg",
            ("Inköpsenheten inom äldreomsorgen prognostiserar ett underskott om 3,3 mnkr."),
            "u",
        ),
        (
            "avsnitt-drift-aldreomsorg",
            "Även budgeten för bilar visar ett underskott om 1,1 mnkr.",
            "u",
        ),
        ("avsnitt-resultatenheter", "Skolörtens servicehus har en ingående fond om 1,7 mnkr.", "a"),
        (
            "avsnitt-investeringar",
            ("Investeringsbudgeten är 36 600 tkr, varav 4,7 mnkr avser maskiner och inventarier."),
            "aa",
        ),
        ("avsnitt-investeringar", "Exklusive maskiner och inventarier är den 31,9 mnkr.", "u"),
        ("avsnitt-omslutning", "Störst är ökningen för barn och ungdom, 15,9 mnkr.", "c"),
        ("avsnitt-resultatenheter", "Fonden får vara högst tio procent av bruttobudgeten.", "a"),
        ("avsnitt-resultatenheter", "Uttaget under ett år får vara högst 6 procent.", "c"),
        ("avsnitt-drift", "Kostnaderna ökar med 3,0 mnkr.", "u"),
        ("avsnitt-drift", "Intäkterna beräknas bli 5,0 mnkr lägre än budget.", "u"),
        ("avsnitt-drift", "Nettobudgeten är 2 367,5 mnkr, varav 3,0 mnkr i reserv.", "au"),
        ("avsnitt-justeringar", "Nämnden ansöker om 3,0 mnkr i statsbidrag.", "u"),
        ("avsnitt-drift", "Hyreskostnaderna är 3,0 mnkr.", "u"),
        ("avsnitt-kompetens", "Nämnden ansöker om sammanlagt 2 236 125 kr.", "a"),
    ],
)
def test_amounts_are_held_against_the_account_that_is_named(
    example: Report, owner: str, body: str, verdicts: str
) -> None:
    said = _said(example, owner, body, TextPart.BODY)
    assert "".join(verdict[0] for _, verdict, _ in said) == verdicts


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        ("fönster åt norr och mot söder är 40 respektive 60 procent.", ["agrees", "agrees"]),
        ("fönster mot söder och åt norr är 60 respektive 40 procent.", ["agrees", "agrees"]),
        ("fönster åt norr och mot söder är 40 respektive 61 procent.", ["agrees", "contradicts"]),
        ("fönster mot söder och åt norr är 40 respektive 60 procent.", ["contradicts"] * 2),
    ],
)
def test_two_figures_are_respectively_those_of_two_names(
    example: Report, words: str, verdicts: list[str]
) -> None:
    one, other, *_ = example.indicators_of("mal-1.3")
    value = example.indicator_value
    paired = changed(
        example,
        replace(one, name="Andel fönster åt norr", unit="%"),
        replace(other, name="Andel fönster åt söder", unit="%"),
        replace(value(one.id, PERIOD), outcome=Decimal(40)),
        replace(value(other.id, PERIOD), outcome=Decimal(60)),
    )
    assert [verdict for _, verdict, _ in _said(paired, "mal-1.3", f"Andelen {words}")] == verdicts


def test_the_text_of_an_activity_is_at_home_in_its_goal(example: Report) -> None:
    body = "Förtroendet var 35 procent under 2024."
    (said,) = _said(example, "akt-3.7.1-1", body)
    assert said[1:] == ("agrees", "last_year")


def test_the_planted_figures_of_the_example_are_found_and_no_others(example: Report) -> None:
    (figure,) = found(example, "prose-figure")
    assert figure.cells[1].address == ("indicator_value", "ind-1.2-5@T1 2025", "outcome")
    assert (figure.found, figure.against) == ("93,8 procent", "93,3\u00a0%")
    (parts,) = found(example, "prose-parts")
    assert (parts.found, parts.against) == ("64", "35 + 27 = 62")


def test_a_repair_writes_the_figure_of_the_report(example: Report) -> None:
    (figure,) = found(example, "prose-figure")
    assert figure.repair is not None
    mended = example.apply(figure.repair.changes(example))
    assert (
        "Inskrivningsgraden är 93,3\u00a0procent, en ökning"
        in mended.texts[figure.cells[0].key].body
    )
    assert found(mended, "prose-figure") == []
    assert figure.repair.changes(mended) == {}


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("Hushållen har ökat till 80 i jämförelse med 90.", True),
        ("Hushållen har ökat till 90 i jämförelse med 80.", False),
        ("Andelen blev 41,5 procent, vilket är en ökning jämfört med 43,0 procent.", True),
        ("Andelen blev 43,0 procent, vilket är en ökning jämfört med 41,5 procent.", False),
        ("Platserna har utökats från 30 till 20.", True),
        ("Meddelandena har minskat till 90 i jämförelse med 140.", False),
        ("Utfallet 12,5 procent är högre än årsmålet 13 procent.", True),
        ("Utfallet 12,5 procent är under årsmålet 13 procent, men högre än 12 i fjol.", False),
        ("Utfallet 78 är över målet 75 och högre än 77 i fjol.", False),
        ("Av 100 barn går 40 hem, färre än 60 i fjol.", False),
        ("Det är 300 aktiviteter, vilket kan jämföras med 310.", False),
    ],
)
def test_a_rise_has_risen(example: Report, body: str, finding: bool) -> None:  # noqa: FBT001
    assert bool(found(_with(example, "mal-1.1", body), "prose-direction")) is finding


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("30 ungdomar, varav 16 var pojkar och 14 flickor.", False),
        ("30 ungdomar, varav 16 var pojkar och 13 flickor.", True),
        ("31 personer, varav 3 fått arbete och 2 börjat studera.", False),
        ("Andelen är 30 procent, varav 15 pojkar och 12 flickor.", False),
    ],
)
def test_women_and_men_are_the_whole(example: Report, body: str, finding: bool) -> None:  # noqa: FBT001
    assert bool(found(_with(example, "mal-1.1", body), "prose-parts")) is finding


def test_a_change_of_data_tells_every_text_that_says_the_old_figure(example: Report) -> None:
    value = example.indicator_values["ind-3.4-7@T1 2025"]
    after = changed(example, replace(value, outcome=Decimal("7.9")))
    told = outdated(example, after, example.texts)
    stretches = {
        key: [example.texts[key].body[each.start : each.end] for each in old]
        for key, old in told.items()
    }
    assert stretches == {
        "avsnitt-sammanfattning@T1 2025@body": ["7,5\u00a0procent"],
        "ind-3.4-7@T1 2025@analysis": ["7,5\u00a0procent"],
        "mal-3.4@T1 2025@analysis": ["7,5\u00a0procent"],
    }
    assert outdated(example, example, example.texts) == {}
    assert outdated(example, after, ["mal-1.2@T1 2025@analysis", "finns inte"]) == {}


def _mutated(text: Text, judgement: Judgement, chance: random.Random) -> str | None:
    """The text with one digit of a figure changed."""
    figure = text.body[judgement.start : judgement.end]
    digits = [at for at, char in enumerate(figure) if char.isdigit()]
    if not digits:
        return None
    at = chance.choice(digits)
    other = chance.choice([digit for digit in "123456789" if digit != figure[at]])
    return text.body[: judgement.start + at] + other + text.body[judgement.start + at + 1 :]


def _share_found(report: Report, seed: int) -> tuple[float, int]:
    chance = random.Random(seed)  # noqa: S311
    verdicts: Counter[bool] = Counter()
    for key, judged in judgements(report, PERIOD).items():
        text = report.texts[key]
        for each in judged:
            body = _mutated(text, each, chance)
            if each.verdict is Verdict.AGREES and body is not None:
                after = judgements(changed(report, replace(text, body=body)), PERIOD)[key]
                verdicts[
                    any(
                        later.start == each.start and later.verdict is Verdict.CONTRADICTS
                        for later in after
                    )
                ] += 1
    return verdicts[True] / verdicts.total(), verdicts.total()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_changed_digit_is_found_where_it_stands(example: Report, seed: int) -> None:
    share, count = _share_found(example, seed)
    assert share >= 0.95
    assert count >= 170


def test_the_real_report_has_no_contradiction_and_its_changed_digits_are_found(
    real_report: Path, tmp_path: Path
) -> None:
    path = tmp_path / "verklig.tertial"
    tasks.import_source(real_report / "hasselby-vallingby-t1-2025.txt", path)
    report = read_report(path)
    for rule in ("prose-figure", "prose-parts", "prose-direction"):
        assert found(report, rule) == []
    share, count = _share_found(report, 1)
    assert share >= 0.95
    assert count >= 50
