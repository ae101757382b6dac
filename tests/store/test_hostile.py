"""No file that others made does harm: refused in a sentence or opened right, soon, and left as it is."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tertialapp import tasks
from tertialapp.base.errors import BadFile
from tertialapp.document.opening import open_document
from tertialapp.model.report import Report
from tests.files import save
from tests.store.hostile import OPENED, REFUSED

pytestmark = [pytest.mark.law, pytest.mark.timeout(600)]
LONGEST = 10.0
SEED = int(os.environ.get("TERTIAL_SEED", "1"))
ROUNDS = range(8 if os.environ.get("TERTIAL_PROFILE") == "torture" else 1)
DAMAGED = 2000 if os.environ.get("TERTIAL_PROFILE") == "torture" else 60


@pytest.fixture
def report() -> Report:
    return tasks.example_report()


@pytest.fixture
def path(report: Report, tmp_path: Path) -> Path:
    return save(report, tmp_path / "rapport.tertial")


def _opened(path: Path) -> Report | str:
    """The report in a file, or the sentence in which it was refused; the file is left as it is."""
    before, begun = path.read_bytes(), time.monotonic()
    try:
        document = open_document(path).document
    except BadFile as refusal:
        outcome: Report | str = str(refusal)
    else:
        outcome = document.report
        with contextlib.suppress(BadFile):
            document.undo()
        document.discard()
    assert time.monotonic() - begun < LONGEST
    assert path.read_bytes() == before
    return outcome


@pytest.mark.parametrize("number", ROUNDS)
@pytest.mark.parametrize("kind", REFUSED)
def test_what_was_made_to_harm_is_refused_in_a_sentence(path: Path, kind: str, number: int) -> None:
    REFUSED[kind](path, Random(f"{SEED} {kind} {number}"))  # noqa: S311
    outcome = _opened(path)
    assert isinstance(outcome, str)
    assert "\n" not in outcome
    assert outcome.endswith(".")


@pytest.mark.parametrize("number", ROUNDS)
@pytest.mark.parametrize("kind", OPENED)
def test_what_is_only_odd_is_opened_as_what_it_is(
    path: Path, report: Report, kind: str, number: int
) -> None:
    OPENED[kind](path, Random(f"{SEED} {kind} {number}"))  # noqa: S311
    outcome = _opened(path)
    if kind == "a zero among letters":
        assert isinstance(outcome, Report)
        assert outcome.setup.municipality == "ab"
        assert outcome.goals == report.goals
    else:
        assert outcome == report


def test_no_damaged_file_says_anything_but_that_it_is_damaged(
    path: Path, report: Report, record_property: Callable[[str, object], None]
) -> None:
    content = path.read_bytes()
    chance = Random(SEED)  # noqa: S311
    for number in range(DAMAGED):
        damaged = _damaged(content, chance)
        path.write_bytes(damaged)
        outcome = _opened(path)
        assert isinstance(outcome, str) or outcome == report, (SEED, number)
        assert damaged == content or isinstance(outcome, str), (SEED, number)
    record_property("proved", f"{DAMAGED} damaged files, seed {SEED}: none taken for whole")


def _damaged(content: bytes, chance: Random) -> bytes:
    """A bit, a byte, a sector or a page is another; sectors have changed places; the end is missing."""
    size = chance.choice([1, 4, 512, 4096])
    at = chance.randrange(max(1, len(content) - size))
    there = content[at : at + size]
    match chance.randrange(5):
        case 0:
            return (
                content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
            )
        case 1:
            return content[:at] + chance.randbytes(size) + content[at + size :]
        case 2:
            return content[:at] + bytes(len(there)) + content[at + size :]
        case 3:
            return content[:at]
    other = chance.randrange(max(1, len(content) - size))
    return content[:other] + there + content[other + size :]
