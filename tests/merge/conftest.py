"""The report that the named cases of merging are about."""

from __future__ import annotations

import pytest

from tertialapp.model.report import Report
from tests.merge.small import small_report


@pytest.fixture
def base() -> Report:
    return small_report()
