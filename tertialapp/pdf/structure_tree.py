"""The structure tree (ISO 32000-1, 14.7) as objects of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tertialapp.pdf.objects import Objects, text_string
from tertialapp.pdf.structure import Element, Leaf


class Tree:
    """Numbers elements and what they own: sequences on pages, and areas."""

    def __init__(self, objects: Objects, pages: Sequence[int], areas: Sequence[int]) -> None:
        self._objects = objects
        self._pages = pages
        self._areas = areas
        self._marked: list[dict[int, int]] = [{} for _ in pages]
        self._owners: dict[int, int] = {}

    def write(self, root: Element) -> int:
        """Make the objects; gives the number of the tree's root."""
        number = self._objects.next()
        top = self._element(root, number)
        numbers = " ".join(self._parents())
        self._objects.written[number] = (
            f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree<</Nums[{numbers}]>>"
            f"/ParentTreeNextKey {len(self._pages) + len(self._areas)}>>"
        )
        return number

    def _element(self, element: Element, parent: int) -> int:
        number = self._objects.next()
        page = next((self._pages[leaf.page] for leaf in element.kids if isinstance(leaf, Leaf)), 0)
        kids = " ".join(
            self._leaf(kid, number, page)
            if isinstance(kid, Leaf)
            else f"{self._element(kid, number)} 0 R"
            for kid in element.kids
        )
        self._objects.written[number] = (
            f"<</S/{element.role}/P {parent} 0 R"
            f"{f'/Pg {page} 0 R' if page else ''}{_words(element)}{_attributes(element)}/K[{kids}]>>"
        )
        return number

    def _leaf(self, leaf: Leaf, owner: int, own_page: int) -> str:
        page = self._pages[leaf.page]
        if leaf.is_area:
            self._owners[leaf.number] = owner
            return f"<</Type/OBJR/Pg {page} 0 R/Obj {self._areas[leaf.number]} 0 R>>"
        self._marked[leaf.page][leaf.number] = owner
        if page == own_page:
            return f"{leaf.number}"
        return f"<</Type/MCR/Pg {page} 0 R/MCID {leaf.number}>>"

    def _parents(self) -> Iterator[str]:
        """The tree of parents (14.7.4.4): of each page's marked sequences, then of each link's area."""
        for key, owners in enumerate(self._marked):
            yield f"{key}[{' '.join(f'{owners[at]} 0 R' for at in range(len(owners)))}]"
        for at in range(len(self._areas)):
            yield f"{len(self._pages) + at} {self._owners[at]} 0 R"


def _words(element: Element) -> str:
    return f"/Alt{text_string(element.alt)}" if element.alt else ""


def _attributes(element: Element) -> str:
    if not element.attributes:
        return ""
    pairs = "".join(
        f"/{key} {value}" if value[0] in "[0123456789" else f"/{key}/{value}"
        for key, value in element.attributes
    )
    return f"/A<</O/{element.owner}{pairs}>>"
