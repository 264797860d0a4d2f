"""`fairlead serve` and `fairlead web`: the web site, with its worker or without."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import threading

# A worker is told to stop, and its work to come to an end; one that ended starts again after this.
_STOPS_IN, _AGAIN_AFTER = 15.0, 2.0
# One that is told to end while it starts does not hear of it, and would be waited for for ever.
_ENDS_IN = 8
# Requests whose bodies are on their way or whose answers are being read, in one process.
_MOST_REQUESTS = 10_000
# How long the head of a request may take.
_HEAD_MS = 10_000


_Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")]
_Host = Annotated[str, typer.Option(help="Address to listen on.")]
_Workers = Annotated[
    int, typer.Option(min=0, max=64, help="Processes; 0 for one per processor, up to 4.")
]


def serve(port: _Port = 8000, host: _Host = "127.0.0.1", workers: _Workers = 0) -> None:
    """Serve the site, and do its background work, until it is stopped by Ctrl-C."""
    _serve(host, port, workers, with_worker=True)


def web(port: _Port = 8000, host: _Host = "127.0.0.1", workers: _Workers = 0) -> None:
    """Serve the site alone: what it asks for is done by `fairlead worker`, on any machine."""
    _serve(host, port, workers, with_worker=False)


def _serve(host: str, port: int, workers: int, *, with_worker: bool) -> None:
    import sys

    from fairlead.cli.database import open_database

    check_free(host, port)
    name_site(host, port)
    with open_database():
        pass
    sys.stdout.write(f"Fairlead is at http://{_show_address(host)}:{port}/ (Ctrl-C stops it)\n")
    sys.stdout.flush()
    warn_of_debugging()
    with keep_worker() if with_worker else nullcontext():
        run_server(host, port, workers=workers or min(os.cpu_count() or 1, 4))


def name_site(host: str, port: int) -> None:
    """Let links in mails lead to where the site is served, unless the settings name another place.

    Called before the settings are read; the processes that serve and mail inherit it.
    """
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104  compared, not listened on
    here = _show_address("127.0.0.1" if everywhere else host)
    os.environ.setdefault("FAIRLEAD_SITE_URL", f"http://{here}:{port}")


@contextmanager
def keep_worker() -> Iterator[None]:
    """Keep a worker running beside the body: one that ended is started again."""
    import threading

    ended = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(ended,), name="worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join(_STOPS_IN)


def _keep_worker(ended: threading.Event) -> None:
    from fairlead.cli.own_program import start_program

    code = f"from fairlead.cli.worker import work_beside; work_beside({os.getpid()})"
    while not ended.is_set():
        worker = start_program(code)
        while worker.poll() is None and not ended.wait(0.2):
            pass
        if worker.poll() is None:
            worker.terminate()
            worker.wait()
        ended.wait(_AGAIN_AFTER)


def check_free(host: str, port: int) -> None:
    """Raise InvalidInput when the port cannot be listened on."""
    import socket

    from fairlead.folder.input_errors import report_invalid

    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, proto) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except socket.gaierror:
        raise report_invalid("--host", "expected an address of this machine", value=host) from None
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise report_invalid(
                "--host", "expected an address of this machine", value=host
            ) from None
        raise report_invalid(
            "--port",
            f"expected a port that is free and allowed ({error.strerror}): use another one",
            value=f"{host}:{port}",
        ) from None


def warn_of_debugging() -> None:
    """Say on stderr when errors show their causes to every visitor."""
    import sys

    from django.conf import settings

    if settings.DEBUG:
        sys.stderr.write(
            "Warning: FAIRLEAD_DEBUG is on. Errors show code and settings to every visitor, and "
            "pages are slow: only for development.\n"
        )


def run_server(host: str, port: int, *, workers: int) -> None:
    """Serve until a signal stops it; the database is up to date already."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings

    Granian(
        "fairlead.config.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        # Over one connection of HTTP/2 a client has a hundred requests wait for their bodies, and
        # nothing ends a connection that says nothing; a proxy speaks it to browsers.
        http=HTTPModes.http1,
        backpressure=_MOST_REQUESTS,
        http1_settings=HTTP1Settings(header_read_timeout=_HEAD_MS),
        log_enabled=False,
        websockets=False,
        workers_kill_timeout=_ENDS_IN,
    ).serve()


def _show_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)
    app.command()(web)
