"""One scene file into one Scene, every name in it resolved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.declarations import fields
from game.story.deeds import NOTHING
from game.story.divisions import read_division
from game.story.lowering import joined
from game.story.model import CERTAINTIES, STAY, Choice, Draw, Evidence, Recall, Scene, Way
from game.story.orders import read_order
from game.story.page import Page
from game.story.passages import looks_back
from game.story.positions import minuted, stances
from game.story.powers import uses
from game.story.reader import Map, Node

WAYS_ON = ("choices", "go", "draw", "order", "divide", "ending")
# Keys that have a meaning beside another one only.
BESIDE = {
    "when": "pool",
    "needs": "pool",
    "keeps": "pool",
    "label": "pool",
    "really": "pool",
    "then": "choices",
    "otherwise": "choices",
    "powers": "choices",
}
_SPECIAL = frozenset((*BESIDE, "sub"))


Reader = Callable[[Page, Node], Any]


def scene(page: Page, id: str, lead: str, act: str) -> Scene:
    """The scene on this page. `lead` and `act` come from the folders it lies in."""
    noted = page.names.noted
    node = page.map(page.root, "scene")
    page.doubts.update(node.doubled)
    if page.names.noted != noted:
        page.doubts.update(fields(Scene).keys() - node.keys())
    _one_way_on(page, node)
    parts = _parts(page, node, _SCENE)
    parts.setdefault("title", "")
    noted = page.names.noted
    if then := _target(page, node.get("then"), staying=True):
        parts["choices"] = _gathered(parts.get("choices", ()), then)
    if page.names.noted != noted:
        page.doubts.add("then")
    if "choices" not in node:
        _make_menu(page, node, parts)
    built = Scene(id, file=page.file, lead=lead, act=act, **parts)
    _check_menu(page, node, built)
    if "first:" in page.content:
        _check_looking_back(page, node, built)
    if not _SPECIAL.isdisjoint(node):
        _check_idle(page, node)
    return _with_powers(page, node, built) if built.powers else built


def _make_menu(page: Page, node: Map, parts: dict[str, Any]) -> None:
    """The menu of an order or a division, which begins with a clean sheet."""
    if "order" in node:
        parts["order"], parts["choices"], cleared = read_order(page, node["order"])
    elif "divide" in node:
        parts["division"], parts["choices"], cleared = read_division(page, node["divide"])
    else:
        return
    parts["deed"] = joined(parts.get("deed", NOTHING), cleared)


def _parts(page: Page, node: Map, readers: dict[str, tuple[str, Reader]]) -> dict[str, Any]:
    """What stands in a map, by the names of the model; keys that are not there cost nothing."""
    parts: dict[str, Any] = {}
    for key, value in node.items():
        if key in readers:
            field, read = readers[key]
            noted = page.names.noted
            parts[field] = read(page, value)
            if page.names.noted != noted and readers is _SCENE:
                page.doubts.add(key)
    if "do" in node or "ledger" in node:
        parts["deed"] = page.deed(node.get("do"), node.get("ledger"))
    return parts


def _one_way_on(page: Page, node: Map) -> None:
    ways = [way for way in WAYS_ON if way in node]
    if not ways and page.doubts.isdisjoint(WAYS_ON):
        page.note(node, diag.NO_WAY_ON)
    for extra in ways[1:]:
        page.note(node.key(extra), diag.TWO_WAYS_ON, first=ways[0], second=extra)


def _choices(page: Page, node: Node) -> tuple[Choice, ...]:
    return tuple(_choice(page, key, value) for key, value in page.entries(node))


def _choice(page: Page, key: str, value: Node) -> Choice:
    noted = page.names.noted
    parts = _parts(page, page.map(value, "choice"), _CHOICE)
    parts.setdefault("label", ())
    if page.names.noted != noted:
        page.doubts.add(f"choices.{key}")
    choice = Choice(key, line=value.line, **parts)
    return minuted(page, choice) if choice.says or choice.cites else choice


def _gathered(choices: tuple[Choice, ...], then: str) -> tuple[Choice, ...]:
    return tuple(
        choice if choice.ways else replace(choice, ways=(Way(then),)) for choice in choices
    )


def _with_powers(page: Page, node: Map, built: Scene) -> Scene:
    """The scene with what the powers it names add to its menu."""
    ids = {choice.id for choice in built.choices}
    added: list[Choice] = []
    for name in dict.fromkeys(built.powers):
        power = page.names.powers.get(name)
        if power is None:
            continue
        foreign = power.lead and built.lead not in ("", power.lead)
        if foreign and not page.names.is_faulty("power", name):
            page.note(node.key("powers"), diag.POWER_OF_OTHER, name=name, lead=power.lead)
        for choice in uses(built, power):
            if choice.id in ids:
                page.note(node.key("powers"), diag.CHOICE_TWICE, name=choice.id)
            ids.add(choice.id)
            added.append(choice)
    return replace(built, choices=(*built.choices, *added))


def _target(page: Page, node: Node | None, staying: bool = False) -> str:
    return page.target(node, staying) if node is not None else ""


def _evidence(page: Page, node: Node) -> Evidence:
    entry = page.map(node, "evidence")
    event, words = (page.choice(entry.get(key), CERTAINTIES) for key in ("event", "words"))
    return Evidence(event, words)


def _recall(page: Page, node: Node) -> Recall:
    entry = page.map(node, "recall")
    return Recall(
        page.id(entry.get("id"), "lesson"),
        page.choice(entry.get("answer"), ("yes", "close", "no"), "yes"),
    )


def _draw(page: Page, node: Node) -> Draw:
    entry = page.map(node, "draw")
    return Draw(
        page.id(entry.get("from"), "pool"),
        page.whole(entry.get("take"), 1, 99, 1),
        _target(page, entry.get("then")),
    )


def _check_menu(page: Page, node: Map, built: Scene) -> None:
    """Rule 4: nobody is ever stuck in a menu; and what only shows when choices stand together."""
    choices = node.get("choices")
    if not isinstance(choices, Map):
        return
    if not choices:
        page.note(choices, rule.EMPTY_MENU)
        return
    sound = page.doubts.isdisjoint(("otherwise",)) and not choices.doubled
    if sound and not built.otherwise and not any(always_open(choice) for choice in built.choices):
        page.note(choices, rule.CLOSED_MENU)
    really = asked = False
    for key, choice in zip(choices, built.choices, strict=True):
        if not choice.ways and page.doubts.isdisjoint(("then", f"choices.{key}")):
            page.note(choices.key(key), rule.CHOICE_NOWHERE, choice=key)
        if really and _claims(choice):
            page.note(choices.key(key), rule.REALLY_TWICE)
        really = really or _claims(choice)
        asked = asked or choice.recall is not None
    if asked:
        _check_recalls(page, choices, built)


def _claims(choice: Choice) -> bool:
    """Whether the choice claims to be the one thing that history did here; what is looked at once, before the decision, does not."""
    return (
        choice.really
        and choice.condition is None
        and not (choice.once and all(way.target == STAY for way in choice.ways))
    )


def _check_recalls(page: Page, choices: Map, built: Scene) -> None:
    """A question has an answer in its own menu, and no answer to it is locked."""
    asked = [
        (key, choice, choice.recall)
        for key, choice in zip(choices, built.choices, strict=True)
        if choice.recall
    ]
    answered = {"", *(recall.id for _, _, recall in asked if recall.answer == "yes")}
    sound = page.doubts.isdisjoint(f"choices.{key}" for key in choices)
    for key, choice, recall in asked:
        if sound and recall.id not in answered:
            page.note(choices.key(key), rule.UNANSWERED_RECALL, lesson=recall.id)
            answered.add(recall.id)
        if choice.needs:
            page.note(choices.key(key), rule.LOCKED_RECALL)


def _check_idle(page: Page, node: Map) -> None:
    """Keys that would be read and then mean nothing."""
    for key in node:
        if (other := BESIDE.get(key)) and other not in node and other not in page.doubts:
            page.note(node.key(key), diag.IDLE_WITHOUT, key=key, other=other)
        if key == "sub" and "pool" in node:
            page.note(node.key(key), diag.IDLE_SUB)
    choices = node.get("choices")
    if (
        isinstance(choices, Map)
        and choices
        and "then" in node
        and all(isinstance(choice, Map) and "go" in choice for choice in choices.values())
    ):
        page.note(node.key("then"), diag.IDLE_THEN)


def _check_looking_back(page: Page, node: Map, built: Scene) -> None:
    """Labels, outcomes and records are read after the scene was entered, when `first` would never hold."""
    if looks_back(built.record):
        page.note(node.key("record"), rule.LOOKING_BACK)
    choices = node.get("choices", node.get("order"))
    if isinstance(
        items := choices.get("items") if isinstance(choices, Map) and built.order else choices, Map
    ):
        for choice in built.choices:
            if looks_back(choice.label) or looks_back(choice.text):
                page.note(items.key(choice.of or choice.id), rule.LOOKING_BACK)


def always_open(choice: Choice) -> bool:
    """Whether the choice can be taken in every state."""
    return choice.condition is None and not choice.needs and not choice.once


# Key -> the field of the model that it fills, and how it is read. `do`, `ledger` and `then` are read together with others.
_CHOICE: dict[str, tuple[str, Reader]] = {
    "label": ("label", Page.prose_line),
    "was": ("was", Page.ids),
    "really": ("really", Page.yes),
    "if": ("condition", Page.condition),
    "needs": ("needs", Page.needs),
    "once": ("once", Page.yes),
    "recall": ("recall", _recall),
    "text": ("text", Page.passage),
    "play": ("play", Page.scene_id),
    "go": ("ways", lambda page, node: page.ways(node, staying=True)),
    "says": ("says", stances),
    "cites": ("cites", stances),
    "evidence": ("evidence", _evidence),
    "teaches": ("teaches", Page.lesson_ids),
}
_SCENE: dict[str, tuple[str, Reader]] = {
    "title": ("title", Page.line),
    "was": ("was", Page.ids),
    "date": ("date", Page.date),
    "place": ("place", Page.line),
    "event": ("event", Page.name),
    "evidence": ("evidence", _evidence),
    "teaches": ("teaches", Page.lesson_ids),
    "text": ("text", Page.passage),
    "vote": ("vote", lambda page, node: page.id(node, "motion")),
    "choices": ("choices", _choices),
    "go": ("ways", Page.ways),
    "draw": ("draw", _draw),
    "ending": ("ending", lambda page, node: page.id(node, "ending")),
    "otherwise": ("otherwise", Page.target),
    "powers": ("powers", lambda page, node: page.ids(node, "power")),
    "record": ("record", Page.record),
    "pool": ("pool", Page.name),
    "when": ("when", Page.condition),
    "needs": ("needs", Page.needs),
    "keeps": ("keeps", Page.yes),
    "label": ("label", Page.line),
    "really": ("really", Page.yes),
    "sub": ("sub", Page.yes),
}
