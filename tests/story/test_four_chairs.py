"""What the shipped story promises of its leads: every chair can be sat in, shares the great hours, and knows what no other does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from game.engine.layout import SCENE
from game.engine.machine import machine_of
from game.story import load
from game.story.model import Scene, Span, Story, walk_prose

STORY = load(Path(__file__).parents[2] / "scenes")
LEADS = [lead.id for lead in STORY.world.leads if lead.start]
SHARED = ("joint_session", "funeral", "arrest_of_beria")
ONLY_HERE = 6
RECALLS = 2
RUNS = 600


def scenes_of(lead: str) -> list[str]:
    return [scene.id for scene in (STORY.scenes[id] for id in STORY.scenes) if scene.lead == lead]


@pytest.mark.parametrize("lead", LEADS)
def test_every_chair_shares_the_great_hours(lead: str):
    events = {STORY.scenes[id].event for id in scenes_of(lead)}
    assert not set(SHARED) - events


@pytest.mark.parametrize("lead", LEADS)
def test_every_chair_holds_six_facts_that_no_other_run_shows(lead: str):
    """An entry of the chronicle that rests on sources and is shown by scenes of this lead alone."""
    own = set(scenes_of(lead))
    only = [
        entry.id
        for entry in STORY.world.chronicle
        if entry.sources and entry.scenes and own.issuperset(entry.scenes)
    ]
    assert len(only) >= ONLY_HERE, only


@pytest.mark.parametrize("lead", LEADS)
def test_every_chair_is_asked_something_inside_the_fiction_twice(lead: str):
    asked = [
        id for id in scenes_of(lead) if any(choice.recall for choice in STORY.scenes[id].choices)
    ]
    assert len(asked) >= RECALLS
    for id in asked:
        assert any(choice.recall is None for choice in STORY.scenes[id].choices), (
            f"{id} cannot be skipped"
        )


@pytest.mark.parametrize("lead", LEADS)
def test_every_chair_has_its_rules_on_one_card(lead: str):
    rules = STORY.leads[lead].rules
    assert 20 <= len(rules.split()) <= 130


@pytest.mark.parametrize("lead", LEADS)
def test_no_ending_has_more_than_its_share_of_random_runs(lead: str):
    """A coarse net under the check's ten thousand runs: nothing above half, nothing that is never reached."""
    ends = Counter(_end(STORY, lead, Random(f"{lead} {number}")) for number in range(RUNS))
    own = {ending.id for ending in STORY.world.endings if ending.lead == lead}
    assert max(ends.values()) < RUNS / 2
    assert not own - set(ends)


def _end(story: Story, lead: str, chance: Random) -> str:
    machine = machine_of(story)
    values = machine.begin(lead)
    while options := machine.open_choices(values):
        values = machine.step(values, options[int(chance.random() * len(options))])
    return story.scenes[machine.layout.scenes[values[SCENE]]].ending


def test_no_star_is_left_standing_in_the_prose():
    """Emphasis cannot hold a brace or a link: its stars would be read as stars."""

    def stars(scene: Scene) -> list[str]:
        passages = (
            scene.text,
            scene.record,
            *(choice.text for choice in scene.choices),
            *(choice.label for choice in scene.choices),
        )
        return [
            span.text
            for prose in passages
            for span in walk_prose(prose)
            if isinstance(span, Span) and "*" in span.text
        ]

    assert {id: found for id in STORY.scenes if (found := stars(STORY.scenes[id]))} == {}
