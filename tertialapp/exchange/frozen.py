"""A period's report as it was approved, packed so that it can be kept beside the report and read as it was."""

from __future__ import annotations

import zlib
from hashlib import sha256

from msgspec import Struct

from tertialapp.base.errors import BadInput
from tertialapp.exchange.json_report import read_json, write_json
from tertialapp.model.markdown import picture_keys
from tertialapp.model.records import ANY_TABLE, field_specs
from tertialapp.model.report import TABLES, Report
from tertialapp.model.versions import Version

_OF_ITS_PERIOD = ("text", "decision", "waiver")
"""What is on no page of another period, and most of what a file of ten years holds."""
_ABOUT_WORK = ("version", "conflict", "assignment")
_MOST_UNPACKED = 100_000_000
"""Bytes: far more than any report is without its pictures."""


class Frozen(Struct, frozen=True):
    """A packed report; the same one always gives the same bytes. The pictures in it are named alone."""

    content: bytes
    pictures: tuple[str, ...]


def freeze(report: Report, period_id: str) -> Frozen:
    """All that a period's pages are made from."""
    kept = _of_period(report, period_id)
    alone = kept.apply({"image": dict.fromkeys(kept.images)})
    return Frozen(zlib.compress(write_json(alone).encode(), 9), tuple(sorted(kept.images)))


def _of_period(report: Report, period_id: str) -> Report:
    """Without other periods' texts and points, what is about the work, and pictures that nothing shows."""
    kept = report.apply({table: _gone(report, table, period_id) for table in _OF_ITS_PERIOD})
    for table in (*_ABOUT_WORK, "image"):
        shown = _named(kept)
        gone = [key for key in kept.table(table) if key not in shown]
        kept = kept.apply({table: dict.fromkeys(gone)})
    return kept


def _gone(report: Report, table: str, period_id: str) -> dict[str, None]:
    named = _named(report)
    return {
        key: None
        for key, record in report.table(table).items()
        if getattr(record, "period_id", period_id) != period_id and key not in named
    }


def _named(report: Report) -> set[str]:
    """The keys that some record may not be without, and those of the pictures in texts."""
    named = {key for text in report.texts.values() for key in picture_keys(text.body)}
    named.add(report.setup.logo_id or "")
    for table in TABLES.values():
        fields = [spec.name for spec in field_specs(table.record_type) if spec.table == ANY_TABLE]
        for record in report.table(table.name).values() if fields else ():
            named.update(getattr(record, field) for field in fields)
    return named


def thaw(report: Report, version: Version) -> Report:
    """The report that one of a report's versions holds. Raises BadInput when it is not what was approved."""
    try:
        pictures = [report.images[key] for key in version.pictures]
        return read_json(_unpacked(version), pictures)
    except (zlib.error, ValueError, KeyError, BadInput) as error:
        raise BadInput(
            f"Version {version.ordinal} är skadad och kan inte visas. "
            "Hämta den ur en säkerhetskopia."
        ) from error


def _unpacked(version: Version) -> str:
    """Raises ValueError, zlib.error for what was not packed by ``freeze``."""
    if sha256(version.content).hexdigest() != version.digest:
        raise ValueError("not what was approved")
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(version.content, _MOST_UNPACKED)
    if not unpacking.eof:
        raise ValueError("larger than any report")
    return text.decode()
