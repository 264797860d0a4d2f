"""Asks for pages over connections that stay open, as browsers do."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence


def ask(connection: http.client.HTTPConnection, path: str) -> bytes:
    """Return the body of a page; anything but 200 is a fault of the benchmark."""
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, (path, response.status)
    return body


def one_after_another(host: str, port: int, paths: Sequence[str], *, count: int) -> None:
    """Ask for the paths in turn, ``count`` times in all, on one connection."""
    connection = http.client.HTTPConnection(host, port, timeout=30)
    for number in range(count):
        ask(connection, paths[number % len(paths)])
    connection.close()


def at_once(host: str, port: int, paths: Sequence[str], *, clients: int, seconds: float) -> float:
    """Return how many requests a second ``clients`` get answered, each asking without pause."""
    done = [0] * clients
    end = time.perf_counter() + seconds

    def client(number: int) -> None:
        connection = http.client.HTTPConnection(host, port, timeout=30)
        turn = number
        while time.perf_counter() < end:
            ask(connection, paths[turn % len(paths)])
            turn += 1
            done[number] += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - begun)
