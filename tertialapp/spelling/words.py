"""Where the words of a Swedish text are, and which of them spelling has nothing to say about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

LONGEST = 60
"""Letters in the longest word that is judged; what is longer is no word, and slow to take apart."""

_LETTER = r"[^\W\d_]"
_LETTERS = rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f\u00ad])*"  # decomposed ones and soft hyphens too
_PIECES = re.compile(
    rf"""
      (?P<address>
          (?:https?://|www\.|mailto:)\S+
        | \b[\w.+-]{{1,64}}@[\w.-]+
        | \b[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{0,8}}\.(?:se|com|org|net|nu|eu)\b(?:/\S*)?
      )
    | (?P<figure> \w*\d(?:\w|[-\u2010\u2011'’:.,/](?=\w))* )
    | (?P<short>  (?<!\w) {_LETTER}{{1,3}}(?:\.{_LETTER}{{1,4}})+(?!\w) )
    | (?P<word>   {_LETTERS}(?:[-\u2010\u2011'’:]{_LETTERS})* )
    """,
    re.VERBOSE,
)
_HYPHENS = ("-", "\u2010", "\u2011")
_PLAIN = {ord("\u00ad"): None, ord("\u2010"): "-", ord("\u2011"): "-", ord("’"): "'"}
_CAPITALS_WITHIN = re.compile(r"[a-zåäöé][A-ZÅÄÖÉ]")
_LAST_LATIN = "\u024f"


class Word(Struct, frozen=True):
    """A word in plain letters, and the signs beside it that may belong to it."""

    text: str
    dot_after: bool = False
    hyphen_before: bool = False
    hyphen_after: bool = False

    def spellings(self) -> Iterator[str]:
        """How a dictionary may list it: alone, as an abbreviation (kl.), as half a word (barn-)."""
        yield self.text
        if self.dot_after:
            yield f"{self.text}."
        if self.hyphen_after:
            yield f"{self.text}-"
        if self.hyphen_before:
            yield f"-{self.text}"


def pieces(text: str) -> Iterator[tuple[str, int]]:
    """What may be words, each with where it begins; no figures and no addresses."""
    for match in _PIECES.finditer(text):
        if match.lastgroup in {"word", "short"}:
            yield match[0], match.start()


def word_of(text: str, piece: str, start: int) -> Word:
    """A piece of a text as a word."""
    end = start + len(piece)
    return Word(
        plain(piece),
        dot_after=text.startswith(".", end),
        hyphen_before=start > 0 and text[start - 1] in _HYPHENS,
        hyphen_after=text.startswith(_HYPHENS, end),
    )


def plain(word: str) -> str:
    """A word as dictionaries write it: composed letters, ASCII hyphens and apostrophes."""
    return unicodedata.normalize("NFC", word).translate(_PLAIN)


def is_judged(word: str) -> bool:
    """Whether spelling has anything to say about a plain word."""
    return (
        1 < len(word) <= LONGEST
        and not _is_abbreviation(word)
        and not _CAPITALS_WITHIN.search(word)  # names of systems: eHälsa
        and not any(map(str.isdigit, word))
        and all(char <= _LAST_LATIN or unicodedata.combining(char) for char in word)
    )


def _is_abbreviation(word: str) -> bool:
    """Whether a word is capitals, alone or with an ending: SCB, KF:s."""
    stem, _, ending = word.partition(":")
    return stem.isupper() and (not ending or ending.isalpha())
