"""The title page: the four dossiers, Continue, and what can be read without playing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from game.saves import SavesError
from game.story.model import Lead
from game.tui.content import styled
from game.tui.ornament import chairs
from game.tui.rooms import ROOMS
from game.tui.rows import wrapped
from game.tui.screens.game_screen import GameScreen
from game.tui.widgets.block_view import BlockView
from game.tui.widgets.choice_list import ChoiceList, ChoiceRow
from game.tui.widgets.status_bar import StatusBar
from game.view import accounts
from game.view.dossier import dossier_blocks
from game.view.names import lead_name
from game.view.sanitize import one_line
from game.view.turn import act_line

if TYPE_CHECKING:
    from game.tui.widgets.prompt import Prompt

WIDE = 96
MENU, ALONE, DOSSIER = 38, 46, 64
"""Columns of the menu beside a dossier and alone, and of a dossier."""
GAP = 6
_ROOMS = ("branches", "glossary", "chronicle", "accounts", "endings", "settings")
READING = {room: room.capitalize() for room in _ROOMS} | {"accounts": accounts.NAME}
ASK_NAME = "Your name for this computer, or just Enter"


class TitleScreen(GameScreen):
    """A menu, and beside it a lead's dossier; on a narrow screen only when one was chosen."""

    WHERE = ("title",)
    DEFAULT_CSS = """
    TitleScreen { background: $background; overflow: hidden; }
    TitleScreen #sign { dock: top; text-align: center; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.chosen: Lead | None = None
        self.sign, self.menu = Static(id="sign"), ChoiceList(id="menu")
        self.page = BlockView(id="dossier", measure=min(self.game.measure, DOSSIER))
        self._away = False

    def compose(self) -> ComposeResult:
        yield self.sign
        yield self.page
        yield self.menu
        yield StatusBar(lead="enter choose")

    def on_mount(self) -> None:
        self.offer()
        if self.game.nameless:
            self.ask_name()
        self.tell_notices()

    def on_resize(self, event: events.Resize) -> None:
        self.shape(event.size.width, event.size.height)

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.page.measure = min(self.game.measure, DOSSIER)

    def on_screen_suspend(self) -> None:
        self._away = True

    def on_screen_resume(self) -> None:
        """Back from a room or a run: what can be continued may have changed."""
        if self._away:
            self._away, self.chosen = False, None
            if not self.game.nameless:
                self.forget_name()  # who has set something meanwhile plays without a name
            self.offer(keep=True)

    def shape(self, width: int, height: int) -> None:
        """Menu and dossier side by side where there is room; else one above the other."""
        lines = self._sign(width, height)
        space = int(height >= 20)
        self.sign.styles.margin = (space, 0)
        self.sign.update(Content("\n").join(line.truncate(width) for line in lines))
        beside = width >= WIDE
        page, menu = self.page.styles, self.menu.styles
        page.display = "block" if beside or self.chosen else "none"
        page.dock, page.height = "right" if beside else "none", "1fr"
        page.margin = (len(lines) + 2 * space, 0, 1, 0) if beside else (0, 0, space, 0)
        page.width = side = (width - GAP) * 3 // 5 if beside else "1fr"
        right = width - GAP - MENU - side if isinstance(side, int) else 0
        menu.margin = (0, 0, space, right)
        menu.max_height = max(1, height - len(lines) - 3 * space - 1)
        measure = MENU if beside else DOSSIER if self.chosen else ALONE
        self.menu.fit(GAP + MENU if beside else width, measure)

    def _sign(self, width: int, height: int) -> list[Content]:
        """The ten chairs, the title and the line under it, as much of them as there is room for."""
        world = self.game.story.world
        said, under = " ".join(one_line(world.title).upper()), one_line(world.subtitle)
        lines = [*chairs(width, self._chair()), Content()] if height >= 28 else []
        lines.append(styled(said, "red strong"))
        return lines + (wrapped(under, width - 2, "dim") if under and height >= 20 else [])

    def _chair(self) -> int:
        """Which of the ten chairs is red: the one of the lead under the cursor."""
        leads = list(self.game.story.leads)
        lead = self._lead()
        return leads.index(lead.id) if lead else 0

    def _lead(self) -> Lead | None:
        """The lead whose dossier belongs beside the menu."""
        current = self.menu.current
        leads = self.game.story.leads
        if self.chosen or current is None:
            return self.chosen
        id = current.id.removeprefix("lead ")
        if id == "continue":
            id = self.game.store.last_lead(self.game.story) or ""
        return leads.get(id) or leads.get(next(iter(leads)))

    # -- the menu ---------------------------------------------------------------------------------

    def offer(self, *, keep: bool = False) -> None:
        """The rows that lead somewhere now."""
        options = self._ways(self.chosen) if self.chosen else self._menu()
        self.menu.offer(options, cursor=min(self.menu.cursor, len(options) - 1) if keep else None)
        self.show_dossier()

    def _menu(self) -> list[ChoiceRow]:
        story = self.game.story
        options = []
        if not self.game.nameless and (last := self.game.store.last_lead(story)):
            options.append(ChoiceRow("continue", f"Continue: {self._where(last)}", mark="↵"))
        for lead in story.world.leads:
            note = "" if lead.start else "unwritten"
            options.append(ChoiceRow(f"lead {lead.id}", one_line(lead.name), note=note))
        for room, label in READING.items():
            if self.game.has_room(room):
                options.append(ChoiceRow(room, label, mark=self.game.key_shown(room)))
        return [*options, ChoiceRow("quit", "Quit", mark=self.game.key_shown("app.quit"))]

    def _where(self, lead: str) -> str:
        """Where a lead's last branch stands, from its last step alone."""
        story, store = self.game.story, self.game.store
        head = store.head(story, lead)
        last = store.step(head).scene if head else ""
        name = lead_name(story, lead).split()[-1]
        act = act_line(story, last or story.leads[lead].start).partition(", ")[0]
        return ", ".join(part for part in (name, act) if part)

    def _ways(self, lead: Lead) -> list[ChoiceRow]:
        begun = (
            not self.game.nameless and self.game.store.head(self.game.story, lead.id) is not None
        )
        ways = []
        if lead.start and begun:
            ways = [
                ChoiceRow("go on", "Go on where you left"),
                ChoiceRow("anew", "Begin again; what you played stays in the branches"),
            ]
        elif lead.start:
            ways = [ChoiceRow("anew", "Begin")]
        return [*ways, ChoiceRow("back", "Back", mark="esc")]

    @on(ChoiceList.OptionHighlighted)
    def show_dossier(self) -> None:
        """The dossier of the lead under the cursor."""
        lead = self._lead()
        if lead:
            self.page.show(list(dossier_blocks(self.game.story, lead)))
        self.shape(self.app.size.width, self.app.size.height)

    @on(ChoiceList.OptionSelected)
    def taken(self, event: ChoiceList.OptionSelected) -> None:
        """A row was chosen."""
        id, game = event.option_id or "", self.game
        try:
            if id in ROOMS:
                game.action_open(id)
            elif id == "quit":
                game.exit()
            elif id == "back":
                self.read(None)
            elif id == "continue":
                game.play(game.store.last_lead(game.story) or "")
            elif id in ("go on", "anew") and self.chosen:
                game.play(self.chosen.id, new=id == "anew")
            else:
                self.read(game.story.leads[id.removeprefix("lead ")])
        except SavesError as fault:
            self.tell(one_line(str(fault)))

    def read(self, lead: Lead | None) -> None:
        """Choose a lead's dossier, or go back to the whole menu."""
        before, self.chosen = self.chosen, lead
        self.shape(self.app.size.width, self.app.size.height)
        self.offer()
        if lead is None and before:
            ids = [row.id for row in self.menu.rows]
            at = ids.index(f"lead {before.id}")
            self.menu.point(at)

    # -- a name -----------------------------------------------------------------------------------

    def ask_name(self) -> None:
        """Somebody who was never here may say who he is; nothing else is asked."""
        from game.tui.widgets.prompt import Prompt

        self.mount(Prompt("name", ASK_NAME))

    def forget_name(self) -> None:
        """Ask no more."""
        self.query("Prompt").remove()
        for footer in self.query(StatusBar):
            footer.hold("")

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """The name was typed, or not."""
        self.set_focus(None)
        try:
            self.game.name_player(event.text or "")
        except SavesError as fault:
            self.tell(one_line(str(fault)))
            self.ask_name()
            return
        self.offer()
        self.tell_notices()

    # -- commands ---------------------------------------------------------------------------------

    def action_take(self, digit: int) -> None:
        self.menu.take_number(digit or 10)

    def action_choose(self) -> None:
        self.menu.action_select()

    def action_cursor(self, step: int) -> None:
        self.menu.move(step)

    def action_page(self, step: int) -> None:
        """Turn the dossier's page."""
        self.page.action_page(step)

    def action_line(self, step: int) -> None:
        self.page.action_line(step)

    def action_back(self) -> None:
        if self.chosen:
            self.read(None)
