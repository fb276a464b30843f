"""The files beside the scenes: state, people, motions, glossary, sources, chronicle, curriculum, endings, and story.yaml."""

from __future__ import annotations

import re

from game.story import diagnostics as diag
from game.story.conditions import MOST_VISITS, check_extent, count_visits
from game.story.model import (
    NUMBERS,
    WIDEST,
    WORDS,
    Act,
    Chair,
    ChronicleEntry,
    Condition,
    Ending,
    Lead,
    Lesson,
    Motion,
    Person,
    Source,
    Term,
    Variable,
    Voice,
)
from game.story.model.kinds import LESSON_ID
from game.story.page import Page
from game.story.reader import Map, Node, Text

_RANGE = re.compile(r"(-?[0-9]{1,3})\s*\.\.\s*(-?[0-9]{1,3})")
_LESSON_ID = re.compile(LESSON_ID)
FORMS = ("range", "flag", "one of", "means")
# Keys that have no meaning beside one of the forms.
IDLE_KEYS = {
    "flag": frozenset({"start"}),
    "one of": frozenset({"words"}),
    "means": frozenset({"start", "words"}),
}


def variable(page: Page, key: str, node: Node) -> Variable:
    """One entry of state.yaml; a derived one may use those declared above it."""
    noted = page.names.noted
    entry = page.map(node, "variable")
    forms = [form for form in FORMS if form in entry]
    if len(forms) != 1 and page.names.noted == noted:
        page.note(node, diag.NO_FORM, key=key)
    kind, low, high, start, means = "number", 0, 1, 0, None
    words = page.words(entry.get("words"))
    form = forms[0] if len(forms) == 1 else ""
    for idle in entry.keys() & IDLE_KEYS.get(form, frozenset()):
        page.note(entry.key(idle), diag.IDLE_BESIDE, key=idle, form=form)
    if form == "flag":
        kind, start = "flag", int(page.yes(entry.get("flag")))
    elif form == "one of":
        kind, words = "word", _words(page, entry.get("one of"))
        high = len(words) - 1
        if page.names.noted == noted:
            start = words.index(page.choice(entry.get("start"), words, words[0]))
    elif form == "range":
        low, high = _range(page, entry.get("range"))
        if page.names.noted == noted:
            start = page.whole(entry.get("start"), low, high, low)
    elif form == "means":
        means, kind = _meaning(page, key, entry["means"])
        low, high = (0, 1) if kind == "flag" else (-WIDEST, WIDEST)
    counted = words and form in ("range", "flag") and page.names.noted == noted
    if counted and len(words) != high - low + 1:
        page.note(node, diag.WORDS_AND_VALUES, key=key, values=high - low + 1, words=len(words))
    lead = page.id(entry.get("lead"), "lead")
    show = page.choice(entry.get("show"), ("country", "resource", "no"), "no")
    return Variable(
        key,
        kind,
        low,
        high,
        start,
        words,
        page.line(entry.get("label")),
        show,
        lead,
        means,
        page.file,
        node.line,
    )


def _meaning(page: Page, key: str, node: Node) -> tuple[Condition, str]:
    """What a derived variable stands for, and whether that is a flag or a number."""
    meaning, gives = page.value(node)
    if gives == "word":
        page.note(node, diag.MEANS_A_WORD)
        return meaning, "flag"
    if gives == "number":
        count_visits(meaning.expression, MOST_VISITS, page.names)
    page.names.extents[key] = check_extent(meaning.expression, page.names)
    return meaning, gives


def _words(page: Page, node: Node | None) -> tuple[str, ...]:
    """The words that a variable can be; each once, at least two."""
    words = page.ids(node)
    if node is not None and (len(words) < 2 or len(set(words)) < len(words)):
        page.note(node, diag.TOO_FEW_WORDS)
    return tuple(dict.fromkeys(words)) or ("unknown",)


def _range(page: Page, node: Node | None) -> tuple[int, int]:
    word = page.word(node)
    match = _RANGE.fullmatch(word)
    if match and int(match[1]) < int(match[2]) <= int(match[1]) + WIDEST:
        return int(match[1]), int(match[2])
    if isinstance(node, Text):
        page.note(node, diag.NOT_A_RANGE, word=word, limit=WIDEST)
    return 0, 1


def lead(page: Page, key: str, node: Node) -> Lead:
    """One entry under `leads` in story.yaml."""
    entry = page.map(node, "lead")
    about, wants, mechanic, cost, rules = (
        page.paragraph(entry.get(name)) for name in ("about", "wants", "mechanic", "cost", "rules")
    )
    return Lead(
        key,
        page.line(entry.get("name")),
        page.id(entry.get("start"), "scene"),
        page.id(entry.get("person"), "person"),
        page.id(entry.get("history"), "ending"),
        about,
        wants,
        mechanic,
        cost,
        rules,
        page.choice(entry.get("sees"), (WORDS, NUMBERS), WORDS),
    )


def act(page: Page, key: str, node: Node) -> Act:
    """One entry under `acts` in story.yaml."""
    entry = page.map(node, "act")
    return Act(
        key,
        page.line(entry.get("title")),
        page.line(entry.get("number")),
        page.line(entry.get("dates")),
    )


def person(page: Page, key: str, node: Node) -> Person:
    """One entry of people.yaml."""
    entry = page.map(node, "person")
    chairs = tuple(_chair(page, item) for item in page.items(entry.get("chairs")))
    return Person(
        key,
        page.line(entry.get("name")),
        page.line(entry.get("full")),
        page.line(entry.get("cyrillic")),
        page.line(entry.get("born")),
        page.line(entry.get("died")),
        chairs,
        page.paragraph(entry.get("about")),
        page.paragraph(entry.get("after")),
        page.ids(entry.get("sources"), "source"),
        node.line,
    )


def _chair(page: Page, node: Node) -> Chair:
    entry = page.map(node, "chair")
    chair = Chair(
        page.name(entry.get("body")), page.date(entry.get("from")), page.date(entry.get("to"))
    )
    if chair.end and chair.end <= chair.start:
        page.note(entry["to"], diag.CHAIR_REVERSED)
    return chair


def motion(page: Page, key: str, node: Node) -> Motion:
    """One entry of motions.yaml."""
    entry = page.map(node, "motion")
    needs = page.word(entry.get("needs"))
    support = {"for": 1, "against": -1, "none": 0}[
        page.choice(entry.get("support"), ("for", "against", "none"), "for")
    ]
    voices = []
    for name, voice in page.entries(entry.get("voices"), "person"):
        spoken = page.map(voice, "voice")
        voices.append(
            Voice(name, *(page.line(spoken.get(way)) for way in ("for", "against", "abstains")))
        )
    leanings = page.ledger(entry.get("leanings"))
    if any(line.unseen for line in leanings):
        page.note(entry["leanings"], diag.IDLE_UNSEEN)
    return Motion(
        key,
        page.line(entry.get("title")),
        page.name(entry.get("body")),
        page.id(entry.get("accused"), "person"),
        0 if needs in ("", "majority") else page.whole(entry.get("needs"), 1, 99),
        support,
        leanings,
        tuple(voices),
        node.line,
    )


def term(page: Page, key: str, node: Node) -> Term:
    """One entry of a glossary file."""
    entry = page.map(node, "term")
    return Term(
        key,
        page.line(entry.get("name")),
        page.paragraph(entry.get("stub")),
        page.paragraph(entry.get("definition")),
        page.id(entry.get("curriculum"), "lesson"),
        page.words(entry.get("also")),
        page.choice(entry.get("kind"), ("body", "person", "event", "place", "idea", "word")),
        page.paragraph(entry.get("mattered")),
        page.paragraph(entry.get("disagreed")),
        page.paragraph(entry.get("error")),
        page.paragraph(entry.get("notes")),
        page.ids(entry.get("related"), "term"),
        page.ids(entry.get("sources"), "source"),
        page.file,
        node.line,
    )


def source(page: Page, key: str, node: Node) -> Source:
    """One entry of sources.yaml."""
    entry = page.map(node, "source")
    kind = page.choice(
        entry.get("kind"), ("memoir", "documents", "scholarship", "newspaper", "other")
    )
    return Source(
        key,
        page.line(entry.get("author")),
        page.line(entry.get("title")),
        page.line(entry.get("year")),
        page.line(entry.get("publisher")),
        kind,
        page.paragraph(entry.get("slant")),
        node.line,
    )


def dated(page: Page, node: Node) -> ChronicleEntry:
    """One entry of chronicle.yaml."""
    entry = page.map(node, "chronicle_entry")
    return ChronicleEntry(
        page.name(entry.get("id")),
        page.dates(entry.get("date")),
        page.line(entry.get("title")),
        page.paragraph(entry.get("text")),
        page.choice(entry.get("evidence"), ("attested", "disputed", "legend")),
        page.name(entry.get("event")),
        page.ids(entry.get("scenes"), "scene"),
        page.ids(entry.get("sources"), "source"),
        node.line,
    )


def lessons(page: Page) -> tuple[Lesson, ...]:
    """The facts and key terms of curriculum.yaml."""
    whole = page.map(page.root, "curriculum")
    found = []
    for group, shape, claim in (("facts", "fact", "claim"), ("terms", "key_term", "name")):
        entries = whole.get(group, Map())
        if not isinstance(entries, Map):
            page.note(entries, diag.NOT_LESSONS, group=group)
            continue
        for key, value in entries.items():
            if not _LESSON_ID.fullmatch(key):
                page.note(entries.key(key), diag.NOT_A_LESSON, name=key)
            entry = page.map(value, shape)
            due = page.id(entry.get("due"), "act")
            found.append(
                Lesson(
                    key,
                    group[:-1],
                    page.paragraph(entry.get(claim)),
                    page.paragraph(entry.get("mind")),
                    due,
                    value.line,
                )
            )
    return tuple(found)


def ending(page: Page, key: str, node: Node) -> Ending:
    """One entry of endings.yaml."""
    entry = page.map(node, "ending")
    return Ending(
        key,
        page.line(entry.get("name")),
        page.choice(entry.get("kind"), ("historical", "divergent", "stop"), "divergent"),
        page.id(entry.get("lead"), "lead"),
        page.whole(entry.get("drift"), 0, 3),
        page.prose(entry.get("epitaph")),
        node.line,
    )
