"""A screen with a transcript: its terms are walked, its text searched, selected, scrolled."""

from __future__ import annotations

from textual import on

from game.tui.screens.game_screen import GameScreen
from game.tui.widgets.choice_list import ChoiceList
from game.tui.widgets.transcript_view import TranscriptView


class TranscriptScreen(GameScreen):
    """A screen with a transcript and choices below it."""

    transcript: TranscriptView
    choices: ChoiceList

    def action_term(self, step: int) -> None:
        """Walk the terms; where there is none that way, begin with the nearest the other way."""
        walking = self.transcript.cursor is not None
        found = self.transcript.next_term(step)
        if not (found or walking or self.transcript.next_term(-step)):
            self.tell("There is no term on the paper yet.")
        self.point()

    def point(self) -> None:
        """Point at what enter takes: a term in the text, or a choice."""
        self.choices.rest(bool(self.transcript.current_term))

    @on(TranscriptView.TermOpened)
    async def term_opened(self, event: TranscriptView.TermOpened) -> None:
        """A term in the text: its card."""
        self.point()
        await self.show_card(event.term, event.region)

    def action_search(self) -> None:
        self.ask("search", "Search in the transcript")

    def action_search_on(self, step: int) -> None:
        if at := self.transcript.next_match(step):
            self.tell(f"{at} of {self.transcript.matches}")

    def action_select(self) -> None:
        self.transcript.select()
        self.transcript.focus()
        copy, back = self.game.key_shown("copy"), self.game.key_shown("back")
        self.tell(f"Shift and the arrows select words, {copy} copies them, {back} lets go.")

    def action_copy(self) -> None:
        if self.transcript.copy():
            self.tell("Copied.")

    def search(self, text: str) -> None:
        """Mark every place where the words stand."""
        found = self.transcript.search(text)
        on, back = self.game.key_shown("search_on(1)"), self.game.key_shown("search_on(-1)")
        said = f"{self.transcript.match} of {found}: {on} and {back} go on, escape ends the search"
        self.tell(said if found else "That stands nowhere in this run.")

    def ask(self, about: str, ask: str) -> None:
        """Let the player type a line."""
        from game.tui.widgets.prompt import Prompt

        if not self.query(Prompt):
            self.mount(Prompt(about, ask))

    def action_page(self, step: int) -> None:
        self.transcript.action_page(step)

    def action_line(self, step: int) -> None:
        self.transcript.action_line(step)

    def action_edge(self, step: int) -> None:
        self.transcript.action_edge(step)
