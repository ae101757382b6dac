"""Deliberate damages to a conforming file, each with the rule that it breaks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf

Act = Callable[[Pdf], None]
Step = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


class Damage(Struct, frozen=True):
    """What is done to a file, and the rule of a flavour that it then breaks."""

    act: Act
    flavour: str
    rule: str
    encryption: pikepdf.Encryption | None = None

    @property
    def name(self) -> str:
        """The damage in words."""
        return f"{self.act.__name__.replace('_', ' ')} ({self.flavour})"

    def done_to(self, content: bytes) -> bytes:
        """A damaged copy of a file."""
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as pdf:
            self.act(pdf)
            pdf.save(out, encryption=self.encryption)
        return out.getvalue()


# -- the catalog and its metadata ------------------------------------------------------------------


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def malformed_language(pdf: Pdf) -> None:
    pdf.Root.Lang = "sv_SE"


def title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_structure_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def not_marked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def suspect_tags(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def device_colours_without_output_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents
    pdf.pages[0].contents_add(b"0 0 0 rg\n", prepend=True)


def a_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('hej')")


def a_foreign_attachment(pdf: Pdf) -> None:
    pdf.attachments["anteckning.txt"] = b"hej"


def encryption(_: Pdf) -> None:
    """The saving does it."""


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def no_title(pdf: Pdf) -> None:
    _drop_from_metadata(pdf, rb"<dc:title>.*?</dc:title>")


def no_claim_of_pdf_ua(pdf: Pdf) -> None:
    _drop_from_metadata(pdf, rb'<pdfuaid:part>.*?</pdfuaid:part>|pdfuaid:part="\d"')


def no_claim_of_pdf_a(pdf: Pdf) -> None:
    _drop_from_metadata(pdf, rb'<pdfaid:(\w+)>.*?</pdfaid:\1>|pdfaid:\w+="\w"')


def _drop_from_metadata(pdf: Pdf, pattern: bytes) -> None:
    changed, count = re.subn(pattern, b"", pdf.Root.Metadata.read_bytes(), flags=re.DOTALL)
    assert count, pattern
    pdf.Root.Metadata.write(changed)


# -- the structure ---------------------------------------------------------------------------------


def a_figure_without_words(pdf: Pdf) -> None:
    _first(pdf, Name.P).S = Name.Figure


def header_cells_without_scope(pdf: Pdf) -> None:
    cells = [*_elements(pdf, Name.TH), *_elements(pdf, Name.TD)]
    assert cells
    for attributes in (each for cell in cells for each in _attributes(cell)):
        for key in {"/Scope", "/Headers"} & set(attributes.keys()):
            del attributes[key]


def a_row_with_a_cell_too_few(pdf: Pdf) -> None:
    del next(row for row in _elements(pdf, Name.TR) if len(_kids(row)) > 1).K[-1]


def a_skipped_heading_level(pdf: Pdf) -> None:
    _first(pdf, Name.H2).S = Name.H4


def an_unknown_role(pdf: Pdf) -> None:
    _first(pdf, Name.P).S = Name("/Stycke")


def list_items_outside_a_list(pdf: Pdf) -> None:
    _first(pdf, Name.L).S = Name.Div


def cells_outside_a_row(pdf: Pdf) -> None:
    _first(pdf, Name.TH).P.S = Name.P


def an_entry_outside_the_contents(pdf: Pdf) -> None:
    _first(pdf, Name.TOC).S = Name.Div


def an_element_without_parent(pdf: Pdf) -> None:
    del _first(pdf, Name.P).P


def _first(pdf: Pdf, role: Name) -> Object:
    return next(_elements(pdf, role))


def _elements(pdf: Pdf, role: Name) -> Iterator[Object]:
    """The structure elements of a role, in reading order."""
    waiting = list(reversed(_kids(pdf.Root.StructTreeRoot)))
    while waiting:
        element = waiting.pop()
        if element.get(Name.S) == role:
            yield element
        waiting.extend(reversed(_kids(element)))


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    listed = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and Name.S in kid]


def _attributes(element: Object) -> list[Object]:
    held = element.get(Name.A, Array())
    return [held] if isinstance(held, Dictionary) else [*held]


# -- pages, their content and annotations ----------------------------------------------------------


def a_link_without_words(pdf: Pdf) -> None:
    del _link(pdf).Contents


def a_link_outside_the_structure(pdf: Pdf) -> None:
    del _link(pdf).StructParent


def a_link_without_flags(pdf: Pdf) -> None:
    del _link(pdf).F


def no_tab_order(pdf: Pdf) -> None:
    del next(page for page in pdf.pages if Name.Annots in page).Tabs


def untagged_content(pdf: Pdf) -> None:
    """An artifact's content stays and its marking goes."""
    for page in pdf.pages:
        steps = pikepdf.parse_content_stream(page)
        kept = list(_without_artifacts(steps))
        if len(kept) < len(steps):
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
            return
    raise AssertionError("no page has an artifact")


def words_without_marks(pdf: Pdf) -> None:
    """The words of page 2 stay, and their marks go."""
    page = pdf.pages[1]
    marks = (Operator("BMC"), Operator("BDC"), Operator("EMC"))
    steps = [step for step in pikepdf.parse_content_stream(page) if step.operator not in marks]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def tagged_content_in_an_artifact(pdf: Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(b"/Artifact BMC\n", prepend=True)
    page.contents_add(b"\nEMC")


def transparency(pdf: Pdf) -> None:
    page = pdf.pages[0]
    name = page.add_resource(Dictionary(Type=Name.ExtGState, ca=0.5), Name.ExtGState)
    page.contents_add(f"{name} gs\n".encode(), prepend=True)


def _link(pdf: Pdf) -> Object:
    return next(
        annotation
        for page in pdf.pages
        for annotation in page.get(Name.Annots, Array())
        if annotation.Subtype == Name.Link
    )


def _without_artifacts(steps: Iterable[Step]) -> Iterator[Step]:
    opened: list[bool] = []
    for step in steps:
        begins = step.operator in (Operator("BMC"), Operator("BDC"))
        ends = step.operator == Operator("EMC")
        if begins:
            opened.append(step.operands[0] == Name.Artifact)
        if not (opened and opened[-1] and (begins or ends)):
            yield step
        if ends:
            opened.pop()


# -- fonts -----------------------------------------------------------------------------------------


def a_font_outside_the_file(pdf: Pdf) -> None:
    descriptor = next(
        each for each in _dictionaries(pdf) if {"/FontFile2", "/FontFile3"} & set(each.keys())
    )
    for key in {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
        del descriptor[key]


def glyphs_without_characters(pdf: Pdf) -> None:
    fonts = [each for each in _dictionaries(pdf) if Name.ToUnicode in each]
    assert fonts
    for font in fonts:
        del font.ToUnicode


def _dictionaries(pdf: Pdf) -> Iterator[Object]:
    return (each for each in pdf.objects if isinstance(each, Dictionary))


DAMAGES = (
    Damage(no_language, "ua1", "7.2-34"),
    Damage(malformed_language, "ua1", "7.2-29"),
    Damage(malformed_language, "2a", "6.7.4-1"),
    Damage(title_not_shown, "ua1", "7.1-10"),
    Damage(no_structure_tree, "ua1", "7.1-11"),
    Damage(no_structure_tree, "2a", "6.7.3.3-1"),
    Damage(not_marked, "ua1", "6.2-1"),
    Damage(not_marked, "2a", "6.7.2.2-1"),
    Damage(suspect_tags, "ua1", "7.1-4"),
    Damage(device_colours_without_output_intent, "2a", "6.2.4.3-2"),
    Damage(a_script, "2a", "6.5.1-1"),
    Damage(a_foreign_attachment, "2a", "6.8-5"),
    Damage(encryption, "2a", "6.1.3-2", pikepdf.Encryption(owner="nyckel")),
    Damage(no_metadata, "ua1", "7.1-8"),
    Damage(no_title, "ua1", "7.1-9"),
    Damage(no_claim_of_pdf_ua, "ua1", "5-1"),
    Damage(no_claim_of_pdf_a, "2a", "6.6.4-1"),
    Damage(a_figure_without_words, "ua1", "7.3-1"),
    Damage(header_cells_without_scope, "ua1", "7.5-1"),
    Damage(a_row_with_a_cell_too_few, "ua1", "7.2-42"),
    Damage(a_skipped_heading_level, "ua1", "7.4.2-1"),
    Damage(an_unknown_role, "ua1", "7.1-5"),
    Damage(an_unknown_role, "2a", "6.7.3.4-1"),
    Damage(list_items_outside_a_list, "ua1", "7.2-17"),
    Damage(cells_outside_a_row, "ua1", "7.2-8"),
    Damage(an_entry_outside_the_contents, "ua1", "7.2-26"),
    Damage(an_element_without_parent, "ua1", "7.1-12"),
    Damage(a_link_without_words, "ua1", "7.18.5-2"),
    Damage(a_link_outside_the_structure, "ua1", "7.18.5-1"),
    Damage(a_link_without_flags, "2a", "6.3.2-1"),
    Damage(no_tab_order, "ua1", "7.18.3-1"),
    Damage(untagged_content, "ua1", "7.1-3"),
    Damage(words_without_marks, "ua1", "7.1-3"),
    Damage(tagged_content_in_an_artifact, "ua1", "7.1-2"),
    Damage(transparency, "1b", "6.4-6"),
    Damage(a_font_outside_the_file, "ua1", "7.21.4.1-1"),
    Damage(a_font_outside_the_file, "2a", "6.2.11.4.1-1"),
    Damage(glyphs_without_characters, "ua1", "7.21.7-1"),
    Damage(glyphs_without_characters, "2a", "6.2.11.7.2-1"),
)
