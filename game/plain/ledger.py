"""The ledger of the chairs: every member with his sum, every line in it, the scene that wrote each; and the gauges."""

from __future__ import annotations

from game.engine import LedgerEntry, State
from game.plain.console import Console
from game.story.model import Story
from game.view import words
from game.view.blocks import Piece
from game.view.ledger import MODEL, gauge, gauges, ledger_people, signed, visible_ledger
from game.view.sanitize import one_line


def show_ledger(paper: Console, story: Story, state: State, who: str = "") -> None:
    """The whole ledger, or one person's page."""
    lines, sums = visible_ledger(story, state)
    people = ledger_people(story, state, lines)
    if who:
        wanted = who.casefold()
        people = (
            [id for id in people if wanted in (id, story.people[id].name.casefold())]
            if story.people
            else []
        )
        if not people:
            paper.line(f"The ledger has no page for {one_line(who)!r}.")
            return
    paper.line(Piece("The ledger", "bold"))
    if people:
        paper.note(MODEL, hanging="")
    empty = [id for id in people if not who and not any(line.person == id for line in lines)]
    for id in (one for one in people if one not in empty):
        paper.blank()
        _show_page(
            paper, story, state, id, sums.get(id, 0), [line for line in lines if line.person == id]
        )
    if empty:
        paper.blank()
        paper.line(
            f"Nothing is written yet of {words.listed([one_line(story.people[id].name) for id in empty])}."
        )
    elif not people:
        paper.line("Nobody has a page in it yet.")
    if not who:
        show_gauges(paper, story, state)


def show_gauges(paper: Console, story: Story, state: State) -> None:
    """The country and the lead's own means, in words."""
    for kind, title in (("country", "The country"), ("resource", "Your means")):
        shown = gauges(story, state, kind)
        if not shown:
            continue
        paper.blank()
        paper.line(Piece(title, "bold"))
        for variable in shown:
            value = state[variable.id]
            said = words.sentence(f"{variable.label or variable.id}: {gauge(variable, value)}")
            paper.line(one_line(said), hanging="  ")


def _show_page(
    paper: Console, story: Story, state: State, id: str, total: int, lines: list[LedgerEntry]
) -> None:
    name = story.people[id].name if id in story.people else id
    chair = (
        ""
        if state.is_seated(id) or not any(person.chairs for person in story.world.people)
        else " No chair."
    )
    paper.line(
        Piece(one_line(name), "bold"),
        f": {signed(total)}, {words.leaning(total)}.{chair}",
        hanging="  ",
    )
    for line in lines:
        scene = story.scenes[line.scene].title if line.scene in story.scenes else line.scene
        text = f"{line.weight:+d} {line.kind}: {one_line(line.reason)} ({one_line(scene)})."
        paper.line(Piece(text, "dim"), first="  ", hanging="    ")
