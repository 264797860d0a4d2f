"""A refutation in a standard form: what the solver learned, for anyone to check."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Sequence
from pathlib import Path

from fairlead.engines.scheduling.exact import proof_worker
from fairlead.engines.scheduling.exact.solvers import SETTINGS


def refute(clauses: Sequence[Sequence[int]], *, seconds: float | None = None) -> bytes | None:
    """Return CaDiCaL's proof that no assignment satisfies the clauses, in the binary DRAT format.

    None when one does. Raises `TimeoutError` when there is no answer after ``seconds``, and
    `RuntimeError` when the solver's process ended without one.
    """
    flat = array("i")
    for clause in clauses:
        flat.extend(clause)
        flat.append(0)
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answer:
        flat.tofile(asked)
        asked.seek(0)
        process = subprocess.Popen(  # noqa: S603  (our own script)
            [sys.executable, "-P", str(Path(proof_worker.__file__))],
            stdin=asked,
            stdout=answer,
            env=os.environ | SETTINGS,
            start_new_session=True,  # Ctrl-C is for the one who asks
        )
        try:
            ended = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            process.kill()
            process.wait()
        answer.seek(0)
        found = answer.read()
    if ended or not found:
        raise RuntimeError(f"The solver process ended with {ended}.")
    return found[1:] if found[:1] == b"u" else None
