"""Which figure of an indicator a mention speaks of, read off the words around it and never off its value."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from tertialapp.check.prose.mentions import Unit
from tertialapp.check.prose.sentences import Spoken
from tertialapp.check.prose.subjects import Role
from tertialapp.model.periods import MONTHS

_WORDS = {
    Role.SAME_PERIOD: r"(?:samma|motsvarande) (?:period|tid)\w*",
    Role.LAST_YEAR: (
        r"föregående års?|förra årets?|tidigare år|året innan|i fjol|fjolårets|verksamhetsberättelse\w*"
        r"|VB|(?:förra|föregående|senaste) (?:mätning|gång|undersökning|enkät)\w*"
        rf"|{''.join(f'(?<!{month} )' for month in MONTHS)}{{year}}"
    ),
    Role.TARGET: (
        r"(?:nämndens )?årsmål\w*|målvärde\w*|målet\b(?! bedöms)|målnivå\w*|av årets|årets mål"
        r"|ska (?:i år |under året )?(?:nå|öka till|minska till|ökas till|höjas till|sänkas till|vara|bli)"
        r"|får (?:i år )?vara"
    ),
    Role.FORECAST: r"prognos(?:en|ens|er|erna)?\b",
    Role.MEN: r"m[äa]n\b|männen\w*|mäns|pojk\w*",
    Role.WOMEN: r"kvinn\w*|flick\w*",
    Role.OUTCOME: r"utfall\w*|resultat(?:et)?\b|indexet|delindex|periodens värde",
}
_AFTER = (Role.SAME_PERIOD, Role.LAST_YEAR, Role.MEN, Role.WOMEN)
_GENDERS = (Role.MEN, Role.WOMEN)
_NEAR = 5
_BASES = (Role.LAST_YEAR, Role.TARGET, Role.FORECAST)
_COUNCIL = re.compile(r"kommunfullmäktige|\bKF", re.IGNORECASE)
_OLD = re.compile(r"(?:\btidigare|\bi stället för|\bistället för)\s$", re.IGNORECASE)
_FROM = re.compile(r"\bfrån\s$", re.IGNORECASE)
_TO = re.compile(r"^\s?till\s$", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:stadsdelsförvaltningarna\w*|stadens (?:samlade|snitt)|staden som helhet|snitt\w*|medelvärde\w*"
    r"|genomsnittet för|riket|länet|hela staden|av dessa|av dem)\b",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"^\W*(?:enhet\w* |barn |personer |ärenden )?"
    r"(?:(?P<above>(?:fler|högre|mer) än|över(?= (?:års)?mål))"
    r"|(?P<below>(?:färre|lägre|mindre) än|under(?= (?:(?:års)?mål|förra|föregående|prognos))))\b"
)
_CHANGED = re.compile(
    r"\b(?:(?P<above>ökat|ökning|ökade|stigit|uppgång)|(?P<below>minskat|minskning|minskade|sjunkit|nedgång))"
    r" (?:något )?med $",
    re.IGNORECASE,
)
_GAP = re.compile(r"\b(?:skillnad\w*|gap\w*) (?:på|är|om) $", re.IGNORECASE)


class Reading(Struct, frozen=True):
    """The roles that a mention can have; ``told`` when words beside it say which.

    ``base`` makes it a difference between the role's figure and the base's, with the sign that the words
    say (0: none).
    """

    roles: tuple[Role, ...]
    told: bool
    base: Role | None = None
    sign: int = 0


@lru_cache(maxsize=16384)  # the same whatever the indicators are called
def reading(spoken: Spoken, year: int) -> Reading | None:
    """What a mention says of an indicator; None when it speaks of others or of a part."""
    if _OTHERS.search(spoken.before) or _OTHERS.search(spoken.near):
        return None
    difference = _difference(spoken, year)
    if difference or spoken.mention.unit is Unit.POINTS:
        return difference or _of_part(spoken, year)
    return _respectively(spoken, year) or _of_target_change(spoken, year) or _plain(spoken, year)


@lru_cache(maxsize=16384)
def _told(text: str, year: int) -> tuple[Role, ...]:
    """The roles that words name, in order."""
    found = [
        (match.start(), role)
        for role, pattern in _patterns(year).items()
        for match in pattern.finditer(text)
    ]
    return tuple(role for _, role in sorted(found))


def names_figures(sentence: str, year: int) -> bool:
    """Whether a sentence sets a figure beside a target, a forecast or last year's outcome."""
    return any(role in _BASES for role in _told(sentence, year))


def _is_far(role: Role, before: str, year: int) -> bool:
    """Whether so many words follow the last word for a role that the figure need not be its."""
    last = max(match.end() for match in _patterns(year)[role].finditer(before))
    return role is not Role.LAST_YEAR and len(before[last:].split()) > _NEAR


@lru_cache(maxsize=16)
def _patterns(year: int) -> dict[Role, re.Pattern[str]]:
    return {
        role: re.compile(rf"\b(?:{words.replace('{year}', str(year - 1))})", re.IGNORECASE)
        for role, words in _WORDS.items()
    }


def _plain(spoken: Spoken, year: int) -> Reading:
    after = [role for role in _told(spoken.near, year) if role in _AFTER]
    before = _told(spoken.before, year)
    if Role.SAME_PERIOD in (*after, *before):
        return Reading((Role.SAME_PERIOD,), told=True)
    if after:
        return Reading((after[0],), told=True)
    if not before:
        return Reading((Role.OUTCOME,), told=False)
    role = before[-1]
    if _is_far(role, spoken.before, year):
        return Reading((Role.OUTCOME,), told=False)
    if role is Role.OUTCOME and Role.LAST_YEAR in before:
        role = Role.LAST_YEAR
    if role is Role.TARGET and _COUNCIL.search(spoken.before):
        return Reading((Role.COUNCIL, Role.TARGET), told=True)
    return Reading((role,), told=True)


def _respectively(spoken: Spoken, year: int) -> Reading | None:
    """One of two in "pojkar och flickor är 65 respektive 62"."""
    first = spoken.after.strip() == "respektive"
    if not first and spoken.before.strip() != "respektive":
        return None
    named = _told(spoken.head, year)[-2:]
    return Reading((named[0 if first else 1],), told=True) if len(named) == 2 else None


def _of_target_change(spoken: Spoken, year: int) -> Reading | None:
    """The old or the new target in "årsmålet från 86 till 80", "90 i stället för 91", "1 275, tidigare 1 250"."""
    if Role.TARGET not in _told(spoken.head, year):
        return None
    if _OLD.search(spoken.before) or (_FROM.search(spoken.before) and _TO.match(spoken.after)):
        return Reading((Role.OLD_TARGET,), told=True)
    if spoken.previous and _TO.match(spoken.before) and "från" in spoken.head:
        return Reading((Role.TARGET,), told=True)
    return None


def _difference(spoken: Spoken, year: int) -> Reading | None:
    """A difference to another figure: "0,4 procentenheter fler än i VB", "en skillnad på 18,3"."""
    if spoken.mention.unit not in (Unit.POINTS, Unit.NONE):
        return None
    if _GAP.search(spoken.before):
        return Reading((Role.WOMEN,), told=True, base=Role.MEN)
    changed, compared = _CHANGED.search(spoken.before), _DIFFERENCE.match(spoken.after)
    found = changed or compared
    if found is None or any(role in _GENDERS for role in _told(spoken.before, year)):
        return None
    bases = [
        role for role in _told(spoken.after if changed else spoken.near, year) if role in _BASES
    ]
    if not bases:
        return None
    return Reading((Role.OUTCOME,), told=True, base=bases[0], sign=1 if found["above"] else -1)


def _of_part(spoken: Spoken, year: int) -> Reading | None:
    """A part of the whole in points: "1,8 procentenheter män"."""
    after = [role for role in _told(spoken.near, year) if role in _GENDERS]
    if len(after) != 1 or re.search(r"\b(?:än|med)\b", spoken.before + spoken.near):
        return None
    return Reading((after[0],), told=True)
