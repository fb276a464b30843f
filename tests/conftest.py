"""No test touches the user's own cache or saves; what needs POSIX is skipped elsewhere."""

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEN_CHAIRS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TEN_CHAIRS_SAVES", str(tmp_path / "saves"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.name == "posix":
        return
    for item in items:
        if item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="needs POSIX links, pipes or permissions"))
