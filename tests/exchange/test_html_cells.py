"""Tables of other programs come in as cells for a grid, and a grid's cells go out as a table."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.exchange.html import cells_of_html, html_of_cells
from tertialapp.model.text import clean, clean_line

# -- as programs write it --------------------------------------------------------------------------

EXCEL = """Version:1.0
StartHTML:0000000181
EndHTML:0000002345
StartFragment:0000001500
EndFragment:0000002300
SourceURL:file:///C:/Bok1.xlsx

<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel">
<head>
<meta name=ProgId content=Excel.Sheet>
<style>
<!--table
	{mso-displayed-decimal-separator:"\\,"; mso-displayed-thousand-separator:" ";}
br
	{mso-data-placement:same-cell;}
td
	{padding-top:1px; font-weight:400; white-space:nowrap; mso-rotate:0;}
.xl65
	{font-weight:700;}
.xl66
	{white-space:normal; mso-number-format:"\\#\\,\\#\\#0";}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=256 style='border-collapse:collapse'>
<!--StartFragment-->
 <col width=64 style='width:48pt'>
 <col width=0 style='display:none;mso-width-source:userset'>
 <col width=64 span=2 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 width=64>Verksamhet</td>
  <td class=xl65 width=0>Id</td>
  <td colspan=2 class=xl65>Utfall</td>
 </tr>
 <tr height=40>
  <td rowspan=2 height=40 class=xl66>Skola<br>
    F–9</td>
  <td>S1</td>
  <td align=right>1&nbsp;200</td>
  <td align=right>-35,5&nbsp;</td>
 </tr>
 <tr style='display:none'>
  <td>S2</td><td>7</td><td>8</td>
 </tr>
 <tr height=20>
  <td>Fritids</td>
  <td>F1</td>
  <td></td>
  <td>a<span style='mso-spacerun:yes'>&nbsp; </span>b</td>
 </tr>
 <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'><td width=64></td><td width=0></td><td></td><td></td></tr>
 <![endif]>
<!--EndFragment-->
</table>
</body>
</html>
"""

CALC = """<!DOCTYPE html>
<html>
<head><title></title><meta name="generator" content="LibreOffice 24.2 (Linux)"/>
<style type="text/css">
	body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Liberation Sans"; font-size:x-small }
	.comment-indicator:hover + comment { background:#ffd; position:absolute; display:block; }
	comment { background:#ffd; display:none;}
</style></head>
<body>
<table cellspacing="0" border="0">
	<colgroup span="2" width="85"></colgroup>
	<tr>
		<td height="17" align="left"><b>Mål</b></td>
		<td align="left">Utfall</td>
	</tr>
	<tr>
		<td rowspan=2 align="left">Läsa</td>
		<td align="right" sdval="62.26" sdnum="1053;0;0,00">62,26</td>
	</tr>
	<tr>
		<td align="right" sdval="-4" sdnum="1053;">−4<a class="comment-indicator"></a><comment>nej</comment></td>
	</tr>
</table>
</body>
</html>"""

SHEETS = """<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px
solid #cccccc;}br {mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml"
cellspacing="0" dir="ltr" data-sheets-root="1"><colgroup><col width="100"/><col
width="100"/></colgroup><tbody><tr style="height:21px;"><td style="font-weight:bold;">Mål</td><td
data-sheets-numberformat="{}">1 200,5</td></tr><tr><td colspan="2">En<br/>rad till</td></tr></tbody></table>"""

WORD = """<html><body><!--StartFragment--><p class=MsoNormal>Före</p>
<table class=MsoTableGrid><thead><tr><td><p class=MsoNormal><b>Mål<o:p></o:p></b></p></td>
<td><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Ett<o:p></o:p></p></td></tr></thead>
<tr><td><p class=MsoNormal>rad ett<o:p></o:p></p><p class=MsoNormal>rad
två<o:p></o:p></p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table><!--EndFragment--></body></html>"""

MAIL = """<table width="100%"><tr><td></td><td><table><tr><td>A</td><td>B</td></tr></table></td></tr></table>"""

CLIPBOARDS = {
    "Excel": (
        EXCEL,
        [
            ["Verksamhet", "Utfall", ""],
            ["Skola\nF–9", "1\xa0200", "-35,5"],
            ["Fritids", "", "a b"],
        ],
    ),
    "Calc": (CALC, [["Mål", "Utfall"], ["Läsa", "62,26"], ["", "−4"]]),
    "Google Sheets": (SHEETS, [["Mål", "1 200,5"], ["En\nrad till", ""]]),
    "Word": (WORD, [["Mål", "1. Ett"], ["rad ett\nrad två", ""]]),
    "table in a mail's frame": (MAIL, [["A", "B"]]),
}


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_what_programs_put_on_the_clipboard(program: str) -> None:
    html, cells = CLIPBOARDS[program]
    assert cells_of_html(html) == cells
    assert cells_of_html(html.replace("\n", "\r\n")) == cells


# -- rule by rule ----------------------------------------------------------------------------------

RULES: dict[str, list[list[str]] | None] = {
    "": None,
    "<p>a</p>": None,
    "<table></table>": None,
    "<table hidden><tr><td>a</table>": None,
    "<table hidden><tr><td>a</table><table><tr><td>b</table>": [["b"]],
    "<table><tr><td></table><table><tr><td>b</table>": [["b"]],
    "<table><tr><td><td>&nbsp;</table>": [["", ""]],
    "<table><tr><td>a</table><table><tr><td>b</table>": [["a"]],
    # spans
    "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>": [["a", "b"], ["", "c"]],
    "<table><tr><td>a<td rowspan=2>b<tr><td>c<tr><td>d<td>e": [["a", "b"], ["c", ""], ["d", "e"]],
    "<table><tr><td colspan=2 rowspan=2>a<td>b<tr><td>c": [["a", "", "b"], ["", "", "c"]],
    "<table><tr><td colspan=0>a<td rowspan='x'>b": [["a", "b"]],
    "<table><tr><td>a<td>b<td rowspan=3>c<tr><td>d": [["a", "b", "c"], ["d"]],
    # hidden
    "<table><tr><td>a<td style='display:none'>b<td>c": [["a", "c"]],
    "<table><tr><td>a<td>b<tr><td hidden>c<td>d": [["a", "b"], ["", "d"]],
    "<table><col><col hidden><tr><td>a<td hidden>b<td>c": [["a", "c"]],
    "<table><colgroup hidden><col span=2></colgroup><tr><td>a<td>b<td>c": [["c"]],
    "<table><tr hidden><td rowspan=2>a<td>b<tr><td>c": [["", "c"]],
    # lines
    "<table><tr><td>a<br><br>b<br>": [["a\n\nb"]],
    "<table><tr><td><p>a</p> <p>&nbsp;</p><p>b</p>": [["a\n\nb"]],
    "<table><tr><td>\n a\n b <div>c</div>d": [["a b\nc\nd"]],
    "<table><tr><td><ul><li>a<li>b</ul>": [["a\nb"]],
    "<table><tr><td><pre>a\nb": [["a\nb"]],
    "<table><tr><td>a<td><table><tr><td>b<td>c</table>": [["a", "b\nc"]],
    # broken
    "<td>a<td>b<tr><td>c": [["a", "b"], ["c"]],
    "<table><tr><td>a</td></tr></td></tr></table><p>b": [["a"]],
    "<table><caption>x</caption><tr></tr><tr><th>a</tfoot><td>b": [["a", "b"]],
    "<table><tr><td>a</td><!--StartFragment--><td>b<tr><td>c<!--EndFragment--><td>d": [
        ["b"],
        ["c"],
    ],
}


@pytest.mark.parametrize("html", RULES)
def test_rule(html: str) -> None:
    assert cells_of_html(html) == RULES[html]


def test_spans_cannot_fill_the_memory() -> None:
    cells = cells_of_html("<table>" + "<tr><td colspan=1000 rowspan=65534>x" * 3_000)
    assert cells is not None
    assert sum(map(len, cells)) < 1_000_000


def test_deep_tables_are_read() -> None:
    assert cells_of_html("<table><tr><td>" * 30_000 + "a<td>b") == [["a", "b"]]


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "< ", "<a", "<a ", "</", "<!", "<!--", "<a b='", "<a b=c ", "<a b='>'", "&", "&#9"),
        *(
            "<b>",
            "<i><b></i>",
            "<td>",
            "<p>",
            "<table>",
            "</table>",
            "<style>",
            "<span style='a:b;",
        ),
    ],
)
@pytest.mark.parametrize("end", ["", "'>"])
def test_broken_markup_takes_time_in_proportion_to_its_length(piece: str, end: str) -> None:
    started = process_time()
    cells_of_html("<table><tr><td>" + piece * (300_000 // len(piece)) + end)
    assert process_time() - started < 5


# -- laws ------------------------------------------------------------------------------------------

_CHARACTERS = st.sampled_from("aåö 1,-−%\"'<>&;=\xa0\n\t é漢😀") | st.characters()
_TEXTS = st.text(_CHARACTERS, max_size=20).map(
    lambda text: "\n".join(clean_line(line) for line in clean(text).split("\n")).strip("\n")
)
_ROWS = st.lists(st.lists(_TEXTS, min_size=1, max_size=4), min_size=1, max_size=4)
_TAGS = st.sampled_from(
    (
        *("<table>", "<table hidden>", "</table>", "<tr>", "<tr hidden>", "</tr>", "<td>", "</td>"),
        *("<td colspan=3>", "<td rowspan=3>", "<td hidden>", "<th>", "<caption>", "</caption>"),
        *("<col hidden>", "<col span=2>", "<colgroup>", "<tbody hidden>", "</tbody>", "<thead>"),
        *("<p>", "</p>", "<br>", "<i hidden>", "</i>", "<span style=display:block>", "</span>"),
        *("<!--StartFragment-->", "<!--EndFragment-->", "<ul>", "<li>", "</ul>", "<div>", "</div>"),
        *("&nbsp;", "a", "b", " ", "\n", "\x00", "\ud800", "\u2028", "<", ">", "<!--", "<![x"),
    )
)


@given(_ROWS)
def test_what_is_copied_is_pasted(rows: list[list[str]]) -> None:
    assert cells_of_html(html_of_cells(rows)) == rows


@given(st.text() | st.lists(_TAGS | st.text(max_size=3), max_size=40).map("".join))
def test_any_html_gives_cells_that_can_be_copied(html: str) -> None:
    cells = cells_of_html(html)
    assert cells is None or cells_of_html(html_of_cells(cells)) == cells
