"""Five themes of paper, ink and one red, which warms from the winter of 1953 to the thaw."""

from __future__ import annotations

from collections.abc import Iterator

from textual.theme import Theme

ACCENT_STEPS = 6
FIRST_YEAR, LAST_YEAR = 1953.17, 1956.5
VARIABLES = {
    "quiet": "#8b8f94",
    "rule": "#3a4048",
    "red": "#e86868",
    "good": "#7f9a86",
    "chosen": "#23272d",
    "term": "#b9c4cf",
    "marked": "#5a2a2e",
    "dim": "#8b8f94",
    "faint": "#3a4048",
    "selected": "on #5a2a2e",
}
COLOURLESS = {"dim": "dim", "faint": "dim", "selected": "reverse"}
"""Styles of words where no colour is sent, or where the terminal's own are not known."""


def _between(first: str, second: str, part: float) -> str:
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * part) for a, b in pairs).hex()


def _theme(
    name: str, dark: bool, ink: str, paper: str, surface: str, red: str, **more: str
) -> Theme:
    variables = {**VARIABLES, "red": red, **more}
    variables |= {
        "block-cursor-background": variables["chosen"],
        "block-cursor-foreground": ink,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": variables["chosen"],
        "input-cursor-background": red,
        "input-selection-background": f"{red} 35%",
        "screen-selection-background": f"{red} 35%",
        "dim": variables["quiet"],
        "faint": variables["rule"],
        "marked": _between(paper, red, 0.4),
        "selected": f"{ink} on {_between(paper, red, 0.4)}",
        "text-muted": variables["quiet"],
        "scrollbar": variables["rule"],
        "scrollbar-hover": variables["quiet"],
        "scrollbar-active": red,
        "scrollbar-background": paper,
        "scrollbar-background-hover": paper,
        "scrollbar-background-active": paper,
        "scrollbar-corner-color": paper,
        "border": red,
        "border-blurred": variables["rule"],
    }
    return Theme(
        name=name,
        primary=red,
        secondary=variables["quiet"],
        accent=red,
        foreground=ink,
        background=paper,
        surface=surface,
        panel=surface,
        success=variables["good"],
        warning=red,
        error=red,
        dark=dark,
        text_alpha=1.0,
        variables=variables,
    )


WINTER = _theme(
    "winter",
    True,
    "#d8d9d6",
    "#14171b",
    "#191d22",
    "#e86868",
    quiet="#8d949c",
    rule="#343b44",
    good="#8fa99a",
    chosen="#232931",
    term="#b7c9dc",
)
THAW = _theme(
    "thaw",
    True,
    "#e0dacd",
    "#1b1a17",
    "#22201c",
    "#e4705a",
    quiet="#a0988a",
    rule="#443f37",
    good="#a3b07f",
    chosen="#2e2b25",
    term="#d9c49a",
)
PAPER = _theme(
    "paper",
    False,
    "#2a2622",
    "#f3ecdc",
    "#ebe2cf",
    "#a3231f",
    quiet="#625949",
    rule="#c6b99f",
    good="#44613c",
    chosen="#e3d8c0",
    term="#1f4a6d",
)
CONTRAST = _theme(
    "contrast",
    True,
    "#ffffff",
    "#000000",
    "#000000",
    "#ff9d94",
    quiet="#d6d6d6",
    rule="#9a9a9a",
    good="#b7f0b7",
    chosen="#242424",
    term="#ffe680",
)
TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_red",
    secondary="ansi_default",
    accent="ansi_red",
    success="ansi_green",
    warning="ansi_red",
    error="ansi_red",
    variables={
        "quiet": "ansi_default",
        "rule": "ansi_default",
        "red": "ansi_red",
        "good": "ansi_green",
        "chosen": "ansi_default",
        "term": "ansi_default",
        "marked": "ansi_bright_black",
        **COLOURLESS,
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-text-style": "bold reverse",
        "block-cursor-blurred-background": "ansi_default",
        "border": "ansi_red",
        "border-blurred": "ansi_default",
        "scrollbar": "ansi_default",
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_red",
        "scrollbar-background": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "text-muted": "ansi_default",
    },
)
THEMES = {theme.name: theme for theme in (WINTER, THAW, PAPER, CONTRAST, TERMINAL)}
_WARM = {"winter": "#e07a4a", "thaw": "#e68a48", "paper": "#9c3d12"}


def accent_step(theme: str, date: str) -> int:
    """How warm the red is on an ISO date: 0 in March 1953 to ACCENT_STEPS in July 1956."""
    if theme not in _WARM or len(date) < 7:
        return 0
    year = int(date[:4]) + (int(date[5:7]) - 1) / 12
    part = (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    return round(max(0.0, min(1.0, part)) * ACCENT_STEPS)


def variant(theme: str, date: str) -> str:
    """The name of a theme as it is on a date, in ALL_THEMES."""
    step = accent_step(theme, date)
    return f"{theme}-{step}" if step else theme


def _variants(base: Theme) -> Iterator[Theme]:
    """The theme, then the theme with each warmer accent."""
    yield base
    for step in range(1, ACCENT_STEPS + 1 if base.name in _WARM else 0):
        red = _between(base.primary, _WARM[base.name], step / ACCENT_STEPS)
        kept = {name: base.variables[name] for name in ("quiet", "rule", "good", "chosen", "term")}
        yield _theme(
            f"{base.name}-{step}",
            base.dark,
            base.foreground or "",
            base.background or "",
            base.surface or "",
            red,
            **kept,
        )


ALL_THEMES = {theme.name: theme for base in THEMES.values() for theme in _variants(base)}
"""The five themes and their warmer variants, by name."""
