"""No test touches the user's own cache or saves."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEN_CHAIRS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TEN_CHAIRS_SAVES", str(tmp_path / "saves"))
