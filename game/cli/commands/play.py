"""`ten-chairs` and `ten-chairs play`: on the full screen, or line by line without a terminal."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Callable
from functools import partial

from game.cli.errors import EXIT_OK, UsageError
from game.cli.paths import load_story
from game.cli.player import open_console, open_store
from game.cli.streams import is_terminal
from game.saves import Store, last_player, open_player, saves_folder
from game.story import Story


def title(options: Namespace) -> int:
    """Open the title page. On the full screen, who has no name yet is asked for one there."""
    story = load_story(options.story)
    if not _full_screen(options):
        return _plain_title(story, options)
    folder = saves_folder(options.saves)
    newcomer = options.player is None and last_player(folder) is None
    store = None if newcomer else open_store(options)
    return _full_screen_play()(story, store, open_store=partial(open_player, folder))


def play(options: Namespace) -> int:
    """Play a lead, going on where the player left, or anew with `--new`."""
    story = load_story(options.story)
    with open_store(options) as store:
        lead = _chosen_lead(story, store, options.lead)
        if _full_screen(options):
            return _full_screen_play()(story, store, lead, new=options.new)
        return _play_plain(story, store, lead, new=options.new)


def _full_screen(options: Namespace) -> bool:
    return not options.plain and is_terminal()


def _chosen_lead(story: Story, store: Store, typed: str | None) -> str:
    """The lead named by id or name; else the one played last; else the only one there is.

    Raises UsageError where none of these decides it.
    """
    if typed:
        names = {lead.name.casefold(): lead.id for lead in story.world.leads}
        return names.get(typed.casefold(), typed)
    if last := store.last_lead(story):
        return last
    playable = [lead.id for lead in story.world.leads if lead.start]
    if len(playable) == 1:
        return playable[0]
    raise UsageError(f"Whose chair? ten-chairs play with one of: {', '.join(playable)}.")


def _full_screen_play() -> Callable[..., int]:
    """`game.tui.start.play`, imported only now."""
    gc.disable()  # nothing is garbage before the first frame; the app collects again after it
    from game.tui.start import play

    return play


def _plain_title(story: Story, options: Namespace) -> int:
    from game.plain.prompt import LineReader
    from game.plain.title import TitleLoop

    with open_store(options) as store:
        console = open_console(store)
        TitleLoop(story, store, console, LineReader(sys.stdin, console)).open()
    return EXIT_OK


def _play_plain(story: Story, store: Store, lead: str, *, new: bool) -> int:
    from game.plain.loop import PlayLoop
    from game.plain.prompt import LineReader
    from game.saves.run import Run

    console = open_console(store)
    run = Run.open(story, store, lead, new=new)
    PlayLoop(run, console, LineReader(sys.stdin, console)).play()
    return EXIT_OK
