"""The export conforms to PDF/UA-1 and PDF/A-2a, and the validator that says so bites."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from tertialapp.pdf.build import build_pdf
from tertialapp.tasks import example_report
from tests.conformance.damages import DAMAGES
from tests.conformance.verapdf import FLAVOURS, missing, validate


@pytest.fixture(scope="module")
def conforming_pdf() -> bytes:
    """The export of the example."""
    if lack := missing():
        pytest.skip(lack)
    pdf = build_pdf(example_report(), "T1 2025")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if "/StructTreeRoot" not in opened.Root:
            pytest.skip("exporten är inte taggad ännu, så den har inget att skada")
    return pdf


@pytest.mark.timeout(600)  # some forty files of as many pages
def test_the_export_conforms_and_every_damage_to_it_is_found(
    conforming_pdf: bytes, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    whole = tmp_path / "whole.pdf"
    whole.write_bytes(conforming_pdf)
    damaged = [tmp_path / f"{at}.pdf" for at in range(len(DAMAGES))]
    for path, damage in zip(damaged, DAMAGES, strict=True):
        path.write_bytes(damage.done_to(conforming_pdf))
    # Subtests and not parameters: one start of Java for all, whichever process runs the test.
    pairs = [(whole, flavour) for flavour in FLAVOURS]
    pairs += [(path, damage.flavour) for path, damage in zip(damaged, DAMAGES, strict=True)]
    results = validate(pairs)
    before = {result.flavour: result for result in results[: len(FLAVOURS)]}
    for flavour in ("ua1", "2a"):
        with subtests.test(f"conforms to {flavour}"):
            assert before[flavour].failures == ()
    for damage, result in zip(DAMAGES, results[len(FLAVOURS) :], strict=True):
        with subtests.test(damage.name):
            assert damage.rule in result.rules - before[damage.flavour].rules
