"""Somebody else who has the report open: a program of its own, which does what it is told on its input."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tertialapp.base.errors import BadFile
from tertialapp.document.opening import open_document

NAME = "berit"


class Colleague:
    """A process that has a report open."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = self._line()

    def saves(self, goal: str, title: str) -> None:
        """Have a goal's title changed and saved."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{goal}\t{title}\n")
        self.process.stdin.flush()
        assert self._line() == "sparat"

    def closes(self) -> None:
        """Have the report closed, and the program ended."""
        self.process.communicate(timeout=300)
        assert self.process.returncode == 0

    def dies(self) -> None:
        """End the program at once."""
        self.process.kill()
        self.process.communicate()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@contextmanager
def colleague(path: Path, state: Path) -> Iterator[Colleague]:
    """Somebody called Berit opens a report; what has been said is whether that went well."""
    command = [sys.executable, "-m", __name__, str(path)]
    environment = {**os.environ, "LOGNAME": NAME, "XDG_STATE_HOME": str(state)}
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Colleague(process)
    finally:
        process.kill()
        process.communicate()


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _main(path: Path) -> None:
    try:
        document = open_document(path).document
    except BadFile as refused:
        _say(str(refused))
        return
    _say("öppen")
    for line in sys.stdin:
        goal, title = line.rstrip("\n").split("\t")
        with document.edit("Ändra målets namn") as edit:
            edit.set(edit.report.goals[goal], title=title)
        document.save()
        _say("sparat")
    document.close()


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
