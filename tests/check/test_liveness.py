"""What still matters of a state, where menus are stayed in, votes bound and effects conditional.

Each story has two ways to stand in the same scene that only a later moment tells apart. If the check took them for one,
it would call one of the endings impossible.
"""

from __future__ import annotations

from time import monotonic

import pytest
from tiny import tiny

from game.check.exploration import explore
from game.check.lead_model import LeadModel
from game.check.refinement import decide

STATE = "key: {flag: no}\nother: {flag: no}\nn: {range: 0..3}\nsaid: {one of: [silent, up, same]}\nfile: {one of: [kept, open, spent]}\n"
FORK = "title: Fork\ngo:\n  - {}: end\n  - else: dust\n"
DUST = "title: Dust\nending: lost\n"
BOARD = "anna: {name: Anna, chairs: [{body: board, from: 1900-01-01}]}\n"
MOTION = "dig: {title: That it be dug, body: board, leanings: {anna: '-1 fear, the tide'}}\n"
POWER = "files: {name: F, holds: {anna: {label: Open hers, state: file, reason: R.}}}\n"
HALL = "title: Hall\ndate: 1900-01-02\nvote: dig\ngo:\n  - carried(dig): end\n  - else: dust\n"


def menu(title: str, choices: str, more: str = "") -> str:
    return f"title: {title}\n{more}choices:\n{choices}"


def first(*deeds: str) -> str:
    """A desk with a choice for each deed, all of which lead to the room."""
    return menu(
        "Desk",
        "".join(
            f"  c{n}: {{label: C, {deed}{', ' if deed else ''}go: room}}\n"
            for n, deed in enumerate(deeds)
        ),
    )


STORIES: dict[str, dict[str, str]] = {
    "a hold that may bind a later vote": {
        "desk": menu("Desk", "  go_on: {label: G, go: room}\n", "powers: files\n"),
        "room": menu("Room", "  go_on: {label: G, go: hall}\n"),
        "hall": HALL,
        "people": BOARD,
        "motions": MOTION,
        "powers": POWER,
    },
    "what follows a menu that is stayed in until nothing is open": {
        "desk": first("", "do: {key: yes}"),
        "room": menu("Room", "  look: {label: L, once: yes, go: stay}\n") + "otherwise: fork\n",
        "fork": FORK.format("key"),
    },
    "what follows a menu that a call comes back to": {
        "desk": first("", "do: {key: yes}"),
        "room": menu(
            "Room",
            "  look: {label: L, play: sub, go: stay}\n  out: {label: O, if: seen(sub), go: fork}\n",
        ),
        "sub": menu("Sub", "  back: {label: B, go: return}\n", "sub: yes\n"),
        "fork": FORK.format("key"),
    },
    "what a condition may leave as it was": {
        "desk": first("do: {n: = 1}", "do: {n: = 2}", "do: {n: = 2, other: yes}"),
        "room": menu("Room", "  act: {label: A, do: [{if: other, do: {n: = 1}}], go: fork}\n"),
        "fork": FORK.format("n == 2"),
    },
    "what is added under a condition": {
        "desk": first("do: {n: = 1}", "do: {n: = 2}", "do: {other: yes}"),
        "room": menu("Room", "  act: {label: A, do: [{if: not other, do: {n: +1}}], go: fork}\n"),
        "fork": FORK.format("n == 3"),
    },
    "what was said, where saying another thing costs": {
        "desk": first("says: {dues: up}", "says: {dues: same}"),
        "room": menu("Room", "  say: {label: S, says: {dues: same}, go: fork}\n"),
        "fork": FORK.format("n == 1"),
        "positions": "dues: {title: D, state: said, stances: {up: Up., same: Same.}, contradicting: {do: {n: +1}}}\n",
    },
    "what was said, where it is cited": {
        "desk": first("says: {dues: up}", "says: {dues: same}"),
        "room": menu(
            "Room",
            "  cite: {label: C, cites: {dues: same}, go: end}\n  out: {label: O, go: dust}\n",
        ),
        "positions": "dues: {title: D, state: said, stances: {up: Up., same: Same.}}\n",
    },
}


def model(files: dict[str, str]) -> LeadModel:
    return LeadModel(tiny(**{"state": STATE, "dust": DUST, **files}), "clerk")


@pytest.mark.parametrize("what", STORIES)
def test_merged_states_have_the_same_future(what: str) -> None:
    merged = model(STORIES[what])
    merged.machine.want(range(len(merged.goals)))
    found = explore(merged)
    assert found.done
    assert {
        goal.id
        for goal in merged.goals.all
        if goal.kind == "ending" and goal.number in found.shortest
    } == {"over", "lost"}


@pytest.mark.parametrize("what", STORIES)
def test_a_slice_finds_both_too(what: str) -> None:
    sliced = model(STORIES[what])
    for goal in sliced.goals.all:
        assert decide(sliced, goal, monotonic() + 10).path is not None, goal.id


def test_a_slice_that_knows_a_sum_still_asks_what_binds_the_vote() -> None:
    """The leaning alone is against, whoever is asked; only the hold can bring it about."""
    files = STORIES["a hold that may bind a later vote"]
    voiced = "dig:\n  title: T\n  body: board\n  leanings: {anna: '-1 fear, the tide'}\n  voices: {anna: {for: Aye, against: Nay}}\n"
    sliced = model({**files, "motions": voiced})
    for id in ("dig.anna:for", "dig.anna:against"):
        goal = next(goal for goal in sliced.goals.all if goal.id == id)
        assert decide(sliced, goal, monotonic() + 10).path is not None, id
