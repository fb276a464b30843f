"""powers.yaml and positions.yaml."""

from __future__ import annotations

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.decoder.fields import fill
from game.story.decoder.node_reader import NodeReader
from game.story.decoder.references import variable
from game.story.decoder.texts import looks_back
from game.story.model import HOLDS, Hold, Motion, Position, Power, Variable
from game.story.nodes import MappingNode, ScalarNode, YamlNode
from game.story.suggestions import one_of

ANY_MOTION = "any"


def power(reader: NodeReader, id: str, node: YamlNode) -> Power:
    """One entry of powers.yaml."""
    keys = reader.map(node, Power)
    reader.names.playing = lead = reader.id(keys.get("lead"), "lead")
    entries = reader.entries(keys.get("holds"), declares="hold")
    holds = tuple(_hold(reader, id, value) for id, value in entries)
    motions = _motions(reader, keys.get("motions"))
    made = fill(reader, keys, Power, id=id, lead=lead, holds=holds, motions=motions)
    reader.names.playing = ""
    _check_holds(reader, keys.below("holds"), holds)
    return made


def _motions(reader: NodeReader, node: YamlNode | None) -> tuple[str, ...]:
    """Where a power can bind a vote; nothing is everywhere."""
    if isinstance(node, ScalarNode) and node.strip() == ANY_MOTION:
        return ()
    return tuple(reader.id(item, "motion") for item in reader.items(node))


def _hold(reader: NodeReader, id: str, node: YamlNode) -> Hold:
    keys = reader.map(node, Hold)
    state = variable(reader, keys.get("state"))
    if state is not None and state.words != HOLDS:
        reader.note(keys["state"], rule.NOT_A_HOLD, name=state.id)
    person = reader.id(keys["person"], "person") if "person" in keys else id
    return fill(reader, keys, Hold, id=id, person=person, state=state.id if state else "")


def _check_holds(reader: NodeReader, listed: MappingNode, holds: tuple[Hold, ...]) -> None:
    """A hold that names no person is named like one; what is said of it does not look back."""
    for hold in holds:
        if hold.person == hold.id and not reader.names.is_faulty("hold", hold.id):
            reader.key_id(listed, hold.id, "person")
        if looks_back(hold.label) or looks_back(hold.text):
            reader.note(listed.key(hold.id), rule.HOLD_LOOKING_BACK)


def check_powers(
    reader: NodeReader, powers: tuple[Power, ...], motions: tuple[Motion, ...]
) -> None:
    """Each hold has a variable of its own, and a motion that is named has a side."""
    sideless = {motion.id for motion in motions if not motion.support}
    states: set[str] = set()
    for one in powers:
        keys = reader.root_map.below(one.id)
        for hold in one.holds:
            if hold.state and hold.state in states:
                reader.note(keys.below("holds").key(hold.id), rule.HOLD_SHARED, name=hold.state)
            states.add(hold.state)
        for motion in one.motions:
            if motion in sideless:
                reader.note(keys["motions"], rule.MOTION_WITHOUT_SIDE, motion=motion)


def position(reader: NodeReader, id: str, node: YamlNode) -> Position:
    """One entry of positions.yaml."""
    noted = reader.names.noted
    keys = reader.map(node, Position)
    reader.names.playing = lead = reader.id(keys.get("lead"), "lead")
    state = variable(reader, keys.get("state"))
    stances = tuple((id, reader.line(value)) for id, value in reader.entries(keys.get("stances")))
    if state is not None and reader.names.noted == noted:
        _check_stances(reader, keys["stances"], state, [id for id, _ in stances])
    name = state.id if state else ""
    made = fill(reader, keys, Position, id=id, lead=lead, state=name, stances=stances)
    if made.contradicting.seating:
        reader.note(keys["contradicting"], diag.CHAIR_CONTRADICTING)
    reader.names.playing = ""
    return made


def _check_stances(reader: NodeReader, node: YamlNode, state: Variable, stances: list[str]) -> None:
    """The stances are the words of the variable but its first."""
    words = state.words if state.kind == "word" else ()
    if words and set(words[1:]) == set(stances):
        return
    if words[1:]:
        said, first = one_of(words[1:]), words[0]
        reader.note(node, rule.STANCES_AND_WORDS, name=state.id, words=said, first=first)
    else:
        reader.note(node, rule.STANCES_WITHOUT_WORDS, name=state.id, words=", ".join(stances))
