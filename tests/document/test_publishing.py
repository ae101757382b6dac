"""Putting a report in its file: whole or not at all, and understood after a crash at any moment."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tertialapp import tasks
from tertialapp.base import files
from tertialapp.base.errors import BadFile
from tertialapp.base.lock import lock_path
from tertialapp.document.document import Document
from tertialapp.document.opening import left_behind, new_document, open_document
from tertialapp.document.publishing import ChangedFile
from tertialapp.store.file import read_report
from tertialapp.store.working_copy import WorkingCopy
from tests.files import kill

GOAL = "mal-1.1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rapporter" / "rapport.tertial"
    path.parent.mkdir()
    tasks.write_example(path)
    return path


def _rename(document: Document, title: str) -> None:
    with document.edit("Ändra målets namn") as edit:
        edit.set(document.report.goals[GOAL], title=title)


def _title(path: Path) -> str:
    return read_report(path).goals[GOAL].title


class _PowerCut(Exception):  # noqa: N818
    """The machine stopped here."""


def _power_cut(*_args: object, **_words: object) -> None:
    raise _PowerCut


@pytest.mark.parametrize("new", [False, True])
def test_a_crash_after_the_file_took_its_name_is_no_unsaved_work(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, new: bool
) -> None:
    if new:
        path.unlink()
        document = new_document(tasks.example_report())
    else:
        document = open_document(path).document
    _rename(document, "Sparat")
    with monkeypatch.context() as patch:
        patch.setattr(files, "_sync_folder", _power_cut)
        with pytest.raises(_PowerCut):
            document.save(path)
    kill(document)
    assert _title(path) == "Sparat"
    assert list(left_behind()) == []
    opened = open_document(path)
    assert not opened.recovered
    _rename(opened.document, "Vidare")
    opened.document.save()
    opened.document.close()
    assert _title(path) == "Vidare"


def test_a_crash_before_the_file_took_its_name_leaves_the_old_one_and_the_edits(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _title(path)
    document = open_document(path).document
    _rename(document, "Osparat")
    with monkeypatch.context() as patch:
        patch.setattr(files, "_take_name", _power_cut)
        patch.setattr(Path, "unlink", _power_cut)
        with pytest.raises(_PowerCut):
            document.save()
    kill(document)
    assert _title(path) == before
    opened = open_document(path)
    assert opened.recovered
    assert opened.document.report.goals[GOAL].title == "Osparat"
    opened.document.save()
    opened.document.close()
    assert _title(path) == "Osparat"


def test_a_save_that_was_not_noted_is_known_the_next_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(path).document
    _rename(document, "Första")
    remember = WorkingCopy.remember

    def full(self: WorkingCopy, **notes: str) -> None:
        if "published_edit" in notes:
            raise BadFile("Disken är full.")
        remember(self, **notes)

    with monkeypatch.context() as patch:
        patch.setattr(WorkingCopy, "remember", full)
        document.save()
    _rename(document, "Andra")
    document.save()
    document.close()
    assert _title(path) == "Andra"


def _replaced(path: Path) -> None:
    tasks.write_example(path.with_name("annan.tertial"))
    content = path.with_name("annan.tertial").read_bytes()
    path.write_bytes(content + b"x")


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


TROUBLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed by someone": (_replaced, "har ändrats av någon annan"),
    "removed": (lambda path: path.unlink(), "har flyttats eller tagits bort"),
    "share gone": (lambda path: shutil.rmtree(path.parent), "går inte att nå"),
    "a folder in its place": (_make_folder, "är en mapp"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_happens_to_the_file_is_told_and_the_edits_can_be_saved_elsewhere(
    path: Path, tmp_path: Path, trouble: str
) -> None:
    happens, sentence = TROUBLES[trouble]
    document = open_document(path).document
    _rename(document, "Mitt")
    happens(path)
    with pytest.raises(BadFile, match=sentence):
        document.save()
    assert document.report.goals[GOAL].title == "Mitt"
    assert not document.is_published
    document.save(tmp_path / "annanstans.tertial")
    assert document.is_published
    document.close()
    assert _title(tmp_path / "annanstans.tertial") == "Mitt"


ERRORS = {
    errno.ENOSPC: "disken är full",
    errno.EROFS: "skrivskyddad",
    errno.EACCES: "får inte skrivas av dig",
    errno.EIO: "svarar inte som den ska",
    errno.ENOENT: "finns inte",
}


@pytest.mark.parametrize("code", ERRORS)
def test_what_the_disk_says_is_told_in_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    document = open_document(path).document
    _rename(document, "Mitt")
    before = path.read_bytes()

    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr("tertialapp.base.files.os.fsync", fail)
        with pytest.raises(BadFile, match=ERRORS[code]):
            document.save()
    assert path.read_bytes() == before
    assert set(path.parent.iterdir()) == {path, lock_path(path)}
    document.save()
    document.close()
    assert _title(path) == "Mitt"


def test_what_is_read_back_otherwise_than_written_does_not_take_the_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    read = Path.read_bytes

    def wrong(self: Path) -> bytes:
        content = read(self)
        return content[:-1] if self.suffix == ".tmp" else content

    monkeypatch.setattr(Path, "read_bytes", wrong)
    with pytest.raises(BadFile, match="svarar inte som den ska"):
        files.write_bytes(path, b"nytt")
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


class _SharingError(PermissionError):
    """As Windows says that somebody else has a file open."""

    winerror = 32


def test_a_file_that_somebody_looks_at_is_tried_again_and_given_up(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, times = Path.replace, iter(range(100))

    def busy(self: Path, target: Path) -> Path:
        if next(times) < 2:
            raise _SharingError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    files.write_bytes(path, b"nytt")
    assert path.read_bytes() == b"nytt"
    monkeypatch.setattr(files, "_PATIENCE", 0.1)
    times = iter([0] * 1000)
    with pytest.raises(BadFile, match="öppen i ett annat program"):
        files.write_bytes(path, b"nyare")
    assert path.read_bytes() == b"nytt"


def test_only_what_was_left_of_writing_the_file_itself_is_swept(path: Path) -> None:
    name = "ö" * 120 + ".tertial"
    target = path.with_name(name)
    left = [
        path.with_name(f"~${path.name}.abc.tmp"),
        path.with_name(f"~${name[:100]}.abc.tmp"),
    ]
    others = [path.with_name("~$annan.tertial.abc.tmp"), path.with_name(f"{path.name}.tmp")]
    for file in (target, *left, *others):
        file.write_bytes(b"x")
    files.sweep(path)
    files.sweep(target)
    files.sweep(path.parent / "ingen" / "x")
    assert set(path.parent.iterdir()) == {path, target, *others}


def test_what_may_be_all_that_is_left_of_a_file_is_not_swept(path: Path) -> None:
    left = path.with_name(f"~${path.name}.abc.tmp")
    path.rename(left)
    with pytest.raises(BadFile, match="finns inte"):
        open_document(path)
    assert list(path.parent.iterdir()) == [left]


def test_the_folder_is_listed_before_a_file_is_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share's client that has just read a path can go on with the old file behind it until then."""
    old, reading, listing = path.read_bytes(), files.read_bytes, Path.iterdir
    document = open_document(path).document
    _rename(document, "Mitt")
    path.write_bytes(old + b"x")
    listed = list[Path]()

    def remembered(read: Path) -> bytes:
        return reading(read) if read.parent in listed else old

    def looked(folder: Path) -> Iterator[Path]:
        listed.append(folder)
        return listing(folder)

    monkeypatch.setattr(files, "read_bytes", remembered)
    monkeypatch.setattr(Path, "iterdir", looked)
    with pytest.raises(ChangedFile):
        document.save()
    document.discard()


class _Share:
    """Replaces as a share does on Linux while a file is open: it says no, and the old file is gone after it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, code: int, times: int) -> None:
        self.times = times
        replace = Path.replace

        def replaced(temporary: Path, target: Path) -> Path:
            if self.times:
                self.times -= 1
                target.unlink(missing_ok=True)
                raise OSError(code, os.strerror(code))
            return replace(temporary, target)

        monkeypatch.setattr(Path, "replace", replaced)
        monkeypatch.setattr(files, "_PATIENCE", 0.2)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EBUSY, errno.ETXTBSY])
def test_a_file_that_is_open_for_a_moment_on_a_share_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    document = open_document(path).document
    _rename(document, "Mitt")
    _Share(monkeypatch, code=code, times=2)
    document.save()
    document.close()
    assert _title(path) == "Mitt"


def test_a_share_that_gave_up_the_old_file_for_nothing_is_given_the_new_one_at_the_next_save(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(path).document
    _rename(document, "Mitt")
    share = _Share(monkeypatch, code=errno.EACCES, times=1000)
    with pytest.raises(BadFile, match="öppen i ett annat program"):
        document.save()
    assert not path.exists()
    assert not document.is_published
    share.times = 0
    document.save()
    document.close()
    assert _title(path) == "Mitt"
    assert list(path.parent.iterdir()) == [path]


def test_a_copy_that_could_not_be_taken_up_is_let_go(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(path).document
    _rename(document, "Osparat")
    kill(document)

    def refuse(_working: WorkingCopy) -> None:
        raise BadFile("Disken är full.")

    with monkeypatch.context() as patch:
        patch.setattr("tertialapp.document.copies.settle", refuse)
        with pytest.raises(BadFile, match="full") as held:
            open_document(path)
    opened = open_document(path)
    assert held.value, "whoever still holds the fault holds no file with it"
    assert opened.recovered
    opened.document.discard()
