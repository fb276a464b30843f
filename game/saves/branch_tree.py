"""Branches: playing with every step kept, replaying what an edited story still allows, the tree.

A branch is the list of its choices, and its state follows from these: everything here is replayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from game import engine
from game.engine import ChoiceNotOpen, State, Turn
from game.saves.errors import SavesError
from game.saves.rows import Root, Step
from game.saves.store import Store
from game.story.model import Story

LOCKED, GONE, ELSEWHERE = "locked", "gone", "elsewhere"
EDITED = "The story was edited since this was played"


class Stopped(Struct, frozen=True):
    """Why a replay stopped: the choice is locked, gone, or the story stands elsewhere."""

    kind: str
    step: Step
    reason: str


class Replay(Struct, frozen=True):
    """A branch played again from `root` to where it stands now, `step`, with all of its `turns`.

    `done` are the steps that could be played, in the names the story has for them now. Where an
    edited story stopped it, `stopped` says why and `tail` holds what followed, as it was played.
    `changed` are steps after which the state is no longer what it was.
    """

    lead: str
    root: int
    step: int
    turns: tuple[Turn, ...]
    done: tuple[Step, ...]
    stopped: Stopped | None = None
    tail: tuple[Step, ...] = ()
    changed: tuple[Step, ...] = ()

    @property
    def turn(self) -> Turn:
        return self.turns[-1]

    @property
    def notices(self) -> tuple[str, ...]:
        """What the player should be told, in sentences; empty when the story is as it was."""
        found = []
        if self.changed:
            first, many = self.changed[0], len(self.changed)
            where = f"`{first.choice}` in `{first.scene}`" if first.scene else "the first scene"
            steps = f"{many} steps of this run lead" if many > 1 else "one step of this run leads"
            edited = f"{EDITED} (edition {first.edition})"
            found.append(f"{edited}: {steps} to other numbers now, first after {where}.")
        if self.stopped:
            found.append(self.stopped.reason)
        return tuple(found)


class Node(Struct, frozen=True, eq=False):
    """A step in the tree of everything chosen; the root has its lead for a choice."""

    step: int
    scene: str
    choice: str
    is_head: bool
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Every node from this one down, each before its children, first chosen first."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def begin(story: Story, store: Store, lead: str) -> tuple[int, Turn]:
    """Start over as `lead`: the root's step and the first turn. Raises LeadNotPlayable."""
    turn = engine.begin(story, lead)
    with store.transaction():
        root = store.root(story, lead, edition=story.edition, state_hash=turn.state.digest)
        store.set_head(root)
        store.meet(root, met_where(turn))
    return root, turn


def choose(story: Story, store: Store, step: int, turn: Turn, choice: str) -> tuple[int, Turn]:
    """Choose, and keep the step. Raises ChoiceNotOpen; NotKept or Busy where it was not kept."""
    after = engine.choose(story, turn.state, choice)
    kept = store.append(
        step,
        choice,
        scene=turn.scene,
        edition=story.edition,
        state_hash=after.state.digest,
        met=met_where(after),
        recall=(after.recall.id, after.recall.answer) if after.recall else None,
        was=_earlier_names(story, turn.scene, choice),
    )
    return kept, after


class Diverged(Exception):
    """A kept choice is not open, or (`shut` is None) the story stands elsewhere."""

    def __init__(self, shut: ChoiceNotOpen | None = None) -> None:
        self.shut = shut
        super().__init__()


def advance(story: Story, state: State, scene: str, choice: str) -> Turn:
    """The turn that a kept choice leads to, by the names the story has now. Raises Diverged."""
    if scene and dict(story.world.renamed_scenes).get(scene, scene) != state.scene:
        raise Diverged
    try:
        return engine.choose(story, state, now_called(story, state.scene, choice))
    except ChoiceNotOpen as shut:
        raise Diverged(shut) from None


def replay(story: Story, store: Store, step: int) -> Replay:
    """Play a branch again up to `step`, as far as the story allows. Writes nothing.

    Raises LeadNotPlayable, NoSuchStep, and SavesError for a step of another story.
    """
    root, line = _own_root(story, store, step), store.line(step)
    turns, done = [engine.begin(story, root.lead)], list[Step]()
    begun = Step(root.id, 0, "", root.lead, root.edition, root.state_hash, root.at)
    changed = [] if _agrees(begun, turns[0]) else [begun]
    stopped = None
    for old in line:
        here = turns[-1].scene
        try:
            turn = advance(story, turns[-1].state, old.scene, old.choice)
        except Diverged as why:
            stopped = _stopped(story, turns[-1], old, why.shut, len(line) - len(done))
            break
        turns.append(turn)
        done.append(replace(old, scene=here, choice=now_called(story, here, old.choice)))
        changed += [] if _agrees(old, turn) else [old]
    at, tail = done[-1].id if done else root.id, tuple(line[len(done) :])
    return Replay(root.lead, root.id, at, tuple(turns), tuple(done), stopped, tail, tuple(changed))


def replay_tree(
    story: Story, store: Store, lead: str
) -> Iterator[tuple[Node, Turn | None, Turn | None]]:
    """All ever chosen as `lead`, played again: each step, the turn before it and the one after.

    Parents come before their children. A turn is None where an edited story leads there no more.
    """
    root = tree(store, story, lead)
    waiting: list[tuple[Node, Turn | None]] = [(root, None)] if root else []
    while waiting:
        node, before = waiting.pop()
        turn = before
        if node is root:
            turn = engine.begin(story, lead)
        elif before is not None:
            try:
                turn = advance(story, before.state, node.scene, node.choice)
            except Diverged:
                turn = None
        yield node, before, turn
        waiting += [(child, turn) for child in reversed(node.children)]


def _agrees(step: Step, turn: Turn) -> bool:
    """Whether a step leads to the state that was kept for it."""
    return step.state_hash in ("", turn.state.digest)


def tree(store: Store, story: Story | str, lead: str) -> Node | None:
    """Everything ever chosen as `lead`, built without recursion; None when he was never played."""
    root = next((root for root in store.roots(story) if root.lead == lead), None)
    if root is None:
        return None
    steps, head = store.steps(root.id), store.head(story, lead)
    below: dict[int, list[Node]] = {}
    for step in reversed(steps):
        children, choice = reversed(below.pop(step.id, [])), step.choice if step.parent else lead
        node = Node(step.id, step.scene, choice, step.id == head, tuple(children))
        below.setdefault(step.parent, []).append(node)
    return below[0][0]


def parting(story: Story, store: Store, first: int, second: int) -> tuple[int, int]:
    """The last step that two branches of a lead share, and its depth; else SavesError."""
    root = _own_root(story, store, first)
    if root.id != _own_root(story, store, second).id:
        said = "Two branches of different leads have nothing in common to part from."
        raise SavesError(said, store.path)
    pairs = zip(store.line(first), store.line(second), strict=False)
    shared = [one for one, _ in takewhile(lambda pair: pair[0].id == pair[1].id, pairs)]
    return (shared[-1].id if shared else root.id), len(shared)


def begun_leads(story: Story, store: Store) -> list[str]:
    """The leads that were ever played and still can be, in the story's order."""
    begun = {root.lead for root in store.roots(story)}
    return [lead.id for lead in story.world.leads if lead.start and lead.id in begun]


def now_called(story: Story, scene: str, choice: str) -> str:
    """A choice made in a scene, as the story calls it now. A hub's choices are scenes."""
    if story.scenes[scene].draw:
        return next((new for old, new in story.world.renamed_scenes if old == choice), choice)
    names = story.world.renamed_choices
    return next((new for where, old, new in names if (where, old) == (scene, choice)), choice)


def met_where(turn: Turn) -> dict[str, str]:
    """The terms first met in a turn, each with the scene whose passage showed it."""
    if not turn.met:
        return {}
    shown = {span.term: one.scene for one in reversed(turn.passages) for span in one.spans}
    return {term: shown.get(term, turn.scene) for term in turn.met}


def _own_root(story: Story, store: Store, step: int) -> Root:
    root = store.root_of(step)
    if root.story != story.title:
        said = f"Step {step} belongs to the story “{root.story}”, not to “{story.title}”."
        raise SavesError(f"{said} Open it with --story.", store.path)
    return root


def _earlier_names(story: Story, scene: str, choice: str) -> tuple[str, ...]:
    """What the choice was called in earlier editions. A hub's choices are scenes."""
    if story.scenes[scene].draw:
        return tuple(old for old, new in story.world.renamed_scenes if new == choice)
    names = story.world.renamed_choices
    return tuple(old for where, old, new in names if (where, new) == (scene, choice))


def _stopped(story: Story, turn: Turn, old: Step, shut: ChoiceNotOpen | None, left: int) -> Stopped:
    """Why a step could not be played after a turn; `left` choices follow, itself included."""
    title = story.scenes[turn.scene].title
    if shut is None:
        kind = ELSEWHERE
        what = f"the next choice was made in `{old.scene}`, and the story now stands in “{title}”"
    elif any(offer.id == shut.choice for offer in turn.choices):
        kind = LOCKED
        what = f"`{old.choice}` in “{title}” is locked now ({shut.reason.rstrip('.')})"
    else:
        kind = GONE
        what = f"`{old.choice}` is no longer offered in “{title}”"
    kept = f"{left} choices from here on are kept" if left > 1 else "that choice is kept"
    return Stopped(kind, old, f"{EDITED}: {what}. You go on from there; {kept} in the tree.")
