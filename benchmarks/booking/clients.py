"""Clients that press "Accept" over real HTTP, each writing down every answer it got.

A client knows two web processes. When one gives no answer, or says that the database is away, it
asks again, the other one by turns, until the answer is that it is done or why it cannot be. What
was done although the answer was lost it finds on the page of the request.
"""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

DONE, CONFLICT = "done", "conflict"
_PATIENCE = 120.0  # seconds for one attempt
_COOKIE = re.compile(r"csrftoken=([^;]+)")
_NOTE = re.compile(r'<li class="note note-[^"]*">(.*?)</li>', re.DOTALL)
_STATE = re.compile(r'<p><span class="tag">([^<]*)</span>(?: <bdi>([^<]*)</bdi>)?</p>')


@dataclass(frozen=True, slots=True)
class Said:
    """What became of one attempt."""

    client: int
    request: str
    slot: int
    answer: str
    why: str
    tries: int
    seconds: float
    """Of the last try: what went before was lost or refused by a process that was away."""


class Client:
    """A client with a connection at a time."""

    def __init__(self, number: int, ports: Sequence[int]) -> None:
        """Begin at one of the ports."""
        self._number, self._ports, self._turn = number, ports, number % len(ports)
        self._line: http.client.HTTPConnection | None = None
        self._token = ""

    def attempt(self, request: str, path: str, slot: int, begins: str) -> Said:
        """Return what became of accepting a request for a slot, which begins so."""
        began, tries, lost = time.monotonic(), 0, False
        while time.monotonic() - began < _PATIENCE:
            tries += 1
            asked = time.monotonic()
            try:
                if not self._token:
                    self._fetch_token(path)
                status, page = self._post(path, {"act": "accept", "slot": str(slot)})
                answer, why = self._read(status, page)
                if answer == CONFLICT and lost and self._is_accepted(path, begins):
                    answer, why = DONE, "the answer was lost"
            except (OSError, http.client.HTTPException):
                self._change()
                lost = True
                time.sleep(0.1)
                continue
            if answer:
                taken = time.monotonic() - asked
                return Said(self._number, request, slot, answer, why, tries, taken)
            lost = True
            self._change()
            time.sleep(0.2)
        return Said(self._number, request, slot, "none", "", tries, time.monotonic() - began)

    def _read(self, status: int, page: str) -> tuple[str, str]:
        if status == http.HTTPStatus.FOUND:
            return DONE, ""
        if status == http.HTTPStatus.CONFLICT:
            return CONFLICT, " ".join(" ".join(_NOTE.findall(page)).split())
        if status in {http.HTTPStatus.SERVICE_UNAVAILABLE, http.HTTPStatus.BAD_GATEWAY}:
            return "", ""
        return "other", f"{status}"

    def _is_accepted(self, path: str, begins: str) -> bool:
        _status, page, _cookie = self._ask("GET", path)
        state = _STATE.search(page)
        return state is not None and state[1] == "accepted" and state[2] == begins

    def _fetch_token(self, path: str) -> None:
        status, _page, cookie = self._ask("GET", path)
        found = _COOKIE.search(cookie)
        if status != http.HTTPStatus.OK or found is None:
            raise http.client.HTTPException(f"no token: {status}")
        self._token = found[1]

    def _post(self, path: str, fields: Mapping[str, str]) -> tuple[int, str]:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={self._token}",
            "X-CSRFToken": self._token,
        }
        status, page, _cookie = self._ask("POST", path, urlencode(fields), headers)
        return status, page

    def _ask(
        self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        if self._line is None:
            port = self._ports[self._turn % len(self._ports)]
            self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._line.request(method, path, body or None, dict(headers or {}))
        answer = self._line.getresponse()
        page = answer.read().decode("utf-8", "replace")
        return answer.status, page, answer.getheader("Set-Cookie") or ""

    def _change(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None
        self._turn += 1


class Crowd:
    """All clients together, and how many attempts they have come to."""

    def __init__(self, ports: Sequence[int], *, clients: int, seed: int) -> None:
        """Make them."""
        self._clients = [Client(number, ports) for number in range(clients)]
        self._seed, self._lock = seed, threading.Lock()
        self.said: list[Said] = []

    def run(self, requests: Mapping[str, str], slots: Mapping[str, str], *, attempts: int) -> None:
        """Let everybody make its share of the attempts; each picks a request and a slot by lot."""
        codes, times = sorted(requests), sorted(slots)
        share = attempts // len(self._clients)

        def work(number: int) -> None:
            drawn = random.Random(self._seed * 100_003 + number)  # noqa: S311  no secret
            for _ in range(share):
                code, slot = drawn.choice(codes), drawn.choice(times)
                client = self._clients[number]
                said = client.attempt(code, requests[code], int(slot), slots[slot])
                with self._lock:
                    self.said.append(said)

        threads = [
            threading.Thread(target=work, args=(number,)) for number in range(len(self._clients))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
