"""Something to write on with an encoding of its own."""

from __future__ import annotations

import io


class Page(io.StringIO):
    """Something to write on with an encoding of its own, which refuses what that cannot carry."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:
        return self._encoding

    def write(self, text: str) -> int:
        text.encode(self._encoding)
        return super().write(text)
