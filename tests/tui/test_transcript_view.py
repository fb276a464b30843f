"""The page: what is in sight, where it is read, and how it bears new sizes, themes and hostile words."""

from __future__ import annotations

import re
from random import Random

import pytest
from rich.cells import cell_len
from textual.strip import Strip
from transcript_app import HOSTILE, RECORD, TranscriptApp, said, scene, screen_text, style_of

from game.tui.theme import THEMES
from game.tui.widgets.text_layout import TextLayout
from game.tui.widgets.transcript_view import TranscriptView

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_column_is_centred_and_never_wider_than_the_measure(
    size: tuple[int, int],
) -> None:
    app = TranscriptApp(*scene(1, 200))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = [line for line in screen_text(pilot) if "word1" in line]
        starts = {len(line) - len(line.lstrip()) for line in lines}
        widest = max(len(line.strip()) for line in lines)
        assert widest <= 72
        assert len(starts) == 1
        left = starts.pop()
        assert left == (1 if size[0] == 60 else (size[0] - 1 - min(72, size[0] - 3)) // 2)


async def test_the_measure_can_be_set_between_40_and_100() -> None:
    app = TranscriptApp(*scene(1, 200))
    async with app.run_test(size=(120, 40)) as pilot:
        for asked, given in ((50, 50), (5, 40), (500, 100)):
            app.view.measure = asked
            await pilot.pause()
            assert app.view.text_layout.measure == given


async def test_what_is_new_and_short_ends_at_the_bottom() -> None:
    app = TranscriptApp(*(block for number in range(20) for block in scene(number)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.append([said("The last line.")])
        await pilot.pause()
        assert screen_text(pilot)[-1].strip() == "The last line."


async def test_what_is_new_and_long_begins_at_the_top() -> None:
    app = TranscriptApp(*scene(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.append([said("First of many."), *scene(2, 2000)])
        await pilot.pause()
        assert screen_text(pilot)[0].strip() == "First of many."


async def test_the_first_frame_is_set_to_the_width_there_is() -> None:
    painted: list[str] = []

    class Watched(TranscriptView):
        def render_line(self, y: int) -> Strip:
            strip = super().render_line(y)
            painted.append(strip.text)
            return strip

    app = TranscriptApp(*scene(1, 200), kind=Watched)
    async with app.run_test(size=(44, 12)) as pilot:
        await pilot.pause()
        words = "".join(painted[:12]).split()
        assert {word for word in words if word.startswith("word")} <= {"word1"}


async def test_earlier_text_comes_above_and_what_is_read_stays() -> None:
    app = TranscriptApp(*(block for number in range(20, 40) for block in scene(number)))
    older = TextLayout()
    older.append(block for number in range(20) for block in scene(number))
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.jump(20)
        await pilot.pause()
        before = screen_text(pilot)
        app.view.prepend(older)
        await pilot.pause()
        assert screen_text(pilot)[0].strip() == before[0].strip() == "■ Choice 30"
        app.view.action_edge(-1)
        await pilot.pause()
        assert screen_text(pilot)[0].strip() == "■ Choice 0"


async def test_what_was_new_is_still_shown_when_earlier_text_came_above_it() -> None:
    app = TranscriptApp()
    older = TextLayout()
    older.append(block for number in range(20) for block in scene(number))
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.append([*scene(20), said("The last line.")])
        app.view.prepend(older)
        await pilot.resize_terminal(44, 12)
        await pilot.pause()
        assert screen_text(pilot)[0].strip() == "■ Choice 20"


async def test_what_was_appended_before_the_first_layout_is_shown_from_its_start() -> None:
    app = TranscriptApp(kind=TranscriptView)
    async with app.run_test(size=(80, 24)) as pilot:
        prose = app.query_one(TranscriptView)
        prose.append(scene(1, 500))
        prose.append([said("Here it begins."), *scene(2, 2000)])
        await pilot.pause()
        assert screen_text(pilot)[0].strip() == "Here it begins."


async def test_undo_takes_back_what_was_appended_and_nothing_else() -> None:
    app = TranscriptApp(*scene(1), *scene(2))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before, text = screen_text(pilot), app.view.plain_text()
        mark = app.view.append(scene(3, 500))
        assert "Choice 3" in app.view.plain_text()
        app.view.truncate(mark)
        await pilot.pause()
        assert app.view.plain_text() == text
        assert screen_text(pilot) == before


async def test_a_mark_can_be_jumped_to() -> None:
    app = TranscriptApp()
    async with app.run_test(size=(60, 20)) as pilot:
        marks = [app.view.append(scene(number)) for number in range(30)]
        assert app.view.jump(marks[12])
        await pilot.pause()
        assert screen_text(pilot)[0].strip() == "■ Choice 12"
        assert not app.view.jump(app.view.mark())


async def test_the_reading_place_stays_through_new_sizes() -> None:
    app = TranscriptApp(*(block for number in range(60) for block in scene(number)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.view.jump(40)
        await pilot.pause()
        before = screen_text(pilot)
        for size in ((60, 20), (41, 12), (200, 60), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen_text(pilot)[0].strip() == "■ Choice 20"
        assert screen_text(pilot) == before


async def test_a_page_that_shows_the_newest_goes_on_showing_it_in_another_size() -> None:
    app = TranscriptApp(*(block for number in range(60) for block in scene(number)))
    async with app.run_test(size=(120, 40)) as pilot:
        app.view.append([said("The last line.")])
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert screen_text(pilot)[-1].strip() == "The last line."


async def test_pages_overlap_and_the_ends_are_one_key_away() -> None:
    app = TranscriptApp(*(block for number in range(30) for block in scene(number)))
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.focus()
        await pilot.press("home")
        assert app.view.scroll_y == 0
        await pilot.press("pagedown")
        assert app.view.scroll_y == 22
        await pilot.press("k", "up", "j", "ctrl+d", "ctrl+u", "pageup")
        assert app.view.scroll_y == 0
        await pilot.press("G")
        assert app.view.scroll_y == app.view.max_scroll_y > 0
        await pilot.press("home", "end")
        assert app.view.scroll_y == app.view.max_scroll_y


async def test_a_record_is_one_line_until_it_is_opened() -> None:
    app = TranscriptApp(*scene(1), RECORD, *scene(2))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert any(line.strip() == "▸ The Record, ten words" for line in screen_text(pilot))
        assert "disputed" not in app.view.plain_text()
        assert app.view.toggle("cairo")
        await pilot.pause()
        text = "\n".join(screen_text(pilot))
        assert "▾ The Record, ten words" in text
        assert "it is disputed." in text
        assert not app.view.toggle("cairo")
        assert not app.view.toggle("no such record")


async def test_a_record_opened_at_the_bottom_scrolls_into_sight_with_its_head() -> None:
    app = TranscriptApp(*(block for number in range(20) for block in scene(number)), RECORD)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("end")
        app.view.toggle("cairo")
        await pilot.pause()
        lines = [line.strip() for line in screen_text(pilot)]
        assert "▾ The Record, ten words" in lines
        assert "[1] A work." in lines


async def test_the_height_at_another_width_is_known_beforehand() -> None:
    app = TranscriptApp(*scene(1, 300))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        foreseen = app.view.height_at(60)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.view.virtual_size.height == foreseen


@pytest.mark.parametrize("size", [*SIZES, (3, 2), (1, 1), (12, 5)])
async def test_hostile_words_are_only_words(size: tuple[int, int]) -> None:
    app = TranscriptApp(*(said(text, "choice") for text in HOSTILE))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("tab", "v", "shift+down", "shift+right", "escape", "end", "home")
        app.view.search("漢")
        await pilot.pause()
        painted = "".join(screen_text(pilot))
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", painted
        )
        assert all(cell_len(line) == size[0] for line in screen_text(pilot))
        assert app.view.plain_text().startswith(HOSTILE[0])


@pytest.mark.parametrize("theme", THEMES)
async def test_what_has_a_meaning_is_seen_in_every_theme(theme: str) -> None:
    app = TranscriptApp(*scene(1), RECORD, said("It moved.", "moved"), theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.search("word1")
        app.view.action_edge(-1)
        app.view.next_term()
        plain = style_of(pilot, ".")
        assert style_of(pilot, "Presidium").reverse
        assert style_of(pilot, "two words").underline
        assert style_of(pilot, "word1").reverse
        assert style_of(pilot, "Choice 1").bold
        assert style_of(pilot, "It moved.") != plain
        app.view.leave_terms()
        app.view.select()
        await pilot.pause()
        assert style_of(pilot, "C") != style_of(pilot, "hoice 1")


async def test_without_colour_no_colour_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = TranscriptApp(*scene(1), RECORD, ansi=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.focus()
        app.view.search("word1")
        await pilot.press("tab", "v")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        styles = {segment.style for strip in strips for segment in strip if segment.style}
        assert all(
            color is None or color.is_default
            for style in styles
            for color in (style.color, style.bgcolor)
        )
        assert any(style.reverse for style in styles)
        assert any(style.underline for style in styles)


async def test_another_theme_is_another_ink_at_once() -> None:
    app = TranscriptApp(*scene(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = app.view.render_line(0)
        app.theme = "paper"
        await pilot.pause()
        after = app.view.render_line(0)
        assert before.text == after.text
        assert [segment.style for segment in before] != [segment.style for segment in after]


async def test_appending_draws_no_row_that_is_out_of_sight() -> None:
    app = TranscriptApp(*(block for number in range(300) for block in scene(number)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn: list[int] = []
        draw = app.view.render_line
        app.view.render_line = lambda y: drawn.append(y) or draw(y)  # type: ignore[method-assign]
        app.view.append(scene(301))
        await pilot.pause()
        assert drawn
        assert set(drawn) <= set(range(24))


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_done_to_a_page_it_goes_on(seed: int) -> None:
    dice = Random(seed)
    app = TranscriptApp(*scene(0), RECORD)
    keys = [
        "tab",
        "shift+tab",
        "enter",
        "escape",
        "v",
        "y",
        "n",
        "N",
        "j",
        "k",
        "G",
        "home",
        "pageup",
        "pagedown",
        "ctrl+u",
        "right",
        "left",
    ]
    keys += ["shift+up", "shift+down", "shift+left", "shift+right"]
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.focus()
        for number in range(40):
            deed = dice.randrange(8)
            if deed < 3:
                await pilot.press(*dice.choices(keys, k=3))
            elif deed == 3:
                app.view.append(
                    dice.choice(
                        ([RECORD], scene(number), [said(dice.choice(HOSTILE)[:300])], [said("")])
                    ),
                    scroll=dice.random() < 0.5,
                )
            elif deed == 4:
                app.view.truncate(dice.randint(0, app.view.mark()))
            elif deed == 5:
                app.view.toggle("cairo")
            elif deed == 6:
                app.view.search(dice.choice(("word", "e", "", "disputed", "漢")))
            else:
                await pilot.resize_terminal(dice.randint(1, 130), dice.randint(1, 45))
            await pilot.pause()
            width, height = app.size
            assert [cell_len(line) for line in screen_text(pilot)] == [width] * height
