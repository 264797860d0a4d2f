"""Each field of each form of the office and the desk, sent with a value at or beyond a bound.

A field takes one of the values in turn, the others what the page filled in: whatever is sent is
answered in words, never by an error of the site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from itertools import cycle
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from tests.sites.office.test_every_form import enter, list_office_forms, live_fair, send
from tests.sites.page_forms import Form, list_forms
from tests.sites.test_bounds import LINK
from tests.sites.test_second_user import sign_in

from fairlead.apps.people.models import Participation
from fairlead.apps.people.roles import EDITION_ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(1800)]
OF_ONE_VIEW = 2  # pages of the desk asked for of each kind
BEYOND = (
    "9" * 19, "nan", "2147483648", "-1", "1e308", "9" * 5000, "0001-01-01", "x" * 100_000,
    "9223372036854775808", "99999999999999999999999.99999", "9999-12-31", "9999-12-31T23:59",
    "\u202e", "²", '{"a":', "[1]", "0001-01-01T00:00", "٩", "-2147483649",
)  # fmt: skip


def test_no_value_of_a_form_of_the_office_is_a_fault_of_the_site() -> None:
    edition = live_fair()
    forms = [one.form for one in list_office_forms(edition)]
    assert len(forms) > 100
    assert list_faults(enter(edition, *reversed(EDITION_ROLES)), forms) == []


def test_no_value_of_a_form_of_the_desk_is_a_fault_of_the_site() -> None:
    edition = live_fair()
    seen: set[tuple[object, ...]] = set()
    faults = []
    for who in Participation.objects.filter(edition=edition, state="approved").order_by("pk"):
        client = sign_in(who)
        client.raise_request_exception = False
        mine = {_tell_apart(one): one for one in list_desk_forms(client, edition.code)}
        faults += list_faults(client, [one for key, one in mine.items() if key not in seen])
        seen |= {*mine}
    assert len(seen) > 20
    assert faults == []


def list_faults(client: Client, forms: Iterable[Form]) -> list[str]:
    """Return the fields that the site answers with an error of its own, and with which value."""
    faults, values = [], cycle(BEYOND)
    for form in forms:
        for name in form.said:
            value = next(values)
            status, _written = send(client, replace(form, said={**form.said, name: [value]}))
            if status >= 500:
                faults.append(f"{form.action} {name} {value[:30]!r}: {status}")
    return faults


def list_desk_forms(client: Client, code: str) -> list[Form]:
    """Return the forms that pages of somebody's desk show, but that which signs out."""
    start = f"/{code}/desk/"
    waiting, seen, asked, found = [start], {start}, Counter[str](), list[Form]()
    while waiting:
        address = waiting.pop(0)
        view = resolve(urlsplit(address).path).view_name
        asked[view] += 1
        answer = client.get(address) if asked[view] <= OF_ONE_VIEW else None
        if answer is None or answer.status_code != 200 or answer.streaming:
            continue
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        found += [one for one in list_forms(page, address) if start in one.action]
        for link in LINK.findall(page):
            to = urljoin(address, unescape(link)).split("#")[0]
            if to.startswith(start) and to not in seen:
                seen.add(to)
                waiting.append(to)
    return found


def _tell_apart(form: Form) -> tuple[object, ...]:
    """Return what forms of one kind have in common: the view, what they do, the fields."""
    match = resolve(urlsplit(form.action).path)
    return match.view_name, match.kwargs.get("act"), *form.said.get("act", ()), *sorted(form.said)
