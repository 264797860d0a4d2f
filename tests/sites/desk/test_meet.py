"""People to meet: one's own released list, with why; hidden people stay out, a word is kept."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.consent.domain.write_text import write_consent_text
from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import MeetingRequest
from fairlead.apps.people.models import Account, Mark, Participation
from fairlead.apps.trade.models import Matching, MatchList, PartnerKind, Reason, ShownList
from fairlead.folder.localized_text import LocalizedText

MEET, MARK = "/river-2024/desk/meet/", "/river-2024/desk/meet/mark/"
ASK = "/river-2024/desk/requests/new/"


def enter(who: Participation) -> Client:
    """Return the browser of a participant."""
    account = Account.objects.create_user(f"{who.code}@example.org")
    account.person = who.person
    account.save()
    client = Client()
    client.force_login(account)
    return client


def open_again(edition: Edition) -> None:
    """Let the fair be one that is to come."""
    edition.first_day = dt.date(2034, 7, 10)
    edition.save()


def find_asking(client: Client) -> list[str]:
    """Return the links of the list by which meetings are asked for."""
    return re.findall(rf'href="{ASK}(\?[^"]+)"', client.get(MEET).content.decode())


def propose(to: Matching, partners: list[int], *, kind: PartnerKind, **owner: object) -> MatchList:
    """Write a list of the released version."""
    words = LocalizedText({"en": "Both make gears.", "ru": "Оба делают редукторы."})
    reason = Reason.objects.create(run=to.run, words=words)
    return MatchList.objects.create(
        run=to.run,
        partner_kind=kind,
        partners=partners,
        scores=[0.9 - 0.1 * place for place in range(len(partners))],
        mutual=[0.5] * len(partners),
        reasons=[reason.pk] * len(partners),
        **owner,
    )


def names(client: Client, address: str = MEET) -> list[str]:
    """Return the names on the page in their order."""
    page = client.get(address).content.decode()
    return re.findall(r'class="name"[^>]*>(?:<bdi[^>]*>)?([^<]+)<', page)


@pytest.fixture
def visitor(edition: Edition) -> Participation:
    """Return a visitor with two exhibitors proposed, in the released version alone."""
    me = make.participation(edition)
    firms = [
        make.exhibitor(edition, organisation=make.organisation(edition, name=name)).organisation
        for name in ("First Works", "Second Works", "Draft Works")
    ]
    released = make.matching(edition)
    keys = [one.pk for one in firms[:2]]
    propose(released, keys, kind=PartnerKind.ORGANISATION, participation=me)
    draft = make.matching(edition, state="draft", version=2)
    propose(draft, [firms[2].pk], kind=PartnerKind.ORGANISATION, participation=me)
    return me


def test_the_released_list_with_why(visitor: Participation) -> None:
    client = enter(visitor)
    assert names(client) == ["First Works", "Second Works"]
    assert "Both make gears." in client.get(MEET).content.decode()
    assert "Оба делают редукторы." in client.get(f"/ru{MEET}").content.decode()
    kept = ShownList.objects.get()
    assert (kept.viewer, kept.ranks) == (visitor, [1, 2])


def test_nobody_is_led_to_ask_once_the_fair_is_over(
    visitor: Participation, edition: Edition
) -> None:
    client, firm = enter(visitor), make.exhibitor(edition).organisation.code
    assert find_asking(client) == []
    page = f"/river-2024/exhibitors/{firm}/"
    assert ASK not in client.get(page).content.decode()
    open_again(edition)
    assert len(find_asking(client)) == 2
    assert f"{ASK}?firm={firm}" in client.get(page).content.decode()


def test_one_is_saved_and_one_dismissed(visitor: Participation) -> None:
    client = enter(visitor)
    keys = re.findall(r'name="who" value="(o\d+)"', client.get(MEET).content.decode())
    client.post(MARK, {"who": keys[0], "mark": "saved"})
    client.post(MARK, {"who": keys[1], "mark": "dismissed"})
    assert names(client) == ["First Works"]
    assert names(client, f"{MEET}?show=saved") == ["First Works"]
    assert names(client, f"{MEET}?show=dismissed") == ["Second Works"]
    client.post(MARK, {"who": keys[1], "mark": ""})
    assert names(client) == ["First Works", "Second Works"]
    assert client.get(MARK).status_code == 405


def test_another_sees_and_marks_nothing_of_it(visitor: Participation, edition: Edition) -> None:
    other = enter(make.participation(edition))
    assert names(other) == []
    other.post(MARK, {"who": f"o{make.exhibitor(edition).organisation.pk}", "mark": "saved"})
    assert not visitor.marks.exists()
    elsewhere = make.organisation(make.edition("lake-2024"))
    hidden = make.participation(edition, hidden=True)
    for who in (f"o{elsewhere.pk}", f"p{hidden.pk}", "o", "x1", "p999999", "o" + "9" * 30):
        assert other.post(MARK, {"who": who, "mark": "saved"}).status_code == 404


def test_an_exhibitors_staff_see_the_stands_lists_without_who_hides_or_left(
    edition: Edition,
) -> None:
    firm = make.exhibitor(edition).organisation
    staff = make.participation(edition, roles=["exhibitor"], organisation=firm)
    shown, hidden, gone = (
        make.participation(edition, **fields)
        for fields in ({}, {"hidden": True}, {"state": "cancelled"})
    )
    keys = [one.pk for one in (hidden, shown, gone)]
    propose(make.matching(edition), keys, kind=PartnerKind.PERSON, organisation=firm)
    assert names(enter(staff)) == [shown.person.name["en"]]
    visitor = make.participation(edition, organisation=firm)
    assert names(enter(visitor)) == []


def test_a_meeting_is_asked_for_from_the_list_which_says_so(edition: Edition) -> None:
    open_again(edition)
    firm = make.exhibitor(edition, organisation=make.organisation(edition, name="First Works"))
    seller = make.participation(edition, roles=["exhibitor"], organisation=firm.organisation)
    me, other, hidden = (make.participation(edition, hidden=one) for one in (False, False, True))
    matching = make.matching(edition)
    propose(matching, [firm.pk], kind=PartnerKind.ORGANISATION, participation=me)
    propose(matching, [other.pk, hidden.pk], kind=PartnerKind.PERSON, participation=me)
    mine, theirs, stranger = enter(me), enter(other), enter(make.participation(edition))
    links = find_asking(mine)
    assert links == [f"?firm={firm.organisation.code}", f"?person={other.code}"]
    for link in links:
        assert mine.get(ASK + link).status_code == 200
        name, _, code = link[1:].partition("=")
        assert mine.post(ASK, {name: code, "message": "Gears?"}).status_code == 302
    assert find_asking(mine) == []
    page = mine.get(MEET).content.decode()
    assert page.count("You have asked for a meeting") == 2
    # Who is asked is told so, at the person and at the firm; a stranger's list tells nothing.
    keys = [me.pk]
    for owner in ({"participation": other}, {"organisation": firm.organisation}):
        propose(matching, keys, kind=PartnerKind.PERSON, **owner)
    for client in (theirs, enter(seller)):
        assert "They ask you for a meeting" in client.get(MEET).content.decode()
    third = make.participation(edition)
    propose(matching, [firm.pk], kind=PartnerKind.ORGANISATION, participation=third)
    assert len(find_asking(enter(third))) == 1
    # Nobody who hides, waits or has left is found by a code, no matter who asks.
    gone = make.participation(edition, state="waiting")
    for who in (hidden, gone):
        assert stranger.get(f"{ASK}?person={who.code}").status_code == 404
        assert stranger.post(ASK, {"person": who.code}).status_code == 404
    # What is over can be asked for again.
    MeetingRequest.objects.filter(invitee=other).update(state="declined")
    assert find_asking(mine) == [f"?person={other.code}"]
    # Where being shown is agreed to, who has not agreed is neither proposed nor found.
    text = LocalizedText({"en": "May others see you?"})
    write_consent_text(edition, ConsentPurpose.BE_SHOWN, text)
    assert find_asking(mine) == []
    assert mine.get(f"{ASK}?person={other.code}").status_code == 404


def test_a_firm_that_does_not_exhibit_is_not_asked(edition: Edition) -> None:
    me = make.participation(edition)
    keys = [make.organisation(edition).pk]
    propose(make.matching(edition), keys, kind=PartnerKind.ORGANISATION, participation=me)
    assert find_asking(enter(me)) == []


def test_marks_stay_within_an_edition(edition: Edition) -> None:
    me = make.participation(edition)
    stranger = make.organisation(make.edition("lake-2024"))
    with pytest.raises(IntegrityError, match="one_edition"), transaction.atomic():
        Mark.objects.create(participation=me, organisation=stranger, kind="saved")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("count", [1, 3])
def test_queries(
    edition: Edition, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    me = make.participation(edition)
    keys = [make.exhibitor(edition).organisation.pk for _ in range(count)]
    propose(make.matching(edition), keys, kind=PartnerKind.ORGANISATION, participation=me)
    client = enter(me)
    client.get(MEET)
    with django_assert_num_queries(6):
        client.get(MEET)
