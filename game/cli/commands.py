"""What each command does. Commands that answer and leave print to standard output, what went wrong to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from game.cli.errors import ERRORS, UNUSABLE, WELL
from game.cli.paths import story_folder
from game.saves import SavesError, Store, last_player, open_player, saves_folder
from game.story import Problem, Story, StoryProblems, load
from game.view.sanitize import harmless

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace

    from game.plain.console import Console


Asked: TypeAlias = "Namespace | SimpleNamespace"


class Unusable(Exception):
    """What was asked cannot be done with what was given; the message is for the player."""


class FullScreen(Protocol):
    """The other face: plays on the whole screen until it is left; the exit code."""

    def __call__(
        self,
        story: Story,
        store: Store | None,
        lead: str | None = None,
        *,
        new: bool = False,
        open_store: Callable[[str], Store] | None = None,
    ) -> int: ...


def run(asked: Asked, screen: FullScreen | None = None) -> int:
    """Do the command; the exit code. What is played is played on `screen` where there is one and plain lines were not asked for."""
    if asked.plain:
        screen = None
    try:
        return {
            "title": lambda asked: _title(asked, screen),
            "play": lambda asked: _play(asked, screen),
            "glossary": _glossary,
            "check": _check,
            "map": _map,
            "schema": _schema,
            "export": _export,
            "import": _import,
        }[asked.command](asked)
    except _refusals() as fault:
        _complain(str(fault))
        return UNUSABLE


def _refusals() -> tuple[type[Exception], ...]:
    """What is told in a line; looked up when something is raised, because the engine is not needed before."""
    from game.engine import LeadNotPlayable

    return (Unusable, LeadNotPlayable, SavesError, StoryProblems)


# -- playing ----------------------------------------------------------------------------------------------------


def _title(asked: Asked, screen: FullScreen | None) -> int:
    story = load(story_folder(asked.story))
    if screen:
        newcomer = asked.player is None and last_player(saves_folder(asked.saves)) is None
        return screen(
            story,
            None if newcomer else _records(asked),
            open_store=lambda name: open_player(saves_folder(asked.saves), name),
        )
    from game.plain.prompt import Prompt
    from game.plain.title import Title

    with _records(asked) as store:
        paper = _paper(store.settings())
        Title(story, store, paper, Prompt(sys.stdin, paper)).open()
    return WELL


def _play(asked: Asked, screen: FullScreen | None) -> int:
    story = load(story_folder(asked.story))
    with _records(asked) as store:
        lead = _lead(story, store, asked.lead)
        if screen:
            return screen(story, store, lead, new=asked.new)
        from game.plain.player import Player
        from game.plain.prompt import Prompt
        from game.plain.run import Run

        paper = _paper(store.settings())
        game = Run.open(story, store, lead, new=asked.new)
        Player(game, paper, Prompt(sys.stdin, paper)).play()
    return WELL


def _lead(story: Story, store: Store, typed: str | None) -> str:
    """The lead asked for by id or name; else the one played last; else the only one there is."""
    from game.saves.heads import last_lead

    playable = [lead.id for lead in story.world.leads if lead.start]
    if typed:
        names = {lead.name.casefold(): lead.id for lead in story.world.leads}
        return names.get(typed.casefold(), typed)
    if last := last_lead(story, store):
        return last
    if len(playable) == 1:
        return playable[0]
    raise Unusable(f"Whose chair? ten-chairs play with one of: {', '.join(playable)}.")


def _glossary(asked: Asked) -> int:
    from game.plain.glossary import show_entry, show_glossary
    from game.plain.run import known_to

    story = load(story_folder(asked.story))
    with _records(asked) as store:
        paper, known = _paper(store.settings()), known_to(story, store)
        if not asked.term:
            show_glossary(paper, story, known, "ten-chairs glossary")
            return WELL
        return WELL if show_entry(paper, story, known, " ".join(asked.term)) else UNUSABLE


# -- the story's tools ------------------------------------------------------------------------------------------


def _check(asked: Asked) -> int:
    from game import check

    folder = story_folder(asked.story)
    try:
        story = load(folder)
    except StoryProblems as faults:
        if not asked.json:
            raise
        _print_json(_unusable_report(faults.problems))
        return UNUSABLE
    from game.plain.progress import bar

    options = {} if asked.seconds is None else {"seconds": asked.seconds}
    with bar(sys.stderr) as progress:
        report = check.check(story, progress=progress, **options)
    found = report.as_json()
    if asked.json:
        _print_json(found)
    else:
        _print(report.text())
    return WELL if found["ok"] else ERRORS


def _unusable_report(problems: list[Problem]) -> dict[str, object]:
    return {
        "ok": False,
        "problems": [problem.as_json() for problem in problems],
        "items": [],
        "structure": {},
        "leads": {},
        "runs": 0,
        "states": 0,
        "seconds": 0.0,
    }


def _map(asked: Asked) -> int:
    from game import check

    story = load(story_folder(asked.story))
    if asked.lead not in story.leads:
        raise Unusable(f"There is no lead {asked.lead!r}; there are: {', '.join(story.leads)}.")
    _print(check.map_lead(story, asked.lead, asked.format))
    return WELL


def _schema(asked: Asked) -> int:
    from game.story.schema import write

    try:
        write(Path(asked.folder))
    except OSError as fault:
        raise Unusable(f"{asked.folder} cannot be written: {fault.strerror}.") from None
    _print(f"JSON Schemas written to {asked.folder}.")
    return WELL


# -- records in and out -----------------------------------------------------------------------------------------


def _export(asked: Asked) -> int:
    from game.saves import transfer
    from game.saves.heads import last_lead

    file = Path(asked.file)
    with _records(asked) as store:
        if asked.what == "all":
            transfer.export_all(store, file)
        else:
            story = load(story_folder(asked.story))
            lead = last_lead(story, store)
            head = store.head(story, lead) if lead else None
            if head is None:
                raise Unusable(
                    f"{store.player} has not played {story.title} yet, so there is no run to export."
                )
            transfer.export_run(story, store, head, file)
    _print(f"Written to {file}.")
    return WELL


def _import(asked: Asked) -> int:
    from game.saves import transfer

    with _records(asked) as store:
        found = transfer.import_file(store, Path(asked.file))
    _print(f"From {asked.file}: {found}.")
    return WELL


# -- printing ---------------------------------------------------------------------------------------------------


def _records(asked: Asked) -> Store:
    """The player's records, with what is to be said about them said."""
    folder = saves_folder(asked.saves)
    store = open_player(folder, asked.player or last_player(folder) or "player")
    for notice in store.notices:
        _complain(notice)
    return store


def _paper(kept: dict[str, str]) -> Console:
    from game.plain import settings
    from game.plain.console import Console

    paper = Console.on(sys.stdout)
    settings.apply(paper, kept)
    return paper


def _print(text: str) -> None:
    from game.plain.console import Console

    Console.on(sys.stdout).verbatim(text.rstrip("\n"))


def _print_json(value: object) -> None:
    import json

    sys.stdout.write(json.dumps(value, indent=2) + "\n")


def _complain(text: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(harmless(text) + "\n")
    sys.stderr.flush()
