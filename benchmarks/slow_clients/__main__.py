"""`python -m benchmarks.slow_clients PORT PATH`: what slow clients do to the others.

Opens slow clients of every kind against a site on this machine, one kind after another, and
measures a few visitors who ask for one page over and over meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import statistics
import time
from collections.abc import Awaitable, Callable

HOST = "127.0.0.1"
CLIENTS, VISITORS, SECONDS = 500, 4, 8.0
# The pages that slow readers ask for are made meanwhile, as any site has to.
_SETTLE = 10.0

_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\4\0\0\0\0\0"
Slow = Callable[[int, str], Awaitable[None]]


async def send_half_a_head(port: int, path: str) -> None:
    """Send the beginning of a head and nothing more."""
    await _hold(port, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")


async def send_half_a_body(port: int, path: str) -> None:
    """Announce a body to a page that takes none, and send a part of it."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\na=1"
    await _hold(port, head)


async def send_half_a_form(port: int, path: str) -> None:  # noqa: ARG001
    """Announce a form to the address of signing in, and send a part of it."""
    head = "POST /office/sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\na=1"
    await _hold(port, head)


async def read_slowly(port: int, path: str) -> None:
    """Ask for the page and take nothing of the answer."""
    await _hold(port, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")


async def say_nothing(port: int, path: str) -> None:  # noqa: ARG001
    """Open a connection and send nothing."""
    await _hold(port, "")


async def send_chunks_without_end(port: int, path: str) -> None:  # noqa: ARG001
    """Begin a form in chunks of one byte, of which there is always another."""
    head = "POST /office/sign-in/ HTTP/1.1\r\nHost: localhost\r\n"
    head += "Transfer-Encoding: chunked\r\n\r\n"
    await _hold(port, head, again="1\r\na\r\n")


async def send_half_forms_by_http_2(port: int, path: str) -> None:  # noqa: ARG001
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
    await _hold(port, (_PREFACE + frames).decode("latin-1"))


async def _hold(port: int, text: str, *, again: str = "") -> None:
    """Send the text, and some more every second, for as long as the connection is held there."""
    while True:
        try:
            line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            line.setblocking(False)
            await asyncio.get_running_loop().sock_connect(line, (HOST, port))
            reader, writer = await asyncio.open_connection(sock=line, limit=256)
        except OSError:
            await asyncio.sleep(0.5)
            continue
        try:
            writer.write(text.encode("latin-1"))
            await writer.drain()
            reader._transport.pause_reading()  # type: ignore[attr-defined]
            for _ in range(60):
                await asyncio.sleep(1)
                writer.write(again.encode())
                await writer.drain()
        except (OSError, RuntimeError):
            await asyncio.sleep(0.5)
        finally:
            writer.close()


async def visit(port: int, path: str, until: float, taken: list[float]) -> None:
    """Ask for the page until the time; note how long each answer took, 10 s for none."""
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            async with asyncio.timeout(10):
                reader, writer = await asyncio.open_connection(HOST, port)
                head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                writer.write(head.encode())
                answer = await reader.read(-1)
                writer.close()
            good = answer.startswith(b"HTTP/1.1 200")
        except (OSError, TimeoutError):
            good = False
        taken.append(time.monotonic() - began if good else 10.0)
        await asyncio.sleep(0.02)


async def measure(port: int, path: str, slow: Slow | None) -> list[float]:
    """Return the seconds of the visitors' answers while the slow clients are there."""
    clients = [asyncio.ensure_future(slow(port, path)) for _ in range(CLIENTS)] if slow else []
    await asyncio.sleep(_SETTLE)
    taken: list[float] = []
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(visit(port, path, until, taken) for _ in range(VISITORS)))
    for client in clients:
        client.cancel()
    await asyncio.gather(*clients, return_exceptions=True)
    return taken


async def run(port: int, path: str) -> None:
    """Print the table."""
    print("| clients | answers | median | p95 | p95 over the quiet one |\n|---|---|---|---|---|")
    quiet = 0.0
    for name, slow in (
        ("none", None),
        ("500 half heads", send_half_a_head),
        ("500 half bodies", send_half_a_body),
        ("500 half forms", send_half_a_form),
        ("500 slow readers", read_slowly),
        ("500 silent ones", say_nothing),
        ("500 forms without end", send_chunks_without_end),
        ("500 of HTTP/2 with 100 half forms each", send_half_forms_by_http_2),
    ):
        taken = sorted(await measure(port, path, slow))
        p95 = taken[int(len(taken) * 0.95)]
        quiet = quiet or p95
        middle = 1000 * statistics.median(taken)
        print(
            f"| {name} | {len(taken)} | {middle:.0f} ms | {1000 * p95:.0f} ms | {p95 / quiet:.1f} |"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("path")
    given = parser.parse_args()
    asyncio.run(run(given.port, given.path))
