"""The timetable's step beside the others, which it neither needs nor feeds."""

from __future__ import annotations

import threading
from collections.abc import Callable

from fairlead.chain.scheduling.timetable import Timetable, schedule_meetings
from fairlead.chain.step import Progress, ignore_progress
from fairlead.folder.fair import Fair


def _ready() -> None:
    """Wait for nothing."""


def _take_no_note(made: Timetable) -> None:
    """Do nothing with the timetable."""


class BackgroundTimetable:
    """The timetable of a fair, made in a separate thread from the moment this is made.

    ``wait`` is called in that thread before the step begins, ``then`` with what it found. The
    thread never keeps a process alive. Its time is the search's, which lets other threads work
    meanwhile.
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

        def work() -> None:
            try:
                wait()
                made = schedule_meetings(fair, seed=seed, progress=progress)
                then(made)
                self._made = made
            except BaseException as fault:  # noqa: BLE001  raised where the result is asked for
                self._fault = fault

        self._thread = threading.Thread(target=work, name="timetable", daemon=True)
        self._thread.start()

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
