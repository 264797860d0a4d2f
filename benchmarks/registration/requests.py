"""What each request of a registration costs: processor time of the site and of PostgreSQL.

Asked in this process, so what else the machine does is not waited for; a machine that is busy
still takes more processor time for the same work, so compare figures of one run.
"""

from __future__ import annotations

import gzip
import itertools
import re
import statistics
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import psutil

from benchmarks.pages.server import EDITION
from benchmarks.registration.visitor import ACTION, FORM, HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

STEPS = (
    "the page that asks for an address",
    "the address: a code is mailed",
    "the page that asks for the code",
    "the code: an account, signed in",
    "the form",
    "the form sent: registered, a message queued",
    "the desk",
)
_CODE = re.compile(r"\d{6}")


@dataclass(slots=True)
class _Costs:
    """Seconds and queries of each step, so far."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {one: [] for one in STEPS})
    queries: dict[str, int] = field(default_factory=dict)


def measure_requests(count: int) -> str:
    """Return a table of the steps, measured over so many people; the database is open."""
    from django.conf import settings
    from django.core import mail
    from django.db import connection
    from django.test import Client

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    first = Client(headers={"host": "localhost"})
    first.handler.load_middleware()
    warm, costs = _Costs(), _Costs()
    for number in range(5):
        _go(number, first, warm, queries=number == 4)
    backend = psutil.Process(connection.connection.info.backend_pid)
    before = backend.cpu_times()
    for number in range(5, 5 + count):
        _go(number, first, costs, queries=False)
    after = backend.cpu_times()
    base = (after.user + after.system - before.user - before.system) / count
    lines = ["| request | queries | CPU of the site, ms |", "|---|---|---|"]
    total = 0.0
    for step in STEPS:
        took = statistics.median(costs.seconds[step]) * 1000
        total += took
        lines.append(f"| {step} | {warm.queries[step]} | {took:.1f} |")
    lines.append(f"| all of them | {sum(warm.queries.values())} | {total:.1f} |")
    lines.append(f"| PostgreSQL, for all of them | | {base * 1000:.1f} |")
    return "\n".join(lines)


def _go(number: int, first: Client, costs: _Costs, *, queries: bool) -> None:
    """Let one person register."""
    from django.core import mail
    from django.test import Client

    client = Client(
        headers={"host": "localhost", "accept-encoding": "gzip", "accept-language": "en"},
        REMOTE_ADDR=f"10.{number // 65536}.{number // 256 % 256}.{number % 256}",
    )
    client.handler = first.handler
    steps = iter(STEPS)
    path = f"/{EDITION}/register/?as=measured"
    page = _ask(client, next(steps), costs, path, queries=queries)
    forms: Iterator[Any] = itertools.chain(
        [lambda: {"email": f"request-{number}@example.org"}],
        [lambda: {"code": _CODE.findall(str(mail.outbox[-1].subject))[0]}],
        [lambda: {"name": f"Measured Person {number}", "country": "KAZ"}],
    )
    for fill in forms:
        form = FORM.search(page)
        assert form is not None, page[:2000]
        action = ACTION.search(form[0].partition(">")[0])
        sent = dict(HIDDEN.findall(form[0])) | fill()
        path = action[1] if action else path
        path = _ask(client, next(steps), costs, path, sent, queries=queries)
        page = _ask(client, next(steps), costs, path, queries=queries)


def _ask(
    client: Client,
    step: str,
    costs: _Costs,
    path: str,
    sent: dict[str, str] | None = None,
    *,
    queries: bool,
) -> str:
    """Return the page, or where a form led to."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    began = time.process_time()
    if queries:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path) if sent is None else client.post(path, sent)
        costs.queries[step] = len(asked)
    else:
        answer = client.get(path) if sent is None else client.post(path, sent)
    costs.seconds[step].append(time.process_time() - began)
    if sent is not None:
        assert answer.status_code == HTTPStatus.FOUND, (path, answer.content[:2000])
        return str(answer["Location"])
    assert answer.status_code == HTTPStatus.OK, (path, answer.status_code)
    body = bytes(answer.content)
    return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()
