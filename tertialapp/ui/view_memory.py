"""Where one was in a file, kept between sessions: the place, the period, the folded branches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tertialapp.document.copies import copy_of
from tertialapp.model.places import Place, exists
from tertialapp.ui.settings import keep_text, remembered_text
from tertialapp.ui.workspace import Workspace


def keep_view(path: Path, workspace: Workspace) -> None:
    """Keep where the user is in the file that lies at a path."""
    place = workspace.place
    state = {
        "place": [place.table, place.key] if place else None,
        "period": workspace.bridge.period_id,
        "folded": sorted([folded.table, folded.key] for folded in workspace.outline.folded),
    }
    keep_text(_key(path), json.dumps(state, ensure_ascii=False))


def restore_view(path: Path, workspace: Workspace) -> None:
    """Go to where the user was in the file, as far as that is still there."""
    state = _read(remembered_text(_key(path)))
    report = workspace.bridge.report
    if state.get("period") in report.periods:
        workspace.bridge.show_period(state["period"])
    folded = (_place(stored) for stored in state.get("folded") or ())
    workspace.outline.fold(place for place in folded if place and exists(report, place))
    place = _place(state.get("place"))
    if place and exists(report, place):
        workspace.go_to(place)


def _read(text: str) -> dict[str, Any]:
    try:
        state = json.loads(text or "{}")
    except ValueError:  # somebody has written in the settings by hand
        return {}
    return state if isinstance(state, dict) else {}


def _place(stored: Any) -> Place | None:
    if (
        isinstance(stored, list)
        and len(stored) == 2
        and stored[0] in ("goal", "section", "overview")
    ):
        return Place(str(stored[0]), str(stored[1]))
    return None


def _key(path: Path) -> str:
    return f"vyer/{copy_of(path).stem}"
