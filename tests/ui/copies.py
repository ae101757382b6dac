"""Copies of a report that two people change, and what the window asks when they meet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tertialapp.document.document import Document
from tertialapp.document.edit import Edit
from tertialapp.document.opening import (
    open_own_copy,
)
from tertialapp.model.frame import TextPart
from tertialapp.model.report import Report
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.merge.dialog import ConflictsDialog

PERIOD = "T1 2025"
GOAL, OTHER_GOAL = "mal-1.1", "mal-1.2"
VALUE = f"ind-1.1-1@{PERIOD}"
TEXT = f"ind-1.1-2@{PERIOD}@analysis"
Changing = Callable[[Edit], object]


def rename(key: str, title: str) -> Changing:
    return lambda edit: edit.set(edit.report.goals[key], title=title)


def rewrite(old: str, new: str) -> Changing:
    def change(edit: Edit) -> None:
        text = edit.report.texts[TEXT]
        assert old in text.body
        edit.set(text, body=text.body.replace(old, new))

    return change


def analyse(words: str) -> Changing:
    return lambda edit: edit.set(
        edit.report.text("mal-1.2.1", PERIOD, TextPart.ANALYSIS), body=words
    )


def aim(words: str) -> Changing:
    return lambda edit: edit.set(edit.report.indicator_values[VALUE], target_words=words)


def add(key: str, name: str) -> Changing:
    def change(edit: Edit) -> None:
        like = edit.report.indicators["ind-1.1-1"]
        edit.put(replace(like, id=key, name=name, sort_key=f"z{key}"))

    return change


def do(document: Document, *changes: Changing) -> None:
    with document.edit("Ändra") as edit:
        for change in changes:
            change(edit)


def theirs(path: Path, *changes: Changing) -> Path:
    """A copy of the file that somebody else has changed."""
    target = path.with_name("deras.tertial")
    document = open_own_copy(path)
    do(document, *changes)
    document.save(target)
    document.close()
    return target


def changed_in_place(path: Path, *changes: Changing) -> None:
    """Somebody who does not see our lock changes the file itself."""
    copy = theirs(path, *changes)
    path.write_bytes(copy.read_bytes())
    copy.unlink()


def opened(window: MainWindow, path: Path, *changes: Changing) -> Document:
    window.files.open_path(path)
    assert window.bridge is not None
    do(window.bridge.document, *changes)
    return window.bridge.document


def merge(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_copy", lambda *_: path)
    window.actions_by_key["merge"].trigger()


def dialog_of(window: MainWindow) -> ConflictsDialog:
    assert window.beside is not None
    assert window.beside.conflicts is not None
    return window.beside.conflicts


def report_of(window: MainWindow) -> Report:
    assert window.bridge is not None
    return window.bridge.report


def asked_about(monkeypatch: pytest.MonkeyPatch, *answers: int) -> list[str]:
    """Answer what is asked about files and merges; gives the questions."""
    questions: list[str] = []
    left = iter(answers)

    def ask(_parent: object, question: str, *_rest: object) -> int:
        questions.append(question)
        return next(left)

    for module in ("merge.acts", "file_commands", "export_commands", "main_window"):
        monkeypatch.setattr(f"tertialapp.ui.{module}.ask", ask)
    return questions


def told(monkeypatch: pytest.MonkeyPatch, module: str) -> list[str]:
    sentences: list[str] = []
    monkeypatch.setattr(f"{module}.tell", lambda _parent, sentence: sentences.append(sentence))
    return sentences
