"""Faults in texts, kind by kind: what each is called, and where and how it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from tertialapp.check.prose.judgement import Judgement, Verdict, says
from tertialapp.check.prose.mentions import Unit
from tertialapp.check.prose.reading import judgements, readings
from tertialapp.model.frame import Text, TextPart
from tertialapp.model.goals import Level
from tertialapp.model.markdown import Heading, plain_runs
from tertialapp.model.markdown_read import parse
from tertialapp.model.report import Report
from tests.check import PERIOD
from tests.check.mutating import Mutation, Places, mutation, of_period, rewritten


def texts(report: Report) -> Iterator[Text]:
    yield from (text for text in of_period(report, "text") if text.body)


def agreeing(report: Report) -> Iterator[tuple[Text, Judgement]]:
    """The figures of texts that are those of the report."""
    for key, judged in judgements(report, PERIOD).items():
        for each in judged:
            if each.verdict is Verdict.AGREES and not each.mention.loose:
                yield report.texts[key], each


def in_words(pattern: str, instead: Callable[[re.Match[str]], str]) -> Places:
    """What a pattern finds in texts, written otherwise."""
    compiled = re.compile(pattern)

    def places(report: Report) -> Iterator[Mutation]:
        for text in texts(report):
            for match in compiled.finditer(text.body):
                yield rewritten(text, *match.span(), instead(match))

    return places


def exchanged(words: str) -> Places:
    """Words of pairs ("a/b c/d"), each written instead of the other."""
    pairs = [(one, two) for one, _, two in (pair.partition("/") for pair in words.split())]
    other = dict(pairs) | {b: a for a, b in pairs}
    return in_words(rf"\b(?:{'|'.join(other)})\b", lambda match: other[match[0]])


# -- figures ---------------------------------------------------------------------------------------


def another_digit(report: Report) -> Iterator[Mutation]:
    for text, each in agreeing(report):
        for at in range(each.start, each.end):
            digit = text.body[at]
            if digit.isdigit():
                yield rewritten(text, at, at + 1, str(int(digit) % 9 + 1))


def figure(change: Callable[[str], str]) -> Places:
    """An agreeing figure written as its words are changed to, if they are."""

    def places(report: Report) -> Iterator[Mutation]:
        for text, each in agreeing(report):
            words = text.body[each.start : each.end]
            if change(words) != words:
                yield rewritten(text, each.start, each.end, change(words))

    return places


def comma_moved(words: str) -> str:
    return re.sub(r"^(\d+),(\d)", r"\1\2", words)


def comma_put(words: str) -> str:
    return re.sub(r"^(\d)(\d)(?=\s|$)", r"\1,\2", words)


def turned_digits(words: str) -> str:
    return re.sub(r"^(\d)(\d)", lambda m: m[2] + m[1], words)


def in_thousands(words: str) -> str:
    return words.replace("mnkr", "tkr")


def a_word_less(report: Report) -> Iterator[Mutation]:
    """Figures written as words, one more or less."""
    names = ["två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]
    for text, each in agreeing(report):
        words = text.body[each.start : each.end].lower()
        if words in names:
            yield rewritten(text, each.start, each.end, names[(names.index(words) + 1) % 11])


def exchanged_figures(report: Report) -> Iterator[Mutation]:
    """Two figures of a sentence, each in the other's place: "från 91 till 90", "varav 520 och 500"."""
    every = readings(report, PERIOD)
    for text, read in every.texts:
        for (one, claim), (two, other) in pairwise(read.claims):
            known = claim and other and claim.facts(every.known) and other.facts(every.known)
            both = known and one.sentence == two.sentence
            words = [text.body[each.start : each.end] for each in (one, two)]
            alike = one.mention.unit is two.mention.unit and words[0] != words[1]
            if both and alike and not (one.mention.loose or two.mention.loose):
                between = text.body[one.end : two.start]
                yield rewritten(text, one.start, two.end, words[1] + between + words[0])


def part_of_whole(at: int) -> Places:
    """One of the three figures of "28 ungdomar, varav 15 pojkar och 13 flickor"."""
    pattern = re.compile(
        r"(\d+) \w+[^.\d]{0,60}?(?:varav|könsfördelningen var|fördelat på) (\d+)(?: var)? (?:pojkar|flickor)"
        r" och (\d+) (?:pojkar|flickor)"
    )

    def places(report: Report) -> Iterator[Mutation]:
        for text in texts(report):
            for match in pattern.finditer(text.body):
                yield rewritten(text, *match.span(at), str(int(match[at]) + 3))

    return places


def by_role(words: str, instead: str, field: str) -> Places:
    """A word beside an agreeing figure that says what it is; instead that of a field that has another figure."""
    pattern = re.compile(rf"\b{words}\b")

    def places(report: Report) -> Iterator[Mutation]:
        for text, each in agreeing(report):
            if each.fact is None or each.fact.cell.table != "indicator_value":
                continue
            *_, match = (None, *pattern.finditer(text.body, max(0, each.start - 40), each.start))
            other = getattr(report.indicator_values[each.fact.cell.key], field)
            another = other is not None and not says(each.mention, other)
            if (
                match
                and another
                and not re.search(r"\.|\d|till", text.body[match.end() : each.start])
            ):
                yield rewritten(text, *match.span(), instead)

    return places


def years(report: Report) -> Iterator[Mutation]:
    """The year of a figure of last year, another."""
    for text, each in agreeing(report):
        field = each.fact.cell.field if each.fact else ""
        match = re.search(r"\b2024\b", text.body[each.end : each.end + 30])
        if field == "last_year" and match:
            start = each.end + match.start()
            yield rewritten(text, start, start + 4, "2023")


# -- words -----------------------------------------------------------------------------------------


def status_said(report: Report) -> Iterator[Mutation]:
    for text in texts(report):
        for match in re.finditer(r"mål(?:et)? (?:bedöms|kommer att) uppfyllas helt", text.body):
            yield rewritten(text, match.end() - 4, match.end(), "delvis")


def headings_changed(report: Report) -> Iterator[Mutation]:
    for text, title in _area_headings(report):
        at = text.body.index(title)
        yield rewritten(text, at, at + len(title), f"{title[:-1]}")


def _area_headings(report: Report) -> Iterator[tuple[Text, str]]:
    for goal in report.goals.values():
        if goal.level is Level.DIRECTION:
            text = report.text(goal.id, PERIOD, TextPart.ANALYSIS)
            for block in parse(text.body):
                if isinstance(block, Heading) and block.level == 1:
                    yield text, plain_runs(block.runs)


def sentence_again(report: Report) -> Iterator[Mutation]:
    """A long sentence twice in a text."""
    for text in texts(report):
        for match in re.finditer(r"(?<=\. )[A-ZÅÄÖ][^.\n\[!]{70,}\.", text.body):
            yield rewritten(text, match.end(), match.end(), f" {match[0]}")


def sentence_elsewhere(report: Report) -> Iterator[Mutation]:
    """A long sentence of a goal's analysis in another goal's too."""
    every = [text for text in texts(report) if text.owner_id in report.goals]
    for one, two in pairwise(every):
        match = re.search(r"(?<=\. )(?!Bedömningen)[A-ZÅÄÖ][^.\n\[!]{70,}\.", one.body)
        if match:
            yield mutation(two, body=f"{two.body} {match[0]}")


def emptied(level: Level) -> Places:
    """Goals' analyses taken away."""

    def places(report: Report) -> Iterator[Mutation]:
        for goal in report.goals.values():
            text = report.text(goal.id, PERIOD, TextPart.ANALYSIS)
            if goal.level is level and text.body:
                yield mutation(text, body="")

    return places


def misspelt(words: str) -> str:
    """A long name with two letters of its middle exchanged."""
    at = len(words) // 2
    while at < len(words) - 2 and (words[at] == words[at + 1] or not words[at : at + 2].isalpha()):
        at += 1
    return words[:at] + words[at + 1] + words[at] + words[at + 2 :]


def names_misspelt(report: Report) -> Iterator[Mutation]:
    """Names of units, investments and the board, misspelt where texts have them."""
    names = {unit.name.split()[0] for unit in report.result_units.values()}
    names |= set(re.findall(r"[A-ZÅÄÖ]\w+", report.setup.board))
    names = {name for name in names if len(name) > 6}
    for text in texts(report):
        for name in names:
            for match in re.finditer(rf"\b{name}", text.body):
                yield rewritten(text, *match.span(), misspelt(match[0]))


def appended(words: str) -> Places:
    """A sentence put at the end of goals' analyses."""

    def places(report: Report) -> Iterator[Mutation]:
        for text in texts(report):
            charted = any(row.charted for row in report.indicators_of(text.owner_id))
            if text.owner_id in report.goals and text.part is TextPart.ANALYSIS and not charted:
                yield mutation(text, body=f"{text.body} {words}")

    return places


def level_in_points(report: Report) -> Iterator[Mutation]:
    """A level told in per cent told in points."""
    for text, each in agreeing(report):
        if each.mention.unit is Unit.PERCENT and each.mention.words.endswith("procent"):
            table = each.fact.cell.table if each.fact else ""
            if table == "indicator_value":
                yield rewritten(text, each.end, each.end, "enheter")


def two_words(report: Report) -> Iterator[Mutation]:
    for text in texts(report):
        for match in re.finditer(r"(?<= )(för|att|med|under|arbetet)(?= )", text.body):
            yield rewritten(text, match.end(), match.end(), f" {match[0]}")


KINDS: dict[str, Places] = {
    "another digit": another_digit,
    "comma lost": figure(comma_moved),
    "comma put": figure(comma_put),
    "digits turned": figure(turned_digits),
    "millions as thousands": figure(in_thousands),
    "a number in words": a_word_less,
    "figures exchanged": exchanged_figures,
    "whole of two parts": part_of_whole(1),
    "first part": part_of_whole(2),
    "second part": part_of_whole(3),
    "target called outcome": by_role("(?:års)?målet", "utfallet", "outcome"),
    "target called forecast": by_role("årsmålet", "prognosen", "forecast"),
    "outcome called target": by_role("utfallet", "årsmålet", "target"),
    "last year's figure in another year": years,
    "level in points": level_in_points,
    "rose and fell": in_words(
        r"\b(?:ökat|ökade|minskat|minskade)(?= (?:något |marginellt )?(?:från|till) \d)",
        lambda match: {"ökat": "minskat", "ökade": "minskade"}.get(
            match[0], match[0].replace("minsk", "ök")
        ),
    ),
    "rise and fall": in_words(
        r"\b(?:ökning|minskning)(?= jämfört med \d)",
        lambda match: "minskning" if match[0] == "ökning" else "ökning",
    ),
    "surplus and deficit": in_words(
        r"\b(?:över|under)(?=skott om \d)",
        lambda match: "under" if match[0] == "över" else "över",
    ),
    "before and after transfers": in_words(
        r"(?<=mnkr )(?:före|efter)(?= resultat)",
        lambda match: "efter" if match[0] == "före" else "före",
    ),
    "status in words": status_said,
    "one indicator for several": in_words(
        r"(?<=för kommunfullmäktiges )indikator(?:er|n)?\b(?= samt)",
        lambda match: "indikator" if match[0] == "indikatorer" else "indikatorer",
    ),
    "forecast for outcome": in_words(
        r"(?<=grundar sig på )(?:prognosen|resultatet)",
        lambda match: "resultatet" if match[0] == "prognosen" else "prognosen",
    ),
    "heading of an area": headings_changed,
    "sentence twice": sentence_again,
    "sentence in two texts": sentence_elsewhere,
    "area's analysis gone": emptied(Level.AREA),
    "direction's analysis gone": emptied(Level.DIRECTION),
    "name misspelt": names_misspelt,
    "coming in a past year": appended("Lokalen kommer att öppnas under hösten 2024."),
    "coming in a past month": appended("Lokalen ska öppnas i februari 2025."),
    "chart that is missing": appended("Diagrammet nedan visar läget."),
    "picture that is missing": appended("Bilden ovan visar läget."),
    "clause twice": appended("Skylten har tagits bort från torget tagits bort."),
    "live value of nothing": appended("Utfallet är [5](varde:indikator/borta/outcome)."),
    "word twice": two_words,
    "two blanks": in_words(r"(?<=\w) (?=\w)", lambda _: "  "),
    "blank before a mark": in_words(r"(?<=\w)(?=[,.] )", lambda _: " "),
    "straight quotes": in_words(r"”[^”\n]+”", lambda match: f'"{match[0][1:-1]}"'),
    "hyphen for dash": in_words(r"(?<=\w) – (?=\w)", lambda _: " - "),
    "blank in a name": in_words(r"(?<=Hässelby)-(?=Vällingby)", lambda _: "- "),
    "percent sign close": in_words(r"(?<=\d)[ \u00a0]procent\b(?!e)", lambda _: "%"),
    "mkr": in_words(r"(?<=\d[ \u00a0])mnkr", lambda _: "mkr"),
}
