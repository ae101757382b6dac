"""Copies of a file that went separate ways are merged, over the logs that they carry."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings

from tertialapp import tasks
from tertialapp.base.errors import BadFile, BadInput, Cancelled, Refusal
from tertialapp.document.backups import Why, backups_of
from tertialapp.document.document import Document
from tertialapp.document.merging import Outcome, merge_file
from tertialapp.document.opening import new_document, open_document, open_own_copy
from tertialapp.merge.decide import Choice, decide
from tertialapp.model.frame import TextPart
from tertialapp.model.integrity import faults
from tertialapp.model.report import Report
from tertialapp.model.versions import Version
from tertialapp.store.file import read_report
from tests.document.test_histories import small_report

TORTURE = settings.get_current_profile_name() == "torture"
DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that has been edited once."""
    path = tmp_path / "rapport.tertial"
    document = new_document(_start())
    _rename(document, "Från början")
    document.save(path)
    document.close()
    return path


def _start() -> Report:
    report = small_report()
    return report.apply({"conflict": dict.fromkeys(report.conflicts)})


def _copy(path: Path, name: str) -> Path:
    target = path.with_name(f"{name}.tertial")
    shutil.copy(path, target)
    return target


def _rename(document: Document, title: str, which: int = 0) -> None:
    goal = sorted(document.report.goals.values(), key=lambda goal: goal.id)[which]
    with document.edit("Ändra målets namn") as edit:
        edit.set(goal, title=title)


def _title(document: Document, which: int = 0) -> str:
    return sorted(document.report.goals.values(), key=lambda goal: goal.id)[which].title


def _titles(path: Path) -> set[str]:
    return {goal.title for goal in read_report(path).goals.values()}


def _changed(path: Path, title: str, which: int = 0) -> None:
    document = open_document(path).document
    _rename(document, title, which)
    document.save()
    document.close()


def _merge(ours: Path, theirs: Path) -> Outcome:
    document = open_document(ours).document
    outcome = merge_file(document, theirs)
    document.save()
    document.close()
    return outcome


def test_both_copies_changes_are_kept_in_one_step_that_can_be_undone(path: Path) -> None:
    other = _copy(path, "anna")
    _changed(other, "Annas", 1)
    before = other.read_bytes()
    document = open_document(path).document
    _rename(document, "Vårt")
    outcome = merge_file(document, other)
    assert (_title(document), _title(document, 1)) == ("Vårt", "Annas")
    assert (outcome.changed, outcome.conflicts, outcome.ancestor) == (1, (), True)
    assert document.undo_label == "Sammanfogad med anna.tertial"
    kept = [backup for backup in backups_of(path) if backup.why is Why.BEFORE_MERGE]
    assert [_titles(backup.path) & {"Vårt", "Annas"} for backup in kept] == [{"Vårt"}]
    assert other.read_bytes() == before
    document.undo()
    assert _title(document, 1) != "Annas"
    document.close()


def test_merging_the_same_file_again_changes_nothing(path: Path) -> None:
    other = _copy(path, "anna")
    _changed(path, "Vårt")
    _changed(other, "Annas")
    assert len(_merge(path, other).conflicts) == 1
    document = open_document(path).document
    report, history = document.report, document.history()
    outcome = merge_file(document, other)
    assert outcome.known
    assert len(outcome.conflicts) == 1
    assert document.report is report
    assert document.history() == history
    document.close()


def test_a_merge_that_was_undone_can_be_made_again(path: Path) -> None:
    other = _copy(path, "anna")
    _changed(other, "Annas", 1)
    document = open_document(path).document
    merge_file(document, other)
    document.undo()
    assert not merge_file(document, other).known
    assert _title(document, 1) == "Annas"
    document.undo()
    document.redo()
    assert merge_file(document, other).known
    document.close()


def test_a_merge_taken_back_takes_nothing_from_whoever_has_it_still(path: Path) -> None:
    anna, bo = _copy(path, "anna"), _copy(path, "bo")
    _changed(bo, "Bos", 1)
    _merge(anna, bo)
    _merge(path, anna)
    document = open_document(anna).document
    document.undo()
    document.save()
    document.close()
    _merge(path, anna)
    _merge(bo, path)
    for copy in (path, bo):
        document = open_document(copy).document
        assert _title(document, 1) == "Bos"
        document.close()


def test_a_decided_conflict_is_not_asked_about_on_the_other_side(path: Path) -> None:
    other = _copy(path, "anna")
    _changed(path, "Vårt")
    _changed(other, "Annas")
    document = open_document(path).document
    (found,) = merge_file(document, other).conflicts
    assert found.who
    assert found.at
    assert found.label.endswith("Rubrik")
    with document.edit("Avgör konflikt") as edit:
        edit.take(decide(document.report, found, {"title": "Vårt och Annas"}))
    document.save()
    document.close()
    outcome = _merge(other, path)
    assert outcome.conflicts == ()
    assert read_report(other) == read_report(path)


def test_changes_to_the_open_file_by_another_are_merged_and_then_saved(path: Path) -> None:
    document = open_document(path).document
    _rename(document, "Vårt")
    other = _copy(path, "anna")
    _changed(other, "Annas", 1)
    shutil.copy(other, path)
    with pytest.raises(BadFile, match="ändrats av någon annan"):
        document.save()
    merge_file(document, path)
    document.save()
    assert {"Vårt", "Annas"} <= _titles(path)
    document.close()


def test_another_report_is_refused_and_nothing_changes(path: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "annan.tertial"
    tasks.write_example(stranger)
    damaged = tmp_path / "skadad.tertial"
    damaged.write_bytes(path.read_bytes()[:-90])
    document = open_document(path).document
    report, history = document.report, document.history()
    with pytest.raises(BadInput, match="är en annan rapport"):
        merge_file(document, stranger)
    with pytest.raises(BadFile, match="är skadad"):
        merge_file(document, damaged)
    with pytest.raises(BadFile, match="finns inte"):
        merge_file(document, tmp_path / "ingen.tertial")
    assert document.report is report
    assert document.history() == history
    document.close()


def test_a_merge_given_up_half_way_leaves_all_as_it_was(path: Path) -> None:
    other = _copy(path, "anna")
    _changed(other, "Annas")
    document = open_document(path).document
    _rename(document, "Vårt", 1)
    report, history = document.report, document.history()
    with pytest.raises(Cancelled):
        merge_file(document, other, lambda done, _: done < 3)
    assert document.report is report
    assert document.history() == history
    assert not merge_file(document, other).known
    document.close()


def test_a_merge_that_a_locked_period_refuses_leaves_no_backup(path: Path) -> None:
    other = _copy(path, "anna")
    document = open_document(path).document
    period = document.report.periods_in_order()[-1]
    text = next(each for each in document.report.texts.values() if each.period_id == period.id)
    theirs = open_document(other).document
    with theirs.edit("Skriv") as edit:
        edit.set(text, body="Deras mening.")
    theirs.save()
    theirs.close()
    with document.edit("Lås") as edit:
        edit.set(period, locked=True)
    with pytest.raises(Refusal, match="Lås upp"):
        merge_file(document, other)
    assert not [backup for backup in backups_of(path) if backup.why is Why.BEFORE_MERGE]
    document.discard()


def _approve(path: Path, person: str, *days: int) -> None:
    """Somebody approves the last period's report, in a copy of it, on some days of a month."""
    document = open_document(path).document
    report = document.report
    period_id = report.periods_in_order()[-1].id
    for day in days:
        with document.edit("Godkänn") as edit:
            earlier = edit.report.versions_of(period_id)
            edit.put(
                Version(
                    id=f"{person}-{day}",
                    period_id=period_id,
                    ordinal=earlier[-1].ordinal + 1 if earlier else 1,
                    day=date(2025, 5, day),
                    person=person,
                    note="Sammanträdet" if person == "Bo" else "",
                    program="0",
                    content=b"",
                    digest="",
                    pdf_digest="",
                )
            )
    document.save()
    document.close()


def _numbers(path: Path) -> dict[str, tuple[int, str]]:
    versions = read_report(path).versions.values()
    return {
        each.id: (each.ordinal, each.note) for each in versions if each.person in ("Anna", "Bo")
    }


def test_two_copies_that_both_approve_have_each_version_under_a_number_of_its_own(
    path: Path,
) -> None:
    document = open_document(path).document
    with document.edit("Inga versioner än") as edit:
        for version in list(edit.report.versions.values()):
            edit.remove(version)
    document.save()
    document.close()
    _approve(path, "Anna", 1)
    other = _copy(path, "bo")
    _approve(path, "Anna", 12, 14)
    _approve(other, "Bo", 13)
    untouched = _copy(other, "bo som förut")
    outcome = _merge(path, other)
    assert not outcome.conflicts
    (remark,) = outcome.remarks
    assert remark.endswith("den som Bo godkände 2025-05-13 heter nu version 4.")
    wanted = {
        "Anna-1": (1, ""),
        "Anna-12": (2, ""),
        "Anna-14": (3, ""),
        "Bo-13": (4, "Sammanträdet\nHette version 2 i en annan kopia."),
    }
    assert _numbers(path) == wanted
    _merge(other, path)
    assert _numbers(other) == wanted
    _merge(path, untouched)
    _merge(untouched, path)
    assert _numbers(path) == _numbers(untouched) == wanted


def test_copies_of_an_older_version_meet_in_their_log(tmp_path: Path) -> None:
    """The files of before have no marks: what they were edited with has, in every copy, the same."""
    for version in ("schema_1", "schema_2"):
        ours, theirs = (tmp_path / f"{version}-{name}.tertial" for name in ("vår", "deras"))
        for target in (ours, theirs):
            shutil.copy(DATA / f"{version}.tertial", target)
        document = open_document(theirs).document
        text = next(iter(document.report.texts.values()))
        with document.edit("Skriv") as edit:
            edit.set(text, body=f"{text.body}\n\nDeras.")
        document.save()
        document.close()
        outcome = _merge(ours, theirs)
        assert (outcome.ancestor, outcome.conflicts) == (True, ())
        assert next(iter(read_report(ours).texts.values())).body.endswith("Deras.")
        untouched = tmp_path / f"{version}-orörd.tertial"
        shutil.copy(DATA / f"{version}.tertial", untouched)
        assert _merge(ours, untouched).known


def test_a_forgotten_history_still_tells_what_copies_have_in_common(path: Path) -> None:
    other = _copy(path, "anna")
    _changed(path, "Vårt")
    _changed(path, "Vårt igen")
    _changed(other, "Annas", 1)
    document = open_document(path).document
    document.forget_history(document.history()[-1].id)
    assert len(document.history()) == 1
    outcome = merge_file(document, other)
    assert (outcome.ancestor, outcome.conflicts) == (True, ())
    assert (_title(document), _title(document, 1)) == ("Vårt igen", "Annas")
    document.save()
    document.close()
    assert _merge(other, path).conflicts == ()
    assert read_report(other) == read_report(path)


def test_without_a_common_state_in_any_log_every_difference_is_asked_about(path: Path) -> None:
    other = _copy(path, "anna")
    for copy in (path, other):
        document = open_document(copy).document
        _rename(document, f"I {copy.stem}")
        _rename(document, f"Nu i {copy.stem}")
        document.forget_history(document.history()[-1].id)
        document.save()
        document.close()
    outcome = _merge(path, other)
    assert not outcome.ancestor
    assert [found.field for found in outcome.conflicts] == ["title"]


# -- three people and a letter box -----------------------------------------------------------------


class _Office:
    """Three copies of a report that are edited, and mailed to each other in any order."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.chance = chance
        self.folder = folder
        self.written: list[str] = []
        first = new_document(_start())
        first.save(folder / "0.tertial")
        first.close()
        self.documents = [open_own_copy(folder / "0.tertial") for _ in range(3)]

    def act(self, number: int) -> None:
        who = self.chance.randrange(3)
        document = self.documents[who]
        match self.chance.choice(("text", "text", "cell", "row", "remove", "mail", "mail", "undo")):
            case "text":
                self._write(document, f"ord{number}")
            case "cell":
                self._fill(document, Decimal(number))
            case "row":
                _rename(document, f"mål{number}", self.chance.randrange(2))
            case "remove":
                self._remove(document)
            case "mail":
                self.mail(self.chance.randrange(3), who)
            case _ if (document.undo_label or "").startswith("Sammanfogad"):
                document.undo()

    def _write(self, document: Document, word: str) -> None:
        goal = self.chance.choice(sorted(document.report.goals.values(), key=lambda each: each.id))
        period = document.report.periods_in_order()[-1]
        text = document.report.text(goal.id, period.id, TextPart.ANALYSIS)
        parts = text.body.split("\n\n")
        parts.insert(self.chance.randint(0, len(parts)), f"Här står {word} nu")
        with document.edit("Skriv") as edit:
            edit.set(text, body="\n\n".join(parts))
        self.written.append(word)

    def _fill(self, document: Document, figure: Decimal) -> None:
        indicators = sorted(document.report.indicators)
        if indicators:
            value = document.report.indicator_value(
                self.chance.choice(indicators), document.report.periods_in_order()[-1].id
            )
            with document.edit("Ändra utfall") as edit:
                edit.set(value, outcome=figure)

    def _remove(self, document: Document) -> None:
        activities = sorted(document.report.activities.items())
        if activities:
            with document.edit("Ta bort") as edit:
                edit.remove(self.chance.choice(activities)[1])

    def mail(self, sender: int, receiver: int) -> None:
        if sender != receiver:
            letter = self.folder / "brev.tertial"
            # A save under another name would make the letter its file: it is sent as it lies.
            letter.write_bytes(self.documents[sender]._working.image())
            merge_file(self.documents[receiver], letter)
            assert list(faults(self.documents[receiver].report)) == []

    def decide_all(self, who: int) -> None:
        document = self.documents[who]
        for key in sorted(document.report.conflicts):
            if key in document.report.conflicts:
                found = document.report.conflicts[key]
                with document.edit("Avgör") as edit:
                    edit.take(decide(document.report, found, Choice.OURS))


def _all_told(document: Document) -> str:
    bodies = [text.body for text in document.report.texts.values()]
    return " ".join(
        [*bodies, *(str(found.versions) for found in document.report.conflicts.values())]
    )


@pytest.mark.law
@pytest.mark.parametrize("seed", range(300 if TORTURE else 6))
def test_three_people_who_mail_each_other_lose_no_word(seed: int, tmp_path: Path) -> None:
    office = _Office(tmp_path, Random(seed))  # noqa: S311 - for play
    for number in range(30):
        office.act(number)
    for sender, receiver in ((1, 0), (2, 0)):
        office.mail(sender, receiver)
    told = _all_told(office.documents[0])
    assert [word for word in office.written if word not in told] == []
    for receiver in (1, 2):
        office.mail(0, receiver)
        assert office.documents[receiver].report == office.documents[0].report
    office.decide_all(0)
    assert not office.documents[0].report.conflicts
    for receiver in (1, 2):
        office.mail(0, receiver)
        assert office.documents[receiver].report == office.documents[0].report
    for document in office.documents:
        document.discard()


def test_who_changed_what_is_known_after_merging_saving_and_merging_on(path: Path) -> None:
    annas, bos, cecilias = (_copy(path, name) for name in ("Anna", "Bo", "Cecilia"))
    _changed(annas, "Annas namn", 0)
    _changed(bos, "Bos namn", 1)
    _merge(bos, annas)
    _changed(cecilias, "Cecilias namn", 2)
    _merge(cecilias, bos)
    document = open_document(cecilias).document
    brought = document.brought()
    merge = document.history()[-1]
    told = {
        (delta.new, edit.label)
        for edit in brought
        for delta in edit.deltas
        if edit.by == merge.id and edit.at and edit.actor and delta.field == "title"
    }
    assert {("Annas namn", "Ändra målets namn"), ("Bos namn", "Ändra målets namn")} <= told
    document.forget_history(merge.id + 1)
    assert document.brought()
    assert not any(edit.label or edit.deltas for edit in document.brought())
    document.close()
