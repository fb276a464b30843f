"""One scene file into one Scene, every name in it resolved."""

from __future__ import annotations

from msgspec.structs import replace

from game.story.model import CERTAINTIES, Choice, Draw, Recall, Scene, Way
from game.story.page import Page
from game.story.reader import Map, Node

WAYS_ON = ("choices", "go", "draw", "ending")
NO_EVIDENCE = ("", "")
# Keys that have a meaning beside another one only.
BESIDE = {
    "when": "pool",
    "needs": "pool",
    "keeps": "pool",
    "label": "pool",
    "really": "pool",
    "then": "choices",
    "otherwise": "choices",
}
_SPECIAL = frozenset((*BESIDE, "sub"))


def scene(page: Page, id: str, lead: str, act: str) -> Scene:
    """The scene on this page. `lead` and `act` come from the folders it lies in."""
    node = page.map(page.root, "scene")
    find = node.find
    _one_way_on(page, node)
    choices = tuple(_choice(page, key, value) for key, value in page.entries(find("choices")))
    if then := _target(page, find("then")):
        choices = _gathered(choices, then)
    built = Scene(
        id,
        page.line(find("title")),
        page.file,
        lead,
        act,
        page.ids(find("was")),
        page.date(find("date")),
        page.line(find("place")),
        page.name(find("event")),
        _evidence(page, find("evidence")),
        page.ids(find("teaches"), "lesson"),
        page.passage(find("text")),
        page.deed(find("do"), find("ledger")),
        page.id(find("vote"), "motion"),
        choices,
        page.ways(find("go")),
        _draw(page, find("draw")),
        page.id(find("ending"), "ending"),
        _target(page, find("otherwise")),
        page.prose(find("record"), citing=True),
        page.name(find("pool")),
        page.condition(find("when")),
        page.needs(find("needs")),
        page.yes(find("keeps"), True),
        page.line(find("label")),
        page.yes(find("really")),
        page.yes(find("sub")),
    )
    _check_menu(page, node, built)
    if not _SPECIAL.isdisjoint(node):
        _check_idle(page, node)
    return built


def _one_way_on(page: Page, node: Map) -> None:
    ways = [way for way in WAYS_ON if way in node]
    if not ways and isinstance(page.root, Map):
        page.note(node, "TC0207", "This scene leads nowhere.", "Give it `choices`, `go`, `draw` or `ending`.")
    for extra in ways[1:]:
        key = next(key for key in node if key == extra)
        page.note(key, "TC0207", f"This scene has both `{ways[0]}` and `{extra}`.", "A scene has exactly one way on.")


def _choice(page: Page, key: str, value: Node) -> Choice:
    node = page.map(value, "choice")
    find = node.find
    return Choice(
        str(key),
        page.prose(find("label"), one_line=True),
        page.ids(find("was")),
        page.yes(find("really")),
        page.condition(find("if")),
        page.needs(find("needs")),
        page.yes(find("once")),
        page.deed(find("do"), find("ledger")),
        _recall(page, find("recall")),
        page.passage(find("text")),
        page.id(find("play"), "scene"),
        page.ways(find("go")),
        _evidence(page, find("evidence")),
        page.ids(find("teaches"), "lesson"),
        value.line,
    )


def _gathered(choices: tuple[Choice, ...], then: str) -> tuple[Choice, ...]:
    return tuple(choice if choice.ways else replace(choice, ways=(Way(then),)) for choice in choices)


def _target(page: Page, node: Node | None) -> str:
    return page.target(node) if node is not None else ""


def _evidence(page: Page, node: Node | None) -> tuple[str, str]:
    if node is None:
        return NO_EVIDENCE
    entry = page.map(node, "evidence")
    return page.choice(entry.find("event"), CERTAINTIES), page.choice(entry.find("words"), CERTAINTIES)


def _recall(page: Page, node: Node | None) -> Recall | None:
    if node is None:
        return None
    entry = page.map(node, "recall")
    return Recall(page.id(entry.find("id"), "lesson"), page.choice(entry.find("answer"), ("yes", "close", "no"), "no"))


def _draw(page: Page, node: Node | None) -> Draw | None:
    if node is None:
        return None
    entry = page.map(node, "draw")
    return Draw(page.id(entry.find("from"), "pool"), page.whole(entry.find("take"), 1, 99, 1), _target(page, entry.find("then")))


def _check_menu(page: Page, node: Map, built: Scene) -> None:
    """Rule 4: nobody is ever stuck in a menu; and what only shows when choices stand together."""
    choices = node.find("choices")
    if not isinstance(choices, Map):
        return
    if not choices:
        page.note(choices, "TC0701", "This menu is empty.", "Add a choice.")
        return
    if not built.otherwise and not any(always_open(choice) for choice in built.choices):
        page.note(
            choices,
            "TC0701",
            "Every choice here can be closed at once, and then the player is stuck.",
            "Add a choice without `if`, `needs` and `once`, or `otherwise: scene`.",
        )
    really = asked = False
    for key, choice in zip(choices, built.choices, strict=True):
        if not choice.ways and isinstance(choices[key], Map):
            page.note(key, "TC0710", f"The choice `{key}` leads nowhere.", "Give it a `go`, or the scene a `then`.")
        if really and choice.really and choice.condition is None:
            page.note(key, "TC0709", "Two choices claim to be what history did.", "Keep `really: yes` on one, or give each an `if`.")
        really = really or (choice.really and choice.condition is None)
        asked = asked or choice.recall is not None
    if asked:
        _check_recalls(page, choices, built)


def _check_recalls(page: Page, choices: Map, built: Scene) -> None:
    """A question has an answer in its own menu, and no answer to it is locked."""
    asked = [(key, choice, choice.recall) for key, choice in zip(choices, built.choices, strict=True) if choice.recall]
    answered = {recall.id for _, _, recall in asked if recall.answer == "yes"}
    for key, choice, recall in asked:
        if recall.id not in answered:
            page.note(key, "TC0713", f"No choice here answers `{recall.id}` with `yes`.", "Let one choice be the right answer.")
        if choice.needs:
            page.note(key, "TC0713", "A recall is never a gate: this answer is locked.", "Take out its `needs`.")


def _check_idle(page: Page, node: Map) -> None:
    """Keys that would be read and then mean nothing."""
    for key in node:
        if (other := BESIDE.get(key)) and other not in node:
            page.note(key, "TC0209", f"`{key}` says nothing in a scene without `{other}`.", f"Give the scene `{other}`, or take it out.")
        if key == "sub" and "pool" in node:
            page.note(key, "TC0209", "A storylet cannot be a sub-scene too.", "Keep `pool` or `sub`.")
    choices = node.find("choices")
    if isinstance(choices, Map) and choices and "then" in node and all(isinstance(choice, Map) and "go" in choice for choice in choices.values()):
        key = next(key for key in node if key == "then")
        page.note(key, "TC0209", "`then` gathers nothing: every choice has a `go` of its own.", "Take it out, or take out a `go`.")


def always_open(choice: Choice) -> bool:
    """Whether the choice can be taken in every state."""
    return choice.condition is None and not choice.needs and not choice.once
