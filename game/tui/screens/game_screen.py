"""The base of every screen: keys from the registry, the game at hand, messages, cards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.screen import Screen

from game.saves import SavesError
from game.saves.run import Run
from game.tui.commands import bindings
from game.tui.widgets.header import Header
from game.tui.widgets.status_bar import StatusBar
from game.view.sanitize import one_line

if TYPE_CHECKING:
    from game.tui.app import TenChairs
    from game.tui.widgets.card import Card

LEAST = Size(40, 12)
"""Columns and rows that the game needs."""
LEAVING = "ctrl+c"
SHORT = 26
"""With fewer rows than this a room has the class `-short`, and spends none of them on a blank."""


class GameScreen(Screen[None]):
    """A screen. `WHERE` names the screens of the registry whose commands it answers.

    The bindings of a subclass follow from it, and its actions have the commands' ids.
    """

    WHERE: ClassVar[tuple[str, ...]] = ("room",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("room")
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init_subclass__(cls, **options: bool) -> None:
        if "WHERE" in vars(cls) and "BINDINGS" not in vars(cls):
            cls.BINDINGS = bindings(*cls.WHERE)
        super().__init_subclass__(**options)

    def compose(self) -> ComposeResult:
        yield Header()
        yield from self.compose_body()
        yield StatusBar()

    def compose_body(self) -> ComposeResult:
        """The widgets between the header and the status bar."""
        yield from ()

    @property
    def game(self) -> TenChairs:
        """The application: story, records, the run on the screen."""
        return cast("TenChairs", self.app)

    def set_heading(self, title: str, *said: str) -> None:
        """Put a title into the header, and at its right what is not empty of the rest."""
        self.query_one(Header).say(title, " · ".join(part for part in said if part))

    def apply_preferences(self) -> None:
        """What the player has set was changed: keys, measure."""
        for footer in self.query(StatusBar):
            footer.name_keys_anew()

    def tell(self, text: str) -> None:
        """Say something in the line below until the next key, as soon as there is that line."""
        if not self.is_mounted and not self.query(StatusBar):
            self.call_later(self.tell, text)
        for footer in self.query(StatusBar):
            footer.show_message(text)

    @contextmanager
    def telling_faults(self) -> Iterator[None]:
        """Say what is wrong with the saves instead of raising SavesError."""
        try:
            yield
        except SavesError as fault:
            self.tell(one_line(str(fault)))

    def go_to_place(self, scene: str, choice: str) -> None:
        """To a choice in the transcript of the run being played, or to its scene."""
        if not self.game.go_to_scene(scene, choice):
            self.tell("That place is not on the paper of this run.")

    def go_on_from(self, step: int) -> None:
        """Play on from a step."""
        with self.telling_faults():
            self.game.show(Run.at(self.game.story, self.game.store, step))

    def tell_notices(self) -> None:
        """Say once what happened when the saves were opened."""
        if notices := self.game.take_notices():
            self.tell(" ".join(notices))

    _card: Card | None = None
    """The card of this screen, once one was opened."""

    async def show_card(self, id: str, term: Region | None = None) -> None:
        """Open an entry's card beside what is there or under it; its name stands at `term`."""
        if self._card is None:
            from game.tui.widgets.card import Card

            self._card = Card(self.game.story)
            await self.mount(self._card)
        self._card.open(id, self.game.known(), term)

    def shut_card(self) -> bool:
        """Close the card; False when none is open."""
        if self._card is None or not self._card.shown:
            return False
        self._card.close()
        return True

    def on_card_scene_asked(self, event: Card.SceneAsked) -> None:
        """From a card to the scene where its entry was met."""
        event.stop()
        id = event.card.shown
        event.card.close()
        self.game.go_where_met(id, event.scene)

    def on_key(self, event: events.Key | None = None) -> None:
        """What was told is read when the next key comes; ctrl+c may be the answer to it."""
        if event is None or event.key != LEAVING:
            for footer in self.query(StatusBar):
                footer.clear_message()

    def on_mount(self) -> None:
        self.set_class(self.app.size.height < SHORT, "-short")

    def on_resize(self, event: events.Resize) -> None:
        """Textual calls this after the same handler of a subclass, which does not call it again."""
        self.set_class(event.size.height < SHORT, "-short")
        self.game.mind_size(event.size)
