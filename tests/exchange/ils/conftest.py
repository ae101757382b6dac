from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tertialapp.exchange.ils import IlsReport, Imported, read_ils, to_report

_REAL = Path(__file__).resolve().parents[4] / "shared" / "report"


@cache
def _text(name: str) -> str | None:
    path = _REAL / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _real(name: str) -> str:
    text = _text(name)
    if text is None:
        pytest.skip(f"the real report ({name}) is not beside the repository")
    return text


@pytest.fixture
def real_text() -> str:
    return _real("hasselby-vallingby-t1-2025.txt")


@pytest.fixture
def transcription() -> Any:
    return json.loads(_real("transcription.json"))


@pytest.fixture
def economy_numbers() -> Any:
    return json.loads(_real("economy-numbers.json"))


@cache
def _read(text: str) -> IlsReport:
    return read_ils(text)


@cache
def _imported(text: str) -> Imported:
    return to_report(_read(text))


@pytest.fixture
def real_ils(real_text: str) -> IlsReport:
    return _read(real_text)


@pytest.fixture
def real_import(real_text: str) -> Imported:
    return _imported(real_text)
