"""The rules as a page of the user guide: what each looks for, why, and an example."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.check.run import GROUPS

_HEAD = """\
# Vad kontrollen letar efter

Sidan skrivs av programmet ur dess regler (`python dev.py rules`); ändra den inte för hand. Kontrollen läser
rapportens tabeller, statusar, beslut och texter mot varandra medan du skriver. Ett **fel** motsäger något annat i
rapporten, en **varning** bör ses över och en **notis** är värd att veta men kan vara avsedd. Skillnader som
avrundning kan förklara är alltid notiser.
"""


def guide() -> str:
    """The page, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    for title, rules in GROUPS:
        yield f"## {title}\n"
        for rule in rules:
            yield f"### {rule.title}\n"
            yield f"{rule.reason}\n"
            yield f"Till exempel: *{rule.example}* (`{rule.name}`)\n"
