"""The texts of a period with the verdict on each figure that they mention."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from tertialapp.check.findings import Cell, cell
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
from tertialapp.check.prose.subjects import Figures, indicator_subjects
from tertialapp.model.frame import SectionKind, Text
from tertialapp.model.goals import Goal
from tertialapp.model.outline import parent_chain, walk_goals
from tertialapp.model.report import Report

_FRAME = "setup period section"
_INDICATORS = f"{_FRAME} goal activity indicator indicator_value decision"
_ACCOUNTS = (
    f"{_FRAME} business_area operating_budget net_budget result_unit_group result_unit result_unit_value"
    " investment investment_value turnover_change budget_adjustment competence_fund stated_total"
)
FIGURES = f"{_INDICATORS} {_ACCOUNTS}"
"""The tables whose figures and names prose is held against."""

_COMPARES = re.compile(
    r"\b(?:än|med|skillnad\w*|minsk\w*|ök\w*|varav|fördel\w*|jämför\w*|från|upp|ned)\b",
    re.IGNORECASE,
)
_Around = tuple[Setting, Books, Counts]
_INVESTMENT_KINDS = (SectionKind.INVESTMENTS, SectionKind.PLANNED_INVESTMENTS)


def judgements(report: Report, period_id: str) -> Mapping[str, tuple[Judgement, ...]]:
    """The verdicts on the figures of every text of a period, by the key of the text."""
    known, around = _known(report, period_id)
    return {
        text.id: tuple(_judged(known, text.body, *around(text.owner_id)))
        for text in report.texts.values()
        if text.period_id == period_id and text.body
    }


def judgements_of(report: Report, text: Text) -> tuple[Judgement, ...]:
    """The verdicts on the figures of one text."""
    known, around = _known(report, text.period_id)
    return tuple(_judged(known, text.body, *around(text.owner_id)))


def _judged(known: Known, body: str, *around: *_Around) -> Iterator[Judgement]:
    for each, claim in _claims(body, *around):
        facts = claim.facts(known) if claim else ()
        yield judged(each, claim.about if claim else "", facts)


@lru_cache(maxsize=16384)
def _claims(
    body: str, setting: Setting, books: Books, counted: Counts
) -> tuple[tuple[Spoken, Claim | None], ...]:
    """The mentions of a text that are typed, with what they claim: the same whatever the figures are."""
    return tuple(
        (each, _claim(each, setting, books, counted))
        for each in spoken(body)
        if not each.mention.live
    )


def _claim(each: Spoken, setting: Setting, books: Books, counted: Counts) -> Claim | None:
    if each.mention.unit.kronor:
        return economy.claim(books, each)
    return counted.claim(each) or indicators.claim(setting, each)


def unfilled(report: Report, period_id: str) -> Iterator[tuple[str, Spoken, OfIndicators, Cell]]:
    """Shares that texts tell as outcomes though their cells are empty: the text, the mention, the cell."""
    known, around = _known(report, period_id)
    for text in report.texts.values():
        if text.period_id == period_id and text.body:
            for each, claim in _claims(text.body, *around(text.owner_id)):
                if isinstance(claim, OfIndicators) and each.mention.unit is Unit.PERCENT:
                    key = claim.unfilled(known)
                    if key is not None:
                        value = report.indicator_value(key, period_id)
                        yield text.id, each, claim, cell(value, "outcome")


def levels_in_points(report: Report, period_id: str) -> Iterator[tuple[str, Judgement]]:
    """Figures that are told in points though they are levels: they agree as per cent, and nothing is compared."""
    known, around = _known(report, period_id)
    for text in report.texts.values():
        if text.period_id == period_id and text.body:
            setting, _, _ = around(text.owner_id)
            for each, claim in _claims(text.body, *around(text.owner_id)):
                if claim or each.mention.unit is not Unit.POINTS or _COMPARES.search(each.sentence):
                    continue
                as_level = replace(each, mention=replace(each.mention, unit=Unit.PERCENT))
                level = indicators.claim(setting, as_level)
                found = judged(each, level.about, level.facts(known)) if level else None
                if found and found.verdict is Verdict.AGREES:
                    yield text.id, found


def outdated(before: Report, after: Report, period_id: str) -> Mapping[str, tuple[Judgement, ...]]:
    """The figures of texts that agreed before a change of the data and no longer do, by text."""
    now = judgements(after, period_id)
    found: dict[str, tuple[Judgement, ...]] = {}
    for key, earlier in judgements(before, period_id).items():
        if key in now and before.texts[key].body == after.texts[key].body:
            old = tuple(
                later
                for was, later in zip(earlier, now[key], strict=True)
                if was.verdict is Verdict.AGREES and later.verdict is not Verdict.AGREES
            )
            if old:
                found[key] = old
    return found


def _known(report: Report, period_id: str) -> tuple[Known, Callable[[str], _Around]]:
    """The figures of a report, and what stands around a text of a given owner."""
    register, figures = _indicators(Tables(report, _INDICATORS), period_id)
    ledger, amounts = _accounts(Tables(report, _ACCOUNTS), period_id)
    around = partial(_around, Tables(report, _INDICATORS), register, ledger)
    return Known(figures, amounts), around


@lru_cache(maxsize=4)
def _indicators(tables: Tables, period_id: str) -> tuple[Register, Mapping[str, Figures]]:
    found = tuple(indicator_subjects(tables.report, period_id))
    register = Register(tuple(subject for subject, _ in found))
    return register, {subject.key: figures for subject, figures in found}


@lru_cache(maxsize=4)
def _accounts(tables: Tables, period_id: str) -> tuple[Ledger, Mapping[str, Amounts]]:
    found = accounts(tables.report, period_id)
    ledger = Ledger(tuple(each for each, _ in found), tables.report.periods[period_id].year)
    return ledger, {account.key: amounts for account, amounts in found}


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
