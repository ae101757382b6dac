"""What is reported on the real report was read by hand, finding by finding, and what was found by hand is reported.

``judged.tsv`` has each error and warning with the verdict and the number in the list made by hand;
``left_out.tsv`` has the certain and probable faults of that list that no machine can know, and why.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from tertialapp.check.findings import Finding, Severity
from tertialapp.check.run import findings
from tertialapp.model.overview import place_name
from tertialapp.model.report import Report
from tests.check import PERIOD
from tests.check.test_real_report import ONLY_NOTES

HERE = Path(__file__).parent
WRONG = 0.15
_FIGURE = re.compile(r"\d+(?:,\d+)?")


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


JUDGED, LEFT_OUT = _table("judged.tsv"), _table("left_out.tsv")


def _row(report: Report, found: Finding) -> tuple[str, str, str]:
    """The rule, the place, and the figures that were held against each other."""
    values = f"{found.found} {found.against}".replace("\u00a0", "")
    return found.rule, place_name(report, found.place(report)), " ".join(_FIGURE.findall(values))


def test_each_error_and_warning_has_been_judged(real: Report) -> None:
    reported = [each for each in findings(real, PERIOD) if each.severity is not Severity.NOTE]
    judged = Counter((row["rule"], row["place"], row["figures"]) for row in JUDGED)
    assert Counter(_row(real, each) for each in reported) == judged


def test_few_are_wrong_and_each_says_why() -> None:
    verdicts = Counter(row["verdict"] for row in JUDGED)
    assert set(verdicts) == {"right", "wrong"}
    assert all(row["why"] for row in JUDGED)
    assert verdicts["wrong"] <= WRONG * verdicts.total()


def test_what_is_certain_or_probable_is_reported_or_cannot_be_known(real_report: Path) -> None:
    text = (real_report / "findings.md").read_text("utf-8")
    graded = re.findall(r"(?:^|(?<= ))(\d+)\. `[FV]`", text, re.MULTILINE)
    told = {number for row in JUDGED for number in row["finding"].split()}
    told |= {number for numbers in ONLY_NOTES.values() for number in numbers}
    left_out = {row["finding"] for row in LEFT_OUT}
    assert len(graded) >= 44
    assert not left_out & told
    assert set(graded) - told == left_out
    assert all(row["reason"] for row in LEFT_OUT)


@pytest.mark.parametrize("row", LEFT_OUT, ids=lambda row: row["finding"])
def test_a_reason_is_a_sentence(row: dict[str, str]) -> None:
    assert len(row["reason"].split()) > 5
