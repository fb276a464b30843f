"""Holds and minutes in words: of a choice before it is taken, and in a quiet line after."""

from __future__ import annotations

from game.engine import MinutesEntry, MinutesMark, Turn, minutes_entry, minutes_marks
from game.engine.allocations import current_budget
from game.engine.minutes import CITES, CONTRADICTS, REPEATS, SAYS
from game.story.model import KEPT, SPENT, Choice, Story
from game.story.model import OPEN as IS_OPEN
from game.view import words
from game.view.allocations import finished, leaves
from game.view.names import person_name, scene_title
from game.view.sanitize import one_line

GLYPHS = {KEPT: "◆", IS_OPEN: "◇", SPENT: "·"}
"""A hold that is kept, that is open for the next vote, that is spent."""


def choice_notes(story: Story, turn: Turn) -> dict[str, str]:
    """What is said of choices of the menu before they are taken, by their ids."""
    said = {}
    choices = {choice.id: choice for choice in story.scenes[turn.scene].choices}
    budget, minuted = current_budget(turn), minutes_marks(turn)
    for offer in turn.choices:
        choice = choices.get(offer.id)
        if not offer.keeps:
            said[offer.id] = "will not keep"
        elif offer.power in story.powers:
            said[offer.id] = f"{GLYPHS[KEPT]} {one_line(story.powers[offer.power].name)}, once"
        elif budget and choice and choice.of:
            said[offer.id] = leaves(budget, choice)
        elif offer.id in minuted:
            said[offer.id] = _minuted(story, minuted[offer.id], turn.state.date)
    return {id: text for id, text in said.items() if text}


def _minuted(story: Story, found: tuple[MinutesMark, ...], now: str) -> str:
    """What a choice does to the minutes; which of them it means where there are several."""
    told = [one for one in found if one.kind != CITES or one.standing.stance == one.stance]
    said = [_mark(story, mark, now) for mark in told]
    if len(told) > 1:
        said = [f"{one_line(mark.title)}: {text}" for mark, text in zip(told, said, strict=True)]
    return "; ".join(said)


def _mark(story: Story, mark: MinutesMark, now: str) -> str:
    word = your_word(story, mark.standing, now)
    if mark.kind == CITES:
        return f"cites {word}"
    if mark.kind == CONTRADICTS:
        costs = story.positions[mark.position].contradicting
        return f"against {word}" + (", and that costs" if costs.effects or costs.ledger else "")
    return {SAYS: "goes into the minutes", REPEATS: "stands in the minutes already"}[mark.kind]


def your_word(story: Story, stands: MinutesEntry, now: str) -> str:
    """A stance by the day on which it was taken, or else by its scene."""
    if stands.date:
        return f"your word of {words.brief_day(stands.date, now)}"
    known = stands.scene in story.scenes
    return f"your word in {scene_title(story, stands.scene)}" if known else "your word"


def kept_lines(
    story: Story, turn: Turn, taken: tuple[str, str] | None, choice: Choice | None
) -> list[str]:
    """The lines kept of a choice: an order or budget finished, a hold opened, a word minuted."""
    if taken is None or choice is None:
        return []
    lines = [finished(story, turn, taken[0], choice)]
    if choice.power in story.powers:
        power = story.powers[choice.power]
        person = next((hold.person for hold in power.holds if hold.id == choice.of), "")
        name = person_name(story, person)
        lines.append(f"{one_line(power.name)}: the next vote of {name} is bound.")
    for position, stance in choice.says:
        now = minutes_entry(story, turn.state, position)
        before = minutes_entry(story, turn.before, position).stance if turn.before else stance
        if now.stance == stance != before:
            said = f"In the minutes: {one_line(now.title)}. {one_line(now.words)}"
            lines.append(words.sentence(said))
    return [line for line in lines if line]
