"""Opening: whatever stands in the folder, nothing is lost and the player is told in plain words."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_salvage import everything, some_play

from game.saves import Busy, NotOurs, SavesError, TooNew, folders, migrations, open_player

NOBODY = 65534


@pytest.fixture
def played(saves: Path) -> Path:
    with open_player(saves, "anna") as store:
        some_play(store)
    return saves / "anna.sqlite3"


@pytest.fixture(scope="module")
def a_file(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("a_file")
    with open_player(folder, "anna") as store:
        some_play(store)
    return folder / "anna.sqlite3"


def steps_in(path: Path) -> set[tuple[int, str]]:
    return {(row[1], row[3]) for row in everything(path)["step"].values()}


def everything_as_bytes(path: Path) -> list[tuple[bytes, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        return connection.execute("SELECT scene, choice FROM step").fetchall()


def overwrite(path: Path, place: int, raw: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(raw)


def test_a_new_player_gets_a_file_of_this_version(saves):
    with open_player(saves, "anna") as store:
        assert (store.player, store.kept, store.notices) == ("anna", True, ())
    with closing(sqlite3.connect(saves / "anna.sqlite3")) as connection:
        assert (
            connection.execute("PRAGMA application_id").fetchone()[0] == migrations.APPLICATION_ID
        )
        assert migrations.version_of(connection) == migrations.VERSION


def test_closing_and_opening_again_says_nothing_and_loses_nothing(played, saves):
    before = everything(played)
    with open_player(saves, "anna") as store:
        assert store.notices == ()
    assert everything(played) == before


def test_a_folder_is_made_where_there_is_none(tmp_path):
    with open_player(tmp_path / "a" / "b", "anna") as store:
        assert store.kept


# -- damage -------------------------------------------------------------------------------------------------------


def test_a_file_with_a_destroyed_front_is_set_aside_and_recovered_whole(played, saves):
    damaged, before = played.read_bytes(), everything(played)
    overwrite(played, 0, b"\xff" * 4096)
    with open_player(saves, "anna") as store:
        (notice,) = store.notices
        assert store.head("The Post Office", "clerk") is not None
    assert "anna.sqlite3 was damaged. It was set aside as anna.damaged-1.sqlite3;" in notice
    assert "20 bookmarks and 20 terms met were recovered" in notice
    assert everything(played) == before
    assert (saves / "anna.damaged-1.sqlite3").read_bytes()[4096:] == damaged[4096:]
    with open_player(saves, "anna") as store:
        assert store.notices == ()


@pytest.mark.parametrize("page", range(2, 12))
def test_no_decision_is_lost_with_any_page(played, saves, page):
    before = everything(played)
    overwrite(played, (page - 1) * 4096, b"\xa5" * 4096)
    with open_player(saves, "anna") as store:
        assert "damaged" in store.notices[0]
        assert store.head("The Post Office", "clerk") in before["step"]
    assert steps_in(played) == {(row[1], row[3]) for row in before["step"].values()}


@pytest.mark.parametrize("keep", [1, 50, 99, 100, 600, 4096, 5000, 30_000, 60_000])
def test_a_truncated_file_is_set_aside_and_what_is_left_is_recovered(played, saves, keep):
    before = steps_in(played)
    with played.open("r+b") as file:
        file.truncate(keep)
    with open_player(saves, "anna") as store:
        assert "was damaged" in store.notices[0]
        step = store.root("The Post Office", "clerk")
        assert store.append(step, "on_we_go", scene="counter") > step
    assert (saves / "anna.damaged-1.sqlite3").stat().st_size == keep
    assert steps_in(played) <= before | {(step, "on_we_go"), (0, "clerk The Post Office")}
    assert keep < 60_000 or len(steps_in(played)) > 100


def test_a_file_cut_to_nothing_is_recovered_from_its_journal(saves):
    with open_player(saves, "anna") as store:
        end = some_play(store)
        expected = store.line(end)
        for name in ("anna.sqlite3", "anna.sqlite3-wal"):
            shutil.copy(saves / name, saves / name.replace("anna", "ben"))
    with (saves / "ben.sqlite3").open("r+b") as file:
        file.truncate(0)
    with open_player(saves, "ben") as store:
        assert "ben.damaged-1.sqlite3" in store.notices[0]
        assert [step.choice for step in store.line(end)] == [step.choice for step in expected]


def test_an_empty_file_begins_anew_and_says_so(saves):
    saves.mkdir()
    (saves / "anna.sqlite3").touch()
    with open_player(saves, "anna") as store:
        assert store.notices == ("anna.sqlite3 was empty, so it begins anew.",)
    with open_player(saves, "anna") as store:
        assert store.notices == ()


def test_a_file_that_is_no_database_is_set_aside(saves):
    saves.mkdir()
    (saves / "anna.sqlite3").write_text("my diary\n" * 100)
    with open_player(saves, "anna") as store:
        assert "nothing in it could be read" in store.notices[0]
        assert store.kept
    assert (saves / "anna.damaged-1.sqlite3").read_text() == "my diary\n" * 100


def test_what_was_set_aside_before_is_never_overwritten(played, saves):
    (saves / "anna.damaged-1.sqlite3").write_text("older")
    overwrite(played, 0, b"\0" * 100)
    with open_player(saves, "anna") as store:
        assert "anna.damaged-2.sqlite3" in store.notices[0]
    assert (saves / "anna.damaged-1.sqlite3").read_text() == "older"


@settings(max_examples=40, deadline=None)
@example(places=[(0.0390625, b"\x80")])
@given(
    places=st.lists(
        st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=300)), min_size=1, max_size=4
    )
)
def test_whatever_is_overwritten_the_bytes_stay_and_play_goes_on(a_file, places):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "anna.sqlite3"
        shutil.copy(a_file, path)
        for place, noise in places:
            overwrite(path, int(place * (path.stat().st_size - len(noise))), noise)
        damaged = path.read_bytes()
        try:
            with open_player(Path(folder), "anna") as store:
                root = store.root("The Post Office", "clerk")
                step = store.append(root, "on_we_go", scene="counter")
                assert store.line(step)[-1].choice == "on_we_go"
                noticed = bool(store.notices)
        except (NotOurs, TooNew):
            assert path.read_bytes() == damaged
            return
        aside = Path(folder) / "anna.damaged-1.sqlite3"
        assert aside.exists() == noticed
        assert not noticed or aside.read_bytes() == damaged


def test_a_bad_byte_in_a_text_hides_no_other_row(played, saves):
    scene = played.read_bytes().rindex(b"scene_29")
    overwrite(played, scene, b"\xff")
    with open_player(saves, "anna") as store:
        steps = store.steps(store.root("The Post Office", "clerk"))
        assert len(steps) == len(everything_as_bytes(played))


def test_a_file_that_lost_its_list_of_tables_is_not_taken_for_a_new_one(played, saves):
    before = everything(played)
    overwrite(played, 103, b"\0\0")
    with open_player(saves, "anna") as store:
        assert "was damaged" in store.notices[0]
    assert everything(played) == before


@pytest.mark.parametrize(
    "deed",
    [
        "CREATE TRIGGER wipe AFTER INSERT ON step BEGIN DELETE FROM met; END",
        "ALTER TABLE step RENAME COLUMN scene TO place",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_tables_that_somebody_changed_are_made_anew(played, saves, deed):
    before = everything(played)
    with closing(sqlite3.connect(played)) as connection:
        connection.execute(deed)
        connection.commit()
    with open_player(saves, "anna") as store:
        assert "was damaged" in store.notices[0]
    assert everything(played) == before


def test_a_lost_table_is_damage(played, saves):
    with closing(sqlite3.connect(played)) as connection:
        connection.execute("DROP TABLE bookmark")
        connection.commit()
    with open_player(saves, "anna") as store:
        assert "was damaged" in store.notices[0]
        assert store.bookmarks("The Post Office") == []


def test_a_recovery_that_a_crash_left_half_way_is_finished(played, saves):
    before = everything(played)
    played.rename(folders.recovered_file(played))
    played.write_bytes(b"\xff" * 10_000)
    (saves / "anna.sqlite3-wal").write_bytes(b"old journal")
    with open_player(saves, "anna") as store:
        assert store.notices == ()
    assert everything(played) == before


def test_two_processes_that_find_the_damage_together_recover_once(played, saves):
    before = steps_in(played)
    overwrite(played, 0, b"\xff" * 4096)
    code = "import sys; from pathlib import Path; from game.saves import open_player; print(open_player(Path(sys.argv[1]), 'anna').notices)"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(saves)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        for _ in range(2)
    ]
    said = sorted(process.communicate(timeout=60)[0] for process in both)
    recovered = ["damaged-1" in notices for notices in said]
    set_aside = [path.name for path in saves.glob("anna.damaged-*")]
    assert (recovered, said[1], set_aside, steps_in(played)) == (
        [True, False],
        "()\n",
        ["anna.damaged-1.sqlite3"],
        before,
    )


# -- other people's files -----------------------------------------------------------------------------------------


def test_another_programs_database_is_refused_and_not_touched(saves):
    saves.mkdir()
    path = saves / "anna.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title)")
    before = path.read_bytes()
    with pytest.raises(
        NotOurs,
        match=r"anna\.sqlite3 is the database of another program; it was not touched.*--player",
    ):
        open_player(saves, "anna")
    assert path.read_bytes() == before
    assert sorted(saves.iterdir()) == [path]


def test_a_newer_file_is_refused_and_not_touched(played, saves):
    with closing(sqlite3.connect(played)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    before = played.read_bytes()
    with pytest.raises(TooNew, match=r"newer version.*Update the game"):
        open_player(saves, "anna")
    assert played.read_bytes() == before
    assert sorted(saves.iterdir()) == [played]


def test_our_file_with_a_destroyed_mark_is_damage_and_not_anothers(played, saves):
    before = everything(played)
    overwrite(played, 60, b"\xff" * 12)
    with open_player(saves, "anna") as store:
        assert "was damaged" in store.notices[0]
    assert everything(played) == before


def test_a_folder_of_that_name_is_refused(saves):
    (saves / "anna.sqlite3").mkdir(parents=True)
    with pytest.raises(NotOurs, match="not a file"):
        open_player(saves, "anna")


# -- older files ----------------------------------------------------------------------------------------------------


def a_next_version(monkeypatch, change):
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    monkeypatch.setitem(migrations.FORWARD, migrations.VERSION - 1, change)


def test_an_older_file_is_brought_forward_and_a_copy_of_it_kept(played, saves, monkeypatch):
    before, old = everything(played), migrations.VERSION

    def settings_get_a_date(connection):
        connection.execute("ALTER TABLE setting RENAME TO old")
        connection.execute(migrations.statements()["setting"])
        connection.execute("INSERT INTO setting SELECT id, key, value, '' FROM old")
        connection.execute("DROP TABLE old")

    a_next_version(monkeypatch, settings_get_a_date)
    monkeypatch.setitem(
        migrations.TABLES, "setting", (*migrations.TABLES["setting"], "since TEXT NOT NULL")
    )
    with open_player(saves, "anna") as store:
        (notice,) = store.notices
        assert store.settings() == {"theme": "thaw"}
    assert (
        f"brought from records {old} to {old + 1}; a copy of the old file is kept as anna.version-{old}-1.sqlite3"
        in notice
    )
    assert everything(saves / f"anna.version-{old}-1.sqlite3") == before
    with open_player(saves, "anna") as store:
        assert store.notices == ()


def test_a_change_that_fails_leaves_the_older_file_as_it_was(played, saves, monkeypatch):
    before = everything(played)

    def breaks(connection):
        connection.execute("DELETE FROM setting")
        connection.execute("SELECT no such thing")

    with monkeypatch.context() as newer:
        a_next_version(newer, breaks)
        with pytest.raises(SavesError):
            open_player(saves, "anna")
    assert everything(played) == before
    with open_player(saves, "anna") as store:
        assert store.notices == ()


# -- where nothing can be written -------------------------------------------------------------------------------------


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Root may write anywhere; the rules for everybody else are what is tested."""
    if os.name == "nt" or os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder with a played file that everybody may read and nobody write."""
    folder = Path(mkdtemp())
    with open_player(folder, "anna") as store:
        some_play(store)
    (folder / "anna.sqlite3").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.posix
def test_a_read_only_file_is_played_in_memory(locked):
    path = locked / "anna.sqlite3"
    before = path.read_bytes()
    with an_ordinary_user(), open_player(locked, "anna") as store:
        (notice,) = store.notices
        assert not store.kept
        assert store.settings() == {"theme": "thaw"}
        head = store.head("The Post Office", "clerk")
        step = store.append(head, "on_we_go", scene="counter")
        assert store.line(step)[-1].choice == "on_we_go"
    assert "cannot be written" in notice
    assert str(path) in notice
    assert "--saves" in notice
    assert path.read_bytes() == before
    assert sorted(locked.iterdir()) == [path]


@pytest.mark.posix
def test_a_read_only_file_in_a_writable_folder_is_played_in_memory(locked):
    locked.chmod(0o777)
    with an_ordinary_user(), open_player(locked, "anna") as store:
        assert not store.kept
        assert store.head("The Post Office", "clerk") is not None
    assert sorted(locked.iterdir()) == [locked / "anna.sqlite3"]


@pytest.mark.posix
def test_a_new_player_in_a_read_only_folder_plays_in_memory(locked):
    with an_ordinary_user(), open_player(locked, "ben") as store:
        assert not store.kept
        root = store.root("The Post Office", "clerk")
        assert store.append(root, "sell", scene="counter") > root
    assert not (locked / "ben.sqlite3").exists()


@pytest.mark.posix
def test_a_damaged_file_that_cannot_be_mended_is_played_in_memory(locked):
    path = locked / "anna.sqlite3"
    path.chmod(0o644)
    overwrite(path, 0, b"\xff" * 4096)
    path.chmod(0o444)
    with an_ordinary_user(), open_player(locked, "anna") as store:
        assert not store.kept
        assert len(store.bookmarks("The Post Office")) == 20


@pytest.mark.posix
def test_a_file_that_may_not_be_read_is_named(locked):
    (locked / "anna.sqlite3").chmod(0)
    with (
        an_ordinary_user(),
        pytest.raises(SavesError, match=r"anna\.sqlite3 cannot be read.*permissions"),
    ):
        open_player(locked, "anna")


def test_a_folder_that_is_a_file_is_played_in_memory(tmp_path):
    (tmp_path / "saves").write_text("not a folder")
    with open_player(tmp_path / "saves", "anna") as store:
        assert not store.kept
        assert "cannot be written" in store.notices[0]
    assert stat.S_ISREG((tmp_path / "saves").stat().st_mode)


# -- two processes ----------------------------------------------------------------------------------------------------

ROOT = Path(__file__).parents[2]
APPEND = """
import sys
from pathlib import Path
from game.saves import open_player
with open_player(Path(sys.argv[1]), "anna") as store:
    step = store.root("The Post Office", "clerk")
    for number in range(60):
        step = store.append(step, "shared" if number < 20 else sys.argv[2], scene="counter")
        print(step)
"""


def test_two_processes_play_one_player_at_once(saves):
    ways = [[sys.executable, "-c", APPEND, str(saves), name] for name in ("one", "two")]
    both = [subprocess.Popen(way, stdout=subprocess.PIPE, text=True, cwd=ROOT) for way in ways]
    told = [list(map(int, process.communicate(timeout=120)[0].split())) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert told[0][:20] == told[1][:20]
    with open_player(saves, "anna") as store:
        assert store.notices == ()
        for name, steps in zip(("one", "two"), told, strict=True):
            assert [step.id for step in store.line(steps[-1])] == steps
            assert store.line(steps[-1])[-1].choice == name
        assert len(store.steps(store.root("The Post Office", "clerk"))) == 1 + 20 + 40 + 40


def test_a_file_held_too_long_is_said_to_be_in_use(played, saves, monkeypatch):
    monkeypatch.setattr("game.saves.opening.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(played, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match=r"anna\.sqlite3 is in use"):
            open_player(saves, "anna")
    with open_player(saves, "anna") as store:
        assert store.notices == ()
