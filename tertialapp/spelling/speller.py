"""Tells right words from wrong ones, and what a wrong one may have been meant to be.

A word is right when the dictionary, the field's own list or the user's own list knows it. Until the
dictionary has been loaded nothing is called wrong, so that a window need not wait for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from threading import Lock

from hunspell import Hunspell

from tertialapp.base.paths import resource
from tertialapp.spelling.words import Word, is_judged, pieces, plain, word_of

LANGUAGE = "sv_SE"
REMEMBERED = 50_000
"""How many words' verdicts are kept."""

_TEXTS = 256
"""How many texts' wrong words are kept: more than the window shows at a time."""

_ALIKE = 0.85
_LENGTHS_APART = 2


class Speller:
    """A Swedish dictionary with words of one's own."""

    def __init__(self, own_words: Iterable[str] = ()) -> None:
        self._own: set[str] = set()
        self._field: frozenset[str] = frozenset()
        self._dictionary: Hunspell | None = None
        self._known: dict[str, bool] = {}
        self._loading = Lock()
        # A text is filled anew as soon as one of its paragraphs is another: the rest were judged before.
        self._wrong_in = lru_cache(maxsize=_TEXTS)(self._judged)
        self.set_own_words(own_words)

    def load(self) -> None:
        """Read the dictionary, once; meant for a thread in the background."""
        with self._loading:
            if self._dictionary is not None:
                return
            lines = resource("spelling", "fackord.txt").read_text(encoding="utf-8").split("\n")
            self._field = frozenset(filter(None, lines))
            # UTF-8 is the encoding of the path: right on Windows too, whatever its code page.
            self._dictionary = Hunspell(LANGUAGE, str(resource("spelling")), "UTF-8")

    @property
    def is_loaded(self) -> bool:
        """Whether words are judged yet."""
        return self._dictionary is not None

    # -- own words ------------------------------------------------------------------------------

    @property
    def own_words(self) -> tuple[str, ...]:
        """The user's own words, in order."""
        return tuple(sorted(self._own, key=lambda word: (word.casefold(), word)))

    def set_own_words(self, own_words: Iterable[str]) -> None:
        """Have just these words as the user's own."""
        self._own = set(filter(None, map(_own_form, own_words)))
        self._wrong_in.cache_clear()

    def add(self, word: str) -> None:
        """Take a word as right from now on."""
        self.set_own_words((*self._own, word))

    def remove(self, word: str) -> None:
        """Leave the verdict on an own word to the dictionary again."""
        self.set_own_words(self._own - {_own_form(word)})

    # -- verdicts -------------------------------------------------------------------------------

    def is_right(self, word: str) -> bool:
        """Whether a word is rightly spelled, or is none that spelling can judge."""
        return self._is_right(Word(plain(word)))

    def wrong_words(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the wrong words of a plain text begin, and how long they are, in characters."""
        return () if self._dictionary is None else self._wrong_in(text)

    def _judged(self, text: str) -> tuple[tuple[int, int], ...]:
        right = self._known.get
        return tuple(
            (start, len(piece))
            for piece, start in pieces(text)
            if not right(piece) and not self._is_right(word_of(text, piece, start))
        )

    def _is_right(self, word: Word) -> bool:
        if self._dictionary is None or not is_judged(word.text):
            return True
        return (
            self._is_own(word.text)
            or any(map(self._is_listed, word.spellings()))
            or self._is_joined(word.text)
        )

    def _is_joined(self, word: str) -> bool:
        parts = re.split("[-:]", word)
        return len(parts) > 1 and all(map(self._is_part, parts))

    def _is_part(self, part: str) -> bool:
        return not is_judged(part) or self._is_own(part) or self._is_listed(part)

    def _is_own(self, word: str) -> bool:
        return any(form in self._own or form in self._field for form in _forms(word))

    def _is_listed(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            assert self._dictionary is not None
            known = bool(self._dictionary.spell(word))
            if len(self._known) >= REMEMBERED:
                for old in tuple(islice(self._known, REMEMBERED // 5)):
                    del self._known[old]
            self._known[word] = known
        return known

    # -- suggestions ----------------------------------------------------------------------------

    def suggestions(self, word: str, most: int = 7) -> list[str]:
        """What a wrong word may have been meant to be, likeliest first."""
        wanted = plain(word)
        if (
            self._dictionary is None
            or not is_judged(wanted)
            or list(pieces(wanted)) != [(wanted, 0)]
        ):
            return []
        found = [*_near(wanted, (*self._own, *self._field)), *self._of_dictionary(wanted)]
        if not found:
            # Two slips in one word. What it should be often stands elsewhere in the same report.
            found = _near(wanted, filter(self._is_met, tuple(self._known)))
        found.sort(key=lambda one: not self._is_met(one))
        return list(dict.fromkeys(found))[:most]

    def _is_met(self, word: str) -> bool:
        """Whether a right word has stood in a text that was judged."""
        forms = (word, word[0].lower() + word[1:])
        return word[-1].isalpha() and any(self._known.get(form) for form in forms)

    def _of_dictionary(self, word: str) -> list[str]:
        assert self._dictionary is not None
        parts = word.split("-")
        wrong = [at for at, part in enumerate(parts) if not self._is_part(part)]
        if len(parts) > 1 and len(wrong) == 1:
            (at,) = wrong
            of_part = self._of_dictionary(parts[at])
            return ["-".join((*parts[:at], part, *parts[at + 1 :])) for part in of_part]
        # A capital is the sentence's, most often; else names would come before plain words.
        plain_word = word.lower() if word.istitle() else word
        mended: tuple[str, ...] = self._dictionary.suggest(plain_word)
        if not mended and word.istitle():
            mended = self._dictionary.suggest(word)
        if word.istitle():
            mended = tuple(map(_capital, mended))
        right = filter(self._dictionary.spell, mended)
        return [one for one in right if one != word and not one.endswith("-")]


def _own_form(word: str) -> str:
    return plain(word).strip()


def _forms(word: str) -> Iterator[str]:
    """The forms in which a word may stand in a list: first in a sentence, and in the genitive."""
    lower = word[0].lower() + word[1:]
    yield word
    yield lower
    if word.endswith("s"):
        yield word[:-1]
        yield lower[:-1]


def _near(word: str, among: Iterable[str]) -> list[str]:
    """The words that look much like a word, written with a capital if it is."""
    lower = word.lower()
    listed = {
        one.lower(): one
        for one in sorted(among)  # plain words after those with a capital, and so in their stead
        if one[0].lower() == lower[0] and abs(len(one) - len(word)) <= _LENGTHS_APART
    }
    found = (listed[one] for one in get_close_matches(lower, listed, n=3, cutoff=_ALIKE))
    return [_capital(one) if word[0].isupper() else one for one in found]


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]
