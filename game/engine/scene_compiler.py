"""From a scene as the story defines it to one that can be stepped."""

from __future__ import annotations

from game.engine.compiled_prose import CompiledProse
from game.engine.compiled_scene import (
    DRAW,
    END,
    GO,
    MENU,
    RETURNING,
    STAYING,
    CompiledChoice,
    CompiledScene,
    CompiledWays,
)
from game.engine.conditions import Conditions, Test
from game.engine.effects import Effects
from game.engine.layout import Layout, day_number
from game.story.model import (
    HERE,
    RETURN,
    STAY,
    Choice,
    Deed,
    Draw,
    Need,
    Prose,
    Scene,
    Span,
    Way,
)


class SceneCompiler:
    """Compiles the scenes of one story. Pools that several hubs draw from are `shared_pools`."""

    def __init__(self, layout: Layout, conditions: Conditions, shared_pools: set[str]) -> None:
        self.layout, self.conditions, self.shared_pools = layout, conditions, shared_pools

    def compile(self, scene: Scene, index: int) -> CompiledScene:
        kind = MENU if scene.choices else DRAW if scene.draw else GO if scene.ways else END
        compiled = CompiledScene(
            definition=scene,
            index=index,
            kind=kind,
            waits=kind in (MENU, END) and not scene.otherwise,
            is_called=scene.called,
            date=day_number(scene.date),
            prose=self._prose(scene.text),
            record=self._prose(scene.record),
            effects=self._effects(scene.deed),
            seen_mask=self.layout.past_mask("seen", scene.id),
            visits_place=self.layout.visits.get(scene.id, 0),
            ways=self._ways(scene.ways, scene),
            otherwise=self._target(scene.otherwise, scene) if scene.otherwise else None,
        )
        if scene.draw:
            self._add_storylets(compiled, scene.draw)
        else:
            compiled.choices = tuple(self._choice(choice, scene) for choice in scene.choices)
            own = [choice.id for choice in scene.choices if not choice.power]
            compiled.own_choices = tuple(one for one in compiled.choices if one.id in own)
        compiled.by_id = {choice.id: choice for choice in compiled.choices}
        return compiled

    def _add_storylets(self, hub: CompiledScene, draw: Draw) -> None:
        story = self.layout.story
        pool = [story.scenes[id] for id in story.pools.get(draw.pool, ())]
        hub.then, hub.take = self._target(draw.then, hub.definition), draw.take
        hub.choices = tuple(self._storylet(scene) for scene in pool)
        if draw.pool in self.shared_pools:
            lapsing = [scene.id for scene in pool if not scene.keeps]
            hub.lapse_mask = sum(self.layout.past_mask("lapsed", id) for id in lapsing)

    def _choice(self, choice: Choice, scene: Scene) -> CompiledChoice:
        chosen = self.layout.past_mask("chose", f"{scene.id}.{choice.id}")
        return CompiledChoice(
            id=choice.id,
            definition=choice,
            label=CompiledProse(choice.label, self.layout, self.conditions),
            prose=self._prose(choice.text),
            visible=self.conditions.test(choice.condition),
            needs=self._needs(choice.needs),
            chosen_mask=chosen,
            closed_mask=chosen if choice.once else 0,
            effects=self._effects(choice.deed),
            called_scene=self.layout.scene_index[choice.play] if choice.play else RETURNING,
            ways=self._ways(choice.ways, scene),
        )

    def _storylet(self, scene: Scene) -> CompiledChoice:
        past_mask = self.layout.past_mask
        label = (Span(scene.label or scene.title),)
        return CompiledChoice(
            id=scene.id,
            label=CompiledProse(label, self.layout, self.conditions),
            visible=self.conditions.test(scene.when),
            needs=self._needs(scene.needs),
            closed_mask=past_mask("seen", scene.id) | past_mask("lapsed", scene.id),
            called_scene=self.layout.scene_index[scene.id],
            keeps=scene.keeps,
        )

    def _prose(self, prose: Prose) -> CompiledProse | None:
        return CompiledProse(prose, self.layout, self.conditions) if prose else None

    def _effects(self, deed: Deed) -> Effects | None:
        anything = deed.effects or deed.seating or deed.ledger
        return Effects(deed, self.layout, self.conditions) if anything else None

    def _needs(self, needs: tuple[Need, ...]) -> tuple[tuple[Test, str], ...]:
        function = self.conditions.function
        return tuple((function(need.condition.expression), need.reason) for need in needs)

    def _ways(self, ways: tuple[Way, ...], scene: Scene) -> CompiledWays:
        test = self.conditions.test
        return tuple((test(way.condition), self._target(way.target, scene)) for way in ways)

    def _target(self, name: str, scene: Scene) -> int:
        """The scene that a name of the story's files leads to from a scene."""
        if name in (STAY, RETURN):
            return STAYING if name == STAY else RETURNING
        return self.layout.scene_index[scene.id if name == HERE else name]
