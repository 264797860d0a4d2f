"""Mails are left by a signed link: a page's button, or one click of the mail program."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.sites import factories as make

from fairlead.apps.messages.mail import make_token
from fairlead.apps.messages.models import MailWish, Wish
from fairlead.apps.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return make.person()


def wishes() -> list[tuple[str, str]]:
    return list(MailWish.objects.values_list("purpose", "wish"))


def test_opening_the_link_changes_nothing_however_often(person: Person) -> None:
    address = f"/unsubscribe/{make_token(person.pk, 'news')}/"
    client = Client(enforce_csrf_checks=True)
    for _ in range(20):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert wishes() == []
    page = client.get(f"/ar{address}").content.decode()
    assert 'dir="rtl"' in page
    assert person.email not in page


def test_one_click_of_a_mail_program_is_enough(person: Person) -> None:
    """It posts List-Unsubscribe=One-Click, without cookies and any token of a form."""
    address = f"/unsubscribe/{make_token(person.pk, 'news')}/"
    client = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = client.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert wishes() == [("news", Wish.NEVER)]
    client.post(address, {"wish": "each"})
    assert wishes() == [("news", Wish.EACH)]


def test_a_link_that_is_not_ours_leaves_nothing(client: Client, person: Person) -> None:
    good = make_token(person.pk, "news")
    other = make_token(person.pk + 1, "news")
    for token in ("x", good[:-1], f"{other.partition(':')[0]}:{good.partition(':')[2]}"):
        assert client.post(f"/unsubscribe/{token}/").status_code == 404
    assert wishes() == []
    assert client.post(f"/unsubscribe/{make_token(person.pk + 1, 'news')}/").status_code == 200
    assert wishes() == []
