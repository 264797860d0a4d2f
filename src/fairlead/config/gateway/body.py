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


async def read_body(receive: Receive, *, limit: int) -> IO[bytes]:
    """Return the whole body as a file at its beginning; large ones lie on disk.

    Raises BodyTooLarge above ``limit`` bytes, BodyTooSlow of a client that sends less than the
    slowest one that is waited for, and ClientGone.
    """
    begun = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout_at(begun + _BEGIN_SECONDS) as bound:
            return await _read(receive, limit=limit, begun=begun, bound=bound)
    except TimeoutError:
        raise BodyTooSlow from None


async def _read(receive: Receive, *, limit: int, begun: float, bound: asyncio.Timeout) -> IO[bytes]:
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
            bound.reschedule(begun + _BEGIN_SECONDS + size / _SLOWEST)
            if not message.get("more_body", False):
                body.seek(0)
                return body
    except BaseException:
        body.close()
        raise
