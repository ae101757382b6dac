"""Blocks written as Markdown with as few escapes as the text allows.

Markdown's rules for emphasis beside punctuation have no closed form, so a block is written in
increasingly guarded ways until reading it gives the block back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, product
from typing import Literal

from msgspec.structs import replace

from tertialapp.model.markdown import (
    Block,
    BulletList,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    normalize,
)
from tertialapp.model.markdown_read import parse

_SPECIAL = re.compile(r"[\\*_\[\]&#]|^(?:[-+]|\d+[.)])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_IN_PICTURE = re.compile(r"[\\\[\]\"*_`<]|&(?=#?\w+;)")
_ESCAPED = re.compile(r"([\\*_\[\]&#+\-.()!<>`])")

Guard = Literal["none", "escapes", "entities"]
Style = Literal["link", "bold", "italic"]
_ORDERS: tuple[tuple[Style, ...], ...] = (
    ("link", "bold", "italic"),
    ("link", "italic", "bold"),
    ("bold", "italic", "link"),
    ("italic", "bold", "link"),
)


def serialize(blocks: Iterable[Block]) -> str:
    """The Markdown of some blocks; parsing it gives the normal form of the same blocks."""
    return _serialize_normal(normalize(blocks))


def paragraphs(texts: Iterable[str]) -> str:
    """Markdown of plain paragraphs whose characters mean themselves."""
    return serialize(Paragraph((Run(text),)) for text in texts)


def _serialize_normal(blocks: Sequence[Block]) -> str:
    written: list[str] = []
    previous_list: BulletList | None = None
    alternate = False
    for block in blocks:
        if isinstance(block, BulletList):
            neighbour = previous_list is not None and previous_list.numbered == block.numbered
            alternate = neighbour and not alternate
            written.append("\n".join(_list_lines(block, alternate=alternate)))
            previous_list = block
        else:
            previous_list, alternate = None, False
            written.append(_picture(block) if isinstance(block, Picture) else _leaf(block))
    return "\n\n".join(written)


def _picture(picture: Picture) -> str:
    alt, caption = (_IN_PICTURE.sub(r"\\\g<0>", words) for words in (picture.alt, picture.caption))
    title = f' "{caption}"' if caption else ""
    return f"![{alt}](bild:{picture.key}{title})"


def _leaf(block: Heading | Paragraph) -> str:
    mark = "#" * block.level + " " if isinstance(block, Heading) else ""
    return _guarded(block.runs, lambda inline: f"{mark}{inline}", block)


def _list_lines(bullets: BulletList, *, alternate: bool) -> Iterator[str]:
    for number, item in enumerate(bullets.items, 1):
        if bullets.numbered:
            marker = f"{number}{')' if alternate else '.'} "
        else:
            marker = "* " if alternate else "- "
        expected = BulletList((ListItem(item.runs),), bullets.numbered)
        yield _guarded(item.runs, f"{marker}{{}}".format, expected)
        below_alternate = False
        for at, below in enumerate(item.lists):
            neighbour = at > 0 and item.lists[at - 1].numbered == below.numbered
            below_alternate = neighbour and not below_alternate
            for line in _list_lines(below, alternate=below_alternate):
                yield " " * len(marker) + line


def _guarded(runs: Sequence[Run], render: Callable[[str], str], expected: Block) -> str:
    if len(runs) == 1 and runs[0] == Run(runs[0].text) and not _SPECIAL.search(runs[0].text):
        return render(runs[0].text)
    guards: tuple[Guard, ...] = ("none", "escapes", "entities")
    for guard, order, italic in product(guards, _ORDERS, "*_"):
        candidate = render(_inline(runs, order, italic, guard))
        if parse(candidate) == (expected,):
            return candidate
    raise AssertionError(f"no Markdown found for {runs!r}")


def _inline(runs: Sequence[Run], order: tuple[Style, ...], italic: str, guard: Guard) -> str:
    """Runs with marks nested in the given order, outermost first."""
    if not order:
        return "".join(_words(run.text, guard) for run in runs)
    style, *inner = order
    written = []
    for value, group in groupby(runs, key=lambda run: getattr(run, style)):
        members = [_without(run, style) for run in group]
        text = _inline(members, tuple(inner), italic, guard)
        match style, value:
            case ("link", str(target)):
                text = f"[{text}]({_ENTITY.sub('&amp;', target)})"
            case ("bold", True):
                text = f"**{text}**"
            case ("italic", True):
                text = f"{italic}{text}{italic}"
        written.append(text)
    return "".join(written)


def _without(run: Run, style: Style) -> Run:
    match style:
        case "link":
            return replace(run, link=None)
        case "bold":
            return replace(run, bold=False)
        case "italic":
            return replace(run, italic=False)


def _words(text: str, guard: Guard) -> str:
    if guard == "none":
        return text
    if guard == "escapes":
        return _ESCAPED.sub(r"\\\1", text)
    if len(text) == 1:
        return _entity(text)
    return _entity(text[0]) + _ESCAPED.sub(r"\\\1", text[1:-1]) + _entity(text[-1])


def _entity(char: str) -> str:
    return char if char == " " else f"&#{ord(char)};"
