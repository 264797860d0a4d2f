"""Ctrl-C while lists are made is a Ctrl-C, at whatever moment it comes."""

from __future__ import annotations

import _thread
import threading

import pytest
from tests.engines.matching.markets import random_problem

from fairlead.engines.matching.kernels import choose
from fairlead.engines.matching.solve import solve


def press(after: float, done: threading.Event) -> None:
    """Interrupt after so many seconds, and again until it is done, as people do.

    Python drops an interrupt that comes while it runs a finalizer.
    """
    while not done.wait(after):
        _thread.interrupt_main()
        after = 5.0


def test_an_interrupt_comes_out_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "PLAIN_PAIRS", -1)
    problem = random_problem(0, left=40, right=70)
    before = solve(problem).left.partner  # compiled by now
    ended = 0
    for after in range(1, 31):
        done = threading.Event()
        interrupt = threading.Thread(target=press, args=(after / 1000, done), daemon=True)
        try:
            interrupt.start()
            while True:
                solve(problem)
        except KeyboardInterrupt:
            ended += 1
        done.set()
        interrupt.join()
    assert ended == 30
    assert (solve(problem).left.partner == before).all()
