"""Moments as people say them."""

from __future__ import annotations

from datetime import datetime

from tertialapp.base.days import today


def when(moment: datetime) -> str:
    """A moment as people say it: "i dag 14:32", "i går 09:10", else the date."""
    days = (today() - moment.date()).days
    names = {0: "i dag", 1: "i går"}
    day = names.get(days, moment.date().isoformat())
    return f"{day} {moment:%H:%M}"
