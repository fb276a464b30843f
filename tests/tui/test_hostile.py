"""Whatever stands in a story, a name or a line that is typed reaches the screen as words: never as markup, never as a signal to the terminal."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from playing import council, drawn, play_screen, playing

from game.story import Story
from game.tui.screens.play import PlayScreen

HOSTILE = [
    "[/]",
    "[Speak out]",
    "[bold red]",
    "\x1b[31mred\x1b]0;title\x07\x9b2J",
    "\u202eeurt\u2066\u2028next",
    "e" + "\u0301" * 40,
    "漢字" * 60,
    "w" * 10_000,
    "$accent @click={x} {y}",
]
SAID = {"title", "subtitle", "name", "full", "cyrillic", "about", "wants", "mechanic", "cost", "place", "label", "reason", "stub", "text", "author"}


def spoiled(value: Any, text: str) -> Any:
    """The same with every word that a player may see replaced."""
    if isinstance(value, tuple):
        return tuple(spoiled(part, text) for part in value)
    if not isinstance(value, msgspec.Struct):
        return value
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    return type(value)(**{k: text if k in SAID and isinstance(v, str) and v else spoiled(v, text) for k, v in fields.items()})


def story_of(text: str) -> Story:
    """The council's story, saying this everywhere."""
    story = council()
    return Story(spoiled(story.world, text), {id: spoiled(scene, text) for id, scene in story.scenes.items()}, "hostile", story.path)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_words_are_only_words(tmp_path, text, size):
    story = story_of(text)
    with playing(tmp_path, story, None) as app:
        async with app.run_test(size=size) as pilot:
            shown = [drawn(pilot)]
            await pilot.press("1")
            shown.append(drawn(pilot))
            await pilot.press("enter")
            await pilot.pause()
            screen = play_screen(pilot)
            shown.append(drawn(pilot))
            for key in ("tab", "1", "r", "p", "tab", "home", "end", "slash"):
                await pilot.press(key)
                shown.append(drawn(pilot))
            await pilot.press(*"[/]", "enter")
            await pilot.press("u")
            assert isinstance(app.screen, PlayScreen)
            assert screen.run.depth == 0
    for frame in shown:
        assert all(char == "\n" or char.isprintable() for char in frame)
        assert not set(frame) & {"\u202e", "\u2066"}


async def test_square_brackets_are_shown_as_they_are(tmp_path):
    story = story_of("[Speak out]")
    with playing(tmp_path, story) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            assert drawn(pilot).count("[Speak out]") >= 4
