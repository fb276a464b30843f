"""What a terminal may be sent: no control characters, and only letters that it has."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

PLACEHOLDER = "·"
# What steers a terminal or cannot be encoded: controls, line separators, lone surrogates; and what
# turns or hides text: bidirectional marks, embeddings, overrides and isolates, tags.
_STEERING = (
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)

_LETTERS = "–—−‐‑…·•×÷½№→●◐○■□⊘◆◇≠✓▲▼ßæÆœøØłŁđı"
_ASCII = "-,--,-,-,-,...,.,*,x,/,1/2,No.,->,*,~,o,[x],[ ],x,*,o,!=,v,+,-,ss,ae,AE,oe,o,O,l,L,d,i"
_SPELLED = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict(zip(_LETTERS, _ASCII.split(","), strict=True)),
}
_CYRILLIC_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "a,b,v,g,d,e,yo,zh,z,i,y,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya"
_CYRILLIC = dict(zip(_CYRILLIC_LETTERS, _LATIN.split(","), strict=True))


def sanitize(text: str, keep: str = "\n") -> str:
    """The text with a dot for what could steer the terminal, but for those in `keep`."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if (text.replace("\n", "") if "\n" in keep else text).isprintable():
        return text
    return _steering().sub(lambda found: _shown(found[0], keep), text)


@cache
def _steering() -> re.Pattern[str]:
    """Compiled when the first text needs it: most never do."""
    return re.compile(_STEERING)


def _shown(char: str, keep: str) -> str:
    return " " if char == "\t" else char if char in keep else PLACEHOLDER


def one_line(text: str) -> str:
    """Harmless and on one line: for names, titles and reasons."""
    return " ".join(sanitize(text, keep="\n").split())


def transliterate(text: str, encoding: str) -> str:
    """The text with what `encoding` lacks in simpler letters, or a question mark."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        known = {char: can_encode(encoding, char) for char in text}
        return "".join(char if known[char] else _spelling(char, encoding) for char in text)
    except LookupError:
        return transliterate(text, "ascii")
    return text


def can_encode(encoding: str, text: str) -> bool:
    """Whether the encoding has every letter of the text."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _spelling(char: str, encoding: str) -> str:
    lower = char.lower()
    if lower in _CYRILLIC:
        return _CYRILLIC[lower] if char == lower else _CYRILLIC[lower].capitalize()
    parts = unicodedata.normalize("NFKD", char)
    found = _SPELLED.get(char) or "".join(one for one in parts if not unicodedata.combining(one))
    return found if found and can_encode(encoding, found) else " " if char.isspace() else "?"


def cells(text: str) -> int:
    """How many columns the text takes: two for wide letters, none for combining marks."""
    if text.isascii():
        return len(text)
    standing = [char for char in text if not unicodedata.combining(char)]
    return len(standing) + sum(unicodedata.east_asian_width(char) in "WF" for char in standing)
