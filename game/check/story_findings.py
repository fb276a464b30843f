"""Findings about the story as a whole: what is declared and not used, told or taught (TC08xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from game.check import diagnostics as diag
from game.check.visitors import asked, deeds_of, holders_of, scenes_of, segments_of, story_segments
from game.story.model import Call, Cite, Name, Show, Span, Story
from game.story.problems import Diagnostic, Problem

FEWEST_SOURCES = 2
FEWEST_LEADS = 2


def story_problems(story: Story) -> Iterator[Problem]:
    """Idle variables, thin records, lessons due, orphans, accounts of what one lead plays."""
    for rule in (_variables, _records, _lessons, _orphans, _accounts):
        yield from rule(story)


def untaught(story: Story) -> list[str]:
    """Lessons that no scene or choice teaches and no linked entry of the glossary stands for."""
    taught: set[str] = set()
    linked: set[str] = set()
    for scene in scenes_of(story):
        for holder in holders_of(scene):
            taught.update(holder.teaches)
            linked.update(one.term for one in segments_of(holder.text, Span))
    taught |= {term.curriculum for term in story.world.terms if term.id in linked}
    return [id for id in story.lessons if id not in taught]


def _variables(story: Story) -> Iterator[Problem]:
    read = {name.id for name in asked(story, Name)}
    read |= {segment.variable for segment in story_segments(story, Show)}
    changed = {effect.variable for deed in deeds_of(story) for effect in deed.effects}
    for variable in story.world.variables:
        if variable.lead and not story.leads[variable.lead].start:
            continue
        file = variable.file or "state.yaml"
        if variable.id not in read and variable.show not in ("country", "resource"):
            yield diag.NEVER_READ.at(file, variable.line, 1, name=variable.id)
        if variable.id not in changed and variable.means is None:
            yield diag.NEVER_CHANGED.at(file, variable.line, 1, name=variable.id)


def _records(story: Story) -> Iterator[Problem]:
    for scene in scenes_of(story):
        cited = {one.source for one in segments_of(scene.record, Cite)}
        if any(choice.really for choice in scene.choices) and len(cited) < FEWEST_SOURCES:
            lacks = "has no record"
            if scene.record:
                lacks = f"has a record that cites {len(cited)} of {FEWEST_SOURCES} sources"
            yield diag.THIN_RECORD.at(scene.file, 1, 1, scene=scene.id, lacks=lacks)


def _lessons(story: Story) -> Iterator[Problem]:
    acts = {scene.act for scene in scenes_of(story)}
    for id in untaught(story):
        lesson = story.lessons[id]
        if lesson.due in acts:
            yield diag.UNTAUGHT.at("curriculum.yaml", lesson.line, 1, lesson=id, act=lesson.due)


def _orphans(story: Story) -> Iterator[Problem]:
    """What is declared and nothing uses."""
    world, sources, people, words = story.world, _cited(story), _named(story), _all_words(story)
    scenes = list(scenes_of(story))
    called = {scene.vote for scene in scenes} | {call.argument for call in asked(story, Call)}
    offered = {power for scene in scenes for power in scene.powers}
    choices = [choice for scene in scenes for choice in scene.choices]
    said = {position for choice in choices for position, _ in choice.says}
    nameless = [one for one in world.people if one.line and one.name not in words]
    declared: list[tuple[Diagnostic, str, Iterable[Any], set[str]]] = [
        (diag.UNCITED_SOURCE, "sources.yaml", world.sources, sources),
        (diag.UNNAMED_PERSON, "people.yaml", nameless, people),
        (diag.UNCALLED_MOTION, "motions.yaml", world.motions, called),
        (diag.UNUSED_POWER, "powers.yaml", world.powers, offered),
        (diag.UNUSED_POSITION, "positions.yaml", world.positions, said),
    ]
    for diagnostic, file, all_of_it, used in declared:
        for one in all_of_it:
            if one.id not in used:
                yield diagnostic.at(file, one.line, 1, name=one.id)


def _accounts(story: Story) -> Iterator[Problem]:
    """Conflicting accounts are told of an event that is played by two leads at least."""
    leads: dict[str, set[str]] = {}
    for scene in scenes_of(story):
        if scene.event:
            leads.setdefault(scene.event, set()).add(scene.lead)
    for told in story.world.accounts:
        found = leads.get(told.id, set())
        if len(found) < FEWEST_LEADS:
            names = "`, `".join(sorted(found)) or "shared"
            whom = f"only scenes of `{names}` carry it" if found else "no scene carries it"
            yield diag.LONELY_ACCOUNTS.at("accounts.yaml", told.line, 1, event=told.id, whom=whom)


# -- what is used ---------------------------------------------------------------------------------


def _cited(story: Story) -> set[str]:
    """The sources that are cited."""
    world = story.world
    lists = [one.sources for one in world.people] + [one.sources for one in world.terms]
    lists += [one.sources for one in world.chronicle]
    found = {id for ids in lists for id in ids}
    found |= {source for account in world.accounts for source, _ in account.sources}
    cites = [cite for scene in scenes_of(story) for cite in segments_of(scene.record, Cite)]
    return found | {cite.source for cite in cites}


def _all_words(story: Story) -> str:
    """Everything a player can read in scenes, the glossary and the chronicle, as one text."""
    world = story.world
    words = [segment.text for segment in story_segments(story, Span)]
    words += [scene.title for scene in scenes_of(story)]
    for term in world.terms:
        words += [term.stub, term.definition, term.mattered, term.disagreed, term.error, term.notes]
    for entry in world.chronicle:
        words += [entry.title, entry.text]
    for account in world.accounts:
        words += [account.unknown, *(text for _, text in account.sources)]
    for position in world.positions:
        words += [text for _, text in position.stances]
    return "\n".join(words)


def _named(story: Story) -> set[str]:
    """The people (among other ids) whom something names."""
    world = story.world
    bodies = {motion.body for motion in world.motions}
    chairs = [(person.id, chair.body) for person in world.people for chair in person.chairs]
    named = {person for person, body in chairs if body in bodies}
    named |= {lead.person for lead in world.leads}
    named |= {hold.person for power in world.powers for hold in power.holds}
    for motion in world.motions:
        named |= {motion.accused, *(line.person for line in motion.leanings)}
    for deed in deeds_of(story):
        named.update(line.person for line in deed.ledger)
        named.update(seating.person for seating in deed.seating)
    for term in world.terms:
        named.update(term.related)
    named.update(segment.term for segment in story_segments(story, Span))
    return named | {call.argument for call in asked(story, Call)}
