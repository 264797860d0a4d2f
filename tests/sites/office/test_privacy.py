"""The office's side of people's data: the record of changes, texts of consents, times, erasing."""

from __future__ import annotations

import csv
import datetime as dt
import io

from django.test import Client
from tests.sites import factories as make
from tests.sites.office.test_menu import sign_in

from fairlead.apps.consent.models import ConsentText
from fairlead.apps.consortia.models import Interest
from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.converse import show_interest
from fairlead.apps.market.models import Conversation, Letter
from fairlead.apps.meetings.models import FollowUp, MeetingRequest, PrivateNote
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer, record_change
from fairlead.apps.people.models import Account, Change, Person
from fairlead.apps.privacy.domain.forget_kept import forget_kept
from fairlead.apps.privacy.models import KeptFor
from fairlead.apps.trade.models import StandShare

CHANGES = "/office/river-2024/changes/"


def test_changes_are_found_by_act_by_who_by_value_and_by_day_and_taken_along(
    edition: Edition,
) -> None:
    one = make.participation(edition)
    account = Account.objects.create_user("chief@example.org")
    by = Doer(account, one)
    auditor = sign_in(edition, "auditor")

    def read(query: str) -> list[str]:
        table = auditor.get(f"{CHANGES}export.csv?{query}").content.decode("utf-8-sig")
        return [row["act"] for row in csv.DictReader(io.StringIO(table))]

    queries = ("", "act=approve", "who=CHIEF", "words=seat", "acted=yes")
    earlier = {query: len(read(query)) for query in queries}  # rows are only added, by any test
    record_change("approve", one, by=by, edition=edition,
                  before={"state": "waiting"}, after={"state": "=approved()"})  # fmt: skip
    record_change("reject", one, by=COMMAND_LINE, edition=edition, after={"reason": "No seat"})
    record_change("approve", one, by=by, edition=make.edition("other-1"), after={"state": "else"})

    def find(query: str) -> list[str]:
        found = read(query)  # the latest first
        return found[: len(found) - earlier.get(query, 0)]

    page = auditor.get(CHANGES).content.decode()
    assert ">Approved the registration</option>" in page
    assert ">approve<" not in page
    assert page.count("chief@example.org") == 1
    assert str(one.person.name["en"]) in page  # for whom
    assert find("") == ["reject", "approve"]
    assert find("act=approve") == ["approve"]
    assert find("who=CHIEF") == ["approve"]
    assert find("words=seat") == ["reject"]
    assert find("acted=yes") == ["approve"]
    tomorrow = (dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).date()
    assert find(f"since={tomorrow}") == []
    table = auditor.get(f"{CHANGES}export.csv?act=approve").content.decode()
    assert "'=approved()" in table
    assert ",approve,Approved the registration," in table
    spoken = auditor.get(f"/ru{CHANGES}export.csv?act=approve").content.decode()
    assert ",approve,Регистрация одобрена," in spoken
    assert auditor.get(f"{CHANGES}export.xlsx").content.startswith(b"PK")


def test_texts_are_written_in_every_language_and_versions_stay(edition: Edition) -> None:
    client = sign_in(edition, "organiser")
    address = "/office/river-2024/consents/"
    refused = client.post(f"{address}news/", {"text_en": "News"}, follow=True)
    assert refused.status_code == 400
    assert "in every language" in refused.content.decode()
    assert ">News</textarea>" in refused.content.decode()  # what was typed is not lost
    long = {f"text_{tag}": "y" * 20_001 for tag in edition.languages}
    refused = client.post(f"{address}news/", long)
    assert "at most 20000 characters" in refused.content.decode()
    assert not ConsentText.objects.exists()
    for text in ("News", "News!", "News!"):
        client.post(f"{address}news/", {f"text_{tag}": text for tag in edition.languages})
    client.post(f"{address}news/", {"do": "withdraw"})
    found = ConsentText.objects.order_by("version").values_list(
        "version", "asks_again", "withdrawn"
    )
    assert list(found) == [(1, True, False), (2, False, False), (3, False, True)]
    assert "Not asked." in client.get(address).content.decode()
    assert Change.objects.filter(act="write_consent_text").count() == 3


def test_what_is_over_its_time_is_told_and_forgotten_once(edition: Edition) -> None:
    client = sign_in(edition, "organiser")
    one = make.participation(edition, person=make.person(email="old@example.org"))
    queue_message(person=one.person, edition=edition, purpose="meeting", key="1", subject="Hi",
                  body="You meet")  # fmt: skip
    Message.objects.update(state="sent", sent_at=dt.datetime.now(dt.UTC))
    later = make.edition("later-2090", first_day=dt.date(2090, 7, 6))
    stays = make.participation(edition)
    make.participation(later, person=stays.person)
    address = "/office/river-2024/kept/"
    assert client.post(address, {"messages": "-1"}).status_code == 400
    assert client.post(address, {"people": "30", "answers": "99999"}).status_code == 400
    client.post(address, {"messages": "30", "people": "30"})
    assert KeptFor.objects.count() == 2
    assert "Overdue rows, deleted next: 1" in client.get(address).content.decode()
    told = [(found.kind.value, found.count) for found in forget_kept(dry_run=True)]
    assert told == [("messages", 1), ("people", 1)]
    assert Message.objects.get().body == "You meet"
    assert [found.count for found in forget_kept()] == [1, 1]
    assert Message.objects.get().body == ""
    assert Person.objects.filter(erased_at=None, participations__edition=edition).count() == 1
    assert forget_kept() == []


def test_only_an_owner_erases_and_what_is_given_out_is_recorded(edition: Edition) -> None:
    one = make.participation(edition)
    address = f"/office/river-2024/registrations/{one.pk}/"
    organiser: Client = sign_in(edition, "organiser")
    assert organiser.post(f"{address}erase/", {"sure": "yes"}).status_code == 403
    assert organiser.post(f"{address}data/").headers["Content-Type"] == "application/zip"
    owner = sign_in(edition, "owner")
    assert "is emptied" in owner.get(f"{address}erase/").content.decode()
    assert owner.post(f"{address}erase/", {"sure": "yes"}).status_code == 302
    page = owner.get(address).content.decode()
    assert "Erased person" in page
    assert set(Change.objects.values_list("act", flat=True)) >= {"export_person", "erase_person"}


def test_conversations_and_private_notes_are_forgotten_after_their_time(edition: Edition) -> None:
    firm = make.exhibitor(edition).organisation
    staff = make.participation(edition, roles=["exhibitor"], organisation=firm)
    buyer = make.participation(edition, roles=["buyer"])
    show_interest(buyer, make.offer(edition, organisation=firm), "A letter", by=Doer(None))
    request = MeetingRequest.objects.create(
        edition=edition, code="r-1", requester=buyer, invitee=staff, weight=1
    )
    PrivateNote.objects.create(request=request, participation=buyer, text="A note")
    FollowUp.objects.create(
        request=request, participation=buyer, text="To do", day=edition.last_day
    )
    Interest.objects.create(
        edition=edition, need=make.need(edition), organisation=firm, message="We could"
    )
    host = make.exhibitor(edition)
    StandShare.objects.create(host=host, guest=firm, message="Come to us")
    for kind in ("talks", "notes"):
        KeptFor.objects.create(edition=edition, kind=kind, days=30)
    soon = dt.datetime.combine(edition.last_day, dt.time(12), dt.UTC)
    assert forget_kept(edition=edition, now=soon) == []
    done = forget_kept(edition=edition, now=soon + dt.timedelta(days=32))
    assert [(one.kind.value, one.count) for one in done] == [("notes", 2), ("talks", 3)]
    assert not Letter.objects.exists()
    assert not PrivateNote.objects.exists()
    assert not FollowUp.objects.exists()
    assert Conversation.objects.count() == 1  # that they wrote stays, and what about
    assert [one.message for one in (Interest.objects.get(), StandShare.objects.get())] == ["", ""]
    assert forget_kept(edition=edition, now=soon + dt.timedelta(days=32)) == []
