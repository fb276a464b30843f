"""The command line: what each command prints, where, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import game
from game.cli import commands
from game.cli.arguments import parse_arguments
from game.cli.main import main

BRIDGE = Path(__file__).parents[1] / "stories" / "bridge"


@pytest.fixture
def ten(capsys, monkeypatch):
    """Run a command on the bridge story with lines to type; (exit code, standard output, standard error)."""
    import io

    def run(*arguments: str, lines: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        monkeypatch.setenv("TEN_CHAIRS_STORY", str(BRIDGE))
        try:
            code = main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_version_and_help_are_answered(ten):
    assert ten("--version") == (0, f"ten-chairs {game.__version__}\n", "")
    assert ten("--help")[1].startswith("usage: ten-chairs [COMMAND] [OPTIONS]")
    assert ten("-h") == ten("--help")
    assert ten("play", "--version")[1] == f"ten-chairs {game.__version__}\n"


def test_the_help_names_every_command_and_every_common_option(ten):
    page = ten("--help")[1]
    for command in ("play", "glossary", "check", "map", "schema", "export", "import"):
        assert f"\n    {command} " in page
        assert ten(command, "--help")[1].startswith(f"usage: ten-chairs {command} ")
    for option in ("--plain", "--player NAME", "--saves DIR", "--story DIR", "--version", "--help"):
        assert option in page


def test_a_command_has_help_of_its_own(ten):
    code, out, _ = ten("play", "--help")
    assert code == 0
    assert "--plain" in out
    assert "--player" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["review"],
        ["report"],
        ["serve"],
        ["export", "anki", "x"],
        ["play", "--fast"],
        ["map"],
        ["check", "--seconds", "-1"],
        ["check", "--seconds", "soon"],
    ],
)
def test_what_there_is_not_is_a_usage_error(ten, arguments):
    code, out, err = ten(*arguments)
    assert code == 2
    assert out == ""
    assert "usage: ten-chairs" in err


def test_common_options_stand_before_or_after_the_command():
    before = parse_arguments(["--player", "ada", "--saves", "s", "--story", "d", "play", "clerk"])
    after = parse_arguments(["play", "clerk", "--player", "ada", "--saves", "s", "--story", "d"])
    assert vars(before) == vars(after)
    assert (before.player, before.saves, before.story, before.lead) == ("ada", "s", "d", "clerk")
    assert parse_arguments(["play"]).player is None
    assert parse_arguments([]).command == "title"


def test_play_goes_through_to_an_ending_on_ones_alone(ten):
    code, out, err = ten("play", "clerk", "--plain", "--new", lines="1\n" * 1000)
    assert (code, err) == (0, "")
    assert out.count("The end: ") == 1


def test_play_goes_on_where_the_player_left_and_new_starts_over(ten):
    ten("play", "clerk", lines="1\n")
    assert "Winter Days" in ten("play")[1]
    assert "The Letter\n\nA letter" in ten("play", "--new")[1]


def test_each_player_has_records_of_his_own(ten):
    ten("--player", "ada", "play", lines="1\n")
    assert "Nobody speaks" in ten("play", "--player", "ada")[1]
    assert "Nobody speaks" not in ten("play", "--player", "otto")[1]


def test_a_lead_is_found_by_id_or_name(ten):
    assert "The Letter" in ten("play", "ada the clerk")[1]


def test_a_lead_that_cannot_be_played_says_which_can(ten):
    for typed in ("miller", "nobody"):
        code, out, err = ten("play", typed)
        assert (code, out) == (2, "")
        assert "you can play: clerk" in err


def test_where_several_can_be_played_a_lead_must_be_named(ten, tmp_path):
    (tmp_path / "story.yaml").write_text(
        "title: Two\nedition: 1\nleads:\n  a: {name: A, start: one}\n  b: {name: B, start: one}\n"
    )
    (tmp_path / "one.yaml").write_text("title: One\ntext: |\n  Here.\nending: done\n")
    code, _, err = ten("play", "--story", str(tmp_path))
    assert code == 2
    assert "one of: a, b" in err
    assert "Here." in ten("play", "b", "--story", str(tmp_path))[1]
    assert "Here." in ten("play", "--story", str(tmp_path))[1]


def test_alone_it_opens_the_title_page(ten):
    code, out, _ = ten(lines="1\n1\n1\n")
    assert code == 0
    assert "THE BRIDGE" in out
    assert "Nobody speaks. Berta pours." in out


def test_the_glossary_is_printed_as_far_as_it_is_unlocked(ten):
    assert "Act I, Winter, as Ada the Clerk: Quorum, Ferry right and Berta." in ten("glossary")[1]
    ten("play", lines="1\n")
    code, out, _ = ten("glossary", "quorum")
    assert code == 0
    assert "Here it is three." in out
    assert "Ferry right\nLocked." in ten("glossary", "ferry", "right")[1]
    assert ten("glossary", "nothing")[0] == 2


def test_a_folder_that_is_no_story_is_unusable_input(ten, tmp_path):
    code, out, err = ten("check", "--story", str(tmp_path))
    assert (code, out) == (2, "")
    assert "story.yaml" in err
    assert "Traceback" not in err


def test_all_problems_of_a_story_are_told_and_as_json_when_asked(ten, tmp_path):
    (tmp_path / "story.yaml").write_text(
        "title: X\nedition: 1\nleads:\n  a: {name: A, start: nowhere}\n"
    )
    (tmp_path / "one.yaml").write_text("title: One\ntext: |\n  Here.\n")
    code, _, err = ten("check", "--story", str(tmp_path))
    assert code == 2
    assert "problems: the story was not loaded." in err
    code, out, _ = ten("check", "--json", "--story", str(tmp_path))
    found = json.loads(out)
    assert code == 2
    assert found["ok"] is False
    assert len(found["problems"]) >= 2
    assert set(found["problems"][0]) == {
        "file",
        "line",
        "column",
        "code",
        "message",
        "hint",
        "severity",
    }


def test_a_run_goes_to_a_file_and_to_a_friend(ten, tmp_path):
    ten("play", lines="1\n1\n")
    file = tmp_path / "run.yaml"
    assert ten("export", "run", str(file))[0] == 0
    code, out, _ = ten("import", str(file), "--player", "friend")
    assert code == 0
    assert "new steps" in out
    assert "■ Read it out" in ten("play", "clerk", "--player", "friend", lines="b\n")[1]


def test_everything_goes_to_a_file(ten, tmp_path):
    ten("play", lines="1\ns here\n")
    file = tmp_path / "all.yaml"
    assert ten("export", "all", str(file)) == (0, f"Written to {file}.\n", "")
    assert ten("import", str(file), "--player", "friend")[0] == 0


def test_without_a_run_there_is_nothing_to_export(ten, tmp_path):
    code, _, err = ten("export", "run", str(tmp_path / "run.yaml"))
    assert code == 2
    assert "has not played The Bridge yet" in err


def test_a_file_that_cannot_be_imported_is_unusable_input(ten, tmp_path):
    (tmp_path / "bad.yaml").write_text("title: [")
    code, _, err = ten("import", str(tmp_path / "bad.yaml"))
    assert code == 2
    assert "bad.yaml" in err
    assert ten("import", str(tmp_path / "none.yaml"))[0] == 2


def test_a_player_name_that_no_file_could_have_is_refused(ten):
    code, out, err = ten("play", "--player", "../../etc/passwd")
    assert (code, out) == (2, "")
    assert "cannot stand in a player's name" in err


def test_control_characters_in_arguments_are_made_harmless(ten):
    for arguments in (
        ["play", "\x1b[31mx"],
        ["map", "\x1b]0;x\x07"],
        ["play", "--player", "\x1b[2J"],
        ["glossary", "\x1b[2J"],
        ["play", "--story", "\x1b[2J"],
    ):
        _, out, err = ten(*arguments)
        assert "\x1b" not in out + err
        assert "\x07" not in out + err


def test_a_fault_of_the_program_is_four_lines_and_a_log(ten, tmp_path, monkeypatch):
    def broken(*_: object) -> int:
        raise RuntimeError("the \x1b[31mroof fell in")

    monkeypatch.setattr(commands, "run", broken)
    code, out, err = ten("play", "--saves", str(tmp_path / "kept"))
    log = tmp_path / "kept" / "ten-chairs.log"
    assert (code, out) == (1, "")
    assert err.splitlines()[:3] == [
        "Something in the program went wrong: RuntimeError: the ·[31mroof fell in",
        "Your game is saved up to the last step that you saw.",
        f"The details are in {log}.",
    ]
    assert len(err.splitlines()) == 4
    assert "Traceback" in log.read_text()


def test_a_fault_that_no_log_can_hold_is_told_all_the_same(ten, tmp_path, monkeypatch):
    def broken(*_: object) -> int:
        raise RuntimeError

    monkeypatch.setattr(commands, "run", broken)
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "file" / "below"))
    code, _, err = ten("play", "--saves", str(tmp_path / "file"))
    assert code == 1
    assert err.splitlines()[0] == "Something in the program went wrong: RuntimeError"
    assert err.splitlines()[2:] == [
        "The details could not be written to a file.",
        "Please report it where you got the game from.",
    ]


def test_a_saves_folder_that_has_no_place_is_a_fault_with_a_log(ten, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    code, _, err = ten("play", "--saves", "~nobody_of_this_name/saves")
    assert code == 1
    assert f"The details are in {tmp_path / 'ten-chairs.log'}." in err


def test_an_interrupt_leaves_with_a_line(ten, monkeypatch):
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "run", interrupted)
    code, _, err = ten("play")
    assert code == 130
    assert "every step you saw is saved" in err


def test_the_map_of_a_lead_is_printed(ten):
    code, out, _ = ten("map", "clerk", "--format", "mermaid")
    assert code == 0
    assert "the_letter" in out
    assert ten("map", "nobody")[0] == 2


def test_schemas_are_written(ten, tmp_path):
    assert ten("schema", str(tmp_path / "schemas"))[0] == 0
    assert list((tmp_path / "schemas").iterdir())


def test_a_story_that_holds_is_clean_and_its_report_is_one_object(ten):
    code, out, _ = ten("check", "--json", "--seconds", "2")
    found = json.loads(out)
    assert code == (0 if found["ok"] else 1)
    assert {"ok", "problems", "items", "structure", "leads", "runs", "states", "seconds"} <= set(
        found
    )
