"""Link targets of foreign HTML as the text format can hold them."""

from __future__ import annotations

import re
from urllib.parse import quote

from tertialapp.model.live_values import SCHEME
from tertialapp.model.markdown import LINK_SCHEMES
from tertialapp.model.text import clean

_LONGEST = 2048
"""Longer ones are data rather than addresses, and no browser promises to follow them."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_UNWRITABLE = re.compile(r"[\s<>()\\]")
"""What a target in Markdown cannot hold."""


def target(href: str, *, live_values: bool) -> str | None:
    """The target of a link, or None when it is of a kind that a text does not take in."""
    if len(href) > _LONGEST:
        return None
    address = clean(re.sub(r"[\t\n\r\f]", "", href)).strip()
    address = _SCHEME.sub(lambda scheme: scheme[0].lower(), address, count=1)
    schemes = [scheme for scheme in LINK_SCHEMES if live_values or scheme != SCHEME]
    kept = address.startswith(tuple(schemes)) and address not in schemes
    return _UNWRITABLE.sub(lambda char: quote(char[0], safe=""), address) if kept else None
