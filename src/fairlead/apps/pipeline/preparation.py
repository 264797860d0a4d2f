"""What is being prepared: the steps of a demonstration, for the terminal and the site to show.

The program that prepares writes a small file in Fairlead's own folder; every process of the site
reads it. So a page can say where things stand before there is a database to ask.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fairlead.folder.own_folder import make_own_folder

if TYPE_CHECKING:
    from django.http import HttpRequest

State = Literal["waiting", "running", "done", "failed"]
STEPS = ("database", "fair", "load", "dependency", "matching", "scheduling", "portfolio")
"""The steps there are, in the order in which they are shown."""
_PAUSE = 0.2  # seconds at least between two writes of a step's progress


@dataclass(frozen=True, slots=True)
class StepState:
    """Where a step stands: ``share`` of it is done, None while nobody knows."""

    name: str
    state: State = "waiting"
    share: float | None = None
    words: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Preparation:
    """Where a preparation stands; ``edition`` is the code under which its pages lie."""

    edition: str = ""
    process: int = 0
    began: float = 0.0
    ended: float = 0.0
    steps: tuple[StepState, ...] = field(default_factory=lambda: tuple(map(StepState, STEPS)))

    @property
    def running(self) -> bool:
        """Whether somebody is still at it."""
        return not self.ended and _is_alive(self.process)

    @property
    def failed(self) -> bool:
        """Whether it ended before its time."""
        return not self.running and any(step.state != "done" for step in self.steps)

    @property
    def seconds(self) -> float:
        """Seconds since it began, or that it took."""
        return max(0.0, (self.ended or time.time()) - self.began)

    def has(self, name: str) -> bool:
        """Return whether a step is done."""
        return any(step.name == name and step.state == "done" for step in self.steps)


def _is_alive(process: int) -> bool:
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def file_of(home: Path) -> Path:
    """Return where the preparation of a home is told."""
    return home / "preparation.json"


def read_preparation(home: Path) -> Preparation | None:
    """Return the last preparation of a home; None when there was none or nobody can read it."""
    try:
        given = json.loads(file_of(home).read_bytes())
        steps = tuple(StepState(**step) for step in given.pop("steps"))
        return Preparation(**given, steps=steps)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


_READ = "fairlead.preparation"


def read_once(request: HttpRequest, home: Path) -> Preparation | None:
    """Return the last preparation of a home as it was when it was first read for this request."""
    if _READ not in request.META:
        request.META[_READ] = read_preparation(home)
    found: Preparation | None = request.META[_READ]
    return found


class Teller:
    """Tells a preparation, from several threads at once."""

    def __init__(self, home: Path) -> None:
        """Begin: what an earlier preparation told is gone."""
        make_own_folder(home)
        self.home = home
        self._file = file_of(home)
        self._lock = threading.Lock()
        self._since: dict[str, float] = {}
        self._written = 0.0
        self.now = Preparation(process=os.getpid(), began=time.time())
        with self._lock:
            self._write()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Tell that a step runs while the body does."""
        self.begin(name)
        yield
        self.end(name)

    def begin(self, name: str) -> None:
        """Tell that a step has begun."""
        self._since.setdefault(name, time.perf_counter())
        self._change(name, state="running")

    def note(self, name: str, words: str, share: float | None) -> None:
        """Tell where a step stands."""
        self._since.setdefault(name, time.perf_counter())
        self._change(name, now=False, state="running", words=words, share=share)

    def end(self, name: str, words: str = "") -> None:
        """Tell that a step is done."""
        seconds = time.perf_counter() - self._since.get(name, time.perf_counter())
        self._change(name, state="done", share=1.0, words=words, seconds=round(seconds, 3))

    def name_edition(self, code: str) -> None:
        """Tell under which code the pages lie."""
        with self._lock:
            self.now = replace(self.now, edition=code)
            self._write()

    def finish(self) -> None:
        """Tell that nothing more is coming; a step that was running has failed."""
        with self._lock:
            steps = tuple(
                replace(step, state="failed") if step.state == "running" else step
                for step in self.now.steps
            )
            self.now = replace(self.now, ended=time.time(), steps=steps)
            self._write()

    def _change(
        self,
        name: str,
        *,
        now: bool = True,
        state: State,
        words: str = "",
        share: float | None = None,
        seconds: float = 0.0,
    ) -> None:
        changed = StepState(name, state, share, words, seconds)
        with self._lock:
            if any(step.name == name and step.state == "done" for step in self.now.steps):
                return
            steps = tuple(changed if step.name == name else step for step in self.now.steps)
            self.now = replace(self.now, steps=steps)
            if now or time.monotonic() - self._written >= _PAUSE:
                self._write()

    def _write(self) -> None:
        """Write the file whole; a disk that is full must not end what is being prepared."""
        draft = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            draft.write_text(json.dumps(asdict(self.now)))
            draft.replace(self._file)
        self._written = time.monotonic()
