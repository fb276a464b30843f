"""The title page: the leads, Continue, and what can be read without playing."""

from __future__ import annotations

from collections.abc import Callable

from game.plain import settings
from game.plain.accounts import open_hours, show_accounts
from game.plain.branches import step_meant
from game.plain.chronicle import show_chronicle
from game.plain.console import Console
from game.plain.endings import show_endings
from game.plain.glossary import show_entry, show_glossary
from game.plain.player import Player
from game.plain.prompt import Prompt
from game.plain.render import show
from game.saves import SavesError, Store
from game.saves.progress import glossary_progress
from game.saves.run import Run
from game.story.model import Lead, Story
from game.view import accounts
from game.view.blocks import Piece
from game.view.branches import BranchTree, branch_blocks
from game.view.chronicle import months
from game.view.dossier import dossier_blocks, lead_line
from game.view.sanitize import one_line
from game.view.turn import place_line


class Title:
    """One sitting at the title page."""

    def __init__(self, story: Story, store: Store, paper: Console, prompt: Prompt) -> None:
        self.story, self.store, self.paper, self.prompt = story, store, paper, prompt
        self._leaving = False
        self._pages: dict[str, Callable[[str], None]] = {
            "c": lambda rest: self.resume(),
            "b": self.branches,
            "g": self.glossary,
            "h": self.chronicle,
            "a": self.accounts,
            "e": lambda rest: show_endings(self.paper, self.story, self.store),
            "s": self.settings,
        }

    def open(self) -> None:
        """Until the player leaves or the lines end."""
        self.show()
        while not self._leaving and (line := self.prompt.ask()) is not None:
            name, _, rest = " ".join(line.split()).partition(" ")
            if name.casefold() in ("q", "quit", "exit"):
                break
            self.paper.blank()
            self.answer(name, rest)
        self.paper.flush()

    def show(self) -> None:
        """The page itself."""
        paper, world = self.paper, self.story.world
        paper.blank()
        paper.line(Piece(one_line(world.title).upper(), "red" if paper.colour else "bold"))
        if world.subtitle:
            paper.note(world.subtitle, hanging="")
        paper.blank()
        for number, lead in enumerate(world.leads, 1):
            said = Piece(lead_line(lead), "" if lead.start else "dim")
            paper.line(
                said,
                "" if lead.start else Piece(" Not written yet.", "dim"),
                first=f"{number}  ",
                hanging="   ",
            )
        paper.blank()
        for key, label in self.entries():
            paper.line(label, first=f"{key}  ", hanging="   ")
        paper.blank()

    def entries(self) -> list[tuple[str, str]]:
        """The rows of the menu that lead somewhere now."""
        lead = self.store.last_lead(self.story)
        rows = []
        if lead:
            run = Run.open(self.story, self.store, lead)
            rows.append(
                (
                    "c",
                    f"Continue as {one_line(self.story.leads[lead].name)}: {place_line(run)}",
                )
            )
            rows.append(("b", "Branches"))
        if self.story.terms or self.story.people:
            rows.append(("g", "Glossary"))
        if months(self.story):
            rows.append(("h", "Chronicle"))
        if self.story.accounts:
            rows.append(("a", accounts.NAME))
        if self.story.endings:
            rows.append(("e", "Endings"))
        return [*rows, ("s", "Settings"), ("q", "Quit")]

    def answer(self, name: str, rest: str) -> None:
        """Do what a line of the title page asks."""
        leads = {
            str(number): lead for number, lead in enumerate(self.story.world.leads, 1)
        } | self.story.leads
        try:
            if name in leads:
                self.dossier(leads[name])
            elif name.casefold() in self._pages and (name.casefold() != "a" or self.story.accounts):
                self._pages[name.casefold()](rest)
            else:
                if name:
                    self.paper.line(f"{one_line(name[:40])!r} is nothing on this page.")
                self.show()
        except SavesError as fault:
            self.paper.line(one_line(str(fault)))
        self.paper.blank()

    # -- the pages ------------------------------------------------------------------------------------------

    def dossier(self, lead: Lead) -> None:
        """A lead's page; then play, or back."""
        show(self.paper, dossier_blocks(self.story, lead))
        self.paper.blank()
        if not lead.start:
            return
        begun = self.store.head(self.story, lead.id) is not None
        rows = (["Go on where you left", "Begin again"] if begun else ["Begin"]) + ["Back"]
        for number, row in enumerate(rows, 1):
            self.paper.line(row, first=f"{number}  ", hanging="   ")
        while (line := self.prompt.ask()) is not None:
            typed = line.strip()
            row = (
                rows[int(typed) - 1]
                if typed.isdecimal() and 1 <= int(typed[:6]) <= len(rows)
                else ""
            )
            if row == "Back" or not typed:
                self.show()
                return
            if row:
                self.play(lead.id, new=row == "Begin again")
                return
            self.paper.line(f"A number from 1 to {len(rows)}.")
        self._leaving = True

    def play(self, lead: str, new: bool = False) -> None:
        """A sitting; leaving it leaves the program."""
        self.paper.blank()
        Player(Run.open(self.story, self.store, lead, new=new), self.paper, self.prompt).play()
        self._leaving = True

    def resume(self) -> None:
        """Go on with the lead played last."""
        lead = self.store.last_lead(self.story)
        if lead:
            self.play(lead)
        else:
            self.paper.line("There is nothing to go on with yet: choose a chair by its number.")

    def branches(self, rest: str) -> None:
        """The tree of the lead played last; with a number, play on from there."""
        lead = self.store.last_lead(self.story)
        if not lead:
            self.paper.line("Nothing has been chosen yet.")
            return
        tree = BranchTree(self.story, self.store, lead)
        steps = [node.step for node in tree.nodes]
        step = step_meant(rest, steps, self.story, self.store, lead) if rest else None
        if step is None:
            show(self.paper, branch_blocks(tree, self.paper.width // 3))
            return
        self.store.set_head(step)
        self.play(lead)

    def glossary(self, rest: str) -> None:
        """What is unlocked, or one entry."""
        known = glossary_progress(self.story, self.store)
        if rest:
            show_entry(self.paper, self.story, known, rest)
        else:
            show_glossary(self.paper, self.story, known)

    def chronicle(self, rest: str) -> None:
        """The months, or one of them."""
        show_chronicle(self.paper, self.story, rest, hours=open_hours(self.story, self.store))
        if not rest and months(self.story):
            self.paper.note("Type h and a month to read it.", hanging="")

    def accounts(self, rest: str) -> None:
        """The hours that were sat through from two chairs, or one of them."""
        show_accounts(self.paper, self.story, self.store, rest)

    def settings(self, rest: str) -> None:
        """Show them, and change those that are typed until an empty line."""
        typed: str | None = rest
        while True:
            if typed:
                self.change(typed)
            settings.show_settings(self.paper, self.store.settings())
            typed = self.prompt.ask()
            if typed is None:
                self._leaving = True
                return
            typed = " ".join(typed.split())
            if not typed or typed in ("q", "b"):
                self.show()
                return

    def change(self, typed: str) -> None:
        """Set one setting, or say why not."""
        key, _, value = typed.partition(" ")
        if fault := settings.fault_of(key, value):
            self.paper.line(one_line(fault))
            return
        self.store.set_setting(key, value)
        settings.apply(self.paper, self.store.settings())
