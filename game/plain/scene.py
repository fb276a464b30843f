"""A turn on paper: the header with its labels, the prose, what moved and why, what was met, and the choices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from game.engine import Change, Passage, Turn
from game.engine.compiled_prose import CompiledProse
from game.engine.machine import machine_of
from game.plain.console import Console
from game.plain.vote import show_vote
from game.plain.wrap import Piece
from game.story.model import Scene, Story
from game.view import words
from game.view.accounts import opened_lines
from game.view.allocations import line_of
from game.view.powers import notes
from game.view.powers import told as told_of
from game.view.sanitize import one_line
from game.view.turn import (
    MOST_STUBS,
    act_line,
    by_cause,
    choice_of,
    hub_line,
    moved_line,
    record_line,
    stub_of,
)


@dataclass(frozen=True, slots=True)
class Showing:
    """How a turn is to be shown.

    `taken` is the (scene, choice) that led here, `standing` the scene whose header is on the page already, `known`
    the terms whose stub the player has read before, `moves` whether what moved is told, `opened` are the events whose
    hour the step opened.
    """

    taken: tuple[str, str] | None = None
    standing: str = ""
    known: Collection[str] = ()
    moves: bool = True
    opened: Collection[str] = ()


def show_turn(paper: Console, story: Story, turn: Turn, how: Showing) -> None:
    """Everything that a step showed, in order, up to the choices."""
    choice = choice_of(story, how.taken)
    early, late = by_cause(turn, how.taken, choice)
    passages = list(turn.passages)
    told: set[str] = set(how.known)
    if passages and passages[0].kind == "outcome":
        paper.blank()
        if choice:
            show_labels(paper, choice.evidence)
        paper.prose(passages[0].spans)
    paper.blank()
    _show_moved(paper, early if how.moves else [])
    for line in told_of(story, turn, how.taken, choice):
        paper.note(line)
    if passages and passages[0].kind == "outcome":
        _show_met(paper, story, turn, passages.pop(0), told)
    show_record_line(paper, turn)
    left, passed = opened_lines(story, how.opened, how.taken[0] if how.taken else "")
    _show_opened(paper, left)
    standing = how.standing
    for passage in passages:
        paper.blank()
        if passage.kind == "scene" and passage.scene != standing:
            paper.gap()
            show_header(paper, story, story.scenes[passage.scene], turn.state.lead)
            standing = passage.scene
        if passage.vote:
            show_vote(paper, story, turn.state.lead, passage.vote)
        else:
            paper.prose(passage.spans)
        paper.blank()
        _show_met(paper, story, turn, passage, told)
    paper.blank()
    _show_moved(paper, late if how.moves else [])
    _show_opened(paper, passed)


def show_header(paper: Console, story: Story, scene: Scene, lead: str) -> None:
    """Who, which act, when and where; how well it is attested; the title."""
    parts = [story.leads[lead].name, act_line(story, scene.id), words.day(scene.date), scene.place]
    paper.note(" ".join(words.sentence(part) for part in parts if part), hanging="")
    show_labels(paper, scene.evidence)
    paper.blank()
    paper.line(Piece(one_line(scene.title), "bold"))
    paper.blank()


def show_choices(paper: Console, story: Story, turn: Turn) -> None:
    """What can be done now: open choices numbered, locked ones with the reason."""
    paper.blank()
    if turn.picks_left is not None:
        if all(passage.scene != turn.scene for passage in turn.passages):
            paper.line(Piece(words.sentence(one_line(story.scenes[turn.scene].title)), "bold"))
        paper.line(hub_line(turn))
        paper.blank()
    if line := line_of(turn):
        paper.line(line)
        paper.blank()
    said = notes(story, turn)
    number, wide = 0, len(str(sum(offer.open for offer in turn.choices)))
    for offer in turn.choices:
        label = Piece(one_line(offer.label))
        keeps = [Piece(" "), Piece(f"({said[offer.id]})", "dim")] if offer.id in said else []
        if offer.open:
            number += 1
            paper.line(label, *keeps, first=f"{number:>{wide}}  ", hanging=" " * (wide + 2))
        else:
            mark = paper.glyph("⊘", "-")
            why = Piece(f"Locked: {one_line(offer.reason)}", "dim")
            label = Piece(words.sentence(label.text))
            paper.line(label, *keeps, " ", why, first=f"{mark:>{wide}}  ", hanging=" " * (wide + 2))


def show_ending(paper: Console, story: Story, turn: Turn) -> None:
    """The ending reached: its name, its kind, how far from the record it stands, its epitaph."""
    ending = story.endings.get(turn.ending or "")
    paper.blank()
    if ending is None:
        paper.line(
            Piece("The end: ", "dim"), Piece(one_line(turn.ending or "").replace("_", " "), "bold")
        )
        return
    paper.line(Piece("The end: ", "dim"), Piece(one_line(ending.name), "bold"))
    paper.note(
        f"{words.ending_kind(ending.kind)} Distance from the record: {words.distance(ending.drift)}",
        hanging="",
    )
    if ending.epitaph:
        machine = machine_of(story)
        paper.blank()
        paper.prose(
            CompiledProse(ending.epitaph, machine.layout, machine.conditions).render(
                turn.state.raw_values, True
            )
        )


def show_record_line(paper: Console, turn: Turn) -> None:
    """The Record folded to one line."""
    if turn.record:
        paper.note(record_line(turn))


def show_labels(paper: Console, evidence: tuple[str, str]) -> None:
    """How well what happens and what is said are known."""
    said = []
    for name, certainty in zip(("EVENT", "WORDS"), evidence, strict=True):
        if certainty:
            said.append(
                " ".join(
                    part
                    for part in (name, paper.glyph(words.glyph_of(certainty)), certainty)
                    if part
                )
            )
    if said:
        paper.note(", ".join(said), hanging="")


def _show_moved(paper: Console, moved: Collection[Change]) -> None:
    for one in moved:
        if said := moved_line(one):
            paper.note(said)


def _show_opened(paper: Console, lines: Collection[str]) -> None:
    """What can be read from two chairs now."""
    for line in lines:
        paper.note(words.sentence(f"{line} (a)"))


def _show_met(paper: Console, story: Story, turn: Turn, passage: Passage, told: set[str]) -> None:
    """A quiet line for what this passage met first: with its stub where it is one or two, else the names alone; `told` is updated."""
    here = {span.term for span in passage.spans if span.term}
    fresh = [id for id in turn.met if id in here and id not in told]
    told.update(fresh)
    if len(fresh) > MOST_STUBS:
        names = ", ".join(one_line(story.link_name(id)) for id in fresh)
        paper.note(f"New in the glossary: {names}. g and a name reads one.")
        return
    for id in fresh:
        paper.line(
            Piece(one_line(story.link_name(id)), "term"),
            Piece(f": {one_line(stub_of(story, id))}", "dim"),
            hanging="  ",
        )
