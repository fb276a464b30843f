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


_COLORS = "ink paper surface red quiet rule good chosen term"
"""What the colors of a theme are for, in the order in which `_theme` takes them."""


def _theme(name: str, colors: str, *, dark: bool = True) -> Theme:
    """A theme from its nine colors, parted by blanks, in the order of `_COLORS`."""
    color = dict(zip(_COLORS.split(), colors.split(), strict=True))
    ink, paper, red, quiet = (color[one] for one in ("ink", "paper", "red", "quiet"))
    rule, chosen, marked = color["rule"], color["chosen"], _between(paper, red, 0.4)
    shown = {key: color[key] for key in ("red", "quiet", "rule", "good", "chosen", "term")}
    of_text = {"dim": quiet, "faint": rule, "marked": marked, "selected": f"{ink} on {marked}"}
    of_textual = {
        "block-cursor-background": chosen,
        "block-cursor-foreground": ink,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": chosen,
        "input-cursor-background": red,
        "input-selection-background": f"{red} 35%",
        "screen-selection-background": f"{red} 35%",
        "text-muted": quiet,
        "scrollbar": rule,
        "scrollbar-hover": quiet,
        "scrollbar-active": red,
        "scrollbar-background": paper,
        "scrollbar-background-hover": paper,
        "scrollbar-background-active": paper,
        "scrollbar-corner-color": paper,
        "border": red,
        "border-blurred": rule,
    }
    return Theme(
        name,
        primary=red,
        secondary=quiet,
        warning=red,
        error=red,
        accent=red,
        background=paper,
        surface=color["surface"],
        panel=color["surface"],
        foreground=ink,
        success=color["good"],
        dark=dark,
        text_alpha=1.0,
        variables={**VARIABLES, **shown, **of_text, **of_textual},
    )


_PAINTED = {
    "winter": "#d8d9d6 #14171b #191d22 #e86868 #8d949c #343b44 #8fa99a #232931 #b7c9dc",
    "thaw": "#e0dacd #1b1a17 #22201c #e4705a #a0988a #443f37 #a3b07f #2e2b25 #d9c49a",
    "paper": "#2a2622 #f3ecdc #ebe2cf #a3231f #625949 #c6b99f #44613c #e3d8c0 #1f4a6d",
    "contrast": "#ffffff #000000 #000000 #ff9d94 #d6d6d6 #9a9a9a #b7f0b7 #242424 #ffe680",
}
"""The colors of the themes that have their own, as `_theme` takes them."""
_WARM = {"winter": "#e07a4a", "thaw": "#e68a48", "paper": "#9c3d12"}
"""The red of July 1956, where it is not that of March 1953."""
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
_OWN = {name: _theme(name, colors, dark=name != "paper") for name, colors in _PAINTED.items()}
THEMES = {**_OWN, "terminal": TERMINAL}


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
        colors = _PAINTED[base.name].replace(base.primary, red)
        yield _theme(f"{base.name}-{step}", colors, dark=base.dark)


ALL_THEMES = {theme.name: theme for base in THEMES.values() for theme in _variants(base)}
"""The five themes and their warmer variants, by name."""
