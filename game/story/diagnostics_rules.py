"""TC07: the diagnostics of scenes that stand well by themselves and break a rule of the game."""

from __future__ import annotations

from game.story.problems import Diagnostic, error

_OWN_VARIABLE = "Give each a variable of its own."

EMPTY_MENU = error("TC0701 This menu is empty. -> Add a choice.")
CLOSED_MENU = error("""TC0701 Every choice here can be closed at once, and then the player is stuck.
    -> Add a choice without `if`, `needs` and `once`, or `otherwise: scene`.""")
ELSE_BEFORE_LAST = error("""TC0702 `else` ends a guarded `go`: what follows is never reached.
    -> Put it last.""")
NO_ELSE = error("""TC0702 The last way has a condition: a player could be stuck.
    -> End the list with `- else: scene`.""")
AUTOMATIC_LOOP = error("""TC0703 A loop that no choice breaks: {loop}.
    -> Put a choice into it, or lead it elsewhere.""")
CALL_CYCLE = error("""TC0704 `{id}` plays `{target}`, which leads back to `{id}`.
    -> Calls form no cycle: return before playing it again.""")
RETURN_UNCALLED = error("""TC0705 `return` stands in a scene that nobody calls.
    -> Give the scene `sub: yes`, or name where it goes.""")
WAY_INTO_CALLED = error("""TC0706 `{target}` is a {kind}; a plain way leads into it.
    -> Enter it with `play`, or through a hub's `draw`.""")
PLAYED_WITHOUT_SUB = error("""TC0706 `{target}` is played but has no `sub: yes`.
    -> Give it `sub: yes`, or use `go`.""")
START_IN_CALLED = error("""TC0706 The lead `{lead}` starts inside a sub-scene.
    -> Start in a scene without `sub` and `pool`.""")
NO_ENDING = error("""TC0707 No way leads from `{id}` to an ending.
    -> Lead it on, or give it an `ending`.""")
START_OF_OTHER = error("""TC0708 `{scene}` lies in the folder of `{lead}`.
    -> Start in a scene of his own, or a shared one.""")
SCENE_OF_OTHER = error("""TC0708 `{scene}` lies in the folder of `{lead}`.
    -> Lead to a scene of the same lead, or a shared one.""")
ENDING_OF_OTHER = error("""TC0708 `{ending}` is an ending of `{lead}`.
    -> Use one of the same lead's.""")
REALLY_TWICE = error("""TC0709 Two choices claim to be what history did.
    -> Keep `really: yes` on one, or give each an `if`.""")
PLACE_TWICE = error("""TC0709 Two items claim the place {place} in the record.
    -> Keep `really` on one.""")
CHOICE_NOWHERE = error("""TC0710 The choice `{choice}` leads nowhere.
    -> Give it a `go`, or the scene a `then`.""")
VOTE_WITHOUT_DATE = error("""TC0711 A vote needs a date: chairs are held from one day to another.
    -> Give the scene a `date`.""")
NO_CHAIRS = error("""TC0711 Nobody ever holds a chair in `{body}`.
    -> Give people `chairs` in people.yaml, or correct the motion's `body`.""")
UNDRAWN_POOL = error("""TC0712 No hub draws from `{pool}`.
    -> Add `draw: {{from: ..., take: ..., then: ...}}` to a scene.""")
SMALL_POOL = error("""TC0712 The hub takes {take}, and `{pool}` has {size}.
    -> Take fewer, or write more storylets.""")
UNANSWERED_RECALL = error("""TC0713 No choice here answers `{lesson}` with `yes`.
    -> Let one choice be the right answer.""")
LOCKED_RECALL = error("""TC0713 A recall is never a gate: this answer is locked.
    -> Take out its `needs`.""")
LOOKING_BACK = error("""TC0714 `{{first: | again: }}` belongs in the text of a scene.
    -> Ask `visits(scene) >= 2` here, or move it to the scene's own `text`.""")
HOLD_LOOKING_BACK = error("""TC0714 `{{first: | again: }}` belongs in the text of a scene.
    -> Ask `visits(scene) >= 2` here.""")
STAY_OUTSIDE = error("""TC0715 `stay` goes back to a menu: only a choice can lead there.
    -> Write `here`, or the scene that it leads to.""")
TOO_FEW_ITEMS = error("""TC0716 {count} of these can always be taken, and the sheet has {take}
    places: a player could be stuck. -> Take fewer, or add items without `if` and `needs`.""")
NOT_A_COUNTER = error("""TC0717 `{name}` cannot hold the numbers from 0 to {most}.
    -> Declare it as `{{range: 0..{most}}}`, or wider.""")
PLACE_CHANGED = error("""TC0717 `do` changes `{name}`, which is a place of this very sheet.
    -> Leave the places to the sheet.""")
PLACE_SHARED = Diagnostic("TC0717", "Two items keep their place in `{name}`.", _OWN_VARIABLE)
AMOUNT_SHARED = Diagnostic("TC0717", "Two shares keep their amount in `{name}`.", _OWN_VARIABLE)
NUMBER_OF_SHARES = error("""TC0718 A budget has {low} to {high} shares, and this has {count}.
    -> Join some of them, or add one.""")
CANNOT_DIVIDE = error("""TC0718 {total} cannot be divided so: the shares take {low} to {high}.
    -> Change `total`, or `least` and `most` of the shares.""")
RECORD_CANNOT_DIVIDE = error("""TC0718 The record gives {given} of {total}, and the shares it does
    not tell of cannot take the rest. -> Correct `really`, or leave one out.""")
NOT_A_HOLD = error("""TC0719 `{name}` is not one of `kept`, `open` and `spent`.
    -> Declare it as `{{one of: [kept, open, spent]}}`.""")
HOLD_SHARED = Diagnostic("TC0719", "Another hold keeps its state in `{name}`.", _OWN_VARIABLE)
MOTION_WITHOUT_SIDE = error("""TC0719 `{motion}` has `support: none`: nobody could say which way a
    vote is bound. -> Leave it out of `motions`, or give it a side.""")
STANCES_AND_WORDS = error("""TC0720 The stances are not the words of `{name}` after its first.
    -> Write a stance for each of {words}; `{first}` is for nothing said.""")
STANCES_WITHOUT_WORDS = error("""TC0720 The stances are not the words of `{name}` after its first.
    -> Declare the variable as `{{one of: [silent, {words}]}}`.""")
ONE_ACCOUNT = error("""TC0721 One source alone is no conflict of accounts.
    -> Give a second, or tell it in the record of a scene.""")
