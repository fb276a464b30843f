"""Scenes and choices compiled for one story, and the trace that a step leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from game.engine.compiled_prose import CompiledProse
from game.engine.conditions import Test
from game.engine.effects import Effects
from game.engine.layout import PAST, StateValues
from game.story.model import Choice, LedgerLine, Scene

Values = tuple[Any, ...]
"""The values of a state at rest, by place (see `layout`)."""
RETURNING, STAYING = -1, -2
HUB, PLAY = 0, 1
MENU, DRAW, GO, END = "menu", "draw", "go", "end"

CompiledWays = tuple[tuple[Test | None, int], ...]
"""Conditions (None: always) and the scenes that they lead to, or RETURNING, or STAYING."""


class TraceEntry(Struct, frozen=True, gc=False):
    """Something that a step did, in order: a passage shown, a vote called, ledger lines written.

    `values` are those it was shown with; `again` is whether the scene was seen before.
    """

    kind: str
    scene: str
    prose: CompiledProse | None = None
    values: StateValues = ()
    again: bool = False
    choice: str = ""
    lines: tuple[LedgerLine, ...] = ()
    motion: str = ""


class Offer(Struct, frozen=True):
    """A choice as shown. `reason` says why it is locked; `power` is the power that it uses, if any.

    `keeps` is false where a storylet of a hub will not be offered again.
    """

    id: str
    label: str
    open: bool
    reason: str = ""
    keeps: bool = True
    power: str = ""


@dataclass(slots=True, eq=False, kw_only=True)
class CompiledChoice:
    """A choice of a menu, or a storylet offered by a hub (which has no `definition`)."""

    id: str
    label: CompiledProse
    needs: tuple[tuple[Test, str], ...]
    visible: Test | None
    closed_mask: int
    """The bits of the past any of which closes it for good."""
    definition: Choice | None = None
    prose: CompiledProse | None = None
    effects: Effects | None = None
    chosen_mask: int = 0
    """The bit of the past that taking it sets."""
    called_scene: int = RETURNING
    """The scene that it plays before it goes its ways, if any."""
    ways: CompiledWays = ()
    keeps: bool = True
    constant_offer: Offer | None = None
    """How it is shown, where that is the same in every state."""

    def __post_init__(self) -> None:
        if self.label.is_constant and not self.needs:
            self.constant_offer = self.offer((), False)

    def is_visible(self, values: StateValues) -> bool:
        """Whether the player sees it at all."""
        if self.closed_mask and values[PAST] & self.closed_mask:
            return False
        return self.visible is None or bool(self.visible(values))

    def offer(self, values: StateValues, again: bool) -> Offer:
        """The choice as the player sees it; `is_visible` must hold."""
        reasons = [reason for test, reason in self.needs if not test(values)]
        label = self.label.text(values, again)
        power = self.definition.power if self.definition else ""
        return Offer(self.id, label, not reasons, " ".join(reasons), self.keeps, power)

    def is_open(self, values: StateValues) -> bool:
        """Whether it can be taken."""
        if self.closed_mask and values[PAST] & self.closed_mask:
            return False
        if self.visible is not None and not self.visible(values):
            return False
        for test, _ in self.needs:  # noqa: SIM110  (`all` takes longer than the tests)
            if not test(values):
                return False
        return True


@dataclass(slots=True, eq=False, kw_only=True)
class CompiledScene:
    """A scene; `kind` is MENU, DRAW (a hub), GO (leads on by itself) or END."""

    definition: Scene
    index: int
    kind: str
    date: int
    prose: CompiledProse | None
    record: CompiledProse | None
    effects: Effects | None
    seen_mask: int
    """The bit of the past that entering it sets."""
    visits_place: int
    """The place that counts its visits; 0 where nothing asks for them."""
    ways: CompiledWays
    otherwise: int | None
    waits: bool
    """Whether the player always chooses here, or the story ends: nothing leads on by itself."""
    is_called: bool
    """Whether it is a sub-scene or storylet, which returns to its caller."""
    choices: tuple[CompiledChoice, ...] = ()
    by_id: dict[str, CompiledChoice] = field(default_factory=dict)
    own_choices: tuple[CompiledChoice, ...] = ()
    """The choices that keep a menu from its `otherwise`: all but those of powers."""
    take: int = 0
    """How many storylets a hub lets the player take."""
    then: int = RETURNING
    """Where a hub leads when it is done."""
    lapse_mask: int = 0
    """The bits of the past that leaving a hub sets: storylets that no other hub offers again."""
