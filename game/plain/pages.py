"""The pages that a command shows: what the words behind it mean, and the blocks of that page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.engine import State
from game.engine.glossary_progress import (
    GlossaryProgress,
    find_entry,
    glossary_entries,
    similar_entries,
)
from game.plain.commands import commands_of
from game.saves import Store
from game.saves.accounts import EventAccounts, event_accounts, perspectives
from game.saves.timeline import TimelineEntry
from game.story.model import Story
from game.view import words
from game.view.accounts import NONE, account_blocks, accounts_blocks, why_closed
from game.view.blocks import Block, Piece, heading
from game.view.chronicle import month_blocks, months, months_blocks
from game.view.entry import KIND, entry_blocks
from game.view.glossary import glossary_blocks
from game.view.ledger import ledger_blocks, ledger_people, visible_ledger
from game.view.names import person_name
from game.view.sanitize import one_line

LABELS = (
    "● attested: good sources agree.",
    "◐ disputed: the sources contradict one another.",
    "○ imagined: no source: written for this game.",
    "EVENT is what happens in a scene, WORDS what is said in it.",
)


def notice(said: str) -> Block:
    """A line that answers a command."""
    return Block((Piece(said),), "notice", space=0)


def help_page(story: Story) -> Iterator[Block]:
    """Every command in a line, then what the labels mean."""
    yield heading("Commands", 0)
    yield _row("", "A choice's number, or its id: choose it.")
    for command in commands_of(story):
        yield _row(f"{command.key} {command.rest}".rstrip(), f": {command.help}.")
    yield _row("", "An empty line: the choices again.")
    yield heading("Labels")
    yield from (_row("", label) for label in LABELS)
    said = "Each step is saved before you see it. Nothing you have met or tried is ever lost."
    yield Block((Piece(said),), "notice")


def _row(name: str, said: str) -> Block:
    return Block((Piece(name, "strong"), Piece(said)), "row", hanging="  ", space=0)


def ledger_page(story: Story, state: State, typed: str = "") -> Iterator[Block]:
    """The whole ledger, or the page of the person that was typed."""
    people = ledger_people(story, state, visible_ledger(story, state).lines)
    wanted = typed.casefold()
    found = [id for id in people if wanted in (id, person_name(story, id).casefold())]
    if not typed:
        yield from ledger_blocks(story, state)
    elif found:
        yield from ledger_blocks(story, state, found[0])
    else:
        yield notice(f"The ledger has no page for {one_line(typed)!r}.")


def glossary_page(
    story: Story, known: GlossaryProgress, typed: str = "", key: str = "g"
) -> Iterator[Block]:
    """Every entry in a line, or the one typed; `key` and a name are what reads one."""
    id = find_entry(story, typed) if typed else None
    entries = glossary_entries(story, known)
    if id is not None:
        yield from (block for block in entry_blocks(story, known, id) if block.kind != KIND)
    elif typed:
        near = ", ".join(one_line(story.link_name(one)) for one in similar_entries(story, typed))
        hint = f" Near it: {near}." if near else ""
        yield notice(f"The glossary has no entry {one_line(typed)!r}.{hint}")
    elif entries:
        yield from glossary_blocks(entries, key)
    else:
        yield notice("This story has no glossary.")


def find_month(story: Story, typed: str, default: str = "") -> str | None:
    """The month meant: `1953-06`, June, june 1953, or its number in the list; None for none."""
    known = months(story)
    wanted = " ".join(typed.casefold().split()) or default[:7]
    for number, month in enumerate(known, 1):
        name = words.day(month).casefold()
        if wanted in (month, str(number), name, name.split()[0]):
            return month
    return None


def chronicle_page(
    story: Story,
    typed: str,
    today: str,
    timeline: Sequence[TimelineEntry],
    accounts: Mapping[str, int],
) -> Iterator[Block]:
    """The month typed, else today's, with what the branch did in it; without either, all months.

    `accounts` are the events whose accounts are open, with their numbers.
    """
    month = find_month(story, typed, today)
    if not months(story):
        yield notice("This story has no chronicle.")
    elif month is not None:
        yield from month_blocks(story, month, timeline, accounts)
    else:
        if typed:
            yield notice(f"The chronicle has no month {one_line(typed)!r}.")
        yield from months_blocks(story)


def accounts_page(story: Story, store: Store, typed: str = "") -> Iterator[Block]:
    """Every hour in a line; or the one that was typed, by its number or title."""
    if not story.accounts:
        yield notice(NONE)
        return
    found = event_accounts(story, store)
    one = _find(found, typed) if typed else None
    if not typed:
        yield from accounts_blocks(story, found, "a")
    elif one is None:
        yield notice(f"There is no hour {one_line(typed[:40])!r} among the accounts.")
    elif one.open:
        seen = perspectives(story, store, one.account.id)
        yield from account_blocks(story, one.account, seen)
    else:
        title = words.sentence(one_line(one.account.title)) + " " if one.sat else ""
        why = Piece(why_closed(story, one.sat, one.written))
        yield Block((Piece(title, "strong"), why), "notice", space=0)


def open_accounts(story: Story, store: Store) -> dict[str, int]:
    """The events whose accounts are open, with their numbers in the list."""
    found = event_accounts(story, store) if story.accounts else ()
    return {one.account.id: number for number, one in enumerate(found, 1) if one.open}


def _find(found: Sequence[EventAccounts], typed: str) -> EventAccounts | None:
    """An hour by its number, or by its title where that is known."""
    if typed.isdecimal():
        number = int(typed[:6])
        return found[number - 1] if 1 <= number <= len(found) else None
    wanted = typed.casefold()
    titles = {one_line(one.account.title).casefold(): one for one in found if one.sat}
    near = (one for title, one in titles.items() if wanted in title)
    return titles.get(wanted) or next(near, None)


def step_meant(
    typed: str, listed: Sequence[int], story: Story, store: Store, lead: str
) -> int | None:
    """A step by its number in a list, or by a bookmark of this lead; None when there is none."""
    if typed.isdecimal() and len(typed) < 9:
        return listed[int(typed) - 1] if 1 <= int(typed) <= len(listed) else None
    marks = {mark.name.casefold(): mark.step for mark in store.bookmarks(story)}
    step = marks.get(typed.casefold())
    return step if step is not None and store.root_of(step).lead == lead else None
