"""The glossary on paper: what is unlocked, what is known to be there, and where to look for it."""

from __future__ import annotations

from game.engine.glossary_progress import (
    FULL,
    LOCKED,
    GlossaryEntry,
    GlossaryProgress,
    find_entry,
    glossary_entries,
    glossary_entry,
    similar_entries,
    unlock_level,
)
from game.plain.console import Console
from game.plain.render import show
from game.story.model import Person, Story, Term
from game.view import words
from game.view.blocks import Piece
from game.view.record import source_block
from game.view.sanitize import one_line


def show_glossary(paper: Console, story: Story, known: GlossaryProgress, key: str = "g") -> None:
    """Every entry in a line: met ones with what is known, locked ones with where to look. `key` and a name are what reads one."""
    cards = glossary_entries(story, known)
    if not cards:
        paper.line("This story has no glossary.")
        return
    whole = sum(one.level == FULL for one in cards)
    met = sum(one.level != LOCKED for one in cards)
    paper.line(Piece("The glossary", "bold"))
    paper.note(
        f"{met} of {len(cards)} met, {whole} of them open in full. Type {key} and a name to read an entry.",
        hanging="",
    )
    for title, group in _groups(cards):
        paper.blank()
        paper.line(Piece(title, "bold"))
        for one in group:
            _show_short(paper, one)
    _show_locked(paper, [one for one in cards if one.level == LOCKED])


def show_entry(paper: Console, story: Story, known: GlossaryProgress, typed: str) -> bool:
    """One entry as far as it is unlocked; says so, and returns False, when there is none of that name."""
    id = find_entry(story, typed)
    if id is None:
        hint = ", ".join(story.link_name(one) for one in similar_entries(story, typed))
        paper.line(
            f"The glossary has no entry {one_line(typed)!r}."
            + (f" Near it: {one_line(hint)}." if hint else "")
        )
        return False
    one = glossary_entry(story, known, id)
    paper.line(Piece(one_line(one.name), "bold"))
    if one.level == LOCKED:
        paper.line(
            f"Locked. It is there to be met: look in {one.look}."
            if one.look
            else "Locked, and in no scene yet."
        )
    elif isinstance(one.entry, Person):
        _show_person(paper, story, one, one.entry)
    else:
        _show_term(paper, story, known, one, one.entry)
    return True


def _groups(cards: tuple[GlossaryEntry, ...]) -> list[tuple[str, list[GlossaryEntry]]]:
    groups = {
        "Terms": [one for one in cards if not one.is_person and one.level != LOCKED],
        "People": [one for one in cards if one.is_person and one.level != LOCKED],
    }
    return [(title, group) for title, group in groups.items() if group]


def _show_short(paper: Console, one: GlossaryEntry) -> None:
    entry = one.entry
    said = entry.stub if isinstance(entry, Term) else words.first_sentence(entry.about)
    paper.line(Piece(one_line(one.name), "term"), Piece(f": {one_line(said)}", "dim"), hanging="  ")


def _show_locked(paper: Console, cards: list[GlossaryEntry]) -> None:
    """What is there to be met, by where to look for it."""
    if not cards:
        return
    paper.blank()
    paper.line(Piece("Not met yet", "bold"))
    for look in dict.fromkeys(one.look for one in cards):
        names = words.listed([one_line(one.name) for one in cards if one.look == look])
        paper.line(
            f"{one_line(look)}: " if look else "In no scene yet: ",
            Piece(f"{names}.", "dim"),
            hanging="  ",
        )


def _show_term(
    paper: Console, story: Story, known: GlossaryProgress, one: GlossaryEntry, term: Term
) -> None:
    paper.text(term.stub)
    if one.level == FULL:
        parts = (
            ("", term.definition),
            ("Why it mattered. ", term.mattered),
            ("Who disagreed. ", term.disagreed),
            ("The common error. ", term.error),
            ("What notes usually say. ", term.notes),
        )
        for title, text in parts:
            if text.strip():
                paper.blank()
                _titled(paper, title, text)
    else:
        paper.blank()
        paper.note(
            "The whole entry opens when you have decided something that turns on it.", hanging=""
        )
    _show_tail(
        paper,
        story,
        one,
        term.related if one.level == FULL else (),
        term.sources if one.level == FULL else (),
        known,
    )


def _show_person(paper: Console, story: Story, one: GlossaryEntry, person: Person) -> None:
    lived = words.lived(person.born, one.died)
    paper.line(
        Piece(
            one_line(", ".join(part for part in (person.full, person.cyrillic, lived) if part)),
            "dim",
        )
    )
    paper.blank()
    paper.text(person.about)
    if person.after.strip() and one.level == FULL:
        paper.blank()
        _titled(paper, "Afterwards. ", person.after)
    _show_tail(paper, story, one, (), person.sources, GlossaryProgress())


def _show_tail(
    paper: Console,
    story: Story,
    one: GlossaryEntry,
    related: tuple[str, ...],
    sources: tuple[str, ...],
    known: GlossaryProgress,
) -> None:
    paper.blank()
    if related:
        names = [
            story.link_name(id) + (" (locked)" if unlock_level(story, known, id) == LOCKED else "")
            for id in related
        ]
        paper.note(f"Related: {', '.join(names)}.")
    scene = story.scenes.get(one.met_in)
    if scene:
        when = f", {words.day(scene.date)}" if scene.date else ""
        paper.note(
            f"You met it in {scene.title}{when}."
            if not one.is_person
            else f"You met the name in {scene.title}{when}."
        )
    if sources:
        paper.note("Sources:")
        show(paper, [source_block(story, source, "  ") for source in sources])


def _titled(paper: Console, title: str, text: str) -> None:
    """Paragraphs, the first with a title before it."""
    first, *rest = text.strip().split("\n\n")
    paper.line(Piece(title, "bold"), Piece(" ".join(first.split())))
    for paragraph in rest:
        paper.blank()
        paper.line(" ".join(paragraph.split()))
