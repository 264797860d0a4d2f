"""The timetable's step beside the others, which it neither needs nor feeds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from fairlead.chain.scheduling.timetable import Timetable, schedule_meetings
from fairlead.chain.step import Name, Progress, ignore_progress
from fairlead.engines.scheduling import MeetingParams
from fairlead.folder.fair import Fair

_PATIENCE = 10.0  # seconds for the search to reach its next step
# The rest of the chain waits for it: drafts that are planned alone go on while comfort gains.
_FIRST = MeetingParams(goes=1)


class GivenUp(Exception):
    """Nobody waits for the timetable any more."""


def _ready() -> None:
    """Wait for nothing."""


def _take_no_note(made: Timetable) -> None:
    """Do nothing with the timetable."""


class BackgroundTimetable:
    """The timetable of a fair, made in a separate thread from the moment this is made.

    ``wait`` is called in that thread before the step begins, ``then`` with what it found. The
    thread never keeps a process alive. Its time is the search's, which lets other threads work
    meanwhile. As a context it is ended by an error of the body: a process that ends while compiled
    code is at work in a thread is aborted, whatever it wanted to say.
    """

    def __init__(
        self,
        fair: Fair,
        *,
        seed: int,
        progress: Progress = ignore_progress,
        wait: Callable[[], None] = _ready,
        then: Callable[[Timetable], None] = _take_no_note,
    ) -> None:
        """Start."""
        self._made: Timetable | None = None
        self._fault: BaseException | None = None
        self._given_up = threading.Event()

        def tell(step: Name, words: str, done: float | None) -> None:
            if self._given_up.is_set():
                raise GivenUp
            progress(step, words, done)

        def work() -> None:
            try:
                wait()
                made = schedule_meetings(fair, seed=seed, progress=tell, params=_FIRST)
                then(made)
                self._made = made
            except BaseException as fault:  # noqa: BLE001  raised where the result is asked for
                self._fault = fault

        self._thread = threading.Thread(target=work, name="timetable", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Return this."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        """End the search when the body failed."""
        if kind is not None:
            self.give_up()

    def give_up(self) -> None:
        """End the search at its next step: nobody waits for it any more."""
        self._given_up.set()
        self._thread.join(_PATIENCE)

    @property
    def is_done(self) -> bool:
        """Whether the result can be had without waiting."""
        return not self._thread.is_alive()

    def wait(self) -> Timetable:
        """Return the timetable once it is made; raises what its step raised."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        if self._made is None:
            raise RuntimeError("The thread of the timetable ended without one.")
        return self._made
