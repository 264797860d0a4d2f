"""The office's menu leads exactly to the pages that the role may open, group by group."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from django.test import Client
from django.urls import reverse

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account, Membership
from fairlead.sites.office.menu import GROUPS
from fairlead.sites.office.urls import urlpatterns

PAGES = [page for _, pages in GROUPS for page in pages]


def sign_in(edition: Edition, role: str) -> Client:
    account = Account.objects.create_user(f"{role}@example.org")
    Membership.objects.create(account=account, edition=edition, role=role)
    client = Client()
    client.force_login(account)
    return client


def read_menu(page: str) -> list[tuple[str, list[str]]]:
    """Return where the name of each group leads, and where its pages are; a page may be alone."""
    menu = page.partition('id="menu"')[2].partition("</nav>")[0]
    groups = re.findall(r'<li[^>]*><a href="([^"]+)"[^>]*>[^<]+</a>(?:<ul>(.*?)</ul>)?</li>', menu)
    return [(name, re.findall(r'href="([^"]+)"', pages) or [name]) for name, pages in groups]


@pytest.mark.parametrize(
    "role", ["owner", "organiser", "registration", "programme", "hall_manager", "auditor"]
)
def test_every_entry_opens_and_none_is_missing(edition: Edition, role: str) -> None:
    client = sign_in(edition, role)
    home = f"/office/{edition.code}/"
    groups = read_menu(client.get(home).content.decode())
    shown = list(chain.from_iterable(entries for _, entries in groups))
    every = [reverse(f"office:{name}", args=(edition.code,)) for name, _, _ in PAGES]
    assert shown == [one for one in every if client.get(one).status_code == 200]
    assert home in shown
    assert all(name == entries[0] for name, entries in groups)


@pytest.mark.parametrize(("path", "group"), [("people/", "registrations/"), ("outbox/rules/", "")])
def test_the_page_that_is_open_and_its_group_are_marked(
    edition: Edition, path: str, group: str
) -> None:
    home = f"/office/{edition.code}/"
    page = sign_in(edition, "owner").get(home + path).content.decode()
    assert re.findall(r'<a href="([^"]+)" aria-current="page"', page) == [
        home + path.removesuffix("rules/")
    ]
    assert re.findall(r'<a href="([^"]+)" aria-current="true"', page) == [
        home + (group or "outbox/")
    ]


def test_every_page_belongs_to_an_entry(edition: Edition) -> None:
    below = [reverse(f"office:{name}", args=(edition.code,)) for name, _, _ in PAGES]
    below.remove(f"/office/{edition.code}/")
    for pattern in urlpatterns:
        if pattern.pattern.converters.keys() == {"code"} and str(pattern.pattern).endswith("/"):
            path = reverse(f"office:{pattern.name}", args=(edition.code,))
            assert pattern.name == "edition" or path.startswith(tuple(below)), pattern.name
