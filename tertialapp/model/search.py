"""Finding and replacing words in everything that a report's writers write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from tertialapp.model.frame import Text
from tertialapp.model.live_values import is_live
from tertialapp.model.markdown import Run, all_runs, plain_runs, with_runs
from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize
from tertialapp.model.places import Place, Spot, field_spot, place_of_record, places_in_order
from tertialapp.model.records import Record
from tertialapp.model.report import Report, table_name

FIELDS = {
    "text": "body",
    "goal": "title",
    "section": "title",
    "indicator": "name",
    "activity": "name",
    "expected_result": "text",
    "decision": "text",
    "planned_investment": "text",
    "budget_adjustment": "text",
    "competence_fund": "text",
}
"""The fields that are written in words, by table."""

KIND_WORDS = {
    "text": "text",
    "goal": "målets namn",
    "section": "rubrik",
    "indicator": "indikatorns namn",
    "activity": "aktivitetens namn",
    "expected_result": "förväntat resultat",
    "decision": "beslutspunkt",
    "planned_investment": "projekt",
    "budget_adjustment": "budgetjustering",
    "competence_fund": "kompetensinsats",
}
"""What is written in words, by table, in the program's own words."""

_AROUND = 40


class Query(Struct, frozen=True):
    """What is looked for."""

    words: str
    match_case: bool = False
    whole_words: bool = False

    def pattern(self) -> re.Pattern[str]:
        """The pattern of it; blanks find no-break spaces too."""
        words = r"[ \u00a0]+".join(re.escape(part) for part in re.split("[ \u00a0]+", self.words))
        bounded = rf"(?<!\w){words}(?!\w)" if self.whole_words else words
        return re.compile(bounded, 0 if self.match_case else re.IGNORECASE)


class Hit(Struct, frozen=True):
    """One place where the words stand: the ``number``-th in its field, with what stands around it."""

    place: Place
    table: str
    key: str
    number: int
    before: str
    found: str
    after: str


def in_context(hit: Hit) -> str:
    """The words with those around them, whole words only where the line goes on."""
    before, after = hit.before, hit.after
    if len(before) == _AROUND:
        before = f"… {before.partition(' ')[2] or before}"
    if len(after) == _AROUND:
        after = f"{after.rpartition(' ')[0] or after} …"
    return f"{before}{hit.found}{after}".strip()


def spot_of_hit(hit: Hit) -> Spot:
    """Where a hit is seen and edited."""
    return field_spot(hit.place, hit.table, hit.key, FIELDS[hit.table])


def find_all(report: Report, period_id: str, query: Query) -> tuple[Hit, ...]:
    """All hits in the texts of a period and in the names; live values are not words to be found."""
    if not query.words.strip():
        return ()
    pattern = query.pattern()
    order = {place: at for at, place in enumerate(places_in_order(report))}
    hits = (
        hit
        for table, field in FIELDS.items()
        for record in report.table(table).values()
        if getattr(record, "period_id", period_id) == period_id
        for hit in _hits(report, table, record, getattr(record, field), pattern)
    )
    shown = (hit for hit in hits if report.part is None or hit.place in order)
    return tuple(sorted(shown, key=lambda hit: order.get(hit.place, len(order))))


def _hits(
    report: Report, table: str, record: Record, content: str, pattern: re.Pattern[str]
) -> Iterator[Hit]:
    if not pattern.search(content) and table != "text":
        return
    place = place_of_record(report, table, record)
    if place is None:
        return
    number = 0
    for runs in _pieces(table, content):
        line = plain_runs(runs)
        for start, end in _matches(runs, pattern):
            before = line[max(0, start - _AROUND) : start]
            after = line[end : end + _AROUND]
            yield Hit(place, table, record.id, number, before, line[start:end], after)
            number += 1


def _pieces(table: str, content: str) -> Iterator[tuple[Run, ...]]:
    """The paragraphs, headings and points of a text; a name as one piece."""
    if table == "text":
        yield from all_runs(parse(content))
    else:
        yield (Run(content),)


def _matches(runs: Sequence[Run], pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the words stand in a piece, outside its live values."""
    live: list[tuple[int, int]] = []
    at = 0
    for run in runs:
        if is_live(run.link):
            live.append((at, at + len(run.text)))
        at += len(run.text)
    return [
        found.span()
        for found in pattern.finditer(plain_runs(runs))
        if found.end() > found.start()
        and not any(found.start() < end and start < found.end() for start, end in live)
    ]


# -- replacing -------------------------------------------------------------------------------------


def replaced(record: Record, query: Query, replacement: str, numbers: Iterable[int]) -> Record:
    """The record with the hits of the given numbers replaced; the new words take the first letter's style."""
    table = table_name(type(record))
    field = FIELDS[table]
    chosen = set(numbers)
    counter = iter(range(10**9))
    pattern = query.pattern()
    content: str = getattr(record, field)

    def exchange(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        spans = [span for span in _matches(runs, pattern) if next(counter) in chosen]
        for start, end in reversed(spans):
            runs = _exchange(runs, start, end, replacement)
        return runs

    if isinstance(record, Text):
        content = serialize(with_runs(parse(content), exchange))
    else:
        content = plain_runs(exchange((Run(content),)))
    return structs.replace(record, **{field: content})


def _exchange(runs: Sequence[Run], start: int, end: int, words: str) -> tuple[Run, ...]:
    made: list[Run] = []
    at = 0
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        if first < len(run.text) and last > 0:
            inner = words if start >= at else ""
            text = run.text[:first] + inner + run.text[last:]
            made.append(structs.replace(run, text=text))
        else:
            made.append(run)
        at += len(run.text)
    return tuple(made)
