"""How points to decide are worded: the template of each kind, and what its fields stand for now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.decisions import Decision, DecisionKind, DecisionWording, WordingKind
from tertialapp.model.economy import AdjustmentKind, BudgetAdjustment, CompetenceFund
from tertialapp.model.economy_tables import EconomyTable, turnover_table
from tertialapp.model.frame import PeriodKind
from tertialapp.model.goals import Indicator
from tertialapp.model.numbers import NBSP, MoneyUnit, format_money_exact, format_number
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tertialapp.model.wording import Filled, Part, TemplateFault, fill, read_template, running

USUAL: Mapping[WordingKind, str] = MappingProxyType(
    {
        WordingKind.APPROVAL: "{Nämnden} godkänner {rapporten} för år {år} enligt förvaltningens förslag "
        "och överlämnar den till kommunstyrelsen.",
        WordingKind.TARGET_CHANGE: "{Nämnden} justerar årsmålet för {indikatorn} från {gammalt årsmål} "
        "till {nytt årsmål}.",
        WordingKind.TARGET_TO_COUNCIL: "{Nämnden} justerar årsmålet för {indikatorn} från "
        "{gammalt årsmål} till {nytt årsmål} som är kommunfullmäktiges årsmål för indikatorn.",
        WordingKind.OPERATING_ADJUSTMENT: "{Nämnden} ansöker om budgetjustering om {belopp}[ {ändamål},] "
        "drift, {vad}.",
        WordingKind.INVESTMENT_ADJUSTMENT: "{Nämnden} ansöker om budgetjustering om {belopp}"
        "[ {ändamål},] {vad}.",
        WordingKind.COMPETENCE_FUND: "{Nämnden} ansöker om kompetensutvecklingsmedel, {vad}[, {enhet}], "
        "{belopp}.",
        WordingKind.TURNOVER: "{Nämnden} anmäler omslutningar om {belopp}.",
    }
)
"""The wordings of a board that has none of its own."""

_COMMON = {
    "nämnden": "nämnden, med det sista ordet i nämndens namn",
    "rapporten": "vilken rapport det är: tertialrapport 1, verksamhetsberättelsen",
    "år": "rapportens år",
}
_TARGET = {
    "indikatorn": "indikatorns namn",
    "gammalt årsmål": "årsmålet före ändringen, med ordet procent där det är procent",
    "nytt årsmål": "årsmålet i tabellen, med ordet procent där det är procent",
    "gammalt tal": "årsmålet före ändringen, bara siffrorna",
    "nytt tal": "årsmålet i tabellen, bara siffrorna",
    "höjer": "höjer eller sänker, som det nya årsmålet är",
}
_ADJUSTMENT = {
    "belopp": "beloppet i miljoner kronor",
    "ändamål": "rubriken på avsnittet som budgetjusteringen står i",
    "vad": "det som står i budgetjusteringens rad",
}
_FUND = {
    "belopp": "beloppet i kronor",
    "vad": "insatsens namn",
    "enhet": "enheten som medlen är till",
}
_TURNOVER = {"belopp": "summan av omslutningsförändringarna i miljoner kronor"}

FIELDS: Mapping[WordingKind, Mapping[str, str]] = MappingProxyType(
    {
        WordingKind.APPROVAL: _COMMON,
        WordingKind.TARGET_CHANGE: _TARGET | _COMMON,
        WordingKind.TARGET_TO_COUNCIL: _TARGET | _COMMON,
        WordingKind.OPERATING_ADJUSTMENT: _ADJUSTMENT | _COMMON,
        WordingKind.INVESTMENT_ADJUSTMENT: _ADJUSTMENT | _COMMON,
        WordingKind.COMPETENCE_FUND: _FUND | _COMMON,
        WordingKind.TURNOVER: _TURNOVER | _COMMON,
    }
)
"""The fields that each template may have, with what they stand for."""

TABLES = (
    *("decision", "decision_wording", "setup", "period", "section", "indicator", "indicator_value"),
    *("budget_adjustment", "competence_fund", "turnover_change", "business_area", "stated_total"),
)
"""The tables that a point's words follow from."""


class Behind(Struct, frozen=True):
    """What a point's words follow from: its kind of wording, its fields' values, and its own figures."""

    wording: WordingKind
    values: Mapping[str, str | None]
    amount: Ore | None = None
    new_target: Decimal | None = None
    old_target: Decimal | None = None


# -- templates -------------------------------------------------------------------------------------


def template(report: Report, wording: WordingKind) -> str:
    """The template of a kind: the board's own, or the usual one."""
    own = report.decision_wordings.get(wording)
    return own.body if own else USUAL[wording]


@lru_cache(maxsize=64)
def _parts(wording: WordingKind, body: str) -> tuple[Part, ...]:
    return read_template(body, FIELDS[wording])


def template_fault(wording: WordingKind, body: str) -> str:
    """Why a template can't be used, in Swedish; "" when it can."""
    try:
        _parts(wording, body)
    except TemplateFault as fault:
        return str(fault)
    return ""


def is_sound(record: DecisionWording) -> bool:
    """Whether a stored wording is of a kind there is and can be read."""
    kinds = set(WordingKind)
    return record.id in kinds and not template_fault(WordingKind(record.id), record.body)


def filled(report: Report, behind: Behind, body: str | None = None) -> Filled:
    """The words that a template (or the given one, which must be sound) gives a point now."""
    words = template(report, behind.wording) if body is None else body
    return fill(_parts(behind.wording, words), behind.values)


# -- points ----------------------------------------------------------------------------------------


def worded(report: Report, point: Decision) -> Decision:
    """A point as its template words it, with the figures of what is behind it.

    Itself when nothing is: a free one keeps its words, and so does one whose record is gone.
    """
    behind = behind_point(report, point)
    if behind is None:
        return point
    return replace(
        point,
        text=filled(report, behind).text,
        amount=behind.amount,
        old_target=behind.old_target,
        new_target=behind.new_target,
    )


def followed(report: Report, before: Decision | None, point: Decision) -> Decision:
    """A generated point after an edit: worded anew, or the writer's own where its text was written over."""
    if not point.generated:
        return point
    fresh = worded(report, point)
    followed_before = before is not None and before.generated
    if followed_before and before is not None and point.text not in (before.text, fresh.text):
        return replace(point, generated=False)
    return fresh


def behind_point(
    report: Report,
    point: Decision,
    turnover: Callable[[Report, str], EconomyTable] = turnover_table,
) -> Behind | None:
    """What is behind a point; None for a free one, or when it is gone or of another kind.

    ``turnover`` gives the table of turnover changes, to whoever has it already.
    """
    key = point.subject_id or ""
    common = _common(report, point.period_id)
    match point.kind:
        case DecisionKind.APPROVAL:
            return Behind(WordingKind.APPROVAL, common)
        case DecisionKind.TURNOVER:
            amount = turnover(report, point.period_id).rows[-1].cells[0].amount
            return Behind(WordingKind.TURNOVER, common | _money(amount, MoneyUnit.MILLIONS), amount)
        case DecisionKind.TARGET_CHANGE if key in report.indicators:
            return _target_change(report, point, report.indicators[key], common)
        case DecisionKind.BUDGET_ADJUSTMENT if key in report.budget_adjustments:
            return _adjustment(report, report.budget_adjustments[key], common)
        case DecisionKind.COMPETENCE_FUND if key in report.competence_funds:
            return _fund(report.competence_funds[key], common)
    return None


_Values = dict[str, str | None]

_REPORTS = {
    PeriodKind.PLAN: "verksamhetsplanen",
    PeriodKind.FIRST: "tertialrapport 1",
    PeriodKind.SECOND: "tertialrapport 2",
    PeriodKind.ANNUAL: "verksamhetsberättelsen",
}


def _common(report: Report, period_id: str) -> _Values:
    period = report.periods[period_id]
    return {
        "nämnden": board_in_text(report.setup.board),
        "rapporten": _REPORTS[period.kind],
        "år": str(period.year),
    }


_BOARD = re.compile(r"\w*(?:nämnd|styrelse|utskott)(?:en|n|et)?$", re.IGNORECASE)


def board_in_text(board: str) -> str:
    """A board as it is spoken of in its own decisions: "Enskede stadsdelsnämnd" is "stadsdelsnämnden"."""
    found = next((word for word in board.split() if _BOARD.match(word)), "nämnden").lower()
    for ending, definite in (("nämnd", "en"), ("styrelse", "n"), ("utskott", "et")):
        if found.endswith(ending):
            return found + definite
    return found


def _money(amount: Ore | None, unit: MoneyUnit) -> _Values:
    shown = None if amount is None else f"{format_money_exact(amount, unit)}{NBSP}{unit.label}"
    return {"belopp": shown}


def _target_change(
    report: Report, point: Decision, indicator: Indicator, common: _Values
) -> Behind:
    value = report.indicator_value(indicator.id, point.period_id)
    old, new = point.old_target, value.target
    to_council = new is not None and new == value.council_target and not indicator.council_citywide
    values = common | {
        "indikatorn": running(_bare(indicator.name)),
        "gammalt årsmål": _figure(indicator, old),
        "nytt årsmål": _figure(indicator, new),
        "gammalt tal": None if old is None else format_number(old, indicator.decimals),
        "nytt tal": None if new is None else format_number(new, indicator.decimals),
        "höjer": None if old is None or new is None else _way(old, new),
    }
    kind = WordingKind.TARGET_TO_COUNCIL if to_council else WordingKind.TARGET_CHANGE
    return Behind(kind, values, new_target=new, old_target=old)


def _figure(indicator: Indicator, target: Decimal | None) -> str | None:
    """A target in a sentence: with the word for per cent, and bare where things are counted."""
    if target is None:
        return None
    figure = format_number(target, indicator.decimals)
    unit = {"%": "procent", "st": ""}.get(indicator.unit, indicator.unit)
    return f"{figure}{NBSP}{unit}" if unit else figure


def _way(old: Decimal, new: Decimal) -> str:
    return "höjer" if new > old else "sänker" if new < old else "behåller"


def _adjustment(report: Report, row: BudgetAdjustment, common: _Values) -> Behind:
    operating = row.kind is AdjustmentKind.OPERATING
    values = common | _money(row.amount, MoneyUnit.MILLIONS)
    values |= {"ändamål": _purpose(report.sections[row.section_id].title), "vad": _bare(row.text)}
    kind = WordingKind.OPERATING_ADJUSTMENT if operating else WordingKind.INVESTMENT_ADJUSTMENT
    return Behind(kind, values, row.amount)


def _purpose(title: str) -> str | None:
    """What a section's adjustments are for, one of them: "trygghetsinvestering"; None where it doesn't say."""
    if title.casefold().startswith("budgetjuster"):
        return None
    return re.sub(r"(?<=\wing)ar$", "", running(_bare(title)))


def _fund(row: CompetenceFund, common: _Values) -> Behind:
    values = common | _money(row.amount, MoneyUnit.KRONOR)
    values |= {"vad": _bare(row.text), "enhet": _bare(row.unit)}
    return Behind(WordingKind.COMPETENCE_FUND, values, row.amount)


def _bare(text: str) -> str:
    """A row's text as it stands within a sentence: in one line, without a full stop of its own."""
    return " ".join(text.split()).removesuffix(".").rstrip()


# -- trying a wording ------------------------------------------------------------------------------


def points_worded(
    report: Report, period_id: str, wording: WordingKind
) -> Iterator[tuple[Decision, Behind]]:
    """The points of a period that a template words, or would if they had no words of their own."""
    for point in report.decisions_of(period_id):
        behind = behind_point(report, point)
        if behind is not None and behind.wording is wording:
            yield point, behind


def sample(wording: WordingKind) -> Behind:
    """Something to try a template on where no point has it: every field shows its own name."""
    return Behind(wording, {name: f"‹{name}›" for name in FIELDS[wording]})
