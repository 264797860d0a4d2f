"""People who come within a minute, each with a browser that asks for three pages one by one."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Seen:
    """What the crowd was given: seconds by page, and what was no page."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)


async def come(
    port: int, sessions: Sequence[str], pages: Mapping[str, str], *, within: float, seed: int = 1
) -> Seen:
    """Return what everybody saw; each comes at a moment of the time, drawn evenly."""
    seen, draw = Seen(), random.Random(seed)  # noqa: S311
    moments = [draw.uniform(0, within) for _ in sessions]
    await asyncio.gather(
        *(
            _visit(port, session, pages, seen, after=moment)
            for session, moment in zip(sessions, moments, strict=True)
        )
    )
    return seen


async def _visit(
    port: int, session: str, pages: Mapping[str, str], seen: Seen, *, after: float
) -> None:
    await asyncio.sleep(after)
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError as error:
        seen.faults.append(f"no connection: {error}")
        return
    for name, path in pages.items():
        began = time.perf_counter()
        try:
            status = await asyncio.wait_for(_ask(reader, writer, port, path, session), 60)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            seen.faults.append(f"{name}: {error!r}")
            break
        seen.seconds[name].append(time.perf_counter() - began)
        if status != 200:
            seen.faults.append(f"{name}: {status}")
    writer.close()


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, path: str, session: str
) -> int:
    """Return the status of a page, once all of it is there."""
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n"
        f"Cookie: sessionid={session}\r\n\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(
        int(line.partition(":")[2]) for line in head.split("\r\n") if "content-length:" in line
    )
    await reader.readexactly(length)
    return int(head.split()[1])
