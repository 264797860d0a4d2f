"""A worker killed in the middle of a mailing: nothing is lost, and nothing sent twice."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from tests.apps.messages.mail_server import Mailbox, serve_mail
from tests.sites import factories as make

from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.messages.models import MailState, Message

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
COUNT, SENDERS = 300, 3
ENDED = (MailState.SENT, MailState.DOUBTFUL)
HOST = "localhost"
_WORKER = """
import os, sys, django
from django.conf import settings
os.environ["DJANGO_SETTINGS_MODULE"] = "fairlead.config.settings"
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.DATABASES["default"]["OPTIONS"]["role"] = "superuser"
django.setup()
from fairlead.config.worker import run_worker
run_worker(lanes=())
"""


def start(port: int) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "FAIRLEAD_HOME": str(settings.DATABASES["default"]["OPTIONS"]["home"]),
        "FAIRLEAD_MAIL_URL": f"smtp://127.0.0.1:{port}?tls=no",
    }
    name = str(connection.settings_dict["NAME"])
    return subprocess.Popen([sys.executable, "-c", _WORKER, name], env=environment)


def wait_for(happened: Callable[[], bool], seconds: float = 90.0) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_mailing_goes_on_where_a_killed_worker_left_it() -> None:
    edition = make.edition()
    people = [make.person() for _ in range(COUNT)]
    queue_messages(
        [Draft("1", one, subject="Hello", body="Come.") for one in people],
        edition=edition,
        purpose="programme_now",  # which is sent at night too
    )
    mailbox = Mailbox()
    with serve_mail(mailbox) as port:
        first = start(port)
        try:
            wait_for(lambda: len(mailbox.mails) > COUNT // 4)
        finally:
            first.kill()
            first.wait()
        assert len(mailbox.mails) < COUNT
        # What it had claimed is due again after its pause; the hour is not waited for here.
        Message.objects.filter(state__in=(MailState.QUEUED, MailState.SENDING)).update(
            due_at=timezone.now() - dt.timedelta(minutes=1)
        )
        second = start(port)
        try:
            wait_for(lambda: not Message.objects.exclude(state__in=ENDED).exists())
        finally:
            second.terminate()
            second.wait(20)
    sent = Counter(mail["Message-ID"] for mail in mailbox.mails)
    doubtful = {one.uid for one in Message.objects.filter(state=MailState.DOUBTFUL)}
    assert set(sent.values()) == {1}
    assert COUNT - len(sent) <= len(doubtful) <= SENDERS  # those in its hands
    unsent = {one.uid for one in Message.objects.all() if f"<{one.uid}@{HOST}>" not in sent}
    assert unsent <= doubtful
    assert set(mailbox.recipients) <= {one.email for one in people}
