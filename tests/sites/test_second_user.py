"""What somebody has at a fair, asked for by others who are there too: lists, files and feeds."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.urls import resolve
from tests.sites import factories as make
from tests.sites.office.test_every_form import OF_ONE_VIEW, enter, live_fair
from tests.sites.test_bounds import LINK
from tests.sites.test_every_address import list_addresses

from fairlead.apps.consortia.models import Interest, Note
from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.models import Letter
from fairlead.apps.meetings.models import FollowUp, MeetingRequest, PrivateNote
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, AnswerGiven, Participation, Person
from fairlead.apps.people.roles import EDITION_ROLES, MemberRole
from fairlead.apps.trade.models import Offer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARK, NOBODYS = "Quixotry", "Xylophon"
# Where the people of the fair see what is marked: without these the test would say nothing.
SHOWN_TO_ITS_OWN = {
    "desk:conversation",
    "desk:request",
    "desk:messages",
    "desk:registration",
    "desk:to_do",
}
_CHANGING = re.compile(
    r'nonce="[^"]*"|"\w{64}"|data-made="[^"]*"|\b\d{1,2}:\d\d\b|<ul class="notes".*?</ul>',
    re.DOTALL,
)


def test_nobody_sees_what_others_wrote_or_how_to_reach_them() -> None:
    edition = live_fair()
    asker = Participation.objects.get(edition=edition, code="v1")
    offer = Offer.objects.filter(organisation__edition=edition).exclude(
        organisation=asker.organisation_id
    )[0]
    letter = sign_in(asker).post(
        f"/{edition.code}/desk/write/offer/{offer.code}/", {"text": "Hello"}
    )
    assert letter.status_code == 302
    mark_private_texts(edition)
    addresses: dict[str, None] = {}
    shown = Counter[str]()
    for who in Participation.objects.filter(edition=edition, state="approved").order_by("pk"):
        for address, marked in walk(sign_in(who), f"/{edition.code}/desk/"):
            addresses[address] = None
            shown[resolve(urlsplit(address).path).view_name] += marked
    assert not SHOWN_TO_ITS_OWN - set(+shown), shown
    office = f"/office/{edition.code}/"
    held = [one for one, _marked in walk(enter(edition, *EDITION_ROLES), office)]
    assert len(held) > 100

    firm = make.organisation(edition)
    manager = make.participation(edition, roles=["exhibitor"], organisation=firm)
    strangers = {
        "visitor": sign_in(make.participation(edition, roles=["visitor"])),
        "manager": sign_in(manager),
        "nobody": Client(),
        "organiser elsewhere": enter(make.edition("elsewhere"), *EDITION_ROLES),
    }
    account = Account.objects.get(person=manager.person)
    appoint(account, MemberRole.EXHIBITOR_ADMIN, organisation=firm, by=COMMAND_LINE)
    wrong = []
    for name, client in strangers.items():
        # Pages of the office only to an organiser: others are refused them by their role.
        beyond = held if name == "organiser elsewhere" else []
        for address in [*addresses, *beyond]:
            answer = client.get(address)
            opened = address in beyond and answer.status_code == 200
            if opened or answer.status_code >= 500 or MARK in read(answer):
                wrong.append(f"{name} {address}: {answer.status_code}")
    # Nor by whether words are found, and how often.
    for name in ("visitor", "manager"):
        for address in list_plain_addresses(edition):
            pages = [search(strangers[name], address, words[:5]) for words in (MARK, NOBODYS)]
            if MARK in pages[0] or pages[0] != pages[1]:
                wrong.append(f"{name} {address}: searched")
    elsewhere = strangers["organiser elsewhere"]
    for address in held:
        there = address.replace(office, "/office/elsewhere/")
        if MARK in read(elsewhere.get(there)):
            wrong.append(f"by the other edition's address: {there}")
    assert wrong == []


def mark_private_texts(edition: Edition) -> None:
    """Mark what people wrote to one another or for themselves, and their own addresses."""
    here = {"request__edition": edition}
    words = f"{MARK} of others"
    MeetingRequest.objects.filter(edition=edition).update(message=words)
    PrivateNote.objects.filter(**here).update(text=words)
    FollowUp.objects.filter(**here).update(text=words)
    Letter.objects.filter(conversation__edition=edition).update(text=words)
    Interest.objects.filter(need__edition=edition).update(message=words)
    Note.objects.filter(consortium__edition=edition).update(text=words)
    AnswerGiven.objects.filter(participation__edition=edition, question__kind="text").update(
        value=words
    )
    Message.objects.filter(edition=edition).update(subject=words, body=words)
    number = Cast(F("pk"), CharField())
    people = Person.objects.filter(participations__edition=edition)
    Person.objects.filter(pk__in=people.values("pk")).update(
        email=Concat(Value(f"{MARK}."), number, Value("@example.org"))
    )


def sign_in(who: Participation) -> Client:
    """Return the browser of somebody who takes part."""
    account = Account.objects.filter(person=who.person_id).first()
    if account is None:
        account = Account.objects.create_user(f"{who.code}@accounts.example.org")
        account.person = who.person
        account.save()
    client = Client(raise_request_exception=False)
    client.force_login(account)
    return client


def walk(client: Client, start: str) -> Iterable[tuple[str, bool]]:
    """Yield the addresses under one that its pages lead to, each with whether it shows the mark."""
    waiting, seen, asked = [start], {start}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        view = resolve(urlsplit(address).path).view_name
        asked[view] += 1
        if asked[view] > OF_ONE_VIEW:
            continue
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        page = read(answer)
        yield address, MARK in page
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for link in LINK.findall(page):
            to = urljoin(address, unescape(link)).split("#")[0]
            if to.startswith(start) and to not in seen:
                seen.add(to)
                waiting.append(to)


def list_plain_addresses(edition: Edition) -> list[str]:
    """Return the addresses of the site that name an edition and no object of it."""
    sample = "river-2024"
    return [
        one.path.replace(sample, edition.code)
        for one in list_addresses()
        # A printed file is searched by nobody, and says when it was made.
        if sample in one.path and not re.search(r"office|none|999999|BLR|blr|HS:|\.pdf", one.path)
    ]


def search(client: Client, address: str, words: str) -> str:
    """Return a page that is searched by all names that searches have, without the words."""
    answer = client.get(address, {"q": words, "words": words, "find": words})
    return _CHANGING.sub("", read(answer)).replace(words, "").replace(words.lower(), "")


def read(answer: Any) -> str:
    """Return the text of an answer, also that of a workbook."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(one) for one in book.namelist())
    return content.decode(errors="replace")
