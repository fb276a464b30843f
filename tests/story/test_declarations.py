"""Keys are declared once, in the model: what the decoder, the schema and the manual derive from that."""

import pytest

from game.story import declarations, model
from game.story.declarations import SHAPES, a, docs, fields, purpose
from game.story.decoder.fields import _reader
from game.story.model.kinds import Kind

# Kinds that are read together with others, or with something that is known only there.
READ_BY_HAND = {
    "effects",
    "effect_map",
    "entries",
    "first_value",
    "ledger",
    "ledger_text",
    "majority",
    "motions",
    "range",
    "side",
    "stances",
    "target_or_stay",
    "texts",
    "variable",
}


def test_a_field_without_a_default_is_a_required_key():
    assert fields(model.Chair)["from"].required
    assert not fields(model.Chair)["to"].required


def test_a_key_may_be_called_otherwise_than_its_field():
    assert {key: field.name for key, field in fields(model.Chair).items()} == {
        "body": "body",
        "from": "start",
        "to": "end",
    }


def test_a_field_that_several_keys_fill_has_a_text_for_each():
    assert docs(model.Hold)["do"] == "What its use changes."
    assert docs(model.Hold)["ledger"] == "The lines that its use writes."


def test_a_purpose_is_plain_text():
    assert docs(model.Scene)["vote"].endswith("See [votes](#votes).")
    assert purpose(model.Scene, "vote").endswith("See votes.")


def test_without_sources_a_purpose_is_empty(monkeypatch):
    def no_source(_: object) -> str:
        raise OSError

    monkeypatch.setattr(declarations.inspect, "getsource", no_source)
    docs.cache_clear()
    assert purpose(model.Scene, "vote") == ""
    docs.cache_clear()


def test_every_struct_with_keys_is_a_shape():
    assert SHAPES["scene"] is model.Scene
    assert SHAPES["story"] is model.World
    assert SHAPES["key_term"] is model.KeyTerm
    assert "tracked" not in SHAPES


def test_a_sentence_begins_with_the_name_of_a_shape():
    assert a(model.Ending) == "An ending"
    assert a(model.Alternative) == "A block of text"


@pytest.mark.parametrize("shape", SHAPES)
def test_every_kind_of_value_has_a_reader(shape):
    kinds: list[Kind] = [field.kind for field in declarations.fields(SHAPES[shape]).values()]
    assert {kind.name for kind in kinds if _reader(kind) is None} <= READ_BY_HAND
