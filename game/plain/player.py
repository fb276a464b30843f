"""The game line by line: show the page, ask, do what was asked, until the player leaves or there is nothing more to read."""

from __future__ import annotations

from collections.abc import Callable, Collection

from msgspec.structs import replace

from game.plain.accounts import open_hours, show_accounts
from game.plain.branches import step_meant
from game.plain.choices import show_choices
from game.plain.chronicle import show_chronicle
from game.plain.commands import Ask, Choose, read
from game.plain.console import Console
from game.plain.glossary import show_entry, show_glossary
from game.plain.help import show_help
from game.plain.ledger import show_ledger
from game.plain.means import show_means
from game.plain.prompt import Prompt
from game.plain.render import show
from game.saves import SavesError, branch_tree
from game.saves.progress import glossary_progress
from game.saves.run import Run, RunStep
from game.saves.settings import value_of
from game.saves.timeline import timeline
from game.view import words
from game.view.blocks import Piece
from game.view.branches import BranchTree, branch_blocks
from game.view.record import record_blocks
from game.view.sanitize import one_line
from game.view.turn import Face, turn_blocks

PAPER = Face(bar=False, vote_screen=False, glossary="g")


class Player:
    """One sitting at one run."""

    def __init__(self, run: Run, paper: Console, prompt: Prompt) -> None:
        self.run, self.paper, self.prompt = run, paper, prompt
        self._header = ""
        """The scene whose header was printed last."""
        self._listed: list[int] = []
        """The steps of the tree as it was last shown."""
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
        self.show_page(self.run.last.new)
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

    def show_page(self, met: Collection[str] = ()) -> None:
        """The turn where the run stands, without the choice that led there; `met` are told as first meetings."""
        run = self.run
        page = RunStep(run.step, run.turn, header=self._header)
        show(self.paper, turn_blocks(run.story, page, met=met, moves=False, face=PAPER))
        self._header = page.header_after

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
        try:
            step = replace(run.choose(id), header=self._header)
        except SavesError as fault:
            self.refuse(fault)
            return
        moves = value_of(run.store.settings(), "moves") == "yes"
        show(self.paper, turn_blocks(run.story, step, met=step.new, moves=moves, face=PAPER))
        self._header = step.header_after
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
        self.show_page()
        self.offer()

    def undo(self) -> None:
        """Take the last choice back."""
        undone = self.run.undo()
        if undone is None:
            self.paper.line("This is where the story begins: there is nothing to take back.")
            return
        self.paper.line(f"Taken back: {one_line(undone.label)}. It stays in your branches.")
        self.show_again()

    def ledger(self, rest: str) -> None:
        """The ledger, or one person's page of it."""
        show_ledger(self.paper, self.run.story, self.run.turn.state, rest)

    def record(self) -> None:
        """The record of the last decision that had one."""
        record, story = self.run.record, self.run.story
        if record is None:
            self.paper.line("The record opens when a decision has been taken.")
            return
        self.paper.line(Piece(f"The record: {one_line(story.scenes[record.scene].title)}", "bold"))
        show(self.paper, record_blocks(story, record))

    def glossary(self, rest: str) -> None:
        """The glossary, or one entry."""
        known = glossary_progress(self.run.story, self.run.store)
        if rest:
            show_entry(self.paper, self.run.story, known, rest)
        else:
            show_glossary(self.paper, self.run.story, known)

    def chronicle(self, rest: str) -> None:
        """The chronicle of the scene's month, or of another, with what this branch did in it."""
        run = self.run
        show_chronicle(
            self.paper,
            run.story,
            rest,
            run.turn.state.date,
            timeline(run.story, branch_tree.replay(run.story, run.store, run.step)),
            open_hours(run.story, run.store),
        )

    def accounts(self, rest: str) -> None:
        """The hours that were sat through from two chairs, or one of them."""
        show_accounts(self.paper, self.run.story, self.run.store, rest)

    def branches(self, rest: str) -> None:
        """The tree; or go on from one of its decisions."""
        run = self.run
        if not rest or not self._listed:
            tree = BranchTree(run.story, run.store, run.lead)
            self._listed = [node.step for node in tree.nodes]
        if not rest:
            show(self.paper, branch_blocks(tree, self.paper.width // 3))
            return
        step = step_meant(rest, self._listed, run.story, run.store, run.lead)
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
        self.run.begin()
        self.show_again()

    def show_again(self) -> None:
        """The page after a jump: its header too."""
        self._header = ""
        self.tell_notices()
        self.show_page()
        self.offer()

    def leave(self) -> None:
        """Say that everything is kept."""
        self.paper.blank()
        count = words.count(self.run.depth, "decision")
        kept = "Saved" if self.run.store.kept else "Not saved: these records are in memory only"
        self.paper.note(f"{kept}: {self.run.story.leads[self.run.lead].name}, {count}.", hanging="")
        self.paper.flush()
