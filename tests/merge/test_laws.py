"""What holds for any merge: sound, complete, the same from both sides, and nothing lost in silence."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tertialapp.base.errors import BadInput
from tertialapp.document.edit import Edit
from tertialapp.document.following import follow
from tertialapp.merge.decide import Choice, decide
from tertialapp.merge.reports import Merged, merge
from tertialapp.merge.texts import exchanged, merge_texts
from tertialapp.merge.values import MARKDOWN, same, units, values
from tertialapp.model.belonging import owners
from tertialapp.model.compare import changed_records
from tertialapp.model.conflicts import Conflict
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.integrity import faults
from tertialapp.model.live_values import is_live
from tertialapp.model.markdown import all_runs
from tertialapp.model.markdown_read import parse, plain
from tertialapp.model.report import TABLES, Report, table_name
from tests.conftest import PATIENCE
from tests.document.test_histories import small_report
from tests.merge.edits import BODIES, edited

TORTURE = settings.get_current_profile_name() == "torture"
PARTS = 40 if TORTURE else 1
"""So many times the profile's number of merges are made: 20 000 of them in ``python dev.py torture``."""

Versions = tuple[Report, Report, Report]

_SWEPT = ("image", "font_file")
"""What nothing uses any more goes with the next edit."""


@st.composite
def versions(draw: Any) -> Versions:
    """A report and what two people made of it."""
    base = draw(edited(small_report(), 3))
    return base, draw(edited(base)), draw(edited(base))


@pytest.mark.timeout(1800 if TORTURE else PATIENCE)
@pytest.mark.parametrize("part", range(PARTS))
@given(of=versions())
def test_any_merge_keeps_the_laws(part: int, of: Versions) -> None:
    assert part in range(PARTS)
    for law in laws():
        law(of)


def laws() -> tuple[Callable[[Versions], None], ...]:
    """What holds for a report and what two people made of it."""
    return (
        _who_changed_nothing_gets_what_the_other_has,
        _a_merged_report_holds_together,
        _siblings_have_an_order,
        _every_change_is_carried_out_or_listed,
        _no_word_is_lost_in_silence,
        _both_sides_get_the_same_but_for_what_they_keep,
        _merging_the_same_again_changes_nothing,
    )


def _same(one: Report, other: Report) -> bool:
    return next(changed_records(one, other), None) is None


def _who_changed_nothing_gets_what_the_other_has(of: Versions) -> None:
    base, one, _ = of
    for ours, theirs in ((one, base), (base, one), (one, one)):
        merged = merge(base, ours, theirs)
        assert _same(merged.report, one)
        assert not merged.conflicts
        assert not merged.notices


def _a_merged_report_holds_together(of: Versions) -> None:
    merged = merge(*of)
    assert list(faults(merged.report)) == []
    assert set(merged.report.conflicts) >= {found.id for found in merged.conflicts}
    edit = Edit(merged.report)
    follow(edit)
    assert {name: rows for name, rows in edit.changes.items() if name not in _SWEPT} == {}


def _siblings_have_an_order(of: Versions) -> None:
    base, ours, theirs = of
    merged = merge(base, ours, theirs).report
    for name in ("goal", "indicator", "section", "activity"):
        if any(_places(name, side) == _places(name, merged) for side in (base, ours, theirs)):
            continue  # as one of them left it
        keys = [place[1:] for place in _places(name, merged)]
        assert len(set(keys)) == len(keys)


def _places(name: str, report: Report) -> set[tuple[Any, ...]]:
    above = [spec.name for spec in owners(name)]
    return {
        (key, *(getattr(row, field) for field in above), getattr(row, "sort_key", ""))
        for key, row in report.table(name).items()
    }


def _every_change_is_carried_out_or_listed(of: Versions) -> None:
    base, ours, theirs = of
    merged = merge(base, ours, theirs)
    for side in (ours, theirs):
        for table, was, now in changed_records(base, side):
            record = now or was
            assert record is not None
            if table in ("image", "conflict") or _listed(merged, of, table, record.id):
                continue
            kept: Any = merged.report.table(table).get(record.id)
            if now is None or kept is None:
                assert kept is None or now is not None, (table, record.id)
                assert now is None or _other_removed(of, table, now.id), (table, record.id)
                continue
            for unit in units(table):
                new, old = values(now, unit), values(was, unit) if was else None
                if old is not None and same(unit, old, new):
                    continue
                if (table, unit[0].name) in MARKDOWN or unit[0].name == "needs_reading":
                    continue  # its own law below; and what the program itself sets
                if unit[0].name == "old_target" and _follows_without_target(kept):
                    continue
                if was is None and new == _defaults(now, unit):
                    continue
                beside = [row for each in of for row in each.table(table).values()]
                assert same(unit, values(kept, unit), new) or _reordered(unit, kept, now, beside), (
                    table,
                    record.id,
                    unit,
                )


def _follows_without_target(point: Decision) -> bool:
    """Whether a point follows a template that tells of no earlier target, so that it has none."""
    return point.generated and point.kind is not DecisionKind.TARGET_CHANGE


def _defaults(record: Any, unit: Any) -> tuple[Any, ...]:
    return tuple(getattr(type(record), spec.name, object()) for spec in unit)


def _reordered(unit: Any, kept: Any, now: Any, beside: Iterable[Any]) -> bool:
    """Whether only the sort key differs, where another record had the same: those get theirs anew."""
    names = [spec.name for spec in unit]
    if "sort_key" not in names or not any(
        row.id != now.id and row.sort_key == now.sort_key for row in beside
    ):
        return False
    return all(getattr(kept, name) == getattr(now, name) for name in names if name != "sort_key")


def _other_removed(of: Versions, table: str, key: str) -> bool:
    return not all(key in side.table(table) for side in of[1:])


def _listed(merged: Merged, of: Versions, table: str, key: str) -> bool:
    """Whether a conflict is about a record, or about something that it belongs to."""
    told = {(found.table, found.key) for found in merged.conflicts}
    waiting, seen = [(table, key)], set()
    while waiting:
        name, at = waiting.pop()
        if (name, at) in told:
            return True
        for report in (merged.report, *of):
            record = report.table(name).get(at) if name in TABLES else None
            for spec in owners(name) if record else ():
                target = getattr(record, spec.name)
                for table_ in TABLES if spec.table == "*" else [spec.table or ""]:
                    if target is not None and (table_, target) not in seen:
                        seen.add((table_, target))
                        waiting.append((table_, target))
    return False


def _no_word_is_lost_in_silence(of: Versions) -> None:
    base, ours, theirs = of
    merged = merge(base, ours, theirs)
    kept = Counter(word for text in merged.report.texts.values() for word in _words(text.body))
    for found in merged.conflicts:
        for version in found.versions:
            kept += Counter(_words(json.dumps(version, ensure_ascii=False).replace("\\n", " ")))
    for side in (ours, theirs):
        for _, was, now in changed_records(base.only(["text"]), side.only(["text"])):
            written = Counter(_written(getattr(now, "body", "")))
            written -= Counter(_written(getattr(was, "body", "")))
            assert not set(written) - set(kept)


def _written(body: str) -> list[str]:
    """The words that somebody wrote: a live value says what is so in the report that it stands in."""
    lines = (
        "".join(" " if is_live(run.link) else run.text for run in runs)
        for runs in all_runs(parse(body))
    )
    return [word for line in lines for word in re.findall(r"\w+", line)]


def _words(body: str) -> list[str]:
    return re.findall(r"\w+", plain(body))


def _both_sides_get_the_same_but_for_what_they_keep(of: Versions) -> None:
    base, ours, theirs = of
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)
    assert _about(here) == _about(there)
    if not here.conflicts:
        assert _without_form(here.report, base) == _without_form(there.report, base)
    assert {frozenset((each.key, each.other)) for each in here.notices} == {
        frozenset((each.key, each.other)) for each in there.notices
    }


def _about(merged: Merged) -> Counter[tuple[str, str, str]]:
    return Counter((found.table, found.key, found.field) for found in merged.conflicts)


def _without_form(report: Report, base: Report) -> dict[str, Any]:
    """What a report holds apart from conflicts; texts as their words."""
    assert base is not None
    held = {name: dict(report.table(name)) for name in TABLES if name not in ("conflict", "text")}
    words = {key: (plain(text.body), text.period_id) for key, text in report.texts.items()}
    return held | {"text": words}


def _merging_the_same_again_changes_nothing(of: Versions) -> None:
    base, ours, theirs = of
    merged = merge(base, ours, theirs)
    again = merge(theirs, merged.report, theirs)
    assert again.report is merged.report
    assert not again.conflicts


@given(versions(), st.data())
def test_every_conflict_can_be_decided(of: Versions, data: st.DataObject) -> None:
    report = merge(*of).report
    for found in data.draw(st.permutations(list(report.conflicts.values()))):
        if found.id not in report.conflicts:
            continue
        report = _decided(report, found, data.draw(st.sampled_from(Choice)))
        assert found.id not in report.conflicts
        assert list(faults(report)) == []


def _decided(report: Report, found: Conflict, choice: Choice) -> Report:
    edit = Edit(report)
    try:
        edit.take(decide(report, found, choice))
    except BadInput:
        edit.take({"conflict": {found.id: None}})
    return edit.report


@given(versions())
def test_choosing_theirs_everywhere_gives_what_they_wrote(of: Versions) -> None:
    base, ours, theirs = of
    merged = merge(base, ours, theirs)
    assume(all(found.field and found.kind != "loop" for found in merged.conflicts))
    report = merged.report
    for found in merged.conflicts:
        report = _decided(report, found, Choice.THEIRS)
    for found in merged.conflicts:
        if found.field != "body":
            (unit,) = (unit for unit in units(found.table) if unit[0].name == found.field)
            ours_now, wanted = report.table(found.table)[found.key], theirs.table(found.table)
            assert same(unit, values(ours_now, unit), values(wanted[found.key], unit))


# -- texts -------------------------------------------------------------------------------------------

MARKED = st.lists(
    st.sampled_from(
        (
            "ett två tre",
            "ett två fyra",
            "# Rubrik",
            "## Rubrik två",
            "- en\n- två\n  - under\n- tre",
            "- en\n- annan\n- tre",
            "1. först\n2. sedan",
            "**fet** och *lutad* text",
            "se [sidan](https://exempel.se) här",
            "nu [76](varde:indikator/x/outcome) procent",
            '![bild](bild:abc "under")',
            '![annan](bild:abc "under")',
        )
    ),
    max_size=6,
).map("\n\n".join)
TEXTS = BODIES | MARKED


@given(TEXTS, TEXTS)
def test_a_text_that_one_changed_is_theirs(base: str, new: str) -> None:
    for ours, theirs in ((base, new), (new, base), (new, new)):
        merged = merge_texts(base, ours, theirs)
        if base.strip() or ours == theirs:
            assert not merged.clashes
            assert plain(merged.body) == plain(new)


@given(TEXTS, TEXTS, TEXTS)
def test_a_text_is_the_same_from_both_sides(base: str, one: str, other: str) -> None:
    here, there = merge_texts(base, one, other), merge_texts(base, other, one)
    assert len(here.clashes) == len(there.clashes)
    if not here.clashes:
        assert plain(here.body) == plain(there.body)


@given(TEXTS, TEXTS, TEXTS)
def test_all_new_words_are_in_the_text_or_in_a_clash(base: str, one: str, other: str) -> None:
    merged = merge_texts(base, one, other)
    told = " ".join([merged.body, *(clash.theirs for clash in merged.clashes)])
    for written in (one, other):
        assert not set(_words(written)) - set(_words(base)) - set(_words(told))


@given(TEXTS, TEXTS, TEXTS)
def test_their_version_can_be_had_instead(base: str, one: str, other: str) -> None:
    merged = merge_texts(base, one, other)
    body = merged.body
    for clash in merged.clashes:
        assert exchanged(merged.body, merged.body, clash.theirs) == clash.theirs
        body = exchanged(body, clash.ours, clash.theirs)
    theirs = merge_texts(base, other, one).body
    if len(merged.clashes) <= 1:
        assert plain(body) == plain(theirs)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_field_of_a_table_is_merged_once(name: str) -> None:
    merged = [spec.name for unit in units(name) for spec in unit]
    assert len(merged) == len(set(merged))
    assert table_name(TABLES[name].record_type) == name
