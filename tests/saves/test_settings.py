"""One table says what may be set: what is kept and is no value of it counts as never set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.saves.settings import (
    NARROWEST,
    PLAIN,
    SCREEN,
    SETTINGS,
    WIDEST,
    fault_of,
    measure_of,
    settings_of,
    value_of,
)


def test_every_default_and_every_value_can_be_set():
    for setting in SETTINGS:
        assert fault_of(setting.key, setting.default) == ""
        assert all(fault_of(setting.key, value) == "" for value in setting.values)
        assert value_of({}, setting.key) == setting.default
        assert setting.faces


def test_every_face_has_the_measure():
    for face in (PLAIN, SCREEN):
        assert "measure" in [setting.key for setting in settings_of(face)]


@pytest.mark.parametrize("value", [NARROWEST, 72, WIDEST])
def test_a_measure_in_the_range_is_taken(value):
    assert measure_of({"measure": str(value)}) == value


@pytest.mark.parametrize(
    "value", ["", "39", "101", "9999", "-72", "7e1", " 72", "0", "\u0667\u0662", "9" * 2000]
)
def test_a_measure_out_of_the_range_is_the_default(value):
    assert measure_of({"measure": value}) == 72
    assert fault_of("measure", value) == "measure can be a number from 40 to 100."


@given(st.text())
def test_whatever_is_kept_something_that_can_be_set_is_worn(text):
    for setting in SETTINGS:
        assert fault_of(setting.key, value_of({setting.key: text}, setting.key)) == ""


def test_what_is_no_setting_cannot_be_set():
    assert fault_of("dance", "yes") == "There is no such setting."
    assert (
        fault_of("theme", "spring")
        == "theme can be winter or thaw or paper or contrast or terminal."
    )
