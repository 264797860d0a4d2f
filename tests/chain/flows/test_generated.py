"""The economies whose flows benchmarks generate."""

from __future__ import annotations

from benchmarks.dependency.__main__ import EUROPE
from benchmarks.dependency.generate import ECONOMIES, list_codes

from fairlead.chain.flows.economies import find_economy, find_economy_codes


def test_the_bloc_that_is_measured_is_among_them() -> None:
    codes = list_codes().tolist()
    assert len(codes) == ECONOMIES
    assert set(find_economy_codes(EUROPE)) <= set(codes)


def test_none_of_them_has_ended() -> None:
    assert [code for code in list_codes() if "(until " in find_economy(int(code)).name] == []
