"""What a proof says: checks with their outcome, things to look at with their place, and the rules for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from tertialapp.model.numbers import NBSP
from tertialapp.model.places import Spot
from tertialapp.pdf.standard import Standard


class Rule(Struct, frozen=True):
    """Where something is asked for: a clause of PDF/UA-1, of PDF/A-1 and PDF/A-2, a criterion of WCAG 2.1, a law.

    WCAG is what lagen (2018:1937) om tillgänglighet till digital offentlig service asks for, by EN 301 549.
    """

    ua: str = ""
    a1: str = ""
    a2: str = ""
    wcag: str = ""
    laws: tuple[str, ...] = ()

    def words(self, standard: Standard) -> str:
        """The rules that hold for a file of a standard."""
        part, _ = standard.archive or (0, "")
        named = (
            ("PDF/UA-1", self.ua if standard.accessible else ""),
            (f"PDF/A-{part}", {1: self.a1, 2: self.a2}.get(part, "")),
            ("WCAG", self.wcag),
        )
        clauses = (f"{name}{NBSP}{number}" for name, number in named if number)
        return " · ".join((*clauses, *self.laws))


CHARACTERS = Rule(ua="7.21.8", a1="6.3.5", a2="6.2.11.8")
"""Every character that is printed has a glyph."""


class Check(Struct, frozen=True):
    """Something that the program has checked, and whether it holds; ``details`` are what it went through."""

    words: str
    rule: Rule
    held: bool = True
    details: tuple[str, ...] = ()


class Look(Struct, frozen=True):
    """Something for a person to look at, and where in the report it is."""

    words: str
    rule: Rule
    spot: Spot | None = None


class Proof(Struct, frozen=True):
    """The outcome: ``judged`` is what no program can tell of any report."""

    standard: Standard
    checks: tuple[Check, ...]
    looks: tuple[Look, ...]
    judged: tuple[Look, ...]

    @property
    def promise(self) -> str:
        """What the file promises in words, and what it does not."""
        kept = self.standard
        lacking = "" if kept.archive else ", inte PDF/A"
        lacking += "" if kept.accessible else ", inte PDF/UA-1"
        return " och ".join(promises(kept)) + lacking

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that do not hold."""
        return tuple(check for check in self.checks if not check.held)


def promises(standard: Standard) -> tuple[str, ...]:
    """The names of what a standard promises."""
    archive = standard.archive
    named = [f"PDF/A-{archive[0]}{archive[1].lower()}"] if archive else []
    return (*named, *(["PDF/UA-1"] if standard.accessible else []))


def proof_text(proof: Proof, place_of: Callable[[Spot], str]) -> str:
    """The proof as plain text; ``place_of`` names the place of a spot."""
    return "\n".join(_lines(proof, place_of))


def _lines(proof: Proof, place_of: Callable[[Spot], str]) -> Iterator[str]:
    def line(words: str, rule: Rule) -> str:
        source = rule.words(proof.standard)
        return f"- {words} ({source})" if source else f"- {words}"

    yield f"{proof.standard.words}: {proof.promise}"
    yield "\nAtt se över"
    for look in proof.looks:
        where = f"{place_of(look.spot)}: " if look.spot else ""
        yield line(f"{where}{look.words}", look.rule)
    if not proof.looks:
        yield "- Inget."
    yield "\nKontrollerat"
    for check in proof.checks:
        yield line(f"{'' if check.held else 'FEL: '}{check.words}", check.rule)
        yield from (f"  - {detail}" for detail in check.details)
    yield "\nBedöms av en människa"
    for look in proof.judged:
        yield line(look.words, look.rule)
