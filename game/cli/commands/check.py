"""`ten-chairs check`: lint and prove the story."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

import game.check
from game.cli.errors import EXIT_FAILED, EXIT_OK, EXIT_UNUSABLE
from game.cli.paths import load_story
from game.cli.streams import print_text
from game.plain.progress import bar
from game.story import StoryProblems


def check(options: Namespace) -> int:
    """Print the report, or one JSON object; fails when the story has errors."""
    try:
        story = load_story(options.story)
    except StoryProblems as error:
        if not options.json:
            raise
        _print_json(game.check.Report(tuple(error.problems)))
        return EXIT_UNUSABLE
    limits = {} if options.seconds is None else {"seconds": options.seconds}
    with bar(sys.stderr) as progress:
        report = game.check.check(story, progress=progress, **limits)
    if options.json:
        _print_json(report)
    else:
        print_text(report.text())
    return EXIT_OK if report.ok else EXIT_FAILED


def _print_json(report: game.check.Report) -> None:
    sys.stdout.write(json.dumps(report.as_json(), indent=2) + "\n")
