"""Deviations that somebody stands for: what a check found, and why it may be so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tertialapp.model.records import Record, ref


@dataclass(frozen=True, kw_only=True)
class Waiver(Record):
    """Why a finding of a period is no mistake. Key: finding@period.

    ``finding`` is the finding's key, which changes when its values do; ``message`` is its sentence as it
    stood, so that the reason can be read when the finding is gone.
    """

    finding: str
    period_id: str = ref("period")
    message: str
    reason: str
    person: str
    day: date
