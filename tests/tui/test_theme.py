"""Themes: contrast, the accent that warms, the terminal's own colours, no colour at all, and no meaning by colour alone."""

from __future__ import annotations

import pytest
from playing import council, drawn, playing
from textual.color import Color

from game.tui import theme
from game.tui.letters import GLYPHS, PlainLetters, is_plain
from game.tui.widgets.prose import Prose

LEAST = {"contrast": 7.0}


@pytest.mark.parametrize("name", [name for name in theme.THEMES if name != "terminal"])
def test_every_word_can_be_read(name):
    one = theme.THEMES[name]
    for paper in (one.background, one.surface, one.variables["chosen"]):
        for ink in (one.foreground, *(one.variables[ink] for ink in ("quiet", "red", "good", "term"))):
            ratio = contrast(paper, ink)
            assert ratio >= LEAST.get(name, 4.3 if ink != one.foreground else 7), (name, paper, ink, ratio)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1..21, as WCAG 2.1 defines it."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in Color.parse(colour).normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_the_accent_warms_from_1953_to_1956():
    reds = [theme.accent_for("winter", date) for date in ("1953-03-05", "1954-06-01", "1956-02-25", "1957-06-01")]
    assert reds[0] == theme.THEMES["winter"].primary
    assert len(set(reds)) >= 3
    greens = [Color.parse(red).g for red in reds]
    assert greens == sorted(greens)
    assert theme.accent_for("contrast", "1956-02-25") == ""


@pytest.mark.parametrize("name", theme.THEMES)
async def test_a_theme_is_put_on_as_soon_as_it_is_set(tmp_path, name):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            before = drawn(pilot)
            app.set_setting("theme", name)
            await pilot.pause()
            assert app.theme == name
            assert drawn(pilot) == before
            assert app.query_one(Prose).rich_style.bgcolor is not None
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
        app.keep_accent("1956-02-25")
        assert app.available_themes["winter"].primary == theme.WINTER.primary


def test_a_plain_terminal_is_spelled_letter_for_letter():
    assert is_plain({"TERM": "linux"}, "utf-8")
    assert is_plain({"TERM": "xterm"}, "ascii")
    assert not is_plain({"TERM": "xterm"}, "utf-8")
    assert all(len(letter) == 1 and letter.isascii() for letter in GLYPHS.values())


async def test_a_plain_terminal_gets_ascii_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("TERM", "linux")
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)):
            assert any(isinstance(one, PlainLetters) for one in app._filters)
            letters = next(one for one in app._filters if isinstance(one, PlainLetters))
            rows = [strip.apply_filter(letters, Color.parse("black")) for strip in app.screen._compositor.render_strips(app.size)]
            assert all(strip.text.isascii() for strip in rows)
            assert "EVENT * attested" in "".join(strip.text for strip in rows)
