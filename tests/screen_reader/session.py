"""The real program on a screen of its own: real keys, the real clipboard, and what a screen reader is told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from tertialapp.tasks import write_example

ROOT = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("reader.py")
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"
TOOLS = ("Xvfb", "openbox", "xdotool", "xclip", "dbus-daemon")
WITHIN_S = float(os.environ.get("TERTIAL_WITHIN", "20"))
"""Seconds that an answer may take; on a slow machine more."""
LOG = "session.log"
OWN_ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


class Told(Struct, frozen=True):
    """What a screen reader is told of a control."""

    role: str
    name: str
    description: str
    label: str
    text: str
    states: tuple[str, ...]

    @property
    def focused(self) -> bool:
        """Whether the cursor is there."""
        return "focused" in self.states


class Screen:
    """Presses keys, and asks what the screen reader is told. Every question waits for its answer."""

    def __init__(
        self, file: Path, environment: Mapping[str, str], reader: subprocess.Popen[str]
    ) -> None:
        self.file = file
        self._environment = environment
        self._reader = reader

    def keys(self, *keys: str) -> None:
        """Press keys, by their names in xdotool."""
        self._run("xdotool", "key", "--delay", "30", *keys)

    def type(self, words: str) -> None:
        """Type where the cursor is. ASCII only: for other letters xdotool changes the keyboard, too late at times."""
        assert words.isascii()
        self._run("xdotool", "type", "--delay", "30", words)

    def find(
        self,
        role: str,
        name: str = "*",
        *states: str,
        text: str = "*",
        description: str = "*",
        lacks: Sequence[str] = (),
        focus: bool = False,
    ) -> Told:
        """The control that shows with a role, name, text and states; ``*`` stands for any letters."""
        question = {
            "role": role,
            "name": name,
            "states": states,
            "text": text,
            "description": description,
            "lacks": lacks,
            "focus": focus,
            "within": WITHIN_S,
        }
        answer = self._ask(question)
        if answer is None:
            near = [told for told in self.everything() if told.role == role or told.focused]
            pytest.fail(f"Hittar inte {question}; det som finns: {near}")
        return _told(answer)

    def press(self, role: str, name: str, key: str = "space") -> None:
        """Go to a control as a screen reader does, and press a key on it."""
        self.find(role, name, focus=True)
        self.find(role, name, "focused")
        self.keys(key)

    def heard(self, words: str) -> str:
        """Something that was announced, after what was heard before; ``*`` stands for any letters."""
        said = self._ask({"said": words, "within": WITHIN_S})
        assert said is not None, f"Det sades aldrig: {words}"
        return str(said)

    def go_to(self, words: str, hit: str) -> None:
        """Go to a place as Ctrl+K finds it."""
        self.keys("ctrl+k")
        self.find("text", "Sök i rapporten och bland kommandona", "focused")
        self.type(words)
        self.find("list item", hit, "selected")
        self.keys("Return")

    def everything(self, *roles: str) -> list[Told]:
        """All that shows, of some roles if they are named."""
        return [_told(answer) for answer in self._ask({"roles": roles, "within": WITHIN_S})]

    def to_window(self, title: str) -> None:
        """Go to the window with some words in its title, once it is there."""
        go = ["xdotool", "search", "--onlyvisible", "--name", title, "windowactivate", "--sync"]
        end = time.monotonic() + WITHIN_S
        while subprocess.run(
            go, env=self._environment, check=False, stderr=subprocess.DEVNULL
        ).returncode:
            assert time.monotonic() < end, title
            time.sleep(0.2)

    @contextmanager
    def running(self, *command: str) -> Iterator[None]:
        """Another program on the same screen; it ends with the block."""
        started = subprocess.Popen(command, env=self._environment, text=True)
        try:
            yield
        finally:
            _end(started)

    def copied(self) -> str:
        """What other programs would be given of the clipboard as text, "" when it holds none."""
        take = ("xclip", "-selection", "clipboard", "-out", "-target", "UTF8_STRING")
        return self._run(*take, check=False)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard, as another program does."""
        self._run("xclip", "-selection", "clipboard", "-in", text=text)

    def picture(self, target: Path) -> None:
        """Take a picture of the screen, where there is a program for it."""
        if shutil.which("import"):
            self._run("import", "-window", "root", str(target))

    def _run(self, *command: str, text: str = "", check: bool = True) -> str:
        # Through files: xclip stays in the background with its ends of the pipes open.
        with tempfile.TemporaryFile("w+") as out:
            subprocess.run(
                command, env=self._environment, check=check, input=text, stdout=out, text=True
            )
            out.seek(0)
            return out.read()

    def _ask(self, question: Mapping[str, Any]) -> Any:
        asked, answered = self._reader.stdin, self._reader.stdout
        assert asked is not None
        assert answered is not None
        asked.write(f"{json.dumps(question)}\n")
        asked.flush()
        answer = answered.readline()
        assert answer, Path(self._environment["HOME"], LOG).read_text("utf-8")
        return json.loads(answer)


def _told(answer: Mapping[str, Any]) -> Told:
    return Told(**{**answer, "states": tuple(answer["states"])})


@contextmanager
def example_on_screen(folder: Path, place: Path | None = None) -> Iterator[Screen]:
    """The example open in the window, on a screen of 1366 x 768 that ends with the block.

    Its file lies in a folder with all else, or in a place of its own.
    """
    _skip_without_tools()
    file = (place or folder) / "exempel.tertial"
    write_example(file)
    with ExitStack() as running:

        def start(*command: str, **options: Any) -> subprocess.Popen[str]:
            started = subprocess.Popen(command, text=True, cwd=ROOT, stderr=log, **options)
            running.callback(_end, started)
            return started

        log = running.enter_context((folder / LOG).open("a"))
        read, write = os.pipe()
        screen = ("-screen", "0", "1366x768x24", "-noreset", "-nolisten", "tcp")
        start("Xvfb", "-displayfd", str(write), *screen, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as said:
            display = f":{said.readline().strip()}"
        bus = start(
            *("dbus-daemon", "--session", "--nofork", "--print-address"), stdout=subprocess.PIPE
        )
        assert bus.stdout is not None
        environment = {
            **os.environ,
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
        }
        start(str(LAUNCHER), "--launch-immediately", env=environment)
        start("openbox", env=environment)
        start(sys.executable, "-m", "tertialapp", str(file), env=environment)
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        reader = start(SYSTEM_PYTHON, str(READER), env=environment, **pipes)
        shown = Screen(file, environment, reader)
        shown.find("tree", "Rapportens delar", "focused")
        yield shown


def _skip_without_tools() -> None:
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if sys.platform != "linux" or absent or not LAUNCHER.is_file():
        pytest.skip(f"Detta finns inte här: {', '.join(absent) or 'AT-SPI'}")
    tried = [SYSTEM_PYTHON, "-c", OWN_ATSPI]
    if subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip("Systemets Python har inte AT-SPI (paketet python3-pyatspi)")


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.communicate(timeout=20)
