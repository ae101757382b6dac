"""Deviations that somebody stands for: what a check found, and why it may be so."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from tertialapp.model.records import Record, Ref


class Waiver(Record, frozen=True, kw_only=True):
    """Why a finding of a period is no mistake. Key: finding@period.

    ``finding`` is the finding's key, which changes when its values do; ``message`` is its sentence as it
    stood, so that the reason can be read when the finding is gone.
    """

    finding: str
    period_id: Annotated[str, Ref("period")]
    message: str
    reason: str
    person: str
    day: date
