"""Who a sentence speaks of: the indicators whose names its words are, those of the text's own goal first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from math import sqrt

from msgspec import Struct

from tertialapp.check.prose.subjects import Subject
from tertialapp.check.wording import KEPT, sequence, stems

_CERTAIN = 0.5
_AT_HOME = 0.3
_NEAR = 0.75
_TELLING = 7
_RARE = 1 / sqrt(40)

Fits = Callable[[Subject], bool]


class Name(Struct, frozen=True, eq=False, dict=True):
    """An indicator with how telling each word of its name is, by how few names have it: 1 for its own alone.

    The same name among names that say the same of its words is the same object.
    """

    subject: Subject
    weights: Mapping[str, float]

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The words that tell it from many."""
        return tuple(word for word, weight in self.weights.items() if weight >= _RARE)

    @cached_property
    def _whole(self) -> float:
        return sum(self.weights.values()) or 1

    def coverage(self, words: frozenset[str]) -> float:
        """How much of the name some words say, from 0 to 1."""
        return sum(self.weights[word] for word in self.subject.stems & words) / self._whole

    def is_said(self, words: frozenset[str], home: frozenset[str]) -> bool:
        """Whether some words say enough of the name."""
        met = self.subject.stems & words
        if not met:
            return False
        at_home = self.subject.goal_id in home
        if at_home and any(len(word) >= _TELLING and self.weights[word] == 1 for word in met):
            return True
        least = _AT_HOME if at_home and len(met) > 1 else _CERTAIN
        telling = len(met) > 1 or any(len(word) >= _TELLING for word in met)
        return telling and self.coverage(words) >= least


@lru_cache(maxsize=KEPT)
def _name(subject: Subject, counted: tuple[int, ...]) -> Name:
    weights = (1 / sqrt(times) for times in counted)
    return Name(subject, dict(zip(sorted(subject.stems), weights, strict=True)))


class Register:
    """The indicators of a report, and how rare each word of their names is."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self.by_key = {subject.key: subject for subject in subjects}
        counted = Counter(word for subject in subjects for word in subject.stems)
        self._names = tuple(
            _name(each, tuple(counted[word] for word in sorted(each.stems))) for each in subjects
        )
        self._by_goal = _places((each.goal_id,) for each in subjects)
        self._by_word = _places(each.telling for each in self._names)
        self._words = frozenset(self._by_word)
        self._long = frozenset(word for word in self._by_word if len(word) >= _TELLING)

    def seen(self, words: frozenset[str], home: frozenset[str]) -> Names:
        """The names that a text with some words can mean, whose own goals are ``home``.

        All that it says follows from these, so that it need not be read anew while they are the same.
        Two words of a name, or a long one, are the least that a text says of it.
        """
        once: set[int] = set()
        twice = set[int]().union(*(self._by_word[word] for word in words & self._long))
        for word in words & self._words:
            twice |= once & self._by_word[word]
            once |= self._by_word[word]
        twice.update(*(self._by_goal[goal_id] for goal_id in home if goal_id in self._by_goal))
        return Names(tuple(self._names[at] for at in sorted(twice)))


def _places(groups: Iterable[Iterable[str]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for at, words in enumerate(groups):
        for word in words:
            found.setdefault(word, set()).add(at)
    return found


class Names(Struct, frozen=True, dict=True):
    """The names that a text can mean, in the report's order."""

    names: tuple[Name, ...]

    @cached_property
    def _by_key(self) -> dict[str, Name]:
        return {each.subject.key: each for each in self.names}

    @cached_property
    def _by_word(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for each in self.names:
            for word in each.telling:
                found.setdefault(word, []).append(each)
        return found

    @cached_property
    def _by_goal(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for each in self.names:
            found.setdefault(each.subject.goal_id, []).append(each)
        return found

    def subject(self, key: str) -> Subject:
        """One of the indicators."""
        return self._by_key[key].subject

    def at_home(self, home: frozenset[str]) -> Iterator[Subject]:
        """The indicators of some goals."""
        return (each.subject for each in self._at_home(home))

    def coverage(self, subject: Subject, words: frozenset[str]) -> float:
        """How much of an indicator's name some words say, from 0 to 1."""
        return self._by_key[subject.key].coverage(words)

    def _at_home(self, home: frozenset[str]) -> Iterator[Name]:
        for goal_id in sorted(home):
            yield from self._by_goal.get(goal_id, ())

    def _met(self, words: frozenset[str], home: frozenset[str]) -> Iterable[Name]:
        """Those of a text's own goals, and those with a word of theirs that tells them from many."""
        met = dict.fromkeys(self._at_home(home))
        for word in sorted(words):
            met |= dict.fromkeys(self._by_word.get(word, ()))
        return met

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
            if each.is_said(words, home) and fits(each.subject)
        ]
        if close and any(each.subject.stems & close for each in found):
            found = _closest(found, close)
        best = max((each.coverage(words) for each in found), default=0)
        found = [each for each in found if each.coverage(words) >= best * _NEAR]
        return tuple(each.subject for each in sorted(found, key=lambda each: -each.coverage(words)))

    def pair(self, words: str, home: frozenset[str]) -> tuple[Subject, ...]:
        """The two indicators that some words name at once, in the words' order; () when they name no pair.

        First is said what both are called, then what each has for itself: "fönster åt norr och söder".
        """
        order = sequence(words)
        said = frozenset(order)
        met = [each.subject for each in self._met(said, home) if each.is_said(said, home)]
        pairs = [pair for one in met for other in met if (pair := _in_order(order, one, other))]
        return pairs[0] if len(pairs) == 1 else ()


def _in_order(order: tuple[str, ...], one: Subject, other: Subject) -> tuple[Subject, ...]:
    """Both, where the words have what their names share, then what is one's own, then the other's."""
    kinds = (one.stems & other.stems, one.stems - other.stems, other.stems - one.stems)
    places = [next((at for at, word in enumerate(order) if word in kind), -1) for kind in kinds]
    return (one, other) if -1 < places[0] < places[1] < places[2] else ()


def _closest(found: list[Name], close: frozenset[str]) -> list[Name]:
    """Those whose names the closest words say as much of as of any other, in parts or in all."""
    best = max(found, key=lambda each: each.coverage(close))
    share, told = best.coverage(close), best.subject.stems & close
    return [
        each
        for each in found
        if each.coverage(close) >= share * _NEAR or each.subject.stems & close == told
    ]
