"""Characters that the typeface does not have: what they are, where they stand, how that is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tertialapp.model.places import Spot
from tertialapp.pdf.blocks import Block
from tertialapp.pdf.fonts import missing_characters, missing_sign, printable
from tertialapp.pdf.strings import shown_texts
from tertialapp.pdf.typeface import typeface_now

_MOST_TOLD = 8


def replaced_in(blocks: Iterable[Block]) -> dict[Spot | None, tuple[str, ...]]:
    """The replaced characters of each place where there are any, in the order of the blocks."""
    found: dict[Spot | None, tuple[str, ...]] = {}
    sign = missing_sign(typeface_now())
    for text, spot in shown_texts(blocks):
        if sign in printable(text):
            missing = missing_characters((*found.get(spot, ()), text))
            found |= {spot: missing} if missing else {}
    return found


def character_name(char: str) -> str:
    """A character with its code; Unicode's own names of them are in English."""
    return f"{char} (U+{ord(char):04X})"


def replaced_sentence(chars: Sequence[str]) -> str:
    """What is to be said of characters that were replaced; nothing where there are none."""
    if not chars:
        return ""
    count = "Ett tecken" if len(chars) == 1 else f"{len(chars)} tecken"
    named = ", ".join(map(character_name, chars[:_MOST_TOLD]))
    more = f" och {len(chars) - _MOST_TOLD} till" if len(chars) > _MOST_TOLD else ""
    return f"{count} finns inte i typsnittet och ersätts när rapporten skrivs ut: {named}{more}."
