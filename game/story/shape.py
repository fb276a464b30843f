"""The shape of every kind of file: which keys it has, what each holds and what it means.

The builder reads stories by this table and the JSON Schema for editors is made from it, so the two cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model import CERTAINTIES, NUMBERS, WORDS

DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
SPAN_OF_DATES = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?"
ID = r"[a-z][a-z0-9_]*"
WIDEST = 100
LESSON = r"[A-Za-z][A-Za-z0-9_]*"
VARIABLE = rf"{ID}(\.{ID})*"
EFFECT = r"[+-]\d+|= ?-?\d+|[a-z][a-z0-9_]*"
LINE = r"[+-][1-3] (interest|fear|debt|belief|grudge), .+"


@dataclass(frozen=True, slots=True)
class Field:
    """One key: what kind of value it takes, what it is for, and whether it must be there.

    Kinds: line (one line of text), prose (a `|` block), passage (prose or a list of blocks), id, ids, name, yes, date,
    dates, whole, condition, effects, ledger, needs, ways, pairs (names to names), told (names to texts), map and list (of
    another shape), shape.
    """

    kind: str
    doc: str
    required: bool = False
    of: str = ""
    choices: tuple[str, ...] = ()


Shape = dict[str, Field]

_EVIDENCE: Shape = {
    "event": Field("choice", "How well the event is known.", choices=CERTAINTIES),
    "words": Field("choice", "How well the words are known.", choices=CERTAINTIES),
}
_RECALL: Shape = {
    "id": Field("name", "The fact or key term asked for.", required=True),
    "answer": Field(
        "choice", "Whether this choice answers it.", required=True, choices=("yes", "close", "no")
    ),
}
_CHOICE: Shape = {
    "label": Field("line", "What the player reads, twelve words at most.", required=True),
    "was": Field("ids", "Earlier ids of this choice."),
    "really": Field("yes", "Whether this is what history did."),
    "if": Field("condition", "Hidden while false."),
    "needs": Field("needs", "Locked while false: condition -> the reason the player reads."),
    "once": Field("yes", "Gone after it was chosen."),
    "do": Field("effects", "What it changes."),
    "ledger": Field("ledger", "The lines it writes: person -> `+2 debt, reason`."),
    "recall": Field("shape", "The question it answers.", of="recall"),
    "text": Field("passage", "What is shown after it."),
    "play": Field("id", "A sub-scene that is played before going on."),
    "go": Field("ways", "Where it leads: a scene, `here`, `stay`, `return`, or a guarded list."),
    "says": Field("pairs", "What goes into the minutes: position -> stance."),
    "cites": Field("pairs", "What must stand in the minutes: position -> stance."),
    "evidence": Field("shape", "How far this outcome is attested.", of="evidence"),
    "teaches": Field("ids", "Facts and key terms that carry weight here."),
}
_DRAW: Shape = {
    "from": Field("id", "The pool of storylets.", required=True),
    "take": Field("whole", "How many of them are played.", required=True),
    "then": Field("id", "The scene after them.", required=True),
}
_DEED: Shape = {
    "do": Field("effects", "What it changes."),
    "ledger": Field("ledger", "The lines it writes."),
}
_EFFECTS_IF: Shape = {
    "if": Field("condition", "The effects apply only where this is true.", required=True),
    "do": Field("effects", "What changes then; nobody is seated or unseated here.", required=True),
}
_ORDER: Shape = {
    "take": Field("whole", "How many places the sheet has, 1 to 5.", required=True),
    "items": Field("map", "What can be put on it.", required=True, of="item"),
    "then": Field("id", "The way on when every place is filled.", required=True),
}
_ITEM: Shape = {
    "label": Field("line", "What the player reads, twelve words at most.", required=True),
    "place": Field(
        "name", "The variable that holds its place: 1 is the first, 0 is left off.", required=True
    ),
    "was": Field("ids", "Earlier ids of this item."),
    "if": Field("condition", "Not offered while false."),
    "needs": Field("needs", "Locked while false: condition -> the reason the player reads."),
    "really": Field("whole", "The place that the record gives it."),
    "do": Field("effects", "What changes when it is put on the sheet, at whatever place."),
    "ledger": Field("ledger", "The lines that this writes."),
    "text": Field("passage", "What is shown then."),
    "teaches": Field("ids", "Facts and key terms that carry weight here."),
    "left": Field("shape", "What it costs to leave it off.", of="deed"),
}
_DIVISION: Shape = {
    "total": Field("whole", "What is divided, 2 to 20.", required=True),
    "unit": Field("line", "One of it, in a word: `block`.", required=True),
    "units": Field("line", "Several of it: `blocks`.", required=True),
    "shares": Field("map", "Among whom, 2 to 4.", required=True, of="share"),
    "then": Field("id", "The way on when all is divided.", required=True),
}
_SHARE: Shape = {
    "label": Field("line", "What the player reads.", required=True),
    "amount": Field(
        "name", "The variable that holds how much it got: 0 is not yet divided.", required=True
    ),
    "least": Field("whole", "The least it can get, 1 or more.", required=True),
    "most": Field("whole", "The most it can get.", required=True),
    "was": Field("ids", "Earlier ids of this share."),
    "really": Field("whole", "What the record gave it."),
}
_SCENE: Shape = {
    "title": Field("line", "The scene's title.", required=True),
    "was": Field("ids", "Earlier ids of this scene."),
    "date": Field("date", "The day it plays on."),
    "place": Field("line", "Where it plays."),
    "event": Field("id", "Ties together the same hour seen from other chairs."),
    "evidence": Field("shape", "How far event and words are attested.", of="evidence"),
    "teaches": Field("ids", "Facts and key terms that carry weight here."),
    "text": Field("passage", "The prose."),
    "do": Field("effects", "What entering changes."),
    "ledger": Field("ledger", "The lines that entering writes."),
    "vote": Field("id", "The motion called here, chair by chair."),
    "choices": Field("map", "What the player can do.", of="choice"),
    "go": Field("ways", "Where it leads at once."),
    "draw": Field("shape", "A hub: the player takes some storylets of a pool.", of="draw"),
    "order": Field(
        "shape", "An ordered pick: some of several things, one place after the other.", of="order"
    ),
    "divide": Field("shape", "A budget, divided among shares.", of="division"),
    "ending": Field("id", "The ending reached here."),
    "then": Field("id", "The way on of every choice without a `go` of its own."),
    "otherwise": Field("id", "The way on when no choice is open."),
    "powers": Field("ids", "Powers that the menu offers too."),
    "record": Field("prose", "What really happened, what cannot be known, with `{cite source}`."),
    "pool": Field("id", "The pool this storylet belongs to."),
    "when": Field("condition", "The storylet is hidden while false."),
    "needs": Field("needs", "The storylet is locked while false."),
    "keeps": Field("yes", "`no`: it is not offered again after its hub."),
    "label": Field("line", "The storylet's label in the hub; its title if left out."),
    "really": Field("yes", "Whether the lead attestedly did this errand."),
    "sub": Field("yes", "Entered with `play`, left with `go: return`."),
}
_STORY: Shape = {
    "title": Field("line", "The story's title.", required=True),
    "subtitle": Field("line", "A line under the title."),
    "edition": Field("whole", "Counts up with every published change.", required=True),
    "authors": Field("line", "Who wrote it."),
    "licence": Field("line", "How it may be used."),
    "about": Field("prose", "What it is, in a paragraph."),
    "leads": Field("map", "Who can be played.", required=True, of="lead"),
    "acts": Field("map", "The acts, by folder name.", of="act"),
}
_LEAD: Shape = {
    "name": Field("line", "His name on the dossier.", required=True),
    "start": Field("id", "His first scene; left out while it is not written."),
    "person": Field("id", "His entry in people.yaml."),
    "history": Field("id", "The ending that the `really` chain reaches."),
    "about": Field("text", "Who he is."),
    "wants": Field("text", "What he wants."),
    "mechanic": Field("text", "What only he can do."),
    "cost": Field("text", "What it costs him."),
    "rules": Field("text", "The rules of his mechanic, on one card."),
    "sees": Field("choice", "How he sees where members stand.", choices=(WORDS, NUMBERS)),
}
_ACT: Shape = {
    "title": Field("line", "The act's title.", required=True),
    "number": Field("line", "Its number as printed."),
    "dates": Field("line", "The time it spans."),
}
_VARIABLE: Shape = {
    "range": Field("name", "A number's range, `0..5`."),
    "flag": Field("yes", "A flag's first value."),
    "one of": Field("ids", "The words it can be."),
    "means": Field("condition", "Derived: read-only, this condition."),
    "start": Field("name", "The first value."),
    "label": Field("line", "What the player reads."),
    "words": Field("lines", "A word for each value."),
    "show": Field("choice", "Where the player sees it.", choices=("country", "resource", "no")),
    "lead": Field("id", "The only lead that has it."),
}
_PERSON: Shape = {
    "name": Field("line", "The short name.", required=True),
    "full": Field("line", "The whole name."),
    "cyrillic": Field("line", "The name in Cyrillic."),
    "born": Field("line", "When born."),
    "died": Field("line", "When died."),
    "chairs": Field("list", "The chairs held.", of="chair"),
    "about": Field("text", "Who this was."),
    "after": Field("text", "What became of this person."),
    "sources": Field("ids", "Sources."),
}
_CHAIR: Shape = {
    "body": Field("id", "The body.", required=True),
    "from": Field("date", "The first day.", required=True),
    "to": Field("date", "The day it was lost."),
}
_MOTION: Shape = {
    "title": Field("line", "The motion.", required=True),
    "body": Field(
        "id", "Who votes: whoever holds a chair in it in this run on this date.", required=True
    ),
    "accused": Field("id", "The member who is not called."),
    "needs": Field("name", "`majority` of those called, or a number of votes."),
    "support": Field(
        "choice", "How the ledger counts towards it.", choices=("for", "against", "none")
    ),
    "leanings": Field("ledger", "Lines that stand before the player has done anything."),
    "voices": Field("map", "What members say when called.", of="voice"),
}
_VOICE: Shape = {
    "for": Field("line", "Said with a vote for."),
    "against": Field("line", "Said with a vote against."),
    "abstains": Field("line", "Said with an abstention."),
}
_TERM: Shape = {
    "name": Field("line", "The entry's name.", required=True),
    "curriculum": Field("name", "The key term it is."),
    "also": Field("lines", "Other names."),
    "kind": Field(
        "choice", "What it is.", choices=("body", "person", "event", "place", "idea", "word")
    ),
    "stub": Field("text", "One sentence, shown when first met.", required=True),
    "definition": Field("text", "The definition.", required=True),
    "mattered": Field("text", "Why it mattered."),
    "disagreed": Field("text", "Who disagreed."),
    "error": Field("text", "The common error."),
    "notes": Field("text", "What course notes usually say, and where they are imprecise."),
    "related": Field("ids", "Related entries."),
    "sources": Field("ids", "Sources."),
}
_SOURCE: Shape = {
    "author": Field("line", "Author or editor.", required=True),
    "title": Field("line", "Title.", required=True),
    "year": Field("line", "Year."),
    "publisher": Field("line", "Publisher."),
    "kind": Field(
        "choice",
        "What it is.",
        choices=("memoir", "documents", "scholarship", "newspaper", "other"),
    ),
    "slant": Field("text", "Where it stands."),
}
_DATED: Shape = {
    "id": Field("id", "A name for the entry.", required=True),
    "date": Field("dates", "A day, a month, or two of them with a slash.", required=True),
    "title": Field("line", "What happened, in sixty characters.", required=True),
    "text": Field("text", "What happened."),
    "evidence": Field(
        "choice", "How well it is known.", choices=("attested", "disputed", "legend")
    ),
    "event": Field("id", "The key that scenes of the same hour carry."),
    "scenes": Field("ids", "Scenes that show it."),
    "sources": Field("ids", "Sources."),
}
_FACT: Shape = {
    "claim": Field("text", "What a student is expected to know.", required=True),
    "mind": Field("text", "Where scholarship corrects or sharpens it."),
    "due": Field("name", "The act that first teaches it."),
}
_KEY_TERM: Shape = {
    "name": Field("line", "The term.", required=True),
    "mind": Field("text", "Where scholarship corrects or sharpens it."),
    "due": Field("name", "The act that first teaches it."),
}
_CURRICULUM: Shape = {
    "facts": Field("map", "The facts to teach.", of="fact"),
    "terms": Field("map", "The key terms to teach.", of="key_term"),
}
_ENDING: Shape = {
    "name": Field("line", "The ending's name.", required=True),
    "kind": Field(
        "choice", "Whether history ended so.", choices=("historical", "divergent", "stop")
    ),
    "lead": Field("id", "Whose ending it is."),
    "drift": Field("whole", "Its distance from the record, 0 to 3."),
    "epitaph": Field("prose", "The last words."),
}
_BLOCK: Shape = {
    "if": Field("condition", "Shown while true.", required=True),
    "text": Field("prose", "What is shown.", required=True),
    "else": Field("prose", "What is shown instead."),
}

_LEDGER_LINE: Shape = {
    "if": Field("condition", "The line counts, or is written, only where this is true."),
    "line": Field("line", "The line: `+2 debt, reason`.", required=True),
    "unseen": Field("yes", "Whether it is kept from the player until a vote shows it."),
}
_POWER: Shape = {
    "name": Field("line", "The power's name.", required=True),
    "lead": Field("id", "The only lead that has it."),
    "motions": Field("ids", "Where it can bind a vote; `any` if left out."),
    "each": Field("shape", "What happens at every use.", of="deed"),
    "holds": Field("map", "What there is, and on whom.", required=True, of="hold"),
}
_HOLD: Shape = {
    "person": Field("id", "Whose vote it binds; the hold's id if left out."),
    "label": Field("line", "What the player reads, twelve words at most.", required=True),
    "state": Field(
        "name", "The variable that says how it stands, one of `[kept, open, spent]`.", required=True
    ),
    "reason": Field("line", "How the bound vote is explained.", required=True),
    "was": Field("ids", "Earlier ids of this hold."),
    "if": Field("condition", "Not offered while false."),
    "needs": Field("needs", "Locked while false: condition -> the reason the player reads."),
    "do": Field("effects", "What its use changes."),
    "ledger": Field("ledger", "The lines that its use writes."),
    "text": Field("passage", "What is shown then."),
    "teaches": Field("ids", "Facts and key terms that carry weight here."),
}
_POSITION: Shape = {
    "title": Field("line", "What it is about.", required=True),
    "lead": Field("id", "The only lead that has it."),
    "state": Field(
        "name",
        "The variable that says what stands in the minutes; its first word means nothing yet.",
        required=True,
    ),
    "stances": Field("told", "What can be said, by the variable's other words.", required=True),
    "contradicting": Field(
        "shape", "What it costs to say another thing than stands there.", of="deed"
    ),
}
_ACCOUNT: Shape = {
    "title": Field("line", "The event, in a line.", required=True),
    "sources": Field(
        "told", "What each source says of it, in our words; two or more.", required=True
    ),
    "unknown": Field("text", "What cannot be known."),
}

SHAPES: dict[str, Shape] = {
    "scene": _SCENE,
    "choice": _CHOICE,
    "block": _BLOCK,
    "draw": _DRAW,
    "evidence": _EVIDENCE,
    "recall": _RECALL,
    "story": _STORY,
    "lead": _LEAD,
    "act": _ACT,
    "variable": _VARIABLE,
    "person": _PERSON,
    "chair": _CHAIR,
    "motion": _MOTION,
    "voice": _VOICE,
    "term": _TERM,
    "source": _SOURCE,
    "dated": _DATED,
    "fact": _FACT,
    "key_term": _KEY_TERM,
    "curriculum": _CURRICULUM,
    "ending": _ENDING,
    "ledger_line": _LEDGER_LINE,
    "deed": _DEED,
    "effects_if": _EFFECTS_IF,
    "order": _ORDER,
    "item": _ITEM,
    "division": _DIVISION,
    "share": _SHARE,
    "power": _POWER,
    "hold": _HOLD,
    "position": _POSITION,
    "account": _ACCOUNT,
}

_NAMES = {"dated": "chronicle entry", "block": "block of text", "effects_if": "conditional effect"}


def a(shape: str) -> str:
    """A shape's name with its article, as a sentence about it begins."""
    name = _NAMES.get(shape, shape.replace("_", " "))
    return f"{'An' if name[0] in 'aeiou' else 'A'} {name}"


# The files beside story.yaml that hold a map from ids to entries, or (the chronicle) a list of them.
LIBRARY = {
    "state": "variable",
    "people": "person",
    "motions": "motion",
    "sources": "source",
    "endings": "ending",
    "chronicle": "dated",
    "powers": "power",
    "positions": "position",
    "accounts": "account",
}
