"""positions.yaml: what a lead is minuted as having said; and what saying and citing it come to in a choice."""

from __future__ import annotations

from msgspec.structs import replace

from game.story.diagnostics import did_you_mean, one_of
from game.story.lowering import compared, implied, joined, only_if, setting, together
from game.story.model import Choice, Deed, Expression, Need, Position
from game.story.names import Fault
from game.story.page import Page
from game.story.reader import Map, Node

NOT_MINUTED = "The minutes hold no such position."
Stances = tuple[tuple[str, str], ...]


def position(page: Page, key: str, node: Node) -> Position:
    """One entry of positions.yaml."""
    entry = page.map(node, "position")
    page.names.playing = lead = page.id(entry.get("lead"), "lead")
    state = page.variable(entry.get("state"))
    stances = tuple((id, page.line(value)) for id, value in page.entries(entry.get("stances")))
    if (
        state is not None
        and "stances" in entry
        and (state.kind != "word" or set(state.words[1:]) != {id for id, _ in stances})
    ):
        message = f"The stances are not the words of `{state.id}` after its first."
        page.note(
            entry["stances"],
            "TC0720",
            message,
            _words_hint(state.words if state.kind == "word" else (), [id for id, _ in stances]),
        )
    contradicting = page.deed_of(entry.get("contradicting"))
    if contradicting.seating:
        page.note(
            entry["contradicting"],
            "TC0508",
            "A contradiction costs no chair: it stands under a condition.",
            "Fork with `go` afterwards.",
        )
    made = Position(
        key,
        page.line(entry.get("title")),
        state.id if state else "",
        lead,
        stances,
        contradicting,
        node.line,
    )
    page.names.playing = ""
    return made


def _words_hint(words: tuple[str, ...], stances: list[str]) -> str:
    if words[1:]:
        return f"Write a stance for each of {one_of(words[1:])}; `{words[0]}` is for nothing said."
    return f"Declare the variable as `{{one of: [silent, {', '.join(stances)}]}}`."


def stances(page: Page, node: Node) -> Stances:
    """Positions with a stance each, as `says` and `cites` name them."""
    if not isinstance(node, Map):
        page.note(
            node, "TC0203", "Positions and stances belong here.", "Write `{position: stance}`."
        )
        return ()
    found = []
    for key, value in node.items():
        known = page.names.positions.get(key)
        stance = page.word(value)
        if known is None:
            page.key_id(node, key, "position")
        elif known.lead and page.names.playing and known.lead != page.names.playing:
            fault = Fault(
                "TC0315",
                f"`{key}` is a position of the lead `{known.lead}` only.",
                "Use another, or take `lead` out of its entry.",
            )
            page.note(node.key(key), fault.code, str(fault), fault.hint)
        elif stance not in dict(known.stances):
            words = [id for id, _ in known.stances]
            hint = did_you_mean(stance, words) or (
                f"It is {one_of(words)}." if words else "Give the position `stances`."
            )
            page.note(value, "TC0312", f"`{key}` has no stance `{stance}`.", hint)
        else:
            found.append((key, stance))
    return tuple(found)


def minuted(page: Page, choice: Choice) -> Choice:
    """The choice with what its `says` and `cites` come to: the state set, the cost of a contradiction, a lock."""
    positions = page.names.positions
    cited = [
        _stands(page, positions[id], stance) for id, stance in choice.cites if positions[id].state
    ]
    needs = (Need(implied(*cited), NOT_MINUTED),) if cited else ()
    said = [
        deed
        for id, stance in choice.says
        if positions[id].state
        for deed in _said(positions[id], _number(page, positions[id], stance))
    ]
    return replace(choice, deed=joined(choice.deed, *said), needs=(*choice.needs, *needs))


def _stands(page: Page, position: Position, stance: str) -> Expression:
    """That a stance is what stands in the minutes."""
    return compared(position.state, "==", _number(page, position, stance))


def _said(position: Position, stance: int) -> list[Deed]:
    """A stance goes into the minutes; if another stood there, that is contradicted."""
    other = together([compared(position.state, "!=", 0), compared(position.state, "!=", stance)])
    return [only_if(position.contradicting, other), setting(position.state, stance)]


def _number(page: Page, position: Position, stance: str) -> int:
    """The number behind a stance: the place of its word in the variable."""
    words = page.names.variables[position.state].words
    return words.index(stance) if stance in words else 0
