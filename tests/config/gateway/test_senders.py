"""Who may send a file is known before it is read."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.sites import factories as make
from tests.sites.office.test_every_form import enter

from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import MemberRole
from fairlead.config.gateway import senders
from fairlead.config.gateway.clients import Sender
from fairlead.config.gateway.senders import find_sender
from fairlead.config.gateway.wsgi_call import build_environ

OFFICE, DESK = "/office/river-2024/flows/", "/river-2024/desk/organisation/show/logo/"


def ask(path: str, browser: Client) -> Sender | None:
    """Return whom the gateway takes a browser for."""
    cookies = "; ".join(f"{name}={one.value}" for name, one in browser.cookies.items())
    scope: dict[str, Any] = {
        "method": "POST",
        "path": path,
        "headers": [(b"host", b"localhost"), (b"cookie", cookies.encode())],
    }
    return find_sender(build_environ(scope, io.BytesIO(), client="192.0.2.7"))


@pytest.mark.django_db
def test_accounts_send_files_and_to_the_office_its_people_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The test's own connection, amid its transaction, would be taken for a broken one.
    monkeypatch.setattr(senders, "close_old_connections", lambda: None)
    edition = make.edition()
    visitor, organiser, forged = Client(), enter(edition, MemberRole.ORGANISER), Client()
    account = Account.objects.create_user("visitor@example.org")
    visitor.force_login(account)
    forged.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    office = Account.objects.exclude(pk=account.pk).get()
    for path in (DESK, f"/ru{DESK}", f"/~kk/ru{DESK}"):
        assert ask(path, visitor) == Sender(account.pk, to_office=False)
        assert ask(path, Client()) is ask(path, forged) is None
    for path in (OFFICE, f"/ru{OFFICE}", f"/~kk/ru{OFFICE}"):
        assert ask(path, organiser) == Sender(office.pk, to_office=True)
        assert ask(path, visitor) is ask(path, Client()) is ask(path, forged) is None
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert ask(DESK, visitor) is None
