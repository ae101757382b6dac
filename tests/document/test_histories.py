"""Random histories against a list of plain reports: undo, disk and file always tell the same truth.

Each history edits every table, writes texts that follow the figures, undoes, saves, crashes and
reopens. In ``python dev.py torture`` there are 10 000 of them.
"""

from __future__ import annotations

import contextlib
import functools
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec import structs

from tertialapp import tasks
from tertialapp.document.document import Document
from tertialapp.document.edit import Edit
from tertialapp.document.opening import new_document, open_document, recover
from tertialapp.model.assignments import Assignment
from tertialapp.model.conflicts import Conflict, ConflictKind, conflict
from tertialapp.model.decisions import Decision, DecisionWording, WordingKind
from tertialapp.model.economy import (
    AdjustmentKind,
    BudgetAdjustment,
    PlannedInvestment,
    StatedTotal,
)
from tertialapp.model.economy_tables import economy_table
from tertialapp.model.font_files import FontFile
from tertialapp.model.frame import (
    OwnWord,
    Period,
    Section,
    SectionKind,
    Setup,
    Text,
    TextPart,
    TypefaceName,
)
from tertialapp.model.integrity import CELL_KEYS, faults
from tertialapp.model.live_values import (
    FIELDS,
    Form,
    economy_reference,
    indicator_reference,
    is_live,
    parse_reference,
    row_key,
    shown,
    sum_reference,
)
from tertialapp.model.markdown import all_runs
from tertialapp.model.markdown_read import parse
from tertialapp.model.outline import keys_between
from tertialapp.model.records import FieldSpec, Ore, Record, cell_id, field_specs
from tertialapp.model.report import TABLES, Report, records_of, report_of
from tertialapp.model.versions import Version
from tertialapp.model.waivers import Waiver
from tertialapp.store.file import read_report
from tests.fonts import FONT_FILES
from tests.pictures import IMAGES
from tests.reports import plain_values

TORTURE = settings.get_current_profile_name() == "torture"
PARTS = 20 if TORTURE else 1
"""So many times the profile's number of histories are run, as tests that go side by side."""

STEPS = 16
MOST = 3
"""So many records of a table are kept of the example, so that a history is quick."""
_OWNERS = ("section", "goal", "indicator", "activity")
_NOWHERE = Section(
    id="här", parent_id="saknas", sort_key="a0", kind=SectionKind.TEXT, title="Utan plats"
)
_TABLE_KINDS = st.sampled_from(SectionKind)
_WORDS = st.text("abc åäö*_#-[]()\n1.", max_size=30)


_LISTS = (
    SectionKind.BUDGET_ADJUSTMENTS,
    SectionKind.PLANNED_INVESTMENTS,
    SectionKind.COMPETENCE_FUNDS,
)


@functools.cache
def small_report() -> Report:
    """A small report with something in every table."""
    edit = Edit(tasks.example_report())
    for name in TABLES:
        if name not in ("setup", "status", "period"):
            rows = edit.report.table(name)
            for record in [*rows.values()][MOST:] if name not in CELL_KEYS else ():
                edit.remove(record)
    for record in _lists(edit.report.periods_in_order()[-1].id):
        edit.put(record)
    edit.set(edit.report.setup, typeface=TypefaceName.OWN)
    edit.put(FONT_FILES[0])
    report = report_of(records_of(edit.report))
    assert all(report.table(name) for name in TABLES)
    return report


def _lists(period: str) -> list[Record]:
    """The sections that list something, and what the example leaves out."""
    sections = [
        Section(id=kind, parent_id=None, sort_key=key, kind=kind, title="Lista")
        for kind, key in zip(_LISTS, keys_between("b00", None, len(_LISTS)), strict=True)
    ]
    placed: dict[str, Any] = {"period_id": period, "sort_key": "a0", "amount": 12_500_000}
    return [
        *sections,
        BudgetAdjustment(
            id="just",
            section_id=_LISTS[0],
            kind=AdjustmentKind.OPERATING,
            text="Hyror",
            **placed,
        ),
        PlannedInvestment(id="plan", section_id=_LISTS[1], text="Lekplats", **placed),
        StatedTotal(
            id=cell_id("net_budget", "budget", period),
            period_id=period,
            table="net_budget",
            column="budget",
            amount=Ore(100),
            computed=Ore(99),
        ),
        OwnWord(id="sommarkollo"),
        Waiver(
            id=cell_id("unit:0", period),
            finding="unit:0",
            period_id=period,
            message="Enheten är en annan.",
            reason="Så mäts det.",
            person="Kim",
            day=date(2025, 5, 2),
        ),
        DecisionWording(id=WordingKind.APPROVAL, body="{Nämnden} godkänner {rapporten}."),
        IMAGES[0],
        Version(
            id="beslutad",
            period_id=period,
            ordinal=1,
            day=date(2025, 5, 20),
            person="Kim",
            program="0.1.0",
            content=b"packat",
            digest="0",
            pdf_digest="0",
        ),
        Assignment(id="utskickad", subject_id=_LISTS[0], person="Kim", sent=date(2025, 5, 2)),
        conflict(ConflictKind.FIELD, "goal", "mål", "title", [None, {}, {}]),
    ]


def _values(record: Record) -> list[FieldSpec]:
    """The fields of a record that a cell shows: not those that place it or make its key.

    A wording is checked before it is put; a font is what its file is, a conflict what a merge said. In a
    locked period nothing could be written from then on.
    """
    if isinstance(record, DecisionWording | FontFile | Conflict):
        return []
    name = next(name for name, spec in TABLES.items() if spec.record_type is type(record))
    placing = {"id", "sort_key", "level", "kind", "year", "cut_off", *CELL_KEYS.get(name, ())}
    placing |= {"width", "height", "content", "locked"}
    specs = field_specs(type(record))
    return [spec for spec in specs if spec.name not in placing and not spec.table]


class Histories(RuleBasedStateMachine):
    """One history of a document, beside the reports that it should have been."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.path = self.folder / "rapport.tertial"
        self.path.unlink(missing_ok=True)
        self.document: Document = new_document(small_report())
        self.states = [self.document.report]
        self.at = 0
        self.file: Report | None = None
        self.made = 0

    # -- what the model says --------------------------------------------------------------------

    @property
    def now(self) -> Report:
        return self.states[self.at]

    def _edited(self, *written: str) -> None:
        """Take note of what the last edit should have left: whose text changed of itself is marked."""
        for key, text in self.document.report.texts.items():
            was = self.now.texts.get(key)
            if was is not None and was.body != text.body and key not in written:
                assert text.needs_reading
        if self.document.report != self.now:
            self.states[self.at + 1 :] = [self.document.report]
            self.at += 1

    def _records(self, *tables: str) -> list[Record]:
        kept = [self.now.table(name) for name in TABLES if not tables or name in tables]
        return [record for table in kept for record in table.values()]

    # -- what a user does -----------------------------------------------------------------------

    @initialize(saved=st.booleans())
    def begin(self, saved: bool) -> None:  # noqa: FBT001 - drawn
        if saved:
            self.save()

    @rule(data=st.data())
    def set_cells(self, data: st.DataObject) -> None:
        put: dict[tuple[str, str], Record] = {}
        with self.document.edit("Ändra värden") as edit:
            for _ in range(data.draw(st.integers(1, 3))):
                record = data.draw(st.sampled_from(self._records()))
                record = edit.report.table(_table(record))[record.id]
                spec = data.draw(st.sampled_from(_values(record) or [field_specs(type(record))[0]]))
                if spec.name != "id":
                    changed = edit.set(record, **{spec.name: data.draw(plain_values(spec))})
                    put[_table(record), record.id] = changed
        for (table, key), record in put.items():
            now = self.document.report.table(table)[key]
            generated = isinstance(record, Decision) and record.generated
            assert now == record or generated or (isinstance(now, Text) and _live(now))
        self._edited(*(key for _, key in put))

    @rule(data=st.data(), body=_WORDS)
    def write_text(self, data: st.DataObject, body: str) -> None:
        text = self._write(data, body)
        assert self.document.report.texts[text.id].body == text.body
        self._edited(text.id)

    @rule(data=st.data(), count=st.integers(1, 3))
    def write_live_values(self, data: st.DataObject, count: int) -> None:
        targets = [self._target(data) for _ in range(count)]
        text = self._write(data, " och ".join(f"[?]({target})" for target in targets))
        assert [link for link, _ in _live(self.document.report.texts[text.id])] == targets
        self._edited(text.id)

    @precondition(lambda self: self._followed())
    @rule(data=st.data(), figure=st.integers(0, 9).map(Decimal))
    def change_what_a_text_follows(self, data: st.DataObject, figure: Decimal) -> None:
        key, field, period = data.draw(st.sampled_from(self._followed()))
        with self.document.edit("Ändra värden") as edit:
            edit.set(edit.report.indicator_value(key, period), **{field: figure})
        self._edited()

    def _followed(self) -> list[tuple[str, str, str]]:
        """The figures that texts follow: indicator, field and period."""
        found = []
        for text in self.now.texts.values():
            for target, _ in _live(text):
                reference = parse_reference(target)
                if reference is not None and reference.path[0] in self.now.indicators:
                    found.append((reference.path[0], reference.path[1], text.period_id))
        return found

    def _write(self, data: st.DataObject, body: str) -> Text:
        owners = self._records(*_OWNERS) or self._records("setup")
        owner = data.draw(st.sampled_from(owners))
        period = data.draw(st.sampled_from(list(self.now.periods)))
        with self.document.edit("Skriv text") as edit:
            return edit.set(edit.report.text(owner.id, period, TextPart.BODY), body=body)

    def _target(self, data: st.DataObject) -> str:
        """What a live value may follow: a figure or a word, a cell of a table, the sum of a list."""
        field, against = (data.draw(st.sampled_from(FIELDS)) for _ in range(2))
        form = data.draw(st.sampled_from(Form))
        indicators = [indicator_reference(key, field, form, against) for key in self.now.indicators]
        sums = [sum_reference(key) for key in self.now.sections]
        table = economy_table(self.now, [*self.now.periods][-1], data.draw(_TABLE_KINDS))
        cells = (
            [
                economy_reference(table.kind, row_key(table, at), column.key)
                for at in range(len(table.rows))
                for column in table.columns
            ]
            if table
            else []
        )
        groups = [group for group in (indicators, sums, cells) if group]
        return data.draw(st.sampled_from(groups).flatmap(st.sampled_from)).target

    @rule(data=st.data(), count=st.integers(1, 3))
    def add_rows(self, data: st.DataObject, count: int) -> None:
        like: Any = data.draw(st.sampled_from(self._with_places()))
        names = [f"ny-{self.made + number}" for number in range(count)]
        self.made += count
        with self.document.edit("Lägg till") as edit:
            for name, key in zip(names, keys_between(like.sort_key, None, count), strict=True):
                edit.put(structs.replace(like, id=name, sort_key=key))
        assert set(names) <= set(self.document.report.table(_table(like)))
        self._edited()

    @rule(data=st.data())
    def move_row(self, data: st.DataObject) -> None:
        rows = self._with_places()
        record: Any = data.draw(st.sampled_from(rows))
        to: Any = data.draw(st.sampled_from([row for row in rows if type(row) is type(record)]))
        with self.document.edit("Flytta") as edit:
            edit.set(record, sort_key=keys_between(None, to.sort_key)[0])
        self._edited()

    @rule(data=st.data())
    def remove_rows(self, data: st.DataObject) -> None:
        kept = (Setup, Period)
        rows = [record for record in self._records() if not isinstance(record, kept)]
        record = data.draw(st.sampled_from(rows))
        with self.document.edit("Ta bort") as edit:
            edit.remove(record)
        assert record.id not in self.document.report.table(_table(record))
        self._edited()

    @rule(data=st.data())
    def fail(self, data: st.DataObject) -> None:
        """What goes wrong in the middle, or would break the report, changes nothing at all."""
        record = data.draw(st.sampled_from(self._records()))
        with contextlib.suppress(ZeroDivisionError, ValueError):
            with self.document.edit("Går fel") as edit:
                edit.remove(record)
                if data.draw(st.booleans()):
                    raise ZeroDivisionError
                edit.put(_NOWHERE)
            pytest.fail("it was carried out")

    def _with_places(self) -> list[Record]:
        return [record for record in self._records() if hasattr(record, "sort_key")]

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.document.undo()
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.document.redo()
        self.at += 1

    # -- file, crash and reopening --------------------------------------------------------------

    @rule()
    def save(self) -> None:
        self.document.save(self.path)
        self.file = self.now
        assert read_report(self.path) == self.now

    @rule()
    def crash(self) -> None:
        """All that is left is what lay on disk at this moment."""
        working = self.document._working.path
        lay = self.folder / "kraschad"
        shutil.rmtree(lay, ignore_errors=True)
        lay.mkdir()
        for part in working.parent.glob(f"{working.name}*"):
            shutil.copy(part, lay)
        self.document.discard()
        shutil.copytree(lay, working.parent, dirs_exist_ok=True)
        self._open(working)

    @rule()
    def close_and_open(self) -> None:
        working = self.document._working.path
        self.document.close()
        assert working.exists() or self.file == self.now
        self._open(working)

    def _open(self, working: Path) -> None:
        self.document = open_document(self.path).document if self.file else recover(working)

    # -- what always holds ----------------------------------------------------------------------

    @invariant()
    def texts_show_the_figures_as_they_are(self) -> None:
        report = self.document.report
        for text in report.texts.values():
            for target, label in _live(text):
                assert shown(report, text.period_id, target) in (None, label)

    @invariant()
    def memory_and_disk_hold_what_they_should(self) -> None:
        assert self.document.report == self.now
        assert self.document._working.report() == self.now
        assert (self.document.undo_label is None) == (self.at == 0)
        assert (self.document.redo_label is None) == (self.at == len(self.states) - 1)

    def teardown(self) -> None:
        try:
            for state in reversed(self.states[: self.at]):
                self.document.undo()
                assert self.document.report == state
            for state in self.states[1:]:
                self.document.redo()
                assert self.document.report == state
            assert list(faults(self.document.report)) == []
            assert self.document._working.report() == self.states[-1]
            assert self.file is None or read_report(self.path) == self.file
        finally:
            self.document.discard()


def _live(text: Text) -> list[tuple[str, str]]:
    """The live values of a text: what each follows, and what it shows."""
    runs = (run for part in all_runs(parse(text.body)) for run in part)
    return [(run.link, run.text) for run in runs if run.link is not None and is_live(run.link)]


def _table(record: Record) -> str:
    return next(name for name, spec in TABLES.items() if spec.record_type is type(record))


@pytest.mark.law
@pytest.mark.timeout(1800 if TORTURE else 600)  # a failing history is shortened for 300 s
@pytest.mark.parametrize("part", range(PARTS))
def test_any_history_tells_one_truth(part: int, tmp_path: Path) -> None:
    machine = type(f"Histories{part}", (Histories,), {"folder": tmp_path})
    run_state_machine_as_test(machine, settings=settings(stateful_step_count=STEPS))
