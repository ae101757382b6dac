"""Setting what flows: paragraphs, headings, lists, pictures, bars and the contents, as bands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from tertialapp.pdf import items, styles
from tertialapp.pdf.blocks import (
    Bar,
    Contents,
    Field,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    PointList,
    TextBlock,
    plain,
)
from tertialapp.pdf.fonts import text_width
from tertialapp.pdf.items import (
    BODY,
    CAPTION,
    LABEL,
    Band,
    Fill,
    Item,
    Jump,
    Mark,
    PageNumber,
    Part,
    Rule,
    Text,
    shifted,
)
from tertialapp.pdf.remembered import remembered
from tertialapp.pdf.styles import Color, TextStyle
from tertialapp.pdf.text_layout import Line, first_baseline, set_balanced, set_lines

_LIST_STEP = 12.0
_COMPANY = 2
"""So many points stand with what they must not be parted from."""


def line_bands(
    lines: Sequence[Line], style: TextStyle, x: float = 0, row: int = 0, part: Part = ()
) -> list[Band]:
    """A band a line; no first or last line of a paragraph stands alone on a page."""
    bands = []
    count = len(lines)
    baseline = first_baseline(style)
    for at, line in enumerate(lines):
        bands.append(
            Band(
                height=style.leading,
                items=tuple(
                    replace(text, x=text.x + x, y=baseline, part=part) for text in line.texts
                ),
                row=row,
                space_before=style.space_before if at == 0 else 0,
                space_after=style.space_after if at == count - 1 else 0,
                keep_next=at < count - 1 and at in (0, count - 2),
            )
        )
    return bands


def set_paragraph(paragraph: Paragraph, width: float) -> list[Band]:
    """The bands of a paragraph."""
    style = paragraph.style
    measure = min(width, style.measure) - style.indent
    lines = set_lines(paragraph.runs, style, measure)
    bands = line_bands(lines, style, style.indent)
    if bands and paragraph.mark:
        size = style.size * 0.92
        top = (style.leading - size) / 2
        mark = Mark(0, top, size, paragraph.mark, styles.MARK_COLORS[paragraph.mark])
        bands[0] = replace(bands[0], items=(mark, *bands[0].items))
    if style.ground:
        bands = _on_ground(bands, style.ground, style.color)
    if bands and paragraph.keep_next:
        bands[-1] = replace(bands[-1], keep_next=True)
    return bands


def keep_all(bands: Sequence[Band]) -> list[Band]:
    """The bands, none of which may be parted from the next."""
    return [replace(band, keep_next=True) for band in bands]


def set_heading(heading: Heading, width: float) -> list[Band]:
    """The bands of a heading, its label above it."""
    style = heading.style
    measure = min(width, style.measure)
    bands: list[Band] = []
    if heading.label:
        label_style = styles.GOAL_LABEL
        label = set_lines(plain(heading.label.upper()), label_style, measure)
        bands = line_bands(label, label_style)
    bands += line_bands(set_balanced(heading.runs or plain(heading.title), style, measure), style)
    if bands and heading.anchor:
        bands[0] = replace(bands[0], anchor=heading.anchor)
    return keep_all(bands)


def set_list(points: PointList, width: float) -> list[Band]:
    """The bands of a list: markers hang in the indent."""
    style = points.style
    widest = max(
        (text_width(point.marker, style.face, style.size) for point in points.points), default=0
    )
    indent = max(style.indent, widest + 0.4 * style.size)
    bands: list[Band] = []
    for row, point in enumerate(points.points):
        left = point.depth * _LIST_STEP
        measure = max(min(width, style.measure) - left - indent, width / 4)
        lines = set_lines(point.runs, style, measure)
        own = line_bands(lines, style, left + indent, row, BODY)
        if own:
            (marker,) = set_lines(plain(point.marker), style, indent)
            hung = [
                shifted(replace(text, part=LABEL), left, first_baseline(style))
                for text in marker.texts
            ]
            own[0] = replace(own[0], items=(*hung, *own[0].items))
        bands += own
    # Neither the first line nor the last stands alone on a page.
    for at in {0, len(bands) - 2} if len(bands) > 1 else ():
        bands[at] = replace(bands[at], keep_next=True)
    if points.keep_next:
        last = len(points.points) - _COMPANY
        bands = [replace(band, keep_next=True) if band.row >= last else band for band in bands]
    return bands


def set_picture(picture: Picture, width: float) -> list[Band]:
    """The bands of a picture and its caption, which stay together."""
    style = styles.PICTURE_CAPTION
    measure = min(width, style.measure)
    image = picture.image
    scale = min(styles.PICTURE_POINTS, measure / image.width, picture.highest / image.height)
    wide, high = image.width * scale, image.height * scale
    shown = items.Picture(0, 0, wide, high, image, picture.alt)
    caption = line_bands(set_lines(plain(picture.caption), style, measure), style, row=CAPTION)
    before, after = styles.PICTURE_BEFORE, 0 if caption else styles.PICTURE_AFTER
    return [Band(high, (shown,), 0, before, after, keep_next=bool(caption)), *caption]


def set_text(block: TextBlock, width: float) -> list[Band]:
    """The bands of a block of text."""
    match block:
        case Heading():
            return set_heading(block, width)
        case Paragraph():
            return set_paragraph(block, width)
        case PointList():
            return set_list(block, width)
        case Picture():
            return set_picture(block, width)


def set_bar(bar: Bar, width: float) -> list[Band]:
    """The band of a bar."""
    rule = Rule(0, bar.thickness / 2, min(bar.width, width), bar.thickness, bar.color)
    return [Band(bar.thickness, (rule,), space_before=bar.space_before, keep_next=bar.keep_next)]


def set_field(field: Field) -> list[Band]:
    """The band of a field of colour."""
    gap = styles.FIELD_GAP if len(field.colors) > 1 else 0.0
    step = (styles.PAGE_WIDTH + gap) / len(field.colors)
    fills = (
        _field(at * step, -field.above, step - gap, field.height + field.above, color)
        for at, color in enumerate(field.colors)
    )
    return [Band(field.height, tuple(fills), space_before=field.space_before, keep_next=True)]


def _field(left: float, top: float, width: float, height: float, color: Color) -> Fill:
    return Fill(left - styles.LEFT, top, width, height, color)


def _on_ground(bands: Sequence[Band], ground: Color, color: Color) -> list[Band]:
    """Bands on a field that goes on from the one above them: a little over it, lest a seam is seen.

    All words have one colour there: that of a new or a lost word is for paper.
    """
    return [
        replace(
            band,
            items=(
                _field(
                    0,
                    -band.space_before - styles.FIELD_SEAM,
                    styles.PAGE_WIDTH,
                    band.height + band.space_before + styles.FIELD_SEAM,
                    ground,
                ),
                *(
                    replace(item, color=color) if isinstance(item, Text) else item
                    for item in band.items
                ),
            ),
        )
        for band in bands
    ]


def set_break(block: PageBreak) -> Band:
    """The band of a page break; where it is none, more room than before any heading."""
    room = styles.PART_BEFORE if block.filled else 0
    return Band(0, space_before=room, keep_next=True, new_page=True, filled=block.filled)


# -- contents --------------------------------------------------------------------------------------


def set_contents(contents: Contents, width: float) -> list[Band]:
    """The bands of the contents; the page numbers are put in when the pages are known."""
    entries = zip_longest(contents.headings, contents.headings[1:])
    return [
        band
        for row, (heading, after) in enumerate(entries)
        for band in _contents_entry(
            heading.anchor or "",
            heading,
            row,
            width,
            after is not None and after.level > heading.level,
        )
    ]


@remembered
def _contents_entry(heading: Heading, row: int, width: float, keep: bool) -> list[Band]:  # noqa: FBT001
    """An entry: its number hangs beside the lines of its title; one that heads others stays with them."""
    style = styles.CONTENTS[min(heading.level, len(styles.CONTENTS)) - 1]
    text = heading.text.strip()
    number = set_lines(plain(heading.number if text else ""), style, width)
    hung = text_width(f"{heading.number} ", style.face, style.size) if number else 0.0
    left = style.indent + hung
    room = width - left - styles.CONTENTS_NUMBER_WIDTH
    lines = set_lines(plain(text or heading.number), style, room)
    bands = line_bands(lines, style, left, row)
    baseline = first_baseline(style)
    anchor = heading.anchor or ""
    for at, band in enumerate(bands):
        area = Jump(style.indent, 0, width - style.indent, style.leading, anchor, heading.title)
        extra: list[Item] = [area]
        if at == len(bands) - 1:
            start, end = left + lines[-1].width + 5, width - 24
            if end > start:
                extra.append(
                    Rule(start, baseline - 0.4, end - start, 0.7, styles.Color.MUTED, dotted=True)
                )
            extra.append(PageNumber(width, baseline, anchor, style.face, style.size, style.color))
        hangs = number[0].texts if number and at == 0 else ()
        before = [shifted(text, style.indent, baseline) for text in hangs]
        keep_next = keep or at < len(bands) - 1
        bands[at] = replace(band, items=(*before, *band.items, *extra), keep_next=keep_next)
    return bands
