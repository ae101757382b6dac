"""What texts say that the board asks for is held against what is asked for."""

import pytest
from msgspec.structs import replace

from tertialapp.check.findings import Finding
from tertialapp.model.frame import TextPart
from tertialapp.model.report import Report
from tests.check import PERIOD, changed, found


def _told(report: Report, body: str) -> list[Finding]:
    section = next(iter(report.sections))
    text = replace(report.text(section, PERIOD, TextPart.BODY), body=body)
    return found(changed(report, text), "prose-asked")


@pytest.mark.parametrize(
    ("body", "against"),
    [
        ("Nämnden ansöker om 0,7 mnkr för belysning kring Fornkullen.", "0,6 mnkr"),
        ("Nämnden begär 900 tkr för räcken, ljus och sittplatser på Berghamns brygga.", "0,8 mnkr"),
        (
            "Nämnden begär 0,6 mnkr för belysning kring Fornkullen och 0,7 mnkr för belysning vid lekplatsen i Ekotemplet.",
            "0,6 mnkr",
        ),
        (
            "Nämnden söker kompetensutvecklingsmedel, 340 000 kr, för Silviahemscertifiering av arbetslag i hemtjänsten.",
            "304 125 kr",
        ),
    ],
)
def test_another_amount_is_found(example: Report, body: str, against: str) -> None:
    (finding,) = _told(example, body)
    where = finding.cells[0]
    assert body[where.start : where.end] == finding.found
    assert finding.against.replace("\u00a0", " ") == against


@pytest.mark.parametrize(
    "body",
    [
        "Nämnden ansöker om 0,6 mnkr för belysning kring Fornkullen.",
        "Nämnden ansöker om 600 tkr för belysning kring Fornkullen.",
        "Belysning kring Fornkullen har kostat 0,7 mnkr.",
        "Nämnden ansöker om 0,7 mnkr för belysning.",
        "Nämnden ansöker om totalt 1,2 mnkr för belysning kring Fornkullen och i Ekotemplet.",
        "Nämnden ansöker om cirka 0,6 mnkr för belysning kring Fornkullen.",
    ],
)
def test_what_may_be_right_is_left_alone(example: Report, body: str) -> None:
    assert _told(example, body) == []
