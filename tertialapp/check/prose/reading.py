"""The texts of a period with the verdict on each figure that they mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tertialapp.check.prose import economy, indicators
from tertialapp.check.prose.economy import Books, Ledger
from tertialapp.check.prose.indicators import Setting
from tertialapp.check.prose.judgement import Judgement, Verdict, judged
from tertialapp.check.prose.money import BOARD, accounts
from tertialapp.check.prose.register import Register
from tertialapp.check.prose.sentences import spoken
from tertialapp.check.prose.subjects import indicator_subjects
from tertialapp.model.frame import SectionKind, Text
from tertialapp.model.goals import Goal
from tertialapp.model.outline import parent_chain, walk_goals
from tertialapp.model.report import TABLES, Report

FIGURES = (
    "setup period section goal indicator indicator_value decision business_area operating_budget net_budget"
    " result_unit_group result_unit result_unit_value investment investment_value turnover_change"
    " budget_adjustment competence_fund stated_total"
)
"""The tables whose figures and names prose is held against."""

_INVESTMENT_KINDS = (SectionKind.INVESTMENTS, SectionKind.PLANNED_INVESTMENTS)


def judgements(report: Report, period_id: str) -> Mapping[str, tuple[Judgement, ...]]:
    """The verdicts on the figures of every text of a period, by the key of the text."""
    known = _known(_Figures(report), period_id)
    return {
        text.id: _of_text(text.body, *_setting(report, known, text))
        for text in report.texts.values()
        if text.period_id == period_id and text.body
    }


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


@dataclass(frozen=True, eq=False)
class _Figures:
    """A report that equals another when they share every table of figures: what is known of it lasts."""

    report: Report

    def _tables(self) -> tuple[object, ...]:
        return tuple(getattr(self.report, TABLES[name].attribute) for name in FIGURES.split())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Figures) and all(
            mine is theirs for mine, theirs in zip(self._tables(), other._tables(), strict=True)
        )

    def __hash__(self) -> int:
        return hash(tuple(map(id, self._tables())))


@lru_cache(maxsize=4)
def _known(figures: _Figures, period_id: str) -> tuple[Register, Ledger]:
    report = figures.report
    register = Register(tuple(indicator_subjects(report, period_id)))
    return register, Ledger(accounts(report, period_id), report.periods[period_id].year)


def _setting(report: Report, known: tuple[Register, Ledger], text: Text) -> tuple[Setting, Books]:
    register, ledger = known
    owner = register.by_key.get(text.owner_id)
    goal = report.goals.get(owner.goal_id if owner else text.owner_id)
    home = frozenset(each.id for each in _branch(report, goal)) if goal else frozenset[str]()
    section = report.sections.get(text.owner_id)
    account = section.subject_id if section and section.subject_id in ledger.by_key else BOARD
    invested = section is not None and section.kind in _INVESTMENT_KINDS
    return Setting(register, ledger.year, owner, home), Books(ledger, account or BOARD, invested)


def _branch(report: Report, goal: Goal) -> Iterator[Goal]:
    """The goals above a goal, itself, and those below."""
    yield from parent_chain(report, goal)
    yield goal
    yield from walk_goals(report, goal.id)


@lru_cache(maxsize=2048)
def _of_text(body: str, setting: Setting, books: Books) -> tuple[Judgement, ...]:
    return tuple(_judgements(body, setting, books))


def _judgements(body: str, setting: Setting, books: Books) -> Iterator[Judgement]:
    for each in spoken(body):
        if each.mention.live:
            continue
        money = each.mention.unit.kronor
        found = economy.meant(books, each) if money else indicators.meant(setting, each)
        about, facts = found or ("", ())
        yield judged(each.mention, (each.start, each.end), facts, about)
