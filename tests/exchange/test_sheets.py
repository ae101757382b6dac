"""Tables out: Excel and CSV read back by others, the same bytes each time, no words that become formulas."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp import tasks
from tertialapp.base.errors import BadInput
from tertialapp.exchange.sheets_csv import sheet_csv
from tertialapp.exchange.sheets_json import sheets_json
from tertialapp.exchange.sheets_xlsx import MOST_LETTERS, sheets_xlsx
from tertialapp.model.consolidated import (
    Column,
    ColumnKind,
    FindingCounts,
    Row,
    Sheet,
    board_part,
    consolidated,
    sheets,
)
from tertialapp.model.frame import Shape, Status
from tertialapp.model.search import Query
from tertialapp.model.text import clean

STATUS = Status(id="s", sort_key="a", name="Uppfylls delvis", rank=1, shape=Shape.TRIANGLE)
FORMULAS = ("=1+1", "+46 8", "-Stöd", "@SUM(A1)", " =1", '=HYPERLINK("x")', "＝1")

_WORDS = st.text(max_size=20).map(clean) | st.sampled_from(FORMULAS)


def _sheet(*rows: tuple[Any, ...], total: Row | None = None) -> Sheet:
    columns = (
        Column("Nämnd"),
        Column("Mål", ColumnKind.COUNT),
        Column("Utfall", ColumnKind.FIGURE),
        Column("Avvikelse (mnkr)", ColumnKind.MONEY),
    )
    return Sheet("Läge", columns, tuple(Row(cells) for cells in rows), total)


def _book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def _csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_figures_are_figures_with_their_decimals_and_words_are_words() -> None:
    sum_of_all = Row(("Alla nämnder", 1234, None, Decimal("-1.25")), strong=True)
    sheet = _sheet(("Östra", 1234, Decimal("62.20"), Decimal("-1.25")), total=sum_of_all)
    shown = _book(sheets_xlsx((sheet,), "Sammanställning"))["Läge"]
    head, row, total = shown.iter_rows()
    assert [cell.value for cell in head] == ["Nämnd", "Mål", "Utfall", "Avvikelse (mnkr)"]
    assert [cell.value for cell in row] == ["Östra", 1234, 62.2, -1.25]
    assert [cell.data_type for cell in row] == ["s", "n", "n", "n"]
    assert [cell.number_format for cell in row[1:]] == ["#,##0", "#,##0.00", "#,##0.0"]
    assert [cell.font.bold for cell in total] == [True] * 4
    assert shown.freeze_panes == "B2"
    assert shown.auto_filter.ref == "A1:D2"
    assert shown.column_dimensions["A"].width > shown.column_dimensions["B"].width


@given(words=st.lists(_WORDS, min_size=1, max_size=5))
def test_words_come_back_as_words(words: list[str]) -> None:
    sheet = _sheet(*((word, 1, None, None) for word in words))
    cells = [row[0] for row in _book(sheets_xlsx((sheet,), "t"))["Läge"].iter_rows(min_row=2)]
    assert all(cell.data_type in "sn" and cell.hyperlink is None for cell in cells)
    back = [openpyxl.utils.escape.unescape(cell.value or "") for cell in cells]
    # Line ends are XML's, which knows one kind of them.
    assert back == words
    for written, word in zip(_csv(sheet_csv(sheet))[1:], words, strict=True):
        assert written[0] in (word, f"'{word}")
        assert not written[0].strip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("word", FORMULAS)
def test_no_spreadsheet_gets_a_formula(word: str) -> None:
    sheet = _sheet((word, 1, None, None))
    shown = _book(sheets_xlsx((sheet,), "t"))["Läge"]
    assert (shown["A2"].value, shown["A2"].data_type) == (word, "s")
    assert _csv(sheet_csv(sheet))[1][0] == f"'{word}"


def test_csv_has_decimal_commas_and_all_digits() -> None:
    sheet = _sheet(
        ("Bromma; Ekerö", 12345, Decimal("62.20"), Decimal("-1234.5600")),
        ('”Citat" och\nrad', 0, None, Decimal(20)),
    )
    content = sheet_csv(sheet)
    assert b"\r\n" in content
    assert _csv(content)[1:] == [
        ["Bromma; Ekerö", "12345", "62,20", "-1234,56"],
        ['”Citat" och\nrad', "0", "", "20"],
    ]


def test_the_same_tables_give_the_same_bytes() -> None:
    report = tasks.example_report()

    def made() -> bytes:
        part = board_part("a.tertial", report, "T1 2025", FindingCounts(1, 2, 3), Query("hem"))
        return sheets_xlsx(sheets(consolidated([part], ())), "Sammanställning T1 2025")

    content = made()
    assert content == made()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    book = _book(content)
    assert book.sheetnames == ["Läge", "Mål", "Indikatorer", "Ekonomi", "Texter", "Filer med fel"]
    assert book.properties.title == "Sammanställning T1 2025"
    assert book.properties.created == datetime(2000, 1, 1)  # noqa: DTZ001 - so Excel has it
    status = book["Mål"]["D2"]
    assert status.value.startswith("Uppfylls")
    assert status.fill.bgColor.rgb or status.fill.fgColor.rgb


def test_a_text_longer_than_a_cell_is_cut_where_letters_end() -> None:
    sheet = _sheet(("🎉" * MOST_LETTERS, 1, None, None), ("å" * MOST_LETTERS, 1, None, None))
    shown = _book(sheets_xlsx((sheet,), "t"))["Läge"]
    cut = shown["A2"].value
    assert cut.endswith("🎉…")
    assert len(cut.encode("utf-16-le")) // 2 <= MOST_LETTERS
    assert shown["A3"].value == "å" * MOST_LETTERS


def test_json_has_figures_as_they_are() -> None:
    sheet = _sheet(("=1", 3, Decimal("62.20"), None), (STATUS, 0, None, Decimal("-0.5")))
    told = json.loads(sheets_json((sheet,), "T1 2025"))
    assert told["period"] == "T1 2025"
    assert told["tables"]["Läge"] == [
        {"Nämnd": "=1", "Mål": 3, "Utfall": "62.20", "Avvikelse (mnkr)": None},
        {"Nämnd": "Uppfylls delvis", "Mål": 0, "Utfall": None, "Avvikelse (mnkr)": "-0.5"},
    ]


def test_more_rows_than_excel_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertialapp.exchange.sheets_xlsx.MOST_ROWS", 3)
    rows = [(f"Nämnd {number}", number, None, None) for number in range(3)]
    assert _book(sheets_xlsx((_sheet(*rows[:2]),), "t"))["Läge"].max_row == 3
    with pytest.raises(BadInput, match="fler rader än Excel"):
        sheets_xlsx((_sheet(*rows),), "t")
