"""What stands around every page, and what is asked for without a page."""

from __future__ import annotations

import gzip
import hashlib
import re
import urllib.robotparser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from fairlead.apps.fairs.models import Edition


@pytest.mark.parametrize(
    ("address", "current"),
    [("", None), ("exhibitors/?q=x", "exhibitors"), ("critical-imports/", "critical-imports")],
)
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_menu_leads_to_every_section_and_marks_where_one_is(
    client: Client, edition: Edition, *, prefix: str, address: str, current: str | None
) -> None:
    page = client.get(f"{prefix}/river-2024/{address}").content.decode()
    menu = page[page.index('id="menu"') : page.index("</nav>", page.index('id="menu"'))]
    links = re.findall(r'<a href="([^"]*)"( aria-current="page")?>', menu)
    assert len(links) == 10
    for link, _here in links:
        assert client.get(link).status_code == 200
    here = [link for link, marked in links if marked]
    assert here == ([f"{prefix}/river-2024/{current}/"] if current else [])


@pytest.mark.parametrize("prefix", ["/~kk", "/ru", "/~kk/ru"])
def test_no_language_of_a_page_is_on_another_site(client: Client, prefix: str) -> None:
    page = client.get(f"{prefix}//evil.org/").content.decode()
    assert 'class="languages"' in page
    assert 'href="//' not in page


def test_a_page_is_packed_for_who_takes_it_so(client: Client, edition: Edition) -> None:
    plain = client.get("/river-2024/")
    packed = client.get("/river-2024/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_a_sheet_has_another_address_when_it_is_another(
    client: Client, edition: Edition, settings: Settings
) -> None:
    """Browsers keep a sheet for an hour: a page of a new version must not ask for the old one."""
    address = re.compile(r'rel="stylesheet" href="/static/([^"?]*)([^"]*)"')
    sheets = address.findall(client.get("/river-2024/").content.decode())
    assert [name for name, _ in sheets][-1] == "fairlead/fairlead.css"
    for name, mark in sheets:
        found = finders.find(name)
        assert found is not None
        content = Path(found).read_bytes()
        assert mark == f"?{hashlib.blake2b(content, digest_size=6).hexdigest()}"
    settings.DEBUG = True
    assert {mark for _, mark in address.findall(client.get("/").content.decode())} == {""}


def test_search_engines_leave_narrowed_lists_and_the_office_alone(client: Client, db: None) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    rules = response.content.decode().splitlines()
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(rules)
    assert not parser.can_fetch("anyone", "/office/")
    assert parser.can_fetch("anyone", "/river-2024/exhibitors/")
    assert parser.can_fetch("anyone", "/river-2024/exhibitors/some-firm/")
    assert "Disallow: /*/exhibitors/?" in rules  # the parser does not know wildcards


def test_the_favicon_is_the_sites_mark(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 301
    assert response["Location"] == "/static/fairlead/mark.svg"
    assert finders.find("fairlead/mark.svg") is not None
