"""Runs and tests the program on a machine where nothing is prepared. Standard library only.

    python dev.py run        opens the window on the example report (without a screen: writes its PDF)
    python dev.py test       format, lint, types and tests; more words go to pytest
    python dev.py torture    the property tests with 500 cases each, and the long proofs that nothing is lost
                             (some of them alone: kills, cuts, calls, files, locks, share)
    python dev.py bench      how fast it is: start, edit, switch, preview, check, pdf (beside Typst), store or all
    python dev.py validate   asks veraPDF whether PDFs are PDF/UA-1 and PDF/A-2a (--flavour: another)
    python dev.py window     the window's tests on a real (virtual) X screen with a window manager
    python dev.py lock       writes the lock files anew from pyproject.toml
    python dev.py schema     writes resources/rapport.schema.json anew from the model
    python dev.py rules      writes docs/kontroll.md anew from the rules of the checks
    python dev.py kerning    writes resources/kerning anew from the typefaces

Each makes the virtual environment and installs from the lock when that is needed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
BUILD = ROOT / "build"
SUPPORTED = ((3, 11), (3, 14))
ENVIRONMENT = ROOT / ".venv" / f"{sys.version_info[0]}.{sys.version_info[1]}"
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What Qt loads from the system, by the file that is looked for and the Debian package that has it.
QT_PLUGINS = ("platforms/libqxcb.so", "platforms/libqoffscreen.so")
PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libzstd.so.1": "libzstd1",
    "libudev.so.1": "libudev1",
}
# Programs that tests read PDFs back with, open windows under and watch system calls with; else those tests skip.
TEST_TOOLS = {
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "strace": "strace",
    "javac": "default-jdk-headless",
    "/usr/share/java/jaxb-runtime.jar": "libjaxb-java",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xclip": "xclip",
    "dbus-run-session": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    # Brings python3-gi and the typelib of AT-SPI, which lies in another folder on each machine.
    "/usr/lib/python3/dist-packages/pyatspi/__init__.py": "python3-pyatspi",
}


class Stop(Exception):  # noqa: N818 - an answer, not a fault
    """Nothing more can be done; the message says what the user can do."""


# -- preparing -------------------------------------------------------------------------------------


def prepare(kind: str) -> None:
    """Make sure that the environment holds what the lock says, and Linux what Qt needs."""
    if not SUPPORTED[0] <= sys.version_info[:2] < SUPPORTED[1]:
        raise Stop(
            "Tertialapp behöver Python 3.11, 3.12 eller 3.13. Starta dev.py med någon av dem."
        )
    stamp = ENVIRONMENT / f"prepared-{kind}"
    wanted = hashlib.sha256(LOCKS[kind].read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    make_environment()
    print(f"Installerar enligt {LOCKS[kind].name} …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if subprocess.run([*pip, "--require-hashes", "-r", str(LOCKS[kind])], check=False).returncode:
        raise Stop(
            "Installationen misslyckades. Kontrollera nätverket och kör samma kommando igen."
        )
    if sys.platform == "linux":
        install_packages(kind)
    stamp.write_text(wanted)


def make_environment() -> None:
    """Make the virtual environment anew if it is missing or its Python is gone."""
    if (
        PYTHON.exists()
        and not subprocess.run([str(PYTHON), "-c", "import pip"], check=False).returncode
    ):
        return
    print(f"Skapar {ENVIRONMENT.relative_to(ROOT)} …", flush=True)
    try:
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
    except (subprocess.CalledProcessError, OSError) as error:
        raise Stop(
            "Den virtuella miljön kunde inte skapas. "
            "På Debian och Ubuntu: apt-get install python3-venv"
        ) from error


def install_packages(kind: str) -> None:
    """Install the system's packages that Qt (and the tests) lack, or print the one command."""
    packages = {PACKAGES.get(library, "") for library in missing_libraries()}
    tools = set()
    if kind == "dev":
        tools = {package for tool, package in TEST_TOOLS.items() if not present(tool)}
    unknown = "" in packages
    names = sorted((packages | tools) - {""})
    if unknown:
        print(f"Okända bibliotek saknas: {' '.join(sorted(missing_libraries()))}")
    if not names:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        line = f"sudo {' '.join(command)}"
        if packages - {""}:
            raise Stop(f"Qt saknar bibliotek i systemet. Kör en gång:\n  {line}")
        print(f"Några tester hoppas över utan dessa program. Kör en gång:\n  {line}")
        return
    print(f"Installerar systempaket: {' '.join(names)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-qq"], [command[0], "-qq", *command[1:]]):
        if subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            if packages - {""}:
                raise Stop(f"Systempaketen kunde inte installeras. Kör:\n  {' '.join(command)}")
            print("Testprogrammen kunde inte installeras; de tester som behöver dem hoppas över.")
            return


def present(tool: str) -> bool:
    """Whether a program is to be found, or a file where it has a place of its own."""
    return shutil.which(tool) is not None or Path(tool).is_file()


def missing_libraries() -> set[str]:
    """The shared libraries that Qt's platform plugins ask for and the system does not have."""
    find = "import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent)"
    pyside = Path(subprocess.check_output([str(PYTHON), "-c", find], text=True).strip())
    missing = set()
    for file in (*(f"Qt/plugins/{plugin}" for plugin in QT_PLUGINS), "QtWidgets.abi3.so"):
        listed = subprocess.run(
            ["ldd", str(pyside / file)], capture_output=True, text=True, check=False
        )
        missing |= {line.split()[0] for line in listed.stdout.splitlines() if "not found" in line}
    return {
        library for library in missing if not library.startswith(("libQt6", "libpyside", "libshib"))
    }


# -- commands --------------------------------------------------------------------------------------


def call(*words: str) -> int:
    """Run the environment's Python on some words; gives the exit code."""
    return subprocess.run([str(PYTHON), *words], cwd=ROOT, check=False).returncode


def run(_: list[str]) -> int:
    """Open the window on the example, or write its PDF where there is no screen."""
    prepare("run")
    # A copy that one may edit between runs; made anew when the example or the file format is another.
    sources = (ROOT / "resources/example.json", *sorted((ROOT / "tertialapp/store").glob("*.sql")))
    made_of = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    example = BUILD / made_of[:8] / "exempel.tertial"
    example.parent.mkdir(parents=True, exist_ok=True)
    if not example.exists() and call("-m", "tertialapp", "example", str(example)):
        return 1
    on_screen = sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    if on_screen:
        return call("-m", "tertialapp", str(example))
    pdf = BUILD / "exempel.pdf"
    print(
        "Här finns ingen skärm, så fönstret kan inte visas. I stället skrivs exempelrapportens PDF."
    )
    return call("-m", "tertialapp", "export", str(example), str(pdf))


def use_memory_for_temporary_files() -> None:
    """Let the tests' files lie in memory where there is room: thousands are forced to disk."""
    memory = Path("/dev/shm")  # noqa: S108 - each user's own folders are made in it, as in /tmp
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**31:
        os.environ.setdefault("TMPDIR", str(memory))


def test(words: list[str]) -> int:
    """Everything that must hold before a change is handed in."""
    prepare("dev")
    use_memory_for_temporary_files()
    steps = {
        "Format": ("-m", "ruff", "format", "--check", "--quiet"),
        "Regler": ("-m", "ruff", "check", "--quiet"),
        "Typer": ("-m", "mypy"),
        "Tester": ("-m", "pytest", "-q", "-n", "auto", *words),
    }
    failed = []
    for name, command in steps.items():
        print(f"--- {name}", flush=True)
        if call(*command):
            failed.append(name)
    if failed:
        print(f"Inte godkänt: {', '.join(failed)}")
    return 1 if failed else 0


PROOFS = {
    "kills": ("tests/document/test_kills.py",),
    "cuts": ("tests/document/test_power_cuts.py",),
    "calls": ("tests/document/test_system_calls.py", "tests/document/test_crashes.py"),
    "files": ("tests/store/test_hostile.py",),
    "locks": ("tests/document/test_lock.py",),
    "merges": ("tests/merge", "tests/document/test_merging.py"),
    "share": ("tests/document/test_share.py", "tests/ui/test_two_windows_on_screen.py"),
}
"""The proofs that nothing is lost, by what is done to the program."""


def torture(words: list[str]) -> int:
    """The property tests with 500 cases each instead of 40, and the long proofs, or some of them.

    What was proved, with its seed, is told at the end.
    """
    prepare("dev")
    use_memory_for_temporary_files()
    os.environ["TERTIAL_PROFILE"] = "torture"
    print(f"Frö (TERTIAL_SEED): {os.environ.setdefault('TERTIAL_SEED', '1')}", flush=True)
    files = [file for word in words for file in PROOFS.get(word, (word,))]
    # A line for each: it runs for an hour or more, and who looks wants to see how far it is.
    return call("-m", "pytest", "-v", "-n", "auto", "-rs", "-m", "law", *files)


def window(words: list[str]) -> int:
    """The window's tests on an X screen of their own instead of Qt's offscreen platform."""
    prepare("dev")
    absent = [tool for tool in ("xvfb-run", "openbox") if shutil.which(tool) is None]
    if absent:
        raise Stop(f"{' och '.join(absent)} saknas. Installera paketen xvfb, xauth och openbox.")
    tests = [str(PYTHON), "-m", "pytest", "-q", "tests/ui", *words]
    script = 'openbox & sleep 1; QT_QPA_PLATFORM=xcb "$@"'
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "sh", "-c", script, "sh", *tests]
    return subprocess.run(screen, cwd=ROOT, check=False).returncode


def bench(words: list[str]) -> int:
    """How fast it is, on the screen there is or an X screen of its own, else offscreen."""
    prepare("dev")
    measure = [str(PYTHON), "-m", "tests.bench", *words]
    environment = dict(os.environ)
    if sys.platform == "linux" and not os.environ.get("QT_QPA_PLATFORM"):
        environment["QT_QPA_PLATFORM"] = "xcb"
        if not os.environ.get("DISPLAY"):
            if shutil.which("xvfb-run"):
                measure = ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", *measure]
            else:
                environment["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run(measure, cwd=ROOT, env=environment, check=False).returncode


def validate(words: list[str]) -> int:
    """What veraPDF finds in PDFs, which may lie beside where the user stands."""
    prepare("dev")
    files = {word: str(Path(word).resolve()) for word in words if Path(word).is_file()}
    return call("-m", "tests.conformance", *(files.get(word, word) for word in words))


def lock(_: list[str]) -> int:
    """Write both lock files from pyproject.toml, for all supported Pythons and systems."""
    prepare("dev")
    call("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "uv")
    compile_words = ("-m", "uv", "pip", "compile", "pyproject.toml", "--universal", "--upgrade")
    options = (
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "-q",
    )
    codes = [
        call(*compile_words, *options, "-o", LOCKS["run"].name),
        call(*compile_words, *options, "--group", "dev", "-o", LOCKS["dev"].name),
    ]
    return max(codes)


def write(script: str) -> int:
    """Write files of the repository anew, by a script of the program's own."""
    prepare("run")
    return call("-c", script)


def schema(_: list[str]) -> int:
    """Write the JSON Schema from the record classes."""
    return write(
        "import json, pathlib; from tertialapp.exchange.json_schema import schema; "
        "pathlib.Path('resources/rapport.schema.json').write_text("
        "json.dumps(schema(), ensure_ascii=False, indent=1) + '\\n', 'utf-8')"
    )


def rules(_: list[str]) -> int:
    """Write the user guide's page about the checks from the rules."""
    return write(
        "import pathlib; from tertialapp.check.guide import guide; "
        "pathlib.Path('docs/kontroll.md').write_text(guide(), 'utf-8')"
    )


def kerning(_: list[str]) -> int:
    """Write the pairs of letters that are kerned, a file for each typeface, from the font files."""
    return write(
        "import json, pathlib\n"
        "from tertialapp.pdf.kerning import asked\n"
        "from tertialapp.pdf.typeface import TYPEFACES\n"
        "for name, typeface in TYPEFACES.items():\n"
        "    told = json.dumps(asked(name), ensure_ascii=False, separators=(',', ':'))\n"
        "    file = pathlib.Path(f'resources/kerning/{typeface.name}.json')\n"
        "    file.write_text(told + '\\n', 'utf-8')\n"
    )


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "torture": torture,
    "bench": bench,
    "window": window,
    "validate": validate,
    "lock": lock,
    "schema": schema,
    "rules": rules,
    "kerning": kerning,
}


def main() -> int:
    """Carry out the named command; gives the exit code."""
    words = sys.argv[1:]
    if not words or words[0] not in COMMANDS:
        print(__doc__)
        return 2
    try:
        return COMMANDS[words[0]](words[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
