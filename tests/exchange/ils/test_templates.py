"""Points that read as their template words them follow it from the start; others keep their words."""

from __future__ import annotations

from msgspec.structs import replace

from tertialapp.exchange.ils.mapping.decisions import follow_templates
from tertialapp.model.decision_wordings import worded
from tertialapp.tasks import example_report
from tests.check import changed


def test_points_with_the_templates_words_follow_it() -> None:
    example = example_report()
    points = {key: example.decisions[key] for key in ("beslut-03", "beslut-07", "beslut-13")}
    ours = {key: worded(example, point) for key, point in points.items()}
    as_read = [
        replace(points[key], text=made.text.replace("\u00a0", " ")) for key, made in ours.items()
    ]
    as_read[1] = replace(as_read[1], text=f"{as_read[1].text} Snart.")
    after = follow_templates(changed(example, *as_read)).decisions
    assert after["beslut-03"] == replace(ours["beslut-03"], generated=True)
    assert after["beslut-07"] == as_read[1]
    assert {key for key, point in after.items() if point.generated} == {"beslut-03", "beslut-13"}
