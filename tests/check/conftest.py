from __future__ import annotations

import pytest

from tertialapp.model.report import Report
from tertialapp.tasks import example_report


@pytest.fixture(scope="session")
def example() -> Report:
    return example_report()
