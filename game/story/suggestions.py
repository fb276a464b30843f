"""Hints made of known words: the nearest to a misspelt one, and a list of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

LONGEST_WORD = 60
MOST_COMPARED = 200


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known words, or an empty string when none is near."""
    if len(word) > LONGEST_WORD:
        return ""
    candidates = list(known)
    if len(candidates) > MOST_COMPARED:
        alike = _alike(word, "\n".join(["", *candidates, ""]))
        candidates = sorted(alike, key=lambda name: abs(len(name) - len(word)))[:MOST_COMPARED]
    near = get_close_matches(word, candidates, n=2, cutoff=0.6)
    return "Did you mean " + " or ".join(f"`{name}`" for name in near) + "?" if near else ""


def _alike(word: str, names: str) -> set[str]:
    """Of very many names, one a line, those that begin or end like a word, as most mistakes do."""
    found: set[str] = set()
    for part in ("\n" + word[:2], word[-3:] + "\n"):
        at = names.find(part)
        while at >= 0 and len(found) < 5 * MOST_COMPARED:
            start = at + 1 if part[0] == "\n" else names.rfind("\n", 0, at) + 1
            end = names.find("\n", start)
            found.add(names[start:end])
            at = names.find(part, end)
    return found


def one_of(words: Sequence[str]) -> str:
    """The words as a reader wants them listed: `a`, `b` or `c`."""
    marked = [f"`{word}`" for word in words]
    return marked[0] if len(marked) == 1 else ", ".join(marked[:-1]) + " or " + marked[-1]
