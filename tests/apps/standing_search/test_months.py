"""Months in the database: what they propose, to whom, once; makers told, and why."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings
from tests.sites import factories as make

from fairlead.apps.delegations.models import Delegate, Delegation
from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.look_after_market import announce_entries
from fairlead.apps.market.domain.post_need import post_need
from fairlead.apps.market.domain.watch_product import watch_product
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer
from fairlead.apps.people.models import Account, Change, Participation
from fairlead.apps.standing_search.domain.decide_need import (
    CannotDecide,
    accept_need,
    dismiss_need,
)
from fairlead.apps.standing_search.domain.search_month import record_month
from fairlead.apps.standing_search.domain.take_flows import look_for_flows, upload_flows
from fairlead.apps.standing_search.models import (
    Difference,
    FoundFile,
    MonthFigures,
    MonthTable,
    NeedState,
    ProposedNeed,
    SearchedMonth,
    ToldMaker,
)
from fairlead.apps.standing_search.queries.focal_points import find_focal_points
from fairlead.apps.standing_search.queries.months import list_history, list_judged
from fairlead.apps.standing_search.runs import judge_flows
from fairlead.apps.trade.models import Need
from fairlead.apps.transfer.remove import remove_edition
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.models import Work
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
BEARINGS = "HS:848210"
HEAD = "exporter,importer,product,year,value_usd\n"
CALM = [
    ("CHN", "BLR", "848210", 50),
    ("DEU", "BLR", "848210", 30),
    ("ITA", "BLR", "848210", 20),
    ("CHN", "KAZ", "848210", 50),
    ("BLR", "KAZ", "100199", 500),
]
ONE = [("CHN", "BLR", "848210", 95), ("DEU", "BLR", "848210", 5), *CALM[3:]]
Rows = list[tuple[str, str, str, int]]


def write(file: Path, rows: Rows) -> Path:
    """Write flows of a month."""
    file.write_text(HEAD + "".join(f"{e},{i},{p},2024,{v}\n" for e, i, p, v in rows))
    return file


@pytest.fixture
def edition() -> Edition:
    """Return an edition whose months are judged for Belarus alone."""
    return make.edition(country="BLR", bloc=[])


@pytest.fixture
def focal(edition: Edition) -> Participation:
    """Return the focal point of the delegation of Belarus."""
    ministry = make.organisation(edition, country="BLR")
    delegation = Delegation.objects.create(
        edition=edition, code="blr", name=LocalizedText({"en": "Belarus"}), economy="BLR"
    )
    who = make.participation(
        edition, roles=["delegate"], organisation=ministry, person=make.person()
    )
    Delegate.objects.create(
        edition=edition, delegation=delegation, participation=who, office="focal"
    )
    return who


def see(edition: Edition, folder: Path, month: str, rows: Rows, *, revised: bool = False) -> None:
    """Record a month."""
    judged = judge_flows(write(folder / f"{month}.csv", rows), importers=list_judged(edition))
    record_month(edition, month, judged, revised=revised, by=COMMAND_LINE)


def test_an_import_becomes_critical_and_is_proposed_once(
    edition: Edition, focal: Participation, tmp_path: Path
) -> None:
    see(edition, tmp_path, "2024-01", CALM)
    see(edition, tmp_path, "2024-02", ONE)
    (proposal,) = ProposedNeed.objects.all()
    assert (proposal.economy, proposal.product, proposal.month) == ("BLR", BEARINGS, "2024-02")
    found = proposal.difference
    assert (found.compared_with, found.gained) == ("2024-01", ["c1"])
    assert (round(found.hhi_before or 0, 3), round(found.hhi_after or 0, 3)) == (0.38, 0.905)
    (told,) = Message.objects.all()
    assert told.person == focal.person
    digest = SearchedMonth.objects.get(month="2024-02").digest
    for said in ("2024-02.csv", digest, "0.38", "0.90", "2024-01"):
        assert said in told.body, told.body
    # The same month again changes nothing.
    see(edition, tmp_path, "2024-02", ONE)
    counts = SearchedMonth.objects.count(), ProposedNeed.objects.count(), Message.objects.count()
    assert counts == (2, 1, 1)
    # While it waits, or its need is posted, it is not proposed again.
    see(edition, tmp_path, "2024-03", CALM)
    proposal.refresh_from_db()
    assert proposal.state == NeedState.WITHDRAWN, "it ceased before anybody decided"
    see(edition, tmp_path, "2024-04", ONE)
    assert list(ProposedNeed.objects.order_by("month").values_list("month", "state")) == [
        ("2024-02", "withdrawn"),
        ("2024-04", "waiting"),
    ]
    history = [(one.searched.month, one.critical, one.became, one.ceased)
               for one in list_history(edition, "BLR")]  # fmt: skip
    assert history == [("2024-01", 0, 0, 0), ("2024-02", 1, 1, 0), ("2024-03", 0, 0, 1),
                       ("2024-04", 1, 1, 0)]  # fmt: skip


def test_a_revised_month_is_compared_again_and_says_so(
    edition: Edition, focal: Participation, tmp_path: Path
) -> None:
    see(edition, tmp_path, "2024-01", CALM)
    see(edition, tmp_path, "2024-02", ONE)
    calmer: Rows = [*CALM, ("BRA", "BLR", "100199", 2)]
    see(edition, tmp_path, "2024-02", calmer, revised=True)
    assert ProposedNeed.objects.get().state == NeedState.WITHDRAWN
    revisions = SearchedMonth.objects.filter(month="2024-02").order_by("revision")
    assert list(revisions.values_list("revision", "current")) == [(1, False), (2, True)]
    assert revisions[0].differences.count() == 1, "what was said before stays to be read"
    assert MonthTable.objects.count() == 2, "the table of a revision of before is not kept"
    see(edition, tmp_path, "2024-02", ONE, revised=True)
    proposal = ProposedNeed.objects.get()
    assert (proposal.state, proposal.difference.searched.revision) == (NeedState.WAITING, 3)
    assert Change.objects.filter(act="search_month").count() == 4
    with pytest.raises(IntegrityError), transaction.atomic():
        Difference.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthFigures.objects.update(critical=0)
    remove_edition(edition)
    assert not Difference.objects.exists()


def test_a_month_of_another_scheme_is_refused_from_either_side(
    edition: Edition, tmp_path: Path
) -> None:
    see(edition, tmp_path, "2024-02", CALM)
    flows = write(tmp_path / "other.csv", ONE)
    judged = replace(judge_flows(flows, importers=list_judged(edition)), scheme="HS2017")
    for month in ("2024-01", "2024-03"):
        with pytest.raises(InvalidInput, match="expected codes of HS, as in 2024-02"):
            record_month(edition, month, judged, by=COMMAND_LINE)
    assert SearchedMonth.objects.count() == 1


def test_accepted_it_is_posted_with_its_figures_and_makers_are_told(
    edition: Edition, focal: Participation, tmp_path: Path
) -> None:
    maker = make.exhibitor(edition, organisation=make.organisation(edition, country="KAZ"))
    make.offer(edition, organisation=maker.organisation, products=[BEARINGS])
    watcher = make.participation(edition, roles=["buyer"], person=make.person())
    watch_product(watcher, "HS:8482", offers=False, by=COMMAND_LINE)
    see(edition, tmp_path, "2024-01", CALM)
    see(edition, tmp_path, "2024-02", ONE)
    Message.objects.all().delete()
    proposal = ProposedNeed.objects.get()
    with pytest.raises(CannotDecide, match="not_yours"):
        accept_need(proposal, watcher, by=COMMAND_LINE)
    account = Account.objects.create_user(focal.person.email)
    saved = accept_need(proposal, focal, by=Doer(account))
    need = Need.objects.get(code=saved.about.partition("/")[2])
    assert (need.economy, need.products) == ("BLR", [BEARINGS])
    assert (need.figures.imports_usd, need.figures.first_supplier) == (100, "CHN")
    with pytest.raises(CannotDecide, match="decided"):
        dismiss_need(proposal, focal, reason="late", by=COMMAND_LINE)
    (told,) = Message.objects.all()
    assert told.person == watcher.person
    digest = SearchedMonth.objects.get(month="2024-02").digest
    for said in ("you watch this product", "2024-02.csv", digest, "0.38", "2024-01"):
        assert said in told.body, told.body
    announce_entries()
    assert Message.objects.count() == 1, "the marketplace does not tell of it once more"
    assert do_work(Work.objects.get(kind="find_makers").pk)
    done = Work.objects.get(kind="find_makers")
    assert done.state == "done", done.error
    (found,) = ToldMaker.objects.filter(basis="offers")
    assert found.organisation == maker.organisation
    assert found.reason["en"]
    # Its need is posted: another month in which it becomes critical proposes nothing.
    see(edition, tmp_path, "2024-03", CALM)
    see(edition, tmp_path, "2024-04", [*ONE, ("BRA", "BLR", "100199", 1)])
    assert ProposedNeed.objects.count() == 1


def test_posted_from_the_import_meanwhile_it_is_not_posted_twice(
    edition: Edition, focal: Participation, tmp_path: Path
) -> None:
    see(edition, tmp_path, "2024-01", CALM)
    see(edition, tmp_path, "2024-02", ONE)
    run = make.run(edition)
    make.dependency(run, economy="BLR", product=BEARINGS)
    saved = post_need(
        focal, BEARINGS, title={"en": "Ours"}, cooperation=["supply"], by=COMMAND_LINE
    )
    proposal = ProposedNeed.objects.get()
    with pytest.raises(CannotDecide, match="posted"):
        accept_need(proposal, focal, by=COMMAND_LINE)
    assert Need.objects.filter(posted_by=focal.organisation).count() == 1
    Need.objects.filter(code=saved.about.partition("/")[2]).update(expired=True)
    accept_need(proposal, focal, by=COMMAND_LINE)
    assert Need.objects.filter(posted_by=focal.organisation).count() == 2, "the first had ended"


def test_the_people_of_many_economies_are_found_as_quickly_as_those_of_one(
    edition: Edition, focal: Participation, django_assert_max_num_queries: Any
) -> None:
    delegates = [
        make.participation(
            edition,
            roles=["delegate"],
            organisation=make.organisation(edition, country=economy),
            person=make.person(),
        )
        for economy in ("BLR", "KAZ", "ARM")
    ]
    for economies in (["BLR"], ["BLR", "KAZ", "ARM"]):
        with django_assert_max_num_queries(4):
            found = find_focal_points(edition, economies)
    assert found == {
        "BLR": [focal.person],  # its delegates are told where it has no focal point
        "KAZ": [delegates[1].person],
        "ARM": [delegates[2].person],
    }


def test_dismissed_it_is_not_proposed_again_for_its_cause(
    edition: Edition, focal: Participation, tmp_path: Path
) -> None:
    see(edition, tmp_path, "2024-01", CALM)
    see(edition, tmp_path, "2024-02", ONE)
    with pytest.raises(CannotDecide, match="no_reason"):
        dismiss_need(ProposedNeed.objects.get(), focal, reason=" ", by=COMMAND_LINE)
    dismiss_need(ProposedNeed.objects.get(), focal, reason="We make our own.", by=COMMAND_LINE)
    see(edition, tmp_path, "2024-02", [*ONE, ("BRA", "BLR", "100199", 1)], revised=True)
    assert ProposedNeed.objects.get().state == NeedState.DISMISSED


@pytest.mark.django_db(transaction=True)
def test_the_worker_judges_what_lies_where_it_looks(
    edition: Edition, tmp_path: Path, settings: Settings
) -> None:
    settings.FAIRLEAD_NEW_FLOWS = tmp_path
    assert look_for_flows() == 0
    folder = tmp_path / edition.code
    folder.mkdir()
    for name, rows in (("2024-01.csv", CALM), ("2024-02.csv", ONE), ("notes.csv", CALM)):
        old = write(folder / name, rows).stat().st_mtime - 100
        os.utime(folder / name, (old, old))
    bad = folder / "2024-03.csv"
    bad.write_text(HEAD + "CHN,BLR,848210,2024,much\n")
    os.utime(bad, (old, old))
    write(folder / "2024-04.csv", CALM)  # still being written, perhaps
    elsewhere = write(tmp_path / "elsewhere.csv", CALM)  # such as another edition's
    (folder / "2024-05.csv").symlink_to(elsewhere)
    (folder / "2024-06").mkdir()
    (folder / "2024-06" / "flows.csv").symlink_to(elsewhere)
    for link in (folder / "2024-05.csv", folder / "2024-06" / "flows.csv"):
        os.utime(link, (old, old), follow_symlinks=False)
    assert look_for_flows() == 1
    work = Work.objects.get(kind="search_new_flows")
    assert do_work(work.pk)
    work.refresh_from_db()
    assert work.result == {"months": ["2024-01", "2024-02"], "refused": 3}, work.error
    for name in ("2024-05.csv", "2024-06"):
        assert "links are not followed" in FoundFile.objects.get(name=name).said
    assert "much" in FoundFile.objects.get(name="2024-03.csv").said
    assert look_for_flows() == 0, "each is judged once as it is"
    write(folder / "2024-02.csv", [*CALM, ("BRA", "BLR", "100199", 1)])
    os.utime(folder / "2024-02.csv", (old, old))
    assert look_for_flows() == 1, "it was replaced"
    do_work(Work.objects.filter(kind="search_new_flows").latest("pk").pk)
    assert SearchedMonth.objects.get(month="2024-02", current=True).revision == 2


@pytest.mark.django_db(transaction=True)
def test_an_upload_is_judged_in_the_background_and_forgotten(
    edition: Edition, tmp_path: Path, settings: Settings
) -> None:
    settings.FAIRLEAD_HOME = tmp_path
    account = Account.objects.create_user("officer@example.org")
    content = write(tmp_path / "one.csv", CALM).read_bytes()
    asked: dict[str, Any] = {"month": "2024-01", "name": "../../one.csv", "chunks": [content]}
    work = upload_flows(edition, account, **asked)
    assert upload_flows(edition, account, **asked) == work, "pressing twice asks once"
    assert do_work(work.pk)
    work.refresh_from_db()
    assert (work.state, work.result["new"]) == ("done", True), work.error
    assert SearchedMonth.objects.get().source == "one.csv"
    assert not list((tmp_path / "new-flows").rglob("*.csv"))
    with pytest.raises(InvalidInput, match="a month that has begun"):
        upload_flows(edition, account, **(asked | {"month": "2199-01"}))
    # The wrong month, and at once the right one: judged and forgotten for the first alone.
    wrong, right = (upload_flows(edition, account, **asked | {"month": month})
                    for month in ("2024-02", "2024-03"))  # fmt: skip
    for work in (wrong, right):
        assert do_work(work.pk)
        work.refresh_from_db()
        assert work.state == "done", work.error
    # As a revision of the month is another thing to do; a long name is cut to what a disk takes.
    long = asked | {"month": "2024-03", "name": f"{'贸易' * 100}.csv"}
    for work in [upload_flows(edition, account, **long, revised=one) for one in (False, True)]:
        assert do_work(work.pk)
        work.refresh_from_db()
        assert work.state == "done", work.error
    other = upload_flows(edition, account, month="2024-01", name="b.csv", chunks=[b"x\n"])
    do_work(other.pk)
    other.refresh_from_db()
    assert other.state == "failed"
    assert SearchedMonth.objects.count() == 3
