"""The points that the board is asked to decide, and how a board words them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from tertialapp.model.records import ANY_TABLE, Ore, Record, Ref


class DecisionKind(StrEnum):
    """What a point decides; a free one is tied to no record."""

    APPROVAL = "approval"
    TARGET_CHANGE = "target_change"
    BUDGET_ADJUSTMENT = "budget_adjustment"
    COMPETENCE_FUND = "competence_fund"
    TURNOVER = "turnover"
    FREE = "free"


class WordingKind(StrEnum):
    """What a wording is for: a changed target may become the council's, an adjustment is of either budget."""

    APPROVAL = "approval"
    TARGET_CHANGE = "target_change"
    TARGET_TO_COUNCIL = "target_to_council"
    OPERATING_ADJUSTMENT = "operating_adjustment"
    INVESTMENT_ADJUSTMENT = "investment_adjustment"
    COMPETENCE_FUND = "competence_fund"
    TURNOVER = "turnover"


class DecisionWording(Record, frozen=True, kw_only=True):
    """The board's own template for points of a kind (``wording``). Key: the kind; without it the usual one."""

    body: str


class Decision(Record, frozen=True, kw_only=True):
    """A numbered point of the proposal. ``subject_id`` is the indicator, adjustment or fund behind it.

    ``old_target`` and ``new_target`` belong to a changed target, ``amount`` to the others. ``generated``:
    the text, and all but the old target, follow the template and what is behind the point.
    """

    period_id: Annotated[str, Ref("period")]
    sort_key: str
    kind: DecisionKind
    text: str
    subject_id: Annotated[str | None, Ref(ANY_TABLE, points=True)] = None
    amount: Ore | None = None
    old_target: Decimal | None = None
    new_target: Decimal | None = None
    generated: bool = False
