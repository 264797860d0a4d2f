"""Hunts under way: each in a separate process, or question by question in this one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from array import array
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.exact import worker
from fairlead.engines.scheduling.exact.encoding import Question
from fairlead.engines.scheduling.exact.params import BreakParams

Numbers: TypeAlias = "array[int]"
SETTINGS = {"CADICAL_STABILIZEONLY": "1"}
"""CaDiCaL reads its options from the environment. Stable mode only: on the
hardest published forum finding took 10 to 27 thousand conflicts instead of 33 to 38, refuting 9 to
14 instead of 6."""


class Way(Enum):
    """How a hunt goes through the numbers of breaks."""

    RISE = "from the fewest upwards, until there is a timetable"
    FALL = "from many downwards, until there is none"
    ANY = "any number at once"


@dataclass(frozen=True, slots=True)
class Hunt:
    """The same clauses asked again and again, with fewer or more breaks allowed."""

    way: Way
    question: Question
    steps: tuple[int | None, ...]
    """The breaks allowed, one question after the other; None for any number."""

    @property
    def assumed(self) -> list[list[int]]:
        """Return the literals that each question takes for true."""
        return [[] if most is None else self.question.fewer(most) for most in self.steps]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solver said: the slot of each meeting, or None when there is no timetable."""

    hunt: Hunt
    most: int | None
    timetable: NDArray[np.int32] | None

    @property
    def last(self) -> bool:
        """Return whether the hunt has no further question."""
        return self.most == self.hunt.steps[-1]


@dataclass(slots=True)
class Solvers:
    """The hunts under way, by the way they go."""

    params: BreakParams
    _running: dict[Way, _Process | _Here] = field(default_factory=dict)
    _inbox: SimpleQueue[tuple[_Process, Numbers | None]] = field(default_factory=SimpleQueue)

    @property
    def free(self) -> bool:
        """Return whether one more hunt can be started now."""
        return len(self._running) < max(1, self.params.workers)

    @property
    def ways(self) -> set[Way]:
        """Return the ways of the hunts under way."""
        return set(self._running)

    def start(self, hunt: Hunt) -> None:
        """Begin a hunt."""
        solver = self.params.solver
        here = self.params.workers == 0
        self._running[hunt.way] = (
            _Here(hunt, solver) if here else _Process(hunt, solver, self._inbox)
        )

    def wait(self, seconds: float) -> list[Answer]:
        """Return the answers that have come, waiting for one at most so long."""
        answers = [run.next() for run in self._running.values() if isinstance(run, _Here)]
        try:
            while not answers or not self._inbox.empty():
                run, numbers = self._inbox.get(timeout=seconds)
                if run is self._running.get(run.hunt.way):
                    answers.append(run.answer(numbers))
        except Empty:
            pass
        for answer in answers:
            if answer.last:
                self.drop(answer.hunt.way)
        return answers

    def arrived(self) -> list[Answer]:
        """Return the answers of other processes that are there already."""
        return self.wait(0.0) if self.params.workers else []

    def drop(self, way: Way) -> None:
        """End a hunt if it is under way."""
        run = self._running.get(way)
        if run is not None:
            run.close()
            del self._running[way]

    def close(self) -> None:
        """End every hunt."""
        for way in list(self._running):
            self.drop(way)


class _Here:
    """A hunt in this process: one question each time that an answer is asked for."""

    __slots__ = ("_found", "_hunt")

    def __init__(self, hunt: Hunt, solver: str) -> None:
        self._hunt = hunt
        question = hunt.question
        found = worker.answer_questions(
            solver, question.clauses.flat, hunt.assumed, told=question.told
        )
        self._found = zip(hunt.steps, found, strict=True)

    def next(self) -> Answer:
        most, true = next(self._found)
        return _answer(self._hunt, most, true)

    def close(self) -> None:
        self._found = iter(())  # type: ignore[assignment]  # frees the solver


class _Process:
    """A hunt in a separate process, read by a thread so that nobody waits for it."""

    __slots__ = ("_left", "_process", "hunt")

    def __init__(
        self, hunt: Hunt, solver: str, inbox: SimpleQueue[tuple[_Process, Numbers | None]]
    ) -> None:
        self.hunt = hunt
        self._left = iter(hunt.steps)
        # A file, since a pipe would take the clauses only as fast as they are read.
        with tempfile.TemporaryFile() as asked:
            worker.pack_questions(hunt.question.clauses.flat, hunt.assumed).tofile(asked)
            asked.seek(0)
            # -P: the folder of the script is not where its imports come from.
            self._process = subprocess.Popen(  # noqa: S603  (our own script)
                [
                    *(sys.executable, "-P", str(Path(worker.__file__))),
                    *(solver, str(hunt.question.told)),
                ],
                stdin=asked,
                stdout=subprocess.PIPE,
                env=os.environ | SETTINGS,
                start_new_session=True,  # Ctrl-C is for the one who asks
            )
        threading.Thread(target=self._listen, args=(inbox,), daemon=True).start()

    def _listen(self, inbox: SimpleQueue[tuple[_Process, Numbers | None]]) -> None:
        output = self._process.stdout
        assert output is not None  # noqa: S101  (asked for above)
        with output:
            for _ in self.hunt.steps:
                numbers = _read(output)
                inbox.put((self, numbers))
                if numbers is None:
                    return

    def answer(self, numbers: Numbers | None) -> Answer:
        if numbers is None:
            raise RuntimeError(f"The solver process ended with {self._process.wait()}.")
        return _answer(self.hunt, next(self._left), numbers[1:] if numbers[0] >= 0 else None)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


def _read(output: IO[bytes]) -> Numbers | None:
    """Return the next answer behind its count, None when the process ended before its end."""
    numbers = array("i")
    head = output.read(numbers.itemsize)
    if len(head) < numbers.itemsize:
        return None
    numbers.frombytes(head)
    size = numbers.itemsize * max(0, numbers[0])
    rest = output.read(size)
    if len(rest) < size:
        return None
    numbers.frombytes(rest)
    return numbers


def _answer(hunt: Hunt, most: int | None, true: Numbers | None) -> Answer:
    if true is None:
        return Answer(hunt, most, None)
    return Answer(hunt, most, hunt.question.timetable(np.frombuffer(true, dtype=np.int32)))
