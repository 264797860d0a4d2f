"""The organiser's matching report: measures, who is over-asked, who has no list and why."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.models import Account
from fairlead.apps.trade.domain.note_shown import ListImpression, note_shown
from fairlead.apps.trade.models import Matching, Surface

REPORT = "/office/river-2024/matching/"
PASSWORD = "a long enough password"


@pytest.fixture
def organiser(db: None) -> Client:
    """Return the browser of an organiser."""
    client = Client()
    appoint_organiser("organiser@example.org", password=PASSWORD)
    form = {"username": "organiser@example.org", "password": PASSWORD}
    assert client.post("/office/sign-in/", form).status_code == 302
    return client


@pytest.fixture
def matching(edition: Edition) -> Matching:
    """Return lists that everybody sees, measured."""
    found = make.matching(edition)
    for name, value in (
        ("coverage", 0.75),
        ("share never shown", 0.25),
        ("exposure Gini", 0.31),
        ("most shown over the mean", 2.5),
    ):
        make.measure(found, name, value)
    make.measure(found, "language", 2, about="filter", side="")
    return found


def text_of(client: Client, address: str = REPORT) -> str:
    """Return a page that must be there, without markup."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize("signed_in", [False, True])
def test_nobody_else_sees_the_report_or_releases(
    edition: Edition, matching: Matching, *, signed_in: bool
) -> None:
    client = Client()
    if signed_in:
        client.force_login(Account.objects.create_user("visitor@example.org", PASSWORD))
    draft = make.matching(edition, state="draft", version=2)
    refused = 403 if signed_in else 302
    assert client.get(REPORT).status_code == refused
    assert client.post(f"{REPORT}2/release/").status_code == refused
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_evenness_is_measured(organiser: Client, edition: Edition, matching: Matching) -> None:
    for shown in (0, 1, 9):
        make.standing(matching, make.exhibitor(edition).organisation, shown=shown)
    page = text_of(organiser)
    assert "Exhibitors on people's lists 75.0% 25.0% 0.31 2.5" in page
    assert "Version 1 of the lists" in page
    html = organiser.get(REPORT).content.decode()
    assert html.count('class="fl-tenths"') == 2  # wide and for a phone
    assert "if all were shown alike" in html


def test_the_over_asked_stand_by_what_they_lack_of_slots(
    organiser: Client, edition: Edition, matching: Matching
) -> None:
    """All three are asked by 30 and cost the same; one has 40 meetings left."""
    for name, capacity in (("Calm Firm", 20), ("Busy Firm", 2), ("Free Firm", 40)):
        firm = make.exhibitor(edition, organisation=make.organisation(edition, name=name))
        figures = {"asked": 30.0, "price": capacity / 100, "filled": 0.99, "capacity": capacity}
        make.standing(matching, firm.organisation, **figures)
    make.standing(matching, make.participation(edition), price=0.3, asked=9.0, capacity=8)
    busy_days = make.participation(edition)  # few meetings left, and nobody who would ask
    make.standing(matching, busy_days, price=0.11, asked=0.0, filled=0.0, capacity=7)
    page = text_of(organiser)
    asked = page[page.index("Most over-asked") : page.index("Who has no list")]
    assert re.findall(r"(\w+ Firm) (\d+%)", asked) == [("Busy Firm", "2%"), ("Calm Firm", "20%")]
    assert re.findall(r"Visitor p-\d+ (\d+%)", asked) == ["30%"]
    assert "more requests than they have meetings left" in asked


def test_who_has_no_list_is_told_why(
    organiser: Client, edition: Edition, matching: Matching
) -> None:
    for _ in range(2):
        make.standing(matching, make.exhibitor(edition).organisation)
    mute = make.participation(edition)
    make.standing(matching, mute, listed=0, coded=False, stopped={"language": 2, "slots": 1})
    make.standing(matching, make.participation(edition), listed=4, coded=False)
    firm = make.organisation(edition, name="Unseen Firm")
    make.standing(matching, make.exhibitor(edition, organisation=firm).organisation, shown=0)
    page = text_of(organiser)
    assert "People without a list 1 Exhibitors on nobody's list 1" in page
    assert "People without product codes 2 Exhibitors without product codes 0" in page
    assert "no product codes · exhibitors taken by: no shared language (2)" in page
    assert "no common free slot (1)" in page
    assert "No shared language 2 33.3% 0" in page  # of 3 exhibitors x 2 people; nobody loses all 3
    assert "Unseen Firm" in page[page.index("Exhibitors on nobody's list Unseen") :]


def test_a_filter_that_takes_everybody_is_counted(
    organiser: Client, edition: Edition, matching: Matching
) -> None:
    make.standing(matching, make.exhibitor(edition).organisation)
    for _ in range(2):
        make.standing(matching, make.participation(edition), listed=0, stopped={"language": 1})
    assert "No shared language 2 100.0% 2" in text_of(organiser)


def test_needs_without_makers_and_hidden_needs(
    organiser: Client, edition: Edition, matching: Matching
) -> None:
    exhibitor = make.exhibitor(edition, organisation=make.organisation(edition, name="Gear Works"))
    offer = make.offer(edition, organisation=exhibitor.organisation)
    served = make.need(edition, title="Served")
    make.need(edition, title="Unserved")
    hidden = make.need(edition, title="Secret turbine", hidden=True)
    make.makers(matching, served, [offer])
    make.makers(matching, hidden, [offer])
    page = text_of(organiser)
    unmade = page[page.index("Needs nobody here could serve") : page.index("Hidden needs")]
    assert "1 need has no maker" in unmade
    assert "Unserved" in unmade
    assert "Secret turbine Best makers: Gear Works" in page


def test_what_was_shown_is_counted(organiser: Client, matching: Matching) -> None:
    for owner in (1, 2):
        note_shown([ListImpression(Surface.NEED_MAKERS, owner, [(1, 1, 0.5)])], matching=matching)
    assert "counted once an hour for each list: makers of a need 2." in text_of(organiser)


def test_a_draft_is_judged_and_released(
    organiser: Client, edition: Edition, matching: Matching
) -> None:
    draft = make.matching(edition, state="draft", version=2)
    assert "Version 2 of the lists" in text_of(organiser)
    assert "Version 1 of the lists" in text_of(organiser, f"{REPORT}?version=1")
    assert organiser.get(f"{REPORT}?version=3").status_code == 404
    assert organiser.get(f"{REPORT}2/release/").status_code == 405
    page = organiser.post(f"{REPORT}2/release/", follow=True).content.decode()
    assert "Version 2 of the lists is what everybody sees now." in page
    draft.refresh_from_db()
    matching.refresh_from_db()
    assert (matching.state, draft.state) == (VersionState.SUPERSEDED, VersionState.RELEASED)
    again = organiser.post(f"{REPORT}2/release/", follow=True).content.decode()
    assert "Version 2 was released before." in again


def test_without_lists_the_page_says_so_and_it_speaks_russian(
    organiser: Client, edition: Edition
) -> None:
    assert "No lists yet" in text_of(organiser)
    make.matching(edition)
    assert "Насколько ровны списки" in text_of(organiser, f"/ru{REPORT}")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_report(
    organiser: Client,
    edition: Edition,
    matching: Matching,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _ in range(count):
        exhibitor = make.exhibitor(edition)
        offer = make.offer(edition, organisation=exhibitor.organisation)
        make.standing(matching, exhibitor.organisation, shown=0)
        make.standing(matching, exhibitor.organisation, market="organisation-organisation")
        make.standing(matching, make.participation(edition), listed=0, stopped={"slots": 1})
        make.need(edition)
        make.makers(matching, make.need(edition, hidden=True), [offer])
    with django_assert_num_queries(19):
        organiser.get(REPORT)
