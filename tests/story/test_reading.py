"""What is written arrives: every part of the format, as small as it can be, ends up in the story as the manual says."""

import pytest
from msgspec.structs import asdict

from game.story import load
from game.story.model import (
    All,
    Call,
    Compare,
    Either,
    FirstAgain,
    LeadIs,
    Name,
    Not,
    Number,
    Show,
    Span,
)

LEAVE = "  leave: {label: Leave, go: street}\n"
STREET = {"street.yaml": "title: The Street\nending: the_end\n"}
STATE = "terror: {range: 0..5, start: 5}\nplot.open: {flag: no}\nline: {one of: [cautious, bold]}\n"


def menu(*choices: str) -> dict[str, str]:
    return {
        "desk.yaml": "title: The Desk\nchoices:\n" + "".join(choices) + LEAVE,
        "state.yaml": STATE,
        **STREET,
    }


def condition(read, source: str, **files: str):
    return (
        read({**menu(f"  ask: {{label: Ask, if: '{source}', go: street}}\n"), **files})
        .scenes["desk"]
        .choices[0]
        .condition.expression
    )


def test_a_ten_line_story_is_a_story(read) -> None:
    story = read({})
    assert (story.title, story.edition, list(story.scenes)) == ("A Small Story", 1, ["desk"])
    assert story.endings["the_end"].name == "The End"


def test_a_scene_belongs_to_the_lead_and_act_of_its_folder(read) -> None:
    desk = {"desk.yaml": "title: The Desk\ngo: a\n"}
    folders = {
        "clerk/1_one/a.yaml": "title: A\ngo: b\n",
        "shared/2_two/b.yaml": "title: B\ngo: c\n",
        "clerk/c.yaml": "title: C\nending: e\n",
    }
    story = read({**desk, **folders})
    assert {id: (scene.lead, scene.act) for id, scene in story.scenes.items()} == {
        "a": ("clerk", "1_one"), "b": ("", "2_two"), "c": ("clerk", ""), "desk": ("", "")
    }  # fmt: skip
    assert list(story.acts) == ["1_one", "2_two"]


def test_scenes_come_in_the_order_of_their_paths(read) -> None:
    pool = "title: T\npool: errands\ngo: return\n"
    files = {
        "desk.yaml": "title: H\ndraw: {from: errands, take: 1, then: street}\n",
        "b_first.yaml": pool,
        "a/z.yaml": pool,
        "c.yaml": pool,
    }
    story = read(
        {
            "story.yaml": "title: T\nedition: 1\nleads: {a: {name: A, start: desk}}\n",
            **files,
            **STREET,
        }
    )
    assert story.pools == {"errands": ("z", "b_first", "c")}


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (
            "title: The Desk\r\ntext: |\r\n  One\r\n  line.\r\n\r\n  Two.\r\nending: e\r\n",
            "Windows line ends",
        ),
        (
            "\ufefftitle: The Desk\ntext: |\n  One\n  line.\n\n  Two.\nending: e\n",
            "a byte order mark",
        ),
        (
            "title: The Desk\rtext: |\r  One\r  line.\r\r  Two.\rending: e\r",
            "old Macintosh line ends",
        ),
        (
            "# a comment\n---\ntitle: The Desk\ntext: |   # another\n  One  \n  line.\n   \n\n  Two.\nending: e",
            "comments, spaces, no last line end",
        ),
    ],
    ids=["windows", "byte_order_mark", "macintosh", "no_last_line_end"],
)
def test_how_a_file_is_saved_does_not_matter(read, raw: str, what: str) -> None:
    scene = read({"desk.yaml": raw}).scenes["desk"]
    assert scene.title == "The Desk"
    assert scene.text == (Span("One line.\n\nTwo."),)


def test_every_scalar_is_text(read) -> None:
    scene = read(
        {"desk.yaml": "title: NO\nplace: 1953-03-05\nevent: on\nending: yes_no\nteaches: [null]\n"}
    ).scenes["desk"]
    assert (scene.title, scene.place, scene.event, scene.teaches) == (
        "NO",
        "1953-03-05",
        "on",
        ("null",),
    )


def test_letters_with_accents_are_one_character_each(read) -> None:
    assert read({"desk.yaml": "title: Cafe\u0301\nending: e\n"}).scenes["desk"].title == "Caf\u00e9"


# -- conditions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "meaning"),
    [
        ("plot.open", Name("plot.open")),
        ("not plot.open", Not(Name("plot.open"))),
        ("plot.open is yes", Name("plot.open")),
        ("plot.open is no", Not(Name("plot.open"))),
        ("terror >= 2", Compare(">=", Name("terror"), Number(2))),
        ("2 <= terror", Compare(">=", Name("terror"), Number(2))),
        ("line is bold", Compare("==", Name("line"), Number(1))),
        ("line is not bold", Not(Compare("==", Name("line"), Number(1)))),
        ("lead is clerk", LeadIs("clerk")),
        ("seen(street) and visits(desk) == 3", All((Call("seen", "street"), Compare("==", Call("visits", "desk"), Number(3))))),
        ("chose(desk.leave) or met(tea)", Either((Call("chose", "desk.leave"), Call("met", "tea")))),
        ("support(malenkov) > -9", Compare(">", Call("support", "malenkov"), Number(-9))),
        ("(plot.open or terror == 0) and seated(malenkov)",
         All((Either((Name("plot.open"), Compare("==", Name("terror"), Number(0)))), Call("seated", "malenkov")))),
        ("not (plot.open and plot.open)", Not(All((Name("plot.open"), Name("plot.open"))))),
    ],
)  # fmt: skip
def test_a_condition_means_what_it_says(read, source: str, meaning: object) -> None:
    assert condition(read, source) == meaning


def test_a_condition_may_run_over_several_lines(read) -> None:
    desk = "title: The Desk\ntext: |\n  It is {if terror >= 2 and\n  not\n  plot.open: quiet | loud}.\nending: e\n"
    alternative = read({"desk.yaml": desk, "state.yaml": STATE}).scenes["desk"].text[1]
    assert alternative.condition.source == "terror >= 2 and not plot.open"
    assert alternative.condition.line == 3


def test_what_conditions_ask_of_the_past_is_remembered_and_nothing_else(read) -> None:
    story = read(menu(
        "  a: {label: A, if: seen(street), go: street}\n",
        "  b: {label: B, if: visits(desk) >= 3 and chose(desk.leave), go: street}\n",
        "  c: {label: C, once: yes, if: 2 <= visits(street), go: street}\n",
        "  d: {label: D, if: terror >= visits(desk), go: street}\n",
    ))  # fmt: skip
    tracked = story.world.tracked
    assert tracked.seen == ("street",)
    assert tracked.visits == (("desk", 100), ("street", 3))
    assert tracked.chose == ("desk.c", "desk.leave")


def test_a_derived_count_of_visits_is_counted_to_the_end(read) -> None:
    story = read({"state.yaml": "times: {means: visits(desk)}\n"})
    assert story.world.tracked.visits == (("desk", 100),)


# -- prose ----------------------------------------------------------------------------------------------------------


def prose(read, text: str, **files: str):
    body = "".join(f"  {line}\n" for line in text.split("\n"))
    return (
        read({"desk.yaml": f"title: T\ntext: |\n{body}ending: e\n", "state.yaml": STATE, **files})
        .scenes["desk"]
        .text
    )


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("One\ntwo.\n\n\nThree.", [Span("One two.\n\nThree.")]),
        ("Said:\n- one\n- two\n  more\n> quoted", [Span("Said:\n- one\n- two more\n> quoted")]),
        ("A *small*, **large** one, 2 * 3", [Span("A "), Span("small", "", "em"), Span(", "), Span("large", "", "strong"), Span(" one, 2 * 3")]),
        ("The [[tea]] and [[tea|a glass of it]]", [Span("The "), Span("tea", "tea"), Span(" and "), Span("a glass of it", "tea")]),
        ("*the [[tea|tea]]*", [Span("the ", "", "em"), Span("tea", "tea", "em")]),
        (r"\*no\*", [Span("*"), Span("no"), Span("*")]),
        (r"\[\[no\]\]", [Span("["), Span("["), Span("no"), Span("]"), Span("]")]),
        ("{{ and }} are braces", [Span("{ and } are braces")]),
        ("It is {terror}.", [Span("It is "), Show("terror"), Span(".")]),
        ("{first: Once | again: More\nthan once}", [FirstAgain((Span("Once"),), (Span("More than once"),))]),
    ],
)  # fmt: skip
def test_prose_is_what_it_looks_like(read, text: str, spans: list[object]) -> None:
    assert list(prose(read, text)) == spans


def test_an_alternative_may_hold_links_with_bars_and_be_empty_on_one_side(read) -> None:
    (alternative,) = prose(read, "{if plot.open: the [[tea|glass of tea]] | }")
    assert alternative.then == (Span("the "), Span("glass of tea", "tea"))
    assert alternative.otherwise == ()


def test_a_list_of_blocks_is_one_passage(read) -> None:
    desk = "title: T\ntext:\n  - |\n    One.\n  - if: plot.open\n    text: |\n      Two.\n    else: |\n      Three.\nending: e\n"
    first, gap, alternative = read({"desk.yaml": desk, "state.yaml": STATE}).scenes["desk"].text
    assert (first, gap) == (Span("One."), Span("\n\n"))
    assert (alternative.then, alternative.otherwise) == ((Span("Two."),), (Span("Three."),))


# -- deeds, ways and the rest ---------------------------------------------------------------------------------------


def test_effects_seats_and_ledger_lines_arrive(read) -> None:
    choice = (
        "  ask:\n    label: Ask\n    do: {terror: -1, plot.open: yes, line: bold, seat: [a, b], unseat: c}\n"
        "    ledger:\n      a: +2 debt, you spoke, and first\n      b:\n        - -1 fear, he heard\n"
        '        - {if: plot.open, line: "+3 belief, he saw"}\n    go: street\n'
    )
    deed = read(menu(choice)).scenes["desk"].choices[0].deed
    assert [(e.variable, e.amount, e.sets) for e in deed.effects] == [
        ("terror", -1, False),
        ("plot.open", 1, True),
        ("line", 1, True),
    ]
    assert [(s.person, s.seated) for s in deed.seating] == [("a", True), ("b", True), ("c", False)]
    assert [(line.person, line.weight, line.kind, line.reason, line.condition is not None) for line in deed.ledger] == [
        ("a", 2, "debt", "you spoke, and first", False), ("b", -1, "fear", "he heard", False), ("b", 3, "belief", "he saw", True)
    ]  # fmt: skip


def test_set_effects_may_have_a_space_or_none(read) -> None:
    deed = read(
        menu(
            "  ask: {label: Ask, do: {terror: = 2}, go: street}\n",
            "  be: {label: Be, do: {terror: =0}, go: street}\n",
        )
    )
    assert [choice.deed.effects[0].amount for choice in deed.scenes["desk"].choices[:2]] == [2, 0]


def test_then_gathers_the_choices_without_a_way(read) -> None:
    desk = "title: T\nchoices:\n  a: {label: A}\n  b: {label: B, go: desk}\nthen: street\n"
    assert [
        choice.ways[0].target
        for choice in read({"desk.yaml": desk, **STREET}).scenes["desk"].choices
    ] == ["street", "desk"]


def test_variables_have_ranges_starts_and_words(read) -> None:
    state = (
        STATE
        + "bread: {range: -2..0, words: [none, some, much], start: -1, label: Bread, show: country}\nready: {means: terror >= 2 and plot.open}\n"
    )
    story = read({"state.yaml": state})
    found = {
        id: (v.kind, v.low, v.high, v.start, v.words, v.show) for id, v in story.variables.items()
    }
    assert found["terror"] == ("number", 0, 5, 5, (), "no")
    assert found["plot.open"] == ("flag", 0, 1, 0, (), "no")
    assert found["line"] == ("word", 0, 1, 0, ("cautious", "bold"), "no")
    assert found["bread"] == ("number", -2, 0, -1, ("none", "some", "much"), "country")
    assert story.variables["ready"].means is not None


def test_names_without_a_file_are_implied_by_use(read) -> None:
    choice = '  ask:\n    label: Ask [[samovar]]\n    ledger: {malenkov: "+1 debt, so"}\n    recall: {id: T12, answer: yes}\n    go: street\n'
    record = "record: |\n  So. {cite diary_1953}\n"
    files = menu(choice)
    files["desk.yaml"] += record
    story = read(files)
    assert list(story.terms) == ["samovar"]
    assert list(story.people) == ["malenkov"]
    assert (list(story.sources), story.sources["diary_1953"].title) == (
        ["diary_1953"],
        "Diary 1953",
    )
    assert list(story.lessons) == ["T12"]


def test_a_link_may_lead_to_a_person_where_there_is_no_glossary(read) -> None:
    story = read(
        {
            "desk.yaml": "title: T\ntext: |\n  [[malenkov]] and [[tea]].\nending: e\n",
            "people.yaml": "malenkov: {name: Malenkov}\n",
        }
    )
    assert list(story.terms) == ["tea"]
    assert story.link_name("malenkov") == "Malenkov"


def test_renames_are_kept_for_saves(read) -> None:
    files = menu("  ask: {label: Ask, was: [inquire, beg], go: street}\n")
    files["street.yaml"] = "title: S\nwas: road\nending: e\n"
    world = read(files).world
    assert world.renamed_scenes == (("road", "street"),)
    assert world.renamed_choices == (("desk", "inquire", "ask"), ("desk", "beg", "ask"))


def test_a_faulty_file_does_not_make_its_names_unknown_elsewhere(problems) -> None:
    files = menu(
        "  ask: {label: 'Ask [[tea]]', if: terror >= 2, ledger: {malenkov: \"+1 debt, so\"}, go: nook}\n"
    )
    files |= dict.fromkeys(
        ("state.yaml", "people.yaml", "glossary/a.yaml", "nook.yaml", "endings.yaml"),
        "a: [unclosed\n",
    )
    assert {(p.file, p.code) for p in problems(files)} == {
        (name, "TC0101") for name in ("state.yaml", "people.yaml", "glossary/a.yaml", "nook.yaml", "endings.yaml")
    }  # fmt: skip


def test_a_story_that_cannot_be_read_at_its_head_says_only_that(problems) -> None:
    assert [
        p.code
        for p in problems(
            {"story.yaml": "title: [\n", "clerk/1_one/a.yaml": "title: A\nending: e\n"}
        )
    ] == ["TC0101"]


def test_two_leads_and_no_scene_at_all_are_one_problem_each(problems) -> None:
    leads = "title: T\nedition: 1\nleads:\n  a: {name: A, start: x}\n  b: {name: B, start: y}\n"
    desk = {"story.yaml": leads, "desk.yaml": "title: ["}
    assert [p.code for p in problems(desk)] == ["TC0101", "TC0301", "TC0301"]


def test_rules_between_scenes_are_told_in_the_same_run_as_the_rest(problems) -> None:
    files = {
        "desk.yaml": "title: T\ngo: nook\n",
        "nook.yaml": "title: N\ngo: desk\n",
        "street.yaml": "titel: S\nending: e\n",
    }
    assert {p.code for p in problems(files)} == {"TC0201", "TC0703", "TC0707"}


def test_the_structs_of_a_story_survive_a_round_trip(read) -> None:
    from msgspec import msgpack

    from game.story.model import Scene, World

    story = read(
        menu(
            "  ask: {label: Ask, if: terror >= 2, needs: {plot.open: No.}, do: {terror: +1}, text: 'So {terror}.', go: street}\n"
        )
    )
    assert msgpack.decode(msgpack.encode(story.world), type=World) == story.world
    for scene in story.scenes.values():
        assert msgpack.decode(msgpack.encode(scene), type=Scene) == scene
        assert asdict(scene)


def test_load_takes_a_text_or_a_path(write) -> None:
    folder = write({})
    assert load(str(folder), cached=False).world == load(folder, cached=False).world
