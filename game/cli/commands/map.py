"""`ten-chairs map`: draw the scenes of a lead."""

from __future__ import annotations

from argparse import Namespace

from game.check import map_lead
from game.cli.errors import EXIT_OK, UsageError
from game.cli.paths import load_story
from game.cli.streams import print_text


def draw_map(options: Namespace) -> int:
    """Print the map; raises UsageError for a lead that is not in the story."""
    story = load_story(options.story)
    if options.lead not in story.leads:
        known = ", ".join(story.leads)
        raise UsageError(f"There is no lead {options.lead!r}; there are: {known}.")
    print_text(map_lead(story, options.lead, options.format))
    return EXIT_OK
