"""Exported files: readable, and read back strictly without overwriting anything."""

import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_branches import played

from game.saves import BadFile, branch_tree, exporter, importer, open_player
from game.saves.run import Run

CHOICE = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
LINE = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\xa0"),
    min_size=1,
    max_size=20,
).filter(lambda text: text.isprintable() and text.strip() == text)
TREES = st.lists(
    st.tuples(
        st.integers(0, 100),
        CHOICE,
        CHOICE,
        st.integers(0, 3),
        st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    ),
    max_size=30,
)


def tree_of(store):
    """Everything a store holds, each step told by the hash of the way that leads to it."""
    ways, steps = {0: 0}, {}
    for root in store.roots():
        for one in store.steps(root.id):
            ways[one.id] = hash((ways[one.parent], one.choice))
            steps[ways[one.id]] = (one.scene, one.edition, one.state_hash, one.at)
    beside = {
        title: (
            {head.lead: (ways[head.step], head.at) for head in store.heads(title)},
            [(mark.name, ways[mark.step], mark.at) for mark in store.bookmarks(title)],
            {term: (ways[met.step], met.scene, met.at) for term, met in store.met(title).items()},
            [(one.item, one.answer, ways[one.step], one.at) for one in store.reviews(title)],
        )
        for title in {root.story for root in store.roots()}
    }
    return steps, beside, store.settings()


def test_a_run_is_a_list_that_a_friend_can_read(story, store, tmp_path):
    step, turn = played(story, store, "sell", "ask", "luck")
    exporter.export_run(story, store, step, tmp_path / "run.yaml")
    told = yaml.safe_load((tmp_path / "run.yaml").read_text(encoding="utf-8"))
    assert told == {
        "ten_chairs": "run",
        "format": 1,
        "story": "The Post Office",
        "edition": 1,
        "lead": "clerk",
        "state": turn.state.digest,
        "choices": [{"counter": "sell"}, {"counter": "ask"}, {"question": "luck"}],
    }


def test_a_friends_run_joins_the_tree_and_moves_nothing(story, store, saves, tmp_path):
    theirs, _ = played(story, store, "sell", "ask", "luck")
    exporter.export_run(story, store, theirs, tmp_path / "a run.yaml")
    with open_player(saves, "ben") as ben:
        own, _ = played(story, ben, "sell", "wait")
        before = ben.line(own)
        found = importer.import_file(ben, tmp_path / "a run.yaml")
        assert (found.new, found.known) == (2, 1)
        assert ben.head(story, "clerk") == own
        assert ben.line(own) == before
        assert [(mark.name, mark.step) for mark in ben.bookmarks(story)] == [
            ("a run", found.ends[0])
        ]
        again = branch_tree.replay(story, ben, found.ends[0])
        assert (again.stopped, again.changed, again.turn.scene) == (None, (), "counter")
        assert str(found) == "2 new steps (1 was known), 1 bookmark"
        assert importer.import_file(ben, tmp_path / "a run.yaml").new == 0


def test_a_player_who_never_played_stands_at_the_end_of_the_run(story, store, saves, tmp_path):
    step, turn = played(story, store, "sell", "ask")
    exporter.export_run(story, store, step, tmp_path / "run.yaml")
    with open_player(saves, "ben") as ben:
        importer.import_file(ben, tmp_path / "run.yaml")
        assert Run.open(story, ben, "clerk").turn.state == turn.state


def test_a_run_is_exported_in_the_names_of_today_with_its_tail(story, edited, store, tmp_path):
    step, _ = played(story, store, "ask", "luck", "sell")
    later = edited(
        ("question.yaml", "luck: {label", "chance: {was: [luck], label"),
        ("counter.yaml", "  sell: {label", "  vend: {label"),
    )
    exporter.export_run(later, store, step, tmp_path / "run.yaml")
    told = yaml.safe_load((tmp_path / "run.yaml").read_text(encoding="utf-8"))
    assert told["choices"] == [{"counter": "ask"}, {"question": "chance"}, {"counter": "sell"}]
    assert "state" not in told


@settings(max_examples=30, deadline=None)
@given(
    TREES,
    st.lists(LINE, max_size=4),
    st.dictionaries(CHOICE, LINE, max_size=4),
    st.sampled_from(["The Post Office", "Die „Post“: #1 – {a}", "yes", "---"]),
)
def test_everything_comes_back_as_it_was(tree, names, kept, title):
    with TemporaryDirectory() as folder, open_player(Path(folder), "anna") as store:
        with store.transaction():
            steps = [
                store.root(title, "clerk", edition=1, state_hash="00"),
                store.root("Another", "porter"),
            ]
            for parent, scene, choice, edition, state in tree:
                steps.append(
                    store.merge(
                        steps[parent % len(steps)],
                        choice,
                        scene=scene,
                        edition=edition,
                        state_hash=state,
                    )[0]
                )
            for number, name in enumerate(names):
                store.set_bookmark(name, steps[number % len(steps)])
            for key, value in kept.items():
                store.set_setting(key, value)
            store.meet(steps[-1], {"registered": "counter"})
            store.add_review(title, "F01", "close", step=steps[0])
            store.add_review(title, "F01", "good")
            store.set_head(steps[-1])
        file = Path(folder) / "all.yaml"
        exporter.export_all(store, file)
        with open_player(Path(folder), "ben") as ben:
            importer.import_file(ben, file)
            assert tree_of(ben) == tree_of(store)
            again = importer.import_file(ben, file)
            assert (again.new, again.bookmarks, again.terms, again.answers, again.settings) == (
                0,
                0,
                0,
                0,
                0,
            )
            assert tree_of(ben) == tree_of(store)


def test_a_tree_too_big_for_one_document_comes_back_whole(story, store, saves, tmp_path):
    with store.transaction():
        for run in range(30):
            step = store.root(story, "clerk")
            for place in range(500):
                step = store.append(
                    step,
                    f"choice_{run if place > 3 else 0}",
                    scene=f"scene_{place}",
                    edition=1,
                    state_hash="0123456789abcdef",
                )
    exporter.export_all(store, tmp_path / "all.yaml")
    assert (tmp_path / "all.yaml").stat().st_size > 1_000_000
    with open_player(saves, "ben") as ben:
        assert importer.import_file(ben, tmp_path / "all.yaml").new == len(store.steps(1)) - 1
        assert tree_of(ben) == tree_of(store)


def test_what_is_here_already_is_not_overwritten(story, store, saves, tmp_path):
    step, _ = played(story, store, "sell")
    store.set_bookmark("here", step)
    store.set_setting("theme", "winter")
    exporter.export_all(store, tmp_path / "all.yaml")
    with open_player(saves, "ben") as ben:
        own, _ = played(story, ben, "wait")
        ben.set_bookmark("here", own)
        ben.set_setting("theme", "thaw")
        importer.import_file(ben, tmp_path / "all.yaml")
        assert ben.head(story, "clerk") == own
        assert ben.setting("theme") == "thaw"
        assert [(mark.name, ben.line(mark.step)[-1].choice) for mark in ben.bookmarks(story)] == [
            ("here", "wait"),
            ("here (2)", "sell"),
        ]


def test_a_file_that_exists_is_not_overwritten(story, store, tmp_path):
    step, _ = played(story, store, "sell")
    (tmp_path / "run.yaml").write_text("my poem")
    with pytest.raises(BadFile, match="exists already"):
        exporter.export_run(story, store, step, tmp_path / "run.yaml")
    assert (tmp_path / "run.yaml").read_text() == "my poem"


def test_a_folder_that_is_not_there_is_named(story, store, tmp_path):
    step, _ = played(story, store, "sell")
    with pytest.raises(BadFile, match=r"nowhere.*cannot be written"):
        exporter.export_run(story, store, step, tmp_path / "nowhere" / "run.yaml")
    with pytest.raises(BadFile, match=r"missing\.yaml cannot be read"):
        importer.import_file(store, tmp_path / "missing.yaml")


RUN = "ten_chairs: run\nformat: 1\nstory: The Post Office\nedition: 1\nlead: clerk\nchoices:\n- counter: sell\n"
ALL = "ten_chairs: all\nformat: 1\n"
TREE = '---\nstory: S\nlead: clerk\nbegins: 1\nedition: 1\nstate: ""\nat: ""\nstretches:\n- after: 1\n  first: 2\n  edition: 1\n  choices:\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("poem", "run.yaml:1:1"),
        ("title: The Post Office\n", "not a run exported from the game"),
        (RUN.replace("format: 1", "format: 2"), "run.yaml:2:9.*format 2"),
        (RUN.replace("lead: clerk\n", ""), "`lead` is missing"),
        (RUN.replace("clerk", "../clerk"), "run.yaml:5:7.*`../clerk` cannot stand here"),
        (RUN.replace("edition: 1", "edition: one"), "`one` is not a whole number"),
        (RUN.replace("lead:", "laed: x\nlead:"), "`laed` has no meaning here.*Did you mean `lead`"),
        (RUN.replace("- counter: sell", "- sell"), "run.yaml:7:3"),
        (
            RUN.replace("- counter: sell", "- {counter: sell, yard: pull}"),
            "One `scene: choice` was expected",
        ),
        (RUN.replace("- counter: sell", "- counter: [sell]"), "A word or a line of text"),
        (RUN.replace("- counter: sell", "- counter: Sell!"), "`Sell!` cannot stand here"),
        (RUN.replace("sell", "&a sell"), "Anchors"),
        (RUN.replace("sell", "!!python/object:os.system sell"), "tags"),
        (RUN.replace("choices:", "choices: ["), "not YAML"),
        (
            RUN.replace("The Post", "The \\x1b Post")
            .replace("story: ", 'story: "')
            .replace("Office", 'Office"'),
            "TC0108",
        ),
        (RUN + "---\n" + RUN, "A second run begins here"),
        (ALL + "settings:\n  Theme: x\n", "run.yaml:4:3.*no name for a setting"),
        (ALL + TREE + "  - counter: [sell, zz, '']\n", "`zz` cannot stand here"),
        (ALL + TREE + "  - counter: [sell, ab]\n", "3 values were expected here, not 2"),
        (
            ALL + TREE + "  - counter: [sell, ab, yesterday]\n",
            "run.yaml:15:.*`yesterday` is not a time",
        ),
        (
            ALL + TREE.replace("after: 1", "after: 9") + "  - counter: [sell, ab, '']\n",
            "run.yaml:11:10.*There is no step 9 above this line",
        ),
        (ALL + "---\nstory: S\nheads:\n  clerk: [0, '']\n", "There is no step 0"),
        (ALL + "---\nstory: S\nbookmarks:\n- [x, 7, '']\n", "There is no step 7"),
    ],
)
def test_a_bad_file_is_named_with_its_line_and_nothing_of_it_is_kept(store, tmp_path, text, said):
    path = tmp_path / "run.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        importer.import_file(store, path)
    message = " ".join(str(refused.value).split())
    assert re.search(said, message), message
    assert store.roots() == []
    assert store.settings() == {}


def test_bytes_that_are_no_text_are_named(store, tmp_path):
    (tmp_path / "run.yaml").write_bytes(RUN.encode() + b"- counter: \xff\xfe\n")
    with pytest.raises(BadFile, match=r"run\.yaml:8:12.*UTF-8"):
        importer.import_file(store, tmp_path / "run.yaml")


def test_a_file_with_windows_line_ends_is_read(store, tmp_path):
    (tmp_path / "run.yaml").write_bytes(("\ufeff" + RUN).replace("\n", "\r\n").encode())
    assert importer.import_file(store, tmp_path / "run.yaml").new == 1


def test_hostile_sizes_are_refused(store, tmp_path, monkeypatch):
    path = tmp_path / "run.yaml"
    path.write_text(RUN + "- counter: sell\n" * 70_000)
    with pytest.raises(BadFile, match="1,000,000 bytes"):
        importer.import_file(store, path)
    path.write_text(RUN + f"- counter: {'[' * 5000}\n")
    with pytest.raises(BadFile, match="Nested more than"):
        importer.import_file(store, path)
    monkeypatch.setattr(importer, "MOST_BYTES", 50)
    path.write_text(RUN)
    with pytest.raises(BadFile, match="at most 50"):
        importer.import_file(store, path)
    monkeypatch.undo()
    monkeypatch.setattr(importer, "MOST_STEPS", 3)
    path.write_text(RUN + "- counter: sell\n" * 5)
    with pytest.raises(BadFile, match="more than 3 steps"):
        importer.import_file(store, path)
    assert store.roots() == []


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_file_makes_it_stumble(noise):
    with TemporaryDirectory() as folder, open_player(Path(folder), "anna") as store:
        path = Path(folder) / "run.yaml"
        for raw in (noise, RUN.encode() + noise, (ALL + TREE).encode() + noise):
            path.write_bytes(raw)
            with suppress(BadFile):
                importer.import_file(store, path)
            assert all(
                one.choice.isascii() for root in store.roots() for one in store.steps(root.id)[1:]
            )


def test_playing_and_exporting_bring_no_yaml_parser():
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tempfile import TemporaryDirectory\n"
        "from game.saves import open_player, exporter, branch_tree\n"
        "with TemporaryDirectory() as folder, open_player(Path(folder), 'anna') as store:\n"
        "    store.append(store.root('S', 'clerk'), 'sell', scene='counter')\n"
        "    exporter.export_all(store, Path(folder) / 'all.yaml')\n"
        "print('yaml' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert done.stdout == "False\n"
