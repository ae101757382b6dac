"""Mentions of how many goals or indicators a goal has: "alla sex indikatorer"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from tertialapp.check.findings import Cell, cell
from tertialapp.check.goal_texts import LEVELS
from tertialapp.check.lasting import numbers
from tertialapp.check.prose.claims import OfCount
from tertialapp.check.prose.mentions import Unit
from tertialapp.check.prose.sentences import Spoken, spoken
from tertialapp.check.prose.subjects import Fact
from tertialapp.check.wording import KEPT
from tertialapp.model.goals import Goal, Level
from tertialapp.model.numbers import NBSP, format_number
from tertialapp.model.outline import walk_goals
from tertialapp.model.report import Report

_COUNTED = re.compile(
    r"\s(?P<what>indikatorer|inriktningsmål|verksamhetsområdesmål|nämndmål|aktiviteter)(?:na|en)?\b"
    r"(?!\s(?:om|som|inom|för|av|med|i|har haft)\b)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:^|\s)(?P<whose>alla|samtliga|de|av|kommunfullmäktiges|nämndmålets|målets|områdets)\s$",
    re.IGNORECASE,
)


_OWNERS = ("kommunfullmäktiges", "nämndmålets")
_GOALS = {level: what for what, level in LEVELS.items()}


_FUND = re.compile(r"\bfond\w*(?: \w+){1,4} (?:högst|max) $", re.IGNORECASE)
_TAKEN = re.compile(r"\buttag\w*(?: \w+){1,6} (?:högst|max) $", re.IGNORECASE)


class Counts(Struct, frozen=True):
    """What a text can count all of: whose ("" for the text's own), what, and how many there are."""

    about: str = ""
    facts: tuple[tuple[str, str, Fact], ...] = ()
    fund: Fact | None = None
    withdrawal: Fact | None = None

    def claim(self, told: Spoken) -> OfCount | None:
        """What a mention counts, when it counts all of something, or the limit that it tells; else None."""
        if told.mention.unit is Unit.PERCENT:
            return self._limit(told)
        counted, whole = _COUNTED.match(told.after), _ALL.search(told.before)
        if told.mention.unit is not Unit.NONE or not counted or not whole:
            return None
        whose = whole["whose"].lower()
        asked = (whose if whose in _OWNERS else "", counted["what"].lower())
        facts = tuple(fact for owner, what, fact in self.facts if (owner, what) == asked)
        return OfCount(self.about, facts) if facts else None

    def _limit(self, told: Spoken) -> OfCount | None:
        for pattern, limit in ((_TAKEN, self.withdrawal), (_FUND, self.fund)):
            if limit is not None and pattern.search(told.before):
                return OfCount("resultatenheterna", (limit,))
        return None


@lru_cache(maxsize=KEPT)
def counts_any(body: str) -> bool:
    """Whether a text may count all of something, or tell a limit: few do."""
    return any(
        _COUNTED.match(each.after) or _TAKEN.search(each.before) or _FUND.search(each.before)
        for each in spoken(body)
    )


def counts(report: Report, owner_id: str) -> Counts:
    """What the text of a goal or a section can count."""
    goal = report.goals.get(owner_id)
    if goal is not None:
        return _of_goal(report, goal)
    section = report.sections.get(owner_id)
    if section is None:
        return Counts()
    every = tuple(walk_goals(report))
    goals = tuple(_goals(every, level, cell(section, "title")) for level in _GOALS)
    setup = report.setup
    return Counts(
        "rapporten",
        goals,
        _limit("taket för fonden", setup.fund_ceiling, cell(setup, "fund_ceiling")),
        _limit("taket för uttag", setup.withdrawal_ceiling, cell(setup, "withdrawal_ceiling")),
    )


def _limit(name: str, limit: Decimal, where: Cell) -> Fact:
    return Fact(name, limit, where, f"{format_number(limit)}{NBSP}%")


def _of_goal(report: Report, goal: Goal) -> Counts:
    where, below = cell(goal, "title"), report.goals_under(goal.id)
    own = len(report.indicators_of(goal.id))
    of_board = sum(
        len(report.indicators_of(each.id)) for each in below if each.level is Level.BOARD
    )
    made = [
        ("", "indikatorer", _fact("indikatorer", own, where)),
        ("kommunfullmäktiges", "indikatorer", _fact("indikatorer", own, where)),
        ("nämndmålets", "indikatorer", _fact("indikatorer", of_board, where)),
        ("", "aktiviteter", _fact("aktiviteter", len(report.activities_of(goal.id)), where)),
    ]
    made += [_goals(below, level, where) for level in {each.level for each in below}]
    return Counts(numbers(report)[goal.id] or goal.title, tuple(made))


def _goals(goals: tuple[Goal, ...], level: Level, where: Cell) -> tuple[str, str, Fact]:
    what = _GOALS[level]
    return "", what, _fact(what, sum(each.level is level for each in goals), where)


def _fact(what: str, count: int, where: Cell) -> Fact:
    return Fact(f"antalet {what}", Decimal(count), where, str(count))
