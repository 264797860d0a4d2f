"""The standing search as it is used: a month brought in, a need proposed, decided, explained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.apps.standing_search.test_months import CALM, ONE, focal, see, write
from tests.sites import factories as make
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.delegations.models import Delegation
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Account, Participation
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.standing_search.models import ProposedNeed, SearchRules
from fairlead.apps.trade.models import Need
from fairlead.apps.work.models import Work

__all__ = ["focal"]  # a fixture
PAGE = "/office/river-2024/standing-search/"
DESK = "/river-2024/desk/"
HISTORY = "/river-2024/critical-imports/BLR/history/"


@pytest.fixture
def edition(db: None) -> Edition:
    """Return an edition whose months are judged for Belarus alone."""
    return make.edition(country="BLR", bloc=[])


def enter(who: Participation) -> Client:
    """Return the browser of somebody who takes part."""
    account = Account.objects.create_user(who.person.email)
    account.person = who.person
    account.save()
    client = Client()
    client.force_login(account)
    return client


def test_the_office_brings_a_month_in_and_reads_what_differs(
    edition: Edition, tmp_path: Path, settings: Any
) -> None:
    settings.FAIRLEAD_HOME = tmp_path / "home"
    office = sign_in("owner@example.org", MemberRole.OWNER, edition)
    assert "No month yet" in read(office, PAGE)
    content = write(tmp_path / "a.csv", CALM).read_bytes()
    bad = office.post(PAGE, {"month": "2024-13", "file": SimpleUploadedFile("a.csv", content)})
    assert (bad.status_code, "a month such as 2024-03" in bad.content.decode()) == (400, True)
    assert office.post(PAGE, {"month": "2024-01"}).status_code == 400
    sent = {"month": "2024-01", "file": SimpleUploadedFile("a.csv", content)}
    assert office.post(PAGE, sent).status_code == 302
    assert Work.objects.get(kind="search_month").parameters["month"] == "2024-01"
    see(edition, tmp_path, "2024-01", CALM)
    see(edition, tmp_path, "2024-02", ONE)
    page = read(office, PAGE)
    assert "no delegation of it has a head or a focal point" in page
    month = read(office, f"{PAGE}2024-02/")
    for said in ("0.380", "0.905", "imports are concentrated on few suppliers", "2024-02.csv"):
        assert said in month
    assert "Nothing differs" in read(office, f"{PAGE}2024-02/?change=ceased")
    assert office.get(f"{PAGE}2024-02/?revision=9").status_code == 404
    table = office.get(f"{PAGE}2024-02/export.csv").content.decode("utf-8-sig")
    assert "HS:848210" in table
    assert "Entered and left" in read(office, f"{PAGE}economies/BLR/")
    assert office.get(f"{PAGE}economies/DEU/").status_code == 404
    visitor = Client()
    assert visitor.get(HISTORY).status_code == 404
    office.post(f"{PAGE}rules/", {"economies": "BLR nowhere", "public": "on"})
    assert not SearchRules.objects.exists()
    office.post(f"{PAGE}rules/", {"economies": "blr", "public": "on"})
    assert "Entered and left" in read(visitor, HISTORY)
    make.dependency(make.run(edition), economy="BLR")
    assert HISTORY in visitor.get(HISTORY.removesuffix("history/")).content.decode()


def test_a_focal_point_posts_one_need_and_dismisses_another(
    edition: Edition,
    focal: Participation,
    tmp_path: Path,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    desk = enter(focal)
    assert "Nothing to decide" in read(desk, f"{DESK}proposed-needs/")
    pumps = [(e, i, "841370", v) for e, i, _p, v in CALM[:4]]
    lone = [(e, i, "841370", v) for e, i, _p, v in ONE[:3]]
    see(edition, tmp_path, "2024-01", [*CALM, *pumps])
    see(edition, tmp_path, "2024-02", [*ONE, *lone])
    first, second = ProposedNeed.objects.order_by("product")
    page = read(desk, f"{DESK}proposed-needs/")
    assert (page.count("· became critical"), "\u20682024-02.csv\u2069" in page) == (2, True)
    decide = f"{DESK}proposed-needs/%d/decide/"
    assert (
        "Please say why."
        in desk.post(decide % first.pk, {"reason": ""}, follow=True).content.decode()
    )
    desk.post(decide % first.pk, {"reason": "<b>We make our own.</b>"})
    with django_assert_max_num_queries(8):
        page = desk.get(f"{DESK}proposed-needs/").content.decode()
    assert "&lt;b&gt;We make our own." in page
    desk.post(decide % second.pk, {"accept": "1"})
    again = desk.post(decide % second.pk, {"accept": "1"}, follow=True)
    assert "It was decided already." in again.content.decode()
    second.refresh_from_db()
    with django_assert_max_num_queries(8):
        why = read(desk, f"{DESK}needs/{second.need}/why/")
    for said in ("Why this alert came", "0.380", "0.905", second.difference.searched.digest):
        assert said in why
    assert "Entered and left" in read(desk, f"{DESK}history/BLR/")
    assert desk.get(f"{DESK}history/KAZ/").status_code == 403
    other = make.participation(edition, roles=["buyer"], person=make.person())
    assert enter(other).get(f"{DESK}proposed-needs/").status_code == 403


def test_what_is_proposed_to_an_economy_without_a_delegation_is_decided_by_the_office(
    edition: Edition, tmp_path: Path
) -> None:
    pumps = [(e, i, "841370", v) for e, i, _p, v in CALM[:4]]
    lone = [(e, i, "841370", v) for e, i, _p, v in ONE[:3]]
    see(edition, tmp_path, "2024-01", [*CALM, *pumps])
    see(edition, tmp_path, "2024-02", [*ONE, *lone])
    first, second = ProposedNeed.objects.order_by("product")
    office, page = sign_in("owner@example.org", MemberRole.OWNER, edition), f"{PAGE}proposed-needs/"
    assert page in office.get(PAGE).content.decode()
    assert "No organisation of this economy is at the edition" in read(office, page)
    firm = make.organisation(edition, country="BLR", name="Example plant")
    foreign = make.organisation(edition, country="KAZ", name="Another economy's")
    said = read(office, page)
    assert ("Example plant" in said, "Another economy" in said) == (True, False)
    address = f"{page}%d/decide/"
    for wrong in (foreign.code, "nobody", ""):
        answer = office.post(
            address % first.pk, {"accept": "1", "organisation": wrong}, follow=True
        )
        assert "Choose an organisation of this economy" in answer.content.decode()
    office.post(address % first.pk, {"accept": "1", "organisation": firm.code})
    need = Need.objects.get()
    first.refresh_from_db()
    assert (need.posted_by, need.economy, first.need) == (firm, "BLR", need.code)
    again = office.post(address % first.pk, {"reason": "Late."}, follow=True)
    assert "It was decided already." in again.content.decode()
    # Another edition's office, and a role that may only look, decide nothing.
    stranger = sign_in(
        "other@example.org", MemberRole.OWNER, make.edition(code="lake-2024", country="BLR")
    )
    assert stranger.post(address % second.pk, {"reason": "No."}).status_code in (403, 404)
    foreign_page = address.replace("river-2024", "lake-2024")
    assert stranger.post(foreign_page % second.pk, {"reason": "No."}).status_code == 404
    auditor = sign_in("auditor@example.org", MemberRole.AUDITOR, edition)
    assert auditor.post(address % second.pk, {"reason": "No."}).status_code == 403
    assert "decide/" not in auditor.get(page).content.decode()
    # Once somebody is named who speaks for the economy, that person is told, and decides.
    made = office.get(f"/office/{edition.code}/delegations/new/?economy=BLR").content.decode()
    assert 'value="BLR"' in made
    office.post(f"/office/{edition.code}/delegations/new/", {
        "name_en": "Delegation", "kind": "economy", "economy": "BLR", "organisation": firm.code,
    })  # fmt: skip
    delegation = Delegation.objects.get()
    who = make.participation(edition, roles=["delegate"], person=make.person())
    add = f"/office/{edition.code}/delegations/{delegation.code}/add/"
    Message.objects.all().delete()
    answer = office.post(add, {"person": who.code, "office": "focal"})
    assert answer.status_code == 302
    (told,) = Message.objects.all()
    assert (told.person, "2024-02.csv" in told.body) == (who.person, True)
    late = office.post(address % second.pk, {"reason": "No."}, follow=True)
    assert "The head and the focal points of the delegation decide" in late.content.decode()
    assert "The delegation decides." in read(office, page)
    desk = enter(who)
    desk.post(f"{DESK}proposed-needs/{second.pk}/decide/", {"reason": "We make our own."})
    second.refresh_from_db()
    assert second.state == "dismissed"
