"""Every finding of the check about a story that can be played (TC08).

The tables of docs/format.md and docs/check.md are made from this one.
"""

from __future__ import annotations

from msgspec.structs import replace

from game.story.problems import WARNING, Diagnostic, error


def _warning(text: str) -> Diagnostic:
    """The warning that `text` gives, as `error` reads it."""
    return replace(error(text), severity=WARNING)


_TIME = "Give the check more `--seconds`."
_SLIP = "A condition that nothing can change is a slip, or not needed."
_LEAVE_LOOP = "Give a scene of the loop a choice without conditions that leads out of it."

IMPOSSIBLE = error("""TC0801 No play of `{lead}` can show {goal}.
    -> Change the conditions on the way to it, or take it out.""")
NOT_FOUND = _warning(f"""TC0802 No play of `{{lead}}` was found that shows {{goal}}.
    -> It may be possible: neither a play nor a proof was found. {_TIME}""")
NEVER_TRUE = error(f"TC0803 {{goal}} can never be true as `{{lead}}`. -> {_SLIP}")
NOT_SEEN_TRUE = _warning(f"TC0803 {{goal}} was never seen to be true as `{{lead}}`. -> {_TIME}")
NEVER_FALSE = error(f"TC0804 {{goal}} can never be false as `{{lead}}`. -> {_SLIP}")
NOT_SEEN_FALSE = _warning(f"TC0804 {{goal}} was never seen to be false as `{{lead}}`. -> {_TIME}")
NEVER_LOCKED = error(f"TC0804 {{goal}}: the need can never be false as `{{lead}}`. -> {_SLIP}")
NOT_SEEN_LOCKED = _warning(f"""TC0804 {{goal}}: the need was never seen to be false as `{{lead}}`.
    -> {_TIME}""")
NEVER_READ = _warning("""TC0805
    Nothing reads `{name}`: no condition, no passage, and it is not shown.
    -> Use it, show it, or take it out.""")
NEVER_CHANGED = _warning("""TC0806 Nothing changes `{name}`: it stays as it starts.
    -> Let a `do` change it, or take it out.""")
HISTORY_MISSED = error("""TC0807
    The chain of `really: yes` of `{lead}` {reached}, not in `{history}`{where}.
    -> Mark what the record says was done, and keep it open in a run that followed the record.""")
THIN_RECORD = _warning("""TC0808 `{scene}` says what history did, and {lacks}.
    -> Give it a `record` with two `{{cite source}}`.""")
UNTAUGHT = error("""TC0809 `{lesson}` is due in `{act}`, and nothing there or elsewhere teaches it.
    -> Teach it: `teaches: [{lesson}]` on the scene where it matters.""")
UNCITED_SOURCE = _warning("TC0810 Nothing cites the source `{name}`. -> Cite it, or take it out.")
UNNAMED_PERSON = _warning("""TC0810 Nobody names `{name}`: no link, no passage, no line.
    -> Name them with `[[{name}]]`, or take them out.""")
UNCALLED_MOTION = _warning("""TC0810 Nobody calls the motion `{name}`.
    -> Give a scene `vote: {name}`.""")
UNUSED_POWER = _warning("""TC0810 No menu offers the power `{name}`.
    -> Give a scene `powers: {name}`.""")
UNUSED_POSITION = _warning("""TC0810 Nobody takes the position `{name}`.
    -> Give a choice `says: {{{name}: ...}}`.""")
CAUGHT = error(f"""TC0811 A run can be caught for good in `{{scene}}` as `{{lead}}`.
    -> {_LEAVE_LOOP}""")
PERHAPS_CAUGHT = _warning(f"""TC0811 A run might be caught for good in `{{scene}}` as `{{lead}}`.
    -> {_LEAVE_LOOP}""")
LONELY_ACCOUNTS = _warning("""TC0812 The event `{event}` has accounts, and {whom}.
    -> Give scenes of two leads `event: {event}`, or take the accounts out.""")
