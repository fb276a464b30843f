"""What is published: the wheel and the sdist carry every file, and the Pythons named everywhere agree."""

from __future__ import annotations

import re
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

import hatchling.build
import pytest
import yaml

ROOT = Path(__file__).parents[1]


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def tracked() -> set[str]:
    """Every file of the repository, as a path from its root."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs the git repository")
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout.split("\0")
    return {name for name in listed if name and (ROOT / name).is_file()}


@pytest.fixture
def project(monkeypatch) -> dict:
    """The table `project` of pyproject.toml, with its folder as the working directory."""
    monkeypatch.chdir(ROOT)
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_wheel_carries_the_game_and_its_story(project, tracked, tmp_path):
    wheel = tmp_path / hatchling.build.build_wheel(str(tmp_path))
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    game = {name for name in tracked if name.startswith("game/")}
    story = {f"game/{name}" for name in tracked if name.startswith("scenes/")}
    assert packed == game | story


def test_the_sdist_carries_the_whole_repository(project, tracked, tmp_path):
    sdist = tmp_path / hatchling.build.build_sdist(str(tmp_path))
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert packed - {"PKG-INFO"} == tracked


def test_no_module_is_ignored_by_git(tracked):
    modules = [str(path.relative_to(ROOT)) for path in (ROOT / "game").rglob("*.py")]
    assert "game/saves/store.py" in (name.replace("\\", "/") for name in modules)
    assert git("check-ignore", "--no-index", *modules).stdout == ""


def test_the_same_pythons_are_named_everywhere(project):
    classified = re.findall(r"Python :: (3\.\d+)", " ".join(project["classifiers"]))
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    matrices = [job["strategy"]["matrix"]["python"] for job in workflow["jobs"].values()]
    first, *between, last = classified
    assert matrices == [classified, classified]
    assert project["requires-python"] == f">={first}"
    assert f"for version in {' '.join(classified)};" in (ROOT / ".ci" / "run").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"It needs Python {', '.join([first, *between])} or {last}" in readme
