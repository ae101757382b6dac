"""Another name: what of prose is read anew, and that it is then read as if it had always been so."""

import random

import pytest
from msgspec.structs import replace

from tertialapp.check.prose.reading import judgements, readings
from tertialapp.model.goals import Indicator
from tertialapp.model.report import Report
from tests.bench.check import forget
from tests.check import PERIOD, changed


def _renamed(report: Report, drawn: random.Random) -> Report:
    """One indicator called by words of others' names."""
    words = [word for each in report.indicators.values() for word in each.name.split()]
    indicator: Indicator = drawn.choice(list(report.indicators.values()))
    name = " ".join(drawn.sample(words, 4))
    return changed(report, replace(indicator, name=name))


def _areas_renamed(report: Report, drawn: random.Random) -> Report:
    one, other = drawn.sample(list(report.business_areas.values()), 2)
    return changed(report, replace(one, name=other.name), replace(other, name=one.name))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("rename", [_renamed, _areas_renamed])
def test_after_a_rename_texts_are_read_as_if_it_had_always_been_so(
    example: Report, seed: int, rename: object
) -> None:
    assert callable(rename)
    judgements(example, PERIOD)
    after = rename(example, random.Random(seed))  # noqa: S311 - the same names each time
    now = judgements(after, PERIOD)
    forget()
    assert judgements(after, PERIOD) == now


def test_a_rename_reads_only_texts_that_meet_its_words_anew(example: Report) -> None:
    indicator = next(each for each in example.indicators.values() if "nskrivning" in each.name)
    before = {text.id: read for text, read in readings(example, PERIOD).texts}
    after = changed(example, replace(indicator, name=f"{indicator.name} och kvartsur"))
    anew = [text for text, read in readings(after, PERIOD).texts if read is not before[text.id]]
    owners = {text.owner_id for text in anew}
    assert indicator.goal_id in owners
    assert len(anew) < len(before) / 3


def test_a_name_without_words_is_no_name(example: Report) -> None:
    area = next(iter(example.business_areas.values()))
    assert judgements(changed(example, replace(area, name="2")), PERIOD)
