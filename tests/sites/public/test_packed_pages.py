"""A process packs a page once and gives it to everybody, for as long as nothing changes."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.sites.public.kept_pages import PageCache, pack_page

HOME = "/river-2024/exhibitors/"


@pytest.mark.parametrize("packed", [True, False])
def test_the_second_visitor_costs_one_query(
    edition: Edition,
    django_assert_num_queries: DjangoAssertNumQueries,
    packed: bool,  # noqa: FBT001
) -> None:
    headers = {"accept-encoding": "gzip"} if packed else {}
    first = Client().get(HOME, headers=headers)
    with django_assert_num_queries(1):
        second = Client().get(HOME, headers=headers)
    assert second.content == first.content
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers.get("Content-Encoding") == ("gzip" if packed else None)
    assert int(second.headers["Content-Length"]) == len(second.content)


def test_packed_and_plain_say_the_same(edition: Edition) -> None:
    packed = Client().get(HOME, headers={"accept-encoding": "br, gzip"})
    plain = Client().get(HOME)
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_each_address_language_and_host_has_its_own(edition: Edition) -> None:
    pages = {
        Client().get(address, headers={"host": host}).content
        for address in (HOME, f"/ru{HOME}", f"{HOME}?q=nothing-of-that-name")
        for host in ("localhost", "127.0.0.1")
    }
    assert len(pages) >= 3
    assert b"127.0.0.1" not in Client().get(HOME, headers={"host": "localhost"}).content


def test_a_change_is_on_the_next_page(edition: Edition) -> None:
    before = Client().get(HOME).content
    make.exhibitor(edition)
    assert Client().get(HOME).content != before


def test_the_oldest_pages_go_first() -> None:
    pages = PageCache(most_bytes=2500, most_of_one=2000)
    for number in range(3):
        pages.keep(number, pack_page(HttpResponse(b"x" * 1000), packed=False))
        pages.find(0)
    assert pages.find(1) is None
    assert pages.find(0) is not None
    assert pages.find(2) is not None
    pages.keep(9, pack_page(HttpResponse(b"x" * 2001), packed=False))
    assert pages.find(9) is None, "too large to be kept"
    pages.keep(0, pack_page(HttpResponse(b"y" * 1000), packed=False))
    page = pages.find(0)
    assert page is not None
    assert page.respond().content == b"y" * 1000
