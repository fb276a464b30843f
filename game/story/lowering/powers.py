"""The choices that a power adds to a menu."""

from __future__ import annotations

from collections.abc import Iterator

from game.story.lowering.deeds import assign, combined, compare, narrowed
from game.story.model import HOLDS, KEPT, OPEN, STAY, Choice, Expression, LeadIs, Power, Scene, Way


def power_choices(scene: Scene, power: Power) -> Iterator[Choice]:
    """One choice for each hold that is still kept."""
    for hold in power.holds:
        asked: list[Expression] = [compare(hold.state, "==", HOLDS.index(KEPT))]
        if power.lead and scene.lead != power.lead:
            asked.insert(0, LeadIs(power.lead))
        yield Choice(
            f"{power.id}_{hold.id}",
            hold.label,
            tuple(f"{power.id}_{old}" for old in hold.was),
            condition=narrowed(hold.condition, *asked),
            needs=hold.needs,
            deed=combined(hold.deed, power.each, assign(hold.state, HOLDS.index(OPEN))),
            text=hold.text,
            ways=(Way(STAY),),
            teaches=hold.teaches,
            line=hold.line,
            power=power.id,
            of=hold.id,
            shared=True,
        )
