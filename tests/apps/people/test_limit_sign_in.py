"""Guessing is slow, and nobody is shut out by what others do."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fairlead.apps.people.domain.limit_sign_in import (
    MOST_BY_DEVICE,
    MOST_BY_PAIR,
    WINDOW,
    TooManyTries,
    make_account_key,
    reserve_try,
)
from fairlead.apps.people.domain.visitor_address import find_block
from fairlead.apps.people.models import SignInTries

NOW = dt.datetime(2026, 11, 27, 10, 1, tzinfo=dt.UTC)
KEY = make_account_key("organiser@example.org")


def tries(client: str, *, times: int, account: str = KEY, device: str = "") -> int:
    """Return how many of the tries were let through."""
    allowed = 0
    waits: list[dt.timedelta] = []
    for _ in range(times):
        try:
            reserve_try(account, client=client, device=device, now=NOW)
        except TooManyTries as refused:
            waits.append(refused.wait)
        else:
            allowed += 1
    assert all(dt.timedelta(0) < wait <= WINDOW for wait in waits)
    return allowed


@pytest.mark.django_db
def test_a_stranger_has_a_few_tries() -> None:
    assert tries("192.0.2.7", times=40) == MOST_BY_PAIR
    assert tries("192.0.2.200", times=5) == 0, "the same block"
    reserve_try(KEY, client="192.0.2.7", now=NOW + WINDOW)


@pytest.mark.django_db
def test_a_stranger_in_the_same_block_does_not_shut_out_a_known_device() -> None:
    tries("192.0.2.7", times=500)
    assert tries("192.0.2.7", times=40, device="phone") == MOST_BY_DEVICE


@pytest.mark.django_db
def test_many_strangers_do_not_shut_out_the_owner_on_a_new_device() -> None:
    for block in range(100):
        tries(f"198.51.{block}.1", times=3)
    assert tries("192.0.2.7", times=5) == 1


@pytest.mark.django_db
def test_a_stranger_behind_the_same_proxy_does_not_shut_out_others() -> None:
    for number in range(200):
        tries("10.0.0.1", times=1, account=make_account_key(f"{number}@example.org"))
    assert tries("10.0.0.1", times=5, account=make_account_key("late@example.org")) == 1


@pytest.mark.django_db
def test_old_counts_go() -> None:
    tries("192.0.2.7", times=3)
    reserve_try(KEY, client="192.0.2.7", now=NOW + 5 * WINDOW)
    assert SignInTries.objects.values("window").distinct().count() == 1


@pytest.mark.django_db
def test_nothing_kept_says_whom() -> None:
    tries("192.0.2.7", times=3)
    for key in SignInTries.objects.values_list("key", flat=True):
        assert len(key) == 64
        assert set(key) <= set("0123456789abcdef")
    assert make_account_key(" Organiser@Example.org") == KEY


@pytest.mark.parametrize(
    ("client", "block"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2::5", "2001:db8:1::/48"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", "unknown"),
        ("somewhere", "unknown"),
    ],
)
def test_blocks(client: str, block: str) -> None:
    assert find_block(client) == block


class Crowds(TestCase):
    """Whatever others do, a pair of block and account that has not tried yet may try."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=120))
    def test_the_first_try_is_always_let_through(self, others: list[tuple[int, int, bool]]) -> None:
        for block, account, known in others:
            tries(
                f"198.51.{block}.9",
                times=1,
                account=make_account_key(f"{account}@example.org"),
                device="laptop" if known else "",
            )
        assert tries("203.0.113.5", times=1, account=make_account_key("0@example.org")) == 1
        assert tries("198.51.0.9", times=1, account=make_account_key("new@example.org")) == 1
