"""Themes: contrast, the accent that warms, the terminal's own colors, no colour at all, and no meaning by colour alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from app_under_test import council, drawn, playing
from textual.color import Color
from textual.style import Style
from textual.theme import Theme

from game.tui import theme
from game.tui.content import STYLES
from game.tui.filters import GLYPHS, AsciiFilter, needs_ascii
from game.tui.widgets.transcript_view import TranscriptView

AA, AAA = 4.5, 7.0
LEAST = {"contrast": AAA}
LINES = {"rule"}
"""Styles that draw lines and empty places, never a letter."""
DATES = ["", *(f"{year}-{month:02}-01" for year in range(1953, 1958) for month in range(1, 13))]
OURS = [name for name in theme.THEMES if name != "terminal"]


def colour_of(one: Theme, variable: str) -> str:
    return (
        getattr(one, variable)
        if variable in ("foreground", "background", "surface")
        else one.variables[variable]
    )


def pairs(one: Theme) -> Iterator[tuple[str, str, str]]:
    """Every style of letters with their colour and its ground, over every ground it stands on."""
    for name, text_style in STYLES.items():
        if name not in LINES:
            style = Style.parse(text_style, one.variables)
            letters = style.foreground.hex if style.foreground else colour_of(one, "foreground")
            if style.background:
                grounds = [style.background.hex]
            else:
                grounds = [colour_of(one, ground) for ground in ("background", "surface", "chosen")]
            for ground in grounds:
                yield name, letters, ground


@pytest.mark.parametrize("name", OURS)
def test_every_word_can_be_read_on_every_date(name):
    for date in DATES:
        for ink, letters, ground in pairs(theme.ALL_THEMES[theme.variant(name, date)]):
            assert contrast(letters, ground) >= LEAST.get(name, AA), (
                name,
                date,
                ink,
                letters,
                ground,
            )


@pytest.mark.parametrize("name", OURS)
def test_long_reading_is_easier_than_it_must_be(name):
    one = theme.THEMES[name]
    assert contrast(one.foreground, one.background) >= AAA


@pytest.mark.parametrize("name", OURS)
def test_what_the_toolkit_draws_itself_can_be_read_too(name):
    one = theme.THEMES[name]
    for letters, ground in (
        ("block-cursor-foreground", "block-cursor-background"),
        ("text-muted", "chosen"),
        ("text-muted", "surface"),
    ):
        assert contrast(colour_of(one, letters), colour_of(one, ground)) >= LEAST.get(name, AA), (
            name,
            letters,
            ground,
        )


def test_styles_with_a_meaning_differ_by_more_than_colour():
    assert STYLES["term"] == "underline"
    for name in ("cursor", "found", "match", "caret"):
        assert "reverse" in STYLES[name]
    for name in ("strong", "bold", "title", "choice", "ending"):
        assert STYLES[name] == "bold"


@pytest.mark.parametrize("name", theme.THEMES)
async def test_selected_words_stand_out_in_every_theme(tmp_path, name):
    with playing(tmp_path, council()) as app:
        app.set_setting("theme", name)
        async with app.run_test(size=(120, 40)):
            plain = app.screen.query_one(TranscriptView).visual_style
            selected = plain + Style.parse(STYLES["selection"])
            assert selected.reverse or selected.background != plain.background


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1..21, as WCAG 2.1 defines it."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(colour).normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_the_accent_warms_from_1953_to_1956():
    reds = [
        theme.ALL_THEMES[theme.variant("winter", date)].primary
        for date in ("1953-03-05", "1954-06-01", "1956-02-25", "1957-06-01")
    ]
    assert reds[0] == theme.THEMES["winter"].primary
    assert len(set(reds)) >= 3
    greens = [Color.parse(red).g for red in reds]
    assert greens == sorted(greens)
    assert theme.variant("contrast", "1956-02-25") == "contrast"


@pytest.mark.parametrize("name", theme.THEMES)
async def test_a_theme_is_put_on_as_soon_as_it_is_set(tmp_path, name):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            before = drawn(pilot)
            app.set_setting("theme", name)
            await pilot.pause()
            assert app.theme == name
            assert drawn(pilot) == before
            assert app.query_one(TranscriptView).rich_style.bgcolor is not None
        assert app.store.setting("theme") == name


async def test_no_colour_means_no_colour(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("tab")
            await pilot.press("1")
            rows = app.screen._compositor.render_strips(app.size)
            seen = [segment.style for strip in rows for segment in strip if segment.style]
            assert seen
            assert all(style.color is None and style.bgcolor is None for style in seen)


async def test_reduced_motion_keeps_the_accent(tmp_path):
    with playing(tmp_path, council()) as app:
        app.store.set_setting("motion", "reduced")
        app.kept["motion"] = "reduced"
        app.update_accent("1956-02-25")
        assert app.theme == "winter"


def test_a_plain_terminal_is_spelled_letter_for_letter():
    assert needs_ascii({"TERM": "linux"}, "utf-8")
    assert needs_ascii({"TERM": "xterm"}, "ascii")
    assert not needs_ascii({"TERM": "xterm"}, "utf-8")
    assert all(len(letter) == 1 and letter.isascii() for letter in GLYPHS.values())


async def test_a_plain_terminal_gets_ascii_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("TERM", "linux")
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            letters = next(one for one in app.get_line_filters() if isinstance(one, AsciiFilter))
            rows = [
                strip.apply_filter(letters, Color.parse("black"))
                for strip in app.screen._compositor.render_strips(app.size)
            ]
            assert all(strip.text.isascii() for strip in rows)
            assert "EVENT * attested" in "".join(strip.text for strip in rows)
            await pilot.press("ctrl+p")
            await pilot.pause(0.2)
            rows = [
                strip.apply_filter(letters, Color.parse("black"))
                for strip in app.screen._compositor.render_strips(app.size)
            ]
            assert "??" not in "".join(strip.text for strip in rows)
