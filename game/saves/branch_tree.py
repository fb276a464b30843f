"""Branches: playing with every step kept, going back, replaying what an edited story still allows, the tree, comparing.

A branch is the list of its choices and its state is their fold, so everything here replays through `game.engine`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from game import engine
from game.engine import ChoiceNotOpen, Turn
from game.saves.errors import SavesError
from game.saves.rows import Root, Step
from game.saves.store import Store
from game.story.model import Story

LOCKED, GONE, ELSEWHERE = "locked", "gone", "elsewhere"


class Stopped(Struct, frozen=True):
    """Why a replay could not go on: the choice is locked, gone, or the story now stands elsewhere. `reason` is for the player."""

    kind: str
    step: Step
    reason: str


class Replay(Struct, frozen=True):
    """A branch played again. `step` is where it stands and `turn` what the player has in front of him there.

    `turns` are the last turns asked for, `done` the steps that could be played, in the names the story has for them now.
    Where an edited story stopped it, `stopped` says why and `tail` holds what followed, as it was played. `changed` are
    steps after which the state is no longer what it was.
    """

    lead: str
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
            first = self.changed[0]
            where = f"`{first.choice}` in `{first.scene}`" if first.scene else "the first scene"
            many = (
                f"{len(self.changed)} steps of this run lead"
                if len(self.changed) > 1
                else "one step of this run leads"
            )
            found.append(
                f"The story was edited since this was played (edition {first.edition}): {many} to other numbers now, first after {where}."
            )
        if self.stopped:
            found.append(self.stopped.reason)
        return tuple(found)


class Node(Struct, frozen=True, eq=False):
    """A step in the tree of everything chosen; the root has depth 0 and its lead for a choice."""

    step: int
    scene: str
    choice: str
    depth: int
    is_head: bool
    bookmarks: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Every node from this one down, each before its children, first chosen first."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


class Comparison(Struct, frozen=True):
    """Two branches of one lead. `parted` is the last step they share, `shared` the steps up to it, `first` and `second` what follows.

    `differs` holds the values that ended up different (name, first, second), `same` the names of those that did not;
    supports are named `support(person)`.
    """

    parted: int
    shared: tuple[Step, ...]
    first: tuple[Step, ...]
    second: tuple[Step, ...]
    first_replay: Replay
    second_replay: Replay
    differs: tuple[tuple[str, int | bool | str, int | bool | str], ...]
    same: tuple[str, ...]


def begin(story: Story, store: Store, lead: str) -> tuple[int, Turn]:
    """Start over as `lead` (everything chosen before stays in the tree): the root's step and the first turn. Raises LeadNotPlayable."""
    turn = engine.begin(story, lead)
    with store.together():
        root = store.root(story, lead, edition=story.edition, state_hash=turn.state.digest)
        store.set_head(root)
        store.meet(root, met_where(turn))
    return root, turn


def choose(story: Story, store: Store, step: int, turn: Turn, choice: str) -> tuple[int, Turn]:
    """Choose, and keep the step before its result is handed over. Raises ChoiceNotOpen, and NotKept or Busy when it could not be kept."""
    after = engine.choose(story, turn.state, choice)
    recall = after.recall
    kept = store.append(
        step,
        choice,
        scene=turn.scene,
        edition=story.edition,
        state_hash=after.state.digest,
        met=met_where(after),
        recall=(recall.id, recall.answer) if recall else None,
        was=_earlier_names(story, turn.scene, choice),
    )
    return kept, after


def undo(store: Store, step: int) -> int:
    """Go one step back: the parent, where the lead now stands; at the beginning, the beginning."""
    parent = store.step(step).parent or step
    store.set_head(parent)
    return parent


def resume(story: Story, store: Store, lead: str) -> Replay | None:
    """The lead's last branch, replayed; None when there is none yet."""
    head = store.head(story, lead)
    return None if head is None else replay(story, store, head)


def replay(story: Story, store: Store, step: int, *, last: int = 1) -> Replay:
    """Play a branch again up to `step`, as far as the story allows. Writes nothing; what cannot be played is kept as it is.

    `last` is how many turns to hand over. Raises LeadNotPlayable, NoSuchStep, and RecordsError for a step of another story.
    """
    root, line = _own_root(story, store, step), store.line(step)
    scenes, choices = (
        dict(story.world.renamed_scenes),
        {(scene, old): new for scene, old, new in story.world.renamed_choices},
    )
    turn = engine.begin(story, root.lead)
    turns, changed, done = deque([turn], maxlen=max(last, 1)), [], list[Step]()
    if root.state_hash not in ("", turn.state.digest):
        changed.append(Step(root.id, 0, "", root.lead, root.edition, root.state_hash, root.at))
    stopped = None
    for old in line:
        here = turn.scene
        if old.scene and scenes.get(old.scene, old.scene) != here:
            stopped = _stop(story, ELSEWHERE, old, here, "", len(line) - len(done))
            break
        name = (
            scenes.get(old.choice, old.choice)
            if story.scenes[here].draw
            else choices.get((here, old.choice), old.choice)
        )
        try:
            turn = engine.choose(story, turn.state, name)
        except ChoiceNotOpen as shut:
            locked = any(offer.id == name for offer in turn.choices)
            stopped = _stop(
                story, LOCKED if locked else GONE, old, here, shut.reason, len(line) - len(done)
            )
            break
        turns.append(turn)
        done.append(replace(old, scene=here, choice=name))
        if old.state_hash not in ("", turn.state.digest):
            changed.append(old)
    stands = done[-1].id if done else root.id
    return Replay(
        root.lead,
        stands,
        tuple(turns),
        tuple(done),
        stopped,
        tuple(line[len(done) :]),
        tuple(changed),
    )


def tree(store: Store, story: Story | str, lead: str) -> Node | None:
    """Everything ever chosen as `lead`; None when he was never played. Made without recursion: a line may be very long."""
    root = next((root for root in store.roots(story) if root.lead == lead), None)
    if root is None:
        return None
    steps, head = store.steps(root.id), store.head(story, lead)
    names: dict[int, list[str]] = {}
    for bookmark in store.bookmarks(story):
        names.setdefault(bookmark.step, []).append(bookmark.name)
    depths = {0: -1}
    for step in steps:
        depths[step.id] = depths[step.parent] + 1
    below: dict[int, list[Node]] = {}
    for step in reversed(steps):
        children = tuple(reversed(below.pop(step.id, [])))
        choice = step.choice if step.parent else lead
        node = Node(
            step.id,
            step.scene,
            choice,
            depths[step.id],
            step.id == head,
            tuple(names.get(step.id, ())),
            children,
        )
        below.setdefault(step.parent, []).append(node)
    return below[0][0]


def compare(story: Story, store: Store, first: int, second: int) -> Comparison:
    """Where two branches of one lead part, and what each came to. Raises RecordsError for branches of two leads."""
    if _own_root(story, store, first).id != _own_root(story, store, second).id:
        raise SavesError(
            "Two branches of different leads have nothing in common to part from.", store.path
        )
    one, other = store.line(first), store.line(second)
    count = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a.id != b.id),
        min(len(one), len(other)),
    )
    parted = one[count - 1].id if count else store.root_of(first).id
    replays = replay(story, store, first), replay(story, store, second)
    ends = [again.turn for again in replays]
    left, right = _values(story, *ends), _values(story, *reversed(ends))
    differs = tuple((name, left[name], right[name]) for name in left if left[name] != right[name])
    same = tuple(name for name in left if left[name] == right[name])
    return Comparison(
        parted,
        tuple(one[:count]),
        tuple(one[count:]),
        tuple(other[count:]),
        *replays,
        differs,
        same,
    )


def now_called(story: Story, scene: str, choice: str) -> str:
    """A choice made in a scene, as the story calls it now. A hub's choices are scenes."""
    if story.scenes[scene].draw:
        return next((new for old, new in story.world.renamed_scenes if old == choice), choice)
    return next(
        (new for where, old, new in story.world.renamed_choices if (where, old) == (scene, choice)),
        choice,
    )


def met_where(turn: Turn) -> dict[str, str]:
    """The terms first met in a turn, each with the scene whose passage showed it."""
    if not turn.met:
        return {}
    shown = {
        span.term: passage.scene
        for passage in reversed(turn.passages)
        for span in passage.spans
        if span.term
    }
    return {term: shown.get(term, turn.scene) for term in turn.met}


def _own_root(story: Story, store: Store, step: int) -> Root:
    root = store.root_of(step)
    if root.story != story.title:
        raise SavesError(
            f"Step {step} belongs to the story “{root.story}”, not to “{story.title}”. Open it with --story.",
            store.path,
        )
    return root


def _earlier_names(story: Story, scene: str, choice: str) -> tuple[str, ...]:
    """What the choice was called in earlier editions. A hub's choices are scenes."""
    if story.scenes[scene].draw:
        return tuple(old for old, new in story.world.renamed_scenes if new == choice)
    return tuple(
        old for where, old, new in story.world.renamed_choices if (where, new) == (scene, choice)
    )


def _stop(story: Story, kind: str, old: Step, here: str, why: str, left: int) -> Stopped:
    title = story.scenes[here].title
    kept = f"{left} choices from here on are kept" if left > 1 else "that choice is kept"
    what = {
        LOCKED: f"`{old.choice}` in “{title}” is locked now ({why.rstrip('.')})",
        GONE: f"`{old.choice}` is no longer offered in “{title}”",
        ELSEWHERE: f"the next choice was made in `{old.scene}`, and the story now stands in “{title}”",
    }[kind]
    return Stopped(
        kind,
        old,
        f"The story was edited since this was played: {what}. You go on from there; {kept} in the tree.",
    )


def _values(story: Story, turn: Turn, other: Turn) -> dict[str, int | bool | str]:
    """The values of one of two turns; of supports those that either has moved."""
    state = turn.state
    moved = [
        person for person in story.people if state.support(person) or other.state.support(person)
    ]
    return {**dict(state), **{f"support({person})": state.support(person) for person in moved}}
