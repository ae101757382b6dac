"""The look in one place: colours for light and dark, the palette and the style sheet made of them.

Every text colour has a contrast of at least 4.5 to its ground, marks and frames of at least 3.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from msgspec import Struct
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from tertialapp.base.paths import resource


class Theme(Struct, frozen=True):
    """Colours by what they are for."""

    window: str
    base: str
    raised: str
    border: str
    frame: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    selected: str
    good: str
    fair: str
    poor: str
    good_ground: str
    fair_ground: str
    poor_ground: str
    computed: str
    negative: str
    fault: str
    fault_ground: str
    chip: str
    chip_frame: str


LIGHT = Theme(
    window="#f3f5f7",
    base="#ffffff",
    raised="#e9eef3",
    border="#cfd7df",
    frame="#7d8b99",
    text="#1b2430",
    muted="#55616e",
    accent="#0b5cad",
    accent_hover="#094c90",
    on_accent="#ffffff",
    selected="#d9e9fa",
    good="#1a7f45",
    fair="#c27c00",
    poor="#b3261e",
    good_ground="#e3f4e9",
    fair_ground="#fdf1d8",
    poor_ground="#fce5e3",
    computed="#eef2f6",
    negative="#b3261e",
    fault="#b3261e",
    fault_ground="#fdeceb",
    chip="#e3f0fc",
    chip_frame="#5f93c9",
)

DARK = Theme(
    window="#1a1e24",
    base="#22272f",
    raised="#2b323b",
    border="#3c4551",
    frame="#8492a2",
    text="#e7ebf0",
    muted="#a9b4c0",
    accent="#66b0ff",
    accent_hover="#8cc4ff",
    on_accent="#0c1622",
    selected="#26415f",
    good="#4fc07f",
    fair="#e3a93c",
    poor="#ff8a80",
    good_ground="#1d3a2a",
    fair_ground="#43361a",
    poor_ground="#4a2726",
    computed="#2a3038",
    negative="#ff8a80",
    fault="#ff8a80",
    fault_ground="#4a2726",
    chip="#1f3a56",
    chip_frame="#6f9fd0",
)


LOOKS = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "system": Qt.ColorScheme.Unknown,
}
"""The looks that the user can choose, by the word that the settings keep."""


SIZES = {"display_size": 2.2, "heading_size": 1.5, "section_size": 1.2}
"""The sizes of headings in times the system's own text size, which they follow."""
LEAST_LINE = 18
"""The height in pixels of what is typed in, where letters are small."""


def theme_now() -> Theme:
    """The theme that the program shows."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < 128 else LIGHT


def show_look(app: QApplication, look: str) -> None:
    """Give the program a look of ``LOOKS``, and title bars that fit it where the system has them."""
    app.setProperty("look", look)
    app.styleHints().setColorScheme(LOOKS.get(look, Qt.ColorScheme.Unknown))
    apply_theme(app)


def apply_theme(app: QApplication) -> None:
    """Give the program the colours of its look, which may be the system's."""
    chosen = LOOKS.get(str(app.property("look")), Qt.ColorScheme.Unknown)
    if chosen is Qt.ColorScheme.Unknown:
        chosen = app.styleHints().colorScheme()
    theme = DARK if chosen is Qt.ColorScheme.Dark else LIGHT
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(theme.window))
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.base,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.Button: theme.base,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.base,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Mid: theme.border,
        role.Dark: theme.frame,
        role.Accent: theme.accent,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.frame))
    return palette


def style_sheet(theme: Theme) -> str:
    """The style sheet in a theme's colours."""
    sheet = Template(Path(__file__).with_name("theme.qss").read_text("utf-8"))
    scheme = "dark" if theme is DARK else "light"
    arrow = resource("icons", f"arrow-{scheme}.svg").as_posix()
    tick = resource("icons", f"tick-{scheme}.svg").as_posix()
    font = QGuiApplication.font()
    sizes = {name: f"{font.pointSizeF() * times:.1f}pt" for name, times in SIZES.items()}
    line = max(LEAST_LINE, QFontMetrics(font).height() + 2)
    sizes |= {"line_height": f"{line}px", "field_height": f"{line + 8}px"}
    return sheet.substitute(asdict(theme), arrow=arrow, tick=tick, **sizes)
