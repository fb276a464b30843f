"""The branches on paper: a tree of decisions in lines, each with a number to go on from."""

from __future__ import annotations

from game.plain.console import Console
from game.plain.run import Run
from game.plain.tree import Place
from game.plain.wrap import Piece
from game.story.model import Story
from game.view import words
from game.view.sanitize import one_line


def show_branches(paper: Console, run: Run) -> None:
    """Every decision in reading order; what follows a fork stands a step to the right."""
    places = run.places()
    ends = sum(not place.ways for place in places)
    paper.line(Piece(f"Branches of {one_line(run.story.leads[run.lead].name)}", "bold"))
    paper.note(
        f"{words.count(len(places) - 1, 'step').capitalize()}, {words.count(ends, 'branch', 'branches')}. b and a number goes on from there.",
        hanging="",
    )
    paper.blank()
    wide = len(str(len(places)))
    for number, place in enumerate(places, 1):
        _show_place(paper, run.story, place, number, wide, forked=_follows_fork(places, number - 1))


def _follows_fork(places: list[Place], at: int) -> bool:
    """Whether a place is the first of one of several ways."""
    return at > 0 and (places[at].fork > places[at - 1].fork or places[at - 1].ways == 0)


def _show_place(
    paper: Console, story: Story, place: Place, number: int, wide: int, forked: bool
) -> None:
    indent = " " * min(2 * place.fork, paper.width // 3)
    if place.label:
        mark = paper.glyph("■", "*")
        paper.line(
            Piece(f"{one_line(place.label)}", "" if forked else "dim"),
            first=f"{indent}{' ' * wide}  {mark} ",
            hanging=indent + " " * (wide + 4),
        )
    here = [Piece(" You are here.", "red" if paper.colour else "bold")] if place.is_head else []
    marks = [Piece(f" Bookmark: {one_line(name)}.", "term") for name in place.bookmarks]
    not_chosen = (
        f" {words.number_word(place.untaken).capitalize()} not chosen."
        if place.untaken and not place.is_head
        else ""
    )
    paper.line(
        Piece(_name(story, place)),
        Piece(not_chosen, "dim"),
        *marks,
        *here,
        first=f"{indent}{number:>{wide}}  ",
        hanging=indent + " " * (wide + 2),
    )


def _name(story: Story, place: Place) -> str:
    """Where the run stands after a step: a scene and its date, an ending, or a page that the story has no more."""
    if place.ending:
        ending = story.endings.get(place.ending)
        return f"The end: {words.sentence(one_line(ending.name if ending else place.ending))}"
    if not place.scene:
        return "The story was edited; this step is kept."
    title = one_line(story.scenes[place.scene].title)
    return words.sentence(f"{title}, {words.day(place.date)}" if place.date else title)
