"""Scenes made ready to be played: stages, the options they offer, and what a step reports of itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from game.engine.compiled_prose import CompiledProse
from game.engine.conditions import Test
from game.engine.effects import Effects
from game.engine.layout import PAST, day_number
from game.story.model import Choice, Line, Scene

Values = tuple[Any, ...]
RETURNING, STAYING = -1, -2
HUB, PLAY = 0, 1
MENU, DRAW, GO, END = "menu", "draw", "go", "end"


class TraceEntry(NamedTuple):
    """Something that a step did, in order: a passage shown, a vote called, lines written. `values` are those it was shown with."""

    kind: str
    scene: str
    text: CompiledProse | None = None
    values: Sequence[Any] = ()
    again: bool = False
    choice: str = ""
    lines: tuple[Line, ...] = ()
    motion: str = ""


class Offer(Struct, frozen=True):
    """A choice as shown. `reason` says why it is locked; `keeps` is no where an errand will not be offered again.

    `power` is the power of which it uses something, if it does.
    """

    id: str
    label: str
    open: bool
    reason: str = ""
    keeps: bool = True
    power: str = ""


class CompiledChoice:
    """A choice of a menu, or a storylet offered by a hub, made ready."""

    __slots__ = (
        "act",
        "always",
        "choice",
        "gone",
        "id",
        "label",
        "marks",
        "needs",
        "offer",
        "play",
        "quiet",
        "straight",
        "text",
        "visible",
        "ways",
    )

    def __init__(self, id: str) -> None:
        self.id = id
        self.choice: Choice | None = None
        self.label: CompiledProse
        self.text: CompiledProse | None = None
        self.visible: Test | None = None
        self.needs: tuple[tuple[Test, str], ...] = ()
        self.gone = 0
        self.marks = 0
        self.act: Effects | None = None
        self.play = RETURNING
        self.ways: tuple[tuple[Test | None, int], ...] = ()
        self.straight: int | None = None
        self.quiet = False
        self.always = False
        self.offer: Offer | None = None

    def shown(self, values: Sequence[Any]) -> bool:
        """Whether the player sees it at all."""
        if self.gone and values[PAST] & self.gone:
            return False
        return self.visible is None or bool(self.visible(values))

    def offered(self, values: Sequence[Any], again: bool) -> Offer:
        """The option as the player sees it; `shown` must hold."""
        reasons = [reason for test, reason in self.needs if not test(values)]
        if not reasons and self.offer is not None:
            return self.offer
        keeps = self.offer.keeps if self.offer else True
        return Offer(
            self.id,
            self.label.read(values, again),
            not reasons,
            " ".join(reasons),
            keeps,
            self.choice.power if self.choice else "",
        )

    def open(self, values: Sequence[Any]) -> bool:
        """Whether it can be taken."""
        if self.always:
            return True
        if (self.gone and values[PAST] & self.gone) or (
            self.visible is not None and not self.visible(values)
        ):
            return False
        for test, _ in self.needs:  # noqa: SIM110  (`all` of a generator takes longer than the tests)
            if not test(values):
                return False
        return True


class CompiledScene:
    """A scene made ready."""

    __slots__ = (
        "act",
        "by_id",
        "called",
        "date",
        "index",
        "kind",
        "lapses",
        "mark",
        "menu",
        "offers",
        "options",
        "otherwise",
        "own",
        "plain",
        "quiet",
        "record",
        "scene",
        "take",
        "text",
        "then",
        "visits",
        "vote",
        "ways",
        "whole",
    )

    def __init__(self, scene: Scene, index: int) -> None:
        self.scene, self.index = scene, index
        self.kind = MENU if scene.choices else DRAW if scene.draw else GO if scene.ways else END
        self.called = scene.called
        self.date = day_number(scene.date)
        self.vote = scene.vote
        self.act: Effects | None = None
        self.text: CompiledProse | None = None
        self.record: CompiledProse | None = None
        self.options: tuple[CompiledChoice, ...] = ()
        self.own: tuple[CompiledChoice, ...] = ()
        """The options that keep a menu from its `otherwise`: those of the scene's own, not of powers."""
        self.by_id: dict[str, CompiledChoice] = {}
        self.whole = self.plain = self.quiet = False
        self.offers: tuple[Offer, ...] | None = None
        self.menu: tuple[tuple[Test | None, Offer], ...] | None = None
        self.ways: tuple[tuple[Test | None, int], ...] = ()
        self.otherwise: int | None = None
        self.then: int = RETURNING
        self.take = 0
        self.mark = self.visits = self.lapses = 0
