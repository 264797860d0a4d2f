"""Questions under way: each in a process of its own, or answered at once in this one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from array import array
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.exact import worker
from fairlead.engines.scheduling.exact.encoding import Question
from fairlead.engines.scheduling.exact.params import BreakParams

POLL = 0.02
SETTINGS = {"CADICAL_STABILIZEONLY": "1"}
"""CaDiCaL reads its options from the environment. Stable mode only: on the
hardest published forum finding took 10 to 27 thousand conflicts instead of 33 to 38, refuting 9 to
14 instead of 6."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solver said: the slot of each meeting, or None when there is no timetable."""

    question: Question
    timetable: NDArray[np.int32] | None


@dataclass(slots=True)
class Solvers:
    """The questions under way, by the breaks they allow."""

    params: BreakParams
    _running: dict[int | None, _Run] = field(default_factory=dict)
    _ready: list[Answer] = field(default_factory=list)

    @property
    def free(self) -> bool:
        """Return whether one more question can be asked now."""
        return len(self._running) + len(self._ready) < max(1, self.params.workers)

    @property
    def asked(self) -> set[int | None]:
        """Return the breaks allowed by the questions under way."""
        return set(self._running) | {answer.question.most for answer in self._ready}

    def start(self, question: Question) -> None:
        """Begin to answer a question."""
        if self.params.workers == 0:
            told = _told(question)
            true = worker.satisfy(self.params.solver, question.clauses.flat, told)
            self._ready.append(_answer(question, true))
        else:
            self._running[question.most] = _Run(question, self.params.solver)

    def wait(self, seconds: float) -> list[Answer]:
        """Return the answers that have come, waiting for one at most so long."""
        until = time.perf_counter() + seconds
        while True:
            answers, self._ready = self._ready, []
            for most, run in list(self._running.items()):
                if run.ended:
                    del self._running[most]
                    answers.append(run.answer())
            if answers or not self._running or time.perf_counter() >= until:
                return answers
            time.sleep(POLL)

    def drop(self, most: int | None) -> None:
        """End a question whose answer is known by now."""
        run = self._running.pop(most, None)
        if run is not None:
            run.close()

    def close(self) -> None:
        """End every question."""
        for most in list(self._running):
            self.drop(most)


class _Run:
    """A question that a process answers; it writes to a file, so that no pipe can fill."""

    __slots__ = ("_output", "_process", "_question")

    def __init__(self, question: Question, solver: str) -> None:
        self._question = question
        self._output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed in `close`)
        with tempfile.TemporaryFile() as clauses:
            question.clauses.flat.tofile(clauses)
            clauses.seek(0)
            # -P: the folder of the script is not where its imports come from.
            self._process = subprocess.Popen(  # noqa: S603  (our own script)
                [sys.executable, "-P", str(Path(worker.__file__)), solver, str(_told(question))],
                stdin=clauses,
                stdout=self._output,
                env=os.environ | SETTINGS,
                start_new_session=True,  # Ctrl-C is for the one who asks
            )

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def answer(self) -> Answer:
        if self._process.returncode != 0:
            self.close()
            raise RuntimeError(f"The solver process ended with {self._process.returncode}.")
        self._output.seek(0)
        numbers = array("i")
        numbers.frombytes(self._output.read())
        self.close()
        return _answer(self._question, numbers[1:] if numbers else None)

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._output.close()


def _told(question: Question) -> int:
    """Return the last variable that says where a meeting is; they come first."""
    return max((variable for at in question.places for variable in at.values()), default=0)


def _answer(question: Question, true: array[int] | None) -> Answer:
    if true is None:
        return Answer(question, None)
    return Answer(question, question.timetable(np.frombuffer(true, dtype=np.int32)))
