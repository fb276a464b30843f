"""`ten-chairs map`: draw the scenes of a lead."""

from __future__ import annotations

import sys
from argparse import Namespace

from game.check import map_lead
from game.cli.errors import EXIT_OK, UsageError
from game.cli.paths import story_folder
from game.plain.console import Console
from game.story import load


def draw_map(options: Namespace) -> int:
    """Print the map; raises UsageError for a lead that is not in the story."""
    story = load(story_folder(options.story))
    if options.lead not in story.leads:
        known = ", ".join(story.leads)
        raise UsageError(f"There is no lead {options.lead!r}; there are: {known}.")
    drawing = map_lead(story, options.lead, options.format)
    Console.on(sys.stdout).verbatim(drawing.rstrip("\n"))
    return EXIT_OK
