"""The readers of structure, on a small file tagged by hand: painted in another order than it is read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tertialapp.model.report import report_of
from tertialapp.pdf.build import build_pdf
from tests.pdf.reading import joined, needs
from tests.pdf.sample import PERIOD, economy, frame, sections
from tests.pdf.structure_reading import structure, words

_CONTENT = """
/Artifact BMC BT /F 10 Tf 20 180 Td (Sidhuvud) Tj ET EMC
/P <</MCID 1>> BDC BT /F 10 Tf 20 100 Td (Medel för kompetens\xad) Tj ET EMC
q BT /F 10 Tf /P <</MCID 2>> BDC 20 90 Td [(utvec) 20 (kling, se )] TJ EMC
/Link <</MCID 3>> BDC (nästa sida) Tj EMC ET Q
/H1 <</MCID 0>> BDC BT /F 10 Tf 20 150 Td (M\xe5len) Tj ET EMC
/TH <</MCID 4>> BDC BT /F 10 Tf 20 60 Td (Andel nöjda) Tj ET EMC
/TD <</MCID 5>> BDC BT /F 10 Tf 90 60 Td (61,2) Tj ET EMC
/Figure <</MCID 6>> BDC 20 20 30 30 re f EMC
"""
_CMAP = b"""
1 begincodespacerange <00> <ff> endcodespacerange
1 beginbfchar <ad> <00ad> endbfchar
3 beginbfrange <20> <7e> <0020> <e0> <e3> <00e0>
<e4> <f6> [%s] endbfrange
""" % b" ".join(b"<%04x>" % code for code in range(0xE4, 0xF7))


@pytest.fixture
def tagged() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        _fill(pdf)
        pdf.save(out)
    return out.getvalue()


def _fill(pdf: Pdf) -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        ToUnicode=pdf.make_stream(_CMAP),
    )
    link = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[20, 80, 90, 90], Contents="Till sida 2"
        )
    )
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F=font))
    page.Contents = pdf.make_stream(_CONTENT.encode("latin-1"))
    page.Annots = [link]

    def element(role: str, *kids: int | Object, **more: Any) -> Object:
        made = pdf.make_indirect(Dictionary(S=Name(f"/{role}"), Pg=page, K=Array([*kids]), **more))
        for kid in kids:
            if isinstance(kid, Dictionary) and Name.S in kid:
                kid.P = made
        return made

    row = element(
        "TR",
        element("TH", 4, A=Dictionary(O=Name.Table, Scope=Name.Row)),
        element("TD", 5, A=Array([Dictionary(O=Name.Table, ColSpan=2), 0])),
    )
    place = Dictionary(Type=Name.OBJR, Obj=link)
    line = Dictionary(Type=Name.MCR, Pg=page, MCID=2)
    document = element(
        "Document",
        element("Rubrik", 0),
        element("P", 1, line, element("Link", 3, place)),
        element("Table", row),
        element("Figure", 6, Alt="En stapel på 30"),
    )
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(Rubrik=Name.H1), K=document)
    )
    document.P = pdf.Root.StructTreeRoot


_READ = "Målen Medel för kompetensutveckling, se nästa sida Andel nöjda 61,2"


@needs("pdfinfo")
def test_words_stand_in_reading_order(tagged: bytes, tmp_path: Path) -> None:
    assert words(tagged, tmp_path) == _READ.split()


def test_elements_have_their_role_text_and_attributes(tagged: bytes) -> None:
    whole = structure(tagged)
    assert joined(whole.text) == _READ
    found = whole.every("H1", "P", "OBJR", "TR", "TH", "TD", "Figure")
    assert [(node.role, node.text, node.attributes) for node in found] == [
        ("H1", "Målen", {}),
        ("P", "Medel för kompetens\xadutveckling, se nästa sida", {}),
        ("OBJR", "", {"Subtype": "Link", "Contents": "Till sida 2"}),
        ("TR", "Andel nöjda\n61,2", {}),
        ("TH", "Andel nöjda", {"Scope": "Row"}),
        ("TD", "61,2", {"ColSpan": 2}),
        ("Figure", "", {"Alt": "En stapel på 30"}),
    ]


def test_a_mark_that_the_page_lacks_is_an_error(tagged: bytes) -> None:
    with pikepdf.open(io.BytesIO(tagged)) as pdf:
        pdf.Root.StructTreeRoot.K.K[0].K = 7
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(KeyError):
        structure(out.getvalue())


@needs("pdfinfo")
def test_both_readers_find_the_same_words_in_an_export(tmp_path: Path) -> None:
    # Without the goals: poppler reads a page again for each of its marks (44 pages: half a minute).
    pdf = build_pdf(report_of([*frame(), *sections(), *economy()]), PERIOD).pdf
    found = words(pdf, tmp_path)
    assert len(found) > 500
    assert found == joined(structure(pdf).text).split()
