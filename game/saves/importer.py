"""Reading an exported file strictly: the first fault stops it, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from msgspec.structs import replace

from game.saves.errors import BadFile, BadName
from game.saves.folders import setting_key, setting_value
from game.saves.rows import FORMAT, Imported
from game.saves.store import Store
from game.story import nodes
from game.story.nodes import MappingNode, ScalarNode, SequenceNode, Unreadable, YamlNode
from game.story.problems import Problem
from game.story.suggestions import did_you_mean, one_of

MOST_BYTES = 100_000_000
MOST_STEPS = 1_000_000
ID = re.compile(r"[a-z][a-z0-9_]{0,199}")
ITEM = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,199}")
STATE = re.compile(r"[0-9a-f]{0,64}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z|")

COMPARE, MEND = "Compare with a file that the game wrote.", "Mend it, or take the line out."
LETTERS = "Ids are made of small letters, digits and _; a state of the digits 0-9 and a-f."

RUN = ("ten_chairs", "format", "story", "edition", "lead", "state", "choices")
FRONT = ("ten_chairs", "format", "settings")
TREE = ("story", "lead", "begins", "edition", "state", "at", "stretches")
STRETCH = ("after", "first", "edition", "choices")
KEPT = ("story", "heads", "bookmarks", "met", "answers")


def import_file(store: Store, path: Path) -> Imported:
    """Join all of a file, or nothing; what is there stays. BadFile names file, line and remedy."""
    try:
        with store.transaction():
            return _join(store, path)
    except OSError as fault:
        raise BadFile(f"{path} cannot be read: {fault.strerror}.", path) from None


def _join(store: Store, path: Path) -> Imported:
    if path.stat().st_size > MOST_BYTES:
        size = f"{path.stat().st_size:,} bytes; an export has at most {MOST_BYTES:,}"
        raise BadFile(f"{path} has {size}. It was not read.", path)
    importing = _Import(store, path)
    for before, raw in _documents(path.read_bytes()):
        importing.document(before, raw)
    if not importing.kind:
        raise BadFile(f"{path} is empty. Nothing was read.", path)
    return importing.found


def _documents(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The documents of a file, each with the number of lines before it."""
    before = 0
    for part in re.split(rb"^---[ \t]*\r?\n", raw, flags=re.MULTILINE):
        if part.strip():
            yield before, part
        before += part.count(b"\n") + 1


class _Import:
    """One import: the numbers of the file's steps, and what has come in so far."""

    def __init__(self, store: Store, path: Path) -> None:
        self.store, self.path = store, path
        self.found = Imported()
        self.kind = ""
        self.numbers: dict[int, int] = {0: 0}
        self.before = 0
        self.lines: list[str] = []

    def document(self, before: int, raw: bytes) -> None:
        self.before, self.lines = before, raw.decode("utf-8-sig", "replace").splitlines()
        node, name = None, self.path.name
        try:
            node, problems = nodes.read_node(nodes.decode(raw, name), name)
        except Unreadable as fault:
            problems = [fault.problem]
        if problems:
            first = problems[0]
            self.refuse(replace(first, line=first.line + before if first.line else 0))
        if node is None:
            return
        top = self.map(node)
        if not self.kind:
            self.front(top)
        elif self.kind == "run":
            self.stop(top, "A second run begins here.", "Keep one run in a file.")
        elif "stretches" in top:
            self.tree(top)
        else:
            self.beside(top)

    def front(self, top: MappingNode) -> None:
        """The first document says what the file is."""
        kind = top.get("ten_chairs")
        if kind not in ("run", "all"):
            said, hint = "This is not a run exported from the game.", "`ten-chairs export run FILE`"
            self.stop(top if kind is None else kind, said, f"Export one with {hint}.")
        if (number := self.number(top, "format")) != FORMAT:
            said = f"This file has format {number}; this version reads {FORMAT}."
            self.stop(top.get("format"), said, "Update the game.")
        self.kind = str(kind)
        if kind == "run":
            self.run(top)
            return
        self.keys(top, FRONT)
        known = self.store.settings()
        settings = self.map(top.get("settings")) if "settings" in top else MappingNode()
        for key, value in settings.items():
            if key not in known:
                try:
                    self.store.set_setting(setting_key(key), setting_value(self.text(value)))
                except BadName as fault:
                    self.stop(settings.key(key), str(fault), MEND)
                self.found.settings += 1

    def run(self, top: MappingNode) -> None:
        """One branch; a bookmark named after the file marks its end."""
        self.keys(top, RUN)
        story, lead = self.line(top, "story"), self.word(self.need(top, "lead"), ID)
        edition = self.number(top, "edition")
        state = self.word(top.get("state"), STATE) if "state" in top else ""
        began = self.store.head(story, lead) is not None
        step = self.store.root(story, lead)
        choices = self.items(self.need(top, "choices"))
        for place, item in enumerate(choices, 1):
            scene, value = self.pair(item)
            choice, digest = self.word(value, ID), state if place == len(choices) else ""
            step = self.merge(item, step, choice, scene, edition, digest, "")
        if not began:
            self.store.set_head(step)
        with suppress(BadName):  # the file may have a name that no bookmark can have
            self.found.bookmarks += self.store.add_bookmark(self.path.stem, step)
        self.found.ends += (step,)

    def tree(self, top: MappingNode) -> None:
        """Stretches of choices, each after a step that stands before it in the file."""
        self.keys(top, TREE)
        story, lead = self.line(top, "story"), self.word(self.need(top, "lead"), ID)
        begun, edition = self.word(self.need(top, "state"), STATE), self.number(top, "edition")
        root = self.store.merge_root(story, lead, edition, begun, self.time(top.get("at")))
        self.numbers[self.number(top, "begins")] = root
        for node in self.items(self.need(top, "stretches")):
            stretch = self.map(node)
            self.keys(stretch, STRETCH)
            step, edition = self.known(self.need(stretch, "after")), self.number(stretch, "edition")
            first, choices = self.number(stretch, "first"), self.need(stretch, "choices")
            for number, item in enumerate(self.items(choices), first):
                scene, value = self.pair(item)
                choice, state, at = self.parts(value, 3)
                taken, digest = self.word(choice, ID), self.word(state, STATE)
                step = self.merge(item, step, taken, scene, edition, digest, self.time(at))
                self.numbers[number] = step

    def merge(
        self, item: YamlNode, step: int, choice: str, scene: str, edition: int, state: str, at: str
    ) -> int:
        if self.found.new + self.found.known >= MOST_STEPS:
            self.stop(item, f"There are more than {MOST_STEPS:,} steps.", "Split the file.")
        merge = self.store.merge
        kept, new = merge(step, choice, scene=scene, edition=edition, state_hash=state, at=at)
        self.found.new += new
        self.found.known += not new
        return kept

    def beside(self, top: MappingNode) -> None:
        """What is kept beside the tree. Nothing that is here already moves."""
        self.keys(top, KEPT)
        store, story = self.store, self.line(top, "story")
        for value in self.map(top.get("heads")).values() if "heads" in top else ():
            place, at = self.parts(value, 2)
            step = self.known(place)
            root = store.root_of(step)
            if store.head(root.story, root.lead) is None:
                store.set_head(step, at=self.time(at))
        for item in self.items(top.get("bookmarks")) if "bookmarks" in top else ():
            name, place, at = self.parts(item, 3)
            label, step, time = self.text(name), self.known(place), self.time(at)
            try:
                self.found.bookmarks += store.add_bookmark(label, step, at=time)
            except BadName as fault:
                self.stop(name, str(fault), MEND)
        met = self.map(top.get("met")) if "met" in top else MappingNode()
        for key, value in met.items():
            where, place, at = self.parts(value, 3)
            step = self.known(place, lost=True)
            terms = {self.word(met.key(key), ITEM): self.scene(where)}
            self.found.terms += store.meet(step, terms, story=story, at=self.time(at))
        for item in self.items(top.get("answers")) if "answers" in top else ():
            what, answer, place, at = self.parts(item, 4)
            answered = self.word(what, ITEM), self.word(answer, ID)
            step, time = self.known(place, lost=True), self.time(at)
            self.found.answers += store.add_review(story, *answered, step=step, at=time)

    # -- reading values ----------------------------------------------------------------------------

    def stop(self, node: YamlNode | None, message: str, hint: str) -> NoReturn:
        line, column = (node.line, node.column) if node is not None else (0, 0)
        source = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        name, line = self.path.name, line + self.before if line else 0
        self.refuse(Problem(name, line, column, "TC0901", message, hint, source=source))

    def refuse(self, problem: Problem) -> NoReturn:
        raise BadFile(f"{problem}\n    Nothing was read from this file.", self.path)

    def keys(self, node: MappingNode, allowed: tuple[str, ...]) -> None:
        for key in node:
            if key not in allowed:
                hint = did_you_mean(key, allowed) or f"Expected {one_of(allowed)}."
                self.stop(node.key(key), f"`{key}` has no meaning here.", hint)

    def need(self, node: MappingNode, key: str) -> YamlNode:
        found = node.get(key)
        if found is None:
            self.stop(node, f"`{key}` is missing.", "Export the run again, or write it in.")
        return found

    def map(self, node: YamlNode | None) -> MappingNode:
        if not isinstance(node, MappingNode):
            self.stop(node, "Keys with values were expected here.", COMPARE)
        return node

    def items(self, node: YamlNode | None) -> SequenceNode:
        if not isinstance(node, SequenceNode):
            self.stop(node, "A list was expected here.", "Begin each of its lines with `- `.")
        return node

    def text(self, node: YamlNode | None) -> str:
        if not isinstance(node, ScalarNode):
            self.stop(node, "A word or a line of text was expected here.", COMPARE)
        return str(node)

    def word(self, node: YamlNode | None, form: re.Pattern[str]) -> str:
        text = self.text(node)
        if not form.fullmatch(text):
            self.stop(node, f"`{text[:60]}` cannot stand here.", LETTERS)
        return text

    def scene(self, node: YamlNode) -> str:
        """A scene's id, or nothing where it was lost."""
        return self.word(node, ID) if self.text(node) else ""

    def line(self, node: MappingNode, key: str) -> str:
        found = self.need(node, key)
        text = self.text(found)
        if not text.strip() or len(text) > 1000 or "\n" in text:
            self.stop(found, f"`{key}` is one line of at most 1000 characters.", "Mend it.")
        return text

    def number(self, node: MappingNode, key: str) -> int:
        return self.whole(self.need(node, key))

    def whole(self, node: YamlNode) -> int:
        text = self.text(node)
        if not re.fullmatch(r"[0-9]{1,9}", text):
            self.stop(node, f"`{text[:60]}` is not a whole number.", "Write digits only.")
        return int(text)

    def known(self, node: YamlNode, *, lost: bool = False) -> int:
        """A step by its number in the file; 0, a lost step, only where that is allowed."""
        number = self.whole(node)
        if number not in self.numbers or not (number or lost):
            said = f"There is no step {number} above this line."
            self.stop(node, said, "A step is listed before what follows it.")
        return self.numbers[number]

    def time(self, node: YamlNode | None) -> str:
        text = self.text(node) if node is not None else ""
        if not TIME.fullmatch(text):
            self.stop(node, f"`{text[:60]}` is not a time.", "Write it like 1953-03-05T21:50:00Z.")
        return text

    def pair(self, node: YamlNode) -> tuple[str, YamlNode]:
        """`scene: what was chosen there`."""
        entry = self.map(node)
        if len(entry) != 1:
            said = "One `scene: choice` was expected here."
            self.stop(node, said, "Give each choice its own line.")
        scene, value = next(iter(entry.items()))
        return self.scene(entry.key(scene)), value

    def parts(self, node: YamlNode, size: int) -> SequenceNode:
        items = self.items(node)
        if len(items) != size:
            self.stop(node, f"{size} values were expected here, not {len(items)}.", COMPARE)
        return items
