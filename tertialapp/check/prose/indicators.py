"""The mentions of a text that speak of indicators, each with the figures that it can mean."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from tertialapp.check.prose.claims import OfIndicators
from tertialapp.check.prose.mentions import Mention, Unit
from tertialapp.check.prose.register import Fits, Names
from tertialapp.check.prose.roles import Reading, names_figures, reading
from tertialapp.check.prose.sentences import Spoken
from tertialapp.check.prose.subjects import Role, Subject
from tertialapp.check.wording import stems

_OWN_NAME = 0.3
_OTHERS_NAME = 0.75
_SURE = 0.5
_FEW = 13
_UNIT = 8
_RESPECTIVELY = "respektive"
_COUNTS = ("", "st", "%")
_GENDERS = (Role.MEN, Role.WOMEN)
_BARE = re.compile(
    r"\s*(?:[.,;:)]|$|(?:och|mot|vilket|i|av|enligt|jämfört|under|men|för|samt|eller)\b)"
)


class Setting(Struct, frozen=True):
    """Whose a text is: an indicator's, or a goal's with the goals below it; what it can name, and its year."""

    names: Names
    year: int
    owner: Subject | None = None
    home: frozenset[str] = frozenset()


def claim(setting: Setting, spoken: Spoken) -> OfIndicators | None:
    """What a mention claims of an indicator; None when it speaks of none."""
    if spoken.mention.ranged:
        return None
    read = reading(spoken, setting.year)
    subjects = _subjects(setting, spoken, read) if read else ()
    if not read or not subjects:
        return None
    said = stems(spoken.sentence)
    sure = any(
        setting.names.coverage(each, said) >= _SURE
        for each in (*subjects[:1], *_pair(setting, spoken))
    )
    return OfIndicators(subjects[0].name, tuple(each.key for each in subjects), read, sure)


def _subjects(setting: Setting, spoken: Spoken, read: Reading) -> tuple[Subject, ...]:
    names, owner = setting.names, setting.owner

    def fits(subject: Subject) -> bool:
        return _fits(subject, spoken, read, own=subject is owner)

    named = names.named(spoken.sentence, spoken.beside, setting.home, fits)
    pair = _pair(setting, spoken)
    if pair:
        subject = pair[0 if spoken.after.strip() == _RESPECTIVELY else 1]
        return (subject,) if fits(subject) else ()
    if owner is None:
        among_others = spoken.previous or spoken.following
        if named and not read.told and among_others and not _beside(named, spoken):
            return ()
        return named or _by_unit(setting, spoken, fits) or _carried(setting, spoken, read, fits)
    words = stems(spoken.sentence)
    if owner not in named and any(names.coverage(each, words) >= _OTHERS_NAME for each in named):
        return named
    opens = spoken.opens and (
        bool(owner.stems & words) or names_figures(spoken.sentence, setting.year)
    )
    certain = read.told or opens or names.coverage(owner, words) >= _OWN_NAME
    return (owner,) if certain and fits(owner) else ()


def _pair(setting: Setting, spoken: Spoken) -> tuple[Subject, ...]:
    """The two indicators of "inom äldreomsorg och förskola var 85 respektive 86 procent", in that order."""
    first, second = (text.strip() == _RESPECTIVELY for text in (spoken.after, spoken.before))
    if setting.owner is not None or not (first or second):
        return ()
    begins = spoken.mention.start - len(spoken.head)
    lead = spoken.head
    if second and spoken.previous:
        lead = lead[: spoken.previous.start - begins]
    return setting.names.pair(lead, setting.home)


def _beside(named: tuple[Subject, ...], spoken: Spoken) -> bool:
    """Whether the words closest to the figure are of the names too: else it may be of something else."""
    close = stems(spoken.beside)
    return any(subject.stems & close for subject in named)


def _by_unit(setting: Setting, spoken: Spoken, fits: Fits) -> tuple[Subject, ...]:
    """The indicators of the text's goals whose long unit follows the figure: "1,5 kg CO2 per kg livsmedel"."""
    said = set(unit_words(spoken.after)[:_UNIT])
    return tuple(
        each
        for each in setting.names.at_home(setting.home)
        if len(said.intersection(unit_words(each.unit))) > 1
        if fits(each)
    )


@lru_cache(maxsize=1024)
def unit_words(text: str) -> tuple[str, ...]:
    """The words of a unit; "CO₂" is "CO2"."""
    return tuple(re.findall(r"\w+", unicodedata.normalize("NFKC", text)))


def _carried(setting: Setting, spoken: Spoken, read: Reading, fits: Fits) -> tuple[Subject, ...]:
    """What the sentence before names, where a figure is told by nothing but its role ("Målet är 39")."""
    if not read.told or not spoken.earlier:
        return ()
    return setting.names.named(spoken.earlier, "", setting.home, fits)


def _fits(subject: Subject, spoken: Spoken, read: Reading, *, own: bool) -> bool:
    """Whether a figure can be an indicator's: its unit, or for a number what it counts."""
    mention = spoken.mention
    if read.base is not None:
        return mention.unit is (Unit.POINTS if subject.unit == "%" else Unit.NONE)
    needed = read.roles[0] in (*_GENDERS, Role.OLD_TARGET)  # which few indicators have
    if not subject.takes(_unit(spoken, read)) or (needed and read.roles[0] not in subject.roles):
        return False
    bare = _unit(spoken, read) is Unit.NONE
    return not bare or (own and read.told) or _is_counted(subject, spoken, read)


def _unit(spoken: Spoken, read: Reading) -> Unit:
    """The unit of a mention, which a neighbour may have told: "flickor 88,89 procent och pojkar 70,59"."""
    unit, previous = spoken.mention.unit, spoken.previous
    if unit is Unit.NONE and previous and read.told and _BARE.match(spoken.after):
        return previous.unit
    return unit


def _is_counted(subject: Subject, spoken: Spoken, read: Reading) -> bool:
    """Whether a number without a unit counts what an indicator counts."""
    counted = bool(stems(spoken.near) & subject.stems)
    if _is_small_word(spoken.mention):
        return read.told and counted
    if _BARE.match(spoken.after):
        return read.told or bool(stems(spoken.before) & subject.stems)
    if subject.unit not in _COUNTS:
        return any(word in unit_words(subject.unit) for word in unit_words(spoken.after)[:1])
    return counted or read.roles[0] in _GENDERS


def _is_small_word(mention: Mention) -> bool:
    return mention.value < _FEW and not mention.words[:1].isdigit()
