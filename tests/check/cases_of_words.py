"""A fault for each rule over prose, language and form."""

from __future__ import annotations

from tertialapp.model.conflicts import ConflictKind, conflict
from tertialapp.model.frame import TextPart
from tests.check import PERIOD
from tests.check.faulty import Case, analysis, prose, written

SENTENCE = "Vid vårens planteringsdag i parken bredvid skolan planterade vi tillsammans med"
CASES = (
    # prose and language
    prose("prose-figure", "Andelen ekologiska livsmedel var 50,37 procent under 2024."),
    prose("prose-unfilled", "Andelen inköpta ekologiska livsmedel är 55 procent."),
    prose("prose-points", "Andelen ekologiska livsmedel var 50,73 procentenheter under 2024."),
    prose("fragment", "Vi köpte fisk. Varav hälften var lax."),
    prose(
        "opposite-years",
        "Vi har de senaste tre åren inte nått målet. Åren 2019 till 2022 nådde vi målet.",
    ),
    prose(
        "done-and-begun",
        "Under våren har ett föreningsråd bildats.",
        analysis("mal-3.7", "Arbetet med att bilda ett föreningsråd pågår."),
    ),
    prose(
        "all-and-begun",
        "Arbetet med att erbjuda hyresgäster odlingslotter har påbörjats.",
        analysis("mal-3.7", "Alla hyresgäster har fått erbjudande om odlingslotter i våras."),
    ),
    prose(
        "only-for-a-time",
        "Under våren har vi anställt en parkvärd.",
        analysis("mal-3.7", "Nämnden har tillfälligt anställt en parkvärd."),
    ),
    Case(
        "points-of-number",
        analysis(
            "mal-3.4",
            "# Aktivt medskapandeindex\n\nUtfallet är 78. Det är två procentenheter lägre.",
        ),
        ("text", f"mal-3.4@{PERIOD}@analysis", "body"),
    ),
    Case(
        "prose-unit",
        analysis("mal-2.1", "Målet är 1,5 CO2 per kg livsmedel."),
        ("text", f"mal-2.1@{PERIOD}@analysis", "body"),
    ),
    Case(
        "prose-other-way",
        analysis(
            "ind-1.3-10", "Utfallet är 77 procent jämfört med 69 procent samma period förra året."
        ),
        ("text", f"ind-1.3-10@{PERIOD}@analysis", "body"),
    ),
    prose(
        "prose-activity",
        "Aktiviteten ”Mäta barnens verkliga närvaro fyra gånger under året” har genomförts.",
    ),
    prose(
        "prose-activity-date",
        "”Mäta barnens verkliga närvaro fyra gånger under året” avslutas i juni 2025.",
    ),
    prose("prose-asked", "Nämnden ansöker om 0,7 mnkr för belysning kring Fornkullen."),
    prose("prose-parts", "Här deltog 64 barn, varav 35 flickor och 27 pojkar."),
    prose("prose-direction", "Besöken har ökat till 80 i jämförelse med 90."),
    Case(
        "prose-share",
        analysis("ind-3.4-1", "Utfallet för aktivt medskapandeindex är 78 procent."),
        ("text", f"ind-3.4-1@{PERIOD}@analysis", "body"),
    ),
    prose("prose-year", "Andelen inköpta ekologiska livsmedel var 50,73 procent under 2023."),
    Case(
        "prose-sum",
        written(
            "avsnitt-drift-aldreomsorg",
            TextPart.BODY,
            "Vi har en buffert om 7,3 mnkr. Hyrorna ger ett underskott om 2,1 mnkr. "
            "Bilarna ger ett underskott om 9,9 mnkr.",
        ),
        ("text", f"avsnitt-drift-aldreomsorg@{PERIOD}@body", "body"),
    ),
    Case(
        "averted-evictions",
        analysis("mal-3.3", "Det kom 127 meddelanden, och 7 avhysningar verkställdes."),
        ("text", f"mal-3.3@{PERIOD}@analysis", "body"),
    ),
    prose("mean-as-share", "Svaren har ett medelvärde på 4,4 motsvarande 86 procent."),
    prose("prose-parts", "Av våra 19 bilar är 14 elbilar, 4 etanolbilar och 2 gasbilar."),
    prose("odd-number", "Andelen är 1,8,3 procent."),
    prose("sentence-twice", f"{SENTENCE} barnen. {SENTENCE} barnen."),
    prose("name-misspelt", "Flytten från Skolötrens servicehus pågår."),
    prose("doubled-word", "Köken har mat för för tre dygn."),
    prose("said-again", "Parken har tagits bort ur planen tagits bort i maj."),
    prose("stale-year", "Dammen kommer att öppnas i maj 2024."),
    prose("missing-object", "Diagrammet nedan visar inköpen."),
    prose("same-sentence", f"{SENTENCE} 14 barn.", analysis("mal-3.7", f"{SENTENCE} 14 barn.")),
    prose(
        "same-sentence-other-figure",
        f"{SENTENCE} 14 barn.",
        analysis("mal-3.7", f"{SENTENCE} 15 barn."),
    ),
    prose("name-variants", "Odlingen i Hässelby Gård är klar."),
    prose("double-blanks", "Det ingår.  Med mera."),
    prose("edge-blanks", "Det ingår. "),
    prose("blank-before-mark", "Det ingår , med mera."),
    prose("percent-blank", "Det är 14%."),
    prose("minus", "Det blev -1,8 grader."),
    prose("dash", "För barn 2-5 år."),
    prose("split-name", "Ängarna i Hässelby- Vällingby växer."),
    prose("quotes", 'Den kallas "ängen".'),
    prose("thousands", "Budgeten är 12367,5 mnkr."),
    prose("money-unit", "Ängen kostar 1,1 mkr."),
    Case(
        "undecided-conflict",
        lambda _report: conflict(
            ConflictKind.FIELD,
            "goal",
            "mal-2.2",
            "title",
            [{"title": title} for title in ("Före", "Vår", "Deras")],
        ),
        ("goal", "mal-2.2", "title"),
    ),
)
