"""The same sentence in two places, and one name written in several ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from tertialapp.check.findings import Cell, Finding, Severity
from tertialapp.check.language.written import READS, Written, gathered, texts
from tertialapp.check.lasting import Tables
from tertialapp.check.prose.passages import passages
from tertialapp.check.rules import rule
from tertialapp.model.report import Report
from tertialapp.model.search import FIELDS

_LONG = 60
_STANDARD = 3
_ASSESSMENT = re.compile(
    r"Bedömningen|(?:Målet|Inriktningsmålet|Nämndmålet|Indikatorn) (?:bedöms|når)|Av målets"
)
_FIGURES = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:,\d+)?")


@lru_cache(maxsize=16384)
def _sentences(body: str) -> tuple[tuple[str, str, int, int], ...]:
    """The long sentences of a text, what they are but for figures, and where they are stored."""
    found = []
    for passage in passages(body):
        for start, end in passage.sentences():
            words = passage.words[start:end].rstrip()
            if len(words) >= _LONG:
                shape = _FIGURES.sub("#", words.casefold())
                found.append((shape, words, *passage.stretch(start, start + len(words))))
    return tuple(found)


def _alike(report: Report, period_id: str) -> tuple[list[tuple[Written, str, int, int]], ...]:
    return _groups(Tables(report, "text"), period_id)


@lru_cache(maxsize=4)
def _groups(tables: Tables, period_id: str) -> tuple[list[tuple[Written, str, int, int]], ...]:
    """Sentences in different texts that are the same but for their figures.

    What stands in more than a few is meant to, and so are sentences of assessment.
    """
    groups: dict[str, list[tuple[Written, str, int, int]]] = defaultdict(list)
    for place in texts(tables.report, period_id):
        for shape, words, start, end in _sentences(place.body):
            if not _ASSESSMENT.match(words):
                groups[shape].append((place, words, start, end))
    return tuple(
        group
        for group in groups.values()
        if 1 < len(group) <= _STANDARD and len({place.key for place, *_ in group}) > 1
    )


@rule(
    "same-sentence",
    "En mening står på ett ställe",
    reason="Den som läser hela rapporten läser samma sak två gånger, och när den ena ändras står den andra kvar.",
    example="”Föreningsbidragen fördelades i mars till …” står ordagrant under både 1 och 1.5.",
    reads="text",
)
def same_sentence(report: Report, period_id: str) -> Iterator[Finding]:
    """Sentences that stand word for word in two texts; one finding for each pair of texts."""
    pairs: dict[tuple[str, str], list[tuple[Cell, Cell, str]]] = defaultdict(list)
    for first, *others in _alike(report, period_id):
        for other in others:
            if other[1] == first[1] and other[0].key != first[0].key:
                cells = (first[0].cell(*first[2:]), other[0].cell(*other[2:]))
                pairs[first[0].key, other[0].key].append((*cells, first[1]))
    for found in pairs.values():
        shown = _short(found[0][2])
        count = "En mening" if len(found) == 1 else f"{len(found)} meningar"
        message = f"{count} står ordagrant på två ställen: ”{shown}”."
        every = tuple(cell for here, there, _ in found for cell in (here, there))
        yield Finding(Severity.NOTE, message, every, "\n".join(words for *_, words in found))


@rule(
    "sentence-twice",
    "En mening står en gång i sin text",
    reason="Stycken klistras in på nytt när en text skrivs om, och den gamla meningen blir kvar.",
    example="Samma mening står två gånger: ”Föreningsbidragen fördelades i mars till …”.",
    reads="text",
)
def sentence_twice(report: Report, period_id: str) -> Iterator[Finding]:
    """A long sentence that stands word for word twice in a text."""
    return gathered(report, period_id, _twice, ("text",))


def _twice(place: Written) -> Iterator[Finding]:
    first: dict[str, Cell] = {}
    for _, words, start, end in _sentences(place.body):
        here = place.cell(start, end)
        other = first.setdefault(words, here)
        if other is not here:
            message = f"Samma mening står två gånger: ”{_short(words)}”."
            yield Finding(Severity.WARNING, message, (here, other), words)


@rule(
    "same-sentence-other-figure",
    "Samma mening har samma siffror på båda ställena",
    reason="Den ena meningen har uppdaterats, den andra glömts.",
    example="”… har 1 020 ungdomar fått feriejobb” på ett ställe, ”… 1 002 ungdomar …” på ett annat.",
    reads="text indicator",
)
def same_sentence_other_figure(report: Report, period_id: str) -> Iterator[Finding]:
    """Sentences in two texts that differ in nothing but a figure; indicators may well say the same."""
    of_indicators = {
        text.id for text in report.texts.values() if text.owner_id in report.indicators
    }
    for first, *others in _alike(report, period_id):
        for other in others:
            mine, theirs = _FIGURES.findall(first[1]), _FIGURES.findall(other[1])
            both_of_indicators = first[0].key in of_indicators and other[0].key in of_indicators
            if mine != theirs and other[0].key != first[0].key and not both_of_indicators:
                here, there = next(
                    (one, two) for one, two in zip(mine, theirs, strict=True) if one != two
                )
                message = f"Samma mening säger {here} här och {there} på ett annat ställe."
                cells = (first[0].cell(*first[2:]), other[0].cell(*other[2:]))
                yield Finding(Severity.WARNING, message, cells, first[1], other[1])


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"


# -- one name --------------------------------------------------------------------------------------

_SHORTENED = re.compile(r"\b[A-ZÅÄÖ]{4,}\b\+?")
_PLACE = re.compile(
    r"(?<=[a-zåäö,] )(?P<first>[A-ZÅÄÖ][a-zåäö]+)[ \u00a0](?P<second>[A-ZÅÄÖa-zåäö][a-zåäö]{2,})\b"
)


@rule(
    "name-variants",
    "Ett namn skrivs på ett sätt",
    reason="Läsaren undrar om HBTQ, HBTQI och HBTQIA+ är tre olika saker.",
    example="Både ”Norra parken” och ”Norra Parken” förekommer.",
    reads=READS,
)
def name_variants(report: Report, period_id: str) -> Iterator[Finding]:
    """Shortenings that begin alike, and names of two words that differ in capitals."""
    shortened: dict[str, list[tuple[str, Cell]]] = defaultdict(list)
    doubles: dict[str, list[tuple[str, Cell]]] = defaultdict(list)
    for name, where in gathered(report, period_id, _shortened, FIELDS):
        shortened[name[:4]].append((name, where))
    for name, where in gathered(report, period_id, _of_two_words, FIELDS):
        doubles[name.casefold()].append((name, where))
    yield from _variants({**shortened, **doubles})


def _shortened(place: Written) -> Iterator[tuple[str, Cell]]:
    return ((match[0], where) for match, where in place.matches(_SHORTENED))


def _of_two_words(place: Written) -> Iterator[tuple[str, Cell]]:
    return ((match[0], where) for match, where in place.matches(_PLACE))


def _variants(groups: Mapping[str, list[tuple[str, Cell]]]) -> Iterator[Finding]:
    for found in groups.values():
        counted = Counter(name for name, _ in found)
        if len(counted) > 1:
            usual = counted.most_common(1)[0][0]
            others = sorted(set(counted) - {usual})
            said = " och ".join(f"”{name}”" for name in others)
            message = f"”{usual}” skrivs även {said}."
            cells = tuple(cell for name, cell in found if name != usual)
            yield Finding(Severity.NOTE, message, cells, ", ".join(others), usual)


RULES = (same_sentence, sentence_twice, same_sentence_other_figure, name_variants)
