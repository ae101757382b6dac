"""Templates: a sentence with fields that are filled with what is so now.

    {Nämnden} ansöker om {belopp}[ till {enhet}].

A field stands in braces; with a capital letter its value gets one too. What stands in brackets is left
out when a value in it is missing; anywhere else a missing value shows as a gap.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

GAP = "…"
"""What a missing value shows as."""
LONGEST = 2_000

_PIECE = re.compile(r"\{([^{}\[\]]*)\}|\[((?:[^{}\[\]]|\{[^{}\[\]]*\})*)\]|([^{}\[\]]+)")


class TemplateFault(ValueError):  # noqa: N818 - a fault in the user's data, see errors.py
    """A template can't be read; says why, in Swedish."""


class Field(Struct, frozen=True):
    """A field of a template, as its writer named it."""

    written: str

    @property
    def name(self) -> str:
        """The name that its value has."""
        return f"{self.written[:1].lower()}{self.written[1:]}"

    def show(self, value: str) -> str:
        """A value as the field shows it."""
        return capitalised(value) if self.written != self.name else value


Piece = str | Field


class Part(Struct, frozen=True):
    """Pieces that stand together; an optional part is left out when one of its values is missing."""

    pieces: tuple[Piece, ...]
    optional: bool = False

    def fields(self) -> Iterator[Field]:
        """Its fields, in order."""
        return (piece for piece in self.pieces if isinstance(piece, Field))


class Filled(Struct, frozen=True):
    """A template's words with values put in, and the names of the values that are missing."""

    text: str
    missing: tuple[str, ...] = ()


def read_template(body: str, known: Collection[str]) -> tuple[Part, ...]:
    """The parts of a template whose fields are all known. Raises TemplateFault."""
    if not body.strip():
        raise TemplateFault("Formuleringen är tom. Skriv hur punkten ska lyda.")
    if len(body) > LONGEST:
        raise TemplateFault(f"Formuleringen är längre än {LONGEST} tecken. Korta den.")
    parts: list[Part] = []
    at = 0
    for found in _PIECE.finditer(body):
        if found.start() != at:
            break
        at = found.end()
        field, optional, plain = found.groups()
        if optional is not None:
            pieces = tuple(_pieces(optional))
            parts.append(Part(pieces, optional=any(isinstance(each, Field) for each in pieces)))
        else:
            parts.append(Part((Field(field.strip()) if plain is None else plain,)))
    if at < len(body):
        raise TemplateFault(_unbalanced(body, at))
    for part in parts:
        for each in part.fields():
            if each.name not in known:
                raise TemplateFault(_unknown(each.written, known))
    return tuple(parts)


def _pieces(within: str) -> Iterator[Piece]:
    for found in _PIECE.finditer(within):
        yield found[3] if found[1] is None else Field(found[1].strip())


def _unbalanced(body: str, at: int) -> str:
    near = f"vid ”{body[at : at + 20]}”"
    if body[at] in "[]":
        return f"En hakparentes saknar sin motpart, eller står i en annan, {near}."
    return f"En klammer saknar sin motpart, eller står i en annan, {near}."


def _unknown(written: str, known: Collection[str]) -> str:
    if not written:
        return "Mellan klamrarna { } ska ett fälts namn stå."
    import difflib  # noqa: PLC0415 - for a word that nobody knows

    near = difflib.get_close_matches(written.casefold(), sorted(known), 1, 0.5)
    advice = f"Menar du {{{near[0]}}}?" if near else "Infoga fält visar dem som finns."
    return f"Fältet {{{written}}} finns inte för den här sortens punkt. {advice}"


def fill(parts: tuple[Part, ...], values: Mapping[str, str | None]) -> Filled:
    """The words of a template with its values; None is a missing one."""
    words: list[str] = []
    missing: list[str] = []
    for part in parts:
        lacking = [each.name for each in part.fields() if not values.get(each.name)]
        if part.optional and lacking:
            continue
        missing += lacking
        for piece in part.pieces:
            if isinstance(piece, Field):
                words.append(piece.show(values.get(piece.name) or GAP))
            else:
                words.append(piece)
    return Filled("".join(words), tuple(dict.fromkeys(missing)))


def capitalised(text: str) -> str:
    """A text with a capital letter first."""
    return f"{text[:1].upper()}{text[1:]}"


def running(title: str) -> str:
    """A title as it stands within a sentence: a capital that begins a plain word goes."""
    return f"{title[:1].lower()}{title[1:]}" if title[1:2].islower() else title
