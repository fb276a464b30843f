"""Names of players, and where their files lie."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import game
from game.saves import BadName, player_name, players, saves_folder
from game.saves.folders import plain_text, player_file


@pytest.mark.parametrize("name", ["anna", "Anna Maria", "Зоя", "player-2", "a_b", "9"])
def test_letters_digits_spaces_dashes_and_underscores_make_a_name(name):
    assert player_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "../anna",
        "a/b",
        "a\\b",
        "a.b",
        "a\nb",
        "a:b",
        "~",
        "a\0b",
        "-rf",
        "_x",
        "²",
        "x" * 41,
        "a\u202eb",
        "\ud800",
    ],
)
def test_other_names_are_refused_in_plain_words(name):
    with pytest.raises(BadName) as refused:
        player_name(name)
    assert "name" in str(refused.value)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("name", ["con", "NUL", "Com1", "lpt9", "aux "])
def test_a_windows_device_is_no_name(name):
    with pytest.raises(BadName, match="Windows"):
        player_name(name)


@given(st.text(max_size=50))
def test_no_name_leads_out_of_the_folder(name):
    try:
        path = player_file(Path("saves"), name)
    except BadName:
        return
    assert path.parent == Path("saves")
    assert path.name.endswith(".sqlite3")
    assert player_name(path.stem) == path.stem


def test_a_name_means_the_same_file_however_its_letters_are_composed():
    assert player_name("Zoe\u0308") == player_name("Zo\u00eb")


def test_the_option_comes_before_the_environment(monkeypatch):
    monkeypatch.setenv("TEN_CHAIRS_SAVES", "elsewhere")
    assert saves_folder("here") == Path("here")
    assert saves_folder(None) == Path("elsewhere")


def test_a_checkout_keeps_saves_beside_the_game(monkeypatch):
    monkeypatch.delenv("TEN_CHAIRS_SAVES")
    assert saves_folder() == Path(game.__file__).resolve().parent.parent / "saves"


def test_an_installed_game_keeps_saves_with_the_users_data(monkeypatch, tmp_path):
    monkeypatch.delenv("TEN_CHAIRS_SAVES")
    monkeypatch.setattr(game, "__file__", str(tmp_path / "game" / "__init__.py"))
    assert saves_folder().name == "ten-chairs"
    assert tmp_path not in saves_folder().parents


def test_players_are_those_with_a_file_and_not_what_was_set_aside(tmp_path):
    for name in (
        "ben.sqlite3",
        "anna.sqlite3",
        "anna.damaged-1.sqlite3",
        "anna.sqlite3-wal",
        "notes.txt",
    ):
        (tmp_path / name).touch()
    assert players(tmp_path) == ["anna", "ben"]
    assert players(tmp_path / "nowhere") == []


def test_a_bookmark_is_named_on_one_printable_line():
    assert plain_text("  before the vote ", 80, "bookmark's name") == "before the vote"
    for wrong in ("", " ", "a\nb", "\x1b[2J", "x" * 81):
        with pytest.raises(BadName, match="bookmark"):
            plain_text(wrong, 80, "bookmark's name")
