"""What is sent past a form's check: control characters, a number no database counts to."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.sites import factories as make
from tests.sites.desk.test_market import CONVERSATIONS
from tests.sites.test_refused_forms import open_talk

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.folder.kinds import LONG_TEXT

DECIDE = "/office/river-2024/registrations/decide/"


@pytest.fixture
def office(db: None) -> Client:
    """Return the browser of an owner of the site."""
    client = Client()
    client.force_login(appoint_organiser("boss@example.org", password="a long enough password"))
    return client


def test_a_nul_is_no_fault_of_the_site(office: Client, client: Client, edition: Edition) -> None:
    one = make.participation(edition, state="registered")
    assert office.get("/office/river-2024/registrations/?type=%00").status_code == 400
    assert client.get("/river-2024/register/?as=%00").status_code == 200
    form = {"who": f"{one.pk}\0", "decision": "reject", "reason": "No\0 papers\r\nof \x1bany kind"}
    assert office.post(DECIDE, form).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reason) == ("rejected", "No papers of any kind")


def test_what_is_pasted_holds_no_control_characters(edition: Edition) -> None:
    _theirs, mine, talk = open_talk(edition)
    newest = str(talk.letters.latest("pk").pk)
    pasted = "First line\x0bsecond\x07 line\tof it\r\n\x1b[1mthird\x7f"
    sent = {"act": "write", "text": pasted, "newest": newest}
    assert mine.post(f"{CONVERSATIONS}{talk.code}/act/", sent).status_code == 302
    said = talk.letters.latest("pk").text
    assert said.splitlines()[0] == "First line"
    assert said.splitlines()[2] == "[1mthird"
    LONG_TEXT.parse(said)


def test_a_text_that_looks_empty_is_said_to_nobody(edition: Edition) -> None:
    _theirs, mine, talk = open_talk(edition)
    newest = str(talk.letters.latest("pk").pk)
    sent = {"act": "write", "text": "\u200b\u2060", "newest": newest}
    mine.post(f"{CONVERSATIONS}{talk.code}/act/", sent)
    assert str(talk.letters.latest("pk").pk) == newest


def test_the_refusal_is_a_page_of_the_site(client: Client, edition: Edition) -> None:
    owner = appoint_organiser("boss@example.org", password="a long enough password")
    client.force_login(owner)
    answer = client.get("/ar/office/river-2024/registrations/?type=%00")
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
