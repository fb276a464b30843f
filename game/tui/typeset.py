"""From the entries of a run to blocks of the transcript: the only place that knows how each kind is set."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from game.engine import Record, Vote
from game.story.model import Span, Story
from game.tui.run import Entry
from game.view import words
from game.view.bibliography import reference
from game.view.blocks import Block, Fold, Item, Piece, pieces_of
from game.view.ledger import MODEL, result, signed
from game.view.sanitize import one_line

ONE_ROW = 68
QUIET = frozenset({"moved", "met"})


def blocks(
    story: Story,
    entries: Iterable[Entry],
    known: Collection[str] = (),
    opens: str = "o",
    reads: str = "a",
) -> list[Item]:
    """The blocks of a leaf; quiet lines stand close together.

    A Record is folded, and so are the scenes `known` from before, which a key `opens`; another `reads` the accounts of an hour.
    """
    found: list[Item] = []
    for entry in entries:
        if entry.kind == "scene" and entry.scene in known:
            new: list[Item] = [_known(story, entry, opens)]
        elif entry.kind == "opened":
            new = [
                Block(
                    (Piece(words.sentence(f"{entry.text} ({reads})"), "dim"),),
                    "moved",
                    "✓ ",
                    "  ",
                    tag=entry.scene,
                )
            ]
        else:
            new = list(_set(story, entry))
        if (
            new
            and found
            and isinstance(new[0], Block)
            and isinstance(found[-1], Block)
            and {new[0].kind, found[-1].kind} <= QUIET
        ):
            new[0] = new[0]._replace(space=0)
        found += new
    return found


def read_key(step: int, scene: str) -> str:
    """What the fold of a scene that was read before is called."""
    return f"read {step} {scene}"


def record_key(step: int) -> str:
    """What the fold of the Record that a step showed is called."""
    return f"record {step}"


def labels(evidence: tuple[str, str]) -> str:
    """EVENT and WORDS with glyph and word; empty where the scene says nothing of itself."""
    said = [
        " ".join(part for part in (name, words.glyph_of(certainty), certainty) if part)
        for name, certainty in zip(("EVENT", "WORDS"), evidence, strict=True)
        if certainty
    ]
    return " · ".join(said)


def _set(story: Story, entry: Entry) -> Iterator[Item]:
    kind, scene = entry.kind, entry.scene
    if kind == "choice":
        yield Block((Piece(entry.text, "strong"),), "choice", "▸ ", "  ", tag=scene)
    elif kind == "labels":
        yield Block((Piece(labels(entry.evidence), "dim"),), "header", tag=scene)
    elif kind == "header":
        yield from _header(story, entry)
    elif kind in ("scene", "outcome"):
        yield from _set_prose(entry)
    elif kind == "vote" and entry.vote:
        yield from _vote(entry.vote)
    elif kind == "moved":
        yield Block((Piece(entry.text, "dim"),), "moved", "· ", "  ", tag=scene)
    elif kind == "met":
        yield _met(story, entry)
    elif kind == "record" and entry.record:
        yield _record(story, entry.record, entry.step)
    elif kind == "ending":
        yield from _ending(story, entry)
    else:
        yield Block((Piece(entry.text, "dim"),), "notice", tag=scene)


def _known(story: Story, entry: Entry, opens: str) -> Fold:
    size = words.count(len("".join(span.text for span in entry.spans).split()), "word")
    head = Block(
        (
            Piece(
                f"{one_line(story.scenes[entry.scene].title)}: read before, {size}. {opens} opens it.",
                "dim",
            ),
        ),
        "record",
        tag=entry.scene,
    )
    return Fold(read_key(entry.step, entry.scene), head, tuple(_set_prose(entry)))


def _set_prose(entry: Entry) -> Iterator[Block]:
    yield Block(pieces_of(entry.spans), entry.kind, tag=entry.scene)


def _met(story: Story, entry: Entry) -> Block:
    names = [Piece(one_line(story.link_name(id)), "", id) for id in entry.terms]
    if entry.text:
        return Block(
            (names[0], Piece(f": {entry.text}", "dim")), "met", "✓ ", "  ", tag=entry.scene
        )
    parts = [
        Piece("New in the glossary: ", "dim"),
        *(piece for name in names for piece in (name, Piece(", ", "dim"))),
    ]
    return Block((*parts[:-1], Piece(".", "dim")), "met", "✓ ", "  ", tag=entry.scene)


def _header(story: Story, entry: Entry) -> Iterator[Block]:
    scene = story.scenes[entry.scene]
    where = " · ".join(part for part in (words.day(scene.date), one_line(scene.place)) if part)
    yield Block((Piece(entry.text, "strong"),), "title", tag=entry.scene)
    known = labels(entry.evidence)
    said = (
        [f"{where} · {known}"]
        if where and known and len(where) + len(known) < ONE_ROW
        else [where, known]
    )
    yield from (
        Block((Piece(line, "dim"),), "header", space=0, tag=entry.scene) for line in said if line
    )


def _vote(vote: Vote) -> Iterator[Block]:
    tag = vote.scene
    yield Block(
        (Piece("The motion: ", "dim"), Piece(words.sentence(one_line(vote.title)), "strong")),
        "vote",
        tag=tag,
    )
    for number, voice in enumerate(vote.voices):
        said = f" {one_line(voice.words)}" if voice.words else ""
        line = (
            Piece(one_line(voice.name), "strong", voice.person),
            Piece(f": {voice.stance}, {signed(voice.total)}.{said}"),
        )
        yield Block(line, "vote", "", "  ", space=int(not number), tag=tag)
        if voice.bound:
            yield Block(
                (Piece(f"bound: {words.sentence(one_line(voice.bound))}", "dim"),),
                "vote",
                "  ◇ ",
                "    ",
                space=0,
                tag=tag,
            )
    yield Block((Piece(result(vote), "strong"),), "vote", tag=tag)
    yield Block((Piece(MODEL, "dim"),), "vote", space=0, tag=tag)


def _record(story: Story, record: Record, step: int) -> Fold:
    tag, numbers = record.scene, {source: number for number, source in enumerate(record.sources, 1)}
    size = words.count(len(str(record).split()), "word")
    head = Block(
        (
            Piece("The Record", "strong"),
            Piece(f": {one_line(story.scenes[tag].title)}, {size}", "dim"),
        ),
        "record",
        tag=tag,
    )
    spans = [
        Span(f"[{numbers[span.text[1:-1]]}]", style="cite") if span.style == "cite" else span
        for span in record.spans
    ]
    body = [Block(pieces_of(spans), "record", "  ", "  ", tag=tag)]
    for source, number in numbers.items():
        work = reference(story.sources[source]) if source in story.sources else source
        body.append(
            Block(
                (Piece(one_line(work), "dim"),),
                "record",
                f"  [{number}] ",
                "      ",
                space=int(number == 1),
                tag=tag,
            )
        )
    return Fold(record_key(step), head, tuple(body))


def _ending(story: Story, entry: Entry) -> Iterator[Block]:
    ending = story.endings.get(entry.text)
    name = ending.name if ending else entry.text.replace("_", " ")
    yield Block(
        (Piece("The end: ", "dim"), Piece(one_line(name), "strong")), "ending", tag=entry.scene
    )
    if ending:
        far = f"{words.ending_kind(ending.kind)} Distance from the record: {words.distance(ending.drift)}"
        yield Block((Piece(far, "dim"),), "ending", space=0, tag=entry.scene)
    if entry.spans:
        yield Block(pieces_of(entry.spans), "ending", tag=entry.scene)
