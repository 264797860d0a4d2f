"""A desk is for people who take part in the edition, and is one's own."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account

DESK = "/river-2024/desk/"


def enter(edition: Edition, **fields: object) -> Client:
    """Return the browser of somebody who takes part."""
    who = make.participation(edition, **fields)
    account = Account.objects.create_user(f"{who.code}@example.org")
    account.person = who.person
    account.save()
    client = Client()
    client.force_login(account)
    return client


def test_strangers_are_asked_to_sign_in(client: Client, edition: Edition) -> None:
    answer = client.get(DESK)
    assert answer.status_code == 302
    assert "sign-in/?next=/river-2024/desk/" in answer.headers["Location"]


def test_those_who_do_not_take_part_are_refused(client: Client, edition: Edition) -> None:
    client.force_login(Account.objects.create_user("nobody@example.org"))
    for address in (DESK, f"/~kk{DESK}", f"/~kk/ru{DESK}"):
        refused = client.get(address)
        assert (refused.status_code, refused["Cache-Control"]) == (403, "no-store")
    assert enter(make.edition("lake-2024")).get(DESK).status_code == 403


def test_no_edition_no_desk(edition: Edition) -> None:
    assert Client().get("/nowhere/desk/").status_code == 404
    assert enter(edition).get("/nowhere/desk/").status_code == 404


@pytest.mark.parametrize("state", ["approved", "waiting", "rejected"])
def test_who_registered_sees_how_far_it_is(edition: Edition, state: str) -> None:
    answer = enter(edition, state=state, roles=["visitor", "speaker"]).get(DESK)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert state in page
    assert "visitor, speaker" in page
