"""Queue 10,000 mails and send them to a local server: python -m benchmarks.messages.

In its own database, thrown away afterwards. Queueing renders each mail by a template in the
person's language; sending is by the three senders of one worker, each mail marked by itself.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time

COUNT, SENDERS = 10_000, 3


def main() -> None:
    """Print the figures as a table."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    with tempfile.TemporaryDirectory() as home:
        os.environ["FAIRLEAD_HOME"] = home
        os.environ["FAIRLEAD_MAIL_URL"] = f"smtp://127.0.0.1:{port}?tls=no"
        server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.messages.server", str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert server.stdout is not None
        server.stdout.readline()
        try:
            _run()
        finally:
            said, _ = server.communicate("")
        print(f"| the server's processor time | {said.strip()} s |")


def _run() -> None:
    from fairlead.cli.database import open_database

    with open_database():
        from django.db import connections, transaction

        from fairlead.apps.fairs.models import Edition
        from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
        from fairlead.apps.messages.domain.send_messages import send_due_messages
        from fairlead.apps.messages.models import MailRules, Message
        from fairlead.apps.messages.words import OwnText
        from fairlead.apps.people.models import Person

        edition = Edition.objects.create(
            code="bench", name={"en": "Fair"}, city={"en": "City"}, number=1, country="DEU",
            languages=["en", "ru", "ar"], first_day=dt.date(2026, 7, 6), days=4, time_zone="UTC",
            currency="EUR", first_slot=dt.time(10), slot_minutes=20, slots_per_day=20,
        )  # fmt: skip
        MailRules.objects.create(edition=edition, quiet_from=dt.time(0), quiet_until=dt.time(0))
        Person.objects.bulk_create(
            Person(
                name={"en": f"Person {number}"},
                email=f"person-{number}@example.org",
                languages=[("en", "ru", "ar")[number % 3]],
            )
            for number in range(COUNT)
        )
        people = list(Person.objects.all())
        told = {"fair": "Fair", "days": "6-9 July", "address": OwnText("https://example.org/x")}
        print("| | wall clock | processor time |\n|---|---|---|")
        began, used = time.perf_counter(), time.process_time()
        with transaction.atomic():
            queue_messages(
                (
                    Draft("1", one, template="invitation", context={**told, "name": one.name})
                    for one in people
                ),
                edition=edition,
                purpose="meeting",
            )
        _say(f"queue {COUNT:,}", began, used)
        began, used = time.perf_counter(), time.process_time()

        def send() -> None:
            send_due_messages(stops=threading.Event())
            connections.close_all()

        senders = [threading.Thread(target=send) for _ in range(SENDERS)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        seconds = _say(f"send {COUNT:,}", began, used)
        assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
        print(f"| mails a second | {COUNT / seconds:.0f} | |")


def _say(what: str, began: float, used: float) -> float:
    seconds = time.perf_counter() - began
    print(f"| {what} | {seconds:.1f} s | {time.process_time() - used:.1f} s |", flush=True)
    return seconds


if __name__ == "__main__":
    main()
