"""The JSON Schemas agree with the table of shapes and with what the loader takes."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from game.story import load, schema
from game.story.builder import ALONE
from game.story.declarations import SHAPES, fields, purpose
from game.story.folder import SUFFIXES

ROOT = Path(__file__).parents[2]
# The stories that load; those that are broken on purpose lie beside them.
GOOD = [
    ROOT / "scenes",
    *(ROOT / "tests" / "stories" / name for name in ("bridge", "council", "harbor", "post_office")),
]
SCHEMAS = schema.schemas()
VALIDATORS = {name: Draft202012Validator(one) for name, one in SCHEMAS.items()}
LOADERS = {"all_text": yaml.BaseLoader, "as_an_editor_types_it": yaml.SafeLoader}


def kind_of(file: Path, root: Path) -> str:
    inside = file.relative_to(root)
    if len(inside.parts) == 1 and inside.stem in ALONE:
        return inside.stem
    return "glossary" if inside.parts[0] == "glossary" else "scene"


def read(text: str, loader: type = yaml.SafeLoader) -> object:
    """The data of a file as JSON has it: dates are texts, and so are keys."""
    return json.loads(json.dumps(yaml.load(text, loader), default=str))


def faults(kind: str, data: object) -> list[str]:
    return [
        f"{'.'.join(map(str, fault.absolute_path))}: {fault.message[:300]}"
        for fault in VALIDATORS[kind].iter_errors(data)
    ]


FILES = [
    (root, file) for root in GOOD for file in sorted(root.rglob("*")) if file.suffix in SUFFIXES
]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("root", "file"), FILES, ids=[f"{root.name}-{file.stem}" for root, file in FILES]
)
def test_every_file_of_a_good_story_validates(root, file, loader):
    assert faults(kind_of(file, root), read(file.read_text("utf-8"), LOADERS[loader])) == []


@pytest.mark.parametrize("root", GOOD[1:], ids=lambda root: root.name)
def test_the_small_stories_are_indeed_good(root):
    assert load(root, cached=False).scenes


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_defines_what_it_refers_to(name):
    defined = set(SCHEMAS[name]["$defs"])
    assert set(schema._refs(SCHEMAS[name])) == defined


@pytest.mark.parametrize("shape", SHAPES)
def test_every_key_of_a_shape_is_in_the_schemas_with_what_it_is_for(shape):
    found = [one["$defs"][shape] for one in SCHEMAS.values() if shape in one["$defs"]]
    assert found
    declared = fields(SHAPES[shape])
    for definition in found:
        assert {key: part["description"] for key, part in definition["properties"].items()} == {
            key: purpose(SHAPES[shape], key) for key in declared
        }
        assert definition.get("required", []) == [
            key for key, field in declared.items() if field.required
        ]


WHOLE = {
    "story": "{title: T, edition: 1, leads: {clerk: {name: C, start: desk}}, acts: {1_one: {title: One}}}",
    "scene": """
title: The Desk
date: 1953-06-26
evidence: {event: attested, words: imagined}
teaches: [F01]
text: [Rain., {if: ink >= 1, text: More rain., else: Sun.}]
do: {ink: +1, door: yes, line: bold, paper: = 2, unseat: [beria]}
ledger: {malenkov: ["+2 debt, he owes you", {if: door, line: "-1 fear, it was open"}]}
choices:
  answer: {label: Yes, needs: {ink >= 1: The pen is dry.}, recall: {id: T12, answer: yes}, go: here}
  wait: {label: Wait, really: yes, go: [{ink >= 2: voice}, {else: here}]}
""",
    "hub": "{title: T, draw: {from: errands, take: 2, then: desk}}",
    "storylet": "{title: T, pool: errands, when: door, keeps: no, go: return}",
    "state": "{ink: {range: 0..3, start: 1}, door.open: {flag: no}, line: {one of: [bold, cautious], start: bold}, many: {means: votes(m) >= 2}}",
    "people": "{anna: {name: Anna, born: 1860, chairs: [{body: council, from: 1901-01-01, to: 1901-06-01}]}}",
    "motions": "{m: {title: T, body: council, needs: 3, leanings: {anna: '+2 fear, rain'}, voices: {anna: {for: Yes}}}}",
    "glossary": "{quorum: {name: Quorum, kind: word, stub: S, definition: D, related: [bell]}}",
    "sources": "{minutes: {author: A, title: 1984, year: 1949, kind: other}}",
    "chronicle": "[{id: a, date: 1953-02-28/1953-03-01, title: T}, {id: b, date: 1953, title: T}]",
    "curriculum": "{facts: {F01: {claim: C, due: 1_one}}, terms: {T1: {name: N}}}",
    "endings": "{built: {name: Built, kind: historical, drift: 0}}",
    "menu": """
title: The Desk
powers: files
do: [{ink: +1, seat: anna}, {if: ink >= 2, do: {ink: -1}}]
ledger: {anna: {line: "-1 fear, a word", unseen: yes}}
choices: {look: {label: Look, says: {dues: same}, cites: {light: on}, once: yes, go: stay}, leave: {label: Leave, go: desk}}
""",
    "order": """
title: The Sheet
order:
  take: 2
  then: desk
  items:
    a: {label: A, place: agenda.a, really: 1, do: {ink: +1}, teaches: [F01]}
    b: {label: B, place: agenda.b, needs: {ink >= 1: The pen is dry.}, left: {do: [{ink: -1}], ledger: {anna: "-1 grudge, left off"}}}
""",
    "divide": """
title: The Budget
divide:
  total: 5
  unit: sack
  units: sacks
  then: desk
  shares: {a: {label: A, amount: budget.a, least: 1, most: 3, really: 2}, b: {label: B, amount: budget.b, least: 2, most: 4}}
""",
    "powers": """
files:
  name: The files
  lead: clerk
  motions: any
  each: {do: {ink: -1}}
  holds: {anna: {label: Open hers, state: file.anna, reason: she has read it, if: door, text: She reads.}}
""",
    "positions": "{dues: {title: D, state: said.dues, stances: {up: Up., same: As it was.}, contradicting: {do: {ink: = 0}}}}",
    "accounts": "{hour: {title: H, sources: {minutes: One., letters: Another.}, unknown: Who spoke.}}",
}
KIND = {"hub": "scene", "storylet": "scene", "menu": "scene", "order": "scene", "divide": "scene"}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("example", WHOLE)
def test_an_example_validates(example, loader):
    assert faults(KIND.get(example, example), read(WHOLE[example], LOADERS[loader])) == []


# What is wrong: the example, where in it, and what stands there instead (None: nothing).
BROKEN = {
    "unknown key": ("scene", ["titel"], "T"),
    "unknown key deep": ("scene", ["choices", "answer", "lable"], "T"),
    "unknown key in evidence": ("scene", ["evidence", "sound"], "attested"),
    "unknown key of a variable": ("state", ["ink", "rnge"], "0..1"),
    "missing title": ("scene", ["title"], None),
    "missing label": ("scene", ["choices", "answer", "label"], None),
    "missing edition": ("story", ["edition"], None),
    "missing leads": ("story", ["leads"], None),
    "missing definition": ("glossary", ["quorum", "definition"], None),
    "nothing after a key": ("scene", ["place"], ""),
    "nothing at all after a key": ("people", ["anna", "name"], "null"),
    "bad certainty": ("scene", ["evidence", "event"], "legend"),
    "bad answer": ("scene", ["choices", "answer", "recall", "answer"], "nearly"),
    "bad ending kind": ("endings", ["built", "kind"], "happy"),
    "bad term kind": ("glossary", ["quorum", "kind"], "thing"),
    "bad yes": ("scene", ["choices", "wait", "really"], "perhaps"),
    "bad choice id": ("scene", ["choices", "Answer-1"], {"label": "L", "go": "here"}),
    "a word of the format as a choice id": (
        "scene",
        ["choices", "here"],
        {"label": "L", "go": "here"},
    ),
    "bad variable": ("state", ["Ink"], {"flag": "no"}),
    "a word of the format in a variable": ("state", ["door.not"], {"flag": "no"}),
    "bad scene id": ("scene", ["choices", "wait", "go"], "The Desk"),
    "bad lead id": ("story", ["leads", "the clerk"], {"name": "C"}),
    "bad source id": ("glossary", ["quorum", "sources"], ["Taubman 2003"]),
    "bad date": ("scene", ["date"], "26 June"),
    "bad span": ("chronicle", [0, "date"], "June 1953"),
    "bad range": ("state", ["ink", "range"], "0-3"),
    "bad effect": ("scene", ["do", "ink"], "++"),
    "bad weight": ("scene", ["ledger", "malenkov"], "+4 debt, too much"),
    "bad line kind": ("scene", ["ledger", "malenkov"], "+1 love, no such kind"),
    "bad number of votes": ("motions", ["m", "needs"], "most"),
    "two ways on": ("scene", ["go"], "desk"),
    "no way on": ("scene", ["choices"], None),
    "empty menu": ("scene", ["choices"], {}),
    "two forms of a variable": ("state", ["ink", "flag"], "no"),
    "no form of a variable": ("state", ["ink"], {"label": "Ink"}),
    "idle key": ("storylet", ["pool"], None),
    "two keys in a way": (
        "scene",
        ["choices", "wait", "go"],
        [{"ink >= 1": "desk", "else": "here"}],
    ),
    "too much drift": ("endings", ["built", "drift"], 4),
    "a menu and an order": ("order", ["choices"], {"a": {"label": "A", "go": "here"}}),
    "powers without a menu": ("order", ["powers"], "files"),
    "six places": ("order", ["order", "take"], 6),
    "no place": ("order", ["order", "items", "a", "place"], None),
    "a list of effects that are none": ("menu", ["do"], ["ink"]),
    "no effects under a condition": ("menu", ["do", 1, "do"], None),
    "chairs under a condition": ("menu", ["do", 1, "do"], {"seat": "anna"}),
    "a list under a condition": ("menu", ["do", 1, "do"], [{"ink": "+1"}]),
    "another word beside a condition": ("menu", ["do", 1, "then"], {"ink": "+1"}),
    "a stance that is no name": ("menu", ["choices", "look", "says", "dues"], "As it was"),
    "unseen by half": ("menu", ["ledger", "anna", "unseen"], "half"),
    "too large a total": ("divide", ["divide", "total"], 21),
    "a share of nothing": ("divide", ["divide", "shares", "a", "least"], 0),
    "no unit": ("divide", ["divide", "unit"], None),
    "a hold without a reason": ("powers", ["files", "holds", "anna", "reason"], None),
    "a deed of other words": ("powers", ["files", "each", "ink"], "-1"),
    "a position without stances": ("positions", ["dues", "stances"], None),
    "one source of an account": ("accounts", ["hour", "sources", "letters"], None),
    "a list for a map": ("people", ["anna"], ["Anna"]),
    "a map for a list": ("chronicle", [], {"a": {"date": "1953"}}),
}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_does_not_validate(what, loader):
    example, path, value = BROKEN[what]
    data = read(WHOLE[example], LOADERS[loader])
    assert faults(KIND.get(example, example), changed(data, path, value))


def changed(data, path, value):
    if not path:
        return value
    data = deepcopy(data)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = None if value == "null" else value
    return data


def test_a_bare_number_is_no_effect_where_the_type_still_tells():
    scene = read(WHOLE["scene"], yaml.BaseLoader)
    assert faults("scene", changed(scene, ["do", "ink"], "1"))
    assert not faults("scene", changed(scene, ["do", "ink"], "-1"))


def test_files_are_written_whole_and_again(tmp_path):
    folder = tmp_path / "deep" / "schemas"
    assert [path.name for path in schema.write(folder)] == [
        f"{name}.schema.json" for name in SCHEMAS
    ]
    (folder / "scene.schema.json").write_text("{", "utf-8")
    schema.write(folder)
    assert {
        path.name.partition(".")[0]: json.loads(path.read_text("utf-8"))
        for path in folder.iterdir()
    } == SCHEMAS


def test_a_folder_that_is_a_file_is_an_os_error(tmp_path):
    (tmp_path / "schemas").write_text("", "utf-8")
    with pytest.raises(OSError):
        schema.write(tmp_path / "schemas")
