"""What a check found: a value that says what is wrong, how badly, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertialapp.model.places import Place


class Severity(StrEnum):
    """How a finding is met: an error contradicts the report, a warning asks to be looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """``rule`` names the check; ``table``, ``key`` and ``field`` the stored cell it is about."""

    rule: str
    severity: Severity
    message: str
    place: Place
    table: str
    key: str
    field: str
