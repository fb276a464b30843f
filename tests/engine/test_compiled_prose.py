"""A passage displays spans, the words of these spans, and the terms of these spans, in every state."""

from __future__ import annotations

from itertools import product

import pytest
from story_from_text import play, story_from_text

from game.engine.machine import machine_of

STATE = "n: {range: 0..2, start: 0}\nopen: {flag: no}\nmood: {one of: [low, high], start: low}\n"
TERMS = """
quorum: {name: Quorum, stub: Enough people., definition: How many must be there.}
notice: {name: Notice, stub: A sheet., definition: What is sent before.}
"""
DESK = """
title: Desk
text:
  - |
    A {mood} voice, {n} {if open: and a [[notice]] | } . {first: Now. | again: Then.}
  - if: n >= 1
    text: |
      The [[quorum]] {if open: (see the [[notice]]) | }
  - |
    {if n >= 2: The end. | }
choices:
  on: {label: On, if: "seen(desk)", go: end}
  off: {label: Off, go: end}
"""


@pytest.fixture
def story():
    return story_from_text(desk=DESK, state=STATE, **{"glossary/terms": TERMS})


def prose_and_states(story):
    machine = machine_of(story)
    layout = machine.layout
    values = list(play(story).state.raw_values)
    for n, is_open, mood, again in product((0, 1, 2), (0, 1), (0, 1), (False, True)):
        values[layout.variables["n"]] = n
        values[layout.variables["open"]] = is_open
        values[layout.variables["mood"]] = mood
        yield machine.scene(0).prose, tuple(values), again


def test_the_text_is_the_words_of_the_spans_and_the_terms_are_theirs(story):
    layout = machine_of(story).layout
    for prose, values, again in prose_and_states(story):
        spans = prose.render(values, again)
        assert prose.text(values, again) == "".join(span.text for span in spans)
        linked = {span.term for span in spans if span.term}
        assert prose.terms(values, again) == sum(1 << layout.met[term] for term in linked)
        assert prose.word_count(values, again) == len(prose.text(values, again).split())


def test_an_empty_alternative_leaves_no_gap_however_deep_it_stands(story):
    texts = {prose.text(values, again) for prose, values, again in prose_and_states(story)}
    assert "A low voice, 0 . Now." in texts
    assert "A low voice, 1 . Now.\n\nThe quorum" in texts
    assert not any("  " in text or text != text.strip() for text in texts)
    assert len(texts) == 3 * 2 * 2 * 2
