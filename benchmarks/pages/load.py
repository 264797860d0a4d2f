"""Asks for pages over connections that stay open, as browsers do.

The load comes from a client that does little itself, because it shares the machine with the site:
it sends bytes made beforehand and reads an answer no further than to know that it is whole.
"""

from __future__ import annotations

import http.client
import re
import socket
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Load:
    """What many clients at once were given: answers a second, and seconds waited for one."""

    rate: float
    median: float
    slowest_of_twenty: float


def ask(host: str, port: int, path: str) -> bytes:
    """Return the packed body of a page; anything but 200 is a fault of the benchmark."""
    connection = http.client.HTTPConnection(host, port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    assert response.status == 200, (path, response.status)
    return body


class Client:
    """One open connection to the site."""

    def __init__(self, host: str, port: int) -> None:
        """Open the connection."""
        self._socket = socket.create_connection((host, port), timeout=30)
        self._host = f"{host}:{port}"

    def ask(self, path: str) -> None:
        """Ask for a page and wait until all of it is there."""
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        answer = self._more(path)
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self._more(path)
        assert answer.startswith(b"HTTP/1.1 200"), (path, answer[:200])
        length = _LENGTH.search(answer, 0, end)
        assert length is not None, answer[:end]
        missing = end + 4 + int(length[1]) - len(answer)
        while missing > 0:
            missing -= len(self._more(path))

    def _more(self, path: str) -> bytes:
        """Return what comes next of the answer."""
        part = self._socket.recv(65536)
        assert part, f"the site closed the connection while answering {path}"
        return part

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()


def one_after_another(host: str, port: int, paths: Sequence[str], *, count: int) -> None:
    """Ask for the paths in turn, ``count`` times in all, on one connection."""
    client = Client(host, port)
    for number in range(count):
        client.ask(paths[number % len(paths)])
    client.close()


def at_once(host: str, port: int, paths: Sequence[str], *, clients: int, seconds: float) -> Load:
    """Return what ``clients`` are given, each asking for the paths in turn without pause."""
    waits: list[list[float]] = [[] for _ in range(clients)]
    end = time.perf_counter() + seconds

    def visit(number: int) -> None:
        client = Client(host, port)
        turn, now = number, time.perf_counter()
        while now < end:
            begun = now
            client.ask(paths[turn % len(paths)])
            now = time.perf_counter()
            turn += 1
            waits[number].append(now - begun)
        client.close()

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [wait for of_one in waits for wait in of_one]
    answered = len(every) - clients  # each one's last answer came when the time was over
    return Load(answered / seconds, statistics.median(every), statistics.quantiles(every, n=20)[-1])
