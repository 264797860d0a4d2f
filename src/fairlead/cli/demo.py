"""`fairlead demo`: a synthetic fair, made, loaded, run through the whole chain and served."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli.compilers import Compilers
from fairlead.cli.demo_lock import hold_demonstration
from fairlead.cli.demo_server import (
    end_by_signals,
    start_server,
    stop_server,
    stop_with,
    wait_for,
)
from fairlead.cli.demo_watch import Watch
from fairlead.folder.bounds import MOST_SEED

if TYPE_CHECKING:
    from rich.console import Console

    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.pipeline.preparation import Teller
    from fairlead.apps.pipeline.publisher import Publisher
    from fairlead.apps.pipeline.runs import Recorder
    from fairlead.chain.run import Part
    from fairlead.chain.step import Name, Progress
    from fairlead.folder.fair import Fair

    # A fair, and the same when its flows are ready for questions.
    Made = tuple[Fair, Future[Fair]]


DEMO_ORGANISER = "organiser@example.org"


class SizeChoice(StrEnum):
    """How large the fair is."""

    SMALL = "small"
    FULL = "full"


def demo(
    size: Annotated[
        SizeChoice, typer.Option(help="full: 1,000 exhibitors, 46,000 visitors; small: 1/20.")
    ] = SizeChoice.SMALL,
    seed: Annotated[
        int, typer.Option(min=0, max=MOST_SEED, help="The same seed, the same fair.")
    ] = 1,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder to write the fair to.",
            show_default="in Fairlead's data folder",
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to serve on.")] = 8000,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the site when all is done.")
    ] = True,
    months: Annotated[
        bool | None,
        typer.Option(
            "--months/--no-months",
            help="A year of monthly flows for the standing search, judged once the site is up.",
            show_default="where the site is served",
        ),
    ] = None,
) -> None:
    """Make a synthetic fair, load it, run the whole chain on it, and serve the site.

    Every firm and person in it is invented. An earlier demonstration is replaced.
    """
    from rich.console import Console

    from fairlead.apps.fairs.garbage_collection import pause_collection
    from fairlead.cli.own_process import compute_on_one_thread, keep_pandas_out
    from fairlead.cli.serve import check_free, keep_worker, name_site

    compute_on_one_thread()
    keep_pandas_out()
    if serve:
        check_free("127.0.0.1", port)
        name_site("127.0.0.1", port)
    console = Console(highlight=False)
    with (
        end_by_signals(),
        hold_demonstration(),
        tell_preparation() as teller,
        Compilers(
            teller.home / "compiled", matching=size is SizeChoice.FULL, behind=serve
        ) as compilers,
    ):
        server = start_server(port) if serve else None
        try:
            if server is not None:
                console.print(
                    f"Follow it at http://127.0.0.1:{port}/ (Ctrl-C stops it)\n", markup=False
                )
            with pause_collection():
                edition = _make(
                    size.value, out, seed=seed, console=console, compilers=compilers, teller=teller
                )
                gc.freeze()  # what was made until here stays
            password = _make_demo_organiser() if serve else ""
        except BaseException:
            if server is not None:
                stop_server(server)
            raise
    if server is not None:
        from fairlead.apps.fairs.language import choose_text

        address = f"http://127.0.0.1:{port}"
        name = choose_text(edition.name, edition)
        console.print(
            f"\n{name} is at {address}/{edition.code}/ (Ctrl-C stops it)\n"
            "Its pages need no account.\n"
            f"One registers at {address}/{edition.code}/register/{_say_where_mail_goes()}\n"
            f"The organiser's office is at {address}/office/: "
            f"e-mail {DEMO_ORGANISER}, password {password}",
            markup=False,
            soft_wrap=True,
        )
        with end_by_signals(), keep_worker(), stop_with(server):
            if months is not False:
                _follow_year(edition, size.value, seed, console)
            wait_for(server)
    elif months:
        _follow_year(edition, size.value, seed, console)


def _follow_year(edition: Edition, size: str, seed: int, console: Console) -> None:
    """Judge a year of monthly flows beside the site, which shows each month when it is done."""
    from fairlead.cli.database import open_database

    began = time.perf_counter()
    with open_database():
        from fairlead.demo.months import follow_year
        from fairlead.demo.size import SIZES

        done = follow_year(edition, size=SIZES[size], seed=seed)
    console.print(
        f"{done} months of the standing search judged: {time.perf_counter() - began:.1f} s; see "
        f"/{edition.code}/critical-imports/{edition.partner_country}/history/",
        markup=False,
        soft_wrap=True,
    )


@contextmanager
def tell_preparation() -> Iterator[Teller]:
    """Yield who tells the site where the demonstration stands, and tell its end."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairlead.config.settings")
    from django.conf import settings

    from fairlead.apps.pipeline.preparation import Teller

    teller = Teller(settings.FAIRLEAD_HOME)
    try:
        yield teller
    finally:
        teller.finish()


def _make(
    size: str,
    out: Path | None,
    *,
    seed: int,
    console: Console,
    compilers: Compilers,
    teller: Teller,
) -> Edition:
    """Return the edition of the synthetic fair, with everything the chain found recorded.

    What is not needed for the next step is left for later: the database starts and gives up an
    earlier demonstration while the fair is made, the timetable is made while the rest of the
    chain is imported, and what is found is recorded beside the rest.
    """
    from fairlead.cli.database import explain_faults
    from fairlead.cli.run import report_progress

    watch = Watch(console, teller)
    promised: Future[Made] = Future()
    folder = out or _choose_folder(size)
    with (
        _give_up(promised),  # also where Ctrl-C comes before the publisher is entered
        _start_threads() as pool,
        explain_faults(),
        _publish(promised, folder, seed=seed, watch=watch, teller=teller) as publisher,
        _give_up(promised),
    ):
        from fairlead.demo.fair import write_demo
        from fairlead.demo.size import SIZES
        from fairlead.folder.read import read_fair

        with watch.step("fair", "fair made, written and read"):
            write_demo(folder, size=SIZES[size], seed=seed)
            fair = read_fair(folder)
        with_flows = pool.submit(_prepare_flows, fair)
        promised.set_result((fair, with_flows))
        from fairlead.chain.scheduling.background import BackgroundTimetable

        def publish(part: Part) -> None:
            then = {"matching": _form_delegation, "portfolio": _publish_statements}
            done = partial(watch.add_part, part.step)
            publisher.publish(part, done, then=then.get(part.step.name))

        with report_progress(console) as shown:
            progress = _tell_progress(shown, teller, compilers)
            timetable = BackgroundTimetable(
                fair, seed=seed, progress=progress, wait=compilers.wait_for_search, then=publish
            )
            with timetable:
                from fairlead.chain.run import run_chain

                run_chain(
                    with_flows.result(),
                    seed=seed,
                    progress=progress,
                    timetable=timetable,
                    found=publish,
                )
        publisher.wait()
        edition = publisher.edition
    watch.print(fair, folder)
    return edition


@contextmanager
def _start_threads() -> Iterator[ThreadPoolExecutor]:
    """Yield threads; one starts the database, whose faults are told where it is first used."""
    from fairlead.cli.database import start_database

    with ThreadPoolExecutor(2) as pool:
        pool.submit(start_database)
        yield pool


def _publish(
    promised: Future[Made], folder: Path, *, seed: int, watch: Watch, teller: Teller
) -> Publisher:
    """Return who loads the fair, once it is made, and records what is found in it."""
    from fairlead.apps.pipeline.publisher import Publisher

    def load() -> Recorder:
        from fairlead.cli.database import open_database, save_beside, work_as_owner

        with watch.step("database", "database ready"), open_database():
            pass
        save_beside()
        from django.db import transaction

        from fairlead.demo.place import choose_code, remove_demonstrations
        from fairlead.demo.size import CODE

        with watch.step("load", "loaded into the database"):
            # An edition is removed by the tables' owner alone.
            with work_as_owner(), transaction.atomic(), _check_references():
                remove_demonstrations(CODE)
                from fairlead.apps.transfer.load import load_fair

                fair, with_flows = promised.result()
                named = choose_code(fair, folder)
                loaded = load_fair(named, replace=True)
            save_beside()
            from fairlead.apps.pipeline.runs import Recorder
            from fairlead.demo.registration import open_registration

            open_registration(loaded)
            with_flows.result()
            teller.name_edition(loaded.code)
        return Recorder(loaded, named, seed=seed)

    return Publisher(load)


def _check_references() -> AbstractContextManager[None]:
    """Return how references are checked: at the end where no page waits for the tables meanwhile.

    No page of the site is shown before there is a fair; those of other editions would wait.
    """
    from fairlead.apps.transfer.check_references import check_references_at_end
    from fairlead.demo.place import is_alone
    from fairlead.demo.size import CODE

    return check_references_at_end() if is_alone(CODE) else nullcontext()


def _form_delegation(edition: Edition) -> None:
    """Send the partner country's delegation, which finds its makers in the lists."""
    from fairlead.demo.delegations import send_delegation

    send_delegation(edition)


def _publish_statements(edition: Edition) -> None:
    """Publish what was said of the projects."""
    from fairlead.demo.headlines import publish_statements

    publish_statements(edition)


def _prepare_flows(fair: Fair) -> Fair:
    """Return the fair with its flows made ready for questions."""
    import django

    django.setup()  # waits where another thread is at it
    from fairlead.apps.trade.studies import prepare_fair

    return prepare_fair(fair)


@contextmanager
def _give_up(promised: Future[Made]) -> Iterator[None]:
    """Stop waiting for what the body did not reach."""
    try:
        yield
    finally:
        promised.cancel()


def _tell_progress(shown: Progress, teller: Teller, compilers: Compilers) -> Progress:
    """Return a progress that the terminal and the site show; matching waits for its compiler."""

    def note(step: Name, words: str, done: float | None) -> None:
        shown(step, words, done)
        if done != 1.0:
            teller.note(step, words, done)
        if step == "dependency" and done == 1.0:
            compilers.wait_for_matching()

    return note


def _make_demo_organiser() -> str:
    """Return a new password of the demonstration's organiser."""
    import secrets

    from fairlead.cli.database import open_database

    password = secrets.token_urlsafe(12)
    with open_database():
        from fairlead.apps.people.domain.appoint_organiser import appoint_organiser

        appoint_organiser(DEMO_ORGANISER, password=password)
    return password


def _say_where_mail_goes() -> str:
    """Return where the codes to sign in with are found when no mail server is named."""
    from django.conf import settings

    if "mail_files" not in settings.EMAIL_BACKEND:
        return ""
    return f" (mails are written to {settings.FAIRLEAD_HOME / 'mail'})"


def _choose_folder(size: str) -> Path:
    from django.conf import settings

    home: Path = settings.FAIRLEAD_HOME
    return home / "demo" / size


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)
