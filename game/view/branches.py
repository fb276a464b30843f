"""The tree of everything chosen as one lead: its order, its folds, and what stands at each step.

A step is played again only when somebody looks at it, so a tree of ten thousand steps opens as fast
as a small one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game import engine
from game.engine import State
from game.engine.compiled_scene import Offer
from game.saves import Store, branch_tree
from game.story.model import Story
from game.view import words
from game.view.blocks import Block, Piece, dim_block, heading
from game.view.names import lead_name, scene_title
from game.view.sanitize import one_line


class NodeState(NamedTuple):
    """Where a run stands after a step; `state` is None where the story leads there no more."""

    state: State | None
    offers: tuple[Offer, ...] = ()
    ending: str = ""


class TreeRow(NamedTuple):
    """A row: a step by its number, or (`way` 0 or more) a choice seen there and not taken."""

    node: int
    way: int = -1


class BranchTree:
    """One lead's tree, its nodes numbered in reading order: parents first, first chosen first."""

    def __init__(self, story: Story, store: Store, lead: str) -> None:
        self.story, self.store, self.lead = story, store, lead
        root = branch_tree.tree(store, story, lead)
        self.nodes = list(root.walk()) if root else []
        self.number = {node.step: number for number, node in enumerate(self.nodes)}
        self.parent = [-1] * len(self.nodes)
        self.end = list(range(1, len(self.nodes) + 1))
        """Of each node, the number after its last descendant."""
        self.fork = [-1] * len(self.nodes)
        """The nearest node, itself or above, that is one of several ways; -1 on the trunk."""
        self.folded: set[int] = set()
        self.bookmarks: dict[int, list[str]] = {}
        self._order()
        self.read_bookmarks()
        self._places: dict[int, NodeState] = {}
        self._ways: dict[int, tuple[Offer, ...]] = {}
        self._new: dict[tuple[int, str], bool] = {}
        self._seen: set[str] | None = None

    def _order(self) -> None:
        for number, node in enumerate(self.nodes):
            for child in node.children:
                below = self.number[child.step]
                self.parent[below] = number
                self.fork[below] = below if len(node.children) > 1 else self.fork[number]
        for number in range(len(self.nodes) - 1, 0, -1):
            above = self.parent[number]
            self.end[above] = max(self.end[above], self.end[number])

    def read_bookmarks(self) -> None:
        """Ask the records for the bookmarks again."""
        self.bookmarks = {}
        for mark in self.store.bookmarks(self.story):
            self.bookmarks.setdefault(mark.step, []).append(mark.name)

    # -- the order of rows -------------------------------------------------------------------------

    @property
    def head(self) -> int:
        """The node where the lead stands; the beginning if that is not known."""
        return next((number for number, node in enumerate(self.nodes) if node.is_head), 0)

    @property
    def branches(self) -> int:
        """How many ends the tree has."""
        return sum(not node.children for node in self.nodes)

    def rows(self, *, ways: bool) -> list[TreeRow]:
        """What is not folded away, in reading order; with `ways` also the ways not taken."""
        found: list[TreeRow] = []
        at = 0
        while at < len(self.nodes):
            found.append(TreeRow(at))
            if at in self.folded:
                at = self.end[at]
                continue
            if ways:
                found += [TreeRow(at, way) for way in range(len(self.ways(at)))]
            at += 1
        return found

    def above(self, number: int) -> Iterator[int]:
        """The nodes on the way up to the beginning, the nearest first."""
        while (number := self.parent[number]) >= 0:
            yield number

    def forks_above(self, number: int) -> list[int]:
        """The branches that a node lies in, outermost first, its own last."""
        found: list[int] = []
        at = self.fork[number]
        while at >= 0:
            found.append(at)
            at = self.fork[self.parent[at]]
        return found[::-1]

    def is_last(self, branch: int) -> bool:
        """Whether a branch is the last of those that part where it does."""
        return self.nodes[self.parent[branch]].children[-1] is self.nodes[branch]

    def hidden(self, number: int) -> int:
        """How many steps follow a node."""
        return self.end[number] - number - 1

    # -- folding -----------------------------------------------------------------------------------

    def unfold_to(self, number: int) -> None:
        """Fold nothing that hides a node."""
        self.folded.difference_update(self.above(number))

    def fold_others(self) -> None:
        """Fold every branch in which the lead does not stand."""
        head = self.head
        own = {head, *self.above(head)}
        forks = {number for number, fork in enumerate(self.fork) if fork == number}
        self.folded = {number for number in forks - own if self.hidden(number)}

    # -- what stands at a node ---------------------------------------------------------------------

    def place(self, number: int) -> NodeState:
        """A node played again, with those above it that were not yet."""
        waiting = []
        while number not in self._places and number >= 0:
            waiting.append(number)
            number = self.parent[number]
        for at in reversed(waiting):
            self._places[at] = self._play(at)
        return self._places[waiting[0] if waiting else number]

    def _play(self, number: int) -> NodeState:
        above, node = self.parent[number], self.nodes[number]
        if above < 0:
            turn = engine.begin(self.story, self.lead)
        elif (state := self._places[above].state) is None:
            return NodeState(None)
        else:
            try:
                turn = branch_tree.advance(self.story, state, node.scene, node.choice)
            except branch_tree.Diverged:
                return NodeState(None)
        return NodeState(turn.state, tuple(turn.choices), turn.ending or "")

    def label(self, number: int) -> str:
        """The choice that led to a node, in the player's words; its id where it is gone."""
        above = self.parent[number]
        if above < 0:
            return f"{lead_name(self.story, self.lead)} begins"
        node, state = self.nodes[number], self.place(above).state
        name = self._now_called(state, node.choice)
        found = next((offer.label for offer in self.place(above).offers if offer.id == name), "")
        return one_line(found or node.choice.replace("_", " "))

    def _now_called(self, state: State | None, choice: str) -> str:
        """A choice made at a state by the id that it has now."""
        return branch_tree.now_called(self.story, state.scene, choice) if state else choice

    def title(self, number: int) -> str:
        """The scene or the ending of a node; empty where the story leads there no more."""
        place = self.place(number)
        if place.ending:
            ending = self.story.endings.get(place.ending)
            return one_line(f"The end: {ending.name if ending else place.ending}")
        return scene_title(self.story, place.state.scene) if place.state else ""

    def ways(self, number: int) -> tuple[Offer, ...]:
        """What was open at a node and never taken from there."""
        found = self._ways.get(number)
        if found is None:
            state, offers, _ = self.place(number)
            children = self.nodes[number].children
            taken = {self._now_called(state, child.choice) for child in children}
            ways = (offer for offer in offers if offer.open and offer.id not in taken)
            found = self._ways[number] = tuple(ways)
        return found

    def is_new(self, number: int, choice: str) -> bool:
        """Whether a way not taken leads to where this player never stood as this lead."""
        key = (number, choice)
        if key not in self._new:
            state = self.place(number).state
            there = "" if state is None else engine.choose(self.story, state, choice).scene
            self._new[key] = bool(there) and there not in self._stood()
        return self._new[key]

    def _stood(self) -> set[str]:
        if self._seen is None:
            places = (self.place(number).state for number in range(len(self.nodes)))
            self._seen = {state.scene for state in places if state is not None}
        return self._seen

    # -- searching ---------------------------------------------------------------------------------

    def find(self, text: str, *, ways: bool) -> list[TreeRow]:
        """The rows whose choice, scene or bookmark has this text in it, in reading order."""
        wanted = text.casefold()
        found: list[TreeRow] = []
        for number in range(len(self.nodes)):
            found += [TreeRow(number)] if wanted in self._words(number) else []
            offers = self.ways(number) if ways else ()
            labels = [one_line(offer.label).casefold() for offer in offers]
            found += [TreeRow(number, way) for way, label in enumerate(labels) if wanted in label]
        return found

    def _words(self, number: int) -> str:
        marks = self.bookmarks.get(self.nodes[number].step, ())
        return "\n".join((self.label(number), self.title(number), *marks)).casefold()


def branch_blocks(tree: BranchTree, deepest: int = 24) -> Iterator[Block]:
    """Each step with a number, its `target`; further in after a fork, `deepest` columns at most."""
    name = lead_name(tree.story, tree.lead)
    steps = words.count(len(tree.nodes) - 1, "step").capitalize()
    ends = words.count(tree.branches, "branch", "branches")
    yield heading(f"Branches of {name}", 0)
    yield dim_block(f"{steps}, {ends}. b and a number goes on from there.", "notice", 0)
    wide = len(str(len(tree.nodes)))
    for number in range(len(tree.nodes)):
        indent = " " * min(2 * len(tree.forks_above(number)), deepest)
        hanging, space = indent + " " * (wide + 2), int(not number)
        if number:
            style = "" if tree.fork[number] == number else "dim"
            first = f"{hanging}■ "
            label = (Piece(tree.label(number), style),)
            yield Block(label, "choice", first, f"{hanging}  ", 0)
        row = f"{indent}{number + 1:>{wide}}  "
        target = str(tree.nodes[number].step)
        yield Block(tuple(_stands(tree, number)), "step", row, hanging, space, target=target)


def _stands(tree: BranchTree, number: int) -> Iterator[Piece]:
    """Where the run stands after a step, how many ways were not taken, bookmarks, the head."""
    node, state = tree.nodes[number], tree.place(number)
    title = tree.title(number) or "The story was edited; this step is kept."
    if state.state and state.state.date and not state.ending:
        title += f", {words.day(state.state.date)}"
    yield Piece(words.sentence(title))
    untaken = len(tree.ways(number))
    if untaken and not node.is_head:
        yield Piece(f" {words.number_word(untaken).capitalize()} not chosen.", "dim")
    for name in tree.bookmarks.get(node.step, ()):
        yield Piece(f" Bookmark: {one_line(name)}.", "term")
    if node.is_head:
        yield Piece(" You are here.", "red")
