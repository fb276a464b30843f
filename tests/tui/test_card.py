"""The card: what it says of an entry, how it is walked, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.geometry import Region, Size
from transcript_app import HOSTILE, TranscriptApp, screen_text

from game.engine.glossary_progress import GlossaryProgress
from game.story import Story, load
from game.tui.widgets.card import Card, EntryView, card_region
from game.tui.widgets.transcript_view import TranscriptView
from game.view.blocks import Block, Piece
from game.view.entry import entry_blocks

STORIES = Path(__file__).parents[1] / "stories"


KNOWN = GlossaryProgress(met={"quorum": "the_letter", "ada": "the_letter"}, right={"T01"})


@pytest.fixture(scope="module")
def bridge() -> Story:
    return load(STORIES / "bridge", cached=False)


class CardApp(TranscriptApp):
    def __init__(self, story: Story, theme: str = "winter") -> None:
        super().__init__(theme=theme)
        self.story = story

    def compose(self) -> ComposeResult:
        yield EntryView(
            Block((Piece("The text with a "), Piece("term", "", "quorum"), Piece("."))),
            id="transcript",
        )
        yield Card(self.story)

    @property
    def card(self) -> Card:
        return self.query_one(Card)

    def on_transcript_view_term_opened(self, event: TranscriptView.TermOpened) -> None:
        self.card.open(event.term, KNOWN, event.region)

    def on_card_scene_asked(self, event: Card.SceneAsked) -> None:
        self.heard.append(event)


def words(story: Story, known: GlossaryProgress, id: str) -> str:
    return "\n".join(block.text for block in list(entry_blocks(story, known, id)))


def test_a_locked_entry_says_where_to_look_and_nothing_else(bridge: Story) -> None:
    said = words(bridge, GlossaryProgress(), "quorum")
    assert "Locked" in said
    assert bridge.terms["quorum"].stub not in said
    assert bridge.terms["quorum"].definition not in said


def test_an_entry_that_was_met_shows_its_stub_and_one_that_was_understood_the_whole(
    bridge: Story,
) -> None:
    term = bridge.terms["quorum"]
    stub, whole = (
        words(bridge, GlossaryProgress(met={"quorum": "the_letter"}), "quorum"),
        words(bridge, KNOWN, "quorum"),
    )
    assert term.stub in stub
    assert term.definition not in stub
    assert term.stub in whole
    assert term.definition in whole


def test_what_became_of_a_person_is_told_after_an_ending(bridge: Story) -> None:
    person = next(one for one in bridge.people.values() if one.after.strip())
    before = words(bridge, GlossaryProgress(met={person.id: "the_letter"}), person.id)
    after = words(bridge, GlossaryProgress(met={person.id: "the_letter"}, ended=True), person.id)
    assert person.about in before
    assert person.after not in before
    assert person.after in after


@pytest.mark.parametrize(("width", "height"), [(60, 20), (80, 24), (111, 40), (40, 12)])
def test_a_narrow_screen_is_covered_by_half_and_never_over_the_term(
    width: int, height: int
) -> None:
    lower, upper = (
        card_region(Size(width, height), Region(5, 2, 9, 1)),
        card_region(Size(width, height), Region(5, height - 2, 9, 1)),
    )
    assert lower.y >= height // 3
    assert lower.bottom == height - 1
    assert upper.y == 1
    assert upper.bottom <= height - 2
    assert lower.width == upper.width == width


@pytest.mark.parametrize(("width", "height"), [(112, 30), (120, 40), (200, 60)])
def test_on_a_wide_screen_it_stands_beside_the_text(width: int, height: int) -> None:
    place = card_region(Size(width, height), Region(5, 2, 9, 1))
    assert place.x >= 80
    assert place.right == width
    assert (place.y, place.bottom) == (1, height - 1)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_it_opens_over_the_text_and_escape_closes_it(
    bridge: Story, size: tuple[int, int]
) -> None:
    app = CardApp(bridge)
    async with app.run_test(size=size) as pilot:
        app.query_one("#transcript").focus()
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert app.card.shown == "quorum"
        assert app.card.region == card_region(Size(*size), Region(1, 0, 4, 1))
        assert any(bridge.terms["quorum"].name in line for line in screen_text(pilot)[1:])
        await pilot.press("escape")
        await pilot.pause()
        assert not app.card.display
        assert app.card.shown == ""
        assert app.focused is app.query_one("#transcript")


async def test_related_entries_open_in_the_card_and_backspace_goes_back(bridge: Story) -> None:
    app = CardApp(bridge)
    async with app.run_test(size=(120, 40)) as pilot:
        app.query_one("#transcript").focus()
        await pilot.press("tab", "enter", "tab", "enter")
        assert app.card.trail == ["quorum", "ferry_right"]
        assert "Locked" in app.card.text.plain_text()
        await pilot.press("backspace")
        assert app.card.trail == ["quorum"]
        await pilot.press("backspace")
        assert not app.card.display


async def test_where_it_was_met_can_be_asked_for(bridge: Story) -> None:
    app = CardApp(bridge)
    async with app.run_test(size=(120, 40)) as pilot:
        app.card.open("quorum", KNOWN)
        await pilot.press("shift+tab", "enter")
        await pilot.pause()
        assert [event.scene for event in app.heard if isinstance(event, Card.SceneAsked)] == [
            "the_letter"
        ]


async def test_it_takes_its_place_in_another_size(bridge: Story) -> None:
    app = CardApp(bridge)
    async with app.run_test(size=(120, 40)) as pilot:
        app.card.open("quorum", KNOWN)
        await pilot.pause()
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.card.region == card_region(Size(60, 20))


async def test_it_takes_no_room_from_the_text(bridge: Story) -> None:
    app = CardApp(bridge)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        before = app.query_one("#transcript").region
        app.card.open("quorum", KNOWN)
        await pilot.pause()
        assert app.query_one("#transcript").region == before


async def test_an_unknown_entry_leaves_the_card_as_it_is(bridge: Story) -> None:
    app = CardApp(bridge)
    async with app.run_test(size=(60, 20)):
        with pytest.raises(KeyError):
            app.card.open("nonsense", KNOWN)
        assert not app.card.display


@pytest.mark.parametrize("theme", ["winter", "terminal"])
async def test_hostile_entries_are_only_words(theme: str) -> None:
    story = load(STORIES / "bridge", cached=False)
    text = " ".join(HOSTILE)
    related, sections = (
        (*HOSTILE, "ferry_right"),
        dict.fromkeys(
            ("name", "stub", "definition", "mattered", "disagreed", "error", "notes"), text
        ),
    )
    story.terms["quorum"] = replace(
        story.terms["quorum"], also=HOSTILE, sources=HOSTILE, related=related, **sections
    )
    app = CardApp(story, theme)
    async with app.run_test(size=(60, 20)) as pilot:
        app.card.open("quorum", KNOWN)
        for key in ("home", "pagedown", "end", "tab"):
            await pilot.press(key)
            await pilot.pause()
            assert not any(
                char in "".join(screen_text(pilot)) for char in "\x1b\x07\u202e\u200f\u2028"
            )
        await pilot.press("enter")
        assert app.card.trail == ["quorum", "ferry_right"]
