"""States a second when a generated story of 1,000 scenes is explored without prose: `python tests/bench/explore.py [SCENES] [STATES]`.

Prints what each state costs with every goal watched, and with none.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from generate import generate

from game.check.exploration import explore
from game.check.lead_model import LeadModel
from game.story import load


def main(scenes: int = 1_000, states: int = 300_000) -> None:
    """Explore the same story twice, each time after a first pass that compiles its scenes."""
    with tempfile.TemporaryDirectory() as folder:
        story = load(generate(Path(folder) / "story", scenes), cached=False)
        lead = next(lead.id for lead in story.world.leads if lead.start)
        model = LeadModel(story, lead)
        explore(model, most=states)
        for name, wanted in (
            ("every goal watched", range(len(model.goals))),
            ("no goal watched", ()),
        ):
            model.machine.want(wanted)
            begun = process_time()
            found = explore(model, most=states)
            seconds = process_time() - begun
            print(
                f"{name}: {found.states:,} states, {found.states / seconds:,.0f} a second, {seconds / found.states * 1e6:.1f} us each"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
