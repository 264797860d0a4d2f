"""Asking, accepting and both agendas, on the pages and in the feeds."""

from __future__ import annotations

import datetime as dt
import re
from html import escape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from tests.sites import factories as make

from fairlead.apps.congress.models import Speaker
from fairlead.apps.delegations.models import Delegate, Delegation
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.fairs.prepared_query import PreparedQuery
from fairlead.apps.meetings.answer_links import sign_answer
from fairlead.apps.meetings.domain.hand_request import hand_request
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.domain.request_meeting import Wish, find_hindrance, request_meeting
from fairlead.apps.meetings.models import AgendaFeed, FollowUp, Meeting, MeetingRequest
from fairlead.apps.meetings.queries.open_requests import find_open_requests
from fairlead.apps.meetings.queries.sides import find_firm
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Account, Availability, Participation, ParticipationType
from fairlead.apps.trade.models import PartnerKind
from fairlead.folder.localized_text import LocalizedText

DESK = "/river-2034/desk/"
LINK = "https://meet.example.org/room-7"


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair that is to come, with slots."""
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10), max_meetings_per_day=5)
    for number in range(1, 5):
        make.slot(edition, number=number)
    return edition


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor."""
    return make.exhibitor(edition, organisation=make.organisation(edition, name="Gear Works"))


def enter(who: Participation) -> Client:
    """Return the browser of a participant."""
    account = Account.objects.create_user(f"{who.code}@example.org")
    account.person = who.person
    account.save()
    client = Client()
    client.force_login(account)
    return client


def ask(guest: Client, host: Exhibitor) -> MeetingRequest:
    """Return the request that a guest makes on the page."""
    answer = guest.post(
        f"{DESK}requests/new/",
        {"firm": host.organisation.code, "message": "<b>Gearboxes</b>", "preference": "must"},
    )
    assert answer.status_code == 302, answer.content.decode()
    return MeetingRequest.objects.get()


def read_feed(who: Participation) -> Calendar:
    """Return a participant's feed as a calendar program reads it."""
    token = AgendaFeed.objects.get(participation=who).token
    answer = Client().get(f"/river-2034/agenda/{token}.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


def test_asked_accepted_in_both_agendas_and_cancelled(edition: Edition, host: Exhibitor) -> None:
    visitor = make.participation(edition, roles=["visitor"])
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    guest, team = enter(visitor), enter(staff)
    asked = ask(guest, host)
    inbox = team.get(f"{DESK}requests/").content.decode()
    assert "&lt;b&gt;Gearboxes" in inbox
    assert 'value="accept"' in inbox
    team.post(f"{DESK}requests/{asked.code}/answer/", {"act": "accept"})
    for browser, who, other in ((guest, visitor, "Gear Works"), (team, staff, "Visitor")):
        browser.post(f"{DESK}agenda/feed/")
        page = browser.get(f"{DESK}agenda/").content.decode()
        assert other in page
        assert "10:00–10:20" in page
        (event,) = read_feed(who).walk("VEVENT")
        assert event.decoded("DTSTART").isoformat() == "2034-07-10T10:00:00+05:00"
        assert (str(event["STATUS"]), int(str(event["SEQUENCE"]))) == ("CONFIRMED", 0)
    guest.post(f"{DESK}requests/{asked.code}/answer/", {"act": "cancel", "reason": "Ill"})
    assert not Meeting.objects.exists()
    (event,) = read_feed(staff).walk("VEVENT")
    assert (str(event["STATUS"]), int(str(event["SEQUENCE"]))) == ("CANCELLED", 1)
    assert str(event["UID"]) == f"{asked.code}.river-2034@fairlead"


def test_the_first_page_says_what_waits_and_what_comes_next(
    edition: Edition, host: Exhibitor
) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    guest, worker = enter(make.participation(edition, roles=["buyer"])), enter(staff)

    def read() -> str:
        with CaptureQueriesContext(connection) as queries:
            page = worker.get(DESK).content.decode()
        assert len(queries) <= 8
        return page

    assert "Nothing waits for you." in read()
    asked = ask(guest, host)
    page = read()
    assert re.search(
        r'Requests waiting for your answer</dt>\s*<dd><a href="[^"]*/requests/">1<', page
    )
    worker.post(f"{DESK}requests/{asked.code}/answer/", {"act": "accept"})
    page = read()
    assert "Requests waiting" not in page
    assert re.search(r"Next · <bdi>Mon 10 July \d\d:\d\d–\d\d:\d\d</bdi>", page)
    assert "Open the online meeting" not in page
    address = "https://meet.example.org/a?b=1&c=2"
    MeetingRequest.objects.filter(pk=asked.pk).update(place="online", link=address)
    Meeting.objects.update(place="online", stand=None, seat=None)
    assert f'<a href="{escape(address)}" rel="noopener noreferrer">Open the online' in read()
    FollowUp.objects.create(
        request=asked, participation=staff, text="Call", day=dt.date(2034, 7, 11)
    )
    assert re.search(r"To do</dt>\s*<dd><a[^>]*>1<", read())


def test_a_meeting_with_a_time_says_its_length(edition: Edition, host: Exhibitor) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    asked = ask(enter(make.participation(edition)), host)
    for slot in Slot.objects.filter(edition=edition):
        Slot.objects.filter(pk=slot.pk).update(ends_at=slot.starts_at + dt.timedelta(minutes=17))
    letter = f"/river-2034/meeting/{sign_answer(asked, staff)}/"
    team, address = enter(staff), f"{DESK}requests/{asked.code}/"
    for page in (team.get(address), Client().get(letter)):
        assert "20 minutes" in page.content.decode(), "it has no time yet"
    team.post(f"{address}answer/", {"act": "accept"})
    for page in (team.get(address), Client().get(letter)):
        said = page.content.decode()
        assert "17 minutes" in said
        assert "20 minutes" not in said


def test_a_feed_is_private_and_can_be_given_a_new_address(edition: Edition) -> None:
    visitor = make.participation(edition)
    browser = enter(visitor)
    assert ".ics" not in browser.get(f"{DESK}agenda/").content.decode()
    assert not AgendaFeed.objects.exists(), "looking changes nothing"
    browser.post(f"{DESK}agenda/feed/")
    page = browser.get(f"{DESK}agenda/").content.decode()
    address = re.search(r"/river-2034/agenda/[\w-]{32}\.ics", page)
    assert address is not None
    held = Client().get(address[0])
    assert Client().get(address[0], headers={"if-none-match": held["ETag"]}).status_code == 304
    assert Client().get("/river-2034/agenda/guessed.ics").status_code == 404
    browser.post(f"{DESK}agenda/feed/")
    assert Client().get(address[0]).status_code == 404


def test_a_mailed_link_does_nothing_before_it_is_pressed(edition: Edition, host: Exhibitor) -> None:
    visitor = make.participation(edition)
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    asked = ask(enter(visitor), host)
    address = f"/river-2034/meeting/{sign_answer(asked, staff)}/"
    for _ in range(3):
        assert Client().get(address).status_code == 200
        assert Client().head(address).status_code == 200
    asked.refresh_from_db()
    assert asked.state == "pending"
    assert Client().get(address.replace("/meeting/", "/meeting/x")).status_code == 404
    Client().post(address, {"act": "cancel"})
    asked.refresh_from_db()
    assert asked.state == "pending", "a mailed link answers, and no more"
    Client().post(address, {"act": "accept"})
    asked.refresh_from_db()
    assert asked.state == "accepted"


def test_a_mailed_link_declines_with_a_reason_hands_on_and_cancels(
    edition: Edition, host: Exhibitor
) -> None:
    firm = make.organisation(edition, name="River Mill")
    visitor = make.participation(edition, roles=["buyer"], organisation=firm)
    other = make.participation(edition, roles=["buyer"], organisation=firm)
    staff, colleague = (
        make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
        for _ in range(2)
    )
    asked = request_meeting(author=visitor, whom=host, wish=Wish(place="online", link=LINK))
    mailed = f"/river-2034/meeting/{sign_answer(asked, staff)}/"
    page = Client().get(mailed).content.decode()
    assert 'name="reason"' in page
    assert "online" in page
    Client().post(mailed, {"act": "hand", "colleague": colleague.code})
    asked.refresh_from_db()
    assert asked.assigned == colleague
    Client().post(mailed, {"act": "accept"})
    told = Message.objects.get(person=visitor.person, subject__contains="agreed")
    assert "cancel it here" in told.body
    theirs = told.link
    page = Client().get(theirs).content.decode()
    assert LINK in page
    assert Meeting.objects.exists(), "looking changes nothing"
    assert Client().post(theirs, {"act": "cancel", "reason": "Ill"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("cancelled", "Ill")
    again = request_meeting(author=visitor, whom=staff)
    mailed = f"/river-2034/meeting/{sign_answer(again, staff)}/"
    Client().post(mailed, {"act": "decline", "reason": "Too\nbusy"})
    again.refresh_from_db()
    assert (again.state, again.reason) == ("declined", "Too busy")
    # What was asked of a person alone goes on without that person, whose link ends.
    last = request_meeting(author=other, whom=staff)
    mailed = f"/river-2034/meeting/{sign_answer(last, staff)}/"
    done = Client().post(mailed, {"act": "hand", "colleague": colleague.code})
    assert "takes it over" in done.content.decode()
    assert Client().get(mailed).status_code == 404
    assert Client().post(mailed, {"act": "accept"}).status_code == 404
    last.refresh_from_db()
    assert (last.state, last.invitee) == ("pending", colleague)


def test_others_see_and_answer_nothing(edition: Edition, host: Exhibitor) -> None:
    asked = (
        ask(enter(make.participation(edition)), host)
        if make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
        else None
    )
    assert asked is not None
    stranger = enter(make.participation(edition))
    assert asked.code not in stranger.get(f"{DESK}requests/").content.decode()
    assert stranger.get(f"{DESK}requests/{asked.code}/").status_code == 404
    answer = stranger.post(f"{DESK}requests/{asked.code}/answer/", {"act": "accept"})
    assert answer.status_code == 404


def test_why_i_cannot_ask(edition: Edition, host: Exhibitor) -> None:
    browser = enter(make.participation(edition))
    answer = browser.get(f"{DESK}requests/new/?firm={host.organisation.code}")
    assert answer.status_code == 409
    assert "Nobody of this exhibitor takes part yet" in answer.content.decode()
    assert browser.get(f"{DESK}requests/new/?firm=nobody").status_code == 404
    typed = {"firm": host.organisation.code, "message": "Written before they left"}
    refused = browser.post(f"{DESK}requests/new/", typed)
    assert refused.status_code == 409
    assert "Nobody of this exhibitor takes part yet" in refused.content.decode()
    assert "Written before they left" in refused.content.decode(), "what was typed is not lost"


def test_further_parties_that_cannot_come_are_named(edition: Edition, host: Exhibitor) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    empty = make.exhibitor(edition, organisation=make.organisation(edition, name="Nobody There"))
    own = make.exhibitor(edition, organisation=make.organisation(edition, name="Own Works"))
    author = make.participation(edition, roles=["exhibitor"], organisation=own.organisation)
    browser = enter(author)
    for other, words in (
        (empty, "Nobody There: Nobody of this exhibitor"),
        (own, "Own Works: This is"),
    ):
        typed = {"firm": host.organisation.code, "others": other.organisation.code}
        refused = browser.post(f"{DESK}requests/new/", typed)
        assert refused.status_code == 409
        assert words in refused.content.decode()
    with pytest.raises(Refusal, match="This is you"):
        request_meeting(author=author, whom=staff, others=[author])
    assert not MeetingRequest.objects.exists()


def test_arrival_and_departure_leave_the_times_between(edition: Edition) -> None:
    guest = make.participation(edition)
    browser, slots = enter(guest), list(Slot.objects.filter(edition=edition))
    everything = {"slot": [one.pk for one in slots]}
    stay = {"arrives": slots[1].pk, "leaves": slots[2].pk}
    browser.post(f"{DESK}availability/", everything | stay)
    held = Availability.objects.get(participation=guest)
    assert (held.start, held.end) == (dt.time(10, 20), dt.time(11))
    browser.post(f"{DESK}availability/", everything | {"arrives": "nonsense", "leaves": ""})
    assert not Availability.objects.exists(), "always"


def test_who_was_blocked_can_be_let_ask_again(edition: Edition, host: Exhibitor) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    guest, team = enter(make.participation(edition)), enter(staff)
    asked = ask(guest, host)
    page = f"{DESK}requests/{asked.code}/"
    team.post(f"{page}answer/", {"act": "block"})
    assert 'value="unblock"' not in guest.get(page).content.decode()
    guest.post(f"{page}answer/", {"act": "unblock"})
    address = f"{DESK}requests/new/?firm={host.organisation.code}"
    assert "They take no requests from you" in guest.get(address).content.decode()
    assert 'value="unblock"' in team.get(page).content.decode()
    team.post(f"{page}answer/", {"act": "unblock"})
    assert 'value="unblock"' not in team.get(page).content.decode()
    assert guest.get(address).status_code == 200


def test_two_firms_and_a_delegation_meet(edition: Edition, host: Exhibitor) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    own = make.exhibitor(edition, organisation=make.organisation(edition, name="Own Works"))
    author = make.participation(edition, roles=["exhibitor"], organisation=own.organisation)
    name = LocalizedText({"en": "Delegation of Belarus"})
    visiting = Delegation.objects.create(edition=edition, code="blr", name=name, economy="BLR")
    head, focal, hidden = (make.participation(edition, roles=["delegate"]) for _ in range(3))
    for who, office in ((focal, "focal"), (head, "head"), (hidden, "delegate")):
        Delegate.objects.create(
            edition=edition, delegation=visiting, participation=who, office=office
        )
    Participation.objects.filter(pk=hidden.pk).update(hidden=True)
    firm, typed = enter(author), {"firm": host.organisation.code, "message": "A joint plant"}
    for unknown in (str(hidden.person.name["en"]), hidden.code, "Delegation"):
        if unknown == "Delegation":
            Delegation.objects.create(edition=edition, code="kaz", name=LocalizedText(
                {"en": "Delegation of Kazakhstan"}), economy="KAZ")  # fmt: skip
            Participation.objects.filter(pk__in=(head.pk, focal.pk)).update(hidden=True)
        refused = firm.post(f"{DESK}requests/new/", {**typed, "others": unknown})
        assert refused.status_code == 409
        assert "Nobody here has this name" in refused.content.decode()
    Participation.objects.filter(pk__in=(head.pk, focal.pk)).update(hidden=False)
    asked = firm.post(f"{DESK}requests/new/", {**typed, "others": "delegation of belarus"})
    assert asked.status_code == 302
    made = MeetingRequest.objects.get()
    assert [one.participation for one in made.parties.all()] == [head]
    browsers = {staff: enter(staff), head: enter(head)}
    for browser in browsers.values():
        browser.post(f"{DESK}requests/{made.code}/answer/", {"act": "accept"})
    for who, browser in {author: firm, **browsers}.items():
        agenda = browser.get(f"{DESK}agenda/").content.decode()
        firms = {one for one in ("Gear Works", "Own Works") if one in agenda}
        mine = {author: "Own Works", staff: "Gear Works"}.get(who, "")
        assert firms == {"Gear Works", "Own Works"} - {mine}, "a third party meets both"
        assert "10:00–10:20" in agenda
        browser.post(f"{DESK}agenda/feed/")
        (event,) = read_feed(who).walk("VEVENT")
        assert str(event["UID"]) == f"{made.code}.river-2034@fairlead"


def test_two_exhibitors_that_ask_one_another_are_led_to_one_request(
    edition: Edition, host: Exhibitor
) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    other = make.exhibitor(edition)
    theirs = make.participation(edition, roles=["exhibitor"], organisation=other.organisation)
    asked = request_meeting(author=theirs, whom=host)
    team = enter(staff)
    page = team.get(f"{DESK}requests/new/?firm={other.organisation.code}").content.decode()
    assert f"/requests/{asked.code}/" in page
    answer = team.post(f"{DESK}requests/new/", {"firm": other.organisation.code})
    assert answer["Location"].endswith(f"/requests/{asked.code}/")
    assert MeetingRequest.objects.get() == asked


def test_the_place_is_changed_on_the_page(edition: Edition, host: Exhibitor) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    guest = enter(make.participation(edition))
    asked = ask(guest, host)
    address = f"{DESK}requests/{asked.code}/"
    for browser in (guest, enter(staff)):
        assert 'value="place"' in browser.get(address).content.decode()
    guest.post(f"{address}answer/", {"act": "place", "place": "online", "link": "javascript:1"})
    asked.refresh_from_db()
    assert asked.place == "stand"
    link = "https://meet.example.org/room"
    guest.post(f"{address}answer/", {"act": "place", "place": "online", "link": link})
    asked.refresh_from_db()
    assert (asked.place, asked.link) == ("online", link)
    guest.post(f"{address}answer/", {"act": "place", "place": "stand", "link": "room 5"})
    asked.refresh_from_db()
    assert (asked.place, asked.link) == ("stand", ""), "a link left in the form is of no place"


def test_hours_are_ticked_and_those_of_a_meeting_stay(edition: Edition, host: Exhibitor) -> None:
    visitor = make.participation(edition)
    browser = enter(visitor)
    slots = [make.slot(edition, number=number) for number in range(1, 5)]
    page = browser.get(f"{DESK}availability/").content.decode()
    assert page.count("checked") == 4
    browser.post(f"{DESK}availability/", {"slot": [slots[0].pk, slots[1].pk]})
    rows = Availability.objects.filter(participation=visitor).values_list("start", "end")
    assert list(rows) == [(dt.time(10), dt.time(10, 40))]
    browser.post(f"{DESK}availability/", {})
    assert browser.get(f"{DESK}availability/").content.decode().count("checked") == 0
    browser.post(f"{DESK}availability/", {"slot": [slot.pk for slot in slots]})
    assert not Availability.objects.exists()


def test_saving_hours_leaves_those_of_a_session_as_they_were(edition: Edition) -> None:
    speaker = make.participation(edition)
    for start in (10, 11):
        session = make.session(
            edition, date=edition.first_day, start=dt.time(start), end=dt.time(start, 20)
        )
        Speaker.objects.create(session=session, participation=speaker, position=1)
    slots = list(edition.slots.order_by("number"))
    Availability.objects.create(
        edition=edition,
        participation=speaker,
        date=edition.first_day,
        start=dt.time(10, 40),
        end=dt.time(11, 20),
    )
    browser = enter(speaker)
    page = browser.get(f"{DESK}availability/").content.decode()
    sent = re.findall(r'type="hidden" name="slot" value="(\d+)"', page)
    assert sent == [str(slots[3].pk)], "away during the first session, there during the second"
    ticked = re.findall(r'value="(\d+)" checked', page)
    browser.post(f"{DESK}availability/", {"slot": [*sent, *ticked]})
    row = Availability.objects.get(participation=speaker)
    assert (row.start, row.end) == (dt.time(10, 40), dt.time(11, 20))


def test_an_answer_that_names_no_time_shown_changes_nothing(
    edition: Edition, host: Exhibitor
) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    asked = ask(enter(make.participation(edition)), host)
    team = enter(staff)
    address = f"{DESK}requests/{asked.code}/answer/"
    for given, words in (
        ({"act": "accept", "slot": "99999999"}, "Choose one of the times shown"),
        ({"act": "propose"}, "Choose one of the times shown"),
        ({"act": "dance"}, "Nothing was chosen that can be done here"),
    ):
        refused = team.post(address, given)
        assert refused.status_code == 409
        assert words in refused.content.decode()
    asked.refresh_from_db()
    assert asked.state == "pending"


def test_who_has_no_stand_is_met_elsewhere(edition: Edition, host: Exhibitor) -> None:
    guest, other = make.participation(edition), make.participation(edition)
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    browser = enter(guest)
    address = f"{DESK}requests/new/"
    assert 'value="stand"' in browser.get(address, {"person": staff.code}).content.decode()
    assert 'value="stand"' not in browser.get(address, {"person": other.code}).content.decode()
    assert browser.post(address, {"person": other.code}).status_code == 302
    assert MeetingRequest.objects.get().place == "table"
    with pytest.raises(Refusal, match="choose a table, or online"):
        request_meeting(author=other, whom=make.participation(edition), wish=Wish())


def test_who_typed_a_firms_name_sees_nothing_of_what_its_people_ask(
    edition: Edition, host: Exhibitor
) -> None:
    firm = make.organisation(edition, name="Sea Buy")
    open_door = ParticipationType.objects.create(edition=edition, code="v", name={"en": "Visitor"})
    door = ParticipationType.objects.create(
        edition=edition, code="b", name={"en": "Buyer"}, role="buyer", needs_approval=True
    )
    make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    buyer = make.participation(edition, roles=["buyer"], organisation=firm, type=door)
    asked = request_meeting(author=buyer, whom=host, wish=Wish(message="Secret", for_firm=True))
    approved = enter(make.participation(edition, roles=["buyer"], organisation=firm, type=door))
    assert "Secret" in approved.get(f"{DESK}requests/{asked.code}/").content.decode()
    stranger = enter(make.participation(edition, organisation=firm, type=open_door))
    assert asked.code not in stranger.get(f"{DESK}requests/").content.decode()
    assert stranger.get(f"{DESK}requests/{asked.code}/").status_code == 404
    act = f"{DESK}requests/{asked.code}/meeting/"
    assert stranger.post(act, {"act": "note", "note": "x"}).status_code == 404
    assert (
        stranger.post(f"{DESK}requests/{asked.code}/answer/", {"act": "cancel"}).status_code == 404
    )


def test_who_typed_a_firms_name_is_no_colleague_of_its_people(
    edition: Edition, host: Exhibitor
) -> None:
    door = ParticipationType.objects.create(edition=edition, code="v", name={"en": "Visitor"})
    firm = host.organisation
    worker, mate = (
        make.participation(edition, roles=["exhibitor"], organisation=firm) for _ in "12"
    )
    stranger = make.participation(edition, organisation=firm, type=door)
    buyer = make.participation(edition, roles=["buyer"])
    asked = request_meeting(author=buyer, whom=host)
    rows = Participation.objects.filter(pk=buyer.pk)
    open_between = PreparedQuery(lambda: rows.values_list(*find_open_requests(PartnerKind.PERSON)))
    for who, seen in ((worker, True), (stranger, False)):
        ((one, other),) = open_between.read_rows(who=who.pk, firm=find_firm(who) or 0)
        assert ((one or other) is not None) is seen, "that is for the firm's people to know"
        hindered = find_hindrance(who, buyer, now=timezone.now())
        assert hindered == ("request_mutual" if seen else "")
    page = enter(worker).get(f"{DESK}requests/{asked.code}/").content.decode()
    assert f'value="{mate.code}"' in page
    assert stranger.code not in page
    with pytest.raises(Refusal) as refused:
        hand_request(asked, stranger, by=worker)
    assert refused.value.rule == "request_colleague"
    form = {"person": buyer.code}
    alone = enter(stranger)
    assert "for_firm" not in alone.get(f"{DESK}requests/new/", form).content.decode()
    assert alone.post(f"{DESK}requests/new/", {**form, "for_firm": "yes"}).status_code == 302
    assert MeetingRequest.objects.get(requester=stranger).asking_firm_id is None
    with pytest.raises(Refusal) as refused:
        request_meeting(author=stranger, whom=mate, wish=Wish(for_firm=True))
    assert refused.value.rule == "request_no_firm"


def test_a_link_longer_than_any_is_refused(edition: Edition, host: Exhibitor) -> None:
    make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    link = "https://meet.example.org/" + "x" * 600
    given = {"firm": host.organisation.code, "place": "online", "link": link}
    answer = enter(make.participation(edition)).post(f"{DESK}requests/new/", given)
    assert answer.status_code == 409
    assert not MeetingRequest.objects.exists()
