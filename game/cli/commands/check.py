"""`ten-chairs check`: lint and prove the story."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

import game.check
from game.cli.errors import EXIT_FAILED, EXIT_OK, EXIT_UNUSABLE
from game.cli.paths import story_folder
from game.plain.console import Console
from game.plain.progress import bar
from game.story import Problem, StoryProblems, load


def check(options: Namespace) -> int:
    """Print the report, or one JSON object; fails when the story has errors."""
    try:
        story = load(story_folder(options.story))
    except StoryProblems as error:
        if not options.json:
            raise
        _print_json(_not_loaded(error.problems))
        return EXIT_UNUSABLE
    limits = {} if options.seconds is None else {"seconds": options.seconds}
    with bar(sys.stderr) as progress:
        report = game.check.check(story, progress=progress, **limits)
    found = report.as_json()
    if options.json:
        _print_json(found)
    else:
        Console.on(sys.stdout).verbatim(report.text().rstrip("\n"))
    return EXIT_OK if found["ok"] else EXIT_FAILED


def _not_loaded(problems: list[Problem]) -> dict[str, object]:
    """The report of a story that could not be loaded, in the shape of the check's own."""
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


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, indent=2) + "\n")
