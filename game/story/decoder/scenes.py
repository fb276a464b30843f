"""One scene file into one Scene, every name in it resolved."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.declarations import BESIDE, WAYS_ON, fields
from game.story.decoder import menus
from game.story.decoder.fields import read, read_fields
from game.story.decoder.node_reader import NodeReader
from game.story.decoder.references import target
from game.story.decoder.texts import looks_back
from game.story.lowering.deeds import combined
from game.story.lowering.positions import minuted
from game.story.lowering.powers import power_choices
from game.story.model import STAY, Choice, Deed, Scene, Way
from game.story.nodes import MappingNode, YamlNode

_SPECIAL = frozenset((*BESIDE, "sub"))


def scene(reader: NodeReader, id: str, lead: str, act: str) -> Scene:
    """The scene in a file. `lead` and `act` come from the folders it lies in."""
    noted = reader.names.noted
    keys = reader.map(reader.root, Scene)
    reader.doubts.update(keys.doubled)
    if reader.names.noted != noted:
        reader.doubts.update(fields(Scene).keys() - keys.keys())
    _check_way_on(reader, keys)
    parts: dict[str, Any] = {"id": id, "lead": lead, "act": act}
    parts |= {"choices": (), "order": None, "division": None}
    parts = read_fields(reader, keys, Scene, parts, reader.doubts)
    cleared = Deed()
    if "choices" in keys:
        parts["choices"] = _choices(reader, keys)
    elif "order" in keys:
        parts["order"], parts["choices"], cleared = menus.order(reader, keys["order"])
    elif "divide" in keys:
        parts["division"], parts["choices"], cleared = menus.division(reader, keys["divide"])
    if cleared.effects:
        parts["deed"] = combined(parts.get("deed", Deed()), cleared)
    built = Scene(**parts)
    _check_menu(reader, keys, built)
    if "first:" in reader.content:
        _check_looking_back(reader, keys, built)
    if not _SPECIAL.isdisjoint(keys):
        _check_idle(reader, keys)
    return _with_powers(reader, keys, built) if built.powers else built


def _check_way_on(reader: NodeReader, keys: MappingNode) -> None:
    ways = [way for way in WAYS_ON if way in keys]
    if not ways and reader.doubts.isdisjoint(WAYS_ON):
        reader.note(keys, diag.NO_WAY_ON)
    for extra in ways[1:]:
        reader.note(keys.key(extra), diag.TWO_WAYS_ON, first=ways[0], second=extra)


def _choices(reader: NodeReader, keys: MappingNode) -> tuple[Choice, ...]:
    """The choices that are written; those without a way of their own lead where `then` does."""
    noted = reader.names.noted
    choices = [_choice(reader, id, node) for id, node in reader.entries(keys["choices"])]
    if reader.names.noted != noted:
        reader.doubts.add("choices")
    if "then" in keys:
        noted = reader.names.noted
        then = (Way(target(reader, keys["then"], staying=True)),)
        choices = [one if one.ways else replace(one, ways=then) for one in choices]
        if reader.names.noted != noted:
            reader.doubts.add("then")
    return tuple(choices)


def _choice(reader: NodeReader, id: str, node: YamlNode) -> Choice:
    noted = reader.names.noted
    choice = read(reader, node, Choice, id=id)
    if reader.names.noted != noted:
        reader.doubts.add(f"choices.{id}")
    return minuted(choice, reader.names) if choice.says or choice.cites else choice


def _with_powers(reader: NodeReader, keys: MappingNode, built: Scene) -> Scene:
    """The scene with what the powers it names add to its menu."""
    ids = {choice.id for choice in built.choices}
    added: list[Choice] = []
    for name in dict.fromkeys(built.powers):
        power = reader.names.powers.get(name)
        if power is None:
            continue
        foreign = power.lead and built.lead not in ("", power.lead)
        if foreign and not reader.names.is_faulty("power", name):
            reader.note(keys.key("powers"), diag.POWER_OF_OTHER, name=name, lead=power.lead)
        for choice in power_choices(built, power):
            if choice.id in ids:
                reader.note(keys.key("powers"), diag.CHOICE_TWICE, name=choice.id)
            ids.add(choice.id)
            added.append(choice)
    return replace(built, choices=(*built.choices, *added))


def _check_menu(reader: NodeReader, keys: MappingNode, built: Scene) -> None:
    """Nobody is ever stuck in a menu; and what only shows when choices stand together."""
    listed = keys.get("choices")
    if not isinstance(listed, MappingNode):
        return
    if not listed:
        reader.note(listed, rule.EMPTY_MENU)
        return
    sound = "otherwise" not in reader.doubts and not listed.doubled
    if sound and not built.otherwise and not any(map(always_open, built.choices)):
        reader.note(listed, rule.CLOSED_MENU)
    really = False
    for choice in built.choices:
        if not choice.ways and reader.doubts.isdisjoint(("then", f"choices.{choice.id}")):
            reader.note(listed.key(choice.id), rule.CHOICE_NOWHERE, choice=choice.id)
        if claims := _claims_history(choice):
            if really:
                reader.note(listed.key(choice.id), rule.REALLY_TWICE)
            really = claims
    _check_recalls(reader, listed, built)


def _claims_history(choice: Choice) -> bool:
    """Whether the choice claims to be the one thing that history did here.

    What is only looked at once, before the decision, does not.
    """
    looked_at = choice.once and all(way.target == STAY for way in choice.ways)
    return choice.really and choice.condition is None and not looked_at


def _check_recalls(reader: NodeReader, listed: MappingNode, built: Scene) -> None:
    """A question has an answer in its own menu, and no answer to it is locked."""
    asked = [(choice, choice.recall) for choice in built.choices if choice.recall]
    if not asked:
        return
    answered = {"", *(recall.id for _, recall in asked if recall.answer == "yes")}
    sound = reader.doubts.isdisjoint(f"choices.{id}" for id in listed)
    for choice, recall in asked:
        if sound and recall.id not in answered:
            reader.note(listed.key(choice.id), rule.UNANSWERED_RECALL, lesson=recall.id)
            answered.add(recall.id)
        if choice.needs:
            reader.note(listed.key(choice.id), rule.LOCKED_RECALL)


def _check_idle(reader: NodeReader, keys: MappingNode) -> None:
    """Keys that would be read and then mean nothing."""
    for key in keys:
        if (other := BESIDE.get(key)) and other not in keys and other not in reader.doubts:
            reader.note(keys.key(key), diag.IDLE_WITHOUT, key=key, other=other)
        if key == "sub" and "pool" in keys:
            reader.note(keys.key(key), diag.IDLE_SUB)
    choices = keys.below("choices")
    if "then" in keys and choices and all("go" in choices.below(id) for id in choices):
        reader.note(keys.key("then"), diag.IDLE_THEN)


def _check_looking_back(reader: NodeReader, keys: MappingNode, built: Scene) -> None:
    """Labels, outcomes and records are read when the scene was entered, so `first` never holds."""
    if looks_back(built.record):
        reader.note(keys.key("record"), rule.LOOKING_BACK)
    listed = keys.below("order").below("items") if built.order else keys.below("choices")
    for choice in built.choices:
        if looks_back(choice.label) or looks_back(choice.text):
            reader.note(listed.key(choice.of or choice.id), rule.LOOKING_BACK)


def always_open(choice: Choice) -> bool:
    """Whether the choice can be taken in every state."""
    return choice.condition is None and not choice.needs and not choice.once
