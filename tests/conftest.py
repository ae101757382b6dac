"""What all tests share: a private place for the program's own files, and the real report's folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

for name, examples in {"test": 40, "torture": 500}.items():
    settings.register_profile(
        name,
        deadline=None,
        max_examples=examples,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
settings.load_profile(os.environ.get("TERTIAL_PROFILE", "test"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


PATIENCE = 600
"""Seconds for a property test: hundreds of cases, each forcing files to a disk that others use too."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the property tests, which ``python dev.py torture`` runs with more cases."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("law")
            item.add_marker(pytest.mark.timeout(PATIENCE))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what the long runs have proved, with their seeds."""
    if os.environ.get("TERTIAL_PROFILE") == "torture":
        for report in terminalreporter.getreports("passed"):
            for name, value in report.user_properties:
                if name == "proved":
                    terminalreporter.write_line(str(value))


REAL_REPORT = Path(__file__).resolve().parents[2] / "shared" / "report"


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep working copies and settings of tests out of the user's own folders."""
    state = tmp_path / "state"
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: state)
    monkeypatch.setenv("XDG_STATE_HOME", str(state))  # for processes that a test starts


@pytest.fixture
def real_report() -> Path:
    """The folder with the real report, which never stands in this repository."""
    if not (REAL_REPORT / "transcription.json").is_file():
        pytest.skip("den verkliga rapporten finns inte bredvid projektet (../shared/report)")
    return REAL_REPORT
