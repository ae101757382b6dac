"""How a result unit's fund comes about, step by step in words and figures (R10, R11, R12).

Amounts are surplus positive here, whatever sign the table prints; the sentences say which it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from tertialapp.model import sums
from tertialapp.model.economy import ResultUnitValue
from tertialapp.model.economy_tables import closing_amount
from tertialapp.model.numbers import (
    NBSP,
    MoneyUnit,
    format_money,
    format_money_plain,
    format_number,
)
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tertialapp.model.sums import Amount

UNIT = MoneyUnit.THOUSANDS
NO_REASON = "Skäl saknas."
_MOST_DECIMALS = 5  # a hundredth of a krona


class FundPart(StrEnum):
    """What a step is about."""

    OPENING = "opening"
    RESULT = "result"
    TOGETHER = "together"
    CEILING = "ceiling"
    COMPUTED = "computed"
    SET = "set"
    REASON = "reason"
    CUT = "cut"
    COVERED = "covered"
    TAKEN = "taken"
    PERMITTED = "permitted"
    OVER = "over"


class FundStep(Struct, frozen=True):
    """A step of the calculation: what it is called, what it comes to, and why, in a sentence."""

    part: FundPart
    label: str
    amount: Amount
    sentence: str


def fund_steps(report: Report, unit_id: str, period_id: str) -> tuple[FundStep, ...]:
    """The steps from the fund of last year to that of next; none while nothing is filled in."""
    value = report.result_unit_value(unit_id, period_id)
    if value.opening is None and value.result is None and value.closing_override is None:
        return ()
    calculation = _Calculation(report, value, report.periods[period_id].year)
    return (
        *calculation.fund(),
        *calculation.board(),
        *calculation.withdrawal(),
        *calculation.reason(),
    )


def reason_is_asked(report: Report, value: ResultUnitValue) -> bool:
    """Whether a unit's year needs a reason: its fund is set, or more is taken out than is permitted."""
    taken = sums.withdrawal(value.opening, closing_amount(report, value))
    over = sums.over_limit(taken, value.gross_budget, report.setup.withdrawal_ceiling)
    return value.closing_override is not None or bool(over)


def in_short(steps: Sequence[FundStep]) -> str:
    """What the steps come to: the fund, and whatever is out of the ordinary."""
    told = {step.part: step.sentence for step in steps}
    if not told:
        return "Fyll i ingående fond och resultat, så räknas fonden till nästa år ut."
    first = FundPart.SET if FundPart.SET in told else FundPart.COMPUTED
    parts = (first, FundPart.CUT, FundPart.COVERED, FundPart.OVER)
    said = [told[part] for part in parts if part in told]
    return " ".join((*said, NO_REASON) if told.get(FundPart.REASON) == NO_REASON else said)


def decimals_of(steps: Sequence[FundStep]) -> int:
    """With how many decimals the steps are printed, so that they add up for the eye."""
    amounts = [step.amount for step in steps if step.amount is not None]
    for decimals in range(_MOST_DECIMALS):
        if all(amount % Decimal(UNIT.ore).scaleb(-decimals) == 0 for amount in amounts):
            return decimals
    return _MOST_DECIMALS


def printed(steps: Sequence[FundStep]) -> tuple[tuple[str, str, str], ...]:
    """Label, amount and sentence of each step, as they are shown."""
    decimals = decimals_of(steps)
    return tuple((step.label, _figure(step, decimals), step.sentence) for step in steps)


def _figure(step: FundStep, decimals: int) -> str:
    if step.amount is not None:
        return format_money(step.amount, UNIT, decimals)
    return "" if step.part is FundPart.REASON else "–"


def as_text(title: str, steps: Sequence[FundStep]) -> str:
    """The steps as lines with tabs, for a mail or a sheet."""
    lines = ("\t".join(cells) for cells in printed(steps))
    return "\n".join((f"{title} ({UNIT.label})", *lines))


class _Calculation(Struct, frozen=True):
    """One unit's year, and the steps that it takes."""

    report: Report
    value: ResultUnitValue
    year: int

    @property
    def _together(self) -> Amount:
        return sums.total((self.value.opening, self.value.result))

    @property
    def _closing(self) -> Amount:
        return closing_amount(self.report, self.value)

    def fund(self) -> Iterator[FundStep]:
        """From opening fund and result to the closing fund."""
        value, setup, before = self.value, self.report.setup, self.year - 1
        label = f"Resultatöverföring från {before}"
        yield FundStep(FundPart.OPENING, label, value.opening, self._opening_words(before))
        label = f"Resultat {self.year}"
        yield FundStep(FundPart.RESULT, label, value.result, _result_words(value.result))
        together = self._together
        if together is None:
            words = "Varken ingående fond eller resultat är ifyllt."
        else:
            words = f"Fond och resultat blir tillsammans {_side(together)}."
        yield FundStep(FundPart.TOGETHER, "Fond och resultat", together, words)
        share = f"{format_number(setup.fund_ceiling)}{NBSP}%"
        limit = sums.share_of(value.gross_budget, setup.fund_ceiling)
        if value.gross_budget is None:
            words = f"Bruttobudgeten är inte ifylld, så taket på {share} går inte att räkna ut."
        else:
            gross = format_money_plain(value.gross_budget, UNIT)
            words = f"Fonden får vara högst {share} av bruttobudgeten {gross}."
        yield FundStep(FundPart.CEILING, "Tak för fonden", limit, words)
        yield from self._closing_steps(limit)

    def _opening_words(self, before: int) -> str:
        opening = self.value.opening
        if opening is None:
            return f"Fonden från {before} är inte ifylld."
        return f"Enheten har med sig {_side(opening)} från {before}."

    def _closing_steps(self, limit: Amount) -> Iterator[FundStep]:
        value, setup, label = (
            self.value,
            self.report.setup,
            f"Resultatöverföring till {self.year + 1}",
        )
        computed = sums.closing_fund(
            value.opening, value.result, value.gross_budget, setup.fund_ceiling
        )
        stated = value.closing_override
        if computed is not None:
            words = f"Fonden till {self.year + 1} blir {_side(computed)}."
            if stated is None:
                yield FundStep(FundPart.COMPUTED, label, computed, words)
            else:
                words = f"Uträknad vore fonden {_side(computed)}."
                yield FundStep(FundPart.COMPUTED, "Uträknad fond", computed, words)
        if stated is not None:
            words = f"Fonden till {self.year + 1} är satt till {_side(stated)}."
            if limit is not None and stated > limit:
                words += f" Det är {format_money_plain(Ore(stated - limit), UNIT)} över taket."
            yield FundStep(FundPart.SET, label, stated, words)

    def board(self) -> Iterator[FundStep]:
        """What the board keeps of a fund that is cut, or covers of one that is raised."""
        value, closing = self.value, self._closing
        cut = sums.moved_to_fund(value.opening, value.result, closing)
        covered = sums.covered_by_board(value.opening, value.result, closing)
        if cut and value.closing_override is None:
            words = (
                f"{format_money_plain(cut, UNIT)} ryms inte under taket och stannar hos nämnden."
            )
            yield FundStep(FundPart.CUT, "Tvingat uttag", cut, words)
        elif cut:
            words = f"{format_money_plain(cut, UNIT)} av fond och resultat stannar hos nämnden."
            yield FundStep(FundPart.CUT, "Stannar hos nämnden", cut, words)
        if covered:
            words = f"Nämnden täcker {format_money_plain(covered, UNIT)}, det som fond och resultat inte räcker till."
            yield FundStep(FundPart.COVERED, "Nämnden täcker", covered, words)

    def withdrawal(self) -> Iterator[FundStep]:
        """What is taken out of the fund during the year, and what is permitted."""
        value, setup = self.value, self.report.setup
        taken = sums.withdrawal(value.opening, self._closing)
        if taken is None:
            return
        if taken < 0:
            words = f"Fonden växer med {format_money_plain(Ore(-taken), UNIT)} under året."
            yield FundStep(FundPart.TAKEN, "Avsättning till fonden", Ore(-taken), words)
            return
        words = (
            f"Fonden minskar med {format_money_plain(taken, UNIT)} under året."
            if taken
            else "Fonden är oförändrad."
        )
        yield FundStep(FundPart.TAKEN, "Uttag ur fonden", taken, words)
        share = f"{format_number(setup.withdrawal_ceiling)}{NBSP}%"
        permitted = sums.share_of(value.gross_budget, setup.withdrawal_ceiling)
        over = sums.over_limit(taken, value.gross_budget, setup.withdrawal_ceiling)
        if permitted is None:
            words = f"Bruttobudgeten är inte ifylld, så gränsen på {share} går inte att räkna ut."
        else:
            words = f"Högst {share} av bruttobudgeten får tas ut under ett år."
        yield FundStep(FundPart.PERMITTED, "Tillåtet uttag", permitted, words)
        if over:
            words = f"Uttaget är {format_money_plain(over, UNIT)} större än gränsen på {share}."
            yield FundStep(FundPart.OVER, "Uttag över gränsen", over, words)

    def reason(self) -> Iterator[FundStep]:
        """The reason, where one is asked for or given."""
        if self.value.explained:
            yield FundStep(FundPart.REASON, "Skäl", None, self.value.closing_reason.strip())
        elif reason_is_asked(self.report, self.value):
            yield FundStep(FundPart.REASON, "Skäl", None, NO_REASON)


def _result_words(result: Amount) -> str:
    if result is None:
        return "Årets resultat är inte ifyllt."
    return f"Årets resultat är {_side(result)}." if result else "Årets resultat går jämnt ut."


def _side(amount: Ore) -> str:
    """Whether an amount is a surplus, and how large."""
    if not amount:
        return f"0{NBSP}{UNIT.label}"
    return f"{'ett överskott' if amount > 0 else 'ett underskott'} på {format_money_plain(Ore(abs(amount)), UNIT)}"
