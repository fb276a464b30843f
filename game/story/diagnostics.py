"""Every diagnostic of a story that cannot be loaded: code, message and remedy, both templates.

TC01 files and YAML, TC02 keys and values, TC03 names, TC04 conditions, TC05 effects and the ledger,
TC06 prose, TC07 rules of the game. Codes never change and are never used again. The tables of
docs/format.md are made from this one (`python docs/make_tables.py`).
"""

from __future__ import annotations

from game.story.problems import Diagnostic, error

_WAYS = "Write `- condition: scene`, and `- else: scene` last."
_SNAKE_CASE = "Names are snake_case: a small letter, then small letters, digits and `_`."
_BLOCK = "Write `|` here and the prose below it, indented."
_FORMS = (
    "Use names, whole numbers, comparisons, `and`, `or`, `not`, `is` and the functions {functions}."
)
_BRACES = (
    "Braces are `{{if condition: a | b}}`, `{{first: a | again: b}}`, `{{name}}` and, in records, "
    "`{{cite source}}`; `{{{{` is a brace."
)

# Files and YAML (TC01).
SYNTAX = error("""TC0101 This is not YAML: {what}.
    -> Check indentation (spaces, no tabs) and colons; a text with `: ` or ` #` in it, or that
    begins with a sign such as `{{`, `[`, `*` or `@`, needs "quotes".""")
COMPLEX_KEY = error("""TC0101 A key must be a single word or line.
    -> Quote it if it begins with `{{` or `[`.""")
NOT_UTF8 = error("TC0102 The file is not UTF-8. -> Save it as UTF-8.")
KEY_TWICE = error("""TC0103 The key `{key}` stands here a second time (first in line {first}).
    -> Keep one of the two.""")
ANCHOR = error("""TC0104 Anchors (`&name`), aliases (`*name`) and tags (`!name`) are not part of the
    format. -> Write the value out, or put a text in quotes.""")
FILE_TOO_LARGE = error("""TC0105 The file has more than {limit:,} bytes.
    -> Split it into several files.""")
TOO_MANY_FILES = error("TC0105 The folder holds more than {limit:,} files. -> Split the story.")
STORY_TOO_LARGE = error("TC0105 The files have more than {limit:,} bytes. -> Split the story.")
FOLDERS_TOO_DEEP = error("TC0105 Folders lie more than {limit} deep. -> Scenes lie in `lead/act/`.")
NESTED_TOO_DEEP = error("""TC0105 Nested more than {limit} deep.
    -> No part of a story needs that; check the indentation.""")
COMMENT_IN_TEXT = error("""TC0106 The text stops at this ` #`, which begins a comment.
    -> Put the text in "quotes".""")
EMPTY_FILE = error("TC0107 The file is empty. -> Write something in it, or delete it.")
SECOND_DOCUMENT = error("TC0107 A second document begins here. -> Keep one document in a file.")
STEERING_CHARACTER = error("""TC0108 A character that is not for texts stands here (U+{number:04X}).
    -> Take it out: a story cannot steer the terminal.""")
STEERING_ESCAPE = error("""TC0108 An escape in this text is not for texts.
    -> Take it out: a story cannot steer the terminal.""")
NO_FOLDER = error("TC0109 There is no such folder. -> Give the folder that holds story.yaml.")
NO_STORY_FILE = error("""TC0109 This folder holds no story.yaml.
    -> Every story has one: title, edition and leads.""")
LINKED_FOLDER = error("""TC0109 This folder is a link.
    -> Put the folder itself here: a story is one folder.""")
LINK_OUT = error("""TC0109 This file is a link that leads out of the story's folder.
    -> Put the file itself here.""")
NO_FILE = error("TC0109 This is not a file. -> Only files are called `.yaml`.")
CANNOT_FIND = error("""TC0109 This cannot be read: {reason}.
    -> Check that it exists and may be read.""")
CANNOT_READ = error("TC0109 This cannot be read: {reason}. -> Check the permissions.")
FOLDER_NAME = error("TC0110 This folder's name cannot be shown. -> Use letters, digits and `_`.")
FILE_NAME = error("TC0110 This file's name cannot be shown. -> Use letters, digits, `_` and `-`.")

# Keys and values (TC02).
STRANGE_KEY = error("TC0201 {shape} has no key `{key}`. -> It has {known}.")
KEY_MISSING = error("TC0202 {shape} needs a `{key}`. -> Add `{key}:`. {doc}")
NO_VALUE = error("TC0202 There is nothing after `{key}`. -> Write its value, or take the key out.")
NO_START = error("""TC0202 No lead has a `start`: nobody can be played.
    -> Give one lead `start: scene`.""")
NOT_A_MAP = error("""TC0203 {shape} is written as keys and values.
    -> Write `key: value`, one a line.""")
NOT_ENTRIES = error("""TC0203 Names and their entries belong here.
    -> Write `name:` and, indented, what it is.""")
NOT_A_TEXT = error("TC0203 A single text belongs here. -> Write it on one line, or as a `|` block.")
NOT_VARIABLES = error("""TC0203 state.yaml maps variables to their ranges.
    -> Write `terror: {{range: 0..5, start: 5}}`.""")
NO_EFFECTS = error("""TC0203 This list of effects is empty.
    -> Write `- {{terror: -1}}`, or `- {{if: condition, do: {{terror: -1}}}}`.""")
NOT_EFFECTS = error("""TC0203 `do` maps variables to effects.
    -> Write `{{terror: -1, plot.open: yes}}`.""")
NOT_A_LEDGER = error("""TC0203 A ledger maps people to lines.
    -> Write `person: +2 debt, the reason`.""")
NO_WAYS = Diagnostic("TC0203", "This list of ways is empty.", _WAYS)
NOT_A_WAY = Diagnostic("TC0203", "A guarded way is `condition: scene`.", _WAYS)
NOT_NEEDS = error("""TC0203 `needs` maps conditions to reasons.
    -> Write `condition: The reason that the player reads.`""")
NOT_STANCES = error("TC0203 Positions and stances belong here. -> Write `{{position: stance}}`.")
NOT_LESSONS = error("TC0203 `{group}` maps ids to entries. -> Write `F01: {{claim: ...}}`.")
NOT_ACTS = error("TC0203 `acts` maps folder names to acts. -> Write `1_first: {{title: ...}}`.")
NOT_A_CHRONICLE = error("""TC0203 chronicle.yaml is a list of dated entries.
    -> Begin each with `- id: name`.""")
RESERVED_WORD = error("TC0204 `{name}` is a word of the format. -> Choose another name.")
RESERVED_FOLDER = error("""TC0204 `{name}` is a word of the format.
    -> Choose another name: this folder has a meaning of its own.""")
NOT_A_NAME = Diagnostic("TC0204", "`{name}` is not a name.", _SNAKE_CASE)
NOT_A_LESSON = error("TC0204 `{name}` is not a name. -> Use letters, digits and `_`: F01, T12.")
NOT_YES_OR_NO = error("TC0205 `{word}` is neither yes nor no. -> Write `yes` or `no`.")
NOT_WHOLE = error("""TC0205 `{word}` is not a whole number from {low} to {high}.
    -> Write the number in digits.""")
NOT_A_CHOICE = error("TC0205 `{word}` cannot stand here. -> It is {words}.")
NOT_A_DAY = error("TC0205 `{word}` is not a day. -> Write it as 1953-06-26.")
NOT_A_DATE = error("""TC0205 `{word}` is not a date.
    -> Write 1953-06-26, 1953-06, or two of them with a slash between.""")
DATES_REVERSED = error("TC0205 `{word}` ends before it begins. -> Write the earlier date first.")
WORDS_AND_VALUES = error("""TC0205 `{key}` has {values} values and {words} words.
    -> Give one word for each value, the lowest first.""")
TOO_FEW_WORDS = error("""TC0205 A variable with words needs two of them or more, each once.
    -> Write `one of: [cautious, bold]`.""")
NOT_A_RANGE = error("TC0205 `{word}` is not a range. -> Write it as `0..5`, at most {limit} wide.")
CHAIR_REVERSED = error("""TC0205 This chair is lost before it is taken.
    -> `to` is the day it was lost, after `from`.""")
SCENE_TWICE = error("""TC0206 There is a scene `{name}` already, in {other}.
    -> A scene's id is its file's name, unique in the story: rename one file.""")
FILE_TWICE = error("TC0206 There is a file {other} already. -> Put both into one.")
TERM_TWICE = error("""TC0206 `{name}` is declared already.
    -> Terms and people share their names: `[[...]]` leads to both.""")
CHOICE_TWICE = error("""TC0206 There is a choice `{name}` here already.
    -> Rename the choice, or the hold.""")
DATED_TWICE = error("TC0206 There is an entry `{name}` already. -> Give it another id.")
OLD_NAME_TAKEN = error("""TC0206 `was: {name}` names a {kind} that another one is or was.
    -> Drop the `was`, or rename the other.""")
NO_FORM = error("""TC0207 `{key}` needs one of `range`, `flag`, `one of` and `means`.
    -> For example `{{range: 0..5, start: 0}}` or `{{flag: no}}`.""")
NO_WAY_ON = error("""TC0207 This scene leads nowhere.
    -> Give it `choices`, `go`, `draw` or `ending`.""")
TWO_WAYS_ON = error("""TC0207 This scene has both `{first}` and `{second}`.
    -> A scene has exactly one way on.""")
NO_BLOCK = Diagnostic("TC0208", "Prose is written as a `|` block.", _BLOCK)
SEVERAL_LINES = Diagnostic("TC0208", "Prose of several lines is written as a `|` block.", _BLOCK)
RECORD_NO_BLOCK = Diagnostic("TC0208", "A record is written as a `|` block.", _BLOCK)
IDLE_BESIDE = error("TC0209 `{key}` says nothing beside `{form}`. -> Take it out.")
IDLE_WITHOUT = error("""TC0209 `{key}` says nothing in a scene without `{other}`.
    -> Give the scene `{other}`, or take it out.""")
IDLE_UNSEEN = error("""TC0209 `unseen` says nothing of a leaning: a vote shows every line.
    -> Take it out.""")
IDLE_SUB = error("TC0209 A storylet cannot be a sub-scene too. -> Keep `pool` or `sub`.")
IDLE_THEN = error("""TC0209 `then` gathers nothing: every choice has a `go` of its own.
    -> Take it out, or take out a `go`.""")

# Names (TC03).
UNKNOWN = {
    kind: Diagnostic(
        code, f"There is no {kind} `{{name}}`.", f"Declare the {kind}, or use one that exists."
    )
    for kind, code in {
        "scene": "TC0301",
        "variable": "TC0302",
        "term": "TC0303",
        "person": "TC0304",
        "motion": "TC0305",
        "source": "TC0306",
        "lesson": "TC0307",
        "ending": "TC0308",
        "choice": "TC0309",
        "pool": "TC0310",
        "lead": "TC0311",
        "act": "TC0314",
        "power": "TC0316",
        "position": "TC0317",
    }.items()
}
DECLARED_LATER = error("""TC0302 `{name}` is declared further down.
    -> A derived variable uses those above it: move it down.""")
NO_LEADS_FOLDER = error("""TC0311 The folder `{name}` is no lead's.
    -> Folders are named like the leads; `shared` holds what several of them play.""")
NO_SUCH_WORD = error("TC0312 `{name}` is never `{word}`. -> It is {words}.")
NO_SUCH_STANCE = error("TC0312 `{name}` has no stance `{stance}`. -> Give the position `stances`.")
NO_FUNCTION = error("TC0313 There is no function `{name}`. -> There are {functions}.")
NO_ACTS_FOLDER = error("""TC0314 The folder `{name}` is no act.
    -> Declare it under `acts` in story.yaml, or move the file.""")
VARIABLE_OF_OTHER = error("""TC0315 `{name}` exists for the lead `{lead}` only.
    -> Use another variable, or take `lead` out of its entry.""")
POSITION_OF_OTHER = error("""TC0315 `{name}` is a position of the lead `{lead}` only.
    -> Use another, or take `lead` out of its entry.""")
POWER_OF_OTHER = error("""TC0315 `{name}` is a power of the lead `{lead}` only.
    -> Take it out, or take `lead` out of its entry.""")

# Conditions (TC04).
LONE_EQUALS = error("""TC0401 A single `=` does not compare.
    -> Write `==` for numbers and `is` for words.""")
NOT_A_CONDITION = error("""TC0401 This condition cannot be read.
    -> Write it like `terror >= 2 and not plot.open`.""")
CONDITION_TOO_LONG = error("""TC0402 A condition has at most {limit} characters.
    -> Give a part of it a name: a variable with `means:`.""")
STRANGE_PART = Diagnostic("TC0402", "`{part}` cannot stand in a condition.", _FORMS)
STRANGE_OPERATOR = error("""TC0402 `{part}` cannot stand in a condition.
    -> Compare with < <= == != >= > or `is`.""")
STRANGE_NAME = error("""TC0402 `{part}` cannot stand in a condition.
    -> A name is letters, digits, `_` and dots.""")
NUMBER_TOO_LARGE = error("""TC0402 Numbers go up to {limit}.
    -> Compare with a number inside the range.""")
CHAINED = error("TC0402 Comparisons cannot be chained. -> Write `a >= 1 and a <= 3`.")
IS_WITHOUT_WORD = error("TC0402 `is` compares with a word. -> For numbers use `==`.")
ONE_ARGUMENT = error("TC0402 `{function}` takes one {kind}. -> Write `{function}(name)`.")
AND_BESIDE_OR = error("""TC0403 `and` and `or` stand side by side.
    -> Put parentheses around the one that belongs together.""")
NO_FLAG = error("TC0404 This is not a yes or no. -> Compare it: `name >= 2`, `name is word`.")
PART_NO_FLAG = error("""TC0404 `{part}` is a {kind}, not a yes or no.
    -> Compare it: `name >= 2`, `name is word`.""")
FLAG_NO_NUMBER = error("""TC0404 `{part}` is a flag, not a number.
    -> A flag stands alone: `plot.open`, `not plot.open`.""")
WORD_NO_NUMBER = error("TC0404 `{part}` is a word, not a number. -> Compare a word with `is`.")
NO_WORDS = error("TC0404 `{name}` has no words. -> Compare it with a number.")
MEANS_A_WORD = error("""TC0404 A derived variable is a yes or no, or a number.
    -> Use the variable itself, or compare it: `line is bold`.""")
DECIDED_BY_RANGE = error("""TC0405 `{part}` is {answer} true: the value runs from {low} to {high}.
    -> Compare with a number inside the range.""")
CONDITION_TOO_LARGE = error("""TC0406 Written out, this condition has more than {parts} parts or is
    more than {depth} deep. -> Make the derived variables in it simpler.""")

# Effects and the ledger (TC05).
SET_OR_ADD = error("""TC0501 `{word}` alone could mean set or add.
    -> Write `= {word}` to set, `+{word}` to add.""")
NO_EFFECT = error("TC0502 `{word}` is no effect on `{name}`. -> Write {effects}.")
DERIVED_SET = error("TC0503 `{name}` is derived: it cannot be set. -> Change what it is made of.")
DERIVED_STATE = error("""TC0503 `{name}` is derived: it cannot be set.
    -> Use one with a `range` or with words.""")
NOT_A_LINE = error("""TC0504 This is not a ledger line: weight, kind, comma, reason.
    -> Write `+2 debt, the reason` on a line of its own (inside braces the comma would end it).""")
NOT_A_WEIGHT = error("TC0505 `{weight}` is no weight. -> A weight is +1, +2, +3, -1, -2 or -3.")
NOT_A_KIND = error("TC0506 `{kind}` is no kind of line. -> The kinds are {kinds}.")
SEATED_TWICE = error("""TC0507 `{person}` is seated and unseated at once.
    -> Effects apply together: keep one of the two.""")
CHAIR_CONDITION = error("""TC0508 `{key}` stands under a condition.
    -> Chairs change hands without one: fork with `go` before.""")
CHAIR_LEFT = error("""TC0508 Who is left off costs no chair: `left` stands under a condition.
    -> Fork with `go` afterwards.""")
CHAIR_CONTRADICTING = error("""TC0508 A contradiction costs no chair: it stands under a condition.
    -> Fork with `go` afterwards.""")

# Prose (TC06).
STRAY_CLOSING = Diagnostic("TC0601", "This `}}` closes nothing.", _BRACES)
NEVER_CLOSED = Diagnostic("TC0601", "This `{{` is never closed.", _BRACES)
NESTED_BRACES = Diagnostic("TC0602", "Braces do not nest.", _BRACES)
HALF_LINK = error("""TC0603 `{part}` without its other half.
    -> A link is `[[term]]` or `[[term|words]]`.""")
CITE_OUTSIDE = error("TC0604 `{{cite}}` belongs in a record. -> Move it to the scene's `record`.")
IF_WITHOUT_COLON = Diagnostic("TC0605", "An `{{if` needs a colon after its condition.", _BRACES)
FIRST_WITHOUT_AGAIN = Diagnostic("TC0605", "After `first:` comes `| again:`.", _BRACES)
TWO_BARS = error("""TC0605 A brace has two alternatives at most.
    -> For more, make `text` a list with `if:` blocks.""")
STRANGE_BRACE = Diagnostic("TC0605", "`{{{part}}}` is none of the forms of a brace.", _BRACES)
