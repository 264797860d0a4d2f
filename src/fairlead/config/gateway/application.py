"""The site as an ASGI application: bodies and readers wait in the event loop, pages in threads."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import IO, Any

from fairlead.apps.people.domain.visitor_address import find_block
from fairlead.config.embedded.faults import FULL
from fairlead.config.gateway.body import (
    BodyTooLarge,
    BodyTooSlow,
    ClientGone,
    Message,
    Receive,
    read_body,
)
from fairlead.config.gateway.clients import Network, Sender, find_client
from fairlead.config.gateway.lanes import Lane, LaneFull, Places
from fairlead.config.gateway.routes import Route, choose_route
from fairlead.config.gateway.wsgi_call import (
    Answer,
    Application,
    Environ,
    build_environ,
    call_application,
)
from fairlead.config.security import PERMISSIONS
from fairlead.ui.serving import TEXTS_BYTES as FROM_ANYBODY

Send = Callable[[Message], Awaitable[None]]
Scope = Mapping[str, Any]

_METHODS = ("GET", "HEAD", "POST")
_HEALTH = "/healthz"
_PIECE = 64 * 1024
# A reader that takes none of a piece for so long is left alone, in seconds.
_SEND_SECONDS = 30.0
# How long an answer about health stands, and how long it is waited for, in seconds.
_HEALTH_STANDS, _HEALTH_SECONDS = 1.0, 5.0
# How many ordinary pages wait in a process, and how many seconds: as many as come when a fair
# opens, and as long as somebody looks at an empty screen. Waiting costs a few kilobytes of memory.
_PAGES, _PAGES_WAIT = 2_000, 60.0
_SHARED_BY = (
    b"host",
    b"accept-language",
    b"accept-encoding",
    b"if-none-match",
    b"x-forwarded-proto",
)


# How many files are taken at a time in a process, to the office and to desks, and of one account:
# they lie on disk.
_FILES, _FILES_OF_ONE = 8, 2


def _find_nobody(_environ: Environ) -> None:
    return None


Stream = Callable[[str], AsyncIterator[bytes] | None]
_NO_STREAMS: Mapping[str, Stream] = {}
_MOST_LISTENERS = 200
_EVENT_STREAM = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'"),
]


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class Gateway:
    """Calls a WSGI application from the event loop.

    A thread gets a request when its body is there and gives the answer back whole, so a slow
    client holds a connection and nothing else. An address takes a body only when its view says
    so (`fairlead.ui.serving`), never one larger than it says. ``is_healthy`` answers /healthz, in
    a separate thread and at most once a second, for any Host header.
    """

    def __init__(
        self,
        application: Application,
        *,
        is_healthy: Callable[[], bool],
        trusted: Sequence[Network] = (),
        threads: int = 2,
        find_sender: Callable[[Environ], Sender | None] = _find_nobody,
        streams: Mapping[str, Stream] = _NO_STREAMS,
    ) -> None:
        """Keep the application; ``trusted`` are the networks of the proxies in front.

        ``find_sender`` says whose a request is that brings a file; where it is nobody's who may
        send one there, the file is left unread.
        ``streams`` are addresses whose events are told for as long as the client listens, by the
        event loop alone; each is given the query of the address, and returns None for one that
        it does not answer.
        """
        self._streams = streams
        self._listeners = 0
        self._application = application
        self._is_healthy = is_healthy
        self._find_sender = find_sender
        self._files = {
            to_office: Places(most=_FILES, most_of_one=_FILES_OF_ONE) for to_office in (False, True)
        }
        self._trusted = trusted
        self._lanes = {
            "pages": Lane("pages", threads=threads, most_waiting=_PAGES, longest_wait=_PAGES_WAIT),
            "dear": Lane("dear", threads=1, most_waiting=32, most_of_one=16),
            "sign_in": Lane("sign-in", threads=1, most_waiting=32, most_of_one=8, gently=True),
        }
        self._health_lane = Lane("health", threads=1, most_waiting=1)
        self._health = (-_HEALTH_STANDS, False)
        self._health_lock = asyncio.Lock()
        self._shared: dict[tuple[object, ...], asyncio.Task[Answer]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] != "http":
            return
        try:
            answer = _refuse_request(scope)
            if answer is None and scope["path"] in self._streams and scope["method"] == "GET":
                query = scope.get("query_string", b"").decode("ascii", "replace")
                await self._stream(scope["path"], query, receive, send)
                return
            answer = answer or await self._answer(scope, receive)
        except ClientGone:
            return
        except LaneFull:
            answer = _refuse(503, "Too many visitors at this moment. Please try again.", retry=5)
        except OSError as error:
            if error.errno not in FULL:
                raise
            answer = _refuse(503, "There is no room left on the site's disk.", retry=60)
        await _send_answer(answer, send, head=scope["method"] == "HEAD")

    async def _stream(self, path: str, query: str, receive: Receive, send: Send) -> None:
        """Send events until they end, the client goes or takes none of them."""
        events = self._streams[path](query)
        if events is None:
            await _send_answer(
                _refuse(403, "This address is old or not complete."), send, head=False
            )
            return
        if self._listeners >= _MOST_LISTENERS:
            await _send_answer(
                _refuse(503, "Too many listen: ask instead.", retry=5), send, head=False
            )
            return
        self._listeners += 1
        gone = asyncio.ensure_future(_wait_until_gone(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _EVENT_STREAM})
            async for event in events:
                if gone.done():
                    break
                message = {"type": "http.response.body", "body": event, "more_body": True}
                await asyncio.wait_for(send(message), _SEND_SECONDS)
            await send({"type": "http.response.body", "body": b""})
        except (OSError, RuntimeError, TimeoutError):
            return
        finally:
            self._listeners -= 1
            gone.cancel()
            if isinstance(events, AsyncGenerator):
                await events.aclose()

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        method, path = scope["method"], scope["path"]
        if path == _HEALTH:
            return await self._answer_health() if method != "POST" else _refuse_post()
        route = choose_route(method, path)
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        limit = route.body_limit if method == "POST" else 0
        if method == "POST" and not limit:
            return _refuse_post()
        if int(length) > limit:
            return _refuse(413, _say_too_large(limit))
        client = find_client((scope.get("client") or ("",))[0], scope["headers"], self._trusted)
        if max(int(length), limit * (b"transfer-encoding" in headers)) > FROM_ANYBODY:
            return await self._take_file(scope, receive, route, client)
        return await self._take(scope, receive, route, client)

    async def _take_file(self, scope: Scope, receive: Receive, route: Route, client: str) -> Answer:
        """Take what is larger than a form from who may send it; others are told by the page."""
        asked = build_environ(scope, io.BytesIO(), client=client)
        sender = await self._lanes["pages"].run(partial(self._find_sender, asked))
        if sender is None:
            answer = await self._ask(scope, io.BytesIO(), route, client)
            answer.headers.append((b"connection", b"close"))
            return answer
        with self._files[sender.to_office].hold(sender.account):
            return await self._take(scope, receive, route, client)

    async def _take(self, scope: Scope, receive: Receive, route: Route, client: str) -> Answer:
        """Read the body, as far as the address takes one, and ask the page."""
        if scope["method"] != "POST":
            return await self._ask(scope, io.BytesIO(), route, client)
        try:
            body = await read_body(receive, limit=route.body_limit)
        except BodyTooLarge:
            return _refuse(413, _say_too_large(route.body_limit))
        except BodyTooSlow:
            return _refuse(408, "What was sent did not come in time.")
        return await self._ask(scope, body, route, client)

    async def _ask(self, scope: Scope, body: IO[bytes], route: Route, client: str) -> Answer:
        environ = build_environ(scope, body, client=client)
        work = partial(call_application, self._application, environ)
        headers = dict(scope["headers"])
        method = scope["method"]
        # The form itself costs nothing: a flood of tries must not keep it from those who come.
        shows_form = route.lane == "sign_in" and route.body_limit > 0 and method != "POST"
        lane = self._lanes["pages" if shows_form else route.lane]
        ask = partial(lane.run, work, network=find_block(client))
        if route.lane == "dear" and method == "GET" and b"cookie" not in headers:
            given = (headers.get(name) for name in _SHARED_BY)
            return await self._share((scope["path"], scope.get("query_string"), *given), ask)
        try:
            return await ask()
        except LaneFull:
            body.close()  # who is called closes it otherwise
            raise

    async def _share(self, key: tuple[object, ...], ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the answer that others wait for already, or ask for it."""
        task = self._shared.get(key)
        if task is None:
            task = asyncio.ensure_future(_keep_whole(ask()))
            self._shared[key] = task
            task.add_done_callback(lambda _: self._shared.pop(key, None))
        one = await asyncio.shield(task)
        return Answer(one.status, one.headers, io.BytesIO(one.body.getvalue()))  # type: ignore[attr-defined]

    async def _answer_health(self) -> Answer:
        try:
            async with asyncio.timeout(_HEALTH_SECONDS), self._health_lock:
                if time.monotonic() - self._health[0] >= _HEALTH_STANDS:
                    healthy = await self._health_lane.run(self._is_healthy)
                    self._health = (time.monotonic(), healthy)
        except (TimeoutError, LaneFull):
            return _refuse(503, "the database does not answer")
        return (
            _refuse(200, "ok") if self._health[1] else _refuse(503, "the database does not answer")
        )


def _refuse_request(scope: Scope) -> Answer | None:
    """Return the refusal of a request that no address takes: by its method, or for its body."""
    method, headers = scope["method"], dict(scope["headers"])
    if method not in _METHODS:
        return _refuse(405, "Expected GET, HEAD or POST.", allow="GET, HEAD, POST")
    length = headers.get(b"content-length", b"0")
    if not length.isdigit():
        return _refuse(400, "Expected Content-Length to be a number.")
    if method != "POST" and (int(length) or b"transfer-encoding" in headers):
        return _refuse(400, "Expected no body at this address.")
    return None


def _refuse_post() -> Answer:
    return _refuse(405, "Nothing can be sent to this address.", allow="GET, HEAD")


async def _keep_whole(asked: Awaitable[Answer]) -> Answer:
    answer = await asked
    with answer.body as body:
        return Answer(answer.status, answer.headers, io.BytesIO(body.read()))


def _say_too_large(limit: int) -> str:
    if limit < 2**20:
        return f"Expected at most {limit:,} bytes."
    return f"This file is too large: expected at most {limit // 2**20} MB. Go back and send less."


def _refuse(status: int, words: str, *, allow: str = "", retry: int = 0) -> Answer:
    """Return a short answer of the gateway's own."""
    text = f"{words}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(text)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        (b"permissions-policy", PERMISSIONS.encode()),
        (b"referrer-policy", b"same-origin"),
    ]
    if allow:
        headers.append((b"allow", allow.encode()))
    if retry:
        headers.append((b"retry-after", str(retry).encode()))
    if status in (400, 408, 413, 405):
        headers.append((b"connection", b"close"))
    return Answer(status, headers, io.BytesIO(text))


async def _send_answer(answer: Answer, send: Send, *, head: bool) -> None:
    """Send piece by piece, a slow reader taking its time, a dead one not for ever."""
    with answer.body as body:
        start = {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        await send(start)
        piece = b"" if head else body.read(_PIECE)
        while True:
            after = b"" if head else body.read(_PIECE)
            message = {"type": "http.response.body", "body": piece, "more_body": bool(after)}
            try:
                async with asyncio.timeout(_SEND_SECONDS):
                    await send(message)
            except TimeoutError:
                return
            if not after:
                return
            piece = after


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
