"""The goals of a passage: its alternatives, the terms it links to and the lessons they teach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from game.check.goal import Aspect, Goal, GoalKind, GoalOwner, GoalSite, simple_goal
from game.check.partial_conditions import evaluate_for_lead
from game.story.model import Alternative, FirstAgain, Prose, Span, Story


def lesson_goals(story: Story, lessons: Iterable[str], site: GoalSite) -> Iterator[Goal]:
    """A goal for each lesson that is taught at a site."""
    for id in lessons:
        line = story.lessons[id].line if id in story.lessons else 0
        yield simple_goal("fact", id, "curriculum.yaml", line, site)


class PassageGoals:
    """Yields the goals of one passage: the text, label or record of an owner.

    Alternatives are numbered in reading order, as `InstrumentedProse` numbers them.
    """

    def __init__(
        self, story: Story, lead: str, owner: GoalOwner, aspect: Aspect, line: int
    ) -> None:
        self.story, self.lead, self.owner, self.aspect, self.line = story, lead, owner, aspect, line
        self.name = owner.name if aspect == "text" else f"{owner.name}:{aspect}"
        self._indexes = count()

    def of(self, prose: Prose, site: GoalSite, dead: bool = False) -> Iterator[Goal]:
        """Goals in reading order; nothing is reached in an alternative that is `dead`."""
        for segment in prose:
            match segment:
                case Span(term=term) if term and not dead and self.aspect == "text":
                    yield from self._link(term, site)
                case Alternative():
                    yield from self._alternative(segment, site, dead)
                case FirstAgain():
                    yield from self._first_again(segment, site, dead or self.aspect != "text")

    def _link(self, id: str, site: GoalSite) -> Iterator[Goal]:
        if term := self.story.terms.get(id):
            yield simple_goal("term", id, term.file, term.line, site)
            if term.curriculum:
                yield from lesson_goals(self.story, (term.curriculum,), site)

    def _alternative(self, segment: Alternative, site: GoalSite, dead: bool) -> Iterator[Goal]:
        index, condition = next(self._indexes), segment.condition
        known = evaluate_for_lead(condition.expression, self.lead, self.story)
        for side, prose in ((True, segment.then), (False, segment.otherwise)):
            gone = dead or known is (not side)
            here = site.requiring((condition.expression, side))
            if not gone:
                words = f"if {condition.source}:{'then' if side else 'else'}"
                yield self._goal(index, side, words, condition.line, here, bool(prose))
            yield from self.of(prose, here, gone)

    def _first_again(self, segment: FirstAgain, site: GoalSite, dead: bool) -> Iterator[Goal]:
        index = next(self._indexes)
        for side, prose in ((True, segment.first), (False, segment.again)):
            if not dead:
                yield self._goal(index, side, "first" if side else "again", self.line, site, True)
            yield from self.of(prose, site, dead)

    def _goal(
        self, index: int, side: bool, words: str, line: int, site: GoalSite, displayed: bool
    ) -> Goal:
        """An alternative with words is a passage; the silent side of an `if` is a condition."""
        key, id = self.owner.key(self.aspect, index).on(side), f"{self.name}:{words}"
        kind: GoalKind = "passage" if displayed else "condition"
        what = f"`{words if displayed else words.removesuffix(':else')}` in `{self.name}`"
        return Goal(key, kind, id, what, self.owner.file, line or self.line, (site,))
