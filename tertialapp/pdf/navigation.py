"""What leads from one place of a file to another: areas that can be clicked, and bookmarks (12.3, 12.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from tertialapp.pdf.objects import Objects, byte_string, text_string

Places = Mapping[str, str]
"""Where anchors are, as a destination in the file (12.3.2.2)."""


class Area(Struct, frozen=True):
    """An area of a page (from 0): left, lower, right and upper edge; where it leads: an anchor, or an address."""

    page: int
    edges: tuple[float, float, float, float]
    title: str
    anchor: str = ""
    address: str = ""


class Bookmark(Struct, frozen=True):
    """A heading in the list of bookmarks, below so many others."""

    title: str
    anchor: str
    depth: int


def destination(page: int, top: float) -> str:
    """A place on a page, by its object's number."""
    return f"[{page} 0 R/XYZ 0 {top:.2f} 0]"


def add_areas(objects: Objects, areas: Sequence[Area], places: Places, first: int) -> list[int]:
    """The areas as objects, shown when printed too, as PDF/A asks (F 4); gives their numbers.

    ``first`` is the key in the structure tree of the first of them; the others follow.
    """
    numbers = []
    for key, area in enumerate(areas, start=first):
        edges = " ".join(f"{edge:.2f}" for edge in area.edges)
        target = (
            f"/A<</S/URI/URI{byte_string(area.address)}>>"
            if area.address
            else f"/Dest{places[area.anchor]}"
        )
        number = objects.next()
        objects.written[number] = (
            f"<</Type/Annot/Subtype/Link/Rect[{edges}]/Border[0 0 0]/F 4"
            f"/Contents{text_string(area.title)}/StructParent {key}{target}>>"
        )
        numbers.append(number)
    return numbers


def add_bookmarks(objects: Objects, marks: Sequence[Bookmark], places: Places) -> int:
    """The bookmarks as objects, those at the top opened; gives the number of their root (12.3.3)."""
    root = objects.next()
    numbers = [objects.next() for _ in marks]
    below = _below(marks)
    for above, kids in below.items():
        for at, kid in enumerate(kids):
            parent = root if above is None else numbers[above]
            words = [f"/Title{text_string(marks[kid].title)}/Parent {parent} 0 R"]
            words += [f"/Prev {numbers[kids[at - 1]]} 0 R"] if at else []
            words += [f"/Next {numbers[kids[at + 1]]} 0 R"] if at + 1 < len(kids) else []
            own = below.get(kid)
            if own:
                words.append(_ends(numbers[own[0]], numbers[own[-1]]))
                words.append(f"/Count {-len(own) if marks[kid].depth else len(own)}")
            objects.written[numbers[kid]] = f"<<{''.join(words)}/Dest{places[marks[kid].anchor]}>>"
    top = below[None]
    shown = sum(mark.depth <= 1 for mark in marks)
    ends = _ends(numbers[top[0]], numbers[top[-1]])
    objects.written[root] = f"<</Type/Outlines{ends}/Count {shown}>>"
    return root


def _below(marks: Iterable[Bookmark]) -> dict[int | None, list[int]]:
    """Which bookmarks stand below each, and (None) at the top."""
    below: dict[int | None, list[int]] = {}
    above: list[int] = []
    for at, mark in enumerate(marks):
        del above[mark.depth :]
        below.setdefault(above[-1] if above else None, []).append(at)
        above.append(at)
    return below


def _ends(first: int, last: int) -> str:
    return f"/First {first} 0 R/Last {last} 0 R"
