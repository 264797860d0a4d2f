"""A request's body, read before anything else looks at the request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

# What a body may take before it goes to a file.
_IN_MEMORY = 256 * 1024
# The slowest client that is waited for: this many bytes a second, and some seconds to begin.
_SLOWEST = 16 * 1024
_BEGIN_SECONDS = 10.0


class BodyTooLarge(Exception):
    """More bytes came than the address takes."""


class BodyTooSlow(Exception):
    """The body was not there in time."""


class ClientGone(Exception):
    """The client closed the connection before all of its body had come."""


def allow_seconds(limit: int) -> float:
    """Return how many seconds a body of at most ``limit`` bytes may take."""
    return _BEGIN_SECONDS + limit / _SLOWEST


async def read_body(receive: Receive, *, limit: int, seconds: float) -> IO[bytes]:
    """Return the whole body as a file at its beginning; large ones lie on disk.

    Raises BodyTooLarge above ``limit`` bytes, BodyTooSlow after ``seconds``, and ClientGone.
    """
    try:
        async with asyncio.timeout(seconds):
            return await _read(receive, limit=limit)
    except TimeoutError:
        raise BodyTooSlow from None


async def _read(receive: Receive, *, limit: int) -> IO[bytes]:
    body = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  handed to the caller
    size = 0
    try:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            piece = message.get("body", b"")
            size += len(piece)
            if size > limit:
                raise BodyTooLarge
            body.write(piece)
            if not message.get("more_body", False):
                body.seek(0)
                return body
    except BaseException:
        body.close()
        raise
