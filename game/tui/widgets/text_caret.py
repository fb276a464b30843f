"""A caret that selects by keys: it moves by letters and by rows of words, over paragraphs."""

from __future__ import annotations

from game.tui.widgets.text_layout import TextLayout, TextPosition


class TextCaret:
    """What is selected, from the `anchor` to the letter `at`; both belong to it."""

    def __init__(self, layout: TextLayout, anchor: TextPosition, at: TextPosition) -> None:
        self.anchor, self.at = anchor, at
        self._layout = layout

    @classmethod
    def in_row(cls, layout: TextLayout, row: int) -> TextCaret:
        """A caret on the first letter of a row, or of the next one that has words."""
        start = _letter_in(layout, row, 0, 1)
        return cls(layout, start, start)

    @property
    def ends(self) -> tuple[TextPosition, TextPosition]:
        """The position of the first letter that is selected, and the one after the last."""
        first, last = sorted((self.anchor, self.at))
        return first, TextPosition(last.paragraph, last.at + 1)

    def move(self, letters: int, rows: int) -> None:
        """Go on by letters and then by rows, as far as there are any."""
        if letters:
            self.at = self._beside(letters)
        if rows:
            row, column = self._layout.spot(self.at)
            self.at = _letter_in(self._layout, row + rows, column, 1 if rows > 0 else -1)

    def _beside(self, letters: int) -> TextPosition:
        number, at = self.at.paragraph, self.at.at + letters
        if 0 <= at < len(self._layout.paragraphs[number].text):
            return TextPosition(number, at)
        row = self._layout.row(self.at)
        if letters > 0:
            return _letter_in(self._layout, row + 1, 0, 1)
        return _letter_in(self._layout, row - 1, 1 << 30, -1)


def _letter_in(layout: TextLayout, row: int, column: int, step: int) -> TextPosition:
    """A letter of a row: this one, or the next that way that has words."""
    last = layout.height - 1
    row = max(0, min(row, last))
    while 0 < row < last and layout.at(row)[1] < 0:
        row += step
    number, at = layout.position(row, column)
    return TextPosition(number, min(at, len(layout.paragraphs[number].text) - 1))
