"""Each standard that an export can keep is kept, as veraPDF sees it."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from tertialapp.exchange.json_report import read_json, write_json
from tertialapp.model.font_files import files_of
from tertialapp.model.frame import TypefaceName
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.standard import STANDARDS
from tests.conformance import verapdf
from tests.conformance.test_verapdf import needs_verapdf
from tests.fonts import SERIF_FILES
from tests.pdf.sample import PERIOD, sample_report, with_pictures

_FLAVOURS = {"a-2a+ua-1": ("2a", "ua1"), "a-1b": ("1b",), "none": ("ua1",)}


@needs_verapdf
def test_what_is_promised_is_kept(tmp_path: Path) -> None:
    report = with_pictures(sample_report())
    asked = []
    for name in STANDARDS:
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(build_pdf(report, PERIOD, standard=name, data=b"{}").pdf)
        asked += [(path, flavour) for flavour in _FLAVOURS[name]]
    assert [(r.path.name, r.flavour, r.failures) for r in verapdf.validate(asked)] == [
        (path.name, flavour, ()) for path, flavour in asked
    ]


@needs_verapdf
def test_it_is_kept_in_every_typeface(tmp_path: Path) -> None:
    own = sample_report(typeface=TypefaceName.OWN)
    files = {file.id: file for file in files_of([file.content for file in SERIF_FILES])}
    reports = {name: sample_report(typeface=name) for name in TypefaceName}
    asked = []
    for name, report in (reports | {TypefaceName.OWN: own.apply({"font_file": files})}).items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(build_pdf(report, PERIOD).pdf)
        asked += [(path, flavour) for flavour in ("2a", "ua1")]
    assert [(r.path.name, r.flavour, r.failures) for r in verapdf.validate(asked)] == [
        (path.name, flavour, ()) for path, flavour in asked
    ]


def test_the_reports_data_lies_only_where_it_may(tmp_path: Path) -> None:
    report = sample_report()
    for name, standard in STANDARDS.items():
        path = tmp_path / "report.pdf"
        data = write_json(report).encode()
        path.write_bytes(build_pdf(report, PERIOD, standard=name, data=data).pdf)
        with pikepdf.open(path) as pdf:
            attached = {key: file.get_file().read_bytes() for key, file in pdf.attachments.items()}
        assert list(attached) == (["rapport.json"] if standard.attaches else [])
        for content in attached.values():
            assert read_json(content.decode()) == report
