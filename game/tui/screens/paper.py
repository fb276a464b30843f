"""What can be done with the transcript of a run: walk its terms, search it, select from it, scroll."""

from __future__ import annotations

from textual import on

from game.tui.screens.game_screen import GameScreen
from game.tui.widgets.choice_list import ChoiceList
from game.tui.widgets.prose import Prose


class Paper(GameScreen):
    """A screen with a transcript and choices below it."""

    prose: Prose
    choices: ChoiceList

    def action_term(self, step: int) -> None:
        """Walk the terms; where there is none that way, begin with the nearest the other way."""
        walking = self.prose.cursor is not None
        if not self.prose.next_term(step) and not walking and not self.prose.next_term(-step):
            self.tell("There is no term on the paper yet.")
        self.point()

    def point(self) -> None:
        """Point at what enter takes: a term in the text, or a choice."""
        self.choices.rest(bool(self.prose.current_term))

    @on(Prose.TermOpened)
    async def term_opened(self, event: Prose.TermOpened) -> None:
        """A term in the text: its card."""
        self.point()
        await self.show_card(event.term, event.region)

    def action_search(self) -> None:
        self.ask("search", "Search in the transcript")

    def action_search_on(self, step: int) -> None:
        if at := self.prose.next_match(step):
            self.tell(f"{at} of {self.prose.matches}")

    def action_select(self) -> None:
        self.prose.select()
        self.prose.focus()
        copy, back = self.game.key_shown("copy"), self.game.key_shown("back")
        self.tell(f"Shift and the arrows select words, {copy} copies them, {back} lets go.")

    def action_copy(self) -> None:
        if self.prose.copy():
            self.tell("Copied.")

    def search(self, text: str) -> None:
        """Mark every place where the words stand."""
        found = self.prose.search(text)
        on, back = self.game.key_shown("search_on(1)"), self.game.key_shown("search_on(-1)")
        said = f"{self.prose.match} of {found}: {on} and {back} go on, escape ends the search"
        self.tell(said if found else "That stands nowhere in this run.")

    def ask(self, about: str, ask: str) -> None:
        """Let the player type a line."""
        from game.tui.widgets.prompt import Prompt

        if not self.query(Prompt):
            self.mount(Prompt(about, ask))

    def action_page(self, step: int) -> None:
        self.prose.action_page_down() if step > 0 else self.prose.action_page_up()

    def action_line(self, step: int) -> None:
        self.prose.action_line_down() if step > 0 else self.prose.action_line_up()

    def action_edge(self, step: int) -> None:
        self.prose.action_bottom() if step > 0 else self.prose.action_top()
