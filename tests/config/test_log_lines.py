"""The log of a site that is served says nothing of anybody, and strangers do not fill it."""

from __future__ import annotations

import io
import logging
import os
import re
from collections.abc import Iterator
from logging.config import dictConfig
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client

from fairlead.apps.people.models import Account
from fairlead.config.embedded.layout import Layout
from fairlead.config.log_lines import PlainFormatter

MARK = "markeraddress@example.org"


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Log as a served site does, into what is yielded."""
    loggers = (logging.getLogger(), logging.getLogger("django"))
    before = [one.handlers[:] for one in loggers]
    for one in loggers:
        one.handlers.clear()
    dictConfig(settings.LOGGING)
    (handler,) = (one for one in loggers[0].handlers if type(one) is logging.StreamHandler)
    stream = io.StringIO()
    handler.setStream(stream)
    yield stream
    for one, handlers in zip(loggers, before, strict=True):
        one.handlers[:] = handlers


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/river-2024/", {"host": "evil.example.org"}),
        ("/river-2024/", {"host": "evil@'\"<>"}),
    ],
)
def test_a_wrong_host_leaves_no_line(
    client: Client,
    said: io.StringIO,
    capfd: pytest.CaptureFixture[str],
    address: str,
    headers: dict[str, str],
) -> None:
    for _ in range(20):
        assert client.get(address, headers=headers).status_code == 400
    assert said.getvalue() == ""
    assert capfd.readouterr().err == ""  # where Python writes what no handler takes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("&".join(f"a{number}=1" for number in range(1500)), "application/x-www-form-urlencoded"),
        ("xx", "multipart/form-data"),
        ("xx", "multipart/form-data; boundary=x"),
        ("a=1", "text/plain"),
    ],
)
def test_a_broken_form_leaves_a_line_and_no_traceback(
    said: io.StringIO, body: str, kind: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/office/sign-in/", body, content_type=kind).status_code in {400, 403}
    assert len(said.getvalue().splitlines()) == 1
    assert "Traceback" not in said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [f"/{MARK}/", f"/river-2024/invitation/{MARK}/", f"/unsubscribe/{MARK}/", f"/none/{MARK}/x/"],
)
def test_an_address_that_names_somebody_is_logged_by_its_pattern(
    client: Client, said: io.StringIO, address: str
) -> None:
    client.get(address)
    assert "markeraddress" not in said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_rule_that_is_met_is_logged_without_the_row() -> None:
    """Neither what the site logs of a fault nor PostgreSQL's own log has the values."""
    Account.objects.create_user(MARK)
    formatter = PlainFormatter("%(message)s")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Account.objects.create_user(MARK)
    record = logging.LogRecord(
        "fairlead", logging.ERROR, "", 0, f"Failed: {caught.value}", None,
        (caught.type, caught.value, caught.tb),
    )  # fmt: skip
    said = formatter.format(record)
    assert MARK in str(caught.value)
    assert re.search(r"violates unique constraint", said)
    assert "Traceback" in said
    assert "markeraddress" not in said
    with connection.cursor() as cursor:
        cursor.execute("SHOW log_min_messages")
        if cursor.fetchone() != ("log",):  # a server of the tests that began before
            pytest.skip("the tests' server was started by an older build")
    log = Layout(Path(os.environ["FAIRLEAD_HOME"])).log
    assert "markeraddress" not in log.read_text(errors="replace")
