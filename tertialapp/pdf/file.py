"""The bytes of a document of ReportLab's, with many small objects packed in streams.

Object streams and the cross-reference stream that they need are ISO 32000-1, 7.5.7 and 7.5.8; ReportLab
writes each object by itself, which takes long and makes a tagged file twice as large.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import md5
from itertools import accumulate, islice
from typing import Any

from reportlab.pdfbase import pdfdoc

PACKED_SINCE = (1, 5)
"""The version of PDF that brought object streams."""

_PACK = 200
"""How many objects a stream holds: more are smaller together, but a reader unpacks all for one."""

_Trailer = Callable[[int], str]
"""The keys of a trailer (table 15) of a file with so many objects."""

_Row = tuple[int, int, int]
"""What is told of an object: its kind (0 for none, 1 by itself, 2 packed), where, and its place in the pack."""


def packed(content: bytes) -> bytes:
    """Bytes as FlateDecode has them (7.4.4): a fifth sooner than zlib's usual level, a thirtieth larger."""
    return zlib.compress(content, 4)


def written(document: Any, objects: Mapping[int, str], *, is_packed: bool) -> bytes:
    """The file of a document whose fonts are prepared.

    ``objects`` are further ones, dictionaries by number; those are packed, or not where the file is to
    keep a standard that knows no packs.
    """
    file = pdfdoc.PDFFile(document._pdfVersion)  # noqa: SLF001 - there is no other door
    rows: dict[int, _Row] = {0: (0, 0, 65535)}
    # What the file is told apart by follows from what it holds, not from the day it was made (14.4).
    dated = {document.Reference(each).name for each in (document.info, document.Catalog.Metadata)}
    identity = md5(usedforsecurity=False)
    number = 0
    while number < document.objectcounter:  # writing an object may call for more
        number += 1
        name = document.numberToId.get(number)
        if name is not None:
            content = pdfdoc.PDFIndirectObject(name, document.idToObject[name]).format(document)
            rows[number] = (1, file.add(content), 0)
            if name not in dated:
                identity.update(content)
    for content in objects.values():
        identity.update(content.encode())
    add = _add_packed if is_packed else _add_each
    add(file, rows, objects, partial(_trailer, document, identity.hexdigest()))
    content = file.format(document)
    assert isinstance(content, bytes)
    return content


def _add_packed(
    file: Any, rows: dict[int, _Row], objects: Mapping[int, str], trailer: _Trailer
) -> None:
    """Objects in streams, and the file ended by a stream that says where all are (7.5.8)."""
    number = max(*rows, *objects)
    left = iter(objects.items())
    while pack := dict(islice(left, _PACK)):
        number += 1
        rows[number] = (1, file.add(_object_stream(number, pack)), 0)
        rows |= {each: (2, number, at) for at, each in enumerate(pack)}
    number += 1
    start = file.offset
    rows[number] = (1, start, 0)
    keys = f"/Type/XRef/W[1 4 2]{trailer(number + 1)}"
    table = b"".join(
        kind.to_bytes(1) + where.to_bytes(4) + at.to_bytes(2)
        for kind, where, at in (rows[each] for each in range(number + 1))
    )
    file.add(_stream(number, keys, table))
    file.add(f"startxref\n{start}\n%%EOF\n")


def _add_each(
    file: Any, rows: dict[int, _Row], objects: Mapping[int, str], trailer: _Trailer
) -> None:
    """Objects by themselves, and the file ended by a table of all (7.5.4)."""
    for number, dictionary in objects.items():
        rows[number] = (1, file.add(f"{number} 0 obj\n{dictionary}\nendobj\n"), 0)
    start = file.offset
    entries = "".join(
        f"{where:010} {at:05} {'n' if kind else 'f'} \n"
        for kind, where, at in (rows[each] for each in range(len(rows)))
    )
    file.add(
        f"xref\n0 {len(rows)}\n{entries}trailer\n<<{trailer(len(rows))}>>\nstartxref\n{start}\n%%EOF\n"
    )


def _trailer(document: Any, identity: str, size: int) -> str:
    return (
        f"/Size {size}/ID[<{identity}><{identity}>]"
        f"/Root {_reference(document, document.Catalog)}/Info {_reference(document, document.info)}"
    )


def _object_stream(number: int, pack: Mapping[int, str]) -> bytes:
    objects = [content.encode("latin-1") for content in pack.values()]
    places = accumulate((len(each) + 1 for each in objects), initial=0)
    index = " ".join(f"{each} {at}" for each, at in zip(pack, places, strict=False)).encode()
    keys = f"/Type/ObjStm/N {len(pack)}/First {len(index) + 1}"
    return _stream(number, keys, b"\n".join([index, *objects]))


def _stream(number: int, keys: str, content: bytes) -> bytes:
    data = packed(content)
    head = f"{number} 0 obj\n<<{keys}/Filter/FlateDecode/Length {len(data)}>>\nstream\n"
    return head.encode() + data + b"\nendstream\nendobj\n"


def _reference(document: Any, thing: Any) -> str:
    number, _ = document.idToObjectNumberAndVersion[document.Reference(thing).name]
    return f"{number} 0 R"
