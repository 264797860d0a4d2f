"""Refutes clauses with a proof, alone in its process: run as a script, not imported.

Standard input: 32-bit numbers, the clauses, each ending with 0. Standard output: `u` and the proof
in the binary DRAT format when no assignment exists, else `s`. A solver cannot be interrupted in
the middle; a process can.
"""

from __future__ import annotations

import sys
from array import array

import pysolvers
from pysat.solvers import Cadical153


def _run_worker() -> None:
    numbers = array("i")
    numbers.frombytes(sys.stdin.buffer.read())
    solver = Cadical153(with_proof=True)
    begin = 0
    for at, literal in enumerate(numbers):
        if literal == 0:
            solver.add_clause(numbers[begin:at].tolist())
            begin = at + 1
    out = sys.stdout.buffer
    if solver.solve():
        out.write(b"s")
    else:
        # As text it would be made by python-sat in Python, a hundred times slower.
        pysolvers.flushpr(solver.prfp)
        solver.prfile.seek(0)
        out.write(b"u")
        while part := solver.prfile.read(1 << 20):
            out.write(part)
    out.flush()


if __name__ == "__main__":
    _run_worker()
