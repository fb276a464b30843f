"""How a story ends for players of simple habits: `python tests/bench/policies.py [LEAD ...] [--runs N] [--story DIR]`.

Each policy ranks the open choices by what is written on them and takes the best (the first of equals); in one step of ten it
takes any open choice, so that a policy gives odds and not a single run. The same seed gives the same table. Exit status 1
when a policy of one idea (always first, boldest, kindest ...) comes to the lead's historical ending in most of its runs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from game.engine.compiled_scene import CompiledChoice
from game.engine.layout import SCENE
from game.engine.machine import Machine
from game.story import load
from game.story.model import Story

LONGEST = 2_000
WAYWARD = 0.1
MOST = 0.5

Rank = Callable[[Story, CompiledChoice], float]


def written(choice: CompiledChoice) -> list[tuple[str, int]]:
    """The kinds and weights of the ledger lines that a choice writes."""
    return (
        [(line.kind, line.weight) for line in choice.definition.deed.ledger]
        if choice.definition
        else []
    )


def moved(story: Story, choice: CompiledChoice, show: str) -> int:
    """How far a choice raises the variables that are shown in a place (`country`, `resource`)."""
    effects = choice.definition.deed.effects if choice.definition else ()
    return sum(e.amount for e in effects if not e.sets and story.variables[e.variable].show == show)


def kindness(story: Story, choice: CompiledChoice) -> float:
    """Less terror and cult and more bread first, then goodwill that is not fear."""
    effects = choice.definition.deed.effects if choice.definition else ()
    sign = {"terror": -1, "cult": -1, "war_risk": -1, "bread": 1}
    country = sum(sign.get(e.variable, 0) * e.amount for e in effects if not e.sets)
    return 3 * country + sum(weight for kind, weight in written(choice) if kind != "fear")


POLICIES: dict[str, Rank] = {
    "always the first": lambda story, choice: 0,
    "always the last": lambda story, choice: 0,
    "what history did": lambda story, choice: bool(choice.definition and choice.definition.really),
    "anything but history": lambda story, choice: (
        not (choice.definition and choice.definition.really)
    ),
    "the boldest": lambda story, choice: sum(abs(weight) for _, weight in written(choice)),
    "the quietest": lambda story, choice: -sum(abs(weight) for _, weight in written(choice)),
    "the kindest": kindness,
    "the most feared": lambda story, choice: sum(
        weight for kind, weight in written(choice) if kind == "fear"
    ),
    "the best liked": lambda story, choice: sum(weight for _, weight in written(choice)),
    "most of one's own means": lambda story, choice: moved(story, choice, "resource"),
}


def run(machine: Machine, lead: str, name: str, chance: Random) -> str:
    """One run of a policy to its end; the ending, or nothing when it goes round."""
    story, rank = machine.story, POLICIES[name]
    values = machine.begin(lead)
    for _ in range(LONGEST):
        choices = list(machine.open_choices(values))
        if not choices:
            return story.scenes[machine.layout.scenes[values[SCENE]]].ending
        if name == "always the last":
            choices.reverse()
        chosen = (
            choices[int(chance.random() * len(choices))]
            if chance.random() < WAYWARD
            else max(choices, key=lambda choice: rank(story, choice))
        )
        values = machine.step(values, chosen)
    return ""


def wins(story: Story, ending: str) -> bool:
    """Whether a lead's history ends there; a stop, where the story is to go on, is no success."""
    return ending in story.endings and story.endings[ending].kind == "historical"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("leads", nargs="*")
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--story", default=str(ROOT / "scenes"))
    given = parser.parse_args()
    story = load(given.story)
    machine = Machine(story)
    won = []
    for lead in (
        lead
        for lead in story.world.leads
        if lead.start and (not given.leads or lead.id in given.leads)
    ):
        print(f"{lead.name}: {given.runs} runs a policy, one step in ten at random")
        for name in POLICIES:
            chance = Random(1953)
            ends = Counter(run(machine, lead.id, name, chance) for _ in range(given.runs))
            shares = ", ".join(
                f"{ending or 'no end'} {count / given.runs:.0%}"
                for ending, count in ends.most_common()
            )
            print(f"  {name:24} {shares}")
            if (
                name not in ("what history did", "anything but history")
                and wins(story, lead.history)
                and ends[lead.history] > MOST * given.runs
            ):
                won.append(f"{lead.id}: {name}")
    print(
        f"goal: no simple policy comes to the historical ending in more than {MOST:.0%}:",
        "; ".join(won) or "none does",
    )
    return bool(won)


if __name__ == "__main__":
    sys.exit(main())
