"""The line below: the keys that matter on this screen; or, for a moment, a message."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Footer, Static

from game.tui.commands import COMMANDS
from game.tui.content import assembled, styled
from game.tui.rows import NOTHING

_PALETTE = "command_palette"
"""What Textual calls the action of the command palette."""
_COMMANDS = {one.action.replace(f"app.{_PALETTE}", _PALETTE): one for one in COMMANDS}
_ORDER = {action: number for number, action in enumerate(_COMMANDS)}
_ALWAYS = frozenset({"app.open('help')", "app.quit", "app.leave_room"})
"""Actions whose keys are named however narrow the screen is."""


class KeyFooter(Footer):
    """Textual's footer with as many keys as there is room for, in the order of the registry."""

    DEFAULT_CSS = """
    KeyFooter {
        dock: none; width: 1fr; background: $surface;
        &.-compact FooterKey { margin: 0 2 0 0; background: $surface; }
        FooterKey .footer-key--key, FooterKey.-compact .footer-key--key {
            color: $red; background: $surface; text-style: none;
        }
        FooterKey.-command-palette { dock: none; border-left: none; padding: 0; }
        FooterKey .footer-key--description { color: $quiet; background: $surface; }
    }
    """

    def __init__(self) -> None:
        super().__init__(compact=True)
        self.left_out: frozenset[str] = frozenset()
        """Actions whose keys are not named, though they do something."""
        self._named: list[Any] = []

    def compose(self) -> ComposeResult:
        self._named = self._fitting()
        return iter(self._named)

    def _fitting(self) -> list[Any]:
        """The keys that there is room for."""
        keys = [key for key in self._all_keys() if self._is_named(key)]
        keys.sort(key=lambda key: _ORDER[key.action])
        room = self.size.width or self.app.size.width
        while keys and sum(map(_width, keys)) > room + 2:
            loose = [key for key in keys if key.action not in _ALWAYS]
            if not loose:
                break
            keys.remove(loose[-1])
        return keys

    def _all_keys(self) -> Iterable[Any]:
        """Textual's keys, each with `key`, `key_display`, `action` and `description`.

        Of several keys of a command Textual names any; here it is the first, where that is active.
        """
        for key in cast("Iterable[Any]", super().compose()):
            if command := _COMMANDS.get(key.action):
                key.description = command.label
                first = cast(Any, self.app).keys_of(command)[0]
                active = self.screen.active_bindings.get(first)
                if active is not None and active.binding.action == key.action:
                    key.key, key.key_display = first, self.app.get_key_display(active.binding)
            yield key

    def _is_named(self, key: Any) -> bool:
        """Whether a key stands here: the first of a command that is not left out."""
        command = _COMMANDS.get(key.action)
        if command is None or key.action in self.left_out:
            return False
        own: tuple[str, ...] = cast(Any, self.app).keys_of(command)
        return str(key.key) == own[0]

    def on_resize(self) -> None:
        """Another width may have room for more keys or fewer."""
        if [key.action for key in self._fitting()] != [key.action for key in self._named]:
            self.refresh(recompose=True)


def _width(key: Any) -> int:
    """Cells that a key takes: its name, what it does, and what parts it from the next."""
    return cell_len(key.key_display) + 1 + cell_len(key.description) + 2


class StatusBar(Horizontal):
    """The keys of a screen, a leading one first; a message in their place while there is one."""

    DEFAULT_CSS = """
    StatusBar {
        dock: bottom; height: auto; max-height: 4; background: $surface; padding: 0 0 0 1;
        #lead { width: auto; color: $quiet; }
        #message { width: 1fr; height: auto; padding: 0 1 0 0; }
    }
    """

    def __init__(self, *, lead: str = "") -> None:
        super().__init__()
        self._lead = lead
        self._message = self._held = ""
        self.keys = KeyFooter()
        self._lead_label, self._message_label = (
            Static(NOTHING, id="lead"),
            Static(NOTHING, id="message"),
        )
        self._show()

    def compose(self) -> ComposeResult:
        yield self._lead_label
        yield self.keys
        yield self._message_label

    def on_resize(self) -> None:
        """A prompt stands above however many rows a message takes."""
        for prompt in self.screen.query("Prompt"):
            prompt.styles.margin = (0, 0, self.size.height, 0)

    @property
    def message(self) -> str:
        """The message; empty while the keys stand here."""
        return self._message

    def show_message(self, text: str) -> None:
        """Say something in place of the keys until `clear_message`."""
        self._message = text
        self._show()

    def clear_message(self) -> None:
        """The keys again."""
        if self._message:
            self.show_message("")

    def hold(self, text: str) -> None:
        """Name other keys than the screen's, as long as those do nothing; "" for the screen's."""
        self._held = text
        self._show()

    def lead_with(self, lead: str) -> None:
        """Name another key first: the key and, after a blank, what it does."""
        if lead != self._lead:
            self._lead = lead
            self._show()

    def leave_out(self, actions: Iterable[str]) -> None:
        """Do not name the keys of these actions."""
        actions = frozenset(actions)
        if actions != self.keys.left_out:
            self.keys.left_out = actions
            self.keys.refresh(recompose=True)

    def name_keys_anew(self) -> None:
        """The player has changed keys."""
        self.keys.refresh(recompose=True)

    def _show(self) -> None:
        key, _, what = self._lead.partition(" ")
        _update(
            self._lead_label, assembled((key, "red"), (f" {what}  ", "dim")) if key else NOTHING
        )
        said = styled(self._message, "strong") if self._message else styled(self._held, "dim")
        _update(self._message_label, said)
        self._message_label.display = bool(said)
        self.keys.display = self._lead_label.display = not said


def _update(label: Static, content: Content) -> None:
    """Show content; the screen is laid out anew only where its size changes."""
    old = label.content
    if not isinstance(old, Content) or old != content:
        same = isinstance(old, Content) and old.cell_length == content.cell_length
        label.update(content, layout=not same)
