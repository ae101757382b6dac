"""The lines of the tree as values: chapters, sections and goals in printed order, and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.base.values import ComparedInPart
from tertialapp.check.findings import Finding, Severity
from tertialapp.model.completeness import NOTHING_DUE, Share, owner_of, share
from tertialapp.model.frame import Section, SectionKind, Status, TextPart
from tertialapp.model.outline import appendix_numbers, goal_label, goal_numbers
from tertialapp.model.places import (
    OVERVIEW,
    Place,
    goal_place,
    part_place,
    places_in_order,
    section_place,
)
from tertialapp.model.report import Report
from tertialapp.ui.marks import CellMarks

_KINDS = {SectionKind.REVIEW: "Att placera", SectionKind.APPENDIX: "Bilaga"}


class Node(ComparedInPart, frozen=True):
    """A line of the tree; ``kind`` is the word for what it is, ``status`` None where none is set."""

    ASIDE = ("owners",)

    place: Place
    parent: Place | None
    kind: str
    text: str
    chapter: bool = False
    goal: bool = False
    status: Status | None = None
    review: bool = False
    owners: frozenset[str] = frozenset()


def outline(report: Report, period_id: str) -> Iterator[Node]:
    """The lines of the tree, each after its parent and its elder siblings; of a part, its own alone."""
    root = part_place(report)
    if root is None:
        yield from _outline(report, period_id)
        return
    places = {OVERVIEW, *places_in_order(report)}
    for node in _outline(report, period_id):
        if node.place in places:
            yield replace(node, parent=None) if node.place == root else node


def _outline(report: Report, period_id: str) -> Iterator[Node]:
    numbers, appendices = goal_numbers(report), appendix_numbers(report)

    def titled(section: Section) -> str:
        number = appendices.get(section.id)
        return f"{number}. {section.title}" if number else section.title

    yield Node(OVERVIEW, None, "Översikt", "Översikt", chapter=True)

    def goals(parent_id: str | None, above: Place) -> Iterator[Node]:
        for goal in report.goals_under(parent_id):
            place = goal_place(goal.id)
            yield Node(
                place,
                above,
                goal_label(report, goal.level),
                f"{numbers[goal.id]} {goal.title}".strip(),
                goal=True,
                status=report.goal_status(goal.id, period_id),
                owners=frozenset(
                    (owner_of(report, goal), *(a.owner for a in report.activities_of(goal.id)))
                ),
            )
            yield from goals(goal.id, place)

    def sections(parent_id: str | None, above: Place | None) -> Iterator[Node]:
        for section in report.sections_under(parent_id):
            place = section_place(section.id)
            review = report.text(section.id, period_id, TextPart.BODY).needs_review
            kind = _KINDS.get(section.kind, "Avsnitt")
            owners = frozenset((section.owner,))
            yield Node(
                place, above, kind, titled(section), above is None, review=review, owners=owners
            )
            yield from sections(section.id, place)
            if section.kind is SectionKind.GOALS:
                yield from goals(None, place)

    yield from sections(None, None)


# -- how a line stands -----------------------------------------------------------------------------


class Standing(Struct, frozen=True):
    """How a place stands with all that is under it: share complete, findings, unsaved changes.

    ``sent`` says to whom the place itself was sent, while it is there.
    """

    share: Share = NOTHING_DUE
    findings: int = 0
    errors: int = 0
    changed: bool = False
    sent: str = ""


def standings(nodes: Iterable[Node], marks: CellMarks) -> dict[Place, Standing]:
    """How every line stands."""
    items: dict[Place, list[bool]] = {}
    for item in marks.items:
        items.setdefault(item.place, []).append(item.filled)
    made = {place: Standing() for place in (node.place for node in nodes)}
    parents = {node.place: node.parent for node in nodes}
    own: dict[Place, Standing] = {
        place: Standing(Share(sum(filled), len(filled))) for place, filled in items.items()
    }
    for place, found in marks.faults_by_place.items():
        standing = Standing(findings=len(found), errors=_errors(found))
        own[place] = _sum(own.get(place, Standing()), standing)
    for place in marks.changed_places:
        own[place] = _sum(own.get(place, Standing()), Standing(changed=True))
    for place, standing in own.items():
        at: Place | None = place
        while at is not None:
            if at in made:
                made[at] = _sum(made[at], standing)
            at = parents.get(at)
    for place, words in marks.sent.items():
        if place in made:
            made[place] = replace(made[place], sent=words)
    changed = bool(marks.changed_places)
    whole = Standing(share(marks.items), len(marks.faults), _errors(marks.faults), changed)
    return made | {OVERVIEW: whole}


def _errors(found: Iterable[Finding]) -> int:
    return sum(each.severity is Severity.ERROR for each in found)


def _sum(one: Standing, other: Standing) -> Standing:
    return Standing(
        one.share + other.share,
        one.findings + other.findings,
        one.errors + other.errors,
        one.changed or other.changed,
    )


# -- which lines are shown -------------------------------------------------------------------------


class Showing(StrEnum):
    """Which lines the tree shows."""

    ALL = "allt"
    INCOMPLETE = "ofullständiga"
    MINE = "mina"


class LineFilter(Struct, frozen=True):
    """What the tree is narrowed to: some words, and all, the incomplete, or those of some owners."""

    words: str = ""
    showing: Showing = Showing.ALL
    mine: frozenset[str] = frozenset()

    def accepts(self, node: Node, standing: Standing) -> bool:
        """Whether a line is shown for its own sake."""
        text = node.text.casefold()
        if not all(word in text for word in self.words.casefold().split()):
            return False
        match self.showing:
            case Showing.INCOMPLETE:
                return standing.share.done < standing.share.due
            case Showing.MINE:
                return bool(node.owners & self.mine)
        return True


def kept(
    nodes: Sequence[Node],
    standing: Mapping[Place, Standing],
    wanted: LineFilter,
    always: Place | None,
) -> list[Node]:
    """The lines that a filter shows, with all that stand above them; ``always`` is shown in any case."""
    parents = {node.place: node.parent for node in nodes}
    shown: set[Place] = set()
    for node in nodes:
        if node.place == always or wanted.accepts(node, standing.get(node.place, Standing())):
            at: Place | None = node.place
            while at is not None and at not in shown:
                shown.add(at)
                at = parents[at]
    return [node for node in nodes if node.place in shown]
