"""What a mention claims: which figures of the report it can mean, whatever their values are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.check.prose.mentions import Unit
from tertialapp.check.prose.money import Amounts, Said
from tertialapp.check.prose.roles import Reading
from tertialapp.check.prose.subjects import Fact, Figures, Role
from tertialapp.model.numbers import format_number


class Known(Struct, frozen=True, eq=False):
    """The figures of a report: those of indicators by role, and amounts by what is said of them.

    It is the same object while the tables that they are from are the same.
    """

    indicators: Mapping[str, Figures]
    accounts: Mapping[str, Amounts]


class OfIndicators(Struct, frozen=True):
    """A figure of one of some indicators. ``sure``: its sentence says much of the name."""

    about: str
    keys: tuple[str, ...]
    read: Reading
    sure: bool = False

    def facts(self, known: Known) -> tuple[Fact, ...]:
        """The figures that it can mean; none when one of the indicators has none, since it may be that."""
        found = [self._of(known.indicators[key]) for key in self.keys]
        return tuple(chain.from_iterable(found)) if all(found) else ()

    def unfilled(self, known: Known) -> str | None:
        """The indicator whose outcome it tells though the report has none."""
        tells = self.sure and self.read.roles == (Role.OUTCOME,) and self.read.base is None
        filled = any(Role.OUTCOME in known.indicators[key] for key in self.keys)
        return self.keys[0] if tells and not filled else None

    def _of(self, figures: Figures) -> list[Fact]:
        read = self.read
        facts = [figures[role] for role in read.roles if role in figures]
        if read.base is None:
            return facts
        base = figures.get(read.base)
        return [_between(fact, base, read.sign) for fact in facts] if base else []


def _between(fact: Fact, base: Fact, sign: int) -> Fact:
    value = fact.value - base.value
    value = value * sign if sign else abs(value)
    name = f"skillnaden mellan {fact.name} och {base.name}"
    return replace(fact, name=name, value=value, printed=format_number(value))


class OfAccounts(Struct, frozen=True):
    """An amount of one of some accounts, in the unit that is written.

    ``sign`` turns a deficit to what is written of it; 0 where only the size is.
    """

    about: str
    asked: tuple[tuple[str, Said], ...]
    unit: Unit
    sign: int

    def facts(self, known: Known) -> tuple[Fact, ...]:
        """The amounts that it can mean."""
        return tuple(
            replace(fact, value=self._written(fact))
            for key, said in self.asked
            for fact in known.accounts[key].get(said, ())
        )

    def _written(self, fact: Fact) -> Decimal:
        value = fact.value / self.unit.kronor
        return value * self.sign if self.sign else abs(value)


class OfCount(Struct, frozen=True):
    """How many there are of something."""

    about: str
    counted: tuple[Fact, ...]

    def facts(self, _known: Known) -> tuple[Fact, ...]:
        """The count."""
        return self.counted


Claim = OfIndicators | OfAccounts | OfCount
