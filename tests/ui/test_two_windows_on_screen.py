"""Two who work in one file at the same time: two real processes, real keys, and a screen reader's words."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tertialapp.store.file import read_report
from tests.screen_reader.session import ROOT, Screen, example_on_screen
from tests.share import needs_share, shared_folder

PERIOD = "T1 2025"
INDICATOR = "ind-3.4.1-1"


def to_the_figure(screen: Screen) -> None:
    """Put the cursor in the outcome of an indicator, in the window that is active."""
    screen.go_to("ami ledarskap", "AMI ledarskap*")
    screen.find("table cell", "Indikator: AMI ledarskap", "focused", "selected")
    screen.keys("Right")
    screen.find("table cell", "Periodens utfall: 76", "focused", "selected")


def write(screen: Screen, figure: str) -> None:
    to_the_figure(screen)
    screen.type(figure)
    screen.keys("Return")
    screen.find("table cell", f"Periodens utfall: {figure}")


def outcome(file: Path) -> Decimal | None:
    return read_report(file).indicator_value(INDICATOR, PERIOD).outcome


def test_lock_reading_a_copy_of_ones_own_merging_and_deciding(screen: Screen) -> None:
    _work_at_the_same_time(screen, screen.file)


@needs_share
@pytest.mark.law
@pytest.mark.timeout(3600)
def test_the_same_in_a_file_on_a_share(tmp_path: Path) -> None:
    with (
        shared_folder() as (ours, theirs),
        example_on_screen(tmp_path, ours) as screen,
    ):
        _work_at_the_same_time(screen, theirs / screen.file.name)


def _work_at_the_same_time(screen: Screen, annas: Path) -> None:
    """Two windows on one file, which Anna may see as another path."""
    anna = ("env", "-C", str(ROOT), "LOGNAME=anna", sys.executable, "-m", "tertialapp")
    with screen.running(*anna, str(annas)):
        screen.find("label", "”exempel.tertial” redigeras av * sedan *")
        screen.find("push button", "Öppna för läsning", "focused")
        screen.keys("Return")
        screen.find("label", "Öppen för läsning. ”exempel.tertial” redigeras av *")
        to_the_figure(screen)
        screen.type("7")
        screen.heard("*läsning*")
        screen.press("push button", "Redigera en egen kopia")
        screen.find("frame", "Kopia av exempel*", "active")
        write(screen, "71")

        screen.to_window("^exempel")
        screen.find("frame", "exempel*", "active")
        write(screen, "64")
        screen.keys("ctrl+s")
        screen.find("label", "*Publicerat i filen *[0-9]*")
        assert outcome(screen.file) == 64
        screen.keys("ctrl+w")
        screen.find("push button", "Ny rapport", "focused")

        screen.to_window("Kopia av exempel")
        screen.find("frame", "Kopia av exempel*", "active")
        screen.go_to("originalet", "Foga in i originalet*")
        screen.find("push button", "Foga in", "focused")
        screen.keys("Return")
        screen.find("dialog", "Konflikter*", "active")
        screen.find("label", "1 konflikt att avgöra. *")
        screen.find("label", "Periodens utfall har ändrats på två sätt*")
        screen.find("label", "Före", text="76*")
        screen.find("label", "Vår version", text="71*")
        screen.find("label", "Deras version (*)", text="64*")
        report = read_report(annas)
        assert len(report.conflicts) == 1
        assert outcome(annas) == 71

        screen.keys("alt+2")
        screen.find("label", "Allt är avgjort.")
        screen.keys("Escape")
        screen.find("frame", "exempel*", "active")
        screen.keys("ctrl+s")
        screen.find("label", "*Publicerat i filen *[0-9]*")
        assert not read_report(annas).conflicts
        assert outcome(annas) == 64
