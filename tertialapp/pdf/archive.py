"""What makes a file fit for archives and screen readers: structure tree, XMP, colours, page keys.

ReportLab writes none of these; its documents take them as objects. PDF/A-2a is ISO 19005-2, PDF/UA-1
is ISO 14289-1; numbers in brackets are sections of ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

from reportlab.pdfbase import pdfdoc

from tertialapp.base.paths import resource
from tertialapp.model.text import clean
from tertialapp.pdf.file import PACKED_SINCE, written
from tertialapp.pdf.standard import Standard
from tertialapp.pdf.structure import Element, Leaf

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default"></rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords></pdf:Keywords>
{promises}</rdf:Description>
{schema}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_ARCHIVE = """\
<pdfaid:part>{}</pdfaid:part><pdfaid:conformance>{}</pdfaid:conformance>
"""
_ACCESSIBLE = "<pdfuaid:part>1</pdfuaid:part>\n"
_SCHEMA = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/A knows the key of PDF/UA only by a description in the file itself (ISO 19005-2, 6.6.2.3)."""


class _Ended(pdfdoc.PDFObject):  # type: ignore[misc]
    """The data of a stream, with the line end before ``endstream`` that ISO 19005-2, 6.1.7.1 asks for."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data)

    def format(self, _document: Any) -> bytes:
        return self._data + b"\n"


class _Plain(pdfdoc.NoEncryption):  # type: ignore[misc]
    """No encryption: each stream is only ended properly."""

    def encode(self, data: bytes | str) -> _Ended:
        return _Ended(data if isinstance(data, bytes) else data.encode("latin-1"))


class Archive:
    """Completes one document of ReportLab's: pages as they are painted, then the whole."""

    def __init__(self, document: Any, standard: Standard) -> None:
        self._document = document
        self._standard = standard
        self._pages: list[Any] = []
        self._areas: list[Any] = []
        document.encrypt = _Plain()

    def add_page(self) -> None:
        """Give the page that was last shown its key in the structure tree, and its tab order."""
        page = self._document.Pages.pages[-1]
        _allow(page, "StructParents", "Tabs")
        page.StructParents = len(self._pages)
        page.Tabs = pdfdoc.PDFName("S")
        self._pages.append(page)

    def add_area(self, area: Any) -> int:
        """Count the annotation of a link; gives its number."""
        self._areas.append(area)
        return len(self._areas) - 1

    def _number_areas(self) -> None:
        """The areas' keys in the structure tree follow on those of the pages."""
        for at, area in enumerate(self._areas, start=len(self._pages)):
            area.dict["StructParent"] = at

    def finish(self, root: Element, day: date) -> None:
        """The structure tree, the metadata with the day of the file, and the colours that are meant."""
        document, catalog = self._document, self._document.Catalog
        self._number_areas()
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
        tree = _Tree(document, self._pages, self._areas)
        catalog.StructTreeRoot = f"{tree.write(root)} 0 R"
        is_packed = self._standard.pdf_version >= PACKED_SINCE
        document.format = lambda: written(document, tree.objects, is_packed=is_packed)
        catalog.Metadata = pdfdoc.XMP(creator=lambda _: self._metadata(day))
        if self._standard.archive:
            _allow(catalog, "OutputIntents")
            catalog.OutputIntents = pdfdoc.PDFArray([self._colours()])

    def attach(self, name: str, words: str, kind: str, content: bytes) -> None:
        """Put a file into the document: its name, what it is in words, its MIME type."""
        stream = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("EmbeddedFile"),
                    "Subtype": f"/{kind.replace('/', '#2F')}",
                    "Params": pdfdoc.PDFDictionary({"Size": len(content)}),
                }
            ),
            content,
            [pdfdoc.PDFZCompress],
        )
        data = self._document.Reference(stream)
        file = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Filespec"),
                "F": pdfdoc.PDFString(name),
                "UF": pdfdoc.PDFString(name),
                "Desc": pdfdoc.PDFString(words),
                "AFRelationship": pdfdoc.PDFName("Data"),
                "EF": pdfdoc.PDFDictionary({"F": data, "UF": data}),
            }
        )
        listed = pdfdoc.PDFArray([pdfdoc.PDFString(name), self._document.Reference(file)])
        self._document.Catalog.Names = pdfdoc.PDFDictionary(
            {"EmbeddedFiles": pdfdoc.PDFDictionary({"Names": listed})}
        )

    def _metadata(self, day: date) -> bytes:
        info, archive = self._document.info, self._standard.archive
        promises = [_ARCHIVE.format(*archive)] if archive else []
        promises += [_ACCESSIBLE] if self._standard.accessible else []
        text = _XMP.format(
            title=escape(info.title),
            author=escape(info.author),
            language="sv-SE",
            creator=escape(info.creator),
            producer=escape(info.producer),
            made=day.isoformat(),
            promises="".join(promises),
            schema=_SCHEMA if archive and self._standard.accessible else "",
        )
        return text.encode()

    def _colours(self) -> Any:
        profile = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"N": 3}),
            resource("colour", "srgb.icc").read_bytes(),
            [pdfdoc.PDFZCompress],
        )
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OutputIntent"),
                "S": pdfdoc.PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
                "DestOutputProfile": self._document.Reference(profile),
            }
        )


def _allow(thing: Any, *keys: str) -> None:
    """Have ReportLab write more keys of a page or the catalog than those it knows."""
    thing.__NoDefault__ = [*thing.__NoDefault__, *keys]


class _Tree:
    """The structure tree (14.7) as objects of a document."""

    def __init__(self, document: Any, pages: Sequence[Any], areas: Sequence[Any]) -> None:
        self._document = document
        self._pages = [self._number(page) for page in pages]
        self._areas = [self._number(area) for area in areas]
        self._marked: list[dict[int, int]] = [{} for _ in pages]
        self._owners: dict[int, int] = {}
        self.objects: dict[int, str] = {}
        """The tree's objects by their numbers in the document."""

    def write(self, root: Element) -> int:
        """Make the objects; gives the number of the tree's root."""
        number = self._next()
        top = self._element(root, number)
        numbers = " ".join(self._parents())
        self.objects[number] = (
            f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree<</Nums[{numbers}]>>"
            f"/ParentTreeNextKey {len(self._pages) + len(self._areas)}>>"
        )
        return number

    def _next(self) -> int:
        """A number that no object of the document has."""
        self._document.objectcounter += 1
        number: int = self._document.objectcounter
        return number

    def _number(self, thing: Any) -> int:
        reference = self._document.Reference(thing)
        number: int
        number, _ = self._document.idToObjectNumberAndVersion[reference.name]
        return number

    def _element(self, element: Element, parent: int) -> int:
        number = self._next()
        page = next((self._pages[leaf.page] for leaf in element.kids if isinstance(leaf, Leaf)), 0)
        kids = " ".join(
            self._leaf(kid, number, page)
            if isinstance(kid, Leaf)
            else f"{self._element(kid, number)} 0 R"
            for kid in element.kids
        )
        self.objects[number] = (
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
    text = f"\ufeff{clean(element.alt)}".encode("utf-16-be")  # 7.9.2.2
    return f"/Alt<{text.hex()}>" if element.alt else ""


def _attributes(element: Element) -> str:
    if not element.attributes:
        return ""
    pairs = "".join(
        f"/{key} {value}" if value[0] in "[0123456789" else f"/{key}/{value}"
        for key, value in element.attributes
    )
    return f"/A<</O/{element.owner}{pairs}>>"
