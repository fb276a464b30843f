"""Every screen as a picture, in two themes and two sizes, as it was when somebody looked at it. README and docs show the same files.

After a change that is meant to be seen: `pytest tests/tui/test_pictures.py --snapshot-update`, and look at what changed.
Pictures are compared with the Textual and Rich of `requirements.lock` only: others may draw the same screen in other words.
"""

from __future__ import annotations

import math
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from app_under_test import ROOT, STORIES
from harbor import CALLED, DIVIDED, GIVEN, OPENED, PLACED, harbor
from pytest_textual_snapshot import normalize_svg
from textual.pilot import Pilot

from game.engine import Turn
from game.saves import Store, open_player
from game.saves.run import Run
from game.story import Story, load
from game.tui.app import TenChairs

HERE = ROOT / "tests" / "snapshots"
LOCKED = dict(
    re.findall(
        r"^(textual|rich)==(\S+)$", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
)
LONG = 30
"""Decisions of the branches that are compared."""

Look = Callable[[Pilot[None]], Awaitable[None]]


def is_as_before(name: str, svg: str, *, update: bool) -> bool:
    """Whether a picture is the one that is kept; with `update` it is kept from now on."""
    file, drawn = HERE / f"{name}.svg", normalize_svg(svg)
    if update:
        file.write_text(drawn, "utf-8")
    return file.is_file() and file.read_text("utf-8") == drawn


@pytest.fixture(scope="module")
def story() -> Story:
    return load(ROOT / "scenes")


def taken(story: Story, turn: Turn) -> str:
    """What the record has here, or else the first way that is open."""
    scene = story.scenes[turn.scene]
    really = {choice.id for choice in scene.choices if choice.really}
    open_now = [offer.id for offer in turn.choices if offer.open]
    return next((id for id in open_now if id in really), open_now[0])


def play_on(story: Story, run: Run, decisions: int) -> None:
    while run.depth < decisions and not run.turn.ending:
        run.choose(taken(story, run.turn))


def branches_of(story: Story, store: Store) -> tuple[int, int, Turn]:
    """Two branches that part early, the first left standing where its first motion is about to be called; and the turn that called it."""
    run = Run.open(story, store, "khrushchev", new=True)
    play_on(story, run, LONG)
    while not run.turn.votes:
        run.choose(taken(story, run.turn))
    first, called, before = run.step, run.turn, run.steps[-2].id
    run.begin()
    play_on(story, run, 3)
    run.choose([offer.id for offer in run.turn.choices if offer.open][-1])
    play_on(story, run, LONG)
    second = run.step
    run.resume(before)
    store.set_bookmark("before the funeral", run.steps[4].id)
    return first, second, called


def pressed(*keys: str) -> Look:
    async def look(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)

    return look


def opened(name: str, *given: object) -> Look:
    async def look(pilot: Pilot[None]) -> None:
        pilot.app.action_open(name, *given)  # type: ignore[attr-defined]

    return look


async def pictures(
    folder: Path, story: Story, theme: str, size: tuple[int, int]
) -> AsyncIterator[tuple[str, str]]:
    """The name of every screen, and how it looks."""
    with open_player(folder / "saves", "ann") as store:
        store.set_setting("theme", theme)
        store.set_setting("motion", "reduced")
        first, second, called = branches_of(story, store)
        async with TenChairs(story, store).run_test(size=size) as pilot:
            yield "title", picture(pilot)
            await pilot.press("2", "escape", "1")
            yield "dossier", picture(pilot)
        looks: dict[str, Look] = {
            "play": pressed(),
            "record": pressed("r"),
            "card": pressed("shift+tab", "enter"),
            "ledger": pressed("l"),
            "vote": opened("vote", called.votes),
            "branches": pressed("b"),
            "compare": opened("compare", first, second),
            "glossary": pressed("g"),
            "chronicle": pressed("c"),
            "endings": pressed("e"),
            "settings": pressed("s"),
            "help": pressed("question_mark"),
        }
        for name, look in looks.items():
            app = TenChairs(story, store, "khrushchev")
            async with app.run_test(size=size) as pilot:
                app.screen.prepend_earlier(math.inf)  # type: ignore[attr-defined]
                await look(pilot)
                await pilot.pause()
                yield name, picture(pilot)
    async for name, svg in pictures_of_a_night(folder, theme, size):
        yield name, svg


async def pictures_of_a_night(
    folder: Path, theme: str, size: tuple[int, int]
) -> AsyncIterator[tuple[str, str]]:
    """The rooms of a story with conflicting accounts, in which somebody sat in two chairs, and in a third for a moment."""
    story = load(STORIES / "night")
    with open_player(folder / "night", "ann") as store:
        store.set_setting("theme", theme)
        store.set_setting("motion", "reduced")
        for lead, choices in (
            ("nurse", ("sleep", "cellar", "back")),
            ("nurse", ("listen", "pour", "stairs", "back")),
            ("porter", ("ring", "key")),
        ):
            run = Run.open(story, store, lead, new=True)
            for choice in choices:
                run.choose(choice)
        for name, given in (("accounts", ()), ("hour", ("lamp",))):
            async with TenChairs(story, store, "nurse").run_test(size=size) as pilot:
                await opened(name, *given)(pilot)
                await pilot.pause()
                yield name, picture(pilot)


async def pictures_of_crafts(
    folder: Path, theme: str, size: tuple[int, int]
) -> AsyncIterator[tuple[str, str]]:
    """The name of every screen that some leads have and others have not, and how it looks."""
    looks: dict[str, tuple[tuple[str, ...], Look]] = {
        "order": (PLACED, pressed()),
        "division": (GIVEN, pressed()),
        "minutes": (("chart", "same", *DIVIDED[2:]), pressed()),
        "means": (OPENED, pressed("i")),
        "bound": (CALLED, pressed()),
    }
    story = harbor()
    with open_player(folder / "crafts", "ann") as store:
        store.set_setting("theme", theme)
        store.set_setting("motion", "reduced")
        for name, (choices, look) in looks.items():
            run = Run.open(story, store, "clerk", new=True)
            for choice in choices:
                run.choose(choice)
            if run.turn.votes:
                look = opened("vote", run.turn.votes)
            app = TenChairs(story, store, "clerk")
            async with app.run_test(size=size) as pilot:
                app.screen.prepend_earlier(math.inf)  # type: ignore[attr-defined]
                await look(pilot)
                await pilot.pause()
                yield name, picture(pilot)


def picture(pilot: Pilot[None]) -> str:
    return pilot.app.export_screenshot()


@pytest.mark.skipif(
    any(version(name) != locked for name, locked in LOCKED.items()),
    reason="drawn with the versions of requirements.lock",
)
@pytest.mark.parametrize("theme", ["winter", "paper"])
@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=["60x20", "120x40"])
async def test_every_screen_looks_as_it_did(
    tmp_path: Path, story: Story, theme: str, size: tuple[int, int], pytestconfig: pytest.Config
) -> None:
    update = bool(pytestconfig.getoption("update_snapshots"))
    end = f"{theme}-{size[0]}x{size[1]}"
    drawn = [
        *[one async for one in pictures(tmp_path, story, theme, size)],
        *[one async for one in pictures_of_crafts(tmp_path, theme, size)],
    ]
    changed = [name for name, svg in drawn if not is_as_before(f"{name}-{end}", svg, update=update)]
    assert not changed, (
        f"{', '.join(changed)} changed: look at them, then `pytest tests/tui/test_pictures.py --snapshot-update`"
    )
