"""The line below: the keys that matter here, from the registry; or, for a moment, something to be told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual import events

from game.tui.commands import Command, commands_of
from game.tui.widgets.lines import Bit, Lines
from game.tui.widgets.wrap import rows

if TYPE_CHECKING:
    from game.tui.app import TenChairs


class Footer(Lines):
    """The commands of a screen that have a label, as many as there is room for; help and quit always."""

    DEFAULT_CSS = """
    Footer { dock: bottom; height: 1; background: $surface; }
    """

    def __init__(self, *where: str, lead: str = "") -> None:
        super().__init__()
        self.where, self.lead = where, lead
        self._told = self._held = ""
        self._without: frozenset[str] = frozenset()
        self._spans: list[tuple[int, int, Command]] = []

    @property
    def told(self) -> str:
        """What is being said; empty while the keys stand here."""
        return self._told

    def tell(self, text: str) -> None:
        """Say something in place of the keys, until `listen`."""
        self._told = text
        self.lay()

    def listen(self) -> None:
        """The keys again."""
        if self._told:
            self._told = ""
            self.lay()

    def hold(self, text: str) -> None:
        """Name other keys than the screen's, as long as those do nothing; with no text the screen's again."""
        self._held = text
        self.lay()

    def lead_with(self, lead: str) -> None:
        """Name another key first."""
        if lead != self.lead:
            self.lead = lead
            self.lay()

    def leave_out(self, ids: Iterable[str]) -> None:
        """Do not name these commands, though they are answered."""
        without = frozenset(ids)
        if without != self._without:
            self._without = without
            self.lay()

    def lay(self) -> None:
        """Set the line anew. What is told takes as many rows as it needs."""
        width = self.size.width or self.app.size.width
        said = rows(self._told, width - 2, width - 2) if self._told else []
        tall = max(1, len(said))
        if self.styles.height is None or self.styles.height.value != tall:
            self.styles.height = tall
        if self._held:
            for prompt in self.screen.query("Prompt"):
                prompt.styles.margin = (0, 0, tall, 0)
        if said or self._held:
            self._spans = []
            self.put(
                [[(" ", ""), (self._told[start:end], "strong")] for start, end in said]
                or [[(" ", ""), (self._held, "dim")]]
            )
            return
        story = cast("TenChairs", self.app).story
        shown = [
            command
            for command in commands_of(*self.where)
            if command.label and command.within(story) and command.id not in self._without
        ]
        while shown and self._wide(shown) > width:
            loose = [
                command
                for command in shown
                if command.id not in ("help", "app.quit", "app.leave_room")
            ]
            if not loose:
                break
            shown.remove(loose[-1])
        self.put([self._line(shown)])

    def _line(self, shown: list[Command]) -> list[Bit]:
        line: list[Bit] = [(" ", "")]
        if self.lead:
            key, _, what = self.lead.partition(" ")
            line += [(key, "red"), (f" {what}  ", "dim")]
        at = sum(cell_len(text) for text, _ in line)
        self._spans = []
        for command in shown:
            key = self._key(command)
            size = cell_len(key) + 1 + cell_len(command.label)
            self._spans.append((at, at + size, command))
            line += [(key, "red"), (f" {command.label}", "dim"), ("  ", "")]
            at += size + 2
        return line

    def _wide(self, shown: list[Command]) -> int:
        lead = len(self.lead) + 2 if self.lead else 0
        return lead + sum(
            cell_len(self._key(command)) + len(command.label) + 3 for command in shown
        )

    def _key(self, command: Command) -> str:
        return cast("TenChairs", self.app).key_shown(command)

    def on_mount(self) -> None:
        self.lay()

    def on_resize(self) -> None:
        self.lay()

    async def on_click(self, event: events.Click) -> None:
        for start, end, command in self._spans:
            if start <= event.x < end:
                await self.screen.run_action(command.action)
                return
