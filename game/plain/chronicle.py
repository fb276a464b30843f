"""The chronicle: what really happened, a month at a time, and what the branch did in that month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from game.plain.console import Console
from game.saves.timeline import AS_IT_WAS, DECIDED, ENDED, PARTED, TimelineEntry
from game.story.model import ChronicleEntry, Story
from game.view import accounts, words
from game.view.blocks import Piece
from game.view.chronicle import entries_in, month_of, months
from game.view.sanitize import one_line

_NONE: Mapping[str, int] = MappingProxyType({})


def find_month(story: Story, typed: str, default: str = "") -> str | None:
    """The month a player means: `1953-06`, June, june 1953, or its number in the list; None when there is none."""
    known = months(story)
    wanted = " ".join(typed.casefold().split()) or default[:7]
    for number, month in enumerate(known, 1):
        if wanted in (
            month,
            str(number),
            words.day(month).casefold(),
            words.day(month).split()[0].casefold(),
        ):
            return month
    return None


def show_chronicle(
    paper: Console,
    story: Story,
    typed: str = "",
    today: str = "",
    moments: Sequence[TimelineEntry] = (),
    hours: Mapping[str, int] = _NONE,
) -> None:
    """One month, the one typed or else today's, with what the branch did in it; without either, the list of months.

    `hours` are the events that can be read from two chairs, with their numbers among the accounts.
    """
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
    for entry in entries_in(story, month):
        paper.blank()
        _show_entry(paper, entry)
        if number := hours.get(entry.event):
            paper.note(f"{accounts.NAME}: a {number} reads this hour from two chairs.")
    own = [
        moment for moment in moments if moment.month == month and moment.kind in (DECIDED, ENDED)
    ]
    if own:
        paper.blank()
        paper.line(Piece(f"Your branch in {words.day(month)}", "bold"))
    for moment in own:
        _show_moment(paper, story, moment)


def _show_months(paper: Console, story: Story) -> None:
    paper.line(Piece("The chronicle", "bold"))
    for number, month in enumerate(months(story), 1):
        size = sum(month_of(entry) == month for entry in story.world.chronicle)
        paper.line(
            f"{words.day(month)}, {words.count(size, 'entry', 'entries')}",
            first=f"{number:>2}  ",
            hanging="    ",
        )


def _show_entry(paper: Console, entry: ChronicleEntry) -> None:
    certainty = " ".join(
        part for part in (paper.glyph(words.glyph_of(entry.evidence)), entry.evidence) if part
    )
    head = f"{words.day(entry.date)}. "
    paper.line(
        Piece(head, "dim"),
        Piece(words.sentence(one_line(entry.title)), "bold"),
        Piece(f" {certainty}.", "dim") if certainty else "",
    )
    paper.text(entry.text)


def _show_moment(paper: Console, story: Story, moment: TimelineEntry) -> None:
    """A decision of the branch, and whether the record has the same; or the ending it came to."""
    if moment.kind == ENDED:
        ending = story.endings.get(moment.text)
        paper.line(
            "The end: ",
            Piece(words.sentence(one_line(ending.name if ending else moment.text)), "bold"),
            hanging="  ",
        )
        return
    where = f"{words.day(moment.date)}. " if moment.date else ""
    paper.line(
        Piece(f"{where}{one_line(story.scenes[moment.scene].title)}: ", "dim"),
        Piece(words.sentence(one_line(moment.text)), "bold"),
        hanging="  ",
    )
    if moment.against == AS_IT_WAS:
        paper.line(Piece(f"{words.SAME} {words.AS_IT_WAS}.", "dim"), first="    ", hanging="    ")
    elif moment.against == PARTED:
        mark = paper.glyph(words.OTHER, "!=")
        paper.line(
            f"{mark} {words.PARTS_HERE}. {words.in_record(one_line(moment.really))}",
            first="    ",
            hanging="    ",
        )
