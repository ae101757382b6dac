"""Modules that are there, and are loaded when they are used."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tertialapp.base.stand_in import stand_in_for


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a module that says how often it was loaded."""
    name = "seldom_used"
    (tmp_path / f"{name}.py").write_text(
        "import time\n"
        f"with open({str(tmp_path / 'loaded')!r}, 'a') as file:\n    file.write('x')\n"
        "time.sleep(0.01)\n"
        "ANSWER = 42\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, name, sys)  # so that what is put there is taken away again
    del sys.modules[name]
    return name


def test_a_module_is_loaded_when_something_of_it_is_used(module: str, tmp_path: Path) -> None:
    stand_in_for(module)
    standing = __import__(module)
    assert not (tmp_path / "loaded").exists()
    assert standing.ANSWER == 42
    assert __import__(module) is not standing, "who imports it now gets the module itself"
    assert standing.ANSWER == 42
    assert (tmp_path / "loaded").read_text() == "x"


def test_a_module_that_is_loaded_stays(module: str) -> None:
    loaded = __import__(module)
    stand_in_for(module)
    assert __import__(module) is loaded


def test_many_who_use_it_at_once_load_it_once(module: str, tmp_path: Path) -> None:
    stand_in_for(module)
    standing = __import__(module)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: standing.ANSWER, range(8))) == {42}
    assert (tmp_path / "loaded").read_text() == "x"


def test_what_a_module_does_not_have_is_missed_as_always(module: str) -> None:
    stand_in_for(module)
    with pytest.raises(AttributeError, match="QUESTION"):
        _ = __import__(module).QUESTION


def test_a_module_of_a_package_is_found_in_it(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "seldom_package"
    package.mkdir()
    (package / "__init__.py").touch()
    (tmp_path / f"{module}.py").rename(package / "own.py")
    for name in ("seldom_package", "seldom_package.own"):
        monkeypatch.setitem(sys.modules, name, sys)
        del sys.modules[name]
    stand_in_for("seldom_package.own")
    whole = __import__("seldom_package.own")
    assert not (tmp_path / "loaded").exists()
    assert whole.own.ANSWER == 42
    assert whole.own is sys.modules["seldom_package.own"]
