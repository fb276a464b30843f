"""A turn as blocks: the choice, what it moved and why, the Record, scenes, first meetings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from game.engine import Change, Passage, Turn
from game.engine.compiled_prose import CompiledProse
from game.engine.machine import machine_of
from game.saves.run import Run, RunStep
from game.story.model import Choice, Scene, Span, Story
from game.view import words
from game.view.accounts import opened_lines
from game.view.blocks import (
    Block,
    BlockOrFold,
    Fold,
    Piece,
    close_together,
    dim_block,
    heading,
    pieces_of,
)
from game.view.names import scene_title
from game.view.powers import kept_lines
from game.view.record import record_fold
from game.view.sanitize import one_line
from game.view.vote import vote_blocks

MOST_STUBS = 2
"""First meetings in one passage that are told with a sentence each; more are told by name."""
ONE_ROW = 68
"""Columns within which place and labels of a scene stand in one row."""


class Face(NamedTuple):
    """What a face has beside the text, and the keys by which it opens things.

    `bar`: a line at the top names the lead and the act, so the header of a scene need not.
    `vote_screen`: a vote has a screen of its own, so here the reasons of the votes are left out.
    """

    bar: bool = True
    vote_screen: bool = True
    unfold: str = "o"
    accounts: str = "a"
    glossary: str = ""


SCREEN = Face()


def run_step_blocks(
    run: Run, step: RunStep, folded: Collection[str] = (), face: Face = SCREEN
) -> list[BlockOrFold]:
    """The blocks of a step of a run, with the first meetings that this player had there."""
    met = [term for term in step.turn.met if run.known.get(term) == step.id]
    return list(turn_blocks(run.story, step, met=met, folded=folded, face=face))


def turn_blocks(
    story: Story,
    step: RunStep,
    *,
    met: Collection[str] = (),
    folded: Collection[str] = (),
    moves: bool = True,
    face: Face = SCREEN,
) -> Iterator[BlockOrFold]:
    """Everything that a step showed, in order, up to what can be chosen.

    `met` are the terms to be told as first meetings, `folded` the scenes to be folded as read
    before; without `moves` nothing is said of what moved.
    """
    turn, passages, untold = step.turn, list(step.turn.passages), set(met)
    where = step.taken[0] if step.taken else turn.scene
    choice = choice_of(story, step.taken)
    early, late = by_cause(turn, step.taken, choice)
    outcome = passages.pop(0) if passages and passages[0].kind == "outcome" else None
    if step.taken:
        yield Block((Piece(one_line(step.label), "strong"),), "choice", "▸ ", "  ", tag=where)
    if outcome:
        if choice and any(choice.evidence):
            yield dim_block(words.labels(choice.evidence), "labels", tag=where)
        yield Block(pieces_of(outcome.spans), "outcome", tag=where)
    said = [moved_line(one) for one in early if moves]
    quiet = list(_moved([*said, *kept_lines(story, turn, step.taken, choice)], where))
    if outcome:
        quiet += _met(story, turn, outcome, where, untold, face)
    left, passed = opened_lines(story, step.opened, where if step.taken else "")
    opened = _opened(left, where, face)
    if turn.record:
        yield from close_together(quiet)
        yield record_fold(story, turn.record, step.id)
        quiet = []
    yield from close_together([*quiet, *opened])
    header = step.header
    for passage in passages:
        if passage.kind == "scene" and passage.scene != header:
            header = passage.scene
            yield from header_blocks(story, story.scenes[header], turn.state.lead, face)
        yield from _passage(story, step, passage, folded, face)
        yield from close_together(_met(story, turn, passage, passage.scene, untold, face))
    told = _moved([moved_line(one) for one in late if moves], turn.scene)
    yield from close_together([*told, *_opened(passed, turn.scene, face)])
    if turn.ending:
        yield from ending_blocks(story, turn)


def header_blocks(story: Story, scene: Scene, lead: str, face: Face) -> Iterator[Block]:
    """The title of a scene, when and where, how well attested; without a bar also who and act."""
    date, place, known = words.day(scene.date), one_line(scene.place), words.labels(scene.evidence)
    title = heading(one_line(scene.title), tag=scene.id)
    if face.bar:
        yield title
        where = " · ".join(part for part in (date, place) if part)
        fits = where and known and len(where) + len(known) < ONE_ROW
        rows = [f"{where} · {known}"] if fits else [where, known]
        yield from (dim_block(row, "header", 0, scene.id) for row in rows if row)
        return
    parts = [story.leads[lead].name, act_line(story, scene.id), date, place]
    said = " ".join(words.sentence(one_line(part)) for part in parts if part)
    yield dim_block(said, "header", 2, scene.id)
    if known:
        yield dim_block(known, "labels", 0, scene.id)
    yield title


def read_key(step: int, scene: str) -> str:
    """What the fold of a scene that was read before is called."""
    return f"read {step} {scene}"


def ending_blocks(story: Story, turn: Turn) -> Iterator[Block]:
    """The ending reached: its name, its kind, how far from the record it stands, its epitaph."""
    id, tag = turn.ending or "", turn.scene
    ending = story.endings.get(id)
    name = ending.name if ending else id.replace("_", " ")
    yield Block((Piece("The end: ", "dim"), Piece(one_line(name), "strong")), "ending", tag=tag)
    if ending:
        distance = words.distance(ending.drift)
        far = f"{words.ending_kind(ending.kind)} Distance from the record: {distance}"
        yield dim_block(far, "ending", 0, tag)
    if epitaph := epitaph_of(story, turn):
        yield Block(pieces_of(epitaph), "ending", tag=tag)


def epitaph_of(story: Story, turn: Turn) -> tuple[Span, ...]:
    """The epitaph of the ending that a turn reached; empty where it has none."""
    ending, machine = story.endings.get(turn.ending or ""), machine_of(story)
    if ending is None or not ending.epitaph:
        return ()
    prose = CompiledProse(ending.epitaph, machine.layout, machine.conditions)
    return prose.render(turn.state.raw_values, True)


def _passage(
    story: Story, step: RunStep, passage: Passage, folded: Collection[str], face: Face
) -> Iterator[BlockOrFold]:
    """The words of a scene, or a vote."""
    tag = passage.scene
    if passage.vote:
        lead = story.leads[step.turn.state.lead].person
        yield from vote_blocks(passage.vote, lead, reasons=not face.vote_screen)
        return
    prose = Block(pieces_of(passage.spans), "scene", tag=tag)
    if tag not in folded:
        yield prose
        return
    size = words.count(len(prose.text.split()), "word")
    said = f"{scene_title(story, tag)}: read before, {size}. {face.unfold} opens it."
    yield Fold(read_key(step.id, tag), dim_block(said, "record", tag=tag), (prose,))


def _met(
    story: Story, turn: Turn, passage: Passage, tag: str, untold: set[str], face: Face
) -> Iterator[Block]:
    """First meetings in a passage: few with their stubs, many by name; taken out of `untold`."""
    here = untold & {span.term for span in passage.spans}
    fresh = [id for id in turn.met if id in here]
    untold -= here
    names = [Piece(one_line(story.link_name(id)), "", id) for id in fresh]
    if len(fresh) > MOST_STUBS:
        parts = [part for name in names for part in (Piece(", ", "dim"), name)]
        hint = f" {face.glossary} and a name reads one." if face.glossary else ""
        pieces = (Piece("New in the glossary: ", "dim"), *parts[1:], Piece(f".{hint}", "dim"))
        yield Block(pieces, "met", "✓ ", "  ", tag=tag)
        return
    for id, name in zip(fresh, names, strict=True):
        stub = Piece(f": {one_line(stub_of(story, id))}", "dim")
        yield Block((name, stub), "met", "✓ ", "  ", tag=tag)


def _moved(lines: Collection[str], tag: str) -> Iterator[Block]:
    for said in filter(None, lines):
        yield Block((Piece(one_line(said), "dim"),), "moved", "· ", "  ", tag=tag)


def _opened(lines: Collection[str], tag: str, face: Face) -> Iterator[Block]:
    """What can be read from two chairs now, and by which key."""
    for line in lines:
        said = Piece(words.sentence(f"{line} ({face.accounts})"), "dim")
        yield Block((said,), "moved", "✓ ", "  ", tag=tag)


def choice_of(story: Story, taken: tuple[str, str] | None) -> Choice | None:
    """The choice taken, by (scene, choice); None for a beginning or an errand of a hub."""
    scene = story.scenes.get(taken[0]) if taken else None
    choices = scene.choices if scene else ()
    return next((choice for choice in choices if taken and choice.id == taken[1]), None)


def by_cause(
    turn: Turn, taken: tuple[str, str] | None, choice: Choice | None
) -> tuple[list[Change], list[Change]]:
    """What the choice itself moved, and what the scenes after it did, told when they were read."""
    if not (choice and taken):
        return [], list(turn.changes)
    own = {effect.variable for effect in choice.deed.effects}
    own |= {seat.person for seat in choice.deed.seating}
    early: list[Change] = []
    late: list[Change] = []
    for one in turn.changes:
        by_choice = one.scene == taken[0] if one.kind == "ledger" else one.id in own
        (early if by_choice else late).append(one)
    return early, late


def moved_line(moved: Change) -> str:
    """What moved in a sentence; empty where the player is not to see it."""
    said = f"{moved.text}: {moved.reason}" if moved.kind == "ledger" else moved.text
    return words.sentence(one_line(said)) if moved.shown else ""


def stub_of(story: Story, id: str) -> str:
    """The one sentence of a first meeting with a term or person."""
    if id in story.terms:
        return " ".join(story.terms[id].stub.split())
    person = story.people[id]
    return words.first_sentence(person.about) or words.sentence(person.full or person.name)


def hub_line(turn: Turn) -> str:
    """How many errands are left to take."""
    left = turn.picks_left or 0
    open_now = sum(offer.open for offer in turn.choices)
    if left >= open_now:
        return f"You have time for {words.number_word(left)} more."
    return f"You have time for {words.number_word(left)} of these {words.number_word(open_now)}."


def act_line(story: Story, scene: str) -> str:
    """The act of a scene with its number; empty where it has none."""
    found = story.scenes.get(scene)
    act = story.acts.get(found.act) if found else None
    return one_line(f"Act {act.number}, {act.title}" if act.number else act.title) if act else ""


def place_line(run: Run) -> str:
    """Where a run stands: act, scene or ending, date and depth in a line."""
    story, turn = run.story, run.turn
    scene = story.scenes[turn.scene]
    act, ending = story.acts.get(scene.act), story.endings.get(turn.ending or "")
    parts = [
        f"Act {act.number}" if act and act.number else "",
        ending.name if ending else scene.title,
        words.day(turn.state.date),
        words.count(run.depth, "decision"),
    ]
    return ", ".join(one_line(part) for part in parts if part)
