"""What `says` and `cites` come to: a state is set, a contradiction costs, a choice is locked."""

from __future__ import annotations

from msgspec.structs import replace

from game.story.lowering.deeds import all_of, assign, combined, compare, implied, restricted
from game.story.model import Choice, Deed, Need, Position
from game.story.names import Names

NOT_MINUTED = "The minutes hold no such position."


def minuted(choice: Choice, names: Names) -> Choice:
    """The choice with what its `says` and `cites` come to."""
    cited = [compare(one.state, "==", number) for one, number in _numbers(choice.cites, names)]
    said = [_said(one, number) for one, number in _numbers(choice.says, names)]
    needs = (Need(implied(*cited), NOT_MINUTED),) if cited else ()
    return replace(choice, deed=combined(choice.deed, *said), needs=(*choice.needs, *needs))


def _numbers(stances: tuple[tuple[str, str], ...], names: Names) -> list[tuple[Position, int]]:
    """Positions that have a state, with the number of a stance: the place of its word there."""
    found = []
    for id, stance in stances:
        if (position := names.positions[id]).state:
            words = names.variables[position.state].words
            found.append((position, words.index(stance) if stance in words else 0))
    return found


def _said(position: Position, number: int) -> Deed:
    """A stance goes into the minutes; if another stood there, that is contradicted."""
    other = [compare(position.state, "!=", 0), compare(position.state, "!=", number)]
    contradicted = restricted(position.contradicting, all_of(other))
    return combined(contradicted, assign(position.state, number))
