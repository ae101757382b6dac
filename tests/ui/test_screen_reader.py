"""All that shows has a name, and says what those who see it see."""

from __future__ import annotations

from tests.screen_reader.session import Screen, Told

CONTROLS = (
    *("push button", "toggle button", "check box", "combo box", "text", "spin button"),
    *("table", "table cell", "tree", "list", "list item", "menu", "menu item"),
    *("page tab", "page tab list", "dialog"),
)


def told(screen: Screen) -> list[Told]:
    """The controls that show, each of which has a name."""
    found = screen.everything(*CONTROLS)
    assert [control for control in found if not control.name.strip()] == []
    return found


def names(screen: Screen) -> set[str]:
    return {control.name for control in told(screen)}


def test_a_goal_page_is_told_whole(screen: Screen) -> None:
    screen.go_to("ami motiv", "AMI motivation*")
    screen.find("table", "Indikatorer", "focused")
    screen.keys("ctrl+shift+g")
    screen.find("table cell", "Årsmål: tomt")
    found = told(screen)
    labels = {control.label for control in found if control.role == "combo box"}
    assert labels == {"Period", "Riktning", "Könsuppdelning"}
    everything = names(screen)
    for name in (
        *("Rapportens delar", "Filtrera trädet", "Exportera PDF", "Diagram"),
        *("Status: Uppfylls helt", "Status: Uppfylls delvis", "Ansvarig för målet"),
        *("Analys", "Fet", "Kursiv", "Punktlista", "Numrerad lista", "Länk", "Infoga värde"),
        *("Förra periodens text", "Indikatorer", "Analys av raden", "Indikatorns enhet"),
        *("Ny rad: indikator (Ctrl++)", "Periodens utfall: 79", "Årsmål: 83"),
        *("VB 2024: 82", "Diagrammets siffror", "Kopiera bild"),
    ):
        assert name in everything, (name, sorted(everything))
    screen.find("table cell", "Nämndmål: 3.4.1*, Uppfylls delvis, 100 % ifyllt")
    screen.find("label", "*Publicerat i filen*")


def test_other_pages_and_the_dialogs_are_told(screen: Screen) -> None:
    screen.keys("alt+Home")
    screen.find("push button", "3.4.1 *: Uppfylls delvis")
    assert "HR-avdelningen: 100 % ifyllt" in names(screen)
    for words, title in (
        ("rslag till", "Förslag till beslut"),
        ("netto per", "Netto per verksamhetsområde"),
        ("resultatenh", "Resultatenheter"),
    ):
        screen.go_to(words, f"{title}*")
        screen.find("text", "Rubrik", text=title)
        told(screen)
    for keys, dialog in (
        ("F1", "Kortkommandon*"),
        ("ctrl+n", "Ny rapport*"),
        ("ctrl+shift+f", "Sök och ersätt*"),
        ("ctrl+shift+a", "Tillgänglighet och arkiv*"),
    ):
        screen.keys(keys)
        screen.find("dialog", dialog, "active")
        told(screen)
        screen.keys("Escape")
        screen.find("frame", "exempel*", "active")
    screen.go_to("uppgifter", "Rapportens uppgifter*")
    screen.find("dialog", "Rapportens uppgifter*", "active")
    told(screen)
    screen.keys("Escape")
    screen.find("frame", "exempel*", "active")
    screen.keys("ctrl+w")
    screen.find("push button", "Ny rapport", "focused")
    told(screen)


def test_hits_are_heard_while_words_are_typed(screen: Screen) -> None:
    screen.keys("ctrl+k")
    screen.find("text", "Sök i rapporten och bland kommandona", "focused")
    screen.type("ami")
    screen.heard("AMI ledarskap, *, Indikator")
    screen.keys("Down")
    screen.heard("AMI motivation, *, Indikator")
    screen.find("text", "Sök i rapporten och bland kommandona", "focused")


def test_a_proof_is_told_as_it_is_seen(screen: Screen) -> None:
    screen.keys("ctrl+shift+a")
    screen.heard("Filen lovar PDF/A-2a och PDF/UA-1. Alla kontroller stämmer*")
    screen.find("tree", "Tillgänglighet och arkiv", "focused")
    screen.find("table cell", "Inget att se över.", "selected")
    screen.keys("Down", "Down", "Down")
    screen.find("table cell", "Stämmer: Titeln*PDF/UA-1*WCAG*", "selected")
    screen.find("table cell", "Regel: PDF/UA-1*7.1*")
    assert "Kopiera som text" in names(screen)
