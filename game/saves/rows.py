"""What the store hands out: steps, roots, heads, bookmarks, terms met, answers, imports."""

from __future__ import annotations

from msgspec import Struct

FORMAT = 1  # of exported files


class Step(Struct, frozen=True, gc=False):
    """One thing chosen at `parent`, in `scene`; `state_hash` is of the state after it.

    Those two are empty when lost. `edition` is the story's at the last play, `at` the first's time.
    """

    id: int
    parent: int
    scene: str
    choice: str
    edition: int
    state_hash: str
    at: str


class Root(Struct, frozen=True, gc=False):
    """The beginning of all that was chosen as one lead of one story; its id is that of a step."""

    id: int
    story: str
    lead: str
    edition: int
    state_hash: str
    at: str


class Head(Struct, frozen=True, gc=False):
    """Where a lead's last branch stands, and since when."""

    root: int
    lead: str
    step: int
    at: str


class Bookmark(Struct, frozen=True, gc=False):
    """A name for a step."""

    name: str
    step: int
    at: str


class Met(Struct, frozen=True, gc=False):
    """Where a term was first met: the scene, and the step that showed it (0 when that was lost)."""

    term: str
    step: int
    scene: str
    at: str


class Review(Struct, frozen=True, gc=False):
    """An answer to a question about `item`; `step` is the choice that gave it, or 0."""

    item: str
    answer: str
    step: int
    at: str


class Imported(Struct):
    """What came in; `new` and `known` count steps, `ends` are the steps where single runs end."""

    new: int = 0
    known: int = 0
    ends: tuple[int, ...] = ()
    bookmarks: int = 0
    terms: int = 0
    answers: int = 0
    settings: int = 0

    def __str__(self) -> str:
        verb = "was" if self.known == 1 else "were"
        steps = f"{counted(self.new, 'new step')} ({self.known:,} {verb} known)"
        extra = {"bookmark": self.bookmarks, "term": self.terms}
        extra |= {"answer": self.answers, "setting": self.settings}
        said = (counted(number, what) for what, number in extra.items() if number)
        return ", ".join([steps, *said])


def counted(number: int, word: str) -> str:
    """A number and what it counts: "1 step", "2 steps"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
