"""Exports conform to PDF/UA-1 and PDF/A-2a, and the validator that says so bites."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from tertialapp.model.report import report_of
from tertialapp.pdf.build import build_pdf
from tertialapp.tasks import example_report
from tests.conformance.damages import DAMAGES
from tests.conformance.verapdf import missing, validate
from tests.pdf.sample import PERIOD, economy, frame, goals, sections


@pytest.fixture(scope="module")
def conforming_pdf() -> bytes:
    """A short export with everything in it; damages to the whole example would take a minute."""
    return build_pdf(report_of([*frame(), *sections(), *goals("A"), *economy()]), PERIOD).pdf


@pytest.mark.skipif(bool(missing()), reason=missing())
@pytest.mark.timeout(300)
def test_exports_conform_and_every_damage_is_found(
    conforming_pdf: bytes, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    def kept(name: str, content: bytes) -> Path:
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        return path

    example = kept("example", build_pdf(example_report(), "T1 2025").pdf)
    whole = kept("whole", conforming_pdf)
    damaged = [kept(str(at), damage.done_to(conforming_pdf)) for at, damage in enumerate(DAMAGES)]
    # Subtests and not parameters: one start of Java for all, in whichever process the test runs.
    to_conform = list(product((example, whole), ("ua1", "2a")))
    flavours = (damage.flavour for damage in DAMAGES)
    results = validate([*to_conform, (whole, "1b"), *zip(damaged, flavours, strict=True)])
    before = {(result.path, result.flavour): result for result in results}
    for path, flavour in to_conform:
        with subtests.test(f"{path.stem} conforms to {flavour}"):
            assert before[path, flavour].failures == ()
    for damage, result in zip(DAMAGES, results[-len(DAMAGES) :], strict=True):
        with subtests.test(damage.name):
            assert damage.rule in result.rules - before[whole, damage.flavour].rules
