"""Consortia on the desk: who sees one, does what in it, and reads its files; nobody else."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make
from tests.sites.desk.test_meet import enter

from fairlead.apps.consortia.models import Consortium, Interest, Member
from fairlead.apps.consortia.queries.cockpit import MOST_ROWS
from fairlead.apps.delegations.models import Delegate, Delegation
from fairlead.apps.fairs.models import Edition, History
from fairlead.apps.people.models import Change, Organisation
from fairlead.apps.trade.models import Need
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.desk.consortia.acts import ACTS

DESK = "/river-2024/desk/"


@dataclass(frozen=True, slots=True)
class Firm:
    """An exhibitor with the browser of its staff."""

    organisation: Organisation
    client: Client


def found(edition: Edition, country: str = "BLR", **fields: Any) -> Firm:
    """Return a new exhibitor with its browser."""
    firm = make.exhibitor(
        edition, organisation=make.organisation(edition, country=country, **fields)
    )
    who = make.participation(edition, roles=["exhibitor"], organisation=firm.organisation)
    return Firm(firm.organisation, enter(who))


def lead_delegation(edition: Edition, economy: str, office: str = "focal") -> Client:
    """Return the browser of somebody of a new delegation of an economy."""
    made = Delegation.objects.create(
        edition=edition,
        code=f"d-{economy}-{office}",
        name=LocalizedText({"en": f"Delegation of {economy}"}),
        economy=economy,
    )
    who = make.participation(edition, roles=["delegate"])
    Delegate.objects.create(edition=edition, delegation=made, participation=who, office=office)
    return enter(who)


@pytest.fixture
def need(edition: Edition) -> Need:
    """Return a need of Belarus's economy."""
    return make.need(edition, economy="BLR", products=["HS:848220"], cooperation=["supply"])


def act(client: Client, code: str, name: str, **said: Any) -> Any:
    """Send a form of a consortium's page."""
    return client.post(f"{DESK}consortia/{code}/{name}/", said, follow=True)


def read(client: Client, address: str) -> str:
    """Return a page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_a_need_of_an_economy_is_opened_by_its_own_focal_point(
    edition: Edition, need: Need
) -> None:
    focal, other = lead_delegation(edition, "BLR"), lead_delegation(edition, "KAZ")
    delegate = lead_delegation(edition, "BLR", "delegate")
    firm = found(edition)
    page = f"{DESK}needs/{need.code}/"
    said = {"act": "tell", "message": "<script>alert(1)</script> We make it"}
    assert firm.client.post(f"{page}interest/", said).status_code == 302
    assert Interest.objects.get().organisation == firm.organisation
    seen = read(focal, page)
    assert "&lt;script&gt;alert(1)" in seen
    assert "Open a consortium" in seen
    for stranger in (other, delegate, firm.client, found(edition, "KAZ").client):
        assert "We make it" not in read(stranger, page) or stranger is firm.client
        assert "Open a consortium" not in read(stranger, page)
        assert stranger.post(f"{page}consortium/").status_code == 403
    opened = focal.post(f"{page}consortium/").headers["Location"]
    assert "Bearings" in read(focal, opened)
    assert "Bearings" in read(focal, f"{DESK}consortia/")
    for stranger in (other, delegate, firm.client):
        assert stranger.get(opened).status_code == 404
        assert "Bearings" not in read(stranger, f"{DESK}consortia/")
    assert Client().get(opened).status_code == 302


def test_members_alone_read_files_and_who_left_reads_no_more(
    edition: Edition, need: Need, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    focal = lead_delegation(edition, "BLR")
    one, two, third = (found(edition, name=f"<i>Firm {n}</i>") for n in range(3))
    code = focal.post(f"{DESK}needs/{need.code}/consortium/").headers["Location"].split("/")[-2]
    for firm in (one, two):
        invited = {"organisation": firm.organisation.code, "part": "supplier", "steps": "supply"}
        assert "Saved." in act(focal, code, "invite", **invited).content.decode()
    assert "<h2>Conversation</h2>" not in read(one.client, f"{DESK}consortia/{code}/")
    assert act(one.client, code, "say", text="Too early").status_code == 403
    act(one.client, code, "answer", answer="accept")
    act(two.client, code, "answer", answer="accept")
    sent = SimpleUploadedFile("plan.html", b"<script>alert(1)</script>", "text/html")
    page = act(one.client, code, "say", text="<b>Look</b>", file=sent).content.decode()
    assert "&lt;b&gt;Look" in page
    assert "<i>Firm" not in page
    address = re.findall(rf'href="({DESK}consortia/{code}/files/\d+/)"', page)[0]
    with django_assert_num_queries(7):  # four of every desk page, it, its members, all the rest
        read(two.client, f"{DESK}consortia/{code}/")
    for page in (f"consortia/{code}/", f"needs/{need.code}/"):
        with django_assert_num_queries(7 if "consortia" in page else 6):
            read(focal, f"{DESK}{page}")
    for reader in (focal, two.client):
        answer = reader.get(address)
        assert answer.content == b"<script>alert(1)</script>"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="plan.html.')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert third.client.get(address).status_code == 404
    assert act(third.client, code, "say", text="x").status_code == 404
    assert act(two.client, code, "share").status_code == 403  # a member that does not lead
    act(two.client, code, "leave", reason="No capacity")
    assert two.client.get(address).status_code == 404
    for query in ("", "?known=2199-01-01T00:00Z", "?as_of=2024-01-01"):  # nor what it was before
        assert two.client.get(f"{DESK}consortia/{code}/{query}").status_code == 404
    assert "left" in read(two.client, f"{DESK}consortia/")
    assert two.client.get(address.replace(code, "none")).status_code == 404


def test_shares_agreement_and_project_from_the_page(edition: Edition, need: Need) -> None:
    focal = lead_delegation(edition, "BLR")
    firms = [found(edition), found(edition, "KAZ")]
    code = focal.post(f"{DESK}needs/{need.code}/consortium/").headers["Location"].split("/")[-2]
    for firm in firms:
        said = {"part": "supplier", "steps": need.products}
        act(focal, code, "invite", organisation=firm.organisation.code, **said)
        act(firm.client, code, "answer", answer="accept")
    pair = [one.pk for one in Member.objects.order_by("pk")]

    def shares(*texts: str) -> dict[str, str]:
        kinds = ("cost", "work", "rights")
        return {
            f"{kind}_{member}": text
            for kind in kinds
            for member, text in zip(pair, texts, strict=True)
        }

    page = act(focal, code, "share", **shares("33.33", "66.66")).content.decode()
    assert "sum to 99.99, not to 100: 0.01 is missing" in page
    act(focal, code, "share", **shares("33.33", "66.67"))
    document = SimpleUploadedFile("agreement.pdf", b"%PDF agreement")
    page = act(focal, code, "agree", document=document).content.decode()
    assert "waits for signatures" in page
    assert "Make it a project" not in page
    for firm in firms:
        page = read(firm.client, f"{DESK}consortia/{code}/")
        (digest,) = re.findall(r'name="sha256" value="(\w+)"', page)
        act(firm.client, code, "sign", agreement="1", sha256=digest)
    page = read(focal, f"{DESK}consortia/{code}/")
    assert "signed by all" in page
    wrong = act(focal, code, "project", start_year="soon", cash_flows="1").content.decode()
    assert "Expected a year" in wrong
    wrong = act(focal, code, "project", start_year="2026", cash_flows="much").content.decode()
    assert "Expected an amount for each year" in wrong
    act(focal, code, "project", start_year="2026", cash_flows="-100 60 70")
    project = Consortium.objects.get().project
    assert project is not None
    public = f"/river-2024/projects/{project.code}/"
    assert "Bearings" in read(Client(), public)
    # Who leaves now leaves shares behind: the desk says it as the project's page does.
    assert "is uncovered" not in read(focal, f"{DESK}consortia/{code}/")
    act(firms[1].client, code, "leave", reason="No capacity")
    page = read(focal, f"{DESK}consortia/{code}/")
    assert "67% of the cost is uncovered" in page
    assert f'href="{public}#entry-' in page


def test_a_consortium_is_asked_as_of_a_moment(
    edition: Edition, need: Need, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    focal, maker = lead_delegation(edition, "BLR"), found(edition, name="Bearing Works")
    focal.post(f"{DESK}needs/{need.code}/consortium/")
    code = Consortium.objects.get().code
    act(
        focal, code, "invite", organisation=maker.organisation.code, part="supplier", steps="supply"
    )
    kept = History.objects.get(kind="consortium", key=code)
    before = {**kept.state, "members": []}  # type: ignore[dict-item]  # it is there
    opened = timezone.now() - dt.timedelta(hours=2)
    Consortium.objects.update(opened_at=opened)
    History.objects.create(
        edition=edition.code, kind="consortium", key=code, since=opened, state=before
    )
    address = f"{DESK}consortia/{code}/"
    with django_assert_max_num_queries(16):
        now = read(focal, f"{address}?known=2199-01-01T00:00Z")
    assert "Bearing Works" in now
    assert "<textarea" not in now
    hour = (opened + dt.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%MZ")
    then = read(focal, f"{address}?known={hour}")
    assert "Bearing Works" not in then
    assert "Nobody takes it on" in then
    assert "This consortium was not open yet" in read(focal, f"{address}?as_of=2020-01-01")
    assert found(edition).client.get(f"{address}?known={hour}").status_code == 404
    late = dt.datetime(2024, 7, 1, 20, tzinfo=dt.UTC)  # 01:00 of the next day at the fair
    Consortium.objects.update(opened_at=late)
    for place in ("consortia/", f"needs/{need.code}/"):
        assert "2 July 2024" in read(focal, f"{DESK}{place}"), place


def test_strangers_reach_nothing_of_a_consortium_by_any_address(
    edition: Edition, need: Need
) -> None:
    """Neither by its own addresses, nor with its rows' numbers through a consortium of theirs."""
    focal, rival = lead_delegation(edition, "BLR"), lead_delegation(edition, "KAZ")
    member, left, declined = (found(edition) for _ in range(3))
    theirs = make.need(edition, economy="KAZ", products=["HS:848220"])
    code, own = (
        who.post(f"{DESK}needs/{one.code}/consortium/").headers["Location"].split("/")[-2]
        for who, one in ((focal, need), (rival, theirs))
    )
    for firm, answer in ((member, "accept"), (left, "accept"), (declined, "decline")):
        act(focal, code, "invite", organisation=firm.organisation.code, part="supplier")
        act(firm.client, code, "answer", answer=answer, reason="No time")
    act(left.client, code, "leave", reason="No capacity")
    act(member.client, code, "say", text="Secret", file=SimpleUploadedFile("a.pdf", b"secret"))
    seated = Member.objects.get(state="accepted")
    number = seated.consortium.files.get().pk
    strangers = [rival, left.client, declined.client, found(edition).client]
    strangers.append(enter(make.participation(edition, roles=["visitor"])))
    changes = Change.objects.count()
    for who in strangers:
        assert who.get(f"{DESK}consortia/{code}/").status_code == 404
        assert who.get(f"{DESK}consortia/{code}/files/{number}/").status_code == 404
        for name in ACTS:
            said = {"member": seated.pk, "part": "supplier", "text": "x", "answer": "accept"}
            assert act(who, code, name, **said).status_code == 404
        assert "Secret" not in read(who, f"{DESK}needs/{need.code}/")
    assert rival.get(f"{DESK}consortia/{own}/files/{number}/").status_code == 404
    for name in ("change", "remove"):
        act(rival, own, name, member=seated.pk, part="finance", reason="Out")
    assert Change.objects.count() == changes
    seated.refresh_from_db()
    assert (seated.state, seated.part) == ("accepted", "supplier")


def test_a_cockpit_is_of_ones_own_delegation_and_counts_more_than_it_lists(
    edition: Edition, need: Need
) -> None:
    firm = found(edition)
    for _ in range(MOST_ROWS + 2):
        make.need(edition, organisation=firm.organisation, economy="", title="Wanted: belts")
    make.need(edition, organisation=firm.organisation, economy="", title="Kept", hidden=True)
    own, other = lead_delegation(edition, "BLR", "delegate"), lead_delegation(edition, "KAZ")
    page = read(own, f"{DESK}delegation/")
    assert re.search(rf"<dt>Needs</dt>\s*<dd>{MOST_ROWS + 3}</dd>", page)
    assert page.index("Bearings") < page.index("Wanted: belts")
    assert "Kept" not in page
    seen = read(other, f"{DESK}delegation/")
    assert "Bearings" not in seen
    assert "Delegation of KAZ" in seen
    for name in ("", "visit.ics", "briefing.pdf"):
        assert firm.client.get(f"{DESK}delegation/{name}").status_code == 404
    assert f'href="{DESK}delegation/"' in read(own, f"{DESK}consortia/")
    assert f'href="{DESK}delegation/"' not in read(firm.client, f"{DESK}consortia/")
