"""Sessions are kept as Django keeps them: found by their key alone, gone when they are ended."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as Djangos
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from fairlead.apps.people.session_store import SessionStore

pytestmark = pytest.mark.django_db


def test_a_session_is_read_by_its_key_by_ours_and_by_djangos() -> None:
    made = SessionStore()
    made["way"] = "/desk/"
    made.save()
    assert made.session_key is not None
    assert len(made.session_key) == 32
    assert SessionStore(made.session_key)["way"] == "/desk/"
    assert Djangos(made.session_key)["way"] == "/desk/"


def test_signing_in_gives_the_session_a_new_key_and_the_old_one_is_nobodys() -> None:
    before = SessionStore()
    before["way"] = "/desk/"
    before.save()
    old = before.session_key
    again = SessionStore(old)
    again.cycle_key()
    again["who"] = "7"
    again.save()
    assert again.session_key != old
    assert dict(SessionStore(again.session_key).items()) == {"way": "/desk/", "who": "7"}
    assert dict(SessionStore(old).items()) == {}
    assert Session.objects.count() == 1


def test_a_session_that_was_never_kept_is_kept_under_its_new_key() -> None:
    fresh = SessionStore()
    fresh["who"] = "7"
    fresh.cycle_key()
    fresh.save()
    assert SessionStore(fresh.session_key)["who"] == "7"


def test_a_session_ended_meanwhile_does_not_come_back() -> None:
    first = SessionStore()
    first["who"] = "7"
    first.save()
    second = SessionStore(first.session_key)
    second["who"] = "8"
    SessionStore().delete(first.session_key)
    with pytest.raises(UpdateError):
        second.save()
    assert not Session.objects.exists()


@pytest.mark.parametrize("key", ["short", "x" * 31 + "\0", "é" * 32, "x" * 33, "X" * 32])
def test_a_key_that_cannot_be_ours_is_no_session(key: str) -> None:
    assert SessionStore(key).session_key is None
    assert dict(SessionStore(key).items()) == {}


def test_a_cookie_that_no_text_of_the_database_holds_is_a_visitor(client: Client) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 31 + "\0"
    assert client.get(reverse("account_login"), secure=True).status_code == 200


def test_a_session_that_says_the_same_is_kept_once_a_request(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    before = SessionStore()
    before["way"] = "/desk/"
    before.save()
    signing_in = SessionStore(before.session_key)
    signing_in.cycle_key()
    signing_in["who"] = "7"
    with django_assert_num_queries(1):
        signing_in.save()  # as it is listed among its owner's, who may end it from then on
        signing_in.save()  # as the answer goes out
    SessionStore().delete(signing_in.session_key)
    signing_in["way"] = "/"
    with pytest.raises(UpdateError):
        signing_in.save()


def test_a_session_with_a_new_key_that_ends_before_it_is_kept_is_gone_under_both() -> None:
    before = SessionStore()
    before["way"] = "/desk/"
    before.save()
    leaving = SessionStore(before.session_key)
    leaving.cycle_key()
    leaving.flush()
    assert not Session.objects.exists()
