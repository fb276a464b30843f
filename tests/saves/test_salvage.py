"""Rows are read out of the bytes of a file, whole or damaged."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.saves import open_player
from game.saves.migrations import SHAPES
from game.saves.salvage import page_size, read_rows

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


def some_play(store, runs=20, length=30):
    """A tree of about six hundred steps with everything that can hang on it."""
    with store.transaction():
        root = store.root("The Post Office", "clerk", edition=1, state_hash="00ff")
        for run in range(runs):
            step = root
            for place in range(length):
                choice = f"choice_{(run * place) % 7}" if place < 5 else f"choice_{run}"
                step = store.append(
                    step,
                    choice,
                    scene=f"scene_{place}",
                    edition=1,
                    state_hash=f"{run * place:016x}",
                    met={f"term_{run}": "counter"},
                )
            store.set_bookmark(f"the end of run {run}", step)
            store.add_review("The Post Office", "F01", "yes", step=step)
        store.set_setting("theme", "thaw")
    return step


def everything(path):
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: {row[0]: row[1:] for row in connection.execute(f"SELECT * FROM {table}")}
            for table in SHAPES.values()
        }


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> Path:
    """A closed file: one database, no journal."""
    folder = tmp_path_factory.mktemp("played")
    with open_player(folder, "anna") as store:
        some_play(store)
    return folder / "anna.sqlite3"


def test_no_two_tables_have_the_same_shape():
    assert len(SHAPES) == 6


def test_a_whole_file_gives_every_row(played):
    rows = read_rows(played.read_bytes())
    assert rows.tables == everything(played)
    assert rows.keys == {id: (row[1], row[3]) for id, row in rows.tables["step"].items()}


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(WORDS, WORDS, st.integers(0, 2**40), st.sampled_from([0, 10, 5000, 20_000])),
        max_size=5,
    )
)
def test_values_of_every_size_are_read_as_they_were_written(rows):
    with TemporaryDirectory() as folder:
        with open_player(Path(folder), "anna") as store, store.transaction():
            step = store.root("The Post Office", "clerk")
            for scene, choice, edition, padding in rows:
                step = store.append(
                    step,
                    choice + "x" * padding,
                    scene=scene,
                    edition=edition,
                    state_hash=str(edition),
                )
        path = Path(folder) / "anna.sqlite3"
        assert read_rows(path.read_bytes()).tables == everything(path)


def test_the_journal_counts_up_to_its_last_commit(tmp_path):
    with open_player(tmp_path, "anna") as store:
        some_play(store, runs=3)
        path = tmp_path / "anna.sqlite3"
        journal = path.with_name("anna.sqlite3-wal")
        assert journal.stat().st_size > 0
        seen = read_rows(path.read_bytes(), journal.read_bytes())
        assert seen.tables == everything(path)
        torn = read_rows(path.read_bytes(), journal.read_bytes()[:-100])
        assert len(torn.tables["step"]) <= len(seen.tables["step"])


def test_old_frames_of_a_journal_begun_again_do_not_count(tmp_path):
    with open_player(tmp_path, "anna") as store:
        end = some_play(store, runs=5)
        store._connection.execute("PRAGMA wal_checkpoint(RESTART)")
        store.append(end, "one_more", scene="counter")
        path = tmp_path / "anna.sqlite3"
        assert read_rows(
            path.read_bytes(), path.with_name("anna.sqlite3-wal").read_bytes()
        ).tables == everything(path)


def test_every_decision_survives_the_loss_of_any_one_page(played):
    raw = played.read_bytes()
    size = page_size(raw)
    steps = everything(played)["step"]
    for start in range(0, len(raw), size):
        rows = read_rows(raw[:start] + bytes(size) + raw[start + size :])
        found = rows.tables["step"].keys() | rows.keys.keys()
        assert found == steps.keys(), f"page {start // size + 1}"
        assert all(
            rows.keys.get(id, (row[1], row[3])) == (row[1], row[3]) for id, row in steps.items()
        )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_bytes_can_make_it_stumble(played, data):
    raw = bytearray(played.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(raw) - 1))
        noise = data.draw(st.binary(min_size=1, max_size=200))
        raw[place : place + len(noise)] = noise
    rows = read_rows(
        bytes(raw[: data.draw(st.integers(0, len(raw)))]),
        bytes(raw[: data.draw(st.integers(0, 5000))]),
    )
    assert rows.tables.keys() == set(SHAPES.values())


@given(st.binary(max_size=9000), st.binary(max_size=9000))
def test_anything_at_all_can_be_asked_for_rows(database, journal):
    read_rows(database, journal)
    read_rows(b"SQLite format 3\0" + database, b"\x37\x7f\x06\x82" + journal)


def test_a_truncated_file_gives_the_rows_of_the_pages_left(played, tmp_path):
    cut = tmp_path / "cut.sqlite3"
    shutil.copy(played, cut)
    whole, raw = read_rows(played.read_bytes()), cut.read_bytes()
    half = read_rows(raw[: len(raw) // 2])
    assert 0 < len(half.tables["step"]) < len(whole.tables["step"])
    assert half.tables["step"].items() <= whole.tables["step"].items()
