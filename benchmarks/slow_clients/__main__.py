"""`python -m benchmarks.slow_clients PORT PATH`: what slow clients do to the others.

Opens slow clients of every kind against a site on this machine, one kind after another, and
measures a few visitors who ask for one page over and over meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import select
import socket
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace

VISITORS, SECONDS = 4, 6.0
PIPELINED = 50  # requests that one client sends before it reads anything
# The pages that slow readers ask for are made meanwhile, as any site has to.
_SETTLE = 8.0
# A client that was left at once comes again after so many seconds.
_COMES_AGAIN = 5.0

_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\4\0\0\0\0\0"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site listens, and the page that is asked for."""

    host: str
    port: int
    path: str


Slow = Callable[[Site], Awaitable[None]]
_FORM = "POST /office/sign-in/ HTTP/1.1\r\nHost: localhost\r\n"


def _ask_for(path: str) -> str:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n"


async def send_half_a_head(site: Site) -> None:
    """Send the beginning of a head and nothing more."""
    await _hold(site, f"{_ask_for(site.path)}X-Slow: ")


async def send_a_head_without_end(site: Site) -> None:
    """Begin with a head of 30 kB, to which another field is added every second."""
    await _hold(site, f"{_ask_for(site.path)}X-Long: {'a' * 30_000}\r\n", again="X: a\r\n")


async def send_half_a_body(site: Site) -> None:
    """Announce a body to a page that takes none, and send a part of it."""
    head = f"POST {site.path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\na=1"
    await _hold(site, head)


async def send_half_a_form(site: Site) -> None:
    """Announce a form to the address of signing in, and send a part of it."""
    await _hold(site, f"{_FORM}Content-Length: 4000\r\n\r\na=1")


async def send_nothing_of_a_form(site: Site) -> None:
    """Ask whether a form may come, and send nothing of it."""
    await _hold(site, f"{_FORM}Content-Length: 4000\r\nExpect: 100-continue\r\n\r\n")


async def send_half_a_file(site: Site) -> None:
    """Announce a file to an address that takes files of those of the office, and send a part."""
    edition = site.path.split("/")[1]
    head = f"POST /office/{edition}/flows/ HTTP/1.1\r\nHost: localhost\r\n"
    await _hold(site, f"{head}Content-Length: 9000000\r\n\r\na=1", again="a" * 1000)


async def read_slowly(site: Site) -> None:
    """Ask for the page and take nothing of the answer."""
    await _hold(site, f"{_ask_for(site.path)}\r\n")


async def read_none_of_many(site: Site) -> None:
    """Ask for a file of the site many times at once, and take nothing of the answers."""
    await _hold(site, f"{_ask_for('/static/fairlead/fairlead.css')}\r\n" * PIPELINED)


async def keep_the_line(site: Site) -> None:
    """Ask once, and keep the connection for nothing."""
    await _hold(site, f"{_ask_for('/healthz')}\r\n")


async def ask_for_another_protocol(site: Site) -> None:
    """Ask to speak by web sockets."""
    head = f"{_ask_for('/healthz')}Connection: Upgrade\r\nUpgrade: websocket\r\n"
    head += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    await _hold(site, head)


async def say_nothing(site: Site) -> None:
    """Open a connection and send nothing."""
    await _hold(site, "")


async def send_chunks_without_end(site: Site) -> None:
    """Begin a form in chunks of one byte, of which there is always another."""
    await _hold(site, f"{_FORM}Transfer-Encoding: chunked\r\n\r\n", again="1\r\na\r\n")


async def send_half_forms_by_http_2(site: Site) -> None:
    """Announce a hundred forms in one connection of HTTP/2, and send none."""
    fields = b"\x83\x86" + b"".join(
        bytes((name, len(value))) + value
        for name, value in ((0x04, b"/office/sign-in/"), (0x01, b"localhost"))
    )
    fields += b"\x0f\x0d\x044000"  # content-length: 4000
    frames = b"".join(
        len(fields).to_bytes(3, "big") + b"\x01\x04" + stream.to_bytes(4, "big") + fields
        for stream in range(1, 200, 2)
    )
    await _hold(site, (_PREFACE + frames).decode("latin-1"))


async def _hold(site: Site, text: str, *, again: str = "") -> None:
    """Send the text, and some more every second, and begin anew when the server has left."""
    while True:
        began = time.monotonic()
        with suppress(OSError, RuntimeError):
            await _hold_once(site, text, again)
        # Who comes again at once is not slow, but many.
        await asyncio.sleep(max(0.2, began + _COMES_AGAIN - time.monotonic()))


async def _hold_once(site: Site, text: str, again: str) -> None:
    family = socket.AF_INET6 if ":" in site.host else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    line.setblocking(False)
    await asyncio.get_running_loop().sock_connect(line, (site.host, site.port))
    reader, writer = await asyncio.open_connection(sock=line, limit=256)
    left = select.poll()
    left.register(line, select.POLLRDHUP)
    try:
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(text.encode("latin-1"))
        await writer.drain()
        while not left.poll(0):
            await asyncio.sleep(1)
            writer.write(again.encode())
            await writer.drain()
    finally:
        writer.close()


async def visit(site: Site, until: float, taken: list[float]) -> None:
    """Ask for the page until the time; note how long each answer took, 10 s for none."""
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            async with asyncio.timeout(10):
                reader, writer = await asyncio.open_connection(site.host, site.port)
                writer.write(f"{_ask_for(site.path)}Connection: close\r\n\r\n".encode())
                answer = await reader.read(-1)
                writer.close()
            good = answer.startswith(b"HTTP/1.1 200")
        except (OSError, TimeoutError):
            good = False
        taken.append(time.monotonic() - began if good else 10.0)
        await asyncio.sleep(0.02)


async def measure(site: Site, slow: Slow | None, clients: int) -> tuple[list[float], float]:
    """Return the seconds of the visitors' answers, and of the slowest of /healthz, meanwhile."""
    holding = [asyncio.ensure_future(slow(site)) for _ in range(clients)] if slow else []
    await asyncio.sleep(_SETTLE if slow else 1.0)
    taken: list[float] = []
    health: list[float] = []
    until = time.monotonic() + SECONDS
    await asyncio.gather(
        visit(replace(site, path="/healthz"), until, health),
        *(visit(site, until, taken) for _ in range(VISITORS)),
    )
    for client in holding:
        client.cancel()
    await asyncio.gather(*holding, return_exceptions=True)
    return taken, max(health)


KINDS: dict[str, Slow] = {
    "half heads": send_half_a_head,
    "heads without end": send_a_head_without_end,
    "half bodies": send_half_a_body,
    "half forms": send_half_a_form,
    "forms not sent after 100 Continue": send_nothing_of_a_form,
    "half files": send_half_a_file,
    "slow readers": read_slowly,
    f"readers of none of {PIPELINED} answers": read_none_of_many,
    "idle after one request": keep_the_line,
    "asking for web sockets": ask_for_another_protocol,
    "silent ones": say_nothing,
    "forms without end": send_chunks_without_end,
    "of HTTP/2 with 100 half forms each": send_half_forms_by_http_2,
}


async def run(site: Site, clients: int) -> None:
    """Print the table."""
    print("| clients | answers | median | p95 | p95 just before | ratio | /healthz at most |")
    print("|---|---|---|---|---|---|---|")
    for name, slow in KINDS.items():
        before, _ = await measure(site, None, 0)
        taken, health = await measure(site, slow, clients)
        quiet, late = find_p95(before), find_p95(taken)
        print(
            f"| {clients} {name} | {len(taken)} | {1000 * statistics.median(taken):.0f} ms |"
            f" {1000 * late:.0f} ms | {1000 * quiet:.0f} ms | {late / quiet:.1f} |"
            f" {1000 * health:.0f} ms |",
            flush=True,
        )


def find_p95(taken: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(taken)[int(len(taken) * 0.95)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("path")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--clients", type=int, default=500)
    given = parser.parse_args()
    asyncio.run(run(Site(given.host, given.port, given.path), given.clients))
