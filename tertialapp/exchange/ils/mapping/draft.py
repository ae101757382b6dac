"""The report that is being made: its records so far, and what a controller should look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, field

from tertialapp.exchange.ils.records import IlsBlock, IlsBullets, IlsParagraph, IlsSection
from tertialapp.model.frame import Period, Text, TextPart
from tertialapp.model.markdown import Block, BulletList, Heading, ListItem, Paragraph, Run
from tertialapp.model.markdown_write import serialize
from tertialapp.model.outline import keys_between
from tertialapp.model.records import Record, cell_id
from tertialapp.model.report import Report


class Remark(Struct, frozen=True):
    """Something to look at after the import: the line of the text, and a Swedish sentence."""

    line: int
    message: str


class Imported(Struct, frozen=True):
    """A report read from elsewhere, the period that it is of, and the remarks in order of lines."""

    report: Report
    period_id: str
    remarks: tuple[Remark, ...]


class Draft(Struct):
    """Collects the records and remarks of one import."""

    period: Period
    records: list[Record] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, *records: Record) -> None:
        """Some more records."""
        self.records += records

    def remark(self, line: int, message: str) -> None:
        """One more remark."""
        self.remarks.append(Remark(line, message))

    def add_text(self, owner_id: str, part: TextPart, blocks: Iterable[Block]) -> None:
        """The text of an owner, if there is any."""
        body = serialize(blocks)
        if body:
            key = cell_id(owner_id, self.period.id, part)
            text = Text(id=key, owner_id=owner_id, period_id=self.period.id, part=part, body=body)
            self.add(text)


def sort_keys(count: int) -> Sequence[str]:
    """Keys for records in their printed order."""
    return keys_between(None, None, count) if count else ()


def blocks_of(sections: Iterable[IlsSection]) -> list[Block]:
    """Sections as one text with headings of level 1 and 2; tables are left out."""
    blocks: list[Block] = []
    for section in sections:
        if section.heading:
            blocks.append(Heading(1 if section.level == 1 else 2, (Run(section.heading),)))
        blocks += text_blocks(section.blocks)
    return blocks


def text_blocks(found: Iterable[IlsBlock]) -> list[Block]:
    """Paragraphs and bullets as blocks of a text; tables are left out."""
    blocks: list[Block] = []
    for block in found:
        if isinstance(block, IlsParagraph):
            blocks.append(Paragraph((Run(block.text),)))
        elif isinstance(block, IlsBullets):
            items = tuple(ListItem((Run(item.text),)) for item in block.items)
            blocks.append(BulletList(items))
    return blocks


def line_ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending line numbers as ranges of neighbours."""
    if not numbers:
        return []
    ends = [before for before, after in pairwise(numbers) if after != before + 1]
    starts = [after for before, after in pairwise(numbers) if after != before + 1]
    return list(zip([numbers[0], *starts], [*ends, numbers[-1]], strict=True))
