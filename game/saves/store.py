"""A player's file while it is open: steps, heads, bookmarks, terms met, reviews, settings.

Every write is one transaction, on the disk when the call returns; what raises has kept nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from game.saves import folders
from game.saves.errors import NoSuchStep, NotKept, error_for
from game.saves.rows import Bookmark, Head, Met, Review, Root, Step

if TYPE_CHECKING:
    from game.story.model import Story

_IN_LINE = (
    "id IN (WITH RECURSIVE up (id, parent) AS (SELECT id, parent FROM step WHERE id = ? "
    "UNION ALL SELECT step.id, step.parent FROM up JOIN step ON step.id = up.parent) SELECT id "
    "FROM up) AND parent > 0"
)
_ADD_BOOKMARK = "INSERT INTO bookmark (story, name, step, at) VALUES (?, ?, ?, ?)"
_CHILD = "parent = ? AND choice = ?"
_STEP = "id, parent, scene, choice, edition, state_hash, at"

_Played: TypeAlias = tuple[str, int, str]
"""Where a choice was made, the edition that was played, the hash of the state after it."""


class Store:
    """The records of one player, opened by `open_player`: a context manager.

    `notices` says what happened on opening; `kept` is False where nothing can be written and
    everything is in memory. A `story` is given as a Story or by its title.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        notices: Iterable[str],
        kept: bool,
        clock: Callable[[], str],
    ) -> None:
        self.path, self.kept, self.notices = path, kept, tuple(notices)
        self.player = path.stem
        self._connection, self._clock = connection, clock
        connection.text_factory = text_of
        self._identity = _identity(path) if kept else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Everything was on the disk before."""
        self._connection.close()

    # -- the tree ----------------------------------------------------------------------------------

    def root(self, story: Story | str, lead: str, *, edition: int = 0, state_hash: str = "") -> int:
        """The step where every run as `lead` begins; made when it is not there yet."""
        with self.transaction():
            return self._add_step(0, f"{lead} {_title(story)}", ("", edition, state_hash))[0]

    def append(
        self,
        step: int,
        choice: str,
        *,
        scene: str,
        edition: int = 0,
        state_hash: str = "",
        met: Mapping[str, str] | None = None,
        recall: tuple[str, str] | None = None,
        was: Iterable[str] = (),
    ) -> int:
        """Keep a choice made at `step` and move the lead's head there: the number of its step.

        `met` gives terms met in this step and the scenes that showed them, `recall` the item and
        answer of a question, `was` earlier ids of the choice, so that a renamed one stays the same
        step. Raises NoSuchStep, NotKept, Busy.
        """
        with self.transaction():
            found, _ = self._add_step(step, choice, (scene, edition, state_hash), was)
            self.set_head(found)
            self.meet(found, met or {})
            answered = "SELECT 1 FROM review WHERE item = ? AND step = ?"
            if recall and not self._query(answered, recall[0], found):
                self.add_review(self.root_of(found).story, *recall, step=found)
        return found

    def merge_root(self, story: str, lead: str, edition: int, state_hash: str, at: str) -> int:
        """The beginning of a lead as somebody played it; what is known of it here stays."""
        name = f"{lead} {story}"
        return self.merge(0, name, scene="", edition=edition, state_hash=state_hash, at=at)[0]

    def merge(
        self,
        step: int,
        choice: str,
        *,
        scene: str,
        edition: int = 0,
        state_hash: str = "",
        at: str = "",
    ) -> tuple[int, bool]:
        """Join a choice to the tree and change nothing there: (number, whether it is new)."""
        with self.transaction():
            if known := self._steps(_CHILD, step, choice):
                return known[0].id, False
            return self._add_step(step, choice, (scene, edition, state_hash), at=at)

    def _add_step(
        self, parent: int, choice: str, played: _Played, was: Iterable[str] = (), at: str = ""
    ) -> tuple[int, bool]:
        """The child of `parent` by this choice, as it is played now; made when it is not there."""
        root = self.root_of(parent).id if parent else 0
        names = (choice, *was)
        known = [one for name in names for one in self._steps(_CHILD, parent, name)]
        if known:
            self._update(known[0], choice, *played)
            return known[0].id, False
        scene, edition, state_hash = played
        insert = f"INSERT INTO step (root, {_STEP}) VALUES (?, NULL, ?, ?, ?, ?, ?, ?)"  # noqa: S608
        row = root, parent, scene, choice, edition, state_hash, at or self._clock()
        id = int(self._execute(insert, *row).lastrowid or 0)
        if not parent:
            self._execute("UPDATE step SET root = id WHERE id = ?", id)
        return id, True

    def _update(self, old: Step, choice: str, scene: str, edition: int, state_hash: str) -> None:
        """Let a step say what it is now; what is not given stays."""
        new = choice, scene or old.scene, edition or old.edition, state_hash or old.state_hash
        if new != (old.choice, old.scene, old.edition, old.state_hash):
            update = "UPDATE step SET (choice, scene, edition, state_hash) = (?, ?, ?, ?)"
            self._execute(f"{update} WHERE id = ?", *new, old.id)

    def step(self, step: int) -> Step:
        """One step, also a root; raises NoSuchStep."""
        return self._only(self._steps("id = ?", step), step)

    def root_of(self, step: int) -> Root:
        """The beginning that a step leads back to; raises NoSuchStep."""
        found = self._steps("id = (SELECT root FROM step WHERE id = ?)", step)
        return _root(self._only(found, step))

    def roots(self, story: Story | str | None = None) -> list[Root]:
        """Every beginning there is, or those of one story."""
        found = map(_root, self._steps("parent = 0"))
        return [root for root in found if story is None or root.story == _title(story)]

    def line(self, step: int) -> list[Step]:
        """The choices from the beginning to this step, the root left out; raises NoSuchStep."""
        self.step(step)
        return self._steps(_IN_LINE, step)

    def children(self, step: int) -> list[Step]:
        """What was chosen at this step, in the order it was first chosen."""
        return self._steps("parent = ?", step)

    def steps(self, root: int) -> list[Step]:
        """Every step of a beginning, itself first, parents before children."""
        return self._steps("root = ?", root)

    def _steps(self, which: str, *values: Any) -> list[Step]:
        question = f"SELECT {_STEP} FROM step WHERE {which} ORDER BY id"  # noqa: S608  (our words)
        return [Step(*row) for row in self._query(question, *values)]

    def _only(self, found: list[Step], step: int) -> Step:
        if not found:
            raise NoSuchStep(f"There is no step {step} in the records of {self.player}.", self.path)
        return found[0]

    # -- where each lead stands --------------------------------------------------------------------

    def head(self, story: Story | str, lead: str) -> int | None:
        """The step where the lead's last branch stands; None when he was never played."""
        return next((head.step for head in self.heads(story) if head.lead == lead), None)

    def heads(self, story: Story | str) -> list[Head]:
        """Where every lead of a story stands, the last played first."""
        roots = {root.id: root for root in self.roots(story)}
        rows = self._query("SELECT id, step, at FROM head ORDER BY at DESC, step DESC")
        return [Head(root, roots[root].lead, step, at) for root, step, at in rows if root in roots]

    def played_leads(self, story: Story) -> list[str]:
        """The leads that were ever played and still can be, the last played first."""
        leads = dict.fromkeys(head.lead for head in self.heads(story))
        return [lead for lead in leads if lead in story.leads and story.leads[lead].start]

    def last_lead(self, story: Story) -> str | None:
        """The lead played last, if one can still be played."""
        return next(iter(self.played_leads(story)), None)

    def set_head(self, step: int, *, at: str = "") -> None:
        """Let the step's lead stand there; raises NoSuchStep."""
        keep = "REPLACE INTO head (id, step, at) VALUES (?, ?, ?)"
        with self.transaction():
            self._execute(keep, self.root_of(step).id, step, at or self._clock())

    # -- bookmarks, terms, reviews, settings -------------------------------------------------------

    def set_bookmark(self, name: str, step: int) -> str:
        """Name a step; the name as kept. A name of this story moves. Raises BadName, NoSuchStep."""
        clean = folders.plain_text(name, folders.MOST_BOOKMARK, "bookmark's name")
        with self.transaction():
            move = "ON CONFLICT (story, name) DO UPDATE SET step = excluded.step, at = excluded.at"
            row = self.root_of(step).story, clean, step, self._clock()
            self._execute(f"{_ADD_BOOKMARK} {move}", *row)
        return clean

    def add_bookmark(self, name: str, step: int, *, at: str = "") -> bool:
        """Name a step without moving a bookmark: a taken name gets a number. Whether it is new."""
        clean = folders.plain_text(name, folders.MOST_BOOKMARK, "bookmark's name")
        with self.transaction():
            story = self.root_of(step).story
            taken = {mark.name: mark.step for mark in self.bookmarks(story)}
            short, numbers = clean[: folders.MOST_BOOKMARK - 8], range(2, len(taken) + 3)
            names = (clean, *(f"{short} ({number})" for number in numbers))
            free = next(name for name in names if taken.get(name, step) == step)
            if free in taken:
                return False
            self._execute(_ADD_BOOKMARK, story, free, step, at or self._clock())
        return True

    def bookmarks(self, story: Story | str) -> list[Bookmark]:
        """The named steps of a story, in the order they were first named."""
        question = "SELECT name, step, at FROM bookmark WHERE story = ? ORDER BY id"
        return [Bookmark(*row) for row in self._query(question, _title(story))]

    def meet(
        self, step: int, terms: Mapping[str, str], *, story: Story | str = "", at: str = ""
    ) -> int:
        """Keep that terms were first met at a step, each in the scene given; how many are new.

        The story is the step's; it is needed only with step 0, where the step was lost.
        """
        keep = "INSERT OR IGNORE INTO met (story, term, step, scene, at) VALUES (?, ?, ?, ?, ?)"
        if not terms:
            return 0
        with self.transaction():
            title, time = self.root_of(step).story if step else _title(story), at or self._clock()
            rows = [(title, term, step, scene, time) for term, scene in terms.items()]
            return sum(self._execute(keep, *row).rowcount for row in rows)

    def met(self, story: Story | str) -> dict[str, Met]:
        """What was met, by term, in the order it was. Undo takes nothing back."""
        question = "SELECT term, step, scene, at FROM met WHERE story = ? ORDER BY id"
        return {row[0]: Met(*row) for row in self._query(question, _title(story))}

    def add_review(
        self, story: Story | str, item: str, answer: str, *, step: int = 0, at: str = ""
    ) -> bool:
        """Keep an answer to a question about a fact or term; whether it is new."""
        row = (_title(story), item, answer, step, at or self._clock())
        with self.transaction():
            same = "SELECT 1 FROM review WHERE (story, item, answer, step, at) = (?, ?, ?, ?, ?)"
            if self._query(same, *row):
                return False
            insert = "INSERT INTO review (story, item, answer, step, at) VALUES (?, ?, ?, ?, ?)"
            self._execute(insert, *row)
        return True

    def reviews(self, story: Story | str) -> list[Review]:
        """Every answer given, oldest first."""
        question = "SELECT item, answer, step, at FROM review WHERE story = ? ORDER BY id"
        return [Review(*row) for row in self._query(question, _title(story))]

    def setting(self, key: str, otherwise: str = "") -> str:
        """A setting's value, or `otherwise` where it was never set."""
        return self.settings().get(key, otherwise)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting; raises BadName for a key or value that cannot be kept."""
        keep = "INSERT INTO setting (key, value) VALUES (?, ?)"
        move = "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        row = folders.setting_key(key), folders.setting_value(value)
        with self.transaction():
            self._execute(f"{keep} {move}", *row)

    def settings(self) -> dict[str, str]:
        """Every setting, by key."""
        return dict(self._query("SELECT key, value FROM setting ORDER BY key"))

    # -- transactions ------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Several writes as one: all are kept, or none. Inside another it joins that one."""
        if self._busy():
            yield
            return
        self._check_file()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except sqlite3.Error as fault:
            raise error_for(fault, self.path) from fault
        finally:
            if self._busy():
                self._connection.execute("ROLLBACK")

    def _busy(self) -> bool:
        return self._connection.in_transaction

    def _check_file(self) -> None:
        """A file moved or replaced while it is open would take every further step into nothing."""
        if self.kept and _identity(self.path) != self._identity:
            said = f"{self.path} was moved, deleted or replaced while the game was open."
            raise NotKept(f"{said} Put it back, or quit and start again.", self.path)

    def _execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

    def _query(self, question: str, *values: Any) -> list[Any]:
        try:
            return self._connection.execute(question, values).fetchall()
        except sqlite3.Error as fault:
            raise error_for(fault, self.path) from fault


def text_of(raw: bytes) -> str:
    """Text as it stands in the file: a bad byte in one row must not hide the others."""
    return raw.decode("utf-8", "replace")


def _title(story: Story | str) -> str:
    return story if isinstance(story, str) else story.title


def _root(step: Step) -> Root:
    lead, _, story = step.choice.partition(" ")
    return Root(step.id, story, lead, step.edition, step.state_hash, step.at)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino
