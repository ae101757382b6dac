"""The real report, against its transcription that was checked character by character."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tertialapp.exchange.ils import IlsReport
from tertialapp.exchange.ils.records import IlsBlock, IlsBullets, IlsParagraph, IlsSection
from tests.exchange.ils import letters

_CELLS = (
    "periodens_utfall",
    "utfall_man",
    "utfall_kvinnor",
    "utfall_vb_2024",
    "prognos_helar",
    "arsmal",
    "kf_arsmal",
    "period",
)

# A heading with text of its own above its sub-headings looks like any other (findings 0.5).
_LEVELS_NOT_IN_THE_TEXT = 3

# The only paragraph break that nothing but the meaning shows (meta.semantic_paragraph_breaks).
_SEMANTIC_BREAK_AFTER = 3866

_NARRATIVE_CHARACTERS = 124_450


def _goals(transcription: Any) -> Iterator[tuple[int, Any]]:
    for direction in transcription["goals"]:
        yield 0, direction
        for area in direction["areas"]:
            yield 1, area
            for board in area["board_goals"]:
                yield 2, board


def test_no_letter_is_lost_or_doubled(real_text: str, real_ils: IlsReport) -> None:
    assert not real_ils.not_understood
    assert letters.of_report(real_ils) == letters.of_text(real_text)


def test_the_narrative_has_as_many_characters_as_the_transcription(
    real_text: str, real_ils: IlsReport
) -> None:
    """All but running headers, indicator and activity heads, and the economy head that repeats."""
    first_heads = [table.lines.first for section in real_ils.economy for table in section.tables]
    economy = next(chapter for chapter in real_ils.chapters if chapter.kind == "economy")
    in_economy = [line for line in real_ils.layout if line.line_number > economy.line_number]
    repeated = [line for line in in_economy if "(mnkr)" in line.text]
    assert repeated[0].line_number in first_heads
    labels = {"Analys", "Beskrivning", "Förväntat resultat"}
    heads = [line for line in real_ils.layout if line.text not in labels and line not in in_economy]
    without = [*heads, *repeated[1:]]
    count = len("".join(real_text.split())) - sum(
        len("".join(line.text.split())) for line in without
    )
    assert count == _NARRATIVE_CHARACTERS


def test_front(real_ils: IlsReport, transcription: Any) -> None:
    meta = transcription["meta"]
    assert real_ils.board == meta["board"]
    assert real_ils.kind == meta["report_kind"]
    assert real_ils.title == meta["report_title_from_decision_1"]
    assert real_ils.period == meta["period"]
    assert real_ils.signatory_name == meta["director"]["name"]
    assert real_ils.signatory_title == meta["director"]["title"]
    assert [chapter.heading for chapter in real_ils.chapters] == meta["chapter_headings"]
    assert [
        {"no": int(point.number), "text": point.text, "source_lines": list(point.lines)}
        for point in real_ils.decisions
    ] == [
        {key: value for key, value in point.items() if key != "page"}
        for point in transcription["decisions"]
    ]


def test_summary(real_ils: IlsReport, transcription: Any) -> None:
    expected = transcription["summary"]
    assert [section.heading for section in real_ils.summary] == [
        None,
        *(section["heading"] for section in expected[1:]),
    ]
    assert [list(section.paragraphs) for section in real_ils.summary] == [
        section["paragraphs"] for section in expected
    ]


def test_goals_and_their_texts(real_ils: IlsReport, transcription: Any) -> None:
    expected = list(_goals(transcription))
    assert len(real_ils.goals) == len(expected) == 35
    for goal, (depth, known) in zip(real_ils.goals, expected, strict=True):
        assert (goal.depth, goal.label, goal.number) == (depth, known["label"], known["no"])
        assert (goal.title, goal.status) == (known["title"], known["status"])
        assert goal.lines.first == known["source_lines"][0]
        assert [
            (section.heading, list(section.paragraphs), list(section.bullets))
            for section in goal.analysis
        ] == [
            (section["heading"], section["paragraphs"], section["bullets"])
            for section in known.get("analysis") or []
        ]
        description = [block.text for block in goal.description if isinstance(block, IlsParagraph)]
        assert description == known.get("description", [])
        assert [item.text for item in goal.expected] == known.get("expected_results", [])


def test_levels_of_headings(real_ils: IlsReport, transcription: Any) -> None:
    ours = [section.level for goal in real_ils.goals for section in goal.analysis]
    known = [
        section["level"] or 1
        for _, goal in _goals(transcription)
        for section in goal.get("analysis") or []
    ]
    different = [
        at for at, levels in enumerate(zip(ours, known, strict=True)) if len(set(levels)) > 1
    ]
    assert len(different) == _LEVELS_NOT_IN_THE_TEXT
    assert different == list(range(different[0], different[0] + _LEVELS_NOT_IN_THE_TEXT))


def test_every_indicator_cell(real_ils: IlsReport, transcription: Any) -> None:
    ours = [
        (row.name, row.cells, [paragraph.text for paragraph in row.analysis], list(row.lines))
        for goal in real_ils.goals
        for row in goal.indicators
    ]
    known = [
        (
            row["name"],
            tuple(row["cells"][cell] for cell in _CELLS),
            row["analysis"] or [],
            row["source_lines"],
        )
        for _, goal in _goals(transcription)
        for row in goal.get("indicators", [])
    ]
    assert len(ours) * len(_CELLS) == 640
    assert ours == known


def test_every_activity(real_ils: IlsReport, transcription: Any) -> None:
    ours = [
        (row.name, row.start, row.end, row.deviation, [text.text for text in row.analysis])
        for goal in real_ils.goals
        for row in goal.activities
    ]
    known = [
        (row["name"], row["start"], row["slut"], row["avvikelse"], row["analysis"] or [])
        for _, goal in _goals(transcription)
        for row in goal.get("activities", [])
    ]
    assert len(ours) == 89
    assert ours == known


def test_economy_sections(real_ils: IlsReport, transcription: Any) -> None:
    known = [
        (section["heading"], section["level"], _known_blocks(section["blocks"]))
        for section in transcription["economy"]["sections"][1:]
    ]
    ours = [(section.heading, section.level, _blocks(section)) for section in real_ils.economy]
    for own, expected in zip(ours, known, strict=True):
        if own != expected:
            joined = [" ".join(expected[2][3:5]), *expected[2][5:]]
            assert own == (*expected[:2], [*expected[2][:3], *joined])
    differing = [
        section
        for section, one, two in zip(real_ils.economy, ours, known, strict=True)
        if one != two
    ]
    assert [
        any(
            isinstance(block, IlsParagraph)
            and block.lines.first < _SEMANTIC_BREAK_AFTER < block.lines.last
            for block in section.blocks
        )
        for section in differing
    ] == [True]


def _known_blocks(blocks: Any) -> list[str]:
    made: list[str] = []
    for block in blocks:
        match block["type"]:
            case "paragraph":
                made.append(block["text"])
            case "bullets":
                made += block["items"]
            case _:
                made.append("table")
    return made


def _blocks(section: IlsSection) -> list[str]:
    return [words for block in section.blocks for words in _words(block)]


def _words(block: IlsBlock) -> list[str]:
    if isinstance(block, IlsParagraph):
        return [block.text]
    return [item.text for item in block.items] if isinstance(block, IlsBullets) else ["table"]


def test_every_economy_cell(real_ils: IlsReport, transcription: Any) -> None:
    ours = [table for section in real_ils.economy for table in section.tables]
    known = list(transcription["economy"]["tables"].values())
    assert len(ours) == len(known) == 5
    for table, expected in zip(ours, known, strict=True):
        heads = [table.corner, *(column.printed for column in table.columns)]
        assert heads == [column["printed"] for column in expected["columns"]]
        assert [
            (row.label, row.label_printed, list(row.cells), list(row.lines)) for row in table.rows
        ] == [
            (row["label"], row["label_printed"], list(row["cells"].values()), row["source_lines"])
            for row in expected["rows"]
        ]
    assert sum(len(table.rows) for table in ours) == 53
    assert sum(len(table.rows) * len(table.columns) for table in ours) == 235


def test_undecidable_breaks_are_known(real_ils: IlsReport, transcription: Any) -> None:
    """Ours are more: a sentence that ends on a full line, also where the next one surely goes on."""
    known = {
        place["after_source_line"]
        for place in transcription["meta"]["undecidable_paragraph_breaks"]
    }
    assert known <= set(real_ils.undecided_breaks)
