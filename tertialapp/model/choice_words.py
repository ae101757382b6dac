"""What the values of a choice are called, in the window, in print and in the history."""

from __future__ import annotations

from enum import StrEnum

from tertialapp.model.conflicts import ConflictKind
from tertialapp.model.decisions import DecisionKind
from tertialapp.model.economy import AdjustmentKind, BudgetSide
from tertialapp.model.frame import PeriodKind, SectionKind, Shape, TextPart, TypefaceName
from tertialapp.model.goals import ActivityState, Direction, Level, PeriodLength, SplitKind

ACTIVITY_STATES = {
    ActivityState.PLANNED: "Planerad",
    ActivityState.ONGOING: "Pågår",
    ActivityState.DONE: "Klar",
    ActivityState.DEVIATION: "Avvikelse",
}
DIRECTIONS = {
    Direction.UP: "Högre är bättre",
    Direction.DOWN: "Lägre är bättre",
    Direction.BAND: "Inom ett spann",
}
SPLITS = {
    SplitKind.NONE: "Ingen uppdelning",
    SplitKind.RATE: "Andelar av vardera",
    SplitKind.PART: "Delar av helheten",
    SplitKind.COUNT: "Antal",
}
DECISION_KINDS = {
    DecisionKind.APPROVAL: "Godkännande",
    DecisionKind.TARGET_CHANGE: "Ändrat årsmål",
    DecisionKind.BUDGET_ADJUSTMENT: "Budgetjustering",
    DecisionKind.COMPETENCE_FUND: "Kompetensmedel",
    DecisionKind.TURNOVER: "Omslutning",
    DecisionKind.FREE: "Fri punkt",
}
ADJUSTMENT_KINDS = {
    AdjustmentKind.OPERATING: "Driftbudget",
    AdjustmentKind.INVESTMENT: "Investeringsbudget",
}
CONFLICTS = {
    ConflictKind.FIELD: "Två har ändrat samma uppgift",
    ConflictKind.TEXT: "Två har ändrat samma ord",
    ConflictKind.PLACE: "Två har flyttat till olika ställen",
    ConflictKind.LOOP: "Kan inte stå där båda har satt det",
    ConflictKind.DELETED: "En har ändrat, en har tagit bort",
}
TYPEFACE_WORDS = {
    TypefaceName.SOURCE_SANS: "Source Sans 3 (standard)",
    TypefaceName.LIBERATION_SANS: "Liberation Sans (som Arial)",
    TypefaceName.SOURCE_SERIF: "Source Serif Pro (med seriffer)",
    TypefaceName.OWN: "Egna filer",
}
_OTHERS = {
    Level.DIRECTION: "Inriktningsmål",
    Level.AREA: "Mål för verksamhetsområdet",
    Level.BOARD: "Nämndmål",
    PeriodLength.TERTIAL: "Varje tertial",
    PeriodLength.YEAR: "En gång om året",
    BudgetSide.COSTS: "Kostnader",
    BudgetSide.REVENUES: "Intäkter",
    TextPart.BODY: "Texten",
    TextPart.ANALYSIS: "Analys",
    TextPart.DESCRIPTION: "Beskrivning",
    Shape.CIRCLE: "Cirkel",
    Shape.TRIANGLE: "Triangel",
    Shape.SQUARE: "Kvadrat",
    PeriodKind.PLAN: "Verksamhetsplan",
    PeriodKind.FIRST: "Tertialrapport 1",
    PeriodKind.SECOND: "Tertialrapport 2",
    PeriodKind.ANNUAL: "Verksamhetsberättelse",
    SectionKind.TEXT: "Text",
    SectionKind.SUMMARY: "Läget i korthet",
    SectionKind.DECISIONS: "Förslag till beslut",
    SectionKind.GOALS: "Mål",
    SectionKind.OPERATING_BUDGET: "Driftbudget",
    SectionKind.NET_BUDGET: "Nettobudget",
    SectionKind.RESULT_UNITS: "Resultatenheter",
    SectionKind.INVESTMENTS: "Investeringar",
    SectionKind.PLANNED_INVESTMENTS: "Planerade investeringar",
    SectionKind.TURNOVER_CHANGES: "Omslutningsförändringar",
    SectionKind.BUDGET_ADJUSTMENTS: "Budgetjusteringar",
    SectionKind.COMPETENCE_FUNDS: "Kompetensmedel",
    SectionKind.APPENDIX: "Bilaga",
    SectionKind.REVIEW: "Att placera",
}
# Kinds of choices may share plain values, and members with equal values are equal: hence the class.
_ALL = {
    (type(choice), choice): words
    for named in (
        ACTIVITY_STATES,
        DIRECTIONS,
        SPLITS,
        DECISION_KINDS,
        ADJUSTMENT_KINDS,
        CONFLICTS,
        TYPEFACE_WORDS,
        _OTHERS,
    )
    for choice, words in named.items()
}


def choice_words(choice: StrEnum) -> str:
    """What a choice is called; KeyError for one that nobody has named."""
    return _ALL[type(choice), choice]
