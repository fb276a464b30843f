"""How the transcript bears its length: append, repaint and resize with 10, 300 and 3,000 scenes above, and 20,000 words set anew.

    python tests/bench/transcript.py [--rounds 15]

Medians of interleaved rounds, in a terminal of 120x40 without a screen (textual's headless driver). Ratios are what counts.
"""

from __future__ import annotations

import argparse
import asyncio
import re
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from game.tui.widgets.text_layout import TextLayout
from game.tui.widgets.transcript_view import TranscriptView
from game.view.blocks import Block, Piece

SIZES = (10, 300, 3000)
LINE = "the chair by the window is empty and nobody at the long table will be the first to look at it before the bell"
WORDS = LINE.split()


def scene(number: int, words: int = 110) -> list[Block]:
    """A scene as the play screen hands it over: choice, outcome, what moved, header, two paragraphs with terms."""
    text = " ".join(WORDS[(number + at) % len(WORDS)] for at in range(words // 2))
    return [
        Block((Piece(f"Choice {number}", "strong"),), "choice", "▸ ", "  "),
        Block((Piece(text),), "outcome"),
        Block((Piece("Somebody owes you: you spoke first.", "dim"),), "moved", "· ", "  "),
        Block((Piece(f"Scene {number}", "strong"),), "title"),
        Block((Piece("The "), Piece("Presidium", "", "presidium"), Piece(f" {text}\n\n{text}"))),
    ]


class Bench(App[None]):
    """A transcript and nothing else; or one Static, to compare with."""

    def __init__(self, scenes: int = 0, *, bare: bool = False) -> None:
        super().__init__()
        self.scenes, self.bare = scenes, bare

    def compose(self) -> ComposeResult:
        yield (
            Static()
            if self.bare
            else TranscriptView(
                *(block for number in range(self.scenes) for block in scene(number)),
                id="transcript",
            )
        )


async def repaints(app: Bench, work: Callable[[int], object], rounds: int) -> list[float]:
    """Milliseconds from a change to its settled repaint."""
    found = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for number in range(rounds + 3):
            start = perf_counter()
            work(number)
            await pilot.pause(0)
            found.append((perf_counter() - start) * 1000)
    return found[3:]


def timed(work: Callable[[], object], rounds: int) -> float:
    """Median milliseconds of a piece of work."""
    found = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
    return median(found)


def row(name: str, values: Sequence[float]) -> None:
    print(
        f"{name:46}"
        + "".join(f"{value:10.2f}" for value in values)
        + f"   x{values[-1] / values[0]:.2f}"
    )


async def on_screen(rounds: int) -> None:
    """Append, walk, page and resize, to settled repaint."""
    print(
        f"\n{'ms to settled repaint, scenes above:':46}"
        + "".join(f"{size:>10,}" for size in SIZES)
        + "   last to first"
    )
    tasks: dict[str, Callable[[TranscriptView, int], object]] = {
        "append a scene": lambda view, number: view.append(scene(number)),
        "append a scene and take it back": lambda view, number: view.truncate(
            view.append(scene(number))
        ),
        "walk to a term": lambda view, number: view.next_term(-1),
        "a page up": lambda view, number: view.action_page(-1 if number % 2 else 1),
        "a line up": lambda view, number: view.action_line(-1 if number % 2 else 1),
    }
    for name, task in tasks.items():
        found: dict[int, list[float]] = {size: [] for size in SIZES}
        for _ in range(3):
            for size in SIZES:
                app = Bench(size)
                found[size] += await repaints(
                    app,
                    lambda number, app=app, task=task: task(app.query_one(TranscriptView), number),
                    rounds,
                )
        row(name, [median(values) for values in found.values()])
    bare = Bench(bare=True)
    page = "\n".join(" ".join(WORDS) for _ in range(30))
    static = median(
        await repaints(
            bare, lambda number: bare.query_one(Static).update(Content(f"{number} {page}")), rounds
        )
    )
    print(f"{'one Static(Content) updated, to compare':46}{static:10.2f}")


def without_screen(rounds: int) -> None:
    """What the transcript itself costs."""
    print(
        f"\n{'ms without a screen, scenes above:':46}"
        + "".join(f"{size:>10,}" for size in SIZES)
        + "   last to first"
    )
    grown = []
    for size in SIZES:
        transcript = TextLayout()
        transcript.append(block for number in range(size) for block in scene(number))
        grown.append(transcript)
    row(
        "append a scene and take it back",
        [timed(lambda one=one: one.truncate(one.append(scene(7))), rounds * 20) for one in grown],
    )
    row(
        "find the paragraph of a row",
        [timed(lambda one=one: one.at(len(one) // 2), rounds * 20) for one in grown],
    )

    run = TextLayout()
    run.append(block for number in range(20_000 // 165) for block in scene(number))
    words = sum(len(paragraph.text.split()) for paragraph in run.paragraphs)
    measures = iter([72, 57] * rounds * 2)
    print(
        f"\n{words:,} words set anew between 57 and 72 columns: {timed(lambda: run.fit(next(measures)), rounds):.2f} ms"
    )
    big = grown[-1]
    words = sum(len(paragraph.text.split()) for paragraph in big.paragraphs)
    measures = iter([57, 72] * rounds * 2)
    print(
        f"{words:,} words in {len(big.paragraphs):,} paragraphs: {timed(lambda: big.fit(next(measures)), rounds):.2f} ms"
    )
    needle = re.compile("bell", re.IGNORECASE)
    print(
        f"searched for a word: {timed(lambda: [list(needle.finditer(one.text)) for one in big.paragraphs], rounds):.2f} ms"
    )


async def page(rounds: int) -> None:
    """All rows in sight drawn from nothing."""
    app = Bench(300)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        view = app.query_one(TranscriptView)

        def draw() -> None:
            for row in range(40):
                view.render_line(row)

        print(f"\na page of 40 rows drawn: {timed(draw, rounds * 5):.2f} ms")


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--rounds", type=int, default=15)
    rounds = asked.parse_args().rounds
    without_screen(rounds)
    asyncio.run(on_screen(rounds))
    asyncio.run(page(rounds))


if __name__ == "__main__":
    main()
