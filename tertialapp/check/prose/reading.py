"""The texts of a period with the verdict on each figure that they mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.check.lasting import Tables, homes
from tertialapp.check.prose import economy, indicators
from tertialapp.check.prose.claims import Claim, Known, OfIndicators
from tertialapp.check.prose.economy import Books, Ledger
from tertialapp.check.prose.indicators import Setting
from tertialapp.check.prose.judgement import Judgement, Verdict, judged
from tertialapp.check.prose.mentions import Unit
from tertialapp.check.prose.money import BOARD, Amounts, accounts
from tertialapp.check.prose.register import Register
from tertialapp.check.prose.sentences import Spoken, spoken
from tertialapp.check.prose.structure import Counts, counts, counts_any
from tertialapp.check.prose.subjects import Figures, Role, indicator_subjects
from tertialapp.check.wording import KEPT, stems
from tertialapp.model.frame import Section, SectionKind, Text
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
_Around = tuple[Setting, Books | None, Counts]
_Claims = tuple[tuple[Spoken, Claim | None], ...]
_INVESTMENT_KINDS = (SectionKind.INVESTMENTS, SectionKind.PLANNED_INVESTMENTS)


class Reading(Struct, frozen=True, eq=False):
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


class _Names(Struct, frozen=True, eq=False, dict=True):
    """Whatever texts can name; the same object while the tables with names are the same."""

    report: Report
    register: Register
    ledger: Ledger

    @cached_property
    def homes(self) -> Mapping[str, frozenset[str]]:
        """For each goal those above it, itself, and those below."""
        return homes(self.report)


class Readings(Struct, frozen=True):
    """The figures of a report and the texts that mention any, as they were read."""

    known: Known
    texts: tuple[tuple[Text, Reading], ...]


def readings(report: Report, period_id: str) -> Readings:
    """Every text of a period, read."""
    names = _names_of(report, period_id)
    return Readings(_known_of(report, period_id), _texts(Tables(report, "text"), names, period_id))


def judgements(report: Report, period_id: str) -> Mapping[str, tuple[Judgement, ...]]:
    """The verdicts on the figures of every text of a period, by the key of the text."""
    read = readings(report, period_id)
    return {text.id: _judged(read.known, each) for text, each in read.texts}


def judgements_of(report: Report, text: Text) -> tuple[Judgement, ...]:
    """The verdicts on the figures of one text."""
    read = _read(_names_of(report, text.period_id), text.owner_id, text.body)
    return _judged(_known_of(report, text.period_id), read)


@lru_cache(maxsize=KEPT)
def _judged(known: Known, read: Reading) -> tuple[Judgement, ...]:
    return tuple(
        judged(each, claim.about if claim else "", claim.facts(known) if claim else ())
        for each, claim in read.claims
    )


@lru_cache(maxsize=4)
def _texts(tables: Tables, names: _Names, period_id: str) -> tuple[tuple[Text, Reading], ...]:
    return tuple(
        (text, _read(names, text.owner_id, text.body))
        for text in tables.report.texts.values()
        if text.period_id == period_id and _typed(text.body)
    )


@lru_cache(maxsize=KEPT)
def _read(names: _Names, owner_id: str, body: str) -> Reading:
    return _reading(body, *_around(names, owner_id, body))


@lru_cache(maxsize=KEPT)
def _reading(body: str, setting: Setting, books: Books | None, counted: Counts) -> Reading:
    claimed = (_of_money(body, books) if books else {}) | _of_the_rest(body, setting, counted)
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


@lru_cache(maxsize=KEPT)
def _typed(body: str) -> tuple[Spoken, ...]:
    return tuple(each for each in spoken(body) if not each.mention.live)


@lru_cache(maxsize=KEPT)
def _words(body: str) -> frozenset[str]:
    """The words around a text's figures: what they are about is named by these."""
    around = (stems(text) for each in _typed(body) for text in (each.sentence, each.earlier))
    return frozenset[str]().union(*around)


@lru_cache(maxsize=KEPT)
def _has_money(body: str) -> bool:
    return any(each.mention.unit.kronor for each in _typed(body))


@lru_cache(maxsize=KEPT)  # apart from the rest: another name of an indicator is nothing to amounts
def _of_money(body: str, books: Books) -> dict[Spoken, Claim | None]:
    amounts = (each for each in _typed(body) if each.mention.unit.kronor)
    return {each: economy.claim(books, each) for each in amounts}


@lru_cache(maxsize=KEPT)
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
    names = setting.names
    for (before, claim), (each, other) in pairwise(claims):
        follows = before.sentence in (each.sentence, each.earlier)
        if each.mention.unit is not Unit.POINTS or other or not follows:
            continue
        if isinstance(claim, OfIndicators) and not any(
            names.subject(key).is_share for key in claim.keys
        ):
            shares = names.named(each.sentence, "", setting.home, lambda one: one.is_share)
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


def _names_of(report: Report, period_id: str) -> _Names:
    register, _ = _indicators(Tables(report, _INDICATORS), period_id)
    ledger, _ = _accounts(Tables(report, _ACCOUNTS), period_id)
    return _names(Tables(report, _NAMES), register, ledger)


@lru_cache(maxsize=4)
def _names(tables: Tables, register: Register, ledger: Ledger) -> _Names:
    return _Names(tables.report, register, ledger)


def _known_of(report: Report, period_id: str) -> Known:
    return _known(Tables(report, _INDICATORS), Tables(report, _ACCOUNTS), period_id)


@lru_cache(maxsize=4)
def _known(with_indicators: Tables, with_accounts: Tables, period_id: str) -> Known:
    _, figures = _indicators(with_indicators, period_id)
    _, amounts = _accounts(with_accounts, period_id)
    return Known(figures, amounts)


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


def _around(names: _Names, owner_id: str, body: str) -> _Around:
    """What a text can speak of, and no more: only when that changes is it read anew."""
    report, register, ledger = names.report, names.register, names.ledger
    words = _words(body)
    owner = register.by_key.get(owner_id)
    below = owner or report.activities.get(owner_id)
    home = names.homes.get(below.goal_id if below else owner_id, frozenset())
    setting = Setting(register.seen(words, home), ledger.year, owner, home)
    books = _books(report.sections.get(owner_id), ledger, words) if _has_money(body) else None
    counted = counts(report, owner_id) if counts_any(body) else Counts()
    return setting, books, counted


def _books(section: Section | None, ledger: Ledger, words: frozenset[str]) -> Books:
    account = section.subject_id if section and section.subject_id in ledger.by_key else BOARD
    invested = section is not None and section.kind in _INVESTMENT_KINDS
    return Books(ledger.seen(words, account or BOARD), account or BOARD, invested)
