"""A seeded monkey at the full screen: what it does there, and what must be true of the game whatever it did."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from game.saves import Store, open_player
from game.story import Story
from game.tui.app import LEAST, TenChairs
from game.tui.commands import COMMANDS
from game.tui.screens.play import PlayScreen
from game.tui.screens.small import SmallScreen
from game.view.sanitize import sanitize

Act = tuple[str | int, ...]
"""What is done: ("key", name), ("paste", text), ("click", x, y), ("wheel", x, y, way) or ("size", width, height)."""

KEYS = sorted({key for command in COMMANDS for key in command.keys})
LETTERS = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 .,;:!?/[]()<>@#$%&*+-=_'\"äéßЖ漢"
CONTROLS = [
    *(f"ctrl+{letter}" for letter in "abcdefghijklnoprstuvwxyz"),
    "f1",
    "f5",
    "delete",
    "shift+left",
    "shift+end",
]
PASTES = ["[/]", "\x1b[31m", "a\nb\tc", "the", "Malenkov", "w" * 500, "\u202eabc", "", "漢字" * 40]
HABITS = [
    (*("1", "escape") * 12,),
    (*("2", "escape", "3", "escape") * 4,),
    ("u", "2", "u", "1"),
    ("escape", "b", "x", "up", "up", "x"),
    ("escape", "b", "home", "enter", "1"),
    ("slash", "t", "h", "e", "enter", "n", "N"),
    ("m", "[", "/", "]", "enter"),
    ("tab", "enter", "tab", "enter", "backspace"),
]
SMALLEST, LARGEST = Size(20, 8), Size(220, 70)
SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]
MOST_SCREENS = 7
"""Title, play, a room over it, another over that, the palette, the plea for room: one to spare."""
LAST = 30


class Fault(Exception):
    """Something that must never be was."""


class Monkey:
    """A player with no sense at all. The same seed does the same things; `last` holds what it did last."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.last: deque[Act] = deque(maxlen=LAST)
        self.visited: Counter[str] = Counter()
        self.done = self.restarts = self.deepest = 0
        self._habit: deque[str] = deque()

    def act(self, app: TenChairs) -> Act:
        """The next thing to do; half of the keys are ones that mean something where it is."""
        if self._habit:
            return ("key", self._habit.popleft())
        draw, chance = self.chance.random(), self.chance
        size = app.size
        if draw < 0.01:
            self._habit.extend(chance.choice(HABITS))
        if draw < 0.14:
            return ("key", chance.choice("1234"))
        if draw < 0.20:
            return ("key", "enter")
        if draw < 0.54:
            return ("key", chance.choice(sorted(app.screen.active_bindings) or KEYS))
        if draw < 0.70:
            return ("key", chance.choice(KEYS))
        if draw < 0.77:
            return ("key", chance.choice(LETTERS))
        if draw < 0.80:
            return ("key", chance.choice(CONTROLS))
        if draw < 0.82:
            return ("paste", chance.choice(PASTES))
        if draw < 0.91:
            return (
                "click",
                chance.randrange(max(1, size.width)),
                chance.randrange(max(1, size.height)),
            )
        if draw < 0.96:
            return (
                "wheel",
                chance.randrange(max(1, size.width)),
                chance.randrange(max(1, size.height)),
                chance.choice((1, -1)),
            )
        if draw < 0.98 or size.width < LEAST.width or size.height < LEAST.height:
            return ("size", *chance.choice(SIZES))
        return (
            "size",
            chance.randint(SMALLEST.width, LARGEST.width),
            chance.randint(SMALLEST.height, LARGEST.height),
        )

    async def sit_down(
        self,
        folder: Path,
        story: Story,
        acts: int,
        look: Callable[[Act], None] | None = None,
        player: str = "",
        lead: str | None = None,
    ) -> None:
        """Do so many things to a player's game, which is opened again whenever it was left. Raises Fault.

        Without a player there is nobody yet, and the game asks for a name.
        """
        head: int | None = None
        until = self.done + acts
        while self.done < until:
            app = opened(folder, story, player, lead)
            if head is not None and lead and (app.playing is None or app.playing.step != head):
                raise Fault(f"opened again, {lead} does not stand at step {head}")
            try:
                async with app.run_test(size=self.chance.choice(SIZES)) as pilot:
                    await pilot.pause()
                    while self.done < until and not app._exit:
                        await self._once(pilot, app, look)
            finally:
                heads, player = kept_heads(app), "" if app.nameless else app.store.player
                app.close_store()
            self.restarts += 1
            lead = self.chance.choice([None, next(iter(heads), None)])
            head = heads.get(lead) if lead else None
        self.restarts -= 1

    async def _once(
        self, pilot: Pilot[None], app: TenChairs, look: Callable[[Act], None] | None
    ) -> None:
        act = self.act(app)
        self.last.append(act)
        self.done += 1
        await do(pilot, act)
        if self.done % 25 == 0 and not app._exit:
            await pilot.pause()
        if look:
            look(act)
        if app._exit:
            return
        self.visited[type(app.screen).__name__] += 1
        self.deepest = max(self.deepest, app.playing.depth if app.playing else 0)
        if any(faults(app)) and not app._exception:
            await pilot.pause()  # a screen that was only being opened has come to rest now
        for fault in faults(app):
            raise Fault(fault)


def opened(folder: Path, story: Story, player: str, lead: str | None) -> TenChairs:
    """The game of a player; nameless before there is one."""

    def records(name: str) -> Store:
        return open_player(folder, name)

    return TenChairs(story, records(player) if player else None, lead, open_store=records)


def kept_heads(app: TenChairs) -> dict[str, int]:
    """Where each lead stands in the records."""
    return (
        {}
        if app.nameless
        else {head.lead: head.step for head in reversed(app.store.heads(app.story))}
    )


async def do(pilot: Pilot[None], act: Act) -> None:
    """Do one thing, and let the game answer."""
    kind, *what = act
    app = pilot.app
    if kind == "key":
        key = str(what[0])
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        app._driver.send_message(events.Key(name, key if len(key) == 1 else key_to_character(key)))
    elif kind == "paste":
        app.post_message(events.Paste(str(what[0])))
    elif kind == "size":
        await pilot.resize_terminal(int(what[0]), int(what[1]))
    else:
        for event in mouse(kind, *map(int, what)):
            app.mouse_position = event.screen_offset
            app.screen._forward_event(event)
            await pilot._wait_for_screen()
    for _ in range(2):
        if app._exit:
            return
        await pilot._wait_for_screen()
    app.screen._on_timer_update()


def mouse(kind: str | int, x: int, y: int, way: int = 1) -> Iterator[events.MouseEvent]:
    """What a mouse sends."""
    kinds: tuple[type[events.MouseEvent], ...] = (events.MouseDown, events.MouseUp, events.Click)
    if kind == "wheel":
        kinds = (events.MouseScrollDown if way > 0 else events.MouseScrollUp,)
    for made in kinds:
        yield made(None, x, y, 0, 0, 1, False, False, False, x, y)


# -- what must be true ------------------------------------------------------------------------------------------------


def faults(app: TenChairs) -> Iterator[str]:
    """What is wrong now, if anything is."""
    if app._exception:
        yield f"{type(app._exception).__name__}: {app._exception}"
        return
    screens = app.screen_stack
    if len(screens) > MOST_SCREENS or sum(isinstance(screen, PlayScreen) for screen in screens) > 1:
        yield f"too many screens: {[type(screen).__name__ for screen in screens]}"
    small = app.size.width < LEAST.width or app.size.height < LEAST.height
    if isinstance(app.screen, SmallScreen) != small:
        yield f"{type(app.screen).__name__} at {app.size}"
    yield from faults_of_run(app)
    yield from faults_of_frame(app)


def faults_of_run(app: TenChairs) -> Iterator[str]:
    """Every step that is on the screen is in the records, and the lead stands there."""
    run = app.playing
    if run is None:
        return
    shown = [step.taken[1] for step in run.steps[1:] if step.taken]
    kept = [step.choice for step in app.store.line(run.step)]
    if shown != kept[: len(shown)] or run.steps[-1].id not in (
        run.steps[0].id,
        *(step.id for step in app.store.line(run.step)),
    ):
        yield f"on the screen {shown}, in the records {kept}"
    if app.store.head(app.story, run.lead) != run.step:
        yield f"the run stands at {run.step}, the records at {app.store.head(app.story, run.lead)}"
    play = next((screen for screen in app.screen_stack if isinstance(screen, PlayScreen)), None)
    if play is not None and play.run is not run:
        yield "the play screen shows another run than the one being played"


def faults_of_frame(app: TenChairs) -> Iterator[str]:
    """Every row is as wide as the screen at most, and nothing in it steers the terminal."""
    screen = app.screen
    for strip in screen._compositor.render_strips(screen.size):
        text = "".join(segment.text for segment in strip)
        if cell_len(text) > screen.size.width:
            yield f"a row of {cell_len(text)} cells on {type(screen).__name__} at {screen.size}: {text!r}"
        if sanitize(text) != text:
            yield f"a row that steers the terminal on {type(screen).__name__}: {text!r}"
