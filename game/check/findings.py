"""From what is known to what is wrong: each finding a problem with a stable code (TC08xx), a file and a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.check.chain import Chain
from game.check.goal import Goal
from game.check.report import IMPOSSIBLE, UNKNOWN
from game.check.visitors import deeds_of, passages_of, scenes_of, story_expressions
from game.story.diagnostics import ERROR, WARNING, Problem
from game.story.model import Call, Cite, Name, Show, Span, Story, walk_expression, walk_prose

FEWEST_SOURCES = 2
FEWEST_LEADS = 2


def about_goal(goal: Goal, lead: str, status: str) -> Problem | None:
    """A goal that cannot be reached is an error; one that nobody has reached yet is a warning."""
    if status not in (IMPOSSIBLE, UNKNOWN):
        return None
    if goal.kind == "condition" or (goal.side is False and goal.kind == "choice"):
        return _about_condition(goal, lead, status)
    if status == IMPOSSIBLE:
        hint = "Change the conditions on the way to it, or take it out."
        return Problem(
            goal.file, goal.line, 1, "TC0801", f"No play of `{lead}` can show {goal.what}.", hint
        )
    hint = (
        "It may be possible: neither a play nor a proof was found. Give the check more `--seconds`."
    )
    return Problem(
        goal.file,
        goal.line,
        1,
        "TC0802",
        f"No play of `{lead}` was found that shows {goal.what}.",
        hint,
        WARNING,
    )


def _about_condition(goal: Goal, lead: str, status: str) -> Problem:
    code, never = ("TC0803", "true") if goal.side else ("TC0804", "false")
    seen = "can never be" if status == IMPOSSIBLE else "was never seen to be"
    hint = (
        "A condition that nothing can change is a slip, or not needed."
        if status == IMPOSSIBLE
        else "Give the check more `--seconds`."
    )
    message = f"{goal.what} {seen} {never} as `{lead}`."
    if goal.kind == "choice":
        message = f"{goal.what}: the need {seen} false as `{lead}`."
    return Problem(
        goal.file,
        goal.line,
        1,
        code,
        message[0].upper() + message[1:],
        hint,
        ERROR if status == IMPOSSIBLE else WARNING,
    )


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
    message = f"The chain of `really: yes` of `{lead}` {reached}, not in `{history}`{where}."
    return Problem(
        scene.file,
        chain.line,
        1,
        "TC0807",
        message,
        "Mark what the record says was done, and keep it open in a run that followed the record.",
    )


def about_unsure(story: Story, scenes: Iterable[str], lead: str, proved: bool) -> Iterator[Problem]:
    """Scenes from which no way that is always open leads to an ending."""
    for id in scenes:
        said = "A run can be caught for good" if proved else "A run might be caught for good"
        hint = "Give a scene of the loop a choice without conditions that leads out of it."
        yield Problem(
            story.scenes[id].file,
            1,
            1,
            "TC0811",
            f"{said} in `{id}` as `{lead}`.",
            hint,
            ERROR if proved else WARNING,
        )


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
        if variable.id not in read and variable.show not in ("country", "resource"):
            message = (
                f"Nothing reads `{variable.id}`: no condition, no passage, and it is not shown."
            )
            yield Problem(
                variable.file or "state.yaml",
                variable.line,
                1,
                "TC0805",
                message,
                "Use it, show it, or take it out.",
                WARNING,
            )
        if variable.id not in changed and variable.means is None:
            message = f"Nothing changes `{variable.id}`: it stays as it starts."
            yield Problem(
                variable.file or "state.yaml",
                variable.line,
                1,
                "TC0806",
                message,
                "Let a `do` change it, or take it out.",
                WARNING,
            )


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
            message = f"`{scene.id}` says what history did, and {lacks}."
            yield Problem(
                scene.file,
                1,
                1,
                "TC0808",
                message,
                "Give it a `record` with two `{cite source}`.",
                WARNING,
            )


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
            message = f"`{id}` is due in `{lesson.due}`, and nothing there or elsewhere teaches it."
            yield Problem(
                "curriculum.yaml",
                lesson.line,
                1,
                "TC0809",
                message,
                "Teach it: `teaches: [" + id + "]` on the scene where it matters.",
            )


# -- orphans ------------------------------------------------------------------------------------------------------


def _orphans(story: Story) -> Iterator[Problem]:
    sources, people = _sources_used(story), _people_named(story)
    for source in story.world.sources:
        if source.id not in sources:
            yield _orphan(
                "sources.yaml",
                source.line,
                f"Nothing cites the source `{source.id}`.",
                "Cite it, or take it out.",
            )
    prose = _all_words(story)
    for person in story.world.people:
        if person.line and person.id not in people and person.name not in prose:
            message = f"Nobody names `{person.id}`: no link, no passage, no line."
            yield _orphan(
                "people.yaml",
                person.line,
                message,
                "Name them with `[[" + person.id + "]]`, or take them out.",
            )
    called = {scene.vote for scene in scenes_of(story)} | {
        part.argument
        for expression in story_expressions(story)
        for part in walk_expression(expression)
        if isinstance(part, Call)
    }
    for motion in story.world.motions:
        if motion.id not in called:
            yield _orphan(
                "motions.yaml",
                motion.line,
                f"Nobody calls the motion `{motion.id}`.",
                "Give a scene `vote: " + motion.id + "`.",
            )

    offered = {name for scene in scenes_of(story) for name in scene.powers}
    for power in story.world.powers:
        if power.id not in offered:
            yield _orphan(
                "powers.yaml",
                power.line,
                f"No menu offers the power `{power.id}`.",
                "Give a scene `powers: " + power.id + "`.",
            )
    said = {
        position
        for scene in scenes_of(story)
        for choice in scene.choices
        for position, _ in choice.says
    }
    for position in story.world.positions:
        if position.id not in said:
            message = f"Nobody takes the position `{position.id}`."
            yield _orphan(
                "positions.yaml",
                position.line,
                message,
                "Give a choice `says: {" + position.id + ": ...}`.",
            )


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
            message = f"The event `{account.id}` has accounts, and {whom}."
            hint = "Give scenes of two leads `event: " + account.id + "`, or take the accounts out."
            yield Problem("accounts.yaml", account.line, 1, "TC0812", message, hint, WARNING)


def _orphan(file: str, line: int, message: str, hint: str) -> Problem:
    return Problem(file, line, 1, "TC0810", message, hint, WARNING)


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
