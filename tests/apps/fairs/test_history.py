"""The database keeps what things were; nobody else writes it."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor, wait
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.sites import factories as make

from fairlead.apps.consortia.models import Consortium, Member
from fairlead.apps.cooperation.models import Partner, PartnerRole, Project, Share, ShareKind
from fairlead.apps.cooperation.queries.projects import (
    EconomyShare,
    find_past_project,
    list_cost_shares,
)
from fairlead.apps.cooperation.queries.states import AsOf
from fairlead.apps.fairs.history import find_beginning, read_history
from fairlead.apps.fairs.models import Edition, History
from fairlead.folder.localized_text import LocalizedText

DAY = dt.timedelta(days=1)


def count(kind: str) -> int:
    """Return how many rows there are of a kind."""
    return History.objects.filter(kind=kind).count()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_is_one_change_and_no_change_is_none() -> None:
    fair = make.edition()
    with transaction.atomic():
        firm = make.organisation(fair, code="works", name="Works")
        make.participation(fair, organisation=firm)
        bridge = make.project(fair, code="bridge", products=["HS:8483"])
        make.share(bridge, "RUS", 1)
    born, moment = timezone.now(), timezone.now()
    assert (count("organisation"), count("participation"), count("project")) == (1, 1, 1)
    with transaction.atomic():  # written anew, as a load does it
        kept = list(bridge.shares.all())
        bridge.shares.all().delete()
        Share.objects.bulk_create(kept)
        Project.objects.filter(pk=bridge.pk).update(products=["HS:1"])
        Project.objects.filter(pk=bridge.pk).update(products=["HS:8483"])
    assert count("project") == 1
    with transaction.atomic():
        bridge.shares.update(share=Decimal("0.25"))
        bank = Partner.objects.create(
            project=bridge, code="bank", position=9, economy="KAZ", role=PartnerRole.FINANCE
        )
        Share.objects.create(
            project=bridge, partner=bank, kind=ShareKind.COST, position=9, share=Decimal("0.75")
        )
        Project.objects.filter(pk=bridge.pk).update(products=["HS:8408"])
        firm.delete()
    assert (count("organisation"), count("project")) == (2, 2)
    fair.refresh_from_db()
    then = find_past_project(fair, "bridge", AsOf(moment=moment))
    assert then.begins is None
    assert then.project.products == ["HS:8483"]
    assert list_cost_shares(then.project) == [EconomyShare("RUS", 1)]
    now = find_past_project(fair, "bridge", AsOf(moment=timezone.now()))
    assert now.project.products == ["HS:8408"]
    assert list_cost_shares(now.project) == [EconomyShare("RUS", 0.25), EconomyShare("KAZ", 0.75)]
    early = find_past_project(fair, "bridge", AsOf(moment=moment - DAY))
    assert early.begins is not None
    assert early.begins <= born
    assert early.project.products == ["HS:8483"]
    gone = read_history(fair.code, "organisation", moment=timezone.now())["works"]
    assert gone.state is None
    assert find_beginning(fair.code, "organisation", moment - DAY) is not None
    assert find_beginning(fair.code, "organisation", moment) is None
    Project.objects.update(edition=None)
    Edition.objects.all().delete()
    assert (count("organisation"), count("participation"), count("project")) == (0, 0, 2)


@pytest.mark.django_db(transaction=True)
def test_a_firm_has_the_name_of_the_moment_whatever_changed_last() -> None:
    fair = make.edition()
    firm = make.organisation(fair, code="works", name="Works")
    with transaction.atomic():
        bridge = make.project(fair, code="bridge", lead=firm)
        Partner.objects.create(
            project=bridge, code="p", position=0, economy="BLR", organisation=firm, role="body"
        )
    before = timezone.now()
    firm.name = LocalizedText({"en": "Great Works"})
    firm.save()
    for moment, name in (
        (before - DAY, "Works"),
        (before, "Works"),
        (timezone.now(), "Great Works"),
    ):
        past = find_past_project(fair, "bridge", AsOf(moment=moment)).project
        assert past.lead is not None
        assert past.lead.name["en"] == name
        (partner,) = past.partners.all()
        assert partner.organisation is not None
        assert partner.organisation.name["en"] == name


# Of a thing: its table, how it is described, and two parts of it that people change at a time.
PARTS = {
    "organisation": (
        "exhibition_describe_organisations",
        "UPDATE people_organisation SET website = 'https://new.example'",
        "UPDATE exhibition_exhibitor SET stand_id = (SELECT max(id) FROM exhibition_stand)",
    ),
    "participation": (
        "people_describe_participations",
        "UPDATE people_person SET languages = '{}'",
        "UPDATE people_participation SET state = 'rejected'",
    ),
    "project": (
        "cooperation_describe_projects",
        "UPDATE cooperation_partner SET economy = 'KAZ'",
        "UPDATE cooperation_project SET jobs = 7",
    ),
    "consortium": (
        "consortia_describe",
        "UPDATE consortia_member SET cost = 30",
        'UPDATE consortia_consortium SET title = \'{"en": "New"}\'',
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("kind", PARTS)
def test_the_last_state_is_that_of_both_who_change_parts_at_a_time(
    kind: str,
    turned: bool,  # noqa: FBT001
) -> None:
    fair = make.edition()
    firm = make.organisation(fair)
    make.exhibitor(fair, organisation=firm)
    make.stand(fair)
    make.participation(fair, organisation=firm, position=LocalizedText({"en": "Head"}))
    run("UPDATE people_person SET languages = '{en}', country = 'BLR'")
    bridge = make.project(fair)
    make.share(bridge, "RUS", 1)
    union = Consortium.objects.create(
        edition=fair, code="union", title={"en": "Union"}, economy="RUS", steps=["supply"]
    )
    Member.objects.create(edition=fair, consortium=union, organisation=firm, part="supplier")
    describe, *changes = PARTS[kind]
    first, second = reversed(changes) if turned else changes
    with ThreadPoolExecutor(max_workers=1) as other:
        with transaction.atomic():
            run(first)
            later = other.submit(run, second, apart=True)
            wait([later], timeout=0.3)
        later.result()
    table = History.objects.filter(kind=kind).order_by("-since")
    with connection.cursor() as cursor:
        keys = "ARRAY(SELECT generate_series(1, 99999))"
        statement = f"SELECT state::text FROM {describe}({keys}) WHERE key = %s"  # noqa: S608
        cursor.execute(statement, [table[0].key])
        (now,) = cursor.fetchall()
    assert table[0].state == json.loads(now[0])


def run(statement: str, *, apart: bool = False) -> None:
    """Run a statement, on another connection that is closed again where ``apart``."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
    if apart:
        connection.close()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fairs_history SET state = NULL",
        "DELETE FROM fairs_history",
        "INSERT INTO fairs_history (edition, kind, key, since) VALUES ('a', 'project', 'b', now())",
    ],
)
def test_nobody_writes_it_by_hand(statement: str) -> None:
    make.project(make.edition(), code="bridge")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE history_writer")
        cursor.execute("GRANT USAGE ON SCHEMA public TO history_writer")
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON fairs_history TO history_writer")
        cursor.execute("GRANT USAGE ON SEQUENCE fairs_history_id_seq TO history_writer")
        cursor.execute("SET LOCAL ROLE history_writer")
        with pytest.raises(DatabaseError, match="written by the database alone"):
            cursor.execute(statement)
