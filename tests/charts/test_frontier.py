"""The picture of a walk keeps its words within its edges, on a screen and on a phone."""

from __future__ import annotations

import re

import pytest

from fairlead.charts.frontier import NARROW, WIDE, FrontierWords, draw_frontier
from fairlead.ui.texts import speaking

_LETTER = 7.0  # a letter of 12 pixels is no wider, on average


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_no_word_of_an_axis_is_cut_off(language: str, width: float) -> None:
    points = [(12_345_678_901.0, 5.2e9), (36_600_000_000.0, 1.1e9)]
    words = FrontierWords("walk", "Worth (RUB)", "Cost")
    with speaking(language):
        drawn = draw_frontier(points, addresses=["?1", "?2"], here=0, words=words, width=width)
    said = re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="(\w+)"[^>]*>([^<]+)', drawn)
    assert len(said) == 9
    for x, anchor, text in said:
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * len(text) * _LETTER
        assert float(x) - before >= 0, text
        assert float(x) - before + len(text) * _LETTER <= width, text
