"""What the steps of `fairlead demo` took: told to the site, and printed as a table."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from fairlead.apps.pipeline.preparation import Teller
    from fairlead.chain.step import Step
    from fairlead.folder.fair import Fair


class Watch:
    """Keeps what each step took, and prints it as a table; tells the site of each."""

    def __init__(self, console: Console, teller: Teller) -> None:
        """Begin to count."""
        self._console = console
        self._teller = teller
        self._began = time.perf_counter()
        self._rows: dict[str, tuple[str, float, str]] = {}

    @contextmanager
    def step(self, name: str, words: str) -> Iterator[None]:
        """Time what is done inside, told as the step ``name``."""
        began = time.perf_counter()
        with self._teller.step(name):
            yield
        seconds = time.perf_counter() - began
        self._rows[name] = (words, seconds, "")
        self._console.print(f"{words}: {seconds:.1f} s", markup=False)

    def add_part(self, step: Step, recording: float) -> None:
        """Note a step of the chain, whose result is in the database now."""
        self._rows[step.name] = (step.name, step.seconds + recording, step.summary)
        self._teller.end(step.name, step.summary)

    def print(self, fair: Fair, folder: Path) -> None:
        """Print the table, what the fair holds, and the most memory this process had."""
        from rich.table import Table

        from fairlead.apps.pipeline.preparation import STEPS

        total = time.perf_counter() - self._began
        table = Table("step", "seconds", "result", box=None, pad_edge=False)
        table.columns[1].justify = "right"
        for name, seconds, result in (self._rows[step] for step in STEPS if step in self._rows):
            table.add_row(name, f"{seconds:.1f}", result)
        table.add_row("all", f"{total:.1f}", f"at most {_measure_most_memory_mb():,} MB of memory")
        self._console.print()
        self._console.print(table)
        self._console.print(
            f"\n{fair.stands.num_rows:,} exhibitors, {fair.people.num_rows:,} people, "
            f"{fair.requests.num_rows:,} meeting requests, {fair.projects.num_rows} projects, "
            f"in {folder}",
            markup=False,
            soft_wrap=True,
        )


def _measure_most_memory_mb() -> int:
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)
