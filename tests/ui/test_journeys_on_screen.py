"""What a controller does, from beginning to end: the real process, real keys, and a screen reader's words.

The window is never asked itself: controls are found by role and name over AT-SPI, and what came of it is
read from the file.
"""

from __future__ import annotations

from decimal import Decimal

import pypdfium2 as pdfium

from tertialapp.model.report import Report
from tertialapp.store.file import read_report
from tests.screen_reader.session import Screen

PERIOD = "T1 2025"
NBSP = "\N{NO-BREAK SPACE}"


def cell(screen: Screen, name: str) -> None:
    """The cursor is in a cell."""
    screen.find("table cell", name, "focused", "selected")


def saved(screen: Screen) -> Report:
    """Save; gives what the file then holds."""
    screen.keys("ctrl+s")
    screen.find("label", "*Publicerat i filen *[0-9]*")
    return read_report(screen.file)


def figures(report: Report) -> list[tuple[Decimal | None, Decimal | None]]:
    """Outcome and men's outcome of the first three indicators of 3.4.1."""
    values = (report.indicator_value(f"ind-3.4.1-{number}", PERIOD) for number in (1, 2, 3))
    return [(value.outcome, value.men) for value in values]


def test_figures_are_filled_in_as_in_a_spreadsheet(screen: Screen) -> None:
    screen.go_to("ami ledarskap", "AMI ledarskap*")
    screen.find("table", "Indikatorer", "focused")
    cell(screen, "Indikator: AMI ledarskap")
    screen.keys("Right")
    cell(screen, "Periodens utfall: 76")

    screen.type("7x")
    screen.keys("Return")
    screen.heard("”7x” är inget tal*")
    screen.find("text", "Periodens utfall", "focused", text="7x", description="”7x” är inget tal*")
    screen.keys("BackSpace")
    screen.type("1,5")
    screen.keys("Tab")
    cell(screen, "Män/pojkar: tomt")
    screen.type("1 234,25")
    screen.keys("Return")
    cell(screen, "Periodens utfall: 79")
    screen.find("table cell", f"Män/pojkar: 1{NBSP}234,25", description="*Ändrad sedan filen*")

    screen.keys("Up", "shift+Right", "ctrl+c")
    screen.find("table cell", f"Män/pojkar: 1{NBSP}234,25", "selected")
    assert screen.copied() == "71,5\t1234,25"
    screen.copy("64,5\t−3\n\t1 000")
    screen.keys("Down", "ctrl+v")
    screen.find("table cell", "Män/pojkar: −3", "selected")
    screen.find("table cell", f"Män/pojkar: 1{NBSP}000", "selected")
    screen.find("table cell", "Periodens utfall: tomt", "selected")
    screen.keys("ctrl+z")
    screen.find("table cell", "Periodens utfall: 81")
    screen.keys("ctrl+y")
    screen.find("table cell", "Periodens utfall: tomt")
    assert figures(saved(screen)) == [
        (Decimal("71.5"), Decimal("1234.25")),
        (Decimal("64.5"), Decimal(-3)),
        (None, Decimal(1000)),
    ]


def test_amounts_are_filled_in_and_sums_are_not(screen: Screen) -> None:
    screen.go_to("driftbudget", "Uppföljning av driftbudget*")
    screen.find("tree", "Rapportens delar", "focused")
    screen.find("table", "Driftbudget", focus=True)
    cell(screen, "Driftbudget: Anslag*")
    screen.keys("Right")
    screen.find("table cell", "Budget 2025: *", "focused", description="Summan av raderna")
    screen.type("1")
    screen.heard("Cellen räknas ut eller är låst*")
    screen.keys("Down")
    cell(screen, f"Budget 2025: 2{NBSP}622,7")
    screen.type("2600")
    screen.keys("Return")
    screen.find("table cell", f"Budget 2025: 2{NBSP}344,8", description="Summan av raderna")
    cell(screen, "Budget 2025: −255,2")
    amounts = {row.budget for row in saved(screen).operating_budgets.values()}
    assert 260_000_000_000 in amounts


def test_a_text_is_written_and_follows_its_figures(screen: Screen) -> None:
    screen.go_to("3.4.1", "3.4.1*")
    screen.press("text", "Analys", "ctrl+Home")
    screen.type("Ledarskap ")
    insert_value(screen, "76*")
    screen.find("text", "Analys", "focused", text="Ledarskap 76Nämndmålet*")
    screen.find("text", "Analys av raden", description="AMI ledarskap")
    screen.type(" har ")
    insert_value(screen, "minskat*")
    screen.keys("ctrl+b")
    screen.find("check box", "Fet", "checked")
    screen.type(" tydligt")
    screen.keys("ctrl+b")
    screen.find("check box", "Fet", lacks=("checked",))
    screen.type(". ")
    screen.find("text", "Analys", text="Ledarskap 76 har minskat tydligt. Nämndmålet*")

    screen.keys("F6")
    screen.find("table", "Indikatorer", "focused")
    cell(screen, "Periodens utfall: 76")
    screen.type("90")
    screen.keys("Return")
    screen.find("text", "Analys", text="Ledarskap 90 har ökat tydligt. Nämndmålet*")
    texts = [text.body for text in saved(screen).texts.values()]
    (body,) = (text for text in texts if text.startswith("Ledarskap "))
    figure, word = "varde:indikator/ind-3.4.1-1/outcome", "form=andring&mot=last_year"
    assert body.startswith(f"Ledarskap [90]({figure}) har [ökat]({figure}?{word}) **tydligt**. ")


def insert_value(screen: Screen, form: str) -> None:
    """Insert this period's AMI ledarskap, in the first form that begins so."""
    screen.keys("ctrl+shift+v")
    screen.find("dialog", "Infoga värde*", "active")
    screen.find("text", "Sök värde", "focused")
    screen.type("ami ledarskap")
    screen.find("list item", "AMI ledarskap: periodens utfall, 3.4.1, *", "selected")
    screen.find("push button", "Infoga", "is default")
    if not form.startswith("76"):
        screen.keys("alt+s")
        screen.find("combo box", "76*", "focused")
        screen.keys("Down")
    screen.find("combo box", form)
    screen.keys("Return")
    screen.find("text", "Analys", "focused")


def test_the_standing_is_seen_and_heard(screen: Screen) -> None:
    screen.keys("alt+Home")
    screen.find("label", "97 % ifyllt · 311 av 319")
    screen.find("label", "Måluppfyllelse: 34 uppfylls helt, 1 uppfylls delvis")
    screen.find("push button", "HR-avdelningen: 100 % ifyllt")
    screen.find("list", "Saknas", focus=True)
    screen.find("list item", "Förslag till beslut  Den som skriver under", "focused")
    screen.keys("Down")
    screen.find("list item", "1.3  Periodens utfall: *", "focused")
    screen.keys("Return")
    screen.find("table", "Indikatorer", "focused")
    cell(screen, "Periodens utfall: tomt")
    screen.type("62,5")
    screen.keys("Return", "ctrl+j")
    screen.heard("Saknas: Prognos helår*")
    cell(screen, "Prognos helår: tomt")
    screen.keys("alt+Home")
    screen.find("label", "97 % ifyllt · 312 av 319")
    screen.find("list item", "1.3  * → 62,5*")

    screen.press("push button", "3.4.1 *: Uppfylls delvis")
    screen.find("tree", "Rapportens delar", "focused")
    screen.keys("ctrl+shift+g")
    screen.find("check box", "Diagram", "checked")
    screen.find("label", "AMI ledarskap har gått från 81 (VB 2024) till 76 (T1 2025)*")
    screen.find("table", "Diagrammets siffror")
    screen.find("table cell", "Årsmål: 82")
    screen.go_to("netto per", "Netto per*")
    screen.find("label", "*avvikelse*Äldreomsorg*")
    report = saved(screen)
    found = [report.indicator_value(row.id, PERIOD) for row in report.indicators_of("mal-1.3")]
    assert Decimal("62.5") in [value.outcome for value in found]


def test_the_report_is_finished_and_handed_over(screen: Screen) -> None:
    screen.go_to("3.4.1", "3.4.1*")
    screen.press("check box", "Status: Uppfylls helt")
    screen.find("check box", "Status: Uppfylls helt", "checked", "focused")
    screen.find("check box", "Status: Uppfylls delvis", lacks=("checked",))
    screen.find("table cell", "Nämndmål: 3.4.1 *, Uppfylls helt, 100 % ifyllt*, Ändrat*")
    screen.go_to("rslag till", "Förslag till beslut*")
    screen.press("text", "Namn på den som skriver under", "End")
    screen.type("Kim Berg")
    screen.keys("Tab", "alt+Home")
    screen.find("list item", "Förslag till beslut  *Kim Berg*")
    screen.find("list item", "3.4.1  *Uppfylls delvis → Uppfylls helt*")
    saved(screen)
    screen.find("label", "Filen innehåller allt som är skrivet.")

    screen.keys("ctrl+e")
    screen.find("push button", "Visa felen", "focused")
    screen.press("push button", "Exportera ändå")
    screen.find("text", "Filnamn:", "focused", text="exempel.pdf")
    screen.keys("Return")
    screen.find("label", "PDF:en är klar: exempel.pdf")
    screen.find("push button", "Öppna", "focused", "is default")
    screen.keys("Escape")
    screen.find("frame", "exempel — Tertialapp", "active")
    screen.keys("ctrl+w")
    screen.find("push button", "Ny rapport", "focused")
    screen.press("push button", "Öppna exempel", "Tab")
    document = pdfium.PdfDocument(screen.file.with_suffix(".pdf"))
    assert "Kim Berg" in "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    report = read_report(screen.file)
    status = report.goal_status("mal-3.4.1", PERIOD)
    assert status is not None
    assert (status.name, report.periods[PERIOD].signatory_name) == ("Uppfylls helt", "Kim Berg")
