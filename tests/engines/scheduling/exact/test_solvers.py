"""What a solver's process says, and what it did not come to say."""

from __future__ import annotations

from array import array
from io import BytesIO

import pytest

from fairlead.engines.scheduling.exact.solvers import _read

SAID = array("i", [3, 5, 7, 11]).tobytes()


def test_answers_follow_one_another() -> None:
    output = BytesIO(SAID + array("i", [-1]).tobytes() + array("i", [0]).tobytes())
    assert _read(output) == array("i", [3, 5, 7, 11])
    assert _read(output) == array("i", [-1])
    assert _read(output) == array("i", [0])
    assert _read(output) is None


@pytest.mark.parametrize("length", [0, 2, 4, 6, 12, 15])
def test_an_answer_cut_short_is_none(length: int) -> None:
    assert _read(BytesIO(SAID[:length])) is None
