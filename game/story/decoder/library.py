"""Entries of the files beside the scenes that mean more than their fields say one by one."""

from __future__ import annotations

import re

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story import model
from game.story.conditions import MOST_VISITS, check_extent, count_visits
from game.story.declarations import FORMS, IDLE_KEYS
from game.story.decoder.fields import fill, read
from game.story.decoder.node_reader import NodeReader
from game.story.decoder.texts import expression
from game.story.model import Fact, KeyTerm, kinds
from game.story.nodes import MappingNode, ScalarNode, YamlNode

_MAJORITY = "majority"
_SIDES = dict(zip(kinds.SIDE.words, (1, -1, 0), strict=True))
_RANGE = re.compile(r"(-?[0-9]{1,3})\s*\.\.\s*(-?[0-9]{1,3})")
_LESSON_ID = re.compile(kinds.LESSON_ID)


def variable(reader: NodeReader, id: str, node: YamlNode) -> model.Variable:
    """One entry of state.yaml; a derived one may use those declared above it."""
    noted = reader.names.noted
    keys = reader.map(node, model.Variable)
    forms = [form for form in FORMS if form in keys]
    if len(forms) != 1 and reader.names.noted == noted:
        reader.note(node, diag.NO_FORM, key=id)
    form = forms[0] if len(forms) == 1 else ""
    for idle in keys.keys() & IDLE_KEYS.get(form, ()):
        reader.note(keys.key(idle), diag.IDLE_BESIDE, key=idle, form=form)
    words = reader.lines_of(keys.get("words"))
    given: dict[str, object] = {"words": words}
    match form:
        case "flag":
            given |= {"kind": "flag", "start": int(reader.yes(keys["flag"]))}
        case "one of":
            words = _words(reader, keys["one of"])
            given |= {"kind": "word", "words": words, "high": len(words) - 1}
            if reader.names.noted == noted:
                given["start"] = words.index(reader.choice(keys.get("start"), words, words[0]))
        case "range":
            low, high = _range(reader, keys["range"])
            given |= {"low": low, "high": high}
            if reader.names.noted == noted:
                given["start"] = reader.whole(keys.get("start"), low, high, low)
        case "means":
            given |= _meaning(reader, id, keys["means"])
    made = fill(reader, keys, model.Variable, id=id, **{"kind": "number", "start": 0} | given)
    values = made.high - made.low + 1
    counted = words and form in ("range", "flag") and reader.names.noted == noted
    if counted and len(words) != values:
        reader.note(node, diag.WORDS_AND_VALUES, key=id, values=values, words=len(words))
    return made


def _meaning(reader: NodeReader, id: str, node: YamlNode) -> dict[str, object]:
    """The fields of a derived variable, which is a flag or a number."""
    meaning, gives = expression(reader, node)
    if gives == "word":
        reader.note(node, diag.MEANS_A_WORD)
        return {"kind": "flag", "means": meaning}
    reader.names.extents[id] = check_extent(meaning.expression, reader.names)
    if gives == "flag":
        return {"kind": "flag", "means": meaning}
    count_visits(meaning.expression, MOST_VISITS, reader.names)
    return {"kind": "number", "means": meaning, "low": -model.WIDEST, "high": model.WIDEST}


def _words(reader: NodeReader, node: YamlNode) -> tuple[str, ...]:
    """The words that a variable can be; each once, at least two."""
    words = reader.new_names(node)
    if len(words) < 2 or len(set(words)) < len(words):
        reader.note(node, diag.TOO_FEW_WORDS)
    return tuple(dict.fromkeys(words)) or ("unknown",)


def _range(reader: NodeReader, node: YamlNode) -> tuple[int, int]:
    word = reader.word(node)
    match = _RANGE.fullmatch(word)
    if match and int(match[1]) < int(match[2]) <= int(match[1]) + model.WIDEST:
        return int(match[1]), int(match[2])
    if isinstance(node, ScalarNode):
        reader.note(node, diag.NOT_A_RANGE, word=word, limit=model.WIDEST)
    return 0, 1


def person(reader: NodeReader, id: str, node: YamlNode) -> model.Person:
    """One entry of people.yaml."""
    keys = reader.map(node, model.Person)
    chairs = reader.items(keys.get("chairs"))
    made = fill(reader, keys, model.Person, id=id)
    for item, chair in zip(chairs, made.chairs, strict=True):
        if chair.end and chair.end <= chair.start and isinstance(item, MappingNode):
            reader.note(item["to"], diag.CHAIR_REVERSED)
    return made


def motion(reader: NodeReader, id: str, node: YamlNode) -> model.Motion:
    """One entry of motions.yaml."""
    keys = reader.map(node, model.Motion)
    majority = reader.word(keys.get("needs")) in ("", _MAJORITY)
    low, high = kinds.MAJORITY.low, kinds.MAJORITY.high
    needs = 0 if majority else reader.whole(keys.get("needs"), low, high)
    support = _SIDES[reader.choice(keys.get("support"), kinds.SIDE.words, "for")]
    entries = reader.entries(keys.get("voices"), "person")
    voices = tuple(read(reader, node, model.Voice, person=name) for name, node in entries)
    made = fill(reader, keys, model.Motion, id=id, needs=needs, support=support, voices=voices)
    if any(line.unseen for line in made.leanings):
        reader.note(keys["leanings"], diag.IDLE_UNSEEN)
    return made


def account(reader: NodeReader, id: str, node: YamlNode) -> model.Account:
    """One entry of accounts.yaml; it is named like the event."""
    keys = reader.map(node, model.Account)
    listed = keys.get("sources")
    entries = reader.entries(listed, "source")
    sources = tuple((id, reader.paragraphs(value)) for id, value in entries)
    if isinstance(listed, MappingNode) and len(sources) < kinds.ACCOUNTS.low:
        reader.note(listed, rule.ONE_ACCOUNT)
    return fill(reader, keys, model.Account, id=id, sources=sources)


def lessons(reader: NodeReader) -> tuple[model.Lesson, ...]:
    """The facts and key terms of curriculum.yaml; their names may have capitals."""
    keys, found = reader.map(reader.root, model.Curriculum), []
    shapes: dict[str, type[Fact | KeyTerm]] = {"facts": Fact, "terms": KeyTerm}
    for group, shape in shapes.items():
        entries = reader.mapping(keys.get(group, MappingNode()), diag.NOT_LESSONS, group=group)
        for id, node in entries.items():
            if not _LESSON_ID.fullmatch(id):
                reader.note(entries.key(id), diag.NOT_A_LESSON, name=id)
            entry = read(reader, node, shape)
            claim = entry.claim if isinstance(entry, Fact) else entry.name
            found.append(model.Lesson(id, group[:-1], claim, entry.mind, entry.due, node.line))
    return tuple(found)
