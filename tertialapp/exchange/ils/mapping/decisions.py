"""The points to decide, tied to the indicator, adjustment or training money that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec.structs import replace

from tertialapp.exchange.ils.mapping import names
from tertialapp.exchange.ils.mapping.draft import Draft, sort_keys
from tertialapp.exchange.ils.mapping.figures import amount_within, figure
from tertialapp.exchange.ils.records import IlsDecision
from tertialapp.model.decision_wordings import worded
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.economy import AdjustmentKind, BudgetAdjustment, CompetenceFund
from tertialapp.model.records import Ore, Record, new_id
from tertialapp.model.report import Report

_NUMBER = r"\d[\d ]{0,12}(?:,\d{1,4})?"
_TARGET = re.compile(
    rf"årsmålet för (?P<name>.+?) från (?P<old>{_NUMBER})\D{{0,20}}? till (?P<new>{_NUMBER})"
)
_FUND = re.compile(
    r"kompetensutvecklingsmedel,? (?P<what>.+?),? \d[\d ]{0,12} (?:kr|kronor|tkr|mnkr)\b"
)
_KINDS = (
    (re.compile(r"\bgodkänner\b"), DecisionKind.APPROVAL),
    (re.compile(r"\bjusterar årsmålet\b"), DecisionKind.TARGET_CHANGE),
    (re.compile(r"\bansöker om kompetensutvecklingsmedel\b"), DecisionKind.COMPETENCE_FUND),
    (re.compile(r"\bansöker om (?:en )?budgetjustering"), DecisionKind.BUDGET_ADJUSTMENT),
    (re.compile(r"\bomslutning"), DecisionKind.TURNOVER),
)


def add_decisions(
    decisions: Iterable[IlsDecision], indicators: Mapping[str, str], draft: Draft
) -> None:
    """The decisions in order; competence funds become records of their own.

    ``indicators``: names by key. Adjustments are those in the draft.
    """
    points = tuple(decisions)
    open_adjustments = [record for record in draft.records if isinstance(record, BudgetAdjustment)]
    for point, sort_key in zip(points, sort_keys(len(points)), strict=True):
        kind = next((kind for words, kind in _KINDS if words.search(point.text)), DecisionKind.FREE)
        subject: str | None = None
        amount: Ore | None = None
        old = new = None
        match kind:
            case DecisionKind.TARGET_CHANGE:
                subject, old, new = _target_change(point, indicators, draft)
            case DecisionKind.BUDGET_ADJUSTMENT:
                amount = amount_within(point.text)
                subject = _adjustment(point, amount, open_adjustments, draft)
            case DecisionKind.COMPETENCE_FUND:
                amount = amount_within(point.text)
                subject = _fund(point, amount, sort_key, draft)
            case DecisionKind.TURNOVER:
                amount = amount_within(point.text)
        draft.add(
            Decision(
                id=new_id(),
                period_id=draft.period.id,
                sort_key=sort_key,
                kind=kind,
                text=point.text,
                subject_id=subject,
                amount=amount,
                old_target=old,
                new_target=new,
            )
        )


def follow_templates(report: Report) -> Report:
    """The report, its points following their templates where these give the very words that were read."""
    following: dict[str, Record | None] = {
        point.id: replace(ours, generated=True)
        for point in report.decisions.values()
        if (ours := worded(report, point)) is not point and ours.text.split() == point.text.split()
    }
    return report.apply({"decision": following})


def _target_change(
    point: IlsDecision, indicators: Mapping[str, str], draft: Draft
) -> tuple[str | None, Decimal | None, Decimal | None]:
    match = _TARGET.search(point.text)
    if match is None:
        _remark(point, "gamla och nya årsmålet kunde inte läsas", draft)
        return None, None, None
    subject = names.find(match["name"], {key: [name] for key, name in indicators.items()})
    if subject is None:
        _remark(point, "indikatorn kunde inte pekas ut", draft)
    old, new = figure(match["old"]), figure(match["new"])
    return subject, old.value if old else None, new.value if new else None


def _adjustment(
    point: IlsDecision, amount: Ore | None, candidates: list[BudgetAdjustment], draft: Draft
) -> str | None:
    """The adjustment of the same amount and kind that is worded most alike; each is taken once."""
    invests = "invester" in point.text.casefold()
    kind = AdjustmentKind.INVESTMENT if invests else AdjustmentKind.OPERATING
    same = [row for row in candidates if row.amount == amount and row.kind is kind]
    if amount is None or not same:
        _remark(point, "ingen budgetjustering har samma belopp", draft)
        return None
    best = max(same, key=lambda row: names.likeness(point.text, row.text))
    candidates.remove(best)
    return best.id


def _fund(point: IlsDecision, amount: Ore | None, sort_key: str, draft: Draft) -> str | None:
    """The training money: what it is for, and last before the amount for which unit."""
    match = _FUND.search(point.text)
    if match is None or amount is None:
        _remark(point, "ändamål och belopp kunde inte läsas", draft)
        return None
    *what, unit = match["what"].split(", ")
    fund = CompetenceFund(
        id=new_id(),
        period_id=draft.period.id,
        sort_key=sort_key,
        text=", ".join(what) if what else unit,
        unit=unit if what else "",
        amount=amount,
    )
    draft.add(fund)
    return fund.id


def _remark(point: IlsDecision, why: str, draft: Draft) -> None:
    draft.remark(point.lines.first, f"Beslutspunkt {point.number}: {why}. Koppla den för hand.")
