"""Text of other programs comes in as the report's format, whatever its HTML looks like."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.exchange.html import blocks_of_html
from tertialapp.model.markdown import Block, BulletList, Heading, Paragraph, Picture, Run, normalize
from tertialapp.model.markdown_read import parse, plain
from tertialapp.model.markdown_write import serialize
from tests.model.test_markdown import WORD_BLOCKS


def read(html: str) -> str:
    return serialize(blocks_of_html(html))


# -- as programs write it --------------------------------------------------------------------------

WORD = """Version:1.0
StartHTML:0000000105
EndHTML:0000004711
StartFragment:0000001200
EndFragment:0000004600

<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<title>Utkast</title>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml>
<![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no; margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
h1	{mso-style-priority:9; mso-outline-level:1; font-size:16.0pt; font-weight:normal;}
p.Delrubrik, li.Delrubrik
	{mso-style-name:"Egen; delrubrik"; mso-outline-level:3; font-weight:bold;}
span.Betonad {mso-style-name:Betonad; font-style:italic;}
@page WordSection1 {size:595.3pt 841.9pt;}
@list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7;}
@media print {p.MsoNormal {display:none}}
-->
</style>
</head>
<body lang=SV style='tab-interval:65.2pt;word-wrap:break-word'>
Utanför
<!--StartFragment-->

<h1>Lokalf&ouml;rs&ouml;rjning<o:p></o:p></h1>

<p class=Delrubrik>Två nya <b>salar</b><o:p></o:p></p>

<p class=MsoNormal>Nämnden har <b><span style='mso-bidi-font-weight:normal'>två</span></b>
nya salar, en
<i style='mso-bidi-font-style:normal'>mindre</i> och en <span class=Betonad>större</span>.<span
style='mso-spacerun:yes'>&nbsp; </span>Kostnaden är 1&nbsp;200 <a
href="https://exempel.se/hyra?a=1&amp;b=2">tkr</a>.<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:
footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a><o:p></o:p></p>

<p class=MsoNormal><o:p>&nbsp;</o:p></p>

<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Slöjdsal<o:p></o:p></p>

<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-add-space:auto;
text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:
"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>med <b>hyvelbänkar</b><o:p></o:p></p>

<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span><![endif]>Musiksal<o:p></o:p></p>

<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if
!supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span><![endif]>Hyra in<o:p></o:p></p>

<p class=MsoNormal>Se <s>gamla</s> <del>planen</del><span style='display:none;mso-hide:all'>
hemligt</span>.<o:p></o:p></p>

<table class=MsoTableGrid border=1 cellspacing=0>
 <tr style='mso-yfti-irow:0'>
  <td width=302 valign=top><p class=MsoNormal>Hyra<o:p></o:p></p></td>
  <td width=302 valign=top><p class=MsoNormal>1&nbsp;200<o:p></o:p></p>
  <p class=MsoNormal>tkr<o:p></o:p></p></td>
 </tr>
</table>

<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr size=1
width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1"
name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Per år.<o:p></o:p></p></div></div>
<!--EndFragment-->
</body>
</html>
"""
WORD_READ = """# Lokalförsörjning

## Två nya salar

Nämnden har **två** nya salar, en *mindre* och en *större*. Kostnaden är 1\xa0200 \
[tkr](https://exempel.se/hyra?a=1&b=2).

- Slöjdsal
  - med **hyvelbänkar**
- Musiksal

1. Hyra in

Se gamla planen.

Hyra · 1\xa0200 tkr

Per år."""

WORD_ONLINE = """<html><body><!--StartFragment--><div class="OutlineElement Ltr SCXW1"><p
class="Paragraph SCXW1" role="heading" aria-level="1"><span class="TextRun SCXW1"><span
class="NormalTextRun">Personal</span></span><span class="EOP SCXW1">&nbsp;</span></p></div><div
class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1" role="list"><li
data-leveltext="" data-listid="3" aria-setsize="-1" data-aria-level="1" class="OutlineElement"><p
class="Paragraph"><span class="TextRun" style="font-weight: bold;">Rektor</span><span
class="EOP">&nbsp;</span></p></li></ul></div><div class="ListContainerWrapper"><ul role="list"><li
data-listid="3" data-aria-level="2"><p class="Paragraph"><span>biträdande</span></p></li></ul></div><div
class="ListContainerWrapper"><ul role="list"><li data-listid="3" data-aria-level="1"><p>Lärare</p></li></ul></div>
<div><ol role="list" start="1"><li data-listid="4" data-aria-level="1"><p>Först</p></li></ol></div>
<div><ol role="list" start="2"><li data-aria-level="1"><p>Sedan</p></li></ol></div>
<!--EndFragment--></body></html>"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;"
id="docs-internal-guid-1a2b"><h2 dir="ltr" style="line-height:1.38;"><span
style="font-size:16pt;font-weight:400;white-space:pre-wrap;">Resultat</span></h2><p dir="ltr"><span
style="font-weight:400;font-style:normal;white-space:pre-wrap;">Vi </span><span
style="font-weight:700;font-style:normal;">nådde</span><span
style="font-weight:400;font-style:italic;"> nästan</span><span style="font-weight:400;"> målet</span><span
style="font-size:6pt;vertical-align:super;"><a href="#ftnt1">[1]</a></span><span>.</span></p><br /><ul
style="margin-top:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:disc;"
aria-level="1"><p dir="ltr" role="presentation"><span>Skola</span></p></li><ul><li
style="list-style-type:circle;" aria-level="2"><p role="presentation"><span>Fritids</span></p></li></ul><li
aria-level="1"><p role="presentation"><a href="https://exempel.se/"
style="text-decoration:none;"><span style="color:#1155cc;">Förskola</span></a></p></li></ul></b><br
class="Apple-interchange-newline">"""

LIBREOFFICE = """<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 24.2 (Linux)"/>
	<style type="text/css">
		p { line-height: 115%; margin-bottom: 0.25cm; background: transparent }
		h1.western { font-family: "Liberation Sans"; font-weight: bold }
		a:link { color: #000080; text-decoration: underline }
	</style>
</head>
<body lang="sv-SE" link="#000080" dir="ltr"><ol>
	<li><h1 class="western">Trygghet</h1></li>
</ol>
<p style="line-height: 100%">Fler <span style="font-weight: normal"><b>trygga</b></span> elever
<span style="font-style: italic">i år</span>.<sup><a class="sdfootnoteanc"
name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></sup></p>
<ul>
	<li><p style="line-height: 100%">Ett</p>
	<ul>
		<li><p>Två<br/>rader</p></li>
	</ul></li>
	<li><p><font color="#ff0000">Tre</font></p></li>
</ul>
<p><br/>
<br/>

</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
href="#sdfootnote1anc">1</a>Enligt enkäten.</p></div>
</body>
</html>"""

OUTLOOK = """<html><head><style><!--p.MsoNormal {margin:0cm}--></style></head><body lang=SV><!--StartFragment-->
<div class=WordSection1><p class=MsoNormal>Hej!<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<ul style='margin-top:0cm' type=disc><li class=MsoListParagraph style='mso-list:l0 level1 lfo1'>En
punkt<o:p></o:p></li></ul><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>Från:</b>
Kim &lt;kim@exempel.se&gt;<br><b>Ämne:</b> Utkast<o:p></o:p></p></div></div><!--EndFragment--></body></html>"""

WEB_PAGE = """<!--StartFragment--><nav hidden>Meny</nav><div class="a"><section><h3>
  <strong>Nyheter</strong></h3>Lös text<span style="display: block">i block</span>
<blockquote>Citat</blockquote><pre>rad ett
rad två</pre><script>if (1 < 2) alert("<p>nej</p>")</script><noscript>nej</noscript>
<dl><dt>Ord<dd>Förklaring</dl><p>4&nbsp;m<sup>2</sup> &ndash; &#229;&auml;ö<img alt="en bild" src=x><svg><text>nej</text></svg>
<a href="javascript:alert(1)">farlig</a> <a href=" HTTPS://exempel.se/a b_(c) ">länk</a>
<select><option>val</select></section></div><!--EndFragment-->"""

QT = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN" "http://www.w3.org/TR/REC-html40/strict.dtd">
<html><head><meta name="qrichtext" content="1" /><style type="text/css">
p, li { white-space: pre-wrap; }
hr { height: 1px; border-width: 0; }
</style></head><body style=" font-family:'Sans'; font-weight:400;"><!--StartFragment-->
<h1 style=" margin-top:18px;"><span style=" font-size:xx-large; font-weight:700;">Rubrik</span></h1>
<ul style="-qt-list-indent: 1;"><li style="">ett
<ul type="circle" style="-qt-list-indent: 2;"><li style="">inre <span style=" font-weight:600;">ord</span></li></ul></li></ul>
<p style="-qt-paragraph-type:empty; margin-top:12px;"><br /></p><!--EndFragment--></body></html>"""

CLIPBOARDS = {
    "Word": (WORD, WORD_READ),
    "Word online": (
        WORD_ONLINE,
        "# Personal\n\n- **Rektor**\n  - biträdande\n- Lärare\n\n1. Först\n2. Sedan",
    ),
    "Google Docs": (
        GOOGLE_DOCS,
        (
            "## Resultat\n\nVi **nådde** *nästan* målet.\n\n"
            "- Skola\n  - Fritids\n- [Förskola](https://exempel.se/)"
        ),
    ),
    "LibreOffice": (
        LIBREOFFICE,
        (
            "# Trygghet\n\nFler **trygga** elever *i år*.\n\n"
            "- Ett\n  - Två rader\n- Tre\n\nEnligt enkäten."
        ),
    ),
    "Outlook": (
        OUTLOOK,
        "Hej!\n\n- En punkt\n\n**Från:** Kim <kim@exempel.se>\n\n**Ämne:** Utkast",
    ),
    "web page": (
        WEB_PAGE,
        (
            "## Nyheter\n\nLös text\n\ni block\n\nCitat\n\nrad ett\n\nrad två\n\nOrd\n\nFörklaring\n\n"
            "4\xa0m² – åäö farlig [länk](https://exempel.se/a%20b_%28c%29)"
        ),
    ),
    "Qt": (QT, "# Rubrik\n\n- ett\n  - inre **ord**"),
}


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_what_programs_put_on_the_clipboard(program: str) -> None:
    html, text = CLIPBOARDS[program]
    assert read(html) == text
    assert read(html.replace("\n", "\r\n")) == text


# -- rule by rule ----------------------------------------------------------------------------------

RULES = {
    # paragraphs and blanks
    "ett<br>två<br/>tre": "ett\n\ntvå\n\ntre",
    "<h2>ett<br>två</h2>": "## ett två",
    "<p>  ett\n\t två  </p> \n <p>&nbsp;</p><p>\u200b</p>": "ett två",
    "<p>5&nbsp;%</p>": "5\xa0%",
    "<p>ett<span class='Apple-converted-space'>&nbsp;</span>två</p>": "ett två",
    "<div>ett<div>två</div>tre</div>": "ett\n\ntvå\n\ntre",
    "ett<hr>två": "ett\n\ntvå",
    "<p style='white-space: pre-wrap'>ett\ntvå</p>": "ett\n\ntvå",
    # headings
    "<p class=MsoTitle>T</p><p class=MsoSubtitle>S</p><p class=MsoHeading7>U</p>": "# T\n\n## S\n\n## U",
    "<p style='mso-outline-level:1'>A</p><p style='mso-outline-level:body-text'>B</p>": "# A\n\nB",
    "<h1><b>Allt</b></h1><h6><i>Allt</i></h6>": "# Allt\n\n## Allt",
    "<h3 style='mso-list:l2 level1 lfo1'><span style='mso-list:Ignore'>1.1</span>Numrerad</h3>": "## Numrerad",
    "<h2>Mål <b>ett</b></h2>": "## Mål **ett**",
    "<ul><li>a<li><h3>Titel</h3>Ingress<li>b</ul>": "- a\n\n## Titel\n\nIngress\n\n- b",
    # emphasis
    "<b>a<span style='font-weight:normal'>b</span></b>": "**a**b",
    "<i>a<em style='font-style:normal'>b</em></i>": "*a*b",
    "<span style='font: italic bold 12px Arial'>a</span>": "***a***",
    "<strong>a <em>b</strong> c</em>": "**a** ***b*** *c*",
    "<b>a</p><p>b</b></p>": "**a**\n\n**b**",
    "<b>Ett</b><b><span> </span></b><b>två</b>": "**Ett två**",
    "<style>.x{font-weight:700}b.y{font-weight:400}</style><p class='z x'>a <b class=y>b</b>": "**a** b",
    # lists
    "<ul><li>a<ol><li>b<li>c</ol>d<li>e</ul>": "- a d\n  1. b\n  2. c\n- e",
    "<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>": "- a\n  - b\n- c",
    "<ul><li>a</ul><ul><li>b</ul>": "- a\n\n* b",
    "<ul><li><p>a</p><p>b</p><li>c<br>d</ul>": "- a b\n- c d",
    "<li>a<li>b": "- a\n- b",
    # tables
    "<table><tr><th>A<th>B<tr><td>1<td>2</table>": "A · B\n\n1 · 2",
    "<table><tr><td>A<td><td>B<tr><td><td>C</table>": "A · B\n\nC",
    "<table><tr><td><h1>R</h1><ul><li>p</ul></table>": "# R\n\n- p",
    "<table><tr><td>a<br>b<td><ul><li>c<li>d</ul></table>": "a b · c d",
    "<table><tr><td><table><tr><td>a<td>b<tr><td>c</table><td>d</table>": "a · b · c · d",
    "<ul><li>x<table><tr><td>a<td>b</table></ul>": "- x a · b",
    "<table><tr><td>a<tr style='display:none'><td>b</table>": "a",
    "10 m<sup>3</sup> och <span style='vertical-align:super'>x</span>": "10 m³ och x",
    # links
    "<a href='mailto:a@b.se'>a</a> <a href='file:///x'>b</a> <a name=x>c</a>": "[a](mailto:a@b.se) b c",
    "<a href='https://x.se/?a&amp;copy;=1'>a</a>": "[a](https://x.se/?a&amp;copy;=1)",
    "<a href='varde:summa/x'>7</a>": "7",
    # broken
    "a < b &amp; c &lt;p&gt; &#x41;": "a < b & c <p> A",
    "<p>a<p>b</div></td></table>c": "a\n\nbc",
    "<p title=\"a>b\" data-x='<p>'>c": "c",
    "a<!-- <p>b</p> -->c<!--[if gte mso 9]><p>d</p><![endif]-->": "ac",
    "<![if !supportLists]>a<![endif]>": "a",
    "x<!--EndFragment-->y": "xy",
    "<td>a<td>b": "a · b",
    "<table><b hidden><tr></b><td>a<td>b</table>": "ab",
    "<xml/>a<o:x>b</o:x>": "ab",
}


@pytest.mark.parametrize("html", RULES)
def test_rule(html: str) -> None:
    assert read(html) == RULES[html]


def test_live_values_are_taken_in_only_when_asked_for() -> None:
    html = "<a href='varde:summa/x'>7</a>"
    assert blocks_of_html(html) == (Paragraph((Run("7"),)),)
    assert blocks_of_html(html, live_values=True) == (Paragraph((Run("7", link="varde:summa/x"),)),)


def test_deep_markup_is_read() -> None:
    deep = "<div><ul><li><b>" * 30_000 + "ord"
    (block,) = blocks_of_html(deep)
    assert isinstance(block, BulletList)
    assert read("<table><tr><td>" * 30_000 + "ord<td>till") == "ord · till"


# -- laws ------------------------------------------------------------------------------------------

_TAGS = st.sampled_from(
    (
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i hidden>",
            "</i>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
        ),
        *(
            "<td hidden>",
            "</td>",
            "<ul>",
            "</ul>",
            "<ol start=2>",
            "<li>",
            "</li>",
            "<h1>",
            "</h1>",
        ),
        *(
            "<h3>",
            "<a href='https://x.se/&amp;amp;'>",
            "</a>",
            "<br>",
            "<caption>",
            "<col>",
            "<pre>",
        ),
        *("<p style='mso-list:l0 level3 lfo1'>", "<span style='mso-list:Ignore'>", "</span>", "1."),
        *(
            "<style>",
            "</style>",
            "p{font-weight:bold}",
            "<!--StartFragment-->",
            "<!--EndFragment-->",
        ),
        *("<!--", "-->", "<![if", "<?", "</", "<", ">", '"', "'", "=", "/", "&#", "&amp", "\x00"),
        *("\ud800", "\u202e", "\xa0", "\n", " ", "😀", "å", "*", "_", "#", "&#99999999999999;"),
    )
)


@given(st.text() | st.lists(_TAGS | st.text(max_size=5), max_size=30).map("".join))
def test_any_html_becomes_text_that_can_be_written(html: str) -> None:
    blocks = blocks_of_html(html)
    assert parse(serialize(blocks)) == blocks == normalize(blocks)


@given(st.text())
def test_any_link_becomes_text_that_can_be_written(address: str) -> None:
    html = f"<a href='https://{escape(address)}'>ord</a>"
    blocks = blocks_of_html(html, live_values=True)
    assert parse(serialize(blocks)) == blocks
    assert plain(serialize(blocks)) == "ord"


def _written(blocks: tuple[Block, ...]) -> str:
    return "".join(map(_written_block, blocks))


def _written_block(block: Block) -> str:
    if isinstance(block, BulletList):
        points = "".join(
            f"<li>{_written_runs(item.runs)}{_written(item.lists)}</li>" for item in block.items
        )
        return f"<ol>{points}</ol>" if block.numbered else f"<ul>{points}</ul>"
    assert not isinstance(block, Picture)
    tag = f"h{block.level}" if isinstance(block, Heading) else "p"
    return f"<{tag}>{_written_runs(block.runs)}</{tag}>\n"


def _written_runs(runs: tuple[Run, ...]) -> str:
    return "".join(map(_written_run, runs))


def _written_run(run: Run) -> str:
    text = escape(run.text)
    text = f"<strong>{text}</strong>" if run.bold else text
    text = f"<span style='font-style:italic'>{text}</span>" if run.italic else text
    return f"<a href='{escape(run.link)}'>{text}</a>" if run.link else text


def _can_be_told(blocks: tuple[Block, ...]) -> bool:
    """Whether no block is only no-break blanks, which others use to keep paragraphs open."""
    lines = [line for block in blocks for line in plain(serialize([block])).split("\n")]
    return all(line.strip("\u200b\u2060\ufeff\xad\xa0 ").strip() for line in lines)


def _without_own_look(block: Block) -> Block:
    if not isinstance(block, Heading):
        return block
    return Heading(block.level, tuple(Run(run.text, link=run.link) for run in block.runs))


@given(WORD_BLOCKS)
def test_what_is_written_as_html_is_read_back(blocks: tuple[Block, ...]) -> None:
    normal = normalize(map(_without_own_look, normalize(blocks)))
    if _can_be_told(normal):
        assert blocks_of_html(_written(normal), live_values=True) == normal
