"""The day that it is."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """The day that it is in the user's own calendar."""
    return date.today()  # noqa: DTZ011
