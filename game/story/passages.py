"""A file of a story as it speaks: conditions, the reasons behind needs, and prose."""

from __future__ import annotations

from game.story import diagnostics as diag
from game.story.conditions import parse, parse_value
from game.story.model import (
    Alternative,
    Compare,
    Condition,
    FirstAgain,
    Need,
    Number,
    Prose,
    walk_prose,
)
from game.story.names import Fault, Parsed, Use
from game.story.prose import PARAGRAPH, parse_prose
from game.story.reader import Items, Map, Node, Text
from game.story.sheet import Sheet

NEVER = Condition(Compare("==", Number(0), Number(1)), "")


class Passages(Sheet):
    """A sheet of which conditions and prose can be read."""

    def condition(self, node: Node | None) -> Condition | None:
        text = self.text(node)
        if text is None:
            return None
        try:
            return self._condition(text, parse(text, self.names))
        except Fault as fault:
            self.fault(text, fault)
            return NEVER

    def _condition(self, text: Text, parsed: Parsed) -> Condition:
        self.refer(text, parsed.uses)
        return Condition(parsed.expression, " ".join(text.split()), text.line)

    def value(self, node: Node) -> tuple[Condition, str]:
        """A derived variable's expression and what it gives: flag, number or word."""
        text = self.text(node)
        if text is None:
            return NEVER, "flag"
        try:
            parsed = parse_value(text, self.names)
        except Fault as fault:
            self.fault(text, fault)
            return NEVER, "flag"
        return self._condition(text, parsed), parsed.gives

    def needs(self, node: Node | None) -> tuple[Need, ...]:
        if node is None:
            return ()
        if not isinstance(node, Map):
            self.note(node, diag.NOT_NEEDS)
            return ()
        return tuple(
            Need(self.condition(node.key(key)) or NEVER, self.line(value))
            for key, value in self.filled(node).items()
        )

    def prose(self, node: Node | None) -> Prose:
        """Prose as it is written where it may be long: as a `|` block."""
        text = self.text(node)
        if text is None:
            return ()
        if not text.block:
            self.note(text, diag.NO_BLOCK)
        return self._parsed(text)

    def prose_line(self, node: Node | None) -> Prose:
        """Prose that may stand on one line."""
        text = self.text(node)
        if text is None:
            return ()
        event = text.event
        if event.style != "|":
            if self.comments:
                self.check_cut(text)
            if event.end_mark.line != event.start_mark.line:
                self.note(text, diag.SEVERAL_LINES)
        return self._parsed(text)

    def record(self, node: Node | None) -> Prose:
        """Prose in which sources are cited."""
        text = self.text(node)
        if text is None:
            return ()
        if not text.block:
            self.note(text, diag.RECORD_NO_BLOCK)
        return self._parsed(text, citing=True)

    def _parsed(self, text: Text, citing: bool = False) -> Prose:
        uses: list[Use] = []
        try:
            return parse_prose(text, self.names, uses, citing)
        except Fault as fault:
            self.fault(text, fault)
            return ()
        finally:
            self.refer(text, uses)

    def passage(self, node: Node | None) -> Prose:
        """Prose (a `|` block, or a single line), or a list whose items are prose or `if:` / `text:` / `else:` blocks."""
        if not isinstance(node, Items):
            return self.prose_line(node)
        found: list[object] = []
        for item in node:
            found.append(PARAGRAPH)
            if isinstance(item, Map):
                block = self.map(item, "block")
                condition = self.condition(block.get("if")) or NEVER
                found.append(
                    Alternative(
                        condition,
                        self.prose_line(block.get("text")),
                        self.prose_line(block.get("else")),
                    )
                )
            else:
                found.extend(self.prose_line(item))
        return tuple(found[1:])  # type: ignore[arg-type]


def looks_back(prose: Prose) -> bool:
    """Whether the prose asks if its scene was seen before."""
    return any(isinstance(segment, FirstAgain) for segment in walk_prose(prose))
