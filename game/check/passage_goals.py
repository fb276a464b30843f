"""The goals of one passage: its alternatives, and the terms that it links to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.check.goal import GoalSite
from game.check.goal_owner import GoalOwner
from game.check.read_sets import fold
from game.story.model import Alternative, FirstAgain, Prose, Span

if TYPE_CHECKING:
    from game.check.goals import Goals


class PassageGoals:
    """The goals of one passage: its alternatives, and the terms that it links to."""

    def __init__(self, goals: Goals, whose: GoalOwner, part: str, line: int) -> None:
        self.goals, self.whose, self.part, self.line = goals, whose, part, line
        self.name = whose.name if part == "text" else f"{whose.name}:{part}"
        self.count = 0

    def read(self, prose: Prose, aim: GoalSite, dead: bool = False) -> None:
        """Segments in reading order; alternatives are counted so that whoever compiles the passage counts alike."""
        for segment in prose:
            if (
                isinstance(segment, Span)
                and segment.term
                and not dead
                and self.part != "record"
                and self.part != "label"
            ):
                self.link(segment.term, aim)
            elif isinstance(segment, Alternative):
                self.alternative(segment, aim, dead)
            elif isinstance(segment, FirstAgain):
                self.first_again(segment, aim, dead)

    def link(self, term: str, aim: GoalSite) -> None:
        goals = self.goals
        if term in goals.story.terms:
            goals.share(
                ("term", term),
                "term",
                term,
                f"the term `{term}`",
                goals.story.terms[term].line,
                aim,
            )
            if lesson := goals.lessons_of.get(term):
                goals.teach((lesson,), aim)

    def alternative(self, segment: Alternative, aim: GoalSite, dead: bool) -> None:
        index, self.count = self.count, self.count + 1
        expression = segment.condition.expression
        known = fold(expression, self.goals.lead, self.goals.story)
        for side, prose in ((True, segment.then), (False, segment.otherwise)):
            gone = dead or known is (not side)
            aimed = aim._replace(wants=(*aim.wants, (expression, side)))
            if not gone:
                self.add(
                    index,
                    side,
                    f"if {segment.condition.source}:{'then' if side else 'else'}",
                    segment.condition.line,
                    aimed,
                    bool(prose),
                )
            self.read(prose, aimed, gone)

    def first_again(self, segment: FirstAgain, aim: GoalSite, dead: bool) -> None:
        index, self.count = self.count, self.count + 1
        for side, prose in ((True, segment.first), (False, segment.again)):
            gone = dead or self.part != "text"
            aimed = aim._replace(again=not side)
            if not gone:
                self.add(index, side, "first" if side else "again", self.line, aimed, True)
            self.read(prose, aimed, gone)

    def add(self, index: int, side: bool, words: str, line: int, aim: GoalSite, told: bool) -> None:
        """An alternative with words is a passage; the silent side of an `if` is a condition that must be false at times."""
        key = ("alt", self.whose.owner, self.whose.part, self.part, index, side)
        kind = "passage" if told else "condition"
        what = (
            f"`{words}` in `{self.name}`"
            if told
            else f"`{words.removesuffix(':else')}` in `{self.name}`"
        )
        self.goals.add(
            key,
            kind,
            f"{self.name}:{words}",
            what,
            self.whose.file,
            line or self.line,
            (aim,),
            side,
        )
