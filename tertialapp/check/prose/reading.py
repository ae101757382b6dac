"""The texts of a period with the verdict on each figure that they mention."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise

from tertialapp.check.lasting import Tables
from tertialapp.check.prose import economy, indicators
from tertialapp.check.prose.claims import Claim, Known, OfIndicators
from tertialapp.check.prose.economy import Books, Ledger
from tertialapp.check.prose.indicators import Setting
from tertialapp.check.prose.judgement import Judgement, Verdict, judged
from tertialapp.check.prose.mentions import Unit
from tertialapp.check.prose.money import BOARD, Amounts, accounts
from tertialapp.check.prose.register import Register
from tertialapp.check.prose.sentences import Spoken, spoken
from tertialapp.check.prose.structure import Counts, counts
from tertialapp.check.prose.subjects import Figures, Role, indicator_subjects
from tertialapp.model.frame import SectionKind, Text
from tertialapp.model.goals import Goal
from tertialapp.model.outline import parent_chain, walk_goals
from tertialapp.model.report import Report

_FRAME = "setup period section"
_NAMES = f"{_FRAME} goal activity indicator"
_INDICATORS = f"{_NAMES} indicator_value decision"
_ACCOUNTS = (
    f"{_FRAME} business_area operating_budget net_budget result_unit_group result_unit result_unit_value"
    " investment investment_value turnover_change budget_adjustment competence_fund stated_total"
)
FIGURES = f"{_INDICATORS} {_ACCOUNTS}"
"""The tables whose figures and names prose is held against."""

_DIFFERENCE_BEFORE = re.compile(
    r"\b(?:(?<!jämfört )(?<!jämförelse )med|varav|(?:skillnad|gap|ökning|minskning|uppgång|nedgång|förbättring|försämring)\w*(?: \S+){0,4})\s$",
    re.IGNORECASE,
)
_DIFFERENCE_AFTER = re.compile(
    r"\s(?:\w+ )?(?:lägre|högre|fler|färre|mer|mindre|bättre|sämre|över|under(?! 20\d\d)|än|upp|ned|kvinnor|män|flickor|pojkar)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")
_Around = tuple[Setting, Books, Counts]
_Claims = tuple[tuple[Spoken, Claim | None], ...]
_INVESTMENT_KINDS = (SectionKind.INVESTMENTS, SectionKind.PLANNED_INVESTMENTS)


@dataclass(frozen=True)
class Reading:
    """The typed figures of a body of text with what each claims: the same whatever the figures are.

    ``levels`` are points that may be levels, with what they then claim; ``of_numbers`` are points said of
    an indicator that is no share; ``of_shares`` are shares of what would be an indicator's number;
    ``of_other_years`` are figures of a year long past, with what they claim if it were last year.
    """

    claims: _Claims = ()
    levels: tuple[tuple[Spoken, OfIndicators], ...] = ()
    of_numbers: tuple[tuple[Spoken, OfIndicators], ...] = ()
    of_shares: tuple[tuple[Spoken, OfIndicators], ...] = ()
    of_other_years: tuple[tuple[Spoken, OfIndicators], ...] = ()


@dataclass(frozen=True)
class Readings:
    """The figures of a report and the texts that mention any, as they were read; ``around`` is for an owner."""

    known: Known
    texts: tuple[tuple[Text, Reading], ...]
    around: Callable[[str], _Around]


def readings(report: Report, period_id: str) -> Readings:
    """Every text of a period, read."""
    register, figures = _indicators(Tables(report, _INDICATORS), period_id)
    ledger, amounts = _accounts(Tables(report, _ACCOUNTS), period_id)
    texts = _texts(Tables(report, f"text {_NAMES}"), register, ledger, period_id)
    around = partial(_around, Tables(report, _NAMES), register, ledger)
    return Readings(Known(figures, amounts), texts, around)


def judgements(report: Report, period_id: str) -> Mapping[str, tuple[Judgement, ...]]:
    """The verdicts on the figures of every text of a period, by the key of the text."""
    read = readings(report, period_id)
    return {text.id: tuple(_judged(read.known, each.claims)) for text, each in read.texts}


def judgements_of(report: Report, text: Text) -> tuple[Judgement, ...]:
    """The verdicts on the figures of one text."""
    read = readings(report, text.period_id)
    return tuple(_judged(read.known, _reading(text.body, *read.around(text.owner_id)).claims))


def _judged(known: Known, claims: _Claims) -> Iterator[Judgement]:
    for each, claim in claims:
        yield judged(each, claim.about if claim else "", claim.facts(known) if claim else ())


@lru_cache(maxsize=4)
def _texts(
    tables: Tables, register: Register, ledger: Ledger, period_id: str
) -> tuple[tuple[Text, Reading], ...]:
    report = tables.report
    around = partial(_around, Tables(report, _NAMES), register, ledger)
    made = (
        (text, _reading(text.body, *around(text.owner_id)))
        for text in report.texts.values()
        if text.period_id == period_id and text.body
    )
    return tuple((text, read) for text, read in made if read.claims)


@lru_cache(maxsize=16384)
def _reading(body: str, setting: Setting, books: Books, counted: Counts) -> Reading:
    claimed = _of_money(body, books) | _of_the_rest(body, setting, counted)
    claims = tuple((each, claimed[each]) for each in _typed(body))
    levels = (
        (each, indicators.claim(setting, as_share(each)))
        for each, claim in claims
        if not claim and each.mention.unit is Unit.POINTS and not _is_difference(each)
    )
    return Reading(
        claims,
        tuple((each, level) for each, level in levels if level),
        tuple(_of_numbers(setting, claims)),
        tuple(_of_shares(setting, claims)),
        tuple(_of_other_years(setting, claims)),
    )


def _typed(body: str) -> tuple[Spoken, ...]:
    return tuple(each for each in spoken(body) if not each.mention.live)


@lru_cache(maxsize=16384)  # apart from the rest: another name of an indicator is nothing to amounts
def _of_money(body: str, books: Books) -> dict[Spoken, Claim | None]:
    amounts = (each for each in _typed(body) if each.mention.unit.kronor)
    return {each: economy.claim(books, each) for each in amounts}


@lru_cache(maxsize=16384)
def _of_the_rest(body: str, setting: Setting, counted: Counts) -> dict[Spoken, Claim | None]:
    figures = (each for each in _typed(body) if not each.mention.unit.kronor)
    return {each: counted.claim(each) or indicators.claim(setting, each) for each in figures}


def _is_difference(each: Spoken) -> bool:
    before, after = _DIFFERENCE_BEFORE.search(each.before), _DIFFERENCE_AFTER.match(each.after)
    return before is not None or after is not None


def as_share(each: Spoken) -> Spoken:
    """A mention as if it were written in per cent."""
    return replace(each, mention=replace(each.mention, unit=Unit.PERCENT))


def _of_shares(setting: Setting, claims: _Claims) -> Iterator[tuple[Spoken, OfIndicators]]:
    for each, claim in claims:
        if not claim and each.mention.unit is Unit.PERCENT:
            as_number = replace(each, mention=replace(each.mention, unit=Unit.NONE))
            counted = indicators.claim(setting, as_number)
            if counted and counted.sure and len(counted.keys) == 1:
                yield each, counted


def _of_other_years(setting: Setting, claims: _Claims) -> Iterator[tuple[Spoken, OfIndicators]]:
    last = str(setting.year - 1)
    for each, _ in claims:
        year = _YEAR.search(each.near)
        if year and int(year[0]) < setting.year - 1:
            near, after = (text.replace(year[0], last, 1) for text in (each.near, each.after))
            sentence = each.sentence.replace(year[0], last)
            then = replace(each, near=near, after=after, sentence=sentence)
            claim = indicators.claim(setting, then)
            if claim and claim.read.roles == (Role.LAST_YEAR,):
                yield each, claim


def _of_numbers(setting: Setting, claims: _Claims) -> Iterator[tuple[Spoken, OfIndicators]]:
    """Points after a figure of an indicator that is no share, where the sentence names no share."""
    register = setting.register
    for (before, claim), (each, other) in pairwise(claims):
        follows = before.sentence in (each.sentence, each.earlier)
        if each.mention.unit is not Unit.POINTS or other or not follows:
            continue
        if isinstance(claim, OfIndicators) and not any(
            register.by_key[key].is_share for key in claim.keys
        ):
            shares = register.named(each.sentence, "", setting.home, lambda one: one.is_share)
            if not shares:
                yield each, claim


def outdated(
    before: Report, after: Report, keys: Iterable[str]
) -> Mapping[str, tuple[Judgement, ...]]:
    """The figures of some texts that agreed before a change of the data and no longer do, by text."""
    found: dict[str, tuple[Judgement, ...]] = {}
    for key in keys:
        was, now = before.texts.get(key), after.texts.get(key)
        if was is None or now is None or was.body != now.body:
            continue
        both = zip(judgements_of(before, was), judgements_of(after, now), strict=True)
        old = tuple(
            later
            for earlier, later in both
            if earlier.verdict is Verdict.AGREES and later.verdict is not Verdict.AGREES
        )
        if old:
            found[key] = old
    return found


@lru_cache(maxsize=4)
def _indicators(tables: Tables, period_id: str) -> tuple[Register, Mapping[str, Figures]]:
    found = tuple(indicator_subjects(tables.report, period_id))
    return _register(tuple(subject for subject, _ in found)), {
        subject.key: figures for subject, figures in found
    }


@lru_cache(maxsize=4)
def _accounts(tables: Tables, period_id: str) -> tuple[Ledger, Mapping[str, Amounts]]:
    found = accounts(tables.report, period_id)
    year = tables.report.periods[period_id].year
    return _ledger(tuple(each for each, _ in found), year), {
        account.key: amounts for account, amounts in found
    }


_register = lru_cache(maxsize=8)(Register)  # the same one while names are the same
_ledger = lru_cache(maxsize=8)(Ledger)


@lru_cache(maxsize=4096)
def _around(tables: Tables, register: Register, ledger: Ledger, owner_id: str) -> _Around:
    report = tables.report
    owner = register.by_key.get(owner_id)
    below = owner or report.activities.get(owner_id)
    goal = report.goals.get(below.goal_id if below else owner_id)
    home = frozenset(each.id for each in _branch(report, goal)) if goal else frozenset[str]()
    section = report.sections.get(owner_id)
    account = section.subject_id if section and section.subject_id in ledger.by_key else BOARD
    invested = section is not None and section.kind in _INVESTMENT_KINDS
    setting = Setting(register, ledger.year, owner, home)
    return setting, Books(ledger, account or BOARD, invested), counts(report, owner_id)


def _branch(report: Report, goal: Goal) -> Iterator[Goal]:
    """The goals above a goal, itself, and those below."""
    yield from parent_chain(report, goal)
    yield goal
    yield from walk_goals(report, goal.id)
