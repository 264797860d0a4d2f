"""One call of a WSGI application, its answer held whole, so that no thread waits for a reader."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# What an answer may take before it goes to a file.
_IN_MEMORY = 1024 * 1024


@dataclass(slots=True)
class Answer:
    """Status, headers in lower case as bytes, and the body as a file at its beginning."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: IO[bytes] = field(default_factory=partial(SpooledTemporaryFile, max_size=_IN_MEMORY))


def build_environ(scope: Mapping[str, Any], body: IO[bytes], *, client: str) -> Environ:
    """Return the environ of a request (PEP 3333) whose body was read already.

    ``client`` is the visitor's address. A header with an underscore in its name is left out: it
    would pass for the one with a hyphen.
    """
    size = body.seek(0, 2)
    body.seek(0)
    server = scope.get("server") or ("localhost", 80)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.get("query_string", b"").decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client,
        "CONTENT_LENGTH": str(size),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    return environ


def _add_header(environ: Environ, name: str, value: str) -> None:
    if "_" in name or name in ("content-length", "transfer-encoding", "connection"):
        return
    key = "CONTENT_TYPE" if name == "content-type" else f"HTTP_{name.upper().replace('-', '_')}"
    if key in environ:
        value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
    environ[key] = value


def call_application(application: Application, environ: Environ) -> Answer:
    """Return the whole answer of the application."""
    answer = Answer()

    def start_response(
        status: str,
        headers: list[tuple[str, str]],
        exc_info: object = None,  # noqa: ARG001
    ) -> Callable[[bytes], object]:
        answer.status = int(status.split(" ", 1)[0])
        answer.headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
        ]
        return answer.body.write

    pieces: Iterable[bytes] = ()
    try:
        pieces = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            for piece in pieces:
                answer.body.write(piece)
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()
        environ["wsgi.input"].close()
    answer.body.seek(0)
    return answer
