"""The files beside the scenes: state, people, motions, glossary, sources, chronicle, curriculum, endings, and story.yaml."""

from __future__ import annotations

import re

from game.story.model import Act, Chair, Dated, Ending, Lead, Lesson, Motion, Person, Source, Term, Variable, Voice
from game.story.page import Page
from game.story.reader import Map, Node

_RANGE = re.compile(r"(-?\d{1,3})\s*\.\.\s*(-?\d{1,3})")
_LESSON_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
WIDEST = 100


def variable(page: Page, key: str, node: Node) -> Variable:
    """One entry of state.yaml that is not derived; see `derived`."""
    entry = page.map(node, "variable")
    forms = [form for form in ("range", "flag", "one of", "means") if form in entry]
    if len(forms) != 1 and isinstance(node, Map):
        page.note(
            node, "TC0207", f"`{key}` needs one of `range`, `flag`, `one of` and `means`.", "For example `{range: 0..5, start: 0}` or `{flag: no}`."
        )
    kind, low, high, start, words = "number", 0, 0, 0, page.words(entry.find("words"))
    if "flag" in entry:
        kind, high, start = "flag", 1, int(page.yes(entry.find("flag")))
    elif "one of" in entry:
        words = page.ids(entry.find("one of"))
        kind, high = "word", max(len(words) - 1, 0)
        first = page.choice(entry.find("start"), words, words[0] if words else "")
        start = words.index(first) if first in words else 0
    elif "range" in entry:
        low, high = _range(page, entry.find("range"))
        start = page.whole(entry.find("start"), low, high, low)
    if words and kind == "number" and len(words) != high - low + 1:
        page.note(node, "TC0205", f"`{key}` has {high - low + 1} values and {len(words)} words.", "Give one word for each value, the lowest first.")
        words = ()
    lead = page.id(entry.find("lead"), "lead", "TC0311")
    show = page.choice(entry.find("show"), ("country", "resource", "no"), "no")
    return Variable(key, kind, low, high, start, words, page.line(entry.find("label")), show, lead, None, page.file, node.line)


def derived(page: Page, key: str, node: Map) -> Variable:
    """A variable with `means`; it may use those declared above it."""
    meaning, gives = page.value(node.find("means") or node)
    high = 1 if gives == "flag" else WIDEST
    return Variable(
        key,
        gives,
        0,
        high,
        0,
        (),
        page.line(node.find("label")),
        page.choice(node.find("show"), ("country", "resource", "no"), "no"),
        page.id(node.find("lead"), "lead", "TC0311"),
        meaning,
        page.file,
        node.line,
    )


def _range(page: Page, node: Node | None) -> tuple[int, int]:
    match = _RANGE.fullmatch(page.word(node))
    if match and int(match[1]) < int(match[2]) <= int(match[1]) + WIDEST:
        return int(match[1]), int(match[2])
    if node is not None:
        page.note(node, "TC0205", f"`{page.word(node)}` is not a range.", f"Write it as `0..5`, at most {WIDEST} wide.")
    return 0, 1


def lead(page: Page, key: str, node: Node) -> Lead:
    """One entry under `leads` in story.yaml."""
    entry = page.map(node, "lead")
    return Lead(
        key,
        page.line(entry.find("name")),
        page.id(entry.find("start"), "scene", "TC0301"),
        page.id(entry.find("person"), "person", "TC0304"),
        page.id(entry.find("history"), "ending", "TC0308"),
        *(page.paragraph(entry.find(name)) for name in ("about", "wants", "mechanic", "cost")),
    )


def act(page: Page, key: str, node: Node) -> Act:
    """One entry under `acts` in story.yaml."""
    entry = page.map(node, "act")
    return Act(key, page.line(entry.find("title")), page.line(entry.find("number")), page.line(entry.find("dates")))


def person(page: Page, key: str, node: Node) -> Person:
    """One entry of people.yaml."""
    entry = page.map(node, "person")
    chairs = []
    for item in page.items(entry.find("chairs")):
        chair = page.map(item, "chair")
        chairs.append(Chair(page.word(chair.find("body")), page.date(chair.find("from")), page.date(chair.find("to"))))
    return Person(
        key,
        page.line(entry.find("name")),
        page.line(entry.find("full")),
        page.line(entry.find("cyrillic")),
        page.line(entry.find("born")),
        page.line(entry.find("died")),
        tuple(chairs),
        page.paragraph(entry.find("about")),
        page.paragraph(entry.find("after")),
        page.ids(entry.find("sources"), "source", "TC0306"),
        node.line,
    )


def motion(page: Page, key: str, node: Node) -> Motion:
    """One entry of motions.yaml."""
    entry = page.map(node, "motion")
    needs = page.word(entry.find("needs")) or "majority"
    support = {"for": 1, "against": -1, "none": 0}[page.choice(entry.find("support"), ("for", "against", "none"), "for")]
    voices = []
    for name, voice in page.entries(entry.find("voices")):
        page.id(name, "person", "TC0304")
        spoken = page.map(voice, "voice")
        voices.append(Voice(str(name), *(page.line(spoken.find(way)) for way in ("for", "against", "abstains"))))
    return Motion(
        key,
        page.line(entry.find("title")),
        page.word(entry.find("body")),
        page.id(entry.find("accused"), "person", "TC0304"),
        0 if needs == "majority" else page.whole(entry.find("needs"), 1, 99),
        support,
        page.ledger(entry.find("leanings")),
        tuple(voices),
        node.line,
    )


def term(page: Page, key: str, node: Node) -> Term:
    """One entry of a glossary file."""
    entry = page.map(node, "term")
    return Term(
        key,
        page.line(entry.find("name")),
        page.paragraph(entry.find("stub")),
        page.paragraph(entry.find("definition")),
        page.id(entry.find("curriculum"), "lesson", "TC0307"),
        page.words(entry.find("also")),
        page.choice(entry.find("kind"), ("body", "person", "event", "place", "idea", "word")),
        page.paragraph(entry.find("mattered")),
        page.paragraph(entry.find("disagreed")),
        page.paragraph(entry.find("error")),
        page.paragraph(entry.find("notes")),
        page.ids(entry.find("related"), "term", "TC0303"),
        page.ids(entry.find("sources"), "source", "TC0306"),
        page.file,
        node.line,
    )


def source(page: Page, key: str, node: Node) -> Source:
    """One entry of sources.yaml."""
    entry = page.map(node, "source")
    kind = page.choice(entry.find("kind"), ("memoir", "documents", "scholarship", "newspaper", "other"))
    return Source(
        key,
        page.line(entry.find("author")),
        page.line(entry.find("title")),
        page.line(entry.find("year")),
        page.line(entry.find("publisher")),
        kind,
        page.paragraph(entry.find("slant")),
        node.line,
    )


def dated(page: Page, node: Node) -> Dated:
    """One entry of chronicle.yaml."""
    entry = page.map(node, "dated")
    return Dated(
        page.word(entry.find("id")),
        page.dates(entry.find("date")),
        page.line(entry.find("title")),
        page.paragraph(entry.find("text")),
        page.choice(entry.find("evidence"), ("attested", "disputed", "legend")),
        page.word(entry.find("event")),
        page.ids(entry.find("scenes"), "scene", "TC0301"),
        page.ids(entry.find("sources"), "source", "TC0306"),
        node.line,
    )


def lessons(page: Page, node: Node) -> list[Lesson]:
    """The facts and key terms of curriculum.yaml."""
    whole = page.map(node, "curriculum")
    found = []
    for group, shape, claim in (("facts", "fact", "claim"), ("terms", "key_term", "name")):
        entries = whole.find(group)
        if entries is not None and not isinstance(entries, Map):
            page.note(entries, "TC0203", f"`{group}` maps ids to entries.", "Write `F01: {claim: ...}`.")
        for key, value in entries.items() if isinstance(entries, Map) else ():
            if not _LESSON_ID.fullmatch(key):
                page.note(key, "TC0204", f"`{key}` is not a name.", "Use letters, digits and `_`: F01, T12.")
            entry = page.map(value, shape)
            due = page.id(entry.find("due"), "act", "TC0314")
            found.append(Lesson(str(key), group[:-1], page.paragraph(entry.find(claim)), page.paragraph(entry.find("mind")), due, value.line))
    return found


def ending(page: Page, key: str, node: Node) -> Ending:
    """One entry of endings.yaml."""
    entry = page.map(node, "ending")
    return Ending(
        key,
        page.line(entry.find("name")),
        page.choice(entry.find("kind"), ("historical", "divergent", "stop"), "divergent"),
        page.id(entry.find("lead"), "lead", "TC0311"),
        page.whole(entry.find("drift"), 0, 3),
        page.prose(entry.find("epitaph")),
        node.line,
    )
