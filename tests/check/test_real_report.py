"""The real report, checked: its notes are those that were found by hand, and what is right is left alone.

Numbers are those of the list made by hand. Errors and warnings stand in ``judged.tsv``.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from tertialapp.check.findings import Finding, Severity
from tertialapp.check.listing import in_order
from tertialapp.check.run import findings
from tertialapp.model.overview import place_name
from tertialapp.model.report import Report
from tests.check import PERIOD

ONLY_NOTES: dict[str, tuple[str, ...]] = {
    "unmeasured": ("40",),
    "no-basis": ("41", "43"),
    "council-words-figure": ("55",),
    "target-below-last-year": ("60",),
    "fragment": ("103",),
    "same-sentence": ("68", "99"),
    "name-variants": ("97", "98"),
    "dash": ("105",),
    "quotes": ("106",),
    "summary-headings": ("45",),
    "decision-words": ("27",),
    "decision-names-indicator": ("29",),
    "lowered-and-met": ("30",),
    "forecast-without-plan": ("21",),
    "planned-without-amount": ("21",),
    "rounded-total": ("6", "7"),
    "all-at-ceiling": ("5",),
    "zero-among-blanks": ("13",),
    "split-name": ("31", "104"),
    "thousands": ("12",),
    "area-name": ("19",),
    "full-stop": ("71", "81", "108"),
}
"""The rules that note something, with the numbers of what they note."""

PLACES = {
    "unmeasured": "1.1 1.2.1 1.2.1 1.3 1.3 1.3 1.4 1.4 1.4 1.4 1.5 1.5 1.5 1.5 2.2 3.5 3.6 3.6 3.6 3.6.1 3.7",
    "no-basis": "1.1.1 1.4.1 2.1.1 2.2.1 2.3 2.3.1 2.4.1 3.2.1 3.3.1 3.5.1",
    "council-words-figure": "1.4",
    "target-below-last-year": "1.1 1.2 1.2 1.2 1.3 1.3 1.3 1.3 1.3 1.4 2.1 3.1 3.1 3.2 3.2 3.3 3.3 3.5 3.7.1 3.7.1"
    " 3.7.1 3.7.1",
    "fragment": "3.1 Budgetjusteringar",
    "same-sentence": "1 1 1.1 1.1 1.3 1.3 1.3 3 3.4 3.4",
    "name-variants": "1.1 1.5.1 3.6.1 3.7",
    "dash": "1 1.2 1.3 1.3 1.4 1.5 3.4 3.4.1 3.7",
    "quotes": "1.1",
}
"""Where goals are noted, the two budget indicators among the targets below last year's outcome."""

COUNTS = {
    "summary-headings": {"Sammanfattande analys": 2},
    "decision-words": {"Förslag till beslut": 4},
    "decision-names-indicator": {"Förslag till beslut": 1},
    "lowered-and-met": {"Förslag till beslut": 2},
    "forecast-without-plan": {"Investeringar": 1},
    "rounded-total": {"Resultatenheter": 2},
    "all-at-ceiling": {"Resultatenheter": 1},
    "zero-among-blanks": {"Netto per verksamhetsområde": 2},
    "split-name": {"Förslag till beslut": 1, "3.4.1": 1, "3.6.1": 1},
    "thousands": {"Uppföljning av driftbudget": 1},
}

NAMES = {"area-name": 11, "planned-without-amount": 2, "full-stop": 48}

SILENT = [
    "decision-amount",
    "decision-text-amount",
    "turnover-decision",
    "requested",
    "undecided",
    "decided-target",
    "decision-text-target",
    "net-total",
    "parts-of-area",
    "forecast-after",
    "turnover-balance",
    "turnover-operating",
    "planned-sum",
    "planned-heading",
    "budget-share",
    "fund-cut",
    "opening-fund",
    "last-year",
    "outside-band",
    "far-off",
    "share-over-hundred",
    "half-split",
    "target-moved",
    "prose-figure",
    "prose-parts",
    "prose-direction",
    "prose-points",
    "status-sentence",
    "summary-status",
    "headings",
    "same-sentence-other-figure",
    "live-value",
    "no-board-goal",
    "status-unexplained",
    "deviation-unexplained",
    "deviation-unexplained-activity",
    "activity-dates",
    "already-ended",
    "alphabetical",
]
"""The rules over what holds: sums and relations, decisions 2-12 and 18, and the amounts and figures of prose."""


@pytest.fixture
def found(real: Report) -> dict[str, list[Finding]]:
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for each in in_order(real, findings(real, PERIOD)):
        by_rule[each.rule].append(each)
    return by_rule


def test_what_is_noted_is_what_was_found_by_hand(
    real: Report, found: dict[str, list[Finding]]
) -> None:
    places = {
        rule: [
            place_name(real, each.place(real)) for each in every if each.severity is Severity.NOTE
        ]
        for rule, every in found.items()
    }
    noted = {rule for rule, names in places.items() if names}
    assert {rule: " ".join(places[rule]) for rule in PLACES} == PLACES
    assert {rule: Counter(places[rule]) for rule in COUNTS} == COUNTS
    assert {rule: len(places[rule]) for rule in NAMES} == NAMES
    assert noted == {*PLACES, *COUNTS, *NAMES} == set(ONLY_NOTES)


def test_what_contradicts_itself_is_an_error(found: dict[str, list[Finding]]) -> None:
    errors = {
        rule
        for rule, every in found.items()
        if any(each.severity is Severity.ERROR for each in every)
    }
    assert errors == {
        "status-over-subgoal",
        "final-outcome-misses",
        "forecast-misses",
        "split",
        "more-than-places",
        "funds-without-section",
        "opposite-rows",
        "same-twice",
        "stale-year",
        "opposite-years",
        "done-and-begun",
    }


@pytest.mark.parametrize("rule", SILENT)
def test_nothing_that_holds_is_reported(found: dict[str, list[Finding]], rule: str) -> None:
    assert found[rule] == []


def test_both_rows_of_the_moved_investment_are_told(
    real: Report, found: dict[str, list[Finding]]
) -> None:
    (moved,) = found["opposite-rows"]
    keys = [each.key.partition("@")[0] for each in moved.cells if each.field == "forecast"]
    names = {real.investments[key].name for key in keys}
    assert names == {"Reinvesteringar", "Nycklade medel Stadsmiljö"}
    assert (moved.found, moved.against) == ("−14,1", "14,1")
