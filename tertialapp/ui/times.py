"""Moments as people say them."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The day that it is in the user's own calendar."""
    return date.today()  # noqa: DTZ011


def when(moment: datetime) -> str:
    """A moment as people say it: "i dag 14:32", "i går 09:10", else the date."""
    days = (datetime.now().astimezone().date() - moment.date()).days
    names = {0: "i dag", 1: "i går"}
    day = names.get(days, moment.date().isoformat())
    return f"{day} {moment:%H:%M}"
