"""The title page: the leads, Continue, and what can be read without playing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.plain import settings
from game.plain.console import Console
from game.plain.loop import PlayLoop
from game.plain.pages import accounts_page, chronicle_page, glossary_page, open_accounts, step_meant
from game.plain.prompt import LineReader
from game.plain.render import show
from game.saves import SavesError, Store
from game.saves.endings import endings_reached
from game.saves.progress import glossary_progress
from game.saves.run import Run
from game.story.model import Lead, Story
from game.view.accounts import NAME as ACCOUNTS
from game.view.blocks import Block, Piece, dim_block
from game.view.branches import BranchTree, branch_blocks
from game.view.chronicle import months
from game.view.dossier import dossier_blocks, lead_line
from game.view.endings import endings_blocks
from game.view.names import lead_name
from game.view.sanitize import one_line
from game.view.turn import place_line


class TitleLoop:
    """The title page, shown until the player plays or leaves."""

    def __init__(self, story: Story, store: Store, console: Console, prompt: LineReader) -> None:
        self.story, self.store, self.console, self.prompt = story, store, console, prompt
        self._leaving = False
        self._pages: dict[str, Callable[[str], object]] = {
            "c": lambda rest: self.resume(),
            "b": self.branches,
            "g": self.glossary,
            "h": self.chronicle,
            "e": lambda rest: show(console, endings_blocks(story, endings_reached(story, store))),
            "s": self.settings,
        }
        if story.accounts:
            self._pages["a"] = lambda rest: show(console, accounts_page(story, store, rest))

    def open(self) -> None:
        """Until the player leaves or the lines end."""
        self.show()
        while not self._leaving and (line := self.prompt.ask()) is not None:
            name, _, rest = " ".join(line.split()).partition(" ")
            if name.casefold() in ("q", "quit", "exit"):
                break
            self.console.blank()
            self.answer(name, rest)
        self.console.flush()

    def show(self) -> None:
        """The page itself."""
        show(self.console, self.page())
        self.console.blank()

    def page(self) -> Iterator[Block]:
        """The title, the leads by number, and the rows of the menu by letter."""
        world = self.story.world
        yield Block((Piece(one_line(world.title).upper(), "red"),), "title")
        if world.subtitle:
            yield dim_block(one_line(world.subtitle), "header", 0)
        for number, lead in enumerate(world.leads, 1):
            style = "" if lead.start else "dim"
            said = lead_line(lead) + ("" if lead.start else " Not written yet.")
            yield _row(f"{number}  ", said, style, space=int(number == 1))
        for number, (key, label) in enumerate(self.entries()):
            yield _row(f"{key}  ", label, space=int(not number))

    def entries(self) -> Iterator[tuple[str, str]]:
        """The rows of the menu that lead somewhere now."""
        story = self.story
        if lead := self.store.last_lead(story):
            place = place_line(Run.open(story, self.store, lead))
            yield "c", f"Continue as {lead_name(story, lead)}: {place}"
            yield "b", "Branches"
        if story.terms or story.people:
            yield "g", "Glossary"
        if months(story):
            yield "h", "Chronicle"
        if story.accounts:
            yield "a", ACCOUNTS
        if story.endings:
            yield "e", "Endings"
        yield from (("s", "Settings"), ("q", "Quit"))

    def answer(self, name: str, rest: str) -> None:
        """Do what a line of the title page asks."""
        numbered = {str(number): lead for number, lead in enumerate(self.story.world.leads, 1)}
        lead = (numbered | self.story.leads).get(name)
        try:
            if lead:
                self.dossier(lead)
            elif page := self._pages.get(name.casefold()):
                page(rest)
            else:
                if name:
                    self.console.line(f"{one_line(name[:40])!r} is nothing on this page.")
                self.show()
        except SavesError as fault:
            self.console.line(one_line(str(fault)))
        self.console.blank()

    # -- the pages ---------------------------------------------------------------------------------

    def dossier(self, lead: Lead) -> None:
        """A lead's page; then play, or back."""
        show(self.console, dossier_blocks(self.story, lead))
        self.console.blank()
        if not lead.start:
            return
        begun = self.store.head(self.story, lead.id) is not None
        rows = (["Go on where you left", "Begin again"] if begun else ["Begin"]) + ["Back"]
        show(self.console, (_row(f"{number}  ", row) for number, row in enumerate(rows, 1)))
        numbered = {str(number): row for number, row in enumerate(rows, 1)} | {"": "Back"}
        while (line := self.prompt.ask()) is not None:
            row = numbered.get(line.strip())
            if row is None:
                self.console.line(f"A number from 1 to {len(rows)}.")
                continue
            if row == "Back":
                self.show()
            else:
                self.play(lead.id, new=row == "Begin again")
            return
        self._leaving = True

    def play(self, lead: str, new: bool = False) -> None:
        """Play as a lead; leaving that leaves the program."""
        self.console.blank()
        run = Run.open(self.story, self.store, lead, new=new)
        PlayLoop(run, self.console, self.prompt).play()
        self._leaving = True

    def resume(self) -> None:
        """Go on with the lead played last."""
        if lead := self.store.last_lead(self.story):
            self.play(lead)
        else:
            self.console.line("There is nothing to go on with yet: choose a chair by its number.")

    def branches(self, rest: str) -> None:
        """The tree of the lead played last; with a number, play on from there."""
        lead = self.store.last_lead(self.story)
        if not lead:
            self.console.line("Nothing has been chosen yet.")
            return
        tree = BranchTree(self.story, self.store, lead)
        steps = [node.step for node in tree.nodes]
        step = step_meant(rest, steps, self.story, self.store, lead) if rest else None
        if step is None:
            show(self.console, branch_blocks(tree, self.console.width // 3))
            return
        self.store.set_head(step)
        self.play(lead)

    def glossary(self, rest: str) -> None:
        """What is unlocked, or one entry."""
        known = glossary_progress(self.story, self.store)
        show(self.console, glossary_page(self.story, known, rest))

    def chronicle(self, rest: str) -> None:
        """The months, or one of them."""
        accounts = open_accounts(self.story, self.store)
        show(self.console, chronicle_page(self.story, rest, "", (), accounts))
        if not rest and months(self.story):
            self.console.note("Type h and a month to read it.", hanging="")

    def settings(self, rest: str) -> None:
        """Show them, and change those that are typed until an empty line."""
        typed: str | None = rest
        while True:
            if typed:
                self.change(typed)
            show(self.console, settings.settings_page(self.store.settings()))
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
            self.console.line(one_line(fault))
            return
        self.store.set_setting(key, value)
        settings.apply(self.console, self.store.settings())


def _row(first: str, said: str, style: str = "", space: int = 0) -> Block:
    """A row of a menu behind its number or letter."""
    return Block((Piece(said, style),), "row", first, " " * len(first), space)
