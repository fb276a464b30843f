"""powers.yaml: what a lead has on others, to be used once each; and the choices that this adds to a menu."""

from __future__ import annotations

from collections.abc import Iterator

from game.story import diagnostics_rules as rule
from game.story.lowering import compared, joined, narrowed, setting
from game.story.model import (
    HOLDS,
    KEPT,
    OPEN,
    STAY,
    Choice,
    Expression,
    Hold,
    LeadIs,
    Motion,
    Power,
    Scene,
    Way,
)
from game.story.page import Page
from game.story.passages import looks_back
from game.story.reader import Items, Map, Node

ANY = "any"


def power(page: Page, key: str, node: Node) -> Power:
    """One entry of powers.yaml."""
    entry = page.map(node, "power")
    page.names.playing = lead = page.id(entry.get("lead"), "lead")
    made = Power(
        key,
        page.line(entry.get("name")),
        tuple(
            _hold(page, id, value)
            for id, value in page.entries(entry.get("holds"), declares="hold")
        ),
        lead,
        _motions(page, entry.get("motions")),
        page.deed_of(entry.get("each")),
        node.line,
    )
    page.names.playing = ""
    if isinstance(holds := entry.get("holds"), Map):
        _check_holds(page, holds, made)
    return made


def _motions(page: Page, node: Node | None) -> tuple[str, ...]:
    if node is None or (not isinstance(node, Items) and page.word(node) == ANY):
        return ()
    return page.ids(node, "motion")


def _hold(page: Page, key: str, node: Node) -> Hold:
    entry = page.map(node, "hold")
    state = page.variable(entry.get("state"))
    if state is not None and state.words != HOLDS:
        page.note(entry["state"], rule.NOT_A_HOLD, name=state.id)
    return Hold(
        key,
        page.prose_line(entry.get("label")),
        state.id if state else "",
        page.line(entry.get("reason")),
        page.id(entry["person"], "person") if "person" in entry else key,
        page.ids(entry.get("was")),
        page.condition(entry.get("if")),
        page.needs(entry.get("needs")),
        page.deed(entry.get("do"), entry.get("ledger")),
        page.passage(entry.get("text")),
        page.lesson_ids(entry.get("teaches")),
        node.line,
    )


def _check_holds(page: Page, holds: Map, power: Power) -> None:
    """A hold that names no person is named like one; what is said of it does not look back."""
    for hold in power.holds:
        if hold.person == hold.id and not page.names.is_faulty("hold", hold.id):
            page.key_id(holds, hold.id, "person")
        if looks_back(hold.label) or looks_back(hold.text):
            page.note(holds.key(hold.id), rule.HOLD_LOOKING_BACK)


def uses(scene: Scene, power: Power) -> Iterator[Choice]:
    """The choices that a power adds to a scene's menu: each hold that is still kept."""
    for hold in power.holds:
        asked: list[Expression] = [compared(hold.state, "==", HOLDS.index(KEPT))]
        if power.lead and scene.lead != power.lead:
            asked.insert(0, LeadIs(power.lead))
        yield Choice(
            f"{power.id}_{hold.id}",
            hold.label,
            tuple(f"{power.id}_{old}" for old in hold.was),
            condition=narrowed(hold.condition, *asked),
            needs=hold.needs,
            deed=joined(hold.deed, power.each, setting(hold.state, HOLDS.index(OPEN))),
            text=hold.text,
            ways=(Way(STAY),),
            teaches=hold.teaches,
            line=hold.line,
            power=power.id,
            of=hold.id,
            shared=True,
        )


def check_powers(page: Page, powers: tuple[Power, ...], motions: tuple[Motion, ...]) -> None:
    """No two holds keep their state in one variable, and each named motion lets the ledger say which way the lead wants it."""
    root = page.root if isinstance(page.root, Map) else Map()
    sideless = {motion.id for motion in motions if not motion.support}
    states: set[str] = set()
    for one in powers:
        entry = root[one.id]
        holds = entry.get("holds") if isinstance(entry, Map) else None
        for hold in one.holds:
            if hold.state and hold.state in states and isinstance(holds, Map):
                page.note(holds.key(hold.id), rule.HOLD_SHARED, name=hold.state)
            states.add(hold.state)
        for motion in one.motions:
            if motion in sideless and isinstance(entry, Map):
                page.note(entry["motions"], rule.MOTION_WITHOUT_SIDE, motion=motion)
