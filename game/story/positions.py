"""positions.yaml: what a lead is minuted as having said; and what saying and citing it come to in a choice."""

from __future__ import annotations

from msgspec.structs import replace

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.lowering import compared, implied, joined, only_if, setting, together
from game.story.model import Choice, Deed, Expression, Need, Position
from game.story.page import Page
from game.story.reader import Map, Node, Text
from game.story.suggestions import did_you_mean, one_of

NOT_MINUTED = "The minutes hold no such position."
Stances = tuple[tuple[str, str], ...]


def position(page: Page, key: str, node: Node) -> Position:
    """One entry of positions.yaml."""
    noted = page.names.noted
    entry = page.map(node, "position")
    page.names.playing = lead = page.id(entry.get("lead"), "lead")
    state = page.variable(entry.get("state"))
    stances = tuple((id, page.line(value)) for id, value in page.entries(entry.get("stances")))
    if (
        state is not None
        and page.names.noted == noted
        and (state.kind != "word" or set(state.words[1:]) != {id for id, _ in stances})
    ):
        if words := state.words[1:] if state.kind == "word" else ():
            page.note(
                entry["stances"],
                rule.STANCES_AND_WORDS,
                name=state.id,
                words=one_of(words),
                first=state.words[0],
            )
        else:
            words = tuple(id for id, _ in stances)
            page.note(
                entry["stances"],
                rule.STANCES_WITHOUT_WORDS,
                name=state.id,
                words=", ".join(words),
            )
    contradicting = page.deed_of(entry.get("contradicting"))
    if contradicting.seating:
        page.note(entry["contradicting"], diag.CHAIR_CONTRADICTING)
    made = Position(
        key,
        page.line(entry.get("title")),
        state.id if state else "",
        stances,
        lead,
        contradicting,
        node.line,
    )
    page.names.playing = ""
    return made


def stances(page: Page, node: Node) -> Stances:
    """Positions with a stance each, as `says` and `cites` name them."""
    if not isinstance(node, Map):
        page.note(node, diag.NOT_STANCES)
        return ()
    found = []
    for key, value in node.items():
        known = page.names.positions.get(key)
        stance = page.word(value)
        if known is None:
            page.key_id(node, key, "position")
        elif page.names.is_faulty("position", key):
            continue
        elif known.lead and page.names.playing and known.lead != page.names.playing:
            page.note(node.key(key), diag.POSITION_OF_OTHER, name=key, lead=known.lead)
        elif isinstance(value, Text) and stance not in dict(known.stances):
            words = [id for id, _ in known.stances]
            hint = words and (did_you_mean(stance, words) or f"It is {one_of(words)}.")
            page.note(value, diag.NO_SUCH_STANCE, hint or "", name=key, stance=stance)
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
