"""The ledger of the chairs: every member with his sum, every line in it, the scene that wrote each; and the gauges."""

from __future__ import annotations

from game.plain.paper import Paper
from game.plain.vote import MODEL, signed
from game.plain.wrap import Piece
from game.play import Entry, State
from game.story.model import Story
from game.wording import words
from game.wording.letters import one_line


def show_ledger(paper: Paper, story: Story, state: State, who: str = "") -> None:
    """The whole ledger, or one person's page."""
    people = _people(story, state)
    if who:
        wanted = who.casefold()
        people = [id for id in people if wanted in (id, story.people[id].name.casefold())] if story.people else []
        if not people:
            paper.line(f"The ledger has no page for {one_line(who)!r}.")
            return
    paper.line(Piece("The ledger", "bold"))
    if people:
        paper.note(MODEL, hanging="")
    lines = state.ledger()
    for id in people:
        paper.blank()
        _show_page(paper, story, state, id, [line for line in lines if line.person == id])
    if not people:
        paper.line("Nobody has a page in it yet.")
    if not who:
        show_gauges(paper, story, state)


def show_gauges(paper: Paper, story: Story, state: State) -> None:
    """The country and the lead's own means, in words."""
    for kind, title in (("country", "The country"), ("resource", "Your means")):
        shown = [v for v in story.world.variables if v.show == kind and v.lead in ("", state.lead)]
        if not shown:
            continue
        paper.blank()
        paper.line(Piece(title, "bold"))
        for variable in shown:
            value = state[variable.id]
            said = words.sentence(f"{variable.label or variable.id}: {_gauge(variable.words, variable.kind, variable.low, variable.high, value)}")
            paper.line(one_line(said), hanging="  ")


def _gauge(names: tuple[str, ...], kind: str, low: int, high: int, value: int | bool | str) -> str:
    if kind == "flag":
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    scale = f"{value} of {high}" if low == 0 else f"{value}, between {low} and {high}"
    return f"{names[value - low]} ({scale})" if names else scale


def _people(story: Story, state: State) -> list[str]:
    """Whoever holds a chair now, in the order of people.yaml, then others of whom the ledger has a line; not the lead himself."""
    own = story.leads[state.lead].person
    bodies = dict.fromkeys(chair.body for person in story.world.people for chair in person.chairs)
    seated = dict.fromkeys(member for body in bodies for member in state.members(body))
    written = dict.fromkeys(line.person for line in state.ledger())
    return [id for id in (*seated, *(one for one in written if one not in seated)) if id != own]


def _show_page(paper: Paper, story: Story, state: State, id: str, lines: list[Entry]) -> None:
    name = story.people[id].name if id in story.people else id
    total = state.support(id)
    chair = "" if state.seated(id) or not any(person.chairs for person in story.world.people) else " No chair."
    paper.line(Piece(one_line(name), "bold"), f": {signed(total)}, {words.leaning(total)}.{chair}", hanging="  ")
    for line in lines:
        scene = story.scenes[line.scene].title if line.scene in story.scenes else line.scene
        text = f"{line.weight:+d} {line.kind}: {one_line(line.reason)} ({one_line(scene)})."
        paper.line(Piece(text, "dim"), first="  ", hanging="    ")
