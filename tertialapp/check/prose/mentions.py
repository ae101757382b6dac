"""The figures that running text mentions, in digits and in words, with their units.

Dates, years, periods, ages and labels ("Tertialrapport 1", "3.4.1") are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.check.prose.passages import Passage, passages
from tertialapp.model.periods import MONTHS


class Unit(StrEnum):
    """What a mentioned figure counts."""

    NONE = ""
    PERCENT = "%"
    POINTS = "procentenheter"
    MILLIONS = "mnkr"
    THOUSANDS = "tkr"
    KRONOR = "kr"

    @property
    def kronor(self) -> int:
        """How many kronor one of it is; 0 for what is no money."""
        return _KRONOR.get(self, 0)


_KRONOR = {Unit.MILLIONS: 1_000_000, Unit.THOUSANDS: 1_000, Unit.KRONOR: 1}


class Mention(Struct, frozen=True):
    """A figure in a passage. ``places``: how many decimals are written, as which it is rounded.

    ``loose``: said to be about so much, or one end of a range. ``live``: right by construction.
    """

    value: Decimal
    places: int
    unit: Unit
    start: int
    end: int
    words: str
    loose: bool = False
    ranged: bool = False
    live: bool = False


_BELOW_TWENTY = (
    "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton "
    "arton nitton"
)
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"
_ONES = {word: at for at, word in enumerate(_BELOW_TWENTY.split())} | {"ett": 1}
_BELOW_HUNDRED = _ONES | {
    f"{tens}{word}": ten * 10 + one
    for ten, tens in enumerate(_TENS.split(), 2)
    for word, one in (("", 0), *((word, one) for word, one in _ONES.items() if 0 < one < 10))
}
_WORD_VALUES = {word: value for word, value in _BELOW_HUNDRED.items() if word not in ("en", "ett")}
_WORD_VALUES |= {
    f"{word}{name}": one * size
    for name, size in (("hundra", 100), ("tusen", 1000))
    for word, one in (("", 1), *((word, one) for word, one in _ONES.items() if one > 0))
}
_NAMES = "|".join(sorted(_WORD_VALUES, key=len, reverse=True))
_BLANK = "[ \u00a0\u202f\u2009]"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_YEAR = r"(?:19|20)\d\d"
_UNITS = {
    r"%": Unit.PERCENT,
    r"procent": Unit.PERCENT,
    r"procentenhet(?:er|en|erna)?": Unit.POINTS,
    r"mnkr|mkr|milj(?:on|oner|\.)\s(?:kronor|kr)": Unit.MILLIONS,
    r"tkr|tusen\s(?:kronor|kr)": Unit.THOUSANDS,
    r"kr|kronor": Unit.KRONOR,
}
_UNIT = "|".join(f"(?P<u{at}>{pattern})" for at, pattern in enumerate(_UNITS))
_NO_FIGURE = rf"""
    \b\d{{1,2}}{_BLANK}{_MONTH}(?:{_BLANK}{_YEAR})?\b
  | \b{_YEAR}-\d\d-\d\d\b
  | \b(?:{_MONTH}{_BLANK})?{_YEAR}(?:[-–/]\d{{2,4}})?(?![\d,]\d|[-–]?\d|{_BLANK}?(?:%|procent|mnkr|tkr|kr\b))
  | \b(?:tertial\w*|delår\w*|kvartal|årskurs|åk|kapitel|paragraf|§|dag|punkt|nr|kl\.?|T|beslut)
        {_BLANK}?\d[\d.:–-]*
  | \d+(?:[-–]\d+)?{_BLANK}?(?:-?{_BLANK}?och{_BLANK}\d+-|-)?[-–]?åring\w*
  | \d+-{_BLANK}och{_BLANK}\d+-[^\W\d]\w*
  | \d+(?:{_BLANK}?[-–]{_BLANK}?\d+)?{_BLANK}år(?:s|iga?)?\b(?!{_BLANK}?s)
  | \+/-{_BLANK}?\d+
  | \b\d+(?:\.\d+)+\.?
  | \b\d+(?:[-–][^\W\d]|[^\W\d])\w*
  | [^\W\d]\w*[-/]?\d[\w/]*
  | \b(?:tertial{_BLANK})?(?:{_NAMES})(?:{_BLANK}(?:månad|veck|dag|tim)\w*|{_BLANK}års?\b)
  | \btertial{_BLANK}(?:ett|två|tre)\b
"""
_DIGITS = rf"\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
_FIGURE = re.compile(
    rf"""
    (?P<none>{_NO_FIGURE})
  | (?P<half>\ben{_BLANK}halv|\bett{_BLANK}halvt)(?={_BLANK}(?:procent|mil))
  | (?P<digits>(?<![\w.,/])(?:(?<![\d\w])[-−–])?(?:{_DIGITS}))(?![\d/]|[.,:]\d)
  | \b(?P<word>{_NAMES}|(?:en|ett)(?={_BLANK}(?:procent|miljon)))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HAS_FIGURE = re.compile(r"\d|\b(?:en|ett) (?:halvt? )?(?:procent|miljon)", re.IGNORECASE)
_UNIT_AFTER = re.compile(rf"\s?(?:{_UNIT})(?!\w)", re.IGNORECASE)
_LOOSE_BEFORE = re.compile(
    r"\b(?:cirka|ca\.?|omkring|ungefär|drygt|knappt|nästan|närmare|runt|(?<!föra\s)över|under"
    r"|upp\still)\s$",
    re.IGNORECASE,
)
_SHARES_UNIT = re.compile(
    r"\s?(?:-|–|till|respektive|och|mot|i stället för|jämfört med|av)\s?$", re.IGNORECASE
)
_RANGE = re.compile(r"\s?[-–]\s?")
_BETWEEN = re.compile(r"\bmellan\s$", re.IGNORECASE)


@lru_cache(maxsize=16384)
def mentions(body: str) -> tuple[tuple[Passage, tuple[Mention, ...]], ...]:
    """The passages of a stored text with the figures that each mentions."""
    return tuple((passage, tuple(_in_passage(passage))) for passage in passages(body))


def _in_passage(passage: Passage) -> Iterator[Mention]:
    for each in _in_words(passage.words):
        yield replace(each, live=True) if passage.is_live(each.start, each.end) else each


@lru_cache(
    maxsize=65536
)  # more than a large report has paragraphs: one that is edited is read alone
def _in_words(words: str) -> tuple[Mention, ...]:
    if not _HAS_FIGURE.search(words) and _WORD_VALUES.keys().isdisjoint(_words(words)):
        return ()
    found = [_mention(words, match) for match in _FIGURE.finditer(words) if match["none"] is None]
    return tuple(_with_shared_units(words, found))


def _words(words: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", words.lower())


def _mention(words: str, match: re.Match[str]) -> Mention:
    start, end = match.span()
    value, places = _value(match)
    unit = Unit.NONE
    after = _UNIT_AFTER.match(words, end)
    if after:
        named = next(name for name, text in after.groupdict().items() if text)
        unit = tuple(_UNITS.values())[int(named[1:])]
        end = after.end()
    loose = _LOOSE_BEFORE.search(words, 0, start) is not None
    return Mention(value, places, unit, start, end, words[start:end], loose)


def _value(match: re.Match[str]) -> tuple[Decimal, int]:
    if match["half"]:
        return Decimal("0.5"), 1
    if match["word"]:
        word = match["word"].lower()
        return Decimal(_WORD_VALUES.get(word, 1)), 0
    digits = re.sub(rf"{_BLANK}", "", match["digits"]).replace(",", ".")
    value = Decimal(re.sub("[-−–]", "-", digits))
    return value, len(digits.partition(".")[2])


def _with_shared_units(words: str, found: list[Mention]) -> list[Mention]:
    """The unit of "från 86 till 80 procent" is that of both figures; the ends of a range are marked."""
    made = list(found)
    for at in range(len(made) - 2, -1, -1):
        here, after = made[at], made[at + 1]
        between = words[here.end : after.start]
        if here.unit is Unit.NONE and after.unit is not Unit.NONE and _SHARES_UNIT.match(between):
            here = replace(here, unit=after.unit)
        if _RANGE.fullmatch(between) or (
            between == " och " and _BETWEEN.search(words, 0, here.start)
        ):
            here = replace(here, ranged=True)
            made[at + 1] = replace(after, ranged=True)
        made[at] = here
    for at in range(1, len(made)):
        before, here = made[at - 1], made[at]
        between = words[before.end : here.start]
        if here.unit is Unit.NONE and re.fullmatch(r",? i stället för ", between):
            made[at] = replace(here, unit=before.unit)
    return made
