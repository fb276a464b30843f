"""The title page."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from game.tui.commands import bindings
from game.tui.rooms import ROOMS
from game.tui.run import last_lead
from game.tui.screens.room import Room
from game.tui.widgets.choices import Choices, Option
from game.tui.widgets.footer import Footer
from game.tui.widgets.header import Header
from game.wording.letters import one_line


class TitleScreen(Room):
    """The leads, Continue, and what can be read without playing."""

    WHERE = ("title",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("title")

    def compose(self) -> ComposeResult:
        yield Header()
        yield Choices(id="menu")
        yield Footer(*self.WHERE)

    def on_mount(self) -> None:
        story, store = self.game.story, self.game.store
        self.menu = self.query_one(Choices)
        self.query_one(Header).say(one_line(story.title).upper())
        options = []
        if last := last_lead(story, store):
            options.append(Option("continue", f"Continue as {one_line(story.leads[last].name)}"))
        options += [Option(f"lead {lead.id}", one_line(lead.name), bool(lead.start), "Not written yet.") for lead in story.world.leads]
        options += [Option(room, room.capitalize()) for room in ("branches", "glossary", "chronicle", "endings", "settings") if room in ROOMS]
        self.menu.offer(options)

    @on(Choices.Taken)
    def chosen(self, event: Choices.Taken) -> None:
        if event.id in ROOMS:
            self.game.action_open(event.id)
        else:
            lead = last_lead(self.game.story, self.game.store) if event.id == "continue" else event.id.removeprefix("lead ")
            if lead:
                self.game.play(lead)

    def action_take(self, digit: int) -> None:
        self.menu.take(self.menu.numbered(digit or 10))

    def action_choose(self) -> None:
        self.menu.take(self.menu.current)

    def action_cursor(self, step: int) -> None:
        self.menu.move(step)
