"""The gateway promises: who is slow holds no thread, and what nobody asked for is not read."""

from __future__ import annotations

import asyncio
import errno
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from io import BytesIO
from ipaddress import ip_network
from typing import Any

import pytest
from tests.loops import run_alone

from fairlead.apps.work.tokens import EVENTS as WORK_EVENTS
from fairlead.config.gateway import body, routes
from fairlead.config.gateway.application import Gateway, Stream
from fairlead.config.gateway.body import Message
from fairlead.config.gateway.clients import Sender, find_client
from fairlead.config.gateway.lanes import Lane, LaneFull
from fairlead.config.preparing import EVENTS, tell_changes
from fairlead.config.work_events import tell_work

Environ = dict[str, Any]


class Site:
    """A WSGI application that notes its calls; ``hold`` keeps every call until it is set."""

    def __init__(self) -> None:
        self.calls: list[Environ] = []
        self.bodies: list[bytes] = []
        self.hold = threading.Event()
        self.hold.set()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.calls.append(environ)
        self.bodies.append(environ["wsgi.input"].read())
        self.hold.wait(20)
        start_response("200 OK", [("Content-Type", "text/plain"), ("X-Kind", "page")])
        return [b"page of ", environ["PATH_INFO"].encode("latin-1")]


class Client:
    """One request: what it sends, piece by piece, and what came back."""

    def __init__(self, *pieces: bytes, stalls: bool = False) -> None:
        self.pieces = list(pieces)
        self.stalls = stalls
        self.received: list[Message] = []

    async def receive(self) -> Message:
        if self.pieces:
            piece = self.pieces.pop(0)
            return {
                "type": "http.request",
                "body": piece,
                "more_body": bool(self.pieces or self.stalls),
            }
        if self.stalls:
            await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.received.append(message)

    @property
    def status(self) -> int:
        return int(self.received[0]["status"])

    @property
    def text(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.received[1:])

    def header(self, name: bytes) -> bytes | None:
        return dict(self.received[0]["headers"]).get(name)


def scope(path: str, *, method: str = "GET", headers: Iterable[tuple[bytes, bytes]] = ()) -> Any:
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"localhost"), *headers],
        "client": ("192.0.2.7", 5000),
        "server": ("127.0.0.1", 8000),
        "scheme": "http",
        "http_version": "1.1",
    }


def make(site: Site, *, healthy: Callable[[], bool] = lambda: True) -> Gateway:
    return Gateway(site, is_healthy=healthy)


def ask(gateway: Gateway, given: Any, client: Client) -> Awaitable[None]:
    return gateway(given, client.receive, client.send)


FORM = ((b"content-type", b"application/x-www-form-urlencoded"),)


def test_a_page() -> None:
    site, client = Site(), Client(b"")
    run_alone(ask(make(site), scope("/ярмарка/"), client))
    assert client.status == 200
    assert client.text == "page of /ярмарка/".encode()
    assert client.header(b"x-kind") == b"page"
    assert site.calls[0]["REMOTE_ADDR"] == "192.0.2.7"


def test_head_has_no_body() -> None:
    client = Client(b"")
    run_alone(ask(make(Site()), scope("/", method="HEAD"), client))
    assert (client.status, client.text) == (200, b"")


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "X"])
def test_other_methods_never_reach_a_page(method: str) -> None:
    site, client = Site(), Client(b"")
    run_alone(ask(make(site), scope("/", method=method), client))
    assert client.status == 405
    assert client.header(b"allow") == b"GET, HEAD, POST"
    assert (client.header(b"content-security-policy") or b"").startswith(b"default-src 'none'")
    assert b"camera=()" in (client.header(b"permissions-policy") or b"")
    assert client.header(b"referrer-policy") == b"same-origin"
    assert not site.calls


@pytest.mark.parametrize("path", ["/", "/healthz", "/preparation/events", "/background-events"])
@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", FORM, 405),
        ("GET", ((b"content-length", b"3"),), 400),
        ("GET", ((b"transfer-encoding", b"chunked"),), 400),
        ("GET", ((b"content-length", b"many"),), 400),
    ],
)
def test_an_address_that_takes_no_body_reads_none(
    method: str, headers: tuple[tuple[bytes, bytes], ...], status: int, path: str
) -> None:
    site, client = Site(), Client(stalls=True)
    streams: dict[str, Stream] = {EVENTS: tell_changes, WORK_EVENTS: tell_work}
    gateway = Gateway(site, is_healthy=lambda: True, streams=streams)
    run_alone(ask(gateway, scope(path, method=method, headers=headers), client), seconds=2)
    assert client.status == status
    assert client.header(b"connection") == b"close"
    assert not site.calls


def test_a_form_comes_whole() -> None:
    site, client = Site(), Client(b"a=1", b"&b=2")
    given = scope("/office/sign-in/", method="POST", headers=FORM)
    run_alone(ask(make(site), given, client))
    assert client.status == 200
    assert site.bodies == [b"a=1&b=2"]
    assert site.calls[0]["CONTENT_LENGTH"] == "7"


def test_a_form_in_another_language() -> None:
    assert routes.find_route("/ru/office/sign-in/").body_limit > 0
    assert routes.find_route("/office/sign-in/").lane == "sign_in"
    assert routes.find_route("/~kk/ru/office/sign-in/").lane == "sign_in"
    assert routes.find_route("/ru/no/such/page").body_limit == 0


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_too_large(declared: bool) -> None:  # noqa: FBT001
    site = Site()
    limit = routes.find_route("/office/sign-in/").body_limit
    client = Client(*[b"x" * 8192] * (limit // 8192 + 1))
    length = ((b"content-length", str(limit + 8192).encode()),) if declared else ()
    given = scope("/office/sign-in/", method="POST", headers=length)
    run_alone(ask(make(site), given, client))
    assert client.status == 413
    assert not site.calls


def test_a_body_that_does_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "_BEGIN_SECONDS", 0.1)
    monkeypatch.setattr(body, "_SLOWEST", 1e9)
    site, client = Site(), Client(b"a=", stalls=True)
    given = scope("/office/sign-in/", method="POST", headers=FORM)
    run_alone(ask(make(site), given, client), seconds=5)
    assert client.status == 408
    assert not site.calls


def test_a_body_for_which_the_disk_has_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    class FullDisk(BytesIO):
        def write(self, _piece: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(body, "SpooledTemporaryFile", lambda **_: FullDisk())
    site, client = Site(), Client(b"a=1")
    run_alone(ask(make(site), scope("/office/sign-in/", method="POST", headers=FORM), client))
    assert client.status == 503
    assert b"no room left" in client.text
    assert not site.calls


def test_a_client_that_leaves_amid_its_body() -> None:
    site, client = Site(), Client()
    given = scope("/office/sign-in/", method="POST", headers=FORM)
    run_alone(ask(make(site), given, client))
    assert not client.received
    assert not site.calls


def test_slow_bodies_hold_no_thread() -> None:
    async def run() -> None:
        gateway = make(site)
        given = scope("/office/sign-in/", method="POST", headers=FORM)
        slow = [
            asyncio.ensure_future(ask(gateway, given, Client(b"a=", stalls=True)))
            for _ in range(200)
        ]
        await asyncio.sleep(0.1)
        await asyncio.wait_for(ask(gateway, scope("/"), quick), 5)
        for one in slow:
            one.cancel()
        await asyncio.gather(*slow, return_exceptions=True)

    site, quick = Site(), Client(b"")
    run_alone(run())
    assert quick.status == 200
    assert len(site.calls) == 1


def test_health_is_answered_while_every_page_waits() -> None:
    async def run() -> None:
        gateway = make(site)
        site.hold.clear()
        pages = [asyncio.ensure_future(ask(gateway, scope("/"), Client(b""))) for _ in range(20)]
        await asyncio.sleep(0.1)
        await asyncio.wait_for(ask(gateway, scope("/healthz"), client), 5)
        site.hold.set()
        await asyncio.gather(*pages)

    site, client = Site(), Client(b"")
    run_alone(run())
    assert (client.status, client.text) == (200, b"ok\n")


def test_a_flood_of_sign_ins_leaves_the_form_to_those_who_come() -> None:
    site = Site()
    site.hold.clear()

    async def run() -> int:
        gateway = make(site)
        tries = [Client(b"a=1") for _ in range(12)]
        tasks = [
            asyncio.ensure_future(
                ask(gateway, scope("/office/sign-in/", method="POST", headers=FORM), one)
            )
            for one in tries
        ]
        while not site.calls:
            await asyncio.sleep(0.01)
        visitor = Client()
        form = asyncio.ensure_future(ask(gateway, scope("/office/sign-in/"), visitor))
        while len(site.calls) < 2:  # the form is asked for while the one try is still at it
            await asyncio.sleep(0.01)
        site.hold.set()
        await asyncio.gather(form, *tasks)
        return visitor.status

    assert run_alone(run()) == 200
    assert [one["REQUEST_METHOD"] for one in site.calls[:2]] == ["POST", "GET"]


def test_health_asks_the_database_once_for_many() -> None:
    asked: list[float] = []

    def healthy() -> bool:
        asked.append(time.monotonic())
        return False

    async def run() -> None:
        gateway = make(Site(), healthy=healthy)
        await asyncio.gather(*(ask(gateway, scope("/healthz"), one) for one in clients))

    clients = [Client(b"") for _ in range(50)]
    run_alone(run())
    assert {one.status for one in clients} == {503}
    assert len(asked) == 1


def test_the_same_dear_page_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "fairlead.config.gateway.application.choose_route", lambda *_: routes.Route("dear", 0)
    )

    async def run() -> None:
        gateway = make(site)
        site.hold.clear()
        asked = [ask(gateway, scope("/bloc/"), one) for one in same]
        asked += [ask(gateway, scope("/bloc/", headers=((b"cookie", b"s=1"),)), other)]
        waiting = [asyncio.ensure_future(one) for one in asked]
        await asyncio.sleep(0.1)
        site.hold.set()
        await asyncio.gather(*waiting)

    site, same, other = Site(), [Client(b"") for _ in range(10)], Client(b"")
    run_alone(run())
    assert [one.text for one in (*same, other)] == [b"page of /bloc/"] * 11
    assert len(site.calls) == 2, "one for all who are not signed in, one for who may be"


def test_nobody_is_turned_away_from_an_ordinary_page_when_a_fair_opens() -> None:
    """Two thousand people come while no page is answered, as when all fall into one moment."""

    async def run() -> None:
        gateway = make(site)
        site.hold.clear()
        asked = [ask(gateway, scope("/fair/exhibitors/"), one) for one in everybody]
        waiting = [asyncio.ensure_future(one) for one in asked]
        await asyncio.sleep(0.05)
        site.hold.set()
        await asyncio.gather(*waiting)

    site, everybody = Site(), [Client(b"") for _ in range(2_000)]
    run_alone(run())
    assert {one.status for one in everybody} == {200}


def test_a_lane_that_is_full_says_so() -> None:
    async def run() -> list[object]:
        lane = Lane("test", threads=1, most_waiting=2)
        waiting = [asyncio.ensure_future(lane.run(lambda: held.wait(5))) for _ in range(6)]
        await asyncio.sleep(0.1)
        held.set()
        return list(await asyncio.gather(*waiting, return_exceptions=True))

    held = threading.Event()
    answers = run_alone(run())
    assert sum(isinstance(one, LaneFull) for one in answers) == 3
    assert answers.count(True) == 3


def test_one_network_does_not_keep_a_lane_full_for_others() -> None:
    async def run() -> tuple[list[object], bool]:
        lane = Lane("test", threads=1, most_waiting=6, most_of_one=2)
        flood = [
            asyncio.ensure_future(lane.run(lambda: held.wait(5), network="192.0.2.0/24"))
            for _ in range(50)
        ]
        await asyncio.sleep(0.1)
        other = asyncio.ensure_future(lane.run(lambda: True, network="198.51.100.0/24"))
        await asyncio.sleep(0.1)
        held.set()
        return list(await asyncio.gather(*flood, return_exceptions=True)), await other

    held = threading.Event()
    flood, other = run_alone(run())
    assert other
    assert sum(isinstance(one, LaneFull) for one in flood) == 47


@pytest.mark.parametrize("path", ["/account/sign-in/", "/river-2024/critical-imports/bloc/"])
def test_a_flood_from_one_network_leaves_room_for_another(path: str) -> None:
    async def run() -> tuple[Client, set[int]]:
        form = path.startswith("/account")
        given = scope(path, method="POST" if form else "GET", headers=FORM if form else ())

        def ask_from(address: str, number: int) -> Client:
            client = Client(b"")
            asked = {**given, "client": (address, 5000), "query_string": b"n=%d" % number}
            waiting.append(asyncio.ensure_future(ask(gateway, asked, client)))
            return client

        waiting: list[asyncio.Future[None]] = []
        flood = [ask_from("192.0.2.7", number) for number in range(100)]
        await asyncio.sleep(0.2)
        other = ask_from("198.51.100.7", 1_000)
        await asyncio.sleep(0.2)
        site.hold.set()
        await asyncio.gather(*waiting)
        return other, {one.status for one in flood}

    site = Site()
    site.hold.clear()
    gateway = make(site)
    other, flood = run_alone(run())
    assert other.status == 200
    assert flood == {200, 503}


def test_a_lane_goes_on_after_a_client_has_gone() -> None:
    async def run() -> bool:
        lane = Lane("test", threads=1, most_waiting=4)
        gone = asyncio.ensure_future(lane.run(lambda: held.wait(5)))
        await asyncio.sleep(0.05)
        gone.cancel()
        later = asyncio.ensure_future(lane.run(lambda: True))
        await asyncio.sleep(0.05)
        assert not later.done(), "the thread is still at work"
        held.set()
        return await later

    held = threading.Event()
    assert run_alone(run())


PROXIES = [ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.7", b"198.51.100.1", "192.0.2.7"),
        ("10.0.0.1", b"198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", b"203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", b"198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", b"198.51.100.1, nonsense", "10.0.0.1"),
        ("10.0.0.1", b"", "10.0.0.1"),
        ("2001:db8::1", b"2001:4860::5", "2001:4860::5"),
        ("::ffff:10.0.0.1", b"198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", b"::ffff:198.51.100.1, ::ffff:10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", b"198.51.100.1:5060", "198.51.100.1"),
        ("10.0.0.1", b"[2001:4860::5]:443", "2001:4860::5"),
    ],
)
def test_whose_request_it_is(peer: str, forwarded: bytes, expected: str) -> None:
    headers = [(b"x-forwarded-for", forwarded)] if forwarded else []
    assert find_client(peer, headers, PROXIES) == expected
    assert find_client(peer, headers, []) == peer.removeprefix("::ffff:")


@pytest.mark.parametrize("peer", ["::ffff:192.0.2.7", "::FFFF:c000:207"])
def test_a_visitor_by_ipv4_is_one_at_a_socket_of_ipv6_too(peer: str) -> None:
    assert find_client(peer, [], PROXIES) == find_client(peer, [], []) == "192.0.2.7"


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("path", ["/office/a/flows/", "/a/desk/organisation/show/logo/"])
def test_a_file_of_nobody_is_left_unread(path: str, declared: bool) -> None:  # noqa: FBT001
    length = (b"content-length", b"6000000") if declared else (b"transfer-encoding", b"chunked")
    site, client = Site(), Client(b"x" * 6000, stalls=True)
    run_alone(ask(make(site), scope(path, method="POST", headers=(length,)), client), seconds=5)
    assert client.status == 200
    assert client.header(b"connection") == b"close"
    assert site.bodies == [b""]
    assert len(client.pieces) == 1


def test_a_form_without_a_file_is_taken_where_a_file_may_come() -> None:
    site, client = Site(), Client(b"a=1")
    length = (b"content-length", b"3")
    given = scope("/office/a/flows/", method="POST", headers=(length,))
    run_alone(ask(make(site), given, client))
    assert site.bodies == [b"a=1"]


def test_one_account_sends_a_few_files_at_a_time_and_leaves_room_for_others() -> None:
    async def run() -> None:
        gateway = Gateway(site, is_healthy=lambda: True, find_sender=lambda _: senders.pop())
        length = (b"content-length", b"6000000")
        given = scope("/office/a/flows/", method="POST", headers=(length,))
        slow = [Client(b"x", stalls=True) for _ in range(12)]
        sent = [asyncio.ensure_future(ask(gateway, given, one)) for one in slow]
        await asyncio.sleep(0.2)
        assert [one.status for one in slow if one.received] == [503] * 10
        quick = Client(b"x" * 100)
        await ask(gateway, given, quick)
        assert quick.status == 200
        for one in sent:
            one.cancel()
        await asyncio.gather(*sent, return_exceptions=True)
        await ask(gateway, given, again := Client(b"x"))
        assert again.status == 200

    site = Site()
    senders = [Sender(1, True), Sender(2, True), *[Sender(1, True)] * 12]
    run_alone(run())


def test_a_file_is_waited_for_as_long_as_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that stops amid a file is left soon, however large the file may be."""
    monkeypatch.setattr(body, "_BEGIN_SECONDS", 0.3)
    monkeypatch.setattr(body, "_SLOWEST", 100_000)
    site = Site()
    gateway = Gateway(site, is_healthy=lambda: True, find_sender=lambda _: Sender(1, True))
    given = scope("/office/a/flows/", method="POST", headers=((b"content-length", b"9000000"),))
    begun = time.monotonic()
    run_alone(ask(gateway, given, client := Client(b"x" * 20_000, stalls=True)), seconds=20)
    assert client.status == 408
    assert 0.4 < time.monotonic() - begun < 5
    assert not site.calls
