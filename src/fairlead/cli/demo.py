"""`fairlead demo`: a synthetic fair, made, loaded, run through the whole chain and served."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from fairlead.apps.fairs.models import Edition
    from fairlead.chain.run import ChainResult
    from fairlead.chain.step import Name, Progress
    from fairlead.folder.fair import Fair


DEMO_ORGANISER = "organiser@example.org"


class SizeChoice(StrEnum):
    """How large the fair is."""

    SMALL = "small"
    FULL = "full"


def demo(
    size: Annotated[
        SizeChoice, typer.Option(help="full: 1,000 exhibitors, 46,000 visitors; small: 1/20.")
    ] = SizeChoice.SMALL,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same fair.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder to write the fair to. [default: in Fairlead's data folder]",
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to serve on.")] = 8000,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the site when all is done.")
    ] = True,
) -> None:
    """Make a synthetic fair, load it, run the whole chain on it, and serve the site.

    Every firm and person in it is invented. An earlier demonstration is replaced.
    """
    from rich.console import Console

    from fairlead.cli.serve import check_free, run_server

    if serve:
        check_free("127.0.0.1", port)
    console = Console(highlight=False)
    edition = _make(size.value, out, seed=seed, console=console)
    if serve:
        address = f"http://127.0.0.1:{port}"
        password = _demo_organiser()
        console.print(
            f"\n{edition.name} is at {address}/{edition.code}/ (Ctrl-C stops it)\n"
            "Its pages need no account.\n"
            f"The organiser's office is at {address}/office/: "
            f"e-mail {DEMO_ORGANISER}, password {password}",
            markup=False,
            soft_wrap=True,
        )
        run_server("127.0.0.1", port, workers=1)


def _make(size: str, out: Path | None, *, seed: int, console: Console) -> Edition:
    """Return the edition of the synthetic fair, with everything the chain found recorded."""
    from fairlead.cli.database import database
    from fairlead.cli.run import reporting

    watch = _Watch(console)
    with _Compiler() as compiler:
        with watch.step("database ready"), database():
            pass
        with database():
            began = time.perf_counter()
            from fairlead.apps.pipeline.runs import record_chain
            from fairlead.apps.trade.studies import prepare_edition, with_sorted_flows
            from fairlead.apps.transfer.load import load_fair
            from fairlead.chain.run import run_chain
            from fairlead.demo.fair import write_demo
            from fairlead.demo.size import SIZES
            from fairlead.folder.read import read_fair

            watch.add("program opened", began)
            folder = out or _own_folder(size)
            with watch.step("fair made and written"):
                write_demo(folder, size=SIZES[size], seed=seed)
            with watch.step("folder read and checked"):
                fair = read_fair(folder)
            with watch.step("loaded into the database"):
                edition = load_fair(fair, replace=True)
                prepare_edition(edition)
            sorted_once = with_sorted_flows(edition, fair)
            with reporting(console) as progress:
                result = run_chain(sorted_once, seed=seed, progress=compiler.awaited(progress))
            watch.add_chain(result, compiler.waited)
            with watch.step("results recorded"):
                record_chain(edition, fair, result, seed=seed).release()
    watch.print(fair, folder)
    return edition


def _demo_organiser() -> str:
    """Return a new password of the demonstration's organiser."""
    import secrets

    from fairlead.cli.database import database

    password = secrets.token_urlsafe(12)
    with database():
        from fairlead.apps.people.domain.appoint_organiser import appoint_organiser

        appoint_organiser(DEMO_ORGANISER, password=password)
    return password


def _own_folder(size: str) -> Path:
    from django.conf import settings

    home: Path = settings.FAIRLEAD_HOME
    return home / "demo" / size


class _Compiler:
    """Compiles the timetable's search in a process of its own while the fair is made.

    Only the first run on a machine needs it. Should it fail, the search compiles itself.
    """

    def __init__(self) -> None:
        self.waited = 0.0
        module = "fairlead.chain.scheduling.compile_kernels"
        code = f"from {module} import compile_kernels; compile_kernels()"
        self._process = subprocess.Popen(  # noqa: S603  our own program and code
            [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> Self:
        """Return the compiler, at work."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop compiling when something went wrong before it was awaited."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()

    def awaited(self, progress: Progress) -> Progress:
        """Return the progress, waiting for the compiler before the timetable's step."""

        def note(step: Name, words: str, done: float | None) -> None:
            progress(step, words, done)
            if step == "matching" and done == 1.0:
                if self._process.poll() is None:
                    progress("scheduling", "compiling the search, once on this machine", None)
                began = time.perf_counter()
                if self._process.poll() is None:
                    _compile_from_the_other_end()
                self._process.wait()
                self.waited = time.perf_counter() - began

        return note


def _compile_from_the_other_end() -> None:
    from fairlead.chain.scheduling.compile_kernels import compile_last_kernels

    compile_last_kernels()


class _Watch:
    """Keeps what each step took, and prints it as a table."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.perf_counter()
        self._rows: list[tuple[str, float, str]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        began = time.perf_counter()
        yield
        self.add(name, began)

    def add(self, name: str, began: float) -> None:
        """Note what has been done since ``began``."""
        self._rows.append((name, time.perf_counter() - began, ""))

    def add_chain(self, result: ChainResult, compiling: float) -> None:
        """Note the steps of the chain, and the seconds spent waiting for the compiler."""
        for step in result.steps:
            if step.name == "scheduling" and compiling > 0.1:
                self._rows.append(("search compiled", compiling, "once on this machine"))
            self._rows.append((step.name, step.seconds, step.summary))

    def print(self, fair: Fair, folder: Path) -> None:
        """Print the table, what the fair holds, and the most memory this process had."""
        from rich.table import Table

        total = time.perf_counter() - self._began
        table = Table("step", "seconds", "result", box=None, pad_edge=False)
        table.columns[1].justify = "right"
        for name, seconds, result in self._rows:
            table.add_row(name, f"{seconds:.1f}", result)
        table.add_row("all", f"{total:.1f}", f"at most {_most_memory_mb():,} MB of memory")
        self._console.print()
        self._console.print(table)
        self._console.print(
            f"\n{fair.stands.num_rows:,} exhibitors, {fair.people.num_rows:,} people, "
            f"{fair.requests.num_rows:,} meeting requests, {fair.projects.num_rows} projects, "
            f"in {folder}",
            markup=False,
            soft_wrap=True,
        )


def _most_memory_mb() -> int:
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)
