"""A lead on one page: who he is, what he wants, what he can do, what it costs."""

from __future__ import annotations

from game.plain.console import Console
from game.story.model import Lead, Story
from game.view import words
from game.view.blocks import Piece
from game.view.sanitize import one_line


def show_dossier(paper: Console, story: Story, lead: Lead) -> None:
    """The page."""
    person = story.people.get(lead.person)
    paper.line(Piece(one_line(lead.name), "bold"))
    if person:
        born = f"born {words.day(person.born)}" if person.born else ""
        paper.note(
            ", ".join(part for part in (person.full, person.cyrillic, born) if part), hanging=""
        )
    paper.blank()
    if lead.about.strip():
        paper.text(lead.about)
        paper.blank()
    for title, text in (("Wants", lead.wants), ("Has", lead.mechanic), ("Pays", lead.cost)):
        if text.strip():
            paper.line(Piece(f"{title}: ", "bold"), one_line(text), hanging="  ")
    if not lead.start:
        paper.blank()
        paper.line("This chair is not written yet.")


def one_line_of(lead: Lead) -> str:
    """The lead in one line of a menu."""
    return words.sentence(one_line(lead.name)) + (
        f" {one_line(words.first_sentence(lead.wants or lead.about))}"
        if lead.wants or lead.about
        else ""
    )
