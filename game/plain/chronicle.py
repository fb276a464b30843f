"""The chronicle: what really happened, a month at a time."""

from __future__ import annotations

from game.plain.paper import Paper
from game.plain.wrap import Piece
from game.story.model import Dated, Story
from game.wording import words
from game.wording.letters import one_line


def months(story: Story) -> tuple[str, ...]:
    """The months that have entries, `1953-06`, in order."""
    return tuple(sorted({entry.date[:7] for entry in story.world.chronicle}))


def find_month(story: Story, typed: str, default: str = "") -> str | None:
    """The month a player means: `1953-06`, June, june 1953, or its number in the list; None when there is none."""
    known = months(story)
    wanted = " ".join(typed.casefold().split()) or default[:7]
    for number, month in enumerate(known, 1):
        if wanted in (month, str(number), words.day(month).casefold(), words.day(month).split()[0].casefold()):
            return month
    return None


def show_chronicle(paper: Paper, story: Story, typed: str = "", today: str = "") -> None:
    """One month, the one typed or else today's; without either, the list of months."""
    if not months(story):
        paper.line("This story has no chronicle.")
        return
    month = find_month(story, typed, today)
    if month is None:
        if typed:
            paper.line(f"The chronicle has no month {one_line(typed)!r}.")
        _show_months(paper, story)
        return
    paper.line(Piece(f"The chronicle: {words.day(month)}", "bold"))
    for entry in sorted((entry for entry in story.world.chronicle if entry.date[:7] == month), key=lambda entry: entry.date):
        paper.blank()
        _show_entry(paper, entry)


def _show_months(paper: Paper, story: Story) -> None:
    paper.line(Piece("The chronicle", "bold"))
    for number, month in enumerate(months(story), 1):
        size = sum(entry.date[:7] == month for entry in story.world.chronicle)
        paper.line(f"{words.day(month)}, {words.count(size, 'entry', 'entries')}", first=f"{number:>2}  ", hanging="    ")


def _show_entry(paper: Paper, entry: Dated) -> None:
    certainty = " ".join(part for part in (paper.glyph(words.glyph_of(entry.evidence)), entry.evidence) if part)
    head = f"{words.day(entry.date)}. "
    paper.line(Piece(head, "dim"), Piece(words.sentence(one_line(entry.title)), "bold"), Piece(f" {certainty}.", "dim") if certainty else "")
    paper.text(entry.text)
