"""The machine: one step of the story, on a state's bare values. Pure, and the only code that moves anything.

Faces reach it through `begin` and `choose`; the checker steps it directly, so what is proved is what is played.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from game.engine.compiled_prose import CompiledProse
from game.engine.compiled_scene import (
    DRAW,
    END,
    GO,
    HUB,
    MENU,
    PLAY,
    RETURNING,
    STAYING,
    CompiledChoice,
    CompiledScene,
    Offer,
    TraceEntry,
    Values,
)
from game.engine.conditions import Conditions, Test
from game.engine.effects import Effects
from game.engine.layout import DATE, MET, PAST, SCENE, STACK, TAKEN, Layout
from game.engine.voting import VotingRules
from game.story.model import HERE, RETURN, STAY, Choice, Scene, Span, Story, Way

_shown = tuple.__new__  # a NamedTuple made without its slower constructor


class Machine:
    """A story made ready to be played. Everything is compiled on the first visit and kept."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.layout = Layout(story)
        self.house = VotingRules(self.layout)
        self.conditions = Conditions(
            self.layout, self.house.votes, self.house.carried, self.house.seated
        )
        self.house.conditions = self.conditions
        self.stages: list[CompiledScene | None] = [None] * len(self.layout.scenes)
        hubs: dict[str, int] = {}
        for scene in (story.scenes[id] for id in story.scenes) if len(story.pools) else ():
            if scene.draw:
                hubs[scene.draw.pool] = hubs.get(scene.draw.pool, 0) + 1
        self._shared_pools = {pool for pool, count in hubs.items() if count > 1}

    # -- making ready ---------------------------------------------------------------------------------------

    def stage(self, index: int) -> CompiledScene:
        stage = self.stages[index]
        if stage is None:
            stage = self.stages[index] = self._made_ready(
                self.story.scenes[self.layout.scenes[index]], index
            )
        return stage

    def _made_ready(self, scene: Scene, index: int) -> CompiledScene:
        layout, conditions = self.layout, self.conditions
        stage = CompiledScene(scene, index)
        deed = scene.deed
        stage.act = (
            Effects(deed, layout, conditions)
            if deed.effects or deed.seating or deed.ledger
            else None
        )
        stage.text = CompiledProse(scene.text, layout, conditions) if scene.text else None
        stage.record = CompiledProse(scene.record, layout, conditions) if scene.record else None
        stage.mark = layout.past_mask("seen", scene.id)
        stage.visits = layout.visits.get(scene.id, 0)
        stage.ways = self._ways(scene.ways, scene)
        stage.otherwise = self._target(scene.otherwise, scene) if scene.otherwise else None
        if scene.draw:
            pool = self.story.pools.get(scene.draw.pool, ())
            stage.then, stage.take = self._target(scene.draw.then, scene), scene.draw.take
            stage.options = tuple(self._errand(self.story.scenes[id]) for id in pool)
            if scene.draw.pool in self._shared_pools:
                stage.lapses = sum(
                    layout.past_mask("lapsed", id) for id in pool if not self.story.scenes[id].keeps
                )
        else:
            stage.options = tuple(self._option(choice, scene) for choice in scene.choices)
            stage.own = tuple(
                option for option in stage.options if option.choice and not option.choice.power
            )
        stage.by_id = {option.id: option for option in stage.options}
        stage.plain = stage.kind in (MENU, END) and not (
            stage.act or stage.visits or stage.vote or scene.otherwise
        )
        stage.quiet = stage.plain and (stage.text is None or stage.text.settled)
        stage.whole = bool(stage.options) and all(option.always for option in stage.options)
        offers = [option.offer for option in stage.options if option.offer is not None]
        if len(offers) == len(stage.options) and not any(
            option.needs or option.gone for option in stage.options
        ):
            stage.menu = tuple(
                (option.visible, offer) for option, offer in zip(stage.options, offers, strict=True)
            )
            stage.offers = tuple(offers) if stage.whole or not offers else None
        return stage

    def _option(self, choice: Choice, scene: Scene) -> CompiledChoice:
        layout, conditions = self.layout, self.conditions
        option = CompiledChoice(choice.id)
        option.choice = choice
        option.label = CompiledProse(choice.label, layout, conditions)
        option.text = CompiledProse(choice.text, layout, conditions) if choice.text else None
        option.visible = conditions.test(choice.condition)
        option.needs = tuple(
            (conditions.function(need.condition.expression), need.reason) for need in choice.needs
        )
        option.marks = layout.past_mask("chose", f"{scene.id}.{choice.id}")
        option.gone = option.marks if choice.once else 0
        deed = choice.deed
        option.act = (
            Effects(deed, layout, conditions)
            if deed.effects or deed.seating or deed.ledger
            else None
        )
        option.play = layout.scene_index[choice.play] if choice.play else RETURNING
        option.ways = self._ways(choice.ways, scene)
        option.quiet = not choice.play and (option.text is None or option.text.settled)
        option.straight = option.ways[0][1] if option.ways and option.ways[0][0] is None else None
        option.always = choice.condition is None and not choice.needs and not choice.once
        option.offer = (
            Offer(option.id, option.label.text, True, power=choice.power)
            if option.label.fixed
            else None
        )
        return option

    def _errand(self, scene: Scene) -> CompiledChoice:
        option = CompiledChoice(scene.id)
        option.label = CompiledProse(
            (Span(scene.label or scene.title),), self.layout, self.conditions
        )
        option.visible = self.conditions.test(scene.when)
        option.needs = tuple(
            (self.conditions.function(need.condition.expression), need.reason)
            for need in scene.needs
        )
        option.gone = self.layout.past_mask("seen", scene.id) | self.layout.past_mask(
            "lapsed", scene.id
        )
        option.play = self.layout.scene_index[scene.id]
        option.offer = Offer(option.id, option.label.text, True, "", scene.keeps)
        return option

    def _ways(self, ways: tuple[Way, ...], scene: Scene) -> tuple[tuple[Test | None, int], ...]:
        return tuple(
            (self.conditions.test(way.condition), self._target(way.target, scene)) for way in ways
        )

    def _target(self, name: str, scene: Scene) -> int:
        if name == STAY:
            return STAYING
        return (
            RETURNING
            if name == RETURN
            else self.layout.scene_index[scene.id if name == HERE else name]
        )

    # -- stepping -------------------------------------------------------------------------------------------

    def begin(self, lead: str, trace: list[TraceEntry] | None = None) -> Values:
        """The values after the first scene was entered."""
        values = self.layout.begin(lead)
        return self._enter(values, self.layout.scene_index[self.story.leads[lead].start], trace)

    def open_options(self, values: Sequence[Any]) -> Sequence[CompiledChoice]:
        """What can be chosen now, in the order shown; nothing at an ending."""
        stage = self.stage(values[SCENE])
        return (
            stage.options
            if stage.whole and stage.kind == MENU
            else [option for option in stage.options if option.open(values)]
        )

    def step(
        self, before: Values, option: CompiledChoice, trace: list[TraceEntry] | None = None
    ) -> Values:
        """The values after an open option was taken; what happened on the way goes to `trace`."""
        values = list(before)
        here = before[SCENE]
        stage = self.stages[here] or self.stage(here)
        if stage.kind is DRAW:
            values[STACK] = (*before[STACK], (HUB, here, before[TAKEN] + 1))
            return self._enter(values, option.play, trace)
        lines = option.act.do(values, self.layout) if option.act is not None else ()
        if option.marks:
            values[PAST] |= option.marks
        text = option.text
        if text is not None:
            again = bool(before[PAST] & stage.mark)
            if trace is not None:
                trace.append(
                    _shown(
                        TraceEntry,
                        (
                            "outcome",
                            stage.scene.id,
                            text,
                            () if text.fixed else tuple(values),
                            again,
                            option.id,
                            lines,
                            "",
                        ),
                    )
                )
            values[MET] |= text.mask if text.steady else text.met(values, again)
        elif lines and trace is not None:
            trace.append(TraceEntry("lines", stage.scene.id, choice=option.id, lines=lines))
        if option.play >= 0:
            values[STACK] = (*values[STACK], (PLAY, here, stage.options.index(option)))
            return self._enter(values, option.play, trace)
        target = option.straight if option.straight is not None else self._way(values, option.ways)
        following = self.stages[target] if target >= 0 else None
        if following is not None and following.plain and not values[STACK]:
            values[SCENE] = target
            return self._rest(values, following, trace)
        return self._enter(values, target, trace)

    @staticmethod
    def _way(values: Sequence[Any], ways: tuple[tuple[Test | None, int], ...]) -> int:
        for test, target in ways:
            if test is None or test(values):
                return target
        raise AssertionError("a guarded way without `else` passed the builder")

    def _enter(self, values: list[Any], target: int, trace: list[TraceEntry] | None) -> Values:
        """Go to a scene and on through every scene that leads on by itself, until the player has a choice or the story ends."""
        following: int | None = target
        while following is not None:
            if following < 0:
                following = (
                    self._return(values, trace)
                    if following == RETURNING
                    else self._stay(values, trace)
                )
                continue
            stage = self.stages[following] or self.stage(following)
            values[SCENE] = following
            values[TAKEN] = 0
            if not stage.called:
                values[STACK] = ()
            if stage.plain:
                return self._rest(values, stage, trace)
            self._arrive(values, stage, trace)
            following = self._onward(values, stage)
        return tuple(values)

    @staticmethod
    def _rest(values: list[Any], stage: CompiledScene, trace: list[TraceEntry] | None) -> Values:
        """Arrive at a scene that only shows its text and waits: what most steps end in, so written out."""
        again = False
        if stage.mark:
            again = bool(values[PAST] & stage.mark)
            values[PAST] |= stage.mark
        if stage.date:
            values[DATE] = stage.date
        text = stage.text
        if text is None or text.steady:
            if text is not None and text.mask:
                values[MET] |= text.mask
            shown = final = tuple(values)
        else:
            shown = tuple(values)
            values[MET] |= text.met(values, again)
            final = tuple(values)
        if trace is not None:
            trace.append(
                _shown(TraceEntry, ("scene", stage.scene.id, text, shown, again, "", (), ""))
            )
        return final

    def _return(self, values: list[Any], trace: list[TraceEntry] | None) -> int | None:
        """Back to whoever called: a hub offers what is left, a choice goes on along its ways."""
        *rest, (kind, where, number) = values[STACK]
        values[STACK] = tuple(rest)
        stage = self.stage(where)
        if kind == PLAY:
            return self._way_from(values, stage, stage.options[number])
        values[SCENE], values[TAKEN] = where, number
        if trace is not None:
            trace.append(TraceEntry("back", stage.scene.id))
        return self._onward(values, stage)

    def _stay(self, values: list[Any], trace: list[TraceEntry] | None) -> int | None:
        """Back to the menu that the choice stood in, which is not entered again."""
        stage = self.stage(values[SCENE])
        values[TAKEN] = 0
        if trace is not None:
            trace.append(TraceEntry("back", stage.scene.id))
        return self._onward(values, stage)

    def _way_from(self, values: list[Any], stage: CompiledScene, option: CompiledChoice) -> int:
        values[SCENE] = stage.index
        return self._way(values, option.ways)

    def _arrive(
        self, values: list[Any], stage: CompiledScene, trace: list[TraceEntry] | None
    ) -> None:
        """Everything that entering a scene does, in order: marks, date, deed, text, vote."""
        again = bool(values[PAST] & stage.mark)
        values[PAST] |= stage.mark
        if stage.visits:
            values[stage.visits] = min(
                values[stage.visits] + 1, self.layout.range_of(stage.visits)[1]
            )
        if stage.date:
            values[DATE] = stage.date
        lines = stage.act.do(values, self.layout) if stage.act else ()
        text = stage.text
        if trace is not None:
            trace.append(
                TraceEntry(
                    "scene",
                    stage.scene.id,
                    text,
                    () if text is None or text.fixed else tuple(values),
                    again,
                    "",
                    lines,
                )
            )
        if text is not None:
            values[MET] |= text.met(values, again)
        if stage.vote:
            if trace is not None:
                trace.append(
                    TraceEntry("vote", stage.scene.id, None, tuple(values), motion=stage.vote)
                )
            self._call(values, stage.vote)

    def _call(self, values: list[Any], motion_id: str) -> None:
        """A motion is called: how it went is kept, and what bound a vote in it is spent."""
        motion = self.story.motions[motion_id]
        values[self.layout.tally[motion_id]] = self.house.count(values, motion).packed
        self.house.spend(values, motion)

    def _onward(self, values: list[Any], stage: CompiledScene) -> int | None:
        """Where the stage leads by itself; None when the player has to choose or it is an ending."""
        if stage.kind == GO:
            return self._way(values, stage.ways)
        if stage.kind == DRAW and (
            values[TAKEN] >= stage.take or not any(option.open(values) for option in stage.options)
        ):
            values[PAST] |= stage.lapses
            return stage.then
        if stage.otherwise is not None and not any(option.open(values) for option in stage.own):
            return stage.otherwise
        return None


def machine_of(story: Story) -> Machine:
    """The story's machine, made on first use and kept with it."""
    machine: Machine | None = story.compiled.get("machine")
    if machine is None:
        machine = story.compiled["machine"] = Machine(story)
    return machine
