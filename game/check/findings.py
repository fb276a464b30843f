"""From what is known to what is wrong: each finding a problem with a stable code (TC08xx), a file and a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.check import diagnostics as diag
from game.check.chain import Chain
from game.check.goal import Goal
from game.check.report import IMPOSSIBLE, UNKNOWN
from game.check.visitors import deeds_of, passages_of, scenes_of, story_expressions
from game.story.model import Call, Cite, Name, Show, Span, Story, walk_expression, walk_prose
from game.story.problems import Problem

FEWEST_SOURCES = 2
FEWEST_LEADS = 2


def about_goal(goal: Goal, lead: str, status: str) -> Problem | None:
    """A goal that cannot be reached is an error; one that nobody has reached yet is a warning."""
    if status not in (IMPOSSIBLE, UNKNOWN):
        return None
    if goal.kind == "condition" or (goal.side is False and goal.kind == "choice"):
        return _about_condition(goal, lead, status)
    found = diag.IMPOSSIBLE if status == IMPOSSIBLE else diag.NOT_FOUND
    return found.at(goal.file, goal.line, 1, lead=lead, goal=goal.what)


def _about_condition(goal: Goal, lead: str, status: str) -> Problem:
    proved, not_seen = diag.NEVER_FALSE, diag.NOT_SEEN_FALSE
    if goal.kind == "choice":
        proved, not_seen = diag.NEVER_LOCKED, diag.NOT_SEEN_LOCKED
    elif goal.side:
        proved, not_seen = diag.NEVER_TRUE, diag.NOT_SEEN_TRUE
    found = proved if status == IMPOSSIBLE else not_seen
    return found.at(goal.file, goal.line, 1, lead=lead, goal=goal.what[:1].upper() + goal.what[1:])


def about_story(story: Story) -> list[Problem]:
    """What holds of the story as a whole: idle variables, thin records, lessons due, orphans, lonely accounts."""
    return [
        *_variables(story),
        *_records(story),
        *_lessons(story),
        *_orphans(story),
        *_accounts(story),
    ]


def about_chain(story: Story, lead: str, chain: Chain) -> Problem | None:
    """The chain of `really: yes` must come to the ending that the lead calls its history."""
    history = story.leads[lead].history
    if not history or chain.ending == history:
        return None
    scene = story.scenes[chain.scene]
    reached = f"ends in `{chain.ending}`" if chain.ending else "goes round without an end"
    where = f"; it leaves the record where {chain.broken}" if chain.broken else ""
    return diag.HISTORY_MISSED.at(
        scene.file, chain.line, 1, lead=lead, reached=reached, history=history, where=where
    )


def about_unsure(story: Story, scenes: Iterable[str], lead: str, proved: bool) -> Iterator[Problem]:
    """Scenes from which no way that is always open leads to an ending."""
    found = diag.CAUGHT if proved else diag.PERHAPS_CAUGHT
    for id in scenes:
        yield found.at(story.scenes[id].file, 1, 1, scene=id, lead=lead)


# -- variables ----------------------------------------------------------------------------------------------------


def _variables(story: Story) -> Iterator[Problem]:
    read = set(_names_read(story))
    changed = {
        effect.variable
        for scene in scenes_of(story)
        for deed in deeds_of(scene)
        for effect in deed.effects
    }
    for variable in story.world.variables:
        if variable.lead and not story.leads[variable.lead].start:
            continue
        file = variable.file or "state.yaml"
        if variable.id not in read and variable.show not in ("country", "resource"):
            yield diag.NEVER_READ.at(file, variable.line, 1, name=variable.id)
        if variable.id not in changed and variable.means is None:
            yield diag.NEVER_CHANGED.at(file, variable.line, 1, name=variable.id)


def _names_read(story: Story) -> Iterator[str]:
    for expression in story_expressions(story):
        yield from (part.id for part in walk_expression(expression) if isinstance(part, Name))
    for scene in scenes_of(story):
        for prose in passages_of(scene):
            yield from (
                segment.variable for segment in walk_prose(prose) if isinstance(segment, Show)
            )


# -- records ------------------------------------------------------------------------------------------------------


def _records(story: Story) -> Iterator[Problem]:
    for scene in scenes_of(story):
        if not any(choice.really for choice in scene.choices):
            continue
        cited = {
            segment.source for segment in walk_prose(scene.record) if isinstance(segment, Cite)
        }
        if len(cited) < FEWEST_SOURCES:
            lacks = (
                "has no record"
                if not scene.record
                else f"has a record that cites {len(cited)} of {FEWEST_SOURCES} sources"
            )
            yield diag.THIN_RECORD.at(scene.file, 1, 1, scene=scene.id, lacks=lacks)


# -- lessons ------------------------------------------------------------------------------------------------------


def untaught(story: Story) -> list[str]:
    """Lessons of the curriculum that no scene or choice teaches and no linked entry of the glossary stands for."""
    taught: set[str] = set()
    linked: set[str] = set()
    for scene in scenes_of(story):
        taught.update(scene.teaches)
        for choice in scene.choices:
            taught.update(choice.teaches)
        for prose in (scene.text, *(choice.text for choice in scene.choices)):
            linked.update(
                segment.term
                for segment in walk_prose(prose)
                if isinstance(segment, Span) and segment.term
            )
    taught |= {term.curriculum for term in story.world.terms if term.id in linked}
    return [id for id in story.lessons if id not in taught]


def _lessons(story: Story) -> Iterator[Problem]:
    acts = {scene.act for scene in scenes_of(story)}
    for id in untaught(story):
        lesson = story.lessons[id]
        if lesson.due in acts:
            yield diag.UNTAUGHT.at("curriculum.yaml", lesson.line, 1, lesson=id, act=lesson.due)


# -- orphans ------------------------------------------------------------------------------------------------------


def _orphans(story: Story) -> Iterator[Problem]:
    """What is declared and nothing uses."""
    sources, people, prose = _sources_used(story), _people_named(story), _all_words(story)
    called = {scene.vote for scene in scenes_of(story)} | {
        part.argument
        for expression in story_expressions(story)
        for part in walk_expression(expression)
        if isinstance(part, Call)
    }
    offered = {name for scene in scenes_of(story) for name in scene.powers}
    choices = [choice for scene in scenes_of(story) for choice in scene.choices]
    said = {position for choice in choices for position, _ in choice.says}
    for source in story.world.sources:
        if source.id not in sources:
            yield diag.UNCITED_SOURCE.at("sources.yaml", source.line, 1, name=source.id)
    for person in story.world.people:
        if person.line and person.id not in people and person.name not in prose:
            yield diag.UNNAMED_PERSON.at("people.yaml", person.line, 1, name=person.id)
    for motion in story.world.motions:
        if motion.id not in called:
            yield diag.UNCALLED_MOTION.at("motions.yaml", motion.line, 1, name=motion.id)
    for power in story.world.powers:
        if power.id not in offered:
            yield diag.UNUSED_POWER.at("powers.yaml", power.line, 1, name=power.id)
    for position in story.world.positions:
        if position.id not in said:
            yield diag.UNUSED_POSITION.at("positions.yaml", position.line, 1, name=position.id)


def _accounts(story: Story) -> Iterator[Problem]:
    """Conflicting accounts are told of an hour that is played from two chairs at least."""
    leads: dict[str, set[str]] = {}
    for scene in scenes_of(story):
        if scene.event:
            leads.setdefault(scene.event, set()).add(scene.lead)
    for account in story.world.accounts:
        found = leads.get(account.id, set())
        if len(found) < FEWEST_LEADS:
            whom = (
                f"only scenes of `{'`, `'.join(sorted(found)) or 'shared'}` carry it"
                if found
                else "no scene carries it"
            )
            yield diag.LONELY_ACCOUNTS.at(
                "accounts.yaml", account.line, 1, event=account.id, whom=whom
            )


def _sources_used(story: Story) -> set[str]:
    world = story.world
    cited = [
        *(p.sources for p in world.people),
        *(t.sources for t in world.terms),
        *(d.sources for d in world.chronicle),
    ]
    used = {source for sources in cited for source in sources}
    used |= {source for account in world.accounts for source, _ in account.sources}
    for scene in scenes_of(story):
        used.update(
            segment.source for segment in walk_prose(scene.record) if isinstance(segment, Cite)
        )
    return used


def _all_words(story: Story) -> str:
    """Everything that a player can read in scenes, the glossary and the chronicle, as one text."""
    world = story.world
    words = [
        s.text
        for scene in scenes_of(story)
        for prose in passages_of(scene)
        for s in walk_prose(prose)
        if isinstance(s, Span)
    ]
    words += [scene.title for scene in scenes_of(story)]
    words += [
        text
        for term in world.terms
        for text in (
            term.stub,
            term.definition,
            term.mattered,
            term.disagreed,
            term.error,
            term.notes,
        )
    ]
    words += [text for dated in world.chronicle for text in (dated.title, dated.text)]
    words += [
        text
        for account in world.accounts
        for text in (account.unknown, *(said for _, said in account.sources))
    ]
    words += [said for position in world.positions for _, said in position.stances]
    return "\n".join(words)


def _people_named(story: Story) -> set[str]:
    bodies = {motion.body for motion in story.world.motions}
    named = {lead.person for lead in story.world.leads}
    named |= {
        person.id
        for person in story.world.people
        if any(chair.body in bodies for chair in person.chairs)
    }
    for motion in story.world.motions:
        named |= {motion.accused, *(line.person for line in motion.leanings)}
    named |= {hold.person for power in story.world.powers for hold in power.holds}
    for scene in scenes_of(story):
        for deed in deeds_of(scene):
            named.update(line.person for line in deed.ledger)
            named.update(seating.person for seating in deed.seating)
        for prose in passages_of(scene):
            named.update(segment.term for segment in walk_prose(prose) if isinstance(segment, Span))
    for expression in story_expressions(story):
        named.update(
            part.argument for part in walk_expression(expression) if isinstance(part, Call)
        )
    for term in story.world.terms:
        named.update(term.related)
    return named
