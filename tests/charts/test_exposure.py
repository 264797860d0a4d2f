"""How evenly lists spread attention, by tenths, and as a picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.charts.exposure import NARROW, draw_tenths, share_by_tenths

counts = st.lists(st.integers(0, 10_000), max_size=60)


def test_even_lists_give_a_tenth_each() -> None:
    assert share_by_tenths([7] * 40) == pytest.approx([0.1] * 10)


def test_one_who_has_every_place_has_the_last_tenth() -> None:
    assert share_by_tenths([0] * 9 + [5]) == pytest.approx([0.0] * 9 + [1.0])


def test_who_stands_on_an_edge_counts_for_both() -> None:
    # Five participants: each is two tenths.
    assert share_by_tenths([0, 0, 0, 10, 30]) == pytest.approx(
        [0] * 6 + [0.125, 0.125, 0.375, 0.375]
    )


@pytest.mark.parametrize("shown", [[], [0, 0, 0]])
def test_nobody_shown_is_nothing(shown: list[int]) -> None:
    assert share_by_tenths(shown) == ()
    assert draw_tenths((), title="t", even="e") == ""


@given(counts)
def test_shares_rise_and_add_up(shown: list[int]) -> None:
    found = share_by_tenths(shown)
    if not sum(shown):
        assert found == ()
        return
    assert sum(found) == pytest.approx(1)
    assert all(after >= before - 1e-9 for before, after in pairwise(found))
    assert found == share_by_tenths(shown[::-1])


@given(counts)
def test_the_picture_is_sound_and_inside_its_frame(shown: list[int]) -> None:
    drawn = draw_tenths(share_by_tenths(shown), title="a & b", even="<even>", width=NARROW)
    if not drawn:
        return
    picture = ET.fromstring(drawn)  # noqa: S314  drawn by us
    assert picture.attrib["aria-label"] == "a & b"
    bars = picture.findall(".//rect")
    assert len(bars) == 10
    height = float(picture.attrib["viewBox"].split()[3])
    for bar in bars:
        top, high = float(bar.attrib["y"]), float(bar.attrib["height"])
        assert 0 <= top <= top + high <= height + 1
        assert float(bar.attrib["x"]) + float(bar.attrib["width"]) <= NARROW
