"""The compiled cache: a story once built is found by the hash of its content, without any YAML.

Two kinds of file lie in the cache folder. `<content hash>.story` holds the world and every scene,
each scene decoded when it is first visited. `<folder hash>.seen` says which content a folder had
when its files had these sizes and times, so that unchanged files are not read again; files changed
within the last moments are never trusted by time (the rule that git's index follows). Whatever is
damaged, foreign or unwritable is ignored.
"""

from __future__ import annotations

import os
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

import msgspec

from game.story.digest import blake2b
from game.story.folder import Leaf
from game.story.model import Scene, Story, World

MAGIC = b"TENCHAIRS2"
RACY_NS = 2_000_000_000
MOST_STORIES = 12
_HERE = Path(__file__).parent


class _Seen(msgspec.Struct, array_like=True):
    """What a folder looked like (path, size and time of every file, packed), and its content."""

    engine: str
    leaves: bytes
    digest: str


class _Head(msgspec.Struct, array_like=True):
    """The front of a `.story` file: the scenes' ids, a line each, and where their bodies end."""

    digest: str
    world: msgspec.Raw
    ids: str
    ends: bytes  # 8 each, little-endian, counted from the first body


class LateScenes(Mapping[str, Scene]):
    """Scenes of a cached story, each decoded on first use."""

    def __init__(self, bodies: memoryview, ids: str, ends: bytes) -> None:
        self._bodies = bodies
        names = ids.split("\n") if ids else []
        self._places = dict(zip(names, range(len(names)), strict=True))
        self._ends = memoryview(b"\0" * 8 + ends)
        self._decoded: dict[str, Scene] = {}
        self._decode = msgspec.msgpack.Decoder(Scene).decode

    def __getitem__(self, id: str) -> Scene:
        scene = self._decoded.get(id)
        if scene is None:
            at = 8 * self._places[id]
            start = int.from_bytes(self._ends[at : at + 8], "little")
            end = int.from_bytes(self._ends[at + 8 : at + 16], "little")
            scene = self._decoded[id] = self._decode(self._bodies[start:end])
        return scene

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, id: object) -> bool:
        return id in self._places


def folder() -> Path:
    """Where compiled stories are kept: TEN_CHAIRS_CACHE, or the platform's cache folder."""
    if chosen := os.environ.get("TEN_CHAIRS_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("ten-chairs", appauthor=False)


def engine() -> str:
    """A fingerprint of the code that builds stories: what another version compiled is not used."""
    parts = sorted(
        (name, stat.st_size, stat.st_mtime_ns)
        for path, _, names in os.walk(_HERE)
        for name in names
        if name.endswith(".py")
        for stat in [os.stat(f"{path}/{name}")]  # noqa: PTH116  (on the way to the first frame)
    )
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def content_digest(contents: Mapping[str, bytes]) -> str:
    """A hash over the paths and bytes of all files, in the order given."""
    digest = blake2b(digest_size=16)
    for path, raw in contents.items():
        digest.update(f"{path}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def find(root: Path, leaves: list[Leaf]) -> Story | None:
    """The story of a folder whose files are all as they were, or None."""
    try:
        seen = msgspec.msgpack.decode(_seen_path(root).read_bytes(), type=_Seen)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    if seen.engine != engine() or seen.leaves != msgspec.msgpack.encode(leaves):
        return None
    return open_story(root, seen.digest)


def open_story(root: Path, digest: str) -> Story | None:
    """The compiled story of this content, or None when there is none or it is damaged."""
    try:
        raw = memoryview(_story_path(digest).read_bytes())
        magic, check, rest = raw[: len(MAGIC)], raw[len(MAGIC) :][:4], raw[len(MAGIC) + 4 :]
        if magic != MAGIC or int.from_bytes(check, "big") != zlib.crc32(rest):
            return None
        length = 4 + int.from_bytes(rest[:4], "big")
        head = msgspec.msgpack.decode(rest[4:length], type=_Head)
        world = msgspec.msgpack.decode(head.world, type=World)
    except (OSError, msgspec.MsgspecError, ValueError, OverflowError):
        return None
    if head.digest != digest:
        return None
    return Story(world, LateScenes(rest[length:], head.ids, head.ends), digest, str(root))


def keep(root: Path, leaves: list[Leaf], story: Story, now_ns: int | None = None) -> None:
    """Write the story and what its folder looks like now. Failing to is no failure."""
    with suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        _write(_story_path(story.digest), _packed(story))
        note_folder(root, leaves, story.digest, now_ns)
        _tidy()


def note_folder(root: Path, leaves: list[Leaf], digest: str, now_ns: int | None = None) -> None:
    """Remember what a folder looks like, unless a file in it may still change within its time."""
    now = time.time_ns() if now_ns is None else now_ns
    if any(leaf.changed > now - RACY_NS for leaf in leaves):
        return
    seen = _Seen(engine(), msgspec.msgpack.encode(leaves), digest)
    with suppress(OSError):
        _write(_seen_path(root), msgspec.msgpack.encode(seen))


def _packed(story: Story) -> bytes:
    encode = msgspec.msgpack.Encoder().encode
    bodies = [encode(scene) for scene in story.scenes.values()]
    ends = b"".join(end.to_bytes(8, "little") for end in accumulate(map(len, bodies)))
    world = msgspec.Raw(encode(story.world))
    head = encode(_Head(story.digest, world, "\n".join(story.scenes), ends))
    rest = len(head).to_bytes(4, "big") + head + b"".join(bodies)
    return MAGIC + zlib.crc32(rest).to_bytes(4, "big") + rest


def _story_path(digest: str) -> Path:
    return folder() / f"{digest}-{engine()}.story"


def _seen_path(root: Path) -> Path:
    return folder() / f"{blake2b(os.fsencode(root.resolve()), digest_size=12).hexdigest()}.seen"


def _write(path: Path, raw: bytes) -> None:
    """Atomically: a reader sees the old file or the new one, never half of one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _tidy() -> None:
    """Keep the newest stories only, and nothing half written that a crash left."""
    by_age = sorted((path.stat().st_mtime, path) for path in folder().glob("*.story"))
    parts = folder().glob(".part-*")
    old = [path for path in parts if path.stat().st_mtime < time.time() - 3600]
    for path in [path for _, path in by_age[:-MOST_STORIES]] + old:
        path.unlink(missing_ok=True)
