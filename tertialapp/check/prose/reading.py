"""The texts of a period with the verdict on each figure that they mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tertialapp.check.prose import economy, indicators
from tertialapp.check.prose.economy import Books, Ledger
from tertialapp.check.prose.indicators import Setting
from tertialapp.check.prose.judgement import Judgement, Verdict, judged
from tertialapp.check.prose.money import BOARD, accounts
from tertialapp.check.prose.register import Register
from tertialapp.check.prose.sentences import spoken
from tertialapp.check.prose.structure import Counts, counts
from tertialapp.check.prose.subjects import indicator_subjects
from tertialapp.model.frame import SectionKind
from tertialapp.model.goals import Goal
from tertialapp.model.outline import parent_chain, walk_goals
from tertialapp.model.report import TABLES, Report

FIGURES = (
    "setup period section goal activity indicator indicator_value decision business_area operating_budget net_budget"
    " result_unit_group result_unit result_unit_value investment investment_value turnover_change"
    " budget_adjustment competence_fund stated_total"
)
"""The tables whose figures and names prose is held against."""

_INVESTMENT_KINDS = (SectionKind.INVESTMENTS, SectionKind.PLANNED_INVESTMENTS)


def judgements(report: Report, period_id: str) -> Mapping[str, tuple[Judgement, ...]]:
    """The verdicts on the figures of every text of a period, by the key of the text."""
    known = _known(_Figures(report), period_id)
    return {
        text.id: _of_text(text.body, *known.around(text.owner_id))
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


@dataclass(frozen=True)
class _Known:
    """What is known of a report's figures in a period, and what of it stands around each text."""

    report: Report
    register: Register
    ledger: Ledger
    met: dict[str, tuple[Setting, Books, Counts]] = field(default_factory=dict)

    def around(self, owner_id: str) -> tuple[Setting, Books, Counts]:
        """What a text of an owner is held against."""
        if owner_id not in self.met:
            self.met[owner_id] = self._around(owner_id)
        return self.met[owner_id]

    def _around(self, owner_id: str) -> tuple[Setting, Books, Counts]:
        report, ledger = self.report, self.ledger
        owner = self.register.by_key.get(owner_id)
        goal = report.goals.get(owner.goal_id if owner else owner_id)
        home = frozenset(each.id for each in _branch(report, goal)) if goal else frozenset[str]()
        section = report.sections.get(owner_id)
        account = section.subject_id if section and section.subject_id in ledger.by_key else BOARD
        invested = section is not None and section.kind in _INVESTMENT_KINDS
        setting = Setting(self.register, ledger.year, owner, home)
        return setting, Books(ledger, account or BOARD, invested), counts(report, owner_id)


@lru_cache(maxsize=4)
def _known(figures: _Figures, period_id: str) -> _Known:
    report = figures.report
    register = Register(tuple(indicator_subjects(report, period_id)))
    return _Known(
        report, register, Ledger(accounts(report, period_id), report.periods[period_id].year)
    )


def _branch(report: Report, goal: Goal) -> Iterator[Goal]:
    """The goals above a goal, itself, and those below."""
    yield from parent_chain(report, goal)
    yield goal
    yield from walk_goals(report, goal.id)


@lru_cache(maxsize=2048)
def _of_text(body: str, setting: Setting, books: Books, counted: Counts) -> tuple[Judgement, ...]:
    return tuple(_judgements(body, setting, books, counted))


def _judgements(body: str, setting: Setting, books: Books, counted: Counts) -> Iterator[Judgement]:
    for each in spoken(body):
        if each.mention.live:
            continue
        if each.mention.unit.kronor:
            found = economy.meant(books, each)
        else:
            found = counted.meant(each) or indicators.meant(setting, each)
        about, facts = found or ("", ())
        yield judged(each.mention, (each.start, each.end), facts, about)
