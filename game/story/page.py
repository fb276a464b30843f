"""A file of a story as its parts are written in it: conditions, prose, deeds, ledger lines and ways."""

from __future__ import annotations

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.deeds import Deeds
from game.story.model import HERE, RETURN, STAY, Variable, Way
from game.story.names import Fault
from game.story.reader import Items, Map, Node, Text


class Page(Deeds):
    """A sheet of which every part of a story can be read."""

    def ways(self, node: Node | None, staying: bool = False) -> tuple[Way, ...]:
        """A scene or a guarded list; `staying` where there is a menu to stay in."""
        if node is None:
            return ()
        if not isinstance(node, Items):
            return (Way(self.target(node, staying)),)
        if not node:
            self.note(node, diag.NO_WAYS)
        return tuple(way for item in node if (way := self.guarded(item, item is node[-1], staying)))

    def guarded(self, item: Node, last: bool, staying: bool) -> Way | None:
        """One line of a guarded `go`."""
        if not isinstance(item, Map) or len(item) != 1:
            self.note(item, diag.NOT_A_WAY)
            return None
        name, value = next(iter(item.items()))
        key = item.key(name)
        if key == "else" and not last:
            self.note(key, rule.ELSE_BEFORE_LAST)
        if key != "else" and last:
            self.note(key, rule.NO_ELSE)
        return Way(self.target(value, staying), None if key == "else" else self.condition(key))

    def target(self, node: Node, staying: bool = False) -> str:
        """Where something leads: a scene, or one of the words that stand for one."""
        if isinstance(node, Text) and (node in self.names.known["scene"] or node in (HERE, RETURN)):
            return str(node)
        if node == STAY:
            if not staying:
                self.note(node, rule.STAY_OUTSIDE)
            return STAY
        return self.id(node, "scene")

    def variable(self, node: Node | None) -> Variable | None:
        """A variable that something keeps its state in, by its name; None where there is none of it, or it is derived."""
        if node is None or (text := self.text(node)) is None:
            return None
        try:
            variable = self.names.variable(text.strip())
        except Fault as fault:
            self.note_fault(node, fault)
            return None
        if variable.means:
            self.note(node, diag.DERIVED_STATE, name=variable.id)
            return None
        return variable

    def slot(self, node: Node | None, most: int) -> str:
        """A variable that holds a number from 0 (nothing yet) to `most`."""
        variable = self.variable(node)
        if variable is None or node is None:
            return ""
        if variable.kind != "number" or variable.low != 0 or variable.high < most:
            self.note(node, rule.NOT_A_COUNTER, name=variable.id, most=most)
        return variable.id
