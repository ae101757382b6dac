"""Findings that say the same of the same cell, as one finding with every stretch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tertialapp.check.findings import Finding


def merged(findings: Iterable[Finding]) -> Iterable[Finding]:
    """The findings, those with equal keys as one that marks what each of them marks."""
    by_key: dict[str, Finding] = {}
    for finding in findings:
        first = by_key.get(finding.key)
        more = finding if first is None else replace(first, cells=(*first.cells, *finding.cells))
        by_key[finding.key] = more
    return by_key.values()
