"""The game line by line: show the page, ask, do what was asked, until the player leaves or there is nothing more to read."""

from __future__ import annotations

from collections.abc import Callable

from game.plain.accounts import open_hours, show_accounts
from game.plain.branches import show_branches
from game.plain.chronicle import show_chronicle
from game.plain.commands import Ask, Choose, read
from game.plain.console import Console
from game.plain.glossary import show_entry, show_glossary
from game.plain.help import show_help
from game.plain.ledger import show_ledger
from game.plain.means import show_means
from game.plain.prompt import Prompt
from game.plain.record import show_record
from game.plain.run import Run
from game.plain.scene import Showing, show_choices, show_ending, show_turn
from game.plain.wrap import Piece
from game.saves import SavesError
from game.saves.settings import value_of
from game.view import words
from game.view.sanitize import one_line


class Player:
    """One sitting at one run."""

    def __init__(self, run: Run, paper: Console, prompt: Prompt) -> None:
        self.run, self.paper, self.prompt = run, paper, prompt
        self._standing = ""
        self._hinted = False
        self._pages: dict[str, Callable[[str], object]] = {
            "look": lambda rest: self.offer(),
            "page": lambda rest: self.read_again(),
            "help": lambda rest: show_help(self.paper, self.run.story),
            "undo": lambda rest: self.undo(),
            "record": lambda rest: self.record(),
            "new": lambda rest: self.begin_anew(),
            "means": lambda rest: show_means(self.paper, self.run.story, self.run.turn.state),
            "ledger": self.ledger,
            "glossary": self.glossary,
            "chronicle": self.chronicle,
            "accounts": self.accounts,
            "branches": self.branches,
            "save": self.save,
        }

    def play(self) -> None:
        """Until the player quits or the lines end. Every step is in the records before it is shown."""
        self.tell_notices()
        self.show_page(Showing(known=self.run.known_before, moves=False))
        self.offer()
        while (line := self.prompt.ask()) is not None:
            meaning = read(line, self.run.turn.choices, self.run.story)
            if isinstance(meaning, Choose):
                self.choose(meaning.id)
            elif isinstance(meaning, Ask):
                if meaning.word == "quit":
                    break
                self.answer(meaning)
            elif self.run.turn.ending and not self.prompt.person:
                break
            else:
                self.paper.line(one_line(meaning.why))
        self.leave()

    # -- the page -------------------------------------------------------------------------------------------

    def show_page(self, how: Showing) -> None:
        """The turn where the run stands."""
        run = self.run
        show_turn(self.paper, run.story, run.turn, how)
        scenes = [passage.scene for passage in run.turn.passages if passage.kind == "scene"]
        self._standing = scenes[-1] if scenes else self._standing
        if run.turn.ending:
            show_ending(self.paper, run.story, run.turn)

    def tell_notices(self) -> None:
        """What a replay has to say about an edited story."""
        for notice in self.run.notices:
            self.paper.line(one_line(notice))
            self.paper.blank()

    def offer(self) -> None:
        """What can be done now; a word about the keys, the first time."""
        turn, paper = self.run.turn, self.paper
        if turn.ending:
            paper.blank()
            if self.prompt.person:
                paper.note(
                    "u takes the last choice back, b shows your branches, n begins again, q leaves.",
                    hanging="",
                )
        else:
            show_choices(paper, self.run.story, turn)
        paper.blank()
        if self.prompt.person and not self._hinted and not turn.ending:
            paper.note("Type a number and press Enter. ? lists the commands.", hanging="")
        self._hinted = True

    def choose(self, id: str) -> None:
        """Take an open choice: kept first, shown afterwards."""
        run = self.run
        offer = next(offer for offer in run.turn.choices if offer.id == id)
        here = run.turn.scene
        known = set(run.known)
        try:
            run.choose(id)
        except SavesError as fault:
            self.refuse(fault)
            return
        self.paper.blank()
        self.paper.line("" if self.paper.colour else "> ", Piece(one_line(offer.label), "bold"))
        self.show_page(
            Showing(
                (here, id),
                self._standing,
                known,
                value_of(run.store.settings(), "moves") == "yes",
                run.opened,
            )
        )
        self.offer()

    def refuse(self, fault: SavesError) -> None:
        """The records could not keep a step, so it was not made."""
        self.paper.blank()
        self.paper.line(one_line(str(fault)))

    # -- commands -------------------------------------------------------------------------------------------

    def answer(self, asked: Ask) -> None:
        """Do a command, then ask again."""
        self.paper.blank()
        try:
            self._pages[asked.word](asked.rest)
        except SavesError as fault:
            self.refuse(fault)
        self.paper.blank()

    def read_again(self) -> None:
        """The page where the run stands."""
        self.show_page(Showing(known=self.run.known, moves=False))
        self.offer()

    def undo(self) -> None:
        """Take the last choice back."""
        undone = self.run.undo()
        if undone is None:
            self.paper.line("This is where the story begins: there is nothing to take back.")
            return
        self.paper.line(f"Taken back: {one_line(undone)}. It stays in your branches.")
        self.show_again()

    def ledger(self, rest: str) -> None:
        """The ledger, or one person's page of it."""
        show_ledger(self.paper, self.run.story, self.run.turn.state, rest)

    def record(self) -> None:
        """The record of the last decision that had one."""
        if self.run.record is None:
            self.paper.line("The record opens when a decision has been taken.")
        else:
            show_record(self.paper, self.run.story, self.run.record)

    def glossary(self, rest: str) -> None:
        """The glossary, or one entry."""
        if rest:
            show_entry(self.paper, self.run.story, self.run.learnt(), rest)
        else:
            show_glossary(self.paper, self.run.story, self.run.learnt())

    def chronicle(self, rest: str) -> None:
        """The chronicle of the scene's month, or of another, with what this branch did in it."""
        run = self.run
        show_chronicle(
            self.paper,
            run.story,
            rest,
            run.turn.state.date,
            run.course(),
            open_hours(run.story, run.store),
        )

    def accounts(self, rest: str) -> None:
        """The hours that were sat through from two chairs, or one of them."""
        show_accounts(self.paper, self.run.story, self.run.store, rest)

    def branches(self, rest: str) -> None:
        """The tree; or go on from one of its decisions."""
        if not rest:
            show_branches(self.paper, self.run)
            return
        step = self.run.numbered(rest)
        if step is None:
            self.paper.line(
                f"There is no decision or bookmark {one_line(rest[:40])!r} in the tree: b lists them."
            )
            return
        self.run.resume(step)
        self.show_again()

    def save(self, rest: str) -> None:
        """Put a bookmark where the run stands."""
        if not rest:
            self.paper.line("A bookmark needs a name: s and then the name.")
            return
        self.paper.line(f"Bookmark {one_line(self.run.bookmark(rest))!r} set here.")

    def begin_anew(self) -> None:
        """Start over."""
        self.run.begin_anew()
        self.show_again()

    def show_again(self) -> None:
        """The page after a jump: its header too."""
        self._standing = ""
        self.tell_notices()
        self.show_page(Showing(known=self.run.known, moves=False))
        self.offer()

    def leave(self) -> None:
        """Say that everything is kept."""
        self.paper.blank()
        count = words.count(self.run.depth, "decision")
        kept = "Saved" if self.run.kept else "Not saved: these records are in memory only"
        self.paper.note(f"{kept}: {self.run.story.leads[self.run.lead].name}, {count}.", hanging="")
        self.paper.flush()
