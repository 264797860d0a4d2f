"""`python -m benchmarks.registration`: people register over HTTP, and the organiser approves them.

Each asks for a code at an address, reads the mail, types it, fills in the form and comes to the
desk; then an organiser approves all of them in the office. With ``--write FILE`` the page of the
documentation is written too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.pages.server import EDITION, prepare, processor_seconds, served, stop
from benchmarks.registration.visitor import Mailbox, Visitor

COMMAND = "python -m benchmarks.registration --write docs/reference/benchmarks/registration.md"
# Whom the organiser looks at; nobody's quota is reached.
_MAKE_TYPE = f"""
from fairlead.cli.database import open_database
with open_database():
    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.people.models import ParticipationType
    from fairlead.folder.localized_text import LocalizedText
    edition = Edition.objects.get(code={EDITION!r})
    edition.first_day = edition.first_day.replace(year=edition.first_day.year + 20)
    edition.save()
    ParticipationType.objects.create(
        edition=edition, code="measured", name=LocalizedText({{"en": "Measured"}}),
        needs_approval=True,
    )
"""
_BY_REQUEST = """
from fairlead.cli.database import open_database
with open_database():
    from benchmarks.registration.requests import measure_requests
    print(measure_requests(60))
    from fairlead.apps.people.models import Participation
    Participation.objects.filter(type__code="measured").update(state="cancelled")
"""
_COUNT = f"""
from fairlead.cli.database import open_database
with open_database():
    from fairlead.apps.people.models import Participation
    found = Participation.objects.filter(edition__code={EDITION!r}, type__code="measured")
    found = found.exclude(state="cancelled")
    print(*sorted(found.values_list("state", flat=True)), sep="\\n")
"""
_APPROVE = f"""
import time
from fairlead.cli.database import open_database
with open_database():
    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.people.domain.decide_registration import decide_registrations
    from fairlead.apps.people.domain.record_change import COMMAND_LINE
    from fairlead.apps.people.models import Participation
    edition = Edition.objects.get(code={EDITION!r})
    found = Participation.objects.filter(edition=edition, type__code="measured")
    found = found.exclude(state="cancelled")
    from django.urls import get_resolver
    _ = get_resolver().url_patterns  # a site that runs has read them
    began = time.perf_counter()
    decided, refused = decide_registrations(
        edition, list(found.values_list("pk", flat=True)), approve=True, by=COMMAND_LINE
    )
    print(decided, refused, f"{{time.perf_counter() - began:.2f}}")
"""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=8, help="who register at the same time")
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--write", type=Path, help="the page of the documentation to write")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fl-") as folder:
        home = Path(folder)
        try:
            prepare(home, size=asked.size)
            text = _measure(home, people=asked.people, clients=asked.clients)
        finally:
            stop(home)
    print(text)
    if asked.write:
        asked.write.write_text(_page(text, asked.size, asked.clients), encoding="utf-8")


def _measure(home: Path, *, people: int, clients: int) -> str:
    _run(home, _MAKE_TYPE)
    by_request = _run(home, _BY_REQUEST).strip()
    with served(home, workers=2) as (host, port, process):
        waited: list[float] = []
        faults: list[BaseException] = []
        left = list(range(people))
        lock, box = threading.Lock(), Mailbox(home / "mail")

        def register() -> None:
            while True:
                with lock:
                    if not left or faults:
                        return
                    number = left.pop()
                try:
                    waited.extend(_register(host, port, number, box))
                except BaseException as fault:  # noqa: BLE001  told below, by the main thread
                    faults.append(fault)

        own = time.process_time()
        before, began = processor_seconds(process, home), time.perf_counter()
        threads = [threading.Thread(target=register) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took, own = time.perf_counter() - began, time.process_time() - own
        site, base = (
            later - earlier
            for earlier, later in zip(before, processor_seconds(process, home), strict=True)
        )
    if faults:
        raise faults[0]
    states = _run(home, _COUNT).split()
    assert states == ["registered"] * people, (len(states), set(states))
    decided, refused, seconds = _run(home, _APPROVE).split()
    assert (int(decided), int(refused)) == (people, 0)
    ordered = sorted(waited)
    return "\n".join(
        (
            "| | |",
            "|---|---|",
            f"| people registered, none with an error | {people:,} |",
            f"| wall clock | {took:.1f} s ({people / took:.0f} a second) |",
            f"| requests of each | {len(waited) / people:.1f} |",
            f"| an answer, median | {statistics.median(ordered) * 1000:.0f} ms |",
            f"| an answer, nineteen of twenty within | "
            f"{ordered[int(len(ordered) * 0.95)] * 1000:.0f} ms |",
            f"| processor time of the site, a person | {site / people * 1000:.1f} ms |",
            f"| of PostgreSQL, a person | {base / people * 1000:.1f} ms |",
            f"| of the visitors' own program, a person | {own / people * 1000:.1f} ms |",
            f"| all approved at once | {float(seconds):.1f} s |",
            "",
            "What each request takes of the processor, asked in one process before:",
            "",
            by_request,
        )
    )


def _register(host: str, port: int, number: int, box: Mailbox) -> list[float]:
    """Return how long each request of a registration took."""
    address = f"measured-{number:05d}@example.org"
    visitor = Visitor(host, port, number=number)
    page = visitor.open(f"/{EDITION}/register/?as=measured")
    page = visitor.send(page, {"email": address})
    page = visitor.send(page, {"code": box.wait_for(address)})
    page = visitor.send(page, {"name": f"Measured Person {number:05d}", "country": "KAZ"})
    assert visitor.path == f"/{EDITION}/desk/", (visitor.path, page[:2000])
    visitor.close()
    return visitor.waited


def _run(home: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "FAIRLEAD_HOME": str(home)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _page(text: str, size: str, clients: int) -> str:
    told = (
        f"`{COMMAND}`: on the {size} demonstration, {clients} visitors at a time register over "
        "HTTP, each from its own network: the page, an address, the code out of the mail, "
        "name and country, and the desk. The clients share the machine with the site, its "
        "database and its worker. Then all are approved in one act."
    )
    return f"# Registration\n{told}\n\n{text}\n"


if __name__ == "__main__":
    main()
