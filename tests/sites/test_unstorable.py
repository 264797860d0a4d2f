"""What is sent without a form's check: a NUL, a number no database counts to."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser

DECIDE = "/office/river-2024/registrations/decide/"


@pytest.fixture
def office(db: None) -> Client:
    """Return the browser of an owner of the site."""
    client = Client()
    client.force_login(appoint_organiser("boss@example.org", password="a long enough password"))
    return client


def test_a_nul_is_refused_and_is_no_fault_of_the_site(
    office: Client, client: Client, edition: Edition
) -> None:
    one = make.participation(edition, state="registered")
    form = {"email": "guest@example.org", "edition": "\0"}
    assert client.post("/account/sign-in/", form).status_code == 400
    assert office.get("/office/river-2024/registrations/?type=%00").status_code == 400
    form = {"who": str(one.pk), "decision": "reject", "reason": "No\0papers"}
    assert office.post(DECIDE, form).status_code == 400
    one.refresh_from_db()
    assert one.state == "registered"
    assert client.get("/river-2024/register/?as=%00").status_code == 200


def test_the_refusal_is_a_page_of_the_site(client: Client, edition: Edition) -> None:
    form = {"email": "guest@example.org", "edition": "\0"}
    answer = client.post("/ar/account/sign-in/", form)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'dir="rtl"' in page
    assert "fairlead.css" in page
    strange = client.get("/", headers={"host": "evil.example.org"})
    assert (strange.status_code, strange.content) == (400, b"Bad request")


@pytest.mark.parametrize("who", ["9" * 30, "9" * 5000, "²", "-1", "x"])
def test_a_number_of_nobody_decides_nothing(office: Client, edition: Edition, who: str) -> None:
    page = office.post(DECIDE, {"who": who, "decision": "approve"}, follow=True)
    assert "0 registrations decided." in page.content.decode()
