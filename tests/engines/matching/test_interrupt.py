"""Ctrl-C while lists are made is a Ctrl-C, at whatever moment it comes."""

from __future__ import annotations

import _thread
import threading

import pytest
from tests.engines.matching.markets import random_problem

from fairlead.engines.matching.kernels import choose
from fairlead.engines.matching.solve import solve


def test_an_interrupt_comes_out_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "PLAIN_PAIRS", -1)
    problem = random_problem(0, left=40, right=70)
    before = solve(problem).left.partner  # compiled by now
    ended = 0
    for after in range(1, 31):
        interrupt = threading.Timer(after / 1000, _thread.interrupt_main)
        interrupt.start()
        try:
            while True:
                solve(problem)
        except KeyboardInterrupt:
            ended += 1
        interrupt.join()
    assert ended == 30
    assert (solve(problem).left.partner == before).all()
