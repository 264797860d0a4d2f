"""The marketplace: interest opens a conversation, entries end, products are watched."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make
from tests.sites.desk.test_meet import enter
from tests.sites.desk.test_own_pages import body, manage

from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.converse import MOST_LETTERS, clean_text
from fairlead.apps.market.domain.look_after_market import (
    announce_entries,
    end_entries,
    look_after_market,
    remind_owners,
)
from fairlead.apps.market.models import Conversation, Letter, Watch
from fairlead.apps.market.queries.conversations import list_unread
from fairlead.apps.meetings.models import Block
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.trade.models import MarketRules, Need, NeedFigures, Offer
from fairlead.ui.forms.lengths import TextTooLong

DESK = "/river-2024/desk/"
CONVERSATIONS, WATCH = f"{DESK}conversations/", f"{DESK}watch/"


@pytest.fixture
def firm(edition: Edition) -> Organisation:
    """Return an exhibitor."""
    return make.exhibitor(edition).organisation


@pytest.fixture
def staff(firm: Organisation) -> Participation:
    """Return somebody of it with an address."""
    person = make.person(email="staff@example.org", name="Staff Person")
    return make.participation(firm.edition, person=person, roles=["exhibitor"], organisation=firm)


@pytest.fixture
def buyer(edition: Edition) -> Participation:
    """Return a buyer with an address."""
    person = make.person(email="buyer@example.org", name="Buyer <script>")
    return make.participation(edition, person=person, roles=["buyer"])


def ask(client: Client, entry: Offer | Need, text: str = "We are interested.") -> Any:
    """Write about an entry."""
    kind = "offer" if isinstance(entry, Offer) else "need"
    return client.post(f"{DESK}write/{kind}/{entry.code}/", {"text": text})


def act(client: Client, name: str, talk: Conversation, text: str = "") -> Any:
    """Do something in a conversation."""
    said = {"act": name, "text": text}
    return client.post(f"{CONVERSATIONS}{talk.code}/act/", said, follow=True)


def test_interest_opens_a_conversation_and_addresses_come_with_acceptance(
    edition: Edition, firm: Organisation, staff: Participation, buyer: Participation
) -> None:
    offer = make.offer(edition, organisation=firm)
    theirs, mine = enter(staff), enter(buyer)
    assert ask(mine, offer, "Hello <b>there</b>\u202e\r\nsecond line").status_code == 302
    talk = Conversation.objects.get()
    assert Letter.objects.get().text == "Hello <b>there</b>\nsecond line"
    told = Message.objects.get(person=staff.person, purpose="conversation")
    assert "Buyer" in told.subject
    assert told.link == f"{CONVERSATIONS}{talk.code}/"
    assert (list_unread(staff).count(), list_unread(buyer).count()) == (1, 0)
    page = theirs.get(CONVERSATIONS).content.decode()
    assert "1 new" in page
    page = theirs.get(f"{CONVERSATIONS}{talk.code}/").content.decode()
    assert "Hello &lt;b&gt;there&lt;/b&gt;" in page
    assert "Buyer &lt;script&gt;" in page
    assert "buyer@example.org" not in page
    assert list_unread(staff).count() == 1  # looking changes nothing
    assert "once your interest is accepted" in act(mine, "write", talk, "Again").content.decode()
    page = mine.get(f"{CONVERSATIONS}{talk.code}/").content.decode()
    assert "staff@example.org" not in page
    assert "Staff Person" not in page
    assert act(mine, "accept", talk).status_code == 200
    talk.refresh_from_db()
    assert talk.state == "asked"  # who asks cannot accept
    act(theirs, "accept", talk, "Let us talk.")
    page = mine.get(f"{CONVERSATIONS}{talk.code}/").content.decode()
    assert "staff@example.org" in page
    assert "Let us talk." in page
    assert "buyer@example.org" in theirs.get(f"{CONVERSATIONS}{talk.code}/").content.decode()
    act(mine, "write", talk, "Gladly.")
    assert list_unread(staff).count() == 1
    newest = Letter.objects.order_by("-pk").first()
    assert newest is not None
    theirs.post(f"{CONVERSATIONS}{talk.code}/act/", {"act": "read", "newest": str(newest.pk)})
    assert list_unread(staff).count() == 0
    assert ask(mine, offer).headers["Location"] == f"{CONVERSATIONS}{talk.code}/"
    assert Conversation.objects.count() == 1


def test_nobody_else_sees_or_writes_in_it(
    edition: Edition, firm: Organisation, staff: Participation, buyer: Participation
) -> None:
    offer = make.offer(edition, organisation=firm)
    ask(enter(buyer), offer)
    talk = Conversation.objects.get()
    rival = make.exhibitor(edition).organisation
    others = (
        make.participation(edition, roles=["exhibitor"], organisation=rival),
        make.participation(edition, roles=["visitor"], organisation=firm),
        make.participation(edition, roles=["exhibitor"], organisation=firm, state="registered"),
    )
    for one in others:
        client = enter(one)
        assert client.get(f"{CONVERSATIONS}{talk.code}/").status_code != 200
        assert talk.code not in client.get(CONVERSATIONS, follow=True).content.decode()
        for name in ("write", "accept", "block", "read"):
            assert act(client, name, talk, "x").redirect_chain != [
                (f"{CONVERSATIONS}{talk.code}/", 302)
            ]
        assert list_unread(one).count() == 0
    assert Letter.objects.count() == 1
    talk.refresh_from_db()
    assert talk.state == "asked"


def test_who_is_blocked_or_writes_too_much_is_refused(
    edition: Edition, firm: Organisation, staff: Participation, buyer: Participation
) -> None:
    first, second = (make.offer(edition, organisation=firm) for _ in range(2))
    mine, theirs = enter(buyer), enter(staff)
    ask(mine, first)
    act(theirs, "block", Conversation.objects.get())
    assert Block.objects.get().whom == buyer
    refused = ask(mine, second)
    assert refused.status_code == 409
    assert "cannot write to them" in refused.content.decode()
    other = make.exhibitor(edition).organisation
    make.participation(edition, roles=["exhibitor"], organisation=other)
    for _ in range(9):
        assert ask(mine, make.offer(edition, organisation=other)).status_code == 302
    full = ask(mine, make.offer(edition, organisation=other))
    assert "in a day" in full.content.decode()
    assert ask(theirs, second).status_code == 409  # one's own
    silent = make.offer(edition, organisation=make.exhibitor(edition).organisation)
    assert "Nobody of them" in ask(enter(make.participation(edition)), silent).content.decode()
    assert ask(enter(make.participation(edition)), silent, " \n\0").status_code == 409


def test_what_is_written_is_plain_text() -> None:
    assert clean_text("a\u202eb\0c\r\nd\u200ce") == "abc\nd\u200ce"
    with pytest.raises(TextTooLong):
        clean_text("x" * 2001)


def test_an_entry_ends_is_reminded_of_and_renewed(edition: Edition, firm: Organisation) -> None:
    MarketRules.objects.create(edition=edition, entry_days=30, remind_days=7)
    admin = manage(firm)
    today = timezone.now().astimezone(edition.zone).date()
    for kind in ("offer", "need"):
        address = f"{DESK}organisation/{kind}/new/"
        said = {"title_en": f"Zymurgy {kind}", "cooperation": ["supply"], "seen": "0"}
        said |= {"products": ["HS:848340"], "expires_on": (today + dt.timedelta(3)).isoformat()}
        assert admin.post(address, said).status_code == 302
        late = admin.post(address, {**said, "expires_on": (today + dt.timedelta(31)).isoformat()})
        assert late.status_code == 400
    assert remind_owners() == 2
    assert remind_owners() == 0
    code = Offer.objects.get().code
    seen_at = ["/river-2024/market/", "/river-2024/market/?q=zymurgy", "/river-2024/needs/"]
    seen_at += [f"/river-2024/exhibitors/{firm.code}/", "/river-2024/exhibitors/?q=zymurgy"]
    seen_at += ["/river-2024/exhibitors/", f"/river-2024/needs/{Need.objects.get().code}/"]
    assert all("Zymurgy" in body(Client().get(one)) for one in seen_at)
    assert (
        end_entries(now=timezone.now() + dt.timedelta(days=3)) == 0
    )  # the last day is a whole one
    assert end_entries(now=timezone.now() + dt.timedelta(days=4)) == 2
    assert [one for one in seen_at if "Zymurgy" in body(Client().get(one))] == []
    assert ask(enter(make.participation(edition)), Offer.objects.get()).status_code == 404
    assert "ended" in admin.get(f"{DESK}organisation/").content.decode()
    admin.post(f"{DESK}organisation/offer/{code}/renew/")
    assert Offer.objects.get().expires_on == today + dt.timedelta(days=30)
    assert "Zymurgy" in body(Client().get("/river-2024/market/"))
    rival = manage(make.exhibitor(edition).organisation)
    assert rival.post(f"{DESK}organisation/offer/{code}/renew/").status_code == 404


def test_watchers_are_told_once_of_what_is_new(edition: Edition, firm: Organisation) -> None:
    old = make.offer(edition, organisation=firm)
    look_after_market()
    one = make.participation(edition)
    client = enter(one)
    assert client.post(WATCH, {"product": "HS:8483"}).status_code == 302
    assert client.post(WATCH, {"product": "HS:848340", "kinds": "offers"}).status_code == 302
    assert client.post(WATCH, {"product": "nonsense"}).status_code == 400
    own = make.participation(edition, roles=["exhibitor"], organisation=firm)
    Watch.objects.create(participation=own, product="HS:84")
    look_after_market()
    assert not Message.objects.exists()  # what was there before is not new
    new = make.offer(edition, organisation=firm, title="Gear <b>boxes</b>")
    make.offer(edition, organisation=firm, products=["HS:010121"])
    make.need(edition, products=["HS:848390"], hidden=True)
    look_after_market()
    look_after_market()
    told = Message.objects.get()
    assert (told.person, told.purpose) == (one.person, "marketplace")
    assert told.link == f"{DESK}write/offer/{new.code}/"
    new.delete()
    again = make.offer(edition, organisation=firm)
    Offer.objects.filter(pk=again.pk).update(code=new.code)
    old.products = [*old.products, "HS:848350"]
    old.save()
    look_after_market()
    assert Message.objects.count() == 2  # of the code that came to the old one
    client.post(WATCH, {"unwatch": "HS:8483"})
    assert [held.product for held in one.watches.all()] == ["HS:848340"]
    assert announce_entries() == 0


def test_a_message_names_every_new_code_that_its_reader_watches(
    edition: Edition, firm: Organisation
) -> None:
    look_after_market()
    one = make.participation(edition)
    for product in ("HS:848340", "HS:84", "HS:0101"):
        Watch.objects.create(participation=one, product=product)
    Watch.objects.create(participation=one, product="HS:9001", offers=False)
    make.offer(edition, organisation=firm, products=["HS:848340", "HS:010121", "HS:900110"])
    look_after_market()
    told = Message.objects.get(person=one.person)
    assert "HS:848340, HS:010121" in told.body
    assert "HS:900110" not in told.body


def test_a_delegation_posts_a_need_with_figures_that_stay(edition: Edition) -> None:
    run = make.run(edition)
    make.dependency(run, product="HS:848220", title="Bearings <i>", imports_usd=7e6)
    make.dependency(run, product="HS:848230", critical=False)
    make.dependency(run, product="HS:848250", economy="KAZ")
    Edition.objects.filter(pk=edition.pk).update(flows_source="flows.parquet", flows_years=[2022])
    ministry = make.organisation(edition, name="Ministry", country="BLR")
    one = make.participation(edition, roles=["delegate"], organisation=ministry)
    client = enter(one)
    address = f"{DESK}imports/HS:848220/"
    assert address in client.get(f"{DESK}imports/").content.decode()
    form = client.get(address).content.decode()
    said = {
        name: value.replace("&lt;", "<").replace("&gt;", ">")
        for name, value in re.findall(r'name="(title_\w+)" value="([^"]*)"', form)
    }
    answer = client.post(address, {**said, "cooperation": ["supply"]})
    need = Need.objects.get()
    assert answer.headers["Location"] == f"/river-2024/needs/{need.code}/"
    assert (need.economy, need.posted_by, need.organisation) == ("BLR", ministry, None)
    make.dependency(make.run(edition), product="HS:848220", title="Other", imports_usd=1.0)
    page = Client().get(f"/river-2024/needs/{need.code}/").content.decode()
    assert "Bearings &lt;i&gt;" in page
    assert "flows.parquet" in page
    assert "2022" in page
    assert NeedFigures.objects.get().imports_usd == 7e6
    with pytest.raises(DatabaseError), transaction.atomic():
        NeedFigures.objects.update(imports_usd=1.0)
    twice = client.post(address, {**said, "cooperation": ["supply"]})
    assert twice.headers["Location"] == f"{DESK}organisation/need/{need.code}/"
    for other in ("HS:848230", "HS:848250", "HS:000000"):
        assert client.get(f"{DESK}imports/{other}/").status_code == 404
    visitor = enter(make.participation(edition, organisation=ministry))
    assert visitor.get(f"{DESK}imports/").status_code == 403
    stranger = make.organisation(edition, country="KAZ")
    other_client = enter(make.participation(edition, roles=["delegate"], organisation=stranger))
    assert other_client.get(address).status_code == 404
    editing = f"{DESK}organisation/need/{need.code}/"
    assert other_client.get(editing).status_code == 404
    seen = re.findall(r'name="seen" value="(\d+)"', client.get(editing).content.decode())[0]
    client.post(editing, {"seen": seen, "remove": "yes"})
    assert not Need.objects.exists()
    client.post(f"{DESK}organisation/undo/", {"about": f"need/{need.code}"})
    again = Need.objects.get()
    assert (again.economy, again.figures.imports_usd) == ("BLR", 7e6)
    asker = make.participation(edition)
    ask(enter(asker), again)
    assert list_unread(one).count() == 1


def test_the_market_is_narrowed_and_says_when_it_is_empty(
    edition: Edition, firm: Organisation
) -> None:
    def show(query: str = "") -> str:
        return body(Client().get(f"/river-2024/market/{query}"))

    assert "Nothing is offered or needed yet" in show()
    make.offer(edition, organisation=firm, title="Gearboxes", cooperation=["licence"])
    make.need(edition, title="Bearings")
    assert len(re.findall("<article", show())) == 2
    narrowed = {
        "?kind=need": "Bearings",
        "?kind=offer": "Gearboxes",
        "?cooperation=licence": "Gearboxes",
        "?country=RUS": "Bearings",
        "?product=HS:8482": "Bearings",
        "?product=HS:848340": "Gearboxes",
        "?q=gearbox": "Gearboxes",
    }
    for query, title in narrowed.items():
        page = show(query)
        assert len(re.findall("<article", page)) == 1, query
        assert title in page
    assert "Nothing fits" in show("?q=nonsense")
    assert Client().get("/river-2024/market/?kind=%00&product='&page=99999999").status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow(
    edition: Edition,
    firm: Organisation,
    staff: Participation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    *,
    many: int,
) -> None:
    theirs = enter(staff)
    for _ in range(many):
        offer = make.offer(edition, organisation=firm)
        make.need(edition, organisation=firm, economy="")
        ask(enter(make.participation(edition)), offer)
    with django_assert_max_num_queries(7):
        assert theirs.get(CONVERSATIONS).content.count(b'class="unread"') == many
    talk = Conversation.objects.order_by("-pk")[0]
    with django_assert_max_num_queries(7):
        theirs.get(f"{CONVERSATIONS}{talk.code}/")
    with django_assert_max_num_queries(11):
        theirs.get(f"{DESK}organisation/")
    with django_assert_max_num_queries(8):
        Client().get("/river-2024/market/")


def test_who_is_blocked_writes_nowhere_and_answers_have_a_limit(
    edition: Edition, firm: Organisation, staff: Participation, buyer: Participation
) -> None:
    theirs, mine = enter(staff), enter(buyer)
    for _number in range(2):
        ask(mine, make.offer(edition, organisation=firm))
    first, second = Conversation.objects.order_by("pk")
    act(theirs, "accept", first)
    act(theirs, "block", second)
    before = Letter.objects.count()
    assert "You cannot write to them" in act(mine, "write", first, "Still here").content.decode()
    assert Letter.objects.count() == before
    for _number in range(MOST_LETTERS):
        Letter.objects.create(conversation=first, author=staff, of_asker=False, text="x")
    act(theirs, "decline", first, "And again")
    first.refresh_from_db()
    assert first.state == "accepted"
