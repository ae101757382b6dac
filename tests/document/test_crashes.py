"""Whichever call to the system fails while it saves: the file is whole and the edits are still there."""

from __future__ import annotations

import errno
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tertialapp import tasks
from tertialapp.base.errors import BadFile
from tertialapp.document.document import Document
from tertialapp.document.opening import open_document
from tertialapp.store.file import read_report
from tests.files import kill

pytestmark = [pytest.mark.law, pytest.mark.timeout(3600)]
GOAL = "mal-1.1"
LONG = os.environ.get("TERTIAL_PROFILE") == "torture"
OLDER = Path(__file__).parent.parent / "data" / "schema_2.tertial"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rapporter" / "rapport.tertial"
    path.parent.mkdir()
    tasks.write_example(path)
    return path


CALLS = (
    "open",
    "write",
    "close",
    "fsync",
    "replace",
    "unlink",
    "stat",
    "chmod",
    "mkdir",
    "scandir",
)
CLOSE = os.close
SHORT = 0
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, SHORT)


class _Failing:
    """Lets the n:th of the calls to the system from Python fail, or that one and all after it.

    A short write is none that fails, but what writes has to see that it was short.
    """

    def __init__(self, fail_at: int, code: int, *, for_ever: bool) -> None:
        self.fail_at = fail_at
        self.code = code
        self.for_ever = for_ever
        self.count = 0

    def _is_time(self) -> bool:
        self.count += 1
        return self.count == self.fail_at or (self.for_ever and self.count > self.fail_at > 0)

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def calling(*args: Any, **words: Any) -> Any:
            if self._is_time() and self.code != SHORT:
                if call is CLOSE:  # a handle is gone also when closing it fails
                    call(*args)
                raise OSError(self.code, os.strerror(self.code))
            return call(*args, **words)

        return calling

    def fdopen(self, handle: int, mode: str) -> io.BufferedWriter:
        """What ``os.fdopen`` gives, with writes that fail too."""
        failing = self

        class Raw(io.FileIO):
            def write(self, data: Any) -> int:
                if failing._is_time():
                    if failing.code != SHORT:
                        raise OSError(failing.code, os.strerror(failing.code))
                    data = data[:100]
                return super().write(data)

        return io.BufferedWriter(Raw(handle, mode))


def _install(failure: _Failing) -> pytest.MonkeyPatch:
    patch = pytest.MonkeyPatch()
    for name in CALLS:
        patch.setattr(os, name, failure.wrapped(getattr(os, name)))
    patch.setattr(os, "fdopen", failure.fdopen)
    return patch


def _saved(document: Document) -> bool:
    try:
        document.save()
    except BadFile:
        return False
    return True


@pytest.mark.parametrize("for_ever", [False, True])
def test_every_call_of_a_save_that_fails_leaves_the_file_whole_and_the_edits_here(
    path: Path, record_property: Callable[[str, object], None], *, for_ever: bool
) -> None:
    document = open_document(path).document
    codes = ERRORS if LONG else ERRORS[:1]
    refused = 0
    for code in codes:
        at = 0
        while True:
            at += 1
            title = f"{code}-{at}"
            before = read_report(path).goals[GOAL].title
            with document.edit("Ändra målets namn") as edit:
                edit.set(document.report.goals[GOAL], title=title)
            failure = _Failing(at, code, for_ever=for_ever)
            patch = _install(failure)
            try:
                done = _saved(document)
            finally:
                patch.undo()
            assert read_report(path).goals[GOAL].title in ((title,) if done else (before, title))
            assert document.report.goals[GOAL].title == title
            refused += not done
            assert done or code != SHORT
            if failure.count < at:
                break
        assert at > 10
    assert refused > 5
    when = "for ever" if for_ever else "once"
    record_property(
        "proved", f"each of {at - 1} calls from Python failing {when}, {len(codes)} ways"
    )
    kill(document)
    opened = open_document(path)
    assert opened.document.report.goals[GOAL].title == title
    opened.document.save()
    opened.document.close()
    assert read_report(path).goals[GOAL].title == title


def test_a_file_of_an_older_version_survives_a_kill_while_it_is_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gammal.tertial"
    shutil.copy(OLDER, path)
    document = open_document(path).document
    with document.edit("Ändra") as edit:
        edit.set(edit.report.setup, board="Efter uppgraderingen")

    class PowerCutError(Exception):
        pass

    def cut(*_: object) -> None:
        raise PowerCutError

    for name in ("_take_name", "_sync_folder"):
        with monkeypatch.context() as patch:
            patch.setattr(f"tertialapp.base.files.{name}", cut)
            with pytest.raises(PowerCutError):
                document.save()
        kill(document)
        opened = open_document(path)
        assert opened.document.report.setup.board == "Efter uppgraderingen"
        document = opened.document
        with document.edit("Ändra") as edit:
            edit.set(edit.report.setup, municipality=name)
    document.save()
    document.close()
    assert read_report(path).setup.board == "Efter uppgraderingen"
