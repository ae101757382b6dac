"""What makes a file fit for archives and screen readers: all that it tells beside its pages, put together.

ReportLab writes none of it; its documents take it as objects. PDF/A-2a is ISO 19005-2, PDF/UA-1
is ISO 14289-1; numbers in brackets are sections of ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from msgspec import Struct
from reportlab.pdfbase import pdfdoc

from tertialapp.base.paths import resource
from tertialapp.pdf.file import PACKED_SINCE, packed, written
from tertialapp.pdf.navigation import (
    Area,
    Bookmark,
    add_areas,
    add_bookmarks,
    destination,
)
from tertialapp.pdf.objects import Objects
from tertialapp.pdf.standard import Standard
from tertialapp.pdf.structure import Element
from tertialapp.pdf.structure_tree import Tree

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


class _Packed(pdfdoc.PDFStreamFilterZCompress):  # type: ignore[misc]
    """What a page draws, packed."""

    def encode(self, text: str) -> bytes:
        return packed(text.encode("latin-1"))


class Told(Struct, frozen=True):
    """What a file tells of its pages: structure tree, areas, bookmarks; the page (from 0) and top of each anchor."""

    root: Element
    areas: Sequence[Area]
    bookmarks: Sequence[Bookmark]
    anchors: Mapping[str, tuple[int, float]]


class Archive:
    """Completes one document of ReportLab's: pages as they are painted, then the whole."""

    def __init__(self, document: Any, standard: Standard) -> None:
        self._document = document
        self._standard = standard
        self._pages: list[Any] = []
        document.encrypt = _Plain()

    def add_page(self) -> None:
        """Give the page that was last shown its key in the structure tree, and its tab order."""
        page = self._document.Pages.pages[-1]
        _allow(page, "StructParents", "Tabs")
        page.StructParents = len(self._pages)
        page.Tabs = pdfdoc.PDFName("S")
        page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[_Packed()])
        self._pages.append(page)

    def finish(self, told: Told, day: date) -> None:
        """What is told beside the pages, the metadata with the day of the file, the colours that are meant."""
        document, catalog = self._document, self._document.Catalog
        objects = Objects(document)
        pages = [objects.number_of(page) for page in self._pages]
        places = {
            anchor: destination(pages[page], top) for anchor, (page, top) in told.anchors.items()
        }
        areas = add_areas(objects, told.areas, places, first=len(pages))
        resources = pdfdoc.PDFResourceDictionary()
        resources.basicFonts()
        resources.basicProcs()
        for at, page in enumerate(self._pages):
            if (
                not page.XObjects
            ):  # no picture of its own: ReportLab would say the same on each page
                page.Resources = document.Reference(resources)
            own = [
                number for number, area in zip(areas, told.areas, strict=True) if area.page == at
            ]
            page.Annots = pdfdoc.PDFArray([f"{number} 0 R" for number in own]) if own else None
        outlines = None
        if told.bookmarks:
            outlines = f"{add_bookmarks(objects, told.bookmarks, places)} 0 R"
            catalog.showOutline()
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
        catalog.StructTreeRoot = f"{Tree(objects, pages, areas).write(told.root)} 0 R"
        is_packed = self._standard.pdf_version >= PACKED_SINCE

        def write() -> bytes:
            catalog.Outlines = outlines  # ReportLab, which knows of none, has just taken them away
            return written(document, objects.written, is_packed=is_packed)

        document.format = write
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
