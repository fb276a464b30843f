"""Conflicting accounts on paper: the hours that are open, and one of them from every chair, then by every source."""

from __future__ import annotations

from collections.abc import Sequence

from game.plain.choices import show_labels
from game.plain.console import Console
from game.saves import Store
from game.saves.accounts import CHOSE, VOTED, EventAccounts, Excerpt, ExcerptPart, chairs, hours
from game.story.model import Account, Story
from game.view import accounts as said
from game.view import words
from game.view.blocks import Piece, pieces_of
from game.view.ledger import result
from game.view.sanitize import one_line


def show_accounts(
    paper: Console, story: Story, store: Store, typed: str = "", key: str = "a"
) -> None:
    """Every hour in a line, numbered; or the one that was typed, by its number or title. `key` and a number are what reads one."""
    if not story.accounts:
        paper.line(said.NONE)
        return
    found = hours(story, store)
    if not typed:
        _show_list(paper, story, found, key)
        return
    hour = _find(found, typed)
    if hour is None:
        paper.line(f"There is no hour {one_line(typed[:40])!r} among the accounts.")
    elif not hour.open:
        title = words.sentence(one_line(hour.account.title)) + " " if hour.sat else ""
        paper.line(Piece(title, "bold"), said.lacking(story, hour.sat, hour.written))
    else:
        show_hour(paper, story, store, hour.account)


def show_hour(paper: Console, story: Story, store: Store, account: Account) -> None:
    """An hour as it was read from each chair, what the sources say, what cannot be known."""
    paper.line(Piece(f"{said.NAME}: ", "bold"), Piece(one_line(account.title), "bold"))
    for chair in chairs(story, store, account.id):
        paper.gap()
        paper.line(Piece(f"From the chair of {one_line(story.leads[chair.lead].name)}", "bold"))
        for read in chair.scenes:
            _show_scene(paper, story, read)
    paper.gap()
    paper.line(Piece(said.SOURCES, "bold"))
    for id, told in account.sources:
        author, title, kind = said.work(story.sources.get(id), id)
        paper.blank()
        paper.line(
            Piece(words.sentence(author) + " " * bool(author), "bold"), words.sentence(title)
        )
        if kind:
            paper.note(words.sentence(kind), hanging="")
        paper.text(told)
    if account.unknown.strip():
        paper.blank()
        paper.line(Piece(said.UNKNOWN, "bold"))
        paper.blank()
        paper.text(account.unknown)


def open_hours(story: Story, store: Store) -> dict[str, int]:
    """The events whose hour is open, with their numbers in the list."""
    if not story.accounts:
        return {}
    return {
        hour.account.id: number for number, hour in enumerate(hours(story, store), 1) if hour.open
    }


def _show_list(paper: Console, story: Story, found: Sequence[EventAccounts], key: str) -> None:
    paper.line(Piece(said.NAME, "bold"))
    count = said.counted(sum(hour.open for hour in found), len(found))
    paper.note(f"{words.sentence(count.capitalize())} {said.ABOUT}", hanging="")
    paper.blank()
    wide = len(str(len(found)))
    for number, hour in enumerate(found, 1):
        title = Piece(words.sentence(one_line(hour.account.title)), "bold" if hour.open else "")
        if hour.open:
            parts = [title, Piece(f" Open: {said.sat(story, hour.sat)}.", "dim")]
        elif hour.sat:
            parts = [title, Piece(f" {said.lacking(story, hour.sat, hour.written)}", "dim")]
        else:
            parts = [Piece(words.sentence(said.NOT_COME.capitalize()), "dim")]
        paper.line(*parts, first=f"{number:>{wide}}  ", hanging=" " * (wide + 2))
    if any(hour.open for hour in found):
        paper.blank()
        paper.note(f"Type {key} and a number to read an hour.", hanging="")


def _find(found: Sequence[EventAccounts], typed: str) -> EventAccounts | None:
    """An hour by its number, or by its title where that is known."""
    if typed.isdecimal():
        number = int(typed[:6])
        return found[number - 1] if 1 <= number <= len(found) else None
    wanted = typed.casefold()
    known = [hour for hour in found if hour.sat]
    return next(
        (hour for hour in known if one_line(hour.account.title).casefold() == wanted), None
    ) or next((hour for hour in known if wanted in one_line(hour.account.title).casefold()), None)


def _show_scene(paper: Console, story: Story, read: Excerpt) -> None:
    """A scene as it was shown: where and when, how well it is known, the text, what was chosen."""
    scene = story.scenes[read.scene]
    paper.blank()
    paper.line(
        Piece(words.sentence(one_line(scene.title)), "bold"),
        Piece(f" {said.ASIDE}.", "dim") if read.aside else "",
    )
    if parts := [
        words.sentence(part) for part in (words.day(read.date), one_line(scene.place)) if part
    ]:
        paper.note(" ".join(parts), hanging="")
    show_labels(paper, scene.evidence)
    for part in read.parts:
        paper.blank()
        _show_part(paper, part)


def _show_part(paper: Console, part: ExcerptPart) -> None:
    if part.kind == CHOSE:
        paper.line("You chose: ", Piece(words.sentence(one_line(part.label)), "bold"), hanging="  ")
    elif part.kind == VOTED and part.vote:
        paper.line(
            "The motion: ",
            Piece(words.sentence(one_line(part.vote.title)), "bold"),
            f" {result(part.vote)}",
        )
    else:
        paper.prose(pieces_of(part.spans))
