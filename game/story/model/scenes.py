"""A scene and everything in it."""

from typing import Annotated, NamedTuple

from game.story.model import kinds
from game.story.model.effects import Deed, Need, Way
from game.story.model.text import Condition, Ids, Pairs, Prose, Value

CERTAINTIES = ("attested", "disputed", "imagined")
# The places of a sheet, as the choices that fill them begin.
ORDINALS = ("first", "second", "third", "fourth", "fifth")
MOST_PLACES, MOST_DIVIDED = len(ORDINALS), 20


class Evidence(NamedTuple):
    """How well an event and the words said at it are known; empty where nothing is said of that."""

    event: Annotated[str, kinds.choice(*CERTAINTIES)] = ""
    """Whether documents or witnesses report the event, contradict each other, or it is made up."""
    words: Annotated[str, kinds.choice(*CERTAINTIES)] = ""
    """The same for what is said. Dialogue is nearly always imagined."""


class Recall(Value, frozen=True):
    """A question woven into the fiction about a fact or term; the answer is yes, close or no."""

    id: Annotated[str, kinds.LESSON]
    """What is asked for."""
    answer: Annotated[str, kinds.choice("yes", "close", "no")]
    """Whether this choice answers it. One choice of the menu must answer with `yes`."""


class Choice(Value, frozen=True):
    """One thing the player can do in a menu.

    `says` and `cites` are positions with a stance. A choice that was made says of what: `of` is the
    item of an order, the share of a division or the hold of a `power`. It is `shared` where it is
    enough for the check that one of the choices made of the same can be taken.
    """

    id: str
    label: Annotated[Prose, kinds.LABEL]
    """What the player reads. Keep it to twelve words."""
    was: Annotated[Ids, kinds.NAMES] = ()
    """Ids that this choice had before."""
    really: Annotated[bool, kinds.YES] = False
    """What history did: one choice of a menu, unless each has an `if`, or is `once` and stays."""
    condition: Annotated[Condition | None, kinds.IF] = None
    """Hidden while this is false."""
    needs: Annotated[tuple[Need, ...], kinds.NEEDS] = ()
    """Shown and locked while one of these is false; the player reads the reasons of those."""
    once: Annotated[bool, kinds.YES] = False
    """Gone after it was chosen."""
    deed: Annotated[Deed, kinds.DO, kinds.LEDGER] = Deed()
    """What it changes."""
    """The lines it writes."""
    recall: Annotated[Recall | None, kinds.entry(Recall, "see [recall](#recall)")] = None
    """The question it answers."""
    text: Annotated[Prose, kinds.PASSAGE] = ()
    """Shown after the choice and before the next scene."""
    play: Annotated[str, kinds.SUB_SCENE] = ""
    """Played first; then `go` is followed."""
    ways: Annotated[tuple[Way, ...], kinds.WAYS_OR_STAY.named("go")] = ()
    """Where it leads. Without it, the scene's `then`."""
    says: Annotated[Pairs, kinds.MINUTED] = ()
    """What it puts into the minutes: `{germany: socialist}`. See [positions](#positions)."""
    cites: Annotated[Pairs, kinds.MINUTED] = ()
    """What has to stand in the minutes; locked where it does not."""
    evidence: Annotated[Evidence, kinds.entry(Evidence, "as in a scene")] = Evidence()
    """How far this outcome is attested."""
    teaches: Annotated[Ids, kinds.LESSONS] = ()
    """What carries weight in this choice."""
    line: int = 0
    power: str = ""
    of: str = ""
    shared: bool = False


class Draw(Value, frozen=True):
    """A hub: `take` storylets from a pool, then on."""

    pool: Annotated[str, kinds.POOL.named("from")]
    """The storylets to choose from: all whose `when` holds, in the order of their files."""
    take: Annotated[int, kinds.whole(1, 99)]
    """How many are played. Not more than the pool has."""
    then: Annotated[str, kinds.TARGET]
    """Where it goes on after them, and at once when no storylet is open."""


class Item(Value, frozen=True):
    """Something that can be put on a sheet; the variable `place` holds its number there, or 0.

    `really` is the place that the record gives it, 0 for none; `deed` is done when it is put there,
    `left` when it is left off.
    """

    id: str
    label: Annotated[Prose, kinds.LABEL]
    """What the player reads."""
    place: Annotated[str, kinds.VARIABLE]
    """Holds its place: a number with the range `0..take` or wider. 1 is first, 0 is left off."""
    was: Annotated[Ids, kinds.NAMES] = ()
    """Ids that this item had before."""
    condition: Annotated[Condition | None, kinds.IF] = None
    """Not offered while this is false."""
    needs: Annotated[tuple[Need, ...], kinds.NEEDS] = ()
    """Shown and locked while one of these is false."""
    really: Annotated[int, kinds.whole(1, MOST_PLACES)] = 0
    """The place that the record gives it."""
    deed: Annotated[Deed, kinds.DO, kinds.LEDGER] = Deed()
    """What changes when it is put at whatever place of the sheet. Not the places themselves."""
    """The lines that this writes."""
    text: Annotated[Prose, kinds.PASSAGE] = ()
    """Shown when it is put there. `{if agenda.tax == 1: ...}` asks for the place it just got."""
    teaches: Annotated[Ids, kinds.LESSONS] = ()
    """What carries weight here."""
    left: Annotated[Deed, kinds.entry(Deed, "a deed")] = Deed()
    """What leaving it off costs: applied when all places are filled, unless its `if` is false."""
    line: int = 0


class Order(Value, frozen=True):
    """An ordered pick: `take` of the items, one place after the other."""

    take: Annotated[int, kinds.whole(1, MOST_PLACES)]
    """How many places the sheet has."""
    items: Annotated[tuple[Item, ...], kinds.entries(Item)]
    """What can be put on it. At least `take` have no `if` and no `needs`, so nobody is stuck."""
    then: Annotated[str, kinds.TARGET]
    """Where it goes on when every place is filled."""


class Share(Value, frozen=True):
    """A part of a budget; the variable `amount` holds it, 0 while it is not yet divided."""

    id: str
    label: Annotated[str, kinds.LINE]
    """What the player reads. "Steel: 3 blocks" is made of it."""
    amount: Annotated[str, kinds.VARIABLE]
    """Holds what it got: a number with the range `0..most` or wider. 0 is not yet divided."""
    least: Annotated[int, kinds.whole(1, MOST_DIVIDED)]
    """The least it can get."""
    most: Annotated[int, kinds.whole(1, MOST_DIVIDED)]
    """The most it can get."""
    was: Annotated[Ids, kinds.NAMES] = ()
    """Ids that this share had before."""
    really: Annotated[int, kinds.whole(1, MOST_DIVIDED)] = 0
    """What the record gave it."""
    line: int = 0


class Division(Value, frozen=True):
    """A total divided among shares, one after the other; the last takes what is left."""

    total: Annotated[int, kinds.whole(2, MOST_DIVIDED)]
    """What is divided."""
    unit: Annotated[str, kinds.LINE]
    """One of it, in a word."""
    units: Annotated[str, kinds.LINE]
    """Several of it."""
    shares: Annotated[tuple[Share, ...], kinds.entries(Share)]
    """Among whom: two to four."""
    then: Annotated[str, kinds.TARGET]
    """Where it goes on when all is divided."""


class Scene(Value, frozen=True):
    """One scene. Exactly one of `choices`, `ways`, `draw` and `ending` is filled.

    Where its menu was made of an order or a division, that is kept beside it.
    """

    id: str
    title: Annotated[str, kinds.LINE]
    """The scene's title."""
    file: str
    lead: str = ""
    act: str = ""
    was: Annotated[Ids, kinds.NAMES] = ()
    """Ids that this scene had before; see [renames](#renames)."""
    date: Annotated[str, kinds.DAY] = ""
    """The day it plays on, until another scene names one. A scene with a `vote` needs its own."""
    place: Annotated[str, kinds.LINE] = ""
    """Where it plays."""
    event: Annotated[str, kinds.NAME] = ""
    """Ties together the same hour seen from other chairs, and the chronicle's entry for it."""
    evidence: Annotated[Evidence, kinds.entry(Evidence, "see below")] = Evidence()
    """How well the event and the words are known."""
    teaches: Annotated[Ids, kinds.LESSONS] = ()
    """What carries weight here: take it away and the choice falls apart."""
    text: Annotated[Prose, kinds.PASSAGE] = ()
    """The prose."""
    deed: Annotated[Deed, kinds.DO, kinds.LEDGER] = Deed()
    """What entering changes, before the text is shown."""
    """The lines that entering writes."""
    vote: Annotated[str, kinds.MOTION] = ""
    """Called here, chair by chair, after the text. See [votes](#votes)."""
    choices: Annotated[tuple[Choice, ...], kinds.entries(Choice, low=1), kinds.THEN] = ()
    """A menu."""
    """The way on of every choice that has no `go` of its own."""
    ways: Annotated[tuple[Way, ...], kinds.WAYS.named("go")] = ()
    """Leads on at once; see [ways on](#ways-on)."""
    draw: Annotated[Draw | None, kinds.entry(Draw, "see [hubs](#hubs-storylets-sub-scenes)")] = None
    """A hub: the player takes some storylets of a pool."""
    order: Annotated[Order | None, kinds.entry(Order, "see [an order](#an-order)")] = None
    """Some of several things are put on a sheet, one place after the other."""
    division: Annotated[
        Division | None, kinds.entry(Division, "see [a budget](#a-budget)").named("divide")
    ] = None
    """A budget is divided among shares."""
    ending: Annotated[str, kinds.ENDING] = ""
    """The story ends here."""
    otherwise: Annotated[str, kinds.TARGET] = ""
    """The way on when no choice is open."""
    powers: Annotated[Ids, kinds.POWERS] = ()
    """[Powers](#powers) that the menu offers after its own choices."""
    record: Annotated[Prose, kinds.RECORD] = ()
    """What is known to have happened, what is disputed and what cannot be known, with `{cite
    source}`. Shown when the scene is left, so it gives nothing away beforehand."""
    pool: Annotated[str, kinds.NAME] = ""
    """Makes it a storylet of that pool."""
    when: Annotated[Condition | None, kinds.CONDITION] = None
    """The storylet is hidden while this is false."""
    needs: Annotated[tuple[Need, ...], kinds.NEEDS] = ()
    """The storylet is shown and locked while one of these is false."""
    keeps: Annotated[bool, kinds.YES] = True
    """`no`: it is not offered again after its hub has closed."""
    label: Annotated[str, kinds.LINE] = ""
    """What the hub calls it; the title if left out."""
    really: Annotated[bool, kinds.YES] = False
    """Whether the lead attestedly did this errand."""
    sub: Annotated[bool, kinds.YES] = False
    """A sub-scene: others enter it with `play`, and it is left with `go: return`."""

    @property
    def called(self) -> bool:
        """Whether others call this scene and get control back: a sub-scene or a storylet."""
        return self.sub or bool(self.pool)
