"""The game line by line: show the page, ask, do what was asked, until the player leaves."""

from __future__ import annotations

from collections.abc import Callable, Collection

from msgspec.structs import replace

from game.plain.choices import show_choices
from game.plain.commands import Choose, Request, read
from game.plain.console import Console
from game.plain.pages import (
    accounts_page,
    chronicle_page,
    glossary_page,
    help_page,
    ledger_page,
    open_accounts,
    step_meant,
)
from game.plain.prompt import LineReader
from game.plain.render import show
from game.saves import SavesError, branch_tree
from game.saves.progress import glossary_progress
from game.saves.run import Run, RunStep
from game.saves.settings import value_of
from game.saves.timeline import timeline
from game.view import words
from game.view.blocks import heading
from game.view.branches import BranchTree, branch_blocks
from game.view.means import means_blocks
from game.view.names import lead_name
from game.view.record import record_blocks
from game.view.sanitize import one_line
from game.view.turn import Face, turn_blocks

PLAIN = Face(bar=False, vote_screen=False, glossary="g")
AT_AN_END = "u takes the last choice back, b shows your branches, n begins again, q leaves."


class PlayLoop:
    """One run, played until the player leaves it."""

    def __init__(self, run: Run, console: Console, prompt: LineReader) -> None:
        self.run, self.console, self.prompt = run, console, prompt
        self._header = ""
        """The scene whose header was printed last."""
        self._listed: list[int] = []
        """The steps of the tree as it was last shown."""
        self._hinted = False
        self._pages: dict[str, Callable[[str], object]] = {
            "look": lambda rest: self.offer(),
            "page": lambda rest: self.read_again(),
            "help": lambda rest: show(console, help_page(run.story)),
            "undo": lambda rest: self.undo(),
            "record": lambda rest: self.record(),
            "new": lambda rest: self.begin_anew(),
            "means": lambda rest: show(console, means_blocks(run.story, run.turn.state)),
            "ledger": lambda rest: show(console, ledger_page(run.story, run.turn.state, rest)),
            "glossary": self.glossary,
            "chronicle": self.chronicle,
            "accounts": lambda rest: show(console, accounts_page(run.story, run.store, rest)),
            "branches": self.branches,
            "save": self.save,
        }

    def play(self) -> None:
        """Until the player quits or the lines end. Every step is kept before it is shown."""
        self.tell_notices()
        self.show_page(self.run.last.new)
        self.offer()
        while (line := self.prompt.ask()) is not None:
            meaning = read(line, self.run.turn.choices, self.run.story)
            if isinstance(meaning, Choose):
                self.choose(meaning.id)
            elif isinstance(meaning, Request):
                if meaning.word == "quit":
                    break
                self.answer(meaning)
            elif self.run.turn.ending and not self.prompt.person:
                break
            else:
                self.console.line(one_line(meaning.why))
        self.leave()

    # -- the page ----------------------------------------------------------------------------------

    def show_page(self, met: Collection[str] = ()) -> None:
        """The turn where the run stands, without its choice; `met` are told as first meetings."""
        run = self.run
        page = RunStep(run.step, run.turn, header=self._header)
        show(self.console, turn_blocks(run.story, page, met=met, moves=False, face=PLAIN))
        self._header = page.header_after

    def tell_notices(self) -> None:
        """What a replay has to say about an edited story."""
        for notice in self.run.notices:
            self.console.line(one_line(notice))
            self.console.blank()

    def offer(self) -> None:
        """What can be done now; a word about the keys, the first time."""
        turn, console = self.run.turn, self.console
        if turn.ending:
            console.blank()
            if self.prompt.person:
                console.note(AT_AN_END, hanging="")
        else:
            show_choices(console, self.run.story, turn)
        console.blank()
        if self.prompt.person and not self._hinted and not turn.ending:
            console.note("Type a number and press Enter. ? lists the commands.", hanging="")
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
        show(self.console, turn_blocks(run.story, step, met=step.new, moves=moves, face=PLAIN))
        self._header = step.header_after
        self.offer()

    def refuse(self, fault: SavesError) -> None:
        """A step could not be kept, so it was not made."""
        self.console.blank()
        self.console.line(one_line(str(fault)))

    # -- commands ----------------------------------------------------------------------------------

    def answer(self, asked: Request) -> None:
        """Do a command, then ask again."""
        self.console.blank()
        try:
            self._pages[asked.word](asked.rest)
        except SavesError as fault:
            self.refuse(fault)
        self.console.blank()

    def read_again(self) -> None:
        """The page where the run stands."""
        self.show_page()
        self.offer()

    def undo(self) -> None:
        """Take the last choice back."""
        undone = self.run.undo()
        if undone is None:
            self.console.line("This is where the story begins: there is nothing to take back.")
            return
        self.console.line(f"Taken back: {one_line(undone.label)}. It stays in your branches.")
        self.show_again()

    def record(self) -> None:
        """The Record of the last decision that had one."""
        record, story = self.run.record, self.run.story
        if record is None:
            self.console.line("The record opens when a decision has been taken.")
            return
        title = one_line(story.scenes[record.scene].title)
        show(self.console, [heading(f"The record: {title}", 0), *record_blocks(story, record)])

    def glossary(self, rest: str) -> None:
        """The glossary, or one entry."""
        story = self.run.story
        show(self.console, glossary_page(story, glossary_progress(story, self.run.store), rest))

    def chronicle(self, rest: str) -> None:
        """The chronicle of the scene's month, or of another, with what this branch did in it."""
        run = self.run
        own = timeline(run.story, branch_tree.replay(run.story, run.store, run.step))
        accounts = open_accounts(run.story, run.store)
        today = run.turn.state.date
        show(self.console, chronicle_page(run.story, rest, today, own, accounts))

    def branches(self, rest: str) -> None:
        """The tree; or go on from one of its decisions."""
        run = self.run
        if not rest or not self._listed:
            tree = BranchTree(run.story, run.store, run.lead)
            self._listed = [node.step for node in tree.nodes]
        if not rest:
            show(self.console, branch_blocks(tree, self.console.width // 3))
            return
        step = step_meant(rest, self._listed, run.story, run.store, run.lead)
        if step is None:
            wanted = one_line(rest[:40])
            said = f"There is no decision or bookmark {wanted!r} in the tree: b lists them."
            self.console.line(said)
            return
        run.resume(step)
        self.show_again()

    def save(self, rest: str) -> None:
        """Put a bookmark where the run stands."""
        if not rest:
            self.console.line("A bookmark needs a name: s and then the name.")
            return
        self.console.line(f"Bookmark {one_line(self.run.bookmark(rest))!r} set here.")

    def begin_anew(self) -> None:
        """Start over."""
        self.run.begin()
        self.show_again()

    def show_again(self) -> None:
        """The page after a jump: its header too."""
        self._header = ""
        self.tell_notices()
        self.read_again()

    def leave(self) -> None:
        """Say that everything is kept."""
        run = self.run
        kept = "Saved" if run.store.kept else "Not saved: these records are in memory only"
        count = words.count(run.depth, "decision")
        self.console.blank()
        self.console.note(f"{kept}: {lead_name(run.story, run.lead)}, {count}.", hanging="")
        self.console.flush()
