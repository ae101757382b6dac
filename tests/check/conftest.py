from __future__ import annotations

import pytest

from tertialapp.model.report import Report
from tertialapp.tasks import example_report, read_source
from tests.conftest import REAL_REPORT


@pytest.fixture(scope="session")
def example() -> Report:
    return example_report()


@pytest.fixture(scope="session")
def real() -> Report:
    """The real report, read from its text; tests that need it are skipped where it is not."""
    text = REAL_REPORT / "hasselby-vallingby-t1-2025.txt"
    if not text.is_file():
        pytest.skip("den verkliga rapporten finns inte bredvid projektet (../shared/report)")
    return read_source(text).report
