"""Plain enumeration: every state of a story through `begin` and `choose`, told apart by equality alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from game.check.goal import GoalKey, GoalOwner
from game.engine import Turn, begin, choose
from game.story.model import Story


@dataclass
class Edge:
    """A choice taken: where it led and what it showed."""

    choice: str
    target: int
    shown: set[tuple]


@dataclass
class Enumeration:
    """States by number, the first is where the story begins; what the beginning showed is in `start`."""

    turns: list[Turn] = field(default_factory=list)
    edges: list[list[Edge]] = field(default_factory=list)
    start: set[tuple] = field(default_factory=set)

    @property
    def shown(self) -> set[tuple]:
        return self.start.union(*(edge.shown for edges in self.edges for edge in edges))

    def ends_without(self, thing: tuple) -> bool:
        """Whether some complete run never shows a thing."""
        if thing in self.start:
            return False
        seen, waiting = {0}, [0]
        while waiting:
            number = waiting.pop()
            if self.turns[number].ending:
                return True
            for edge in self.edges[number]:
                if thing not in edge.shown and edge.target not in seen:
                    seen.add(edge.target)
                    waiting.append(edge.target)
        return False

    def trapped(self) -> set[int]:
        """States from which no ending can be reached."""
        good = {number for number, turn in enumerate(self.turns) if turn.ending}
        while True:
            more = {
                n
                for n, edges in enumerate(self.edges)
                if n not in good and any(edge.target in good for edge in edges)
            }
            if not more:
                return set(range(len(self.turns))) - good
            good |= more

    def odds(self) -> dict[str, Fraction] | None:
        """Exact odds of each ending, or None where runs can go round."""
        order, mark = [], [0] * len(self.turns)

        def visit(number: int) -> bool:
            if mark[number]:
                return mark[number] == 2
            mark[number] = 1
            if not all(visit(edge.target) for edge in self.edges[number]):
                return False
            mark[number] = 2
            order.append(number)
            return True

        if not visit(0):
            return None
        chance = {0: Fraction(1)}
        found: dict[str, Fraction] = {}
        for number in reversed(order):
            here = chance.get(number, Fraction(0))
            if ending := self.turns[number].ending:
                found[ending] = found.get(ending, Fraction(0)) + here
            for edge in self.edges[number]:
                chance[edge.target] = chance.get(edge.target, Fraction(0)) + here / len(
                    self.edges[number]
                )
        return found


def enumerate_states(story: Story, lead: str, most: int) -> Enumeration | None:
    """All of them, or None when there are more than `most`."""
    brute, first = Enumeration(), begin(story, lead)
    numbers = {first.state: 0}
    brute.turns.append(first)
    brute.edges.append([])
    brute.start = shown_by(story, first)
    for number, turn in enumerate(brute.turns):
        for offer in turn.choices:
            if not offer.open:
                continue
            after = choose(story, turn.state, offer.id)
            target = numbers.setdefault(after.state, len(numbers))
            if target == len(brute.turns):
                brute.turns.append(after)
                brute.edges.append([])
                if len(numbers) > most:
                    return None
            brute.edges[number].append(
                Edge(offer.id, target, shown_by(story, after) | taken(story, turn.scene, offer.id))
            )
    return brute


def shown_by(story: Story, turn: Turn) -> set[tuple]:
    """What a player sees in a turn, as goals are named."""
    found: set[tuple] = set()
    for passage in turn.passages:
        if passage.kind == "scene":
            scene = story.scenes[passage.scene]
            found.add(GoalKey("scene", scene.id))
            found |= {GoalKey("fact", id) for id in scene.teaches}
            if scene.ending:
                found.add(GoalKey("ending", scene.ending))
        for span in passage.spans:
            if span.term:
                found.add(GoalKey("term", span.term))
                found |= (
                    {GoalKey("fact", story.terms[span.term].curriculum)}
                    if story.terms[span.term].curriculum
                    else set()
                )
        found |= words(passage.text)
    for vote in turn.votes:
        found |= {
            GoalKey("voice", vote.motion, voice.person, stance=voice.stance)
            for voice in vote.voices
            if voice.words
        }
    for offer in turn.choices:
        found |= words(offer.label)
    return found | (words(str(turn.record)) if turn.record else set())


def words(text: str) -> set[tuple]:
    """The words that stand in one branch of one passage only."""
    return {("word", word) for word in text.split() if word.startswith("TK")}


def taken(story: Story, scene: str, choice: str) -> set[tuple]:
    """What taking a choice of a menu reaches by itself, as the check names it."""
    for one in story.scenes[scene].choices:
        if one.id == choice:
            owner = GoalOwner.of_choice(story.scenes[scene], one)
            return {owner.taken, *(GoalKey("fact", id) for id in one.teaches)}
    return set()
