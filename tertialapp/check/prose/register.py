"""Who a sentence speaks of: the indicators whose names its words are, those of the text's own goal first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from tertialapp.check.prose.subjects import Subject
from tertialapp.check.wording import stems

_CERTAIN = 0.5
_AT_HOME = 0.3
_NEAR = 0.75
_TELLING = 7
_MANY = 40

Fits = Callable[[Subject], bool]


@dataclass(frozen=True, eq=True)
class Register:
    """The indicators of a report, and how rare each word of their names is."""

    subjects: tuple[Subject, ...]

    @cached_property
    def _hash(self) -> int:
        return hash(self.subjects)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def by_key(self) -> dict[str, Subject]:
        """The indicators by their keys."""
        return {subject.key: subject for subject in self.subjects}

    @cached_property
    def _weights(self) -> dict[str, float]:
        counted = Counter(word for subject in self.subjects for word in subject.stems)
        return {word: 1 / sqrt(times) for word, times in counted.items()}

    @cached_property
    def _wholes(self) -> dict[str, float]:
        return {each.key: self._weight(each.stems) or 1 for each in self.subjects}

    @cached_property
    def _by_stem(self) -> dict[str, tuple[Subject, ...]]:
        found: dict[str, list[Subject]] = {}
        for subject in self.subjects:
            for word in subject.stems:
                found.setdefault(word, []).append(subject)
        return {word: tuple(subjects) for word, subjects in found.items()}

    @cached_property
    def _by_goal(self) -> dict[str, tuple[Subject, ...]]:
        found: dict[str, list[Subject]] = {}
        for subject in self.subjects:
            found.setdefault(subject.goal_id, []).append(subject)
        return {goal_id: tuple(subjects) for goal_id, subjects in found.items()}

    def at_home(self, home: frozenset[str]) -> Iterator[Subject]:
        """The indicators of some goals."""
        for goal_id in sorted(home):
            yield from self._by_goal.get(goal_id, ())

    def _met(self, words: frozenset[str], home: frozenset[str]) -> list[Subject]:
        """The indicators of a text's own goals, and those with a word of theirs that tells them from many."""
        met = {each.key: each for each in self.at_home(home)}
        for word in sorted(words):
            having = self._by_stem.get(word, ())
            if len(having) <= _MANY:
                met |= {each.key: each for each in having}
        return list(met.values())

    def coverage(self, subject: Subject, words: frozenset[str]) -> float:
        """How much of an indicator's name some words say, from 0 to 1."""
        return self._weight(subject.stems & words) / self._wholes[subject.key]

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights[word] for word in words)

    def named(
        self, sentence: str, beside: str, home: frozenset[str], fits: Fits
    ) -> tuple[Subject, ...]:
        """The indicators that a sentence names, best first; several when its words tell no difference.

        Those of the goals in ``home`` need fewer words. The words ``beside`` the figure tell apart what
        the sentence names alike. Only those that the figure ``fits`` are looked at.
        """
        words, close = stems(sentence), stems(beside)
        found = [
            each
            for each in self._met(words, home)
            if self._is_named(each, words, home) and fits(each)
        ]
        if close and any(each.stems & close for each in found):
            found = self._closest(found, close)
        best = max((self.coverage(each, words) for each in found), default=0)
        found = [each for each in found if self.coverage(each, words) >= best * _NEAR]
        return tuple(sorted(found, key=lambda each: -self.coverage(each, words)))

    def _closest(self, found: list[Subject], close: frozenset[str]) -> list[Subject]:
        """Those whose names the closest words say as much of as of any other, in parts or in all."""
        best = max(found, key=lambda each: self.coverage(each, close))
        share = self.coverage(best, close)
        return [
            each
            for each in found
            if self.coverage(each, close) >= share * _NEAR
            or each.stems & close == best.stems & close
        ]

    def _is_named(self, subject: Subject, words: frozenset[str], home: frozenset[str]) -> bool:
        met = subject.stems & words
        if not met:
            return False
        at_home = subject.goal_id in home
        if at_home and any(len(word) >= _TELLING and self._weights[word] == 1 for word in met):
            return True
        least = _AT_HOME if at_home and len(met) > 1 else _CERTAIN
        telling = len(met) > 1 or any(len(word) >= _TELLING for word in met)
        return telling and self._weight(met) >= least * self._wholes[subject.key]
