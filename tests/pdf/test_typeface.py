"""A board's typeface: measured and embedded as itself, whatever was set in before or meanwhile."""

from __future__ import annotations

import string

import pytest
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.model.frame import TypefaceName
from tertialapp.pdf.blocks import Diagram, StatusMap, Tiles
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.fonts import has_glyph, missing_characters, printable, text_width
from tertialapp.pdf.layout import Layout, lay_out, laying_out
from tertialapp.pdf.proof.reading import read_back
from tertialapp.pdf.remembered import forget_all
from tertialapp.pdf.styles import Face
from tertialapp.pdf.typeface import TYPEFACES, Typeface, set_in, typeface_now
from tests.pdf.sample import PERIOD, sample_report

_NEEDED = string.printable.strip() + "åäöÅÄÖéü§–−…”’\u00a0\u00ad•€"
_FAMILIES = {
    TypefaceName.SOURCE_SANS: "SourceSans3",
    TypefaceName.LIBERATION_SANS: "LiberationSans",
    TypefaceName.SOURCE_SERIF: "SourceSerifPro",
}


def _alone(name: TypefaceName) -> Layout:
    forget_all()
    return lay_out(sample_report(typeface=name), PERIOD, before=Layout())


@pytest.mark.parametrize("typeface", TYPEFACES.values(), ids=lambda each: each.name)
def test_swedish_is_printed_and_figures_stand_below_each_other(typeface: Typeface) -> None:
    with set_in(typeface):
        assert [char for char in _NEEDED if not has_glyph(char)] == []
        for face in Face:
            assert len({text_width(digit, face, 10) for digit in string.digits}) == 1


@pytest.mark.parametrize("name", TYPEFACES)
def test_only_the_chosen_family_is_in_the_file(name: TypefaceName) -> None:
    report = sample_report(typeface=name)
    made = build_pdf(report, PERIOD)
    fonts = read_back(made.pdf).embedded
    assert fonts
    assert all(_FAMILIES[name] in font for font in fonts), fonts
    assert read_back(made.pdf).foreign == ()
    forget_all()
    assert build_pdf(report, PERIOD).pdf == made.pdf


@pytest.mark.parametrize("name", TYPEFACES)
def test_the_example_is_told_at_a_glance_on_one_page_whatever_it_is_set_in(
    name: TypefaceName,
) -> None:
    example = tasks.example_report()
    setup = replace(example.setup, typeface=name)
    report = example.apply({"setup": {setup.id: setup}})
    layout = lay_out(report, tasks.chosen_period(report).id)
    pages = [{type(layout.blocks[each.block]) for each in page} for page in layout.pages]
    (glance,) = (kinds for kinds in pages if Tiles in kinds)
    assert {StatusMap, Diagram} <= glance


def test_what_was_set_in_another_typeface_leaves_no_trace() -> None:
    alone = {name: _alone(name) for name in TYPEFACES}
    assert len({layout.pages for layout in alone.values()}) == len(alone)
    for name in (*TYPEFACES, *reversed([*TYPEFACES])):
        again = lay_out(sample_report(typeface=name), PERIOD)
        assert (again.blocks, again.pages) == (alone[name].blocks, alone[name].pages)


def test_two_layouts_by_turns_are_what_each_is_alone() -> None:
    names = (TypefaceName.SOURCE_SERIF, TypefaceName.LIBERATION_SANS)
    alone = [_alone(name) for name in names]
    forget_all()
    steps = [laying_out(sample_report(typeface=name), PERIOD) for name in names]
    made: list[Layout | None] = [None, None]
    usual = typeface_now()
    while None in made:
        for at, each in enumerate(steps):
            try:
                next(each)
            except StopIteration as end:
                made[at] = made[at] or end.value
            assert typeface_now() is usual
    for before, after in zip(alone, made, strict=True):
        assert after is not None
        assert after.pages == before.pages


def test_what_a_typeface_lacks_is_told_and_replaced_by_what_it_has() -> None:
    with set_in(TYPEFACES[TypefaceName.SOURCE_SERIF]):
        assert printable("漢") == "¤"
        assert missing_characters(["漢 ¤ □"]) == ("□", "漢")
    assert printable("漢") == "□"
    assert missing_characters(["漢 ¤ □"]) == ("漢",)
