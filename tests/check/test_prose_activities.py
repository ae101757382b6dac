"""What texts say of activities is held against their rows: only what is beyond doubt."""

from datetime import date

import pytest
from msgspec.structs import replace

from tertialapp.check.findings import Finding
from tertialapp.model.frame import TextPart
from tertialapp.model.goals import Activity, ActivityState
from tertialapp.model.report import Report
from tests.check import PERIOD, changed, found

NAME = "Ny rutin för introduktion"
RULES = ("prose-activity", "prose-activity-date")


def _told(report: Report, state: ActivityState | None, body: str, owner: str = "") -> list[Finding]:
    """What is found where a text, of the activity's goal unless said, holds some words."""
    first: Activity = next(iter(report.activities.values()))
    activity = replace(first, name=NAME, start=date(2025, 1, 1), end=date(2025, 12, 31))
    status = replace(report.activity_status(first.id, PERIOD), state=state)
    part = TextPart.ANALYSIS
    key = {"": first.goal_id, "own": first.id}.get(owner, owner)
    text = replace(report.text(key, PERIOD, part), body=body)
    after = changed(report, activity, status, text)
    return [each for name in RULES for each in found(after, name)]


@pytest.mark.parametrize(
    ("state", "body"),
    [
        (ActivityState.ONGOING, f"Aktiviteten ”{NAME}” är avslutad."),
        (ActivityState.PLANNED, f"Under våren pågick mycket. {NAME} har genomförts."),
        (ActivityState.DONE, f"Aktiviteten ”{NAME}” pågår."),
        (ActivityState.DONE, f"Aktiviteten ”{NAME}” är försenad."),
        (ActivityState.ONGOING, f"”{NAME}” har ännu inte påbörjats."),
        (ActivityState.PLANNED, f"”{NAME}” har påbörjats."),
        (ActivityState.ONGOING, f"”{NAME}” har skjutits upp."),
        (ActivityState.ONGOING, f"”{NAME}” avslutas i juni 2025."),
        (ActivityState.ONGOING, f"”{NAME}” pågår till och med den 30 december 2025."),
        (ActivityState.DONE, f"”{NAME}” startade i mars 2025."),
    ],
)
def test_a_row_that_says_otherwise_is_found(
    example: Report, state: ActivityState, body: str
) -> None:
    (finding,) = _told(example, state, body)
    words = finding.cells[0]
    assert body[words.start : words.end] == finding.found
    assert finding.cells[1].table in ("activity", "activity_status")
    assert NAME in finding.message


@pytest.mark.parametrize(
    ("state", "body"),
    [
        (ActivityState.DONE, f"Aktiviteten ”{NAME}” är avslutad."),
        (ActivityState.ONGOING, f"Aktiviteten ”{NAME}” pågår."),
        (ActivityState.DEVIATION, f"Aktiviteten ”{NAME}” är försenad."),
        (None, f"Aktiviteten ”{NAME}” är avslutad."),
        (ActivityState.ONGOING, f"När ”{NAME}” är avslutad följs den upp."),
        (ActivityState.ONGOING, f"”{NAME}” är avslutad till hälften."),
        (ActivityState.ONGOING, f"Första delen av ”{NAME}” är avslutad."),
        (ActivityState.ONGOING, "Aktiviteten ”En helt annan” är avslutad."),
        (ActivityState.ONGOING, f"”{NAME}” gäller alla och utbildningen är avslutad."),
        (ActivityState.ONGOING, f"”{NAME}” avslutas i december 2025."),
        (ActivityState.ONGOING, f"”{NAME}” avslutas den 31 december 2025."),
        (ActivityState.DEVIATION, f"”{NAME}” avslutas i juni 2026."),
    ],
)
def test_what_may_be_right_is_left_alone(
    example: Report, state: ActivityState | None, body: str
) -> None:
    assert _told(example, state, body) == []


def test_a_text_of_its_own_need_not_name_it(example: Report) -> None:
    assert _told(example, ActivityState.ONGOING, "Aktiviteten har slutförts.", "own")
    assert not _told(example, ActivityState.ONGOING, "Kursen har slutförts.", "own")


def test_quoted_it_is_known_anywhere_else_only_in_its_branch(example: Report) -> None:
    first = next(iter(example.activities.values()))
    other = next(
        g.id
        for g in example.goals.values()
        if g.id.split("-")[1][0] != first.goal_id.split("-")[1][0]
    )
    assert _told(example, ActivityState.ONGOING, f"”{NAME}” är klar.", other)
    assert not _told(example, ActivityState.ONGOING, f"{NAME} är klar.", other)
