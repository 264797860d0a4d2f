"""Proofs in the form DRAT: true ones are believed, wrong ones and those of what is true are not."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.scheduling.exact.refute import refute
from fairlead.engines.scheduling.formats.drat import Steps, read_binary, read_text, write_text
from fairlead.engines.scheduling.verification.drat import CheckOutcome, check_proof

Clauses = list[list[int]]
SECONDS = 60.0
PIGEONS: Clauses = [[1, 2], [3, 4], [5, 6]] + [
    [-one, -other] for hole in (1, 2) for one, other in
    ((hole, hole + 2), (hole, hole + 4), (hole + 2, hole + 4))
]  # fmt: skip
"""Three pigeons, two holes."""


def refuted(clauses: Clauses, text: str) -> CheckOutcome:
    return check_proof(clauses, read_text(text.encode()), seconds=SECONDS)


def test_a_proof_is_followed_line_by_line() -> None:
    assert refuted(PIGEONS, "c by hand\n1 0\nd 1 2 0\n0\n") == (True, 0)
    assert refuted(PIGEONS, "-1 3 5 0\n-1 0\n") == (True, 1)


def test_what_does_not_follow_is_refused_with_its_line() -> None:
    assert refuted([[1, 2], [-1, 2], [1, -2]], "2 0\n-1 0\n") == (False, 1)
    assert refuted([[1, 2], [-1, 2], [1, -2]], "2 0\n") == (False, 1), "no contradiction"
    assert refuted([[1, 2]], "") == (False, 0)
    assert refuted([[1, 2], []], "") == (True, 0)


def test_a_clause_that_is_forgotten_is_not_used() -> None:
    clauses = [[1, 2], [1, -2], [-1, 3], [-1, -3]]
    assert refuted(clauses, "1 0\n0\n").refuted
    assert refuted(clauses, "d 2 1 0\n1 0\n") == (False, 1)


def test_a_new_variable_may_be_defined() -> None:
    """x7 is "1 and 3", line by line a resolution asymmetric tautology, then used."""
    defined = "7 -1 -3 0\n-7 1 0\n-7 3 0\n"
    assert refuted(PIGEONS, defined + "1 0\n0\n").refuted
    assert refuted([[1, 3], [-1, -3]], defined + "7 0\n") == (False, 3)


@pytest.mark.parametrize("text", ["1 2", "1 x 0", "1 12345678901 0", "d", "- 0"])
def test_what_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        read_text(text.encode())


def test_variables_from_nowhere_are_refused() -> None:
    with pytest.raises(ValueError, match="variables up to 1006"):
        refuted(PIGEONS, "999999999 0\n")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([-4, -3, -2, -1, 1, 2, 3, 4]), min_size=1, max_size=3),
        max_size=18,
    ),
    st.lists(
        st.lists(st.sampled_from([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]), max_size=3), max_size=8
    ),
    st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_no_proof_refutes_what_can_be_true(
    clauses: Clauses, lines: Clauses, forgets: list[bool]
) -> None:
    literals = np.array([one for line in lines for one in line], dtype=np.int32)
    begins = np.cumsum([0, *map(len, lines)]).astype(np.int64)
    steps = Steps(literals, begins, np.array(forgets[: len(lines)], dtype=np.bool_))
    possible = any(
        all(any(values[abs(one) - 1] == (one > 0) for one in clause) for clause in clauses)
        for values in product((False, True), repeat=4)
    )
    assert not (possible and check_proof(clauses, steps, seconds=SECONDS).refuted)


def test_a_solvers_proof_is_believed_and_one_with_a_line_changed_is_not() -> None:
    random = np.random.default_rng(3)
    clauses: Clauses = [
        [int(v) * int(random.choice((-1, 1))) for v in random.choice(60, 3, replace=False) + 1]
        for _ in range(330)
    ]
    proof = refute(clauses)
    assert proof is not None
    steps = read_binary(proof)
    again = read_text(write_text(steps))
    assert (again.literals == steps.literals).all()
    assert (again.forgets == steps.forgets).all()
    assert check_proof(clauses, again, seconds=SECONDS).refuted
    lines = write_text(steps).splitlines()
    at = next(at for at, line in enumerate(lines) if not line.startswith(b"d") and at > 5)
    wrong = b"\n".join([*lines[:at], b"61 0", b"-61 0", *lines[at + 1 :]]) + b"\n"
    assert check_proof(clauses, read_text(wrong), seconds=SECONDS) == (False, at + 1)
    assert check_proof(clauses[:200], again, seconds=SECONDS).refuted is False
    assert refute(clauses[:200]) is None
