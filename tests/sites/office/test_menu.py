"""The office's menu leads exactly to the pages that the role may open."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account, Membership
from fairlead.sites.office.menu import _ENTRIES


def sign_in(edition: Edition, role: str) -> Client:
    account = Account.objects.create_user(f"{role}@example.org")
    Membership.objects.create(account=account, edition=edition, role=role)
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize(
    "role", ["owner", "organiser", "registration", "programme", "hall_manager", "auditor"]
)
def test_every_entry_opens_and_none_is_missing(edition: Edition, role: str) -> None:
    client = sign_in(edition, role)
    home = f"/office/{edition.code}/"
    page = client.get(home).content.decode()
    menu = page.partition('id="menu"')[2].partition("</ul>")[0]
    shown = re.findall(r'href="([^"]+)"', menu)
    every = [reverse(f"office:{name}", args=(edition.code,)) for name, _, _ in _ENTRIES]
    assert shown == [one for one in every if client.get(one).status_code == 200]
    assert home in shown


def test_the_page_that_is_open_is_marked(edition: Edition) -> None:
    page = sign_in(edition, "owner").get(f"/office/{edition.code}/people/").content.decode()
    assert re.findall(r'<a href="([^"]+)" aria-current="page"', page) == [
        f"/office/{edition.code}/people/"
    ]
