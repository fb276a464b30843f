"""One cause, one problem: what depends on a faulty declaration is not reported again."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from game.story import Problem, StoryProblems
from game.story.builder import build

SCENES = Path(__file__).parents[2] / "scenes"


@cache
def shipped() -> dict[str, bytes]:
    """The files of the shipped story."""
    return {
        path.relative_to(SCENES).as_posix(): path.read_bytes()
        for path in sorted(SCENES.rglob("*.yaml"))
    }


def changed(file: str, old: str, new: str) -> list[Problem]:
    """The problems of the shipped story with one text of one file replaced."""
    text = shipped()[file].decode()
    assert text.count(old) == 1, (file, old, text.count(old))
    return problems_of({**shipped(), file: text.replace(old, new).encode()})


def problems_of(files: dict[str, bytes]) -> list[Problem]:
    """The problems of a story, given as its files."""
    try:
        build(files)
    except StoryProblems as found:
        return found.problems
    return []


ORDER = "malenkov/1_forty_minutes/a_clean_sheet.yaml"
TWO_COLUMNS = "khrushchev/3_bread_and_steel/two_columns.yaml"
VOTE = "beria/1_forty_minutes/one_ministry_vote.yaml"
STORYLET = "beria/1_forty_minutes/his_own_sheet.yaml"
HUB = "beria/1_forty_minutes/lubyanka_days.yaml"
BUDGET = "malenkov/2_hundred_days/ten_blocks.yaml"
CASES = {
    "a range": ("state.yaml", "terror: {range: 0..5, start: 5", "terror: {range: 0-5, start: 5"),
    "a range upside down": ("state.yaml", "army.ready: {range: 0..3", "army.ready: {range: 3..0"),
    "a range of years": ("state.yaml", "bread: {range: 0..5", "bread: {range: 1928..1933"),
    "a start": (
        "state.yaml",
        "card_index: {range: 0..5, start: 0",
        "card_index: {range: 0..5, start: 9",
    ),
    "words": (
        "state.yaml",
        "words: [gone, resting, watchful, busy, heavy, total]",
        "words: [gone]",
    ),
    "words of a word": ("state.yaml", "one of: [narrow, decree, wide]", "one of: [narrow]"),
    "a flag": ("state.yaml", "plot.open: {flag: no}", "plot.open: {flag: closed}"),
    "no form": ("state.yaml", "plot.open: {flag: no}", "plot.open: {start: no}"),
    "two forms": ("state.yaml", "plot.open: {flag: no}", "plot.open: {flag: no, range: 0..1}"),
    "a variable that is a text": ("state.yaml", "plot.open: {flag: no}", "plot.open: no"),
    "a key of a variable": (
        "state.yaml",
        "terror: {range: 0..5, start",
        "terror: {rang: 0..5, start",
    ),
    "an empty range": (
        "state.yaml",
        "drift: {range: 0..3, start: 0}",
        "drift: {range: , start: 0}",
    ),
    "the lead of a variable": (
        "state.yaml",
        "steam: {range: 0..3, start: 1, lead: khrushchev",
        "steam: {range: 0..3, start: 1, lead: nobody",
    ),
    "a variable twice": (
        "state.yaml",
        "bread: {range: 0..5",
        "plot.open: {range: 0..5}\nbread: {range: 0..5",
    ),
    "a range twice": ("state.yaml", "bread: {range: 0..5", "bread: {range: 0..1, range: 0..5"),
    "a file of variables": ("state.yaml", "terror: {range", "terror: [range"),
    "a person": ("people.yaml", "  name: Malenkov\n", ""),
    "a chair": (
        "people.yaml",
        "{body: presidium, from: 1953-03-05, to: 1957-06-29}\n  about: |\n    Stalin's chief",
        "{body: presidium, from: 5 March 1953}\n  about: |\n    Stalin's chief",
    ),
    "people as a list": ("people.yaml", "malenkov:\n  name", "- malenkov:\n  name"),
    "a motion": (
        "motions.yaml",
        "arrest_beria:\n  title: That L. P. Beria be relieved of every post and held\n  body: presidium\n",
        "arrest_beria:\n  title: That L. P. Beria be relieved of every post and held\n  body: [presidium]\n",
    ),
    "a motion without a body": (
        "motions.yaml",
        "arrest_beria:\n  title: That L. P. Beria be relieved of every post and held\n  body: presidium\n",
        "arrest_beria:\n  title: That L. P. Beria be relieved of every post and held\n",
    ),
    "a leaning": (
        "motions.yaml",
        "khrushchev: +3 fear, you have said it aloud",
        "khrushchev: 3 fear, you have said it aloud",
    ),
    "a source": ("sources.yaml", "a_malenkov:\n  author: Andrei G. Malenkov\n", "a_malenkov:\n"),
    "a source that is a text": (
        "sources.yaml",
        "a_malenkov:\n  author: Andrei G. Malenkov\n",
        "a_malenkov: A book\nb_malenkov:\n  author: Andrei G. Malenkov\n",
    ),
    "a term": (
        "glossary/act3.yaml",
        "virgin_lands:\n  name: Virgin Lands Campaign\n",
        "virgin_lands:\n",
    ),
    "a kind of term": (
        "glossary/act3.yaml",
        "[virgin and long-fallow lands, Tselina]\n  kind: event",
        "[virgin and long-fallow lands, Tselina]\n  kind: field",
    ),
    "a file of the glossary": (
        "glossary/act3.yaml",
        "virgin_lands:\n  name: Virgin",
        "virgin_lands: {\n  name: Virgin",
    ),
    "a lead": ("story.yaml", "    name: Nikita Khrushchev\n", ""),
    "a start of a lead": ("story.yaml", "    start: forty_minutes\n", "    start: fifty_minutes\n"),
    "leads": ("story.yaml", "leads:\n  khrushchev:\n", "leads: |\n  khrushchev:\n"),
    "story.yaml": ("story.yaml", "edition: 2\n", "edition: {\n"),
    "an ending": (
        "endings.yaml",
        "guest_of_the_ministry:\n  name: Guest of the Ministry\n  kind: divergent\n",
        "guest_of_the_ministry:\n  name: Guest of the Ministry\n  kind: sad\n",
    ),
    "the lead of an ending": (
        "endings.yaml",
        "kind: divergent\n  lead: khrushchev\n  drift: 3\n  epitaph: |\n    {if seen(the_second_car)",
        "kind: divergent\n  lead: [khrushchev]\n  drift: 3\n  epitaph: |\n    {if seen(the_second_car)",
    ),
    "a fact": ("curriculum.yaml", "  F01:\n    claim: When", "  F01:\n    clam: When"),
    "facts": ("curriculum.yaml", "facts:\n", "facts: |\n"),
    "a power": ("powers.yaml", "dossiers:\n  name: The folders\n", "dossiers:\n"),
    "a hold": (
        "powers.yaml",
        "      state: dossier.voroshilov\n",
        "      state: [dossier.voroshilov]\n",
    ),
    "holds": ("powers.yaml", "  holds:\n    voroshilov:", "  holds: |\n    voroshilov:"),
    "a position": (
        "positions.yaml",
        "ministry:\n  title: On the ministry of the interior\n",
        "ministry:\n",
    ),
    "a state of a position": (
        "positions.yaml",
        "  state: minutes.ministry\n",
        "  state: minutes.ministri\n",
    ),
    "the lead of a position": ("positions.yaml", "work\n  lead: molotov\n", "work\n  lead: mr\n"),
    "the state of a position is faulty": (
        "state.yaml",
        "minutes.ministry: {one of: [",
        "minutes.ministry: {one of: [[a], ",
    ),
    "stances": (
        "positions.yaml",
        "  stances:\n    under_party: The",
        "  stance:\n    under_party: The",
    ),
    "one stance": ("positions.yaml", "    under_party: The police", "    under_part: The police"),
    "an entry of the chronicle": (
        "chronicle.yaml",
        "- id: lakoba_dies\n  date: 1936-12-28\n",
        "- id: lakoba_dies\n  date: 28 December 1936\n",
    ),
    "an account": (
        "accounts.yaml",
        "joint_session:\n  title: The fifth of March, eight in the evening\n",
        "joint_session:\n",
    ),
    "a scene that cannot be read": (TWO_COLUMNS, "title:", "title: ["),
    "the choices of a scene": (TWO_COLUMNS, "choices:\n", "choices: |\n"),
    "the date of a scene with a vote": (VOTE, "date: ", "date: on "),
    "a storylet that cannot be read": (STORYLET, "title:", "title: ["),
    "the pool of a storylet": (STORYLET, "pool: ", "poool: "),
    "the draw of a hub": (HUB, "draw: {from: ", "draw: {fro: "),
    "the take of an order": (ORDER, "order:\n  take: 3\n", "order:\n  take: three\n"),
    "the place of an item": (ORDER, "      place: agenda.press\n", "      place: [agenda.press]\n"),
    "the items of an order": (ORDER, "  items:\n    press:", "  items: |\n    press:"),
    "the total of a budget": (BUDGET, "  total: 10\n", "  total: ten\n"),
    "the most of a share": (BUDGET, "least: 3, most: 7, really: 5", "least: 3, most: 2, really: 5"),
    "the shares of a budget": (BUDGET, "  shares:\n", "  share:\n"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_faulty_declaration_is_one_problem(case: tuple[str, str, str]) -> None:
    problems = changed(*case)
    assert len(problems) == 1, "\n".join(map(str, problems[:20]))
    assert problems[0].file == case[0]


SMALL = sorted(path.parent for path in (SCENES.parent / "tests" / "stories").glob("*/story.yaml"))
KEY = re.compile(r"^( *(?:- )?)([A-Za-z_0-9.]+):(?: (.*))?$")


def spoilt(line: str) -> Iterator[str]:
    """A line with a key, with other values: no YAML, a list, a text, an odd word."""
    if found := KEY.match(line):
        before, key, value = found.groups()
        yield f"{before}{key}: ["
        if value is None:
            yield f"{before}{key}: |"
        elif value not in ("|", ">"):
            yield f"{before}{key}: [[x]]"
            yield f"{before}{key}: Odd-value"


@pytest.mark.parametrize("story", SMALL, ids=lambda path: path.name)
def test_a_spoilt_line_is_one_problem_at_most(story: Path) -> None:
    files = {
        path.relative_to(story).as_posix(): path.read_bytes()
        for path in sorted(story.rglob("*.y*ml"))
    }
    tried = 0
    for file, raw in files.items():
        lines = raw.decode().split("\n")
        for number, line in enumerate(lines):
            for other in spoilt(line):
                text = "\n".join([*lines[:number], other, *lines[number + 1 :]])
                tried += 1
                problems = problems_of({**files, file: text.encode()})
                assert len(problems) <= 1, "\n".join([f"{file}: {other}", *map(str, problems)])
    assert tried > 100
