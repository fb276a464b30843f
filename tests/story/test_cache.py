"""The compiled cache: found again by content, never believed when the files changed, ignored whenever anything is wrong with it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.story import StoryProblems, cache, load, loading
from game.story.folder import survey

STORIES = Path(__file__).parents[1] / "stories"
LATER = 10_000_000_000


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The digests of the stories that were built from YAML since the test began."""
    seen: list[str] = []
    build = loading._build

    def noted(root, contents, digest):
        seen.append(digest)
        return build(root, contents, digest)

    monkeypatch.setattr(loading, "_build", noted)
    return seen


def settled(folder: Path) -> None:
    """Load, and remember the folder as if its files had been still for a while."""
    cache.keep(folder, survey(folder), load(folder), time.time_ns() + LATER)


def compiled() -> list[Path]:
    return sorted(cache.folder().glob("*.story"))


def test_a_story_is_built_once(write, built) -> None:
    folder = write({})
    first, second = load(folder), load(folder)
    assert len(built) == 1
    assert first.world == second.world
    assert dict(first.scenes) == dict(second.scenes)


@pytest.mark.parametrize("name", ["bridge", "council", "post_office"])
def test_a_cached_story_is_the_story(name: str) -> None:
    cold = load(STORIES / name, cached=False)
    load(STORIES / name)
    late = load(STORIES / name)
    assert isinstance(late.scenes, cache.LateScenes)
    assert (late.world, late.digest, list(late.scenes), len(late.scenes)) == (
        cold.world,
        cold.digest,
        list(cold.scenes),
        len(cold.scenes),
    )
    for id, scene in cold.scenes.items():
        assert late.scenes[id] == scene
        assert late.scenes[id] is late.scenes[id]
    assert "nowhere" not in late.scenes
    with pytest.raises(KeyError):
        late.scenes["nowhere"]


@pytest.mark.parametrize("still", [False, True], ids=["just_written", "unchanged_for_a_while"])
def test_a_hit_does_not_import_yaml(write, still: bool) -> None:
    folder = write({})
    load(folder)
    if still:
        settled(folder)
    code = f"import sys; from game.story import load; story = load({str(folder)!r}); story.scenes['desk']; print('yaml' in sys.modules, story.title)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.split(maxsplit=1) == ["False", "A Small Story\n"]


def test_unchanged_files_are_not_even_read(write, monkeypatch) -> None:
    folder = write({})
    settled(folder)
    monkeypatch.setattr(loading, "_read", lambda root, leaves: pytest.fail("the files were read"))
    assert load(folder).title == "A Small Story"


def test_a_change_of_the_same_size_in_the_same_moment_is_seen(write) -> None:
    folder = write({})
    desk = folder / "desk.yaml"
    for title in ("The Desk", "The Disk", "The Dusk", "The Dock"):
        before = desk.stat()
        desk.write_text(f"title: {title}\ntext: |\n  The telephone rings.\nending: the_end\n")
        os.utime(desk, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert load(folder).scenes["desk"].title == title


def test_a_change_with_its_time_set_back_is_seen_in_a_settled_folder(write) -> None:
    folder = write({})
    settled(folder)
    desk = folder / "desk.yaml"
    before = desk.stat()
    desk.write_text(desk.read_text().replace("Desk", "Disk"))
    os.utime(desk, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load(folder).scenes["desk"].title == "The Disk"


def test_fresh_files_are_not_trusted_by_their_time(write) -> None:
    folder = write({})
    load(folder)
    assert not list(cache.folder().glob("*.seen"))
    settled(folder)
    assert list(cache.folder().glob("*.seen"))


def test_files_added_renamed_and_deleted_are_seen(write) -> None:
    folder = write({})
    settled(folder)
    (folder / "street.yaml").write_text("title: S\nending: e\n")
    assert list(load(folder).scenes) == ["desk", "street"]
    settled(folder)
    (folder / "street.yaml").rename(folder / "road.yaml")
    assert list(load(folder).scenes) == ["desk", "road"]
    settled(folder)
    (folder / "road.yaml").unlink()
    assert list(load(folder).scenes) == ["desk"]


def test_two_files_that_change_places_are_seen(write) -> None:
    folder = write({"a.yaml": "title: A\nending: e\n", "b.yaml": "title: B\nending: e\n"})
    settled(folder)
    (folder / "a.yaml").rename(folder / "c")
    (folder / "b.yaml").rename(folder / "a.yaml")
    (folder / "c").rename(folder / "b.yaml")
    assert [load(folder).scenes[id].title for id in ("a", "b")] == ["B", "A"]


def test_a_mistake_is_told_every_time_and_never_kept(write) -> None:
    folder = write({})
    settled(folder)
    (folder / "desk.yaml").write_text("title: The Desk\n")
    for _ in range(2):
        with pytest.raises(StoryProblems):
            load(folder)
    assert len(compiled()) == 1


def test_the_same_content_elsewhere_is_the_same_compiled_story(
    write, built, tmp_path: Path
) -> None:
    folder = write({})
    load(folder)
    (tmp_path / "copy").mkdir()
    for path in folder.iterdir():
        (tmp_path / "copy" / path.name).write_bytes(path.read_bytes())
    assert load(tmp_path / "copy").path == str(tmp_path / "copy")
    assert len(built) == 1


def damages(raw: bytes) -> dict[str, bytes]:
    flipped = {
        f"byte {at} flipped": raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]
        for at in range(0, len(raw), max(1, len(raw) // 40))
    }
    cut = {
        f"cut after {size}": raw[:size]
        for size in (0, 1, 8, 9, 13, 17, len(raw) // 2, len(raw) - 1)
    }
    return (
        flipped
        | cut
        | {
            "foreign": b"GIF89a" * 100,
            "longer": raw + b"x",
            "another version": b"TENCHAIR2" + raw[9:],
        }
    )


def test_a_damaged_cache_is_ignored_and_mended(write, built) -> None:
    folder = write({})
    cold = load(folder, cached=False)
    settled(folder)
    (path,) = compiled()
    good = path.read_bytes()
    for name, raw in damages(good).items():
        built.clear()
        path.write_bytes(raw)
        story = load(folder)
        assert (story.world, dict(story.scenes)) == (cold.world, dict(cold.scenes)), name
        assert len(built) == 1, name
        assert path.read_bytes() == good, name


def test_a_damaged_note_of_the_folder_is_ignored(write) -> None:
    folder = write({})
    settled(folder)
    (path,) = cache.folder().glob("*.seen")
    for raw in damages(path.read_bytes()).values():
        path.write_bytes(raw)
        assert load(folder).title == "A Small Story"


def test_a_note_that_leads_to_another_story_is_not_believed(write, tmp_path: Path) -> None:
    folder = write({})
    settled(folder)
    (path,) = compiled()
    path.rename(path.with_name(path.name.replace(path.name[:8], "00000000")))
    assert load(folder).title == "A Small Story"


def test_another_version_of_the_engine_builds_anew(write, built, monkeypatch) -> None:
    folder = write({})
    settled(folder)
    monkeypatch.setattr(cache, "engine", lambda: "another")
    load(folder)
    assert len(built) == 2
    assert len(compiled()) == 2


def test_the_fingerprint_of_the_engine_follows_its_code(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "decoder").mkdir()
    files = [tmp_path / "builder.py", tmp_path / "decoder" / "scenes.py"]
    for file in files:
        file.write_text("one")
    monkeypatch.setattr(cache, "_HERE", tmp_path)
    for file in files:
        before = cache.engine()
        file.write_text("two, and longer")
        assert cache.engine() != before


def test_a_cache_folder_that_cannot_be_made_is_ignored(
    write, built, tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TEN_CHAIRS_CACHE", str(tmp_path / "file" / "cache"))
    folder = write({})
    assert load(folder).title == load(folder).title == "A Small Story"
    assert len(built) == 2


def test_a_full_disk_leaves_neither_halves_nor_an_error(write, monkeypatch) -> None:
    folder = write({})
    monkeypatch.setattr(
        Path,
        "replace",
        lambda self, target: (_ for _ in ()).throw(OSError(28, "No space left on device")),
    )
    assert load(folder).title == "A Small Story"
    assert list(cache.folder().iterdir()) == []


def test_what_a_crash_left_is_tidied_away_and_the_newest_stories_stay(write) -> None:
    folder = write({})
    cache.folder().mkdir(parents=True)
    half = cache.folder() / ".part-old"
    half.write_text("half")
    os.utime(half, (0, 0))
    for number in range(cache.MOST_STORIES + 3):
        (folder / "desk.yaml").write_text(f"title: Desk {number}\nending: e\n")
        load(folder)
    assert not half.exists()
    assert len(compiled()) == cache.MOST_STORIES
    assert load(folder).scenes["desk"].title == f"Desk {number}"


def test_several_processes_may_build_one_story_at_once(write) -> None:
    folder = write({})
    code = f"from game.story import load; print(load({str(folder)!r}).scenes['desk'].title)"
    command = [sys.executable, "-c", code]
    several = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
        for _ in range(4)
    ]
    assert [process.communicate()[0] for process in several] == ["The Desk\n"] * 4
    assert len(compiled()) == 1
    assert not list(cache.folder().glob(".part-*"))
