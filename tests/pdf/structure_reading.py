"""Reading a tagged PDF's structure back: as poppler tells it, and element by element."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object

from tests.pdf.reading import joined, run

_INLINE = {"Span", "Quote", "Reference", "Link", "Annot", "Code", "OBJR"}
_OF_ELEMENT = ("Alt", "ActualText", "Lang", "E", "T", "ID")
_OF_OBJECT = ("Subtype", "Contents")


# -- words in reading order ------------------------------------------------------------------------


def words(pdf: bytes, folder: Path) -> list[str]:
    """The words in reading order, as poppler's pdfinfo finds them in the structure."""
    told = run("pdfinfo", "-struct-text", "@", pdf=pdf, folder=folder)
    return joined("".join(_pieces(told))).split()


def _pieces(told: str) -> Iterator[str]:
    """Texts as they stand, with a line's end round each element that is no part of a line."""
    blocks: list[int] = []  # the indents of those that are open
    for line in told.splitlines():
        indent = len(line) - len(line.lstrip())
        while blocks and blocks[-1] >= indent:
            blocks.pop()
            yield "\n"
        if text := re.fullmatch(r' *"(.*)"', line):
            yield text[1]
        elif re.match(r" *(?!Object )\w", line) and "(inline)" not in line:
            blocks.append(indent)
            yield "\n"


# -- the tree --------------------------------------------------------------------------------------


class Node(Struct, frozen=True):
    """An element of the structure, or (role "OBJR") an annotation that stands in it."""

    role: str
    attributes: Mapping[str, object]
    kids: tuple[Node | str, ...]

    @property
    def text(self) -> str:
        """All that it says, with a line's end round each part that is no part of a line."""
        return re.sub("\n+", "\n", "".join(map(_said, self.kids))).strip("\n")

    @property
    def heard(self) -> str:
        """All that is read aloud: of what has words of its own (Alt), these instead of what is in it."""
        return re.sub("\n+", "\n", "".join(map(_heard, self.kids))).strip("\n")

    def every(self, *roles: str) -> Iterator[Node]:
        """The nodes of some roles in it, in reading order, with itself."""
        if self.role in roles:
            yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.every(*roles)


def _said(kid: Node | str) -> str:
    if isinstance(kid, str):
        return kid
    return kid.text if kid.role in _INLINE else f"\n{kid.text}\n"


def _heard(kid: Node | str) -> str:
    if isinstance(kid, str):
        return kid
    words = str(kid.attributes.get("Alt", kid.heard))
    return words if kid.role in _INLINE else f"\n{words}\n"


def structure(pdf: bytes) -> Node:
    """The whole structure of a tagged file; roles are the standard ones that they are mapped to."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root.StructTreeRoot
        reader = _Reader(
            {str(role): str(standard) for role, standard in root.get("/RoleMap", {}).items()},
            {page.obj.objgen: _marked_texts(page) for page in opened.pages},
        )
        return Node("StructTreeRoot", {}, tuple(reader.nodes(root)))


class _Reader(Struct, frozen=True):
    standard: Mapping[str, str]
    texts: Mapping[tuple[int, int], Mapping[int, str]]

    def nodes(self, element: Object) -> Iterator[Node | str]:
        """An element's content; a mark that is not to be found on its page is a KeyError."""
        for kid in _listed(element.get(Name.K)):
            if not isinstance(kid, Dictionary):
                yield self.texts[element.Pg.objgen][int(kid)]
            elif kid.get(Name.Type) == Name.MCR:
                page = kid.Pg if Name.Pg in kid else element.Pg
                yield self.texts[page.objgen][int(kid.MCID)]
            elif kid.get(Name.Type) == Name.OBJR:
                yield Node("OBJR", _some(kid.Obj, _OF_OBJECT), ())
            else:
                yield Node(self._role(str(kid.S)), _attributes(kid), tuple(self.nodes(kid)))

    def _role(self, role: str) -> str:
        while role in self.standard:
            role = self.standard[role]
        return role.removeprefix("/")


def _attributes(element: Object) -> dict[str, object]:
    """What an element says of itself, and the attributes of all its owners."""
    held = _some(element, _OF_ELEMENT)
    for owned in _listed(element.get(Name.A)):
        if isinstance(owned, Dictionary):  # between them there may be numbers of revisions
            held |= {key.removeprefix("/"): _plain(owned[key]) for key in owned.keys() - {"/O"}}
    return held


def _some(dictionary: Object, keys: tuple[str, ...]) -> dict[str, object]:
    return {key: _plain(dictionary[f"/{key}"]) for key in keys if f"/{key}" in dictionary}


def _listed(value: Object | None) -> list[Object]:
    if value is None:
        return []
    return [*value] if isinstance(value, Array) else [value]


def _plain(value: object) -> object:
    if isinstance(value, Name):
        return str(value).removeprefix("/")
    if isinstance(value, Array):
        return tuple(_plain(each) for each in value)
    return str(value) if isinstance(value, Object) else value


# -- what stands between marks ---------------------------------------------------------------------


def _marked_texts(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked content on a page, by its number."""
    texts: dict[int, str] = {}
    for mark, text in _shown(page):
        texts[mark] = texts.get(mark, "") + text
    return texts


def _shown(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """What is shown within marks, and nothing at the start of each; marks without number hide none."""
    marks: list[int | None] = [None]
    fonts: list[_Font | None] = [None]
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "BMC" | "BDC":
                marks.append(_number(step.operands, marks[-1]))
                text = ""
            case "EMC":
                marks.pop()
                continue
            case "q":
                fonts.append(fonts[-1])
                continue
            case "Q":
                fonts.pop()
                continue
            case "Tf":
                fonts[-1] = _font(page.resources.Font[str(step.operands[0])])
                continue
            case "Tj" | "TJ" | "'" | '"' if fonts[-1] is not None:
                text = fonts[-1].decoded(step.operands[-1])
            case _:
                continue
        if marks[-1] is not None:
            yield marks[-1], text


def _number(operands: Iterable[Object], outer: int | None) -> int | None:
    numbers = [
        int(each.MCID) for each in operands if isinstance(each, Dictionary) and Name.MCID in each
    ]
    return numbers[0] if numbers else outer


class _Font(Struct, frozen=True):
    width: int
    characters: Mapping[int, str]

    def decoded(self, shown: Object) -> str:
        parts = (bytes(part) for part in _listed(shown) if isinstance(part, pikepdf.String))
        codes = b"".join(parts)
        places = range(0, len(codes), self.width)
        return "".join(
            self.characters[int.from_bytes(codes[at : at + self.width])] for at in places
        )


def _font(font: Object) -> _Font:
    width = 2 if font.Subtype == Name.Type0 else 1
    return _Font(width, _characters(font.ToUnicode.read_bytes()))


@cache
def _characters(cmap: bytes) -> dict[int, str]:
    """The characters of a font's codes, read from its ToUnicode."""
    found: dict[int, str] = {}
    text = cmap.decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, character in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = _utf16(character)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for low, high, first, listed in re.findall(
            r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", block, re.DOTALL
        ):
            codes = range(int(low, 16), int(high, 16) + 1)
            if first:
                head, last = _utf16(first)[:-1], ord(_utf16(first)[-1])
                found |= {code: f"{head}{chr(last + at)}" for at, code in enumerate(codes)}
            else:
                characters = map(_utf16, re.findall(r"<(\w+)>", listed))
                found |= dict(zip(codes, characters, strict=True))
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
