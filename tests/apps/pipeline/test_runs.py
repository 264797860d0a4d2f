"""The chain over an edition: gathered, solved, recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.database import rewriting_the_past

from fairlead.apps.consent.domain.write_text import write_consent_text
from fairlead.apps.consent.models import Consent
from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.cooperation.models import Choice, Portfolio, Spending
from fairlead.apps.fairs.domain.digest_fair import digest_fair
from fairlead.apps.fairs.models import Edition, Run, VersionState
from fairlead.apps.meetings.models import Booking, Meeting, Timetable, Unheld
from fairlead.apps.meetings.queries.editions import find_edition
from fairlead.apps.meetings.queries.timetable import count_meetings_by_hour
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.domain.set_mark import set_mark
from fairlead.apps.people.models import MarkKind, Organisation, Participation
from fairlead.apps.pipeline.runs import find_matches, find_timetable, record_chain, solve_edition
from fairlead.apps.trade.domain.note_shown import RETENTION, ListImpression, note_shown
from fairlead.apps.trade.models import (
    Dependency,
    ListMeasure,
    MakerGroup,
    MakerList,
    Matching,
    MatchList,
    Offer,
    Reason,
    ShownList,
    Standing,
    Supplier,
    Surface,
)
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.chain.matching.match import MatchParams
from fairlead.chain.run import ChainResult, run_chain
from fairlead.demo.fair import make_fair
from fairlead.demo.size import SMALL
from fairlead.folder.fair import Fair
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fair, ChainResult]:
    """Return a synthetic fair with flows, and what the chain finds in it."""
    size = replace(SMALL, visitors=300, requests=500)
    path = tmp_path_factory.mktemp("fair") / "flows.parquet"
    fair, flows = make_fair(size=size, seed=5, flows_path=path)
    pq.write_table(flows, path)
    return fair, run_chain(fair, seed=3)


@pytest.fixture
def recorded(solved: tuple[Fair, ChainResult]) -> tuple[Edition, ChainResult]:
    """Return the fair's edition with everything the chain found, and that."""
    fair, result = solved
    edition = load_fair(fair)
    record_chain(edition, fair, result, seed=3)
    return edition, result


def test_every_step_leaves_a_run(recorded: tuple[Edition, ChainResult]) -> None:
    edition, result = recorded
    steps = {str(step.name): step for step in result.steps}
    runs = {run.step: run for run in Run.objects.filter(edition=edition)}
    assert set(runs) == set(steps) == {"dependency", "matching", "scheduling", "portfolio"}
    for name, run in runs.items():
        step = steps[name]
        assert (run.status, run.objective, run.bound) == (step.status, step.objective, step.bound)
        assert (run.summary, run.measure, run.seconds) == (step.summary, step.measure, step.seconds)
        assert (run.seed, len(run.input_digest)) == (3, 64)
        assert run.parameters == dict(step.parameters)
    assert runs["matching"].parameters["congestion"] == 1.0
    assert runs["matching"].parameters["makers.product"] == 1.0


def test_a_released_timetable_holds_for_everybody(solved: tuple[Fair, ChainResult]) -> None:
    fair, result = solved
    edition = load_fair(fair)
    drafts = record_chain(edition, fair, result, seed=3)
    drafts.release()
    assert result.timetable.meetings.num_rows
    found = find_edition(edition.code)
    held = sum(hour.count for hour in count_meetings_by_hour(found))
    assert held == result.timetable.meetings.num_rows
    for draft in (drafts.timetable, drafts.matching, drafts.assessment, drafts.portfolio):
        assert draft is not None
        draft.refresh_from_db()
        assert draft.state == VersionState.RELEASED


def test_a_run_of_one_step_tells_its_end(solved: tuple[Fair, ChainResult]) -> None:
    edition = load_fair(solved[0])
    told: dict[str, tuple[str, float | None]] = {}

    def tell(step: str, words: str, done: float | None) -> None:
        told[step] = (words, done)

    timetable = find_timetable(edition, seed=3, progress=tell).parts[0]
    lists = find_matches(edition, seed=3, congestion=0.5, progress=tell).parts[0]
    assert told["scheduling"] == (timetable.step.summary, 1.0)
    assert told["matching"] == (lists.step.summary, 1.0)


def test_dependencies(recorded: tuple[Edition, ChainResult]) -> None:
    edition, result = recorded
    table = result.imports.table
    columns = ("economy", "product", "critical", "imports_usd", "hhi_imports", "first_share")
    rows = Dependency.objects.filter(edition=edition).order_by("id").values_list(*columns)
    assert list(rows) == list(zip(*(table[name].to_pylist() for name in columns), strict=True))
    economies = [row for row in result.imports.suppliers.to_pylist() if row["kind"] == "economy"]
    assert economies
    suppliers = Supplier.objects.order_by("id").values_list(
        "dependency__economy", "dependency__product", "rank", "economy", "world_share"
    )
    names = ("economy", "product", "rank", "supplier", "world_share")
    assert list(suppliers) == [tuple(row[name] for name in names) for row in economies]


def test_matches(recorded: tuple[Edition, ChainResult]) -> None:
    _, result = recorded
    assert result.matches.num_rows
    names: dict[int | None, str] = dict(Organisation.objects.values_list("pk", "code"))
    people: dict[int | None, str] = dict(Participation.objects.values_list("pk", "code"))
    reasons = {row.pk: (row.words["en"], row.words["ru"]) for row in Reason.objects.all()}
    found = {
        (
            people.get(row.participation_id) or names[row.organisation_id],
            (people if row.partner_kind == "person" else names)[partner],
            rank,
            float(np.float32(mutual)),
            *reasons[reason],
        )
        for row in MatchList.objects.all()
        for rank, (partner, mutual, reason) in enumerate(
            zip(row.partners, row.mutual, row.reasons, strict=True), start=1
        )
    }
    expected = {
        (
            row["owner"],
            row["partner"],
            row["rank"],
            row["mutual"],
            row["reason"] or "",
            row["reason_ru"] or "",
        )
        for row in result.matches.to_pylist()
    }
    assert found == expected
    assert len(found) == result.matches.num_rows
    assert MatchList.objects.filter(participation=None).exists()
    assert MatchList.objects.filter(organisation=None).exists()


def test_makers_and_groups(recorded: tuple[Edition, ChainResult]) -> None:
    edition, result = recorded
    matching = Matching.objects.get(edition=edition)
    assert (matching.version, matching.state) == (1, "draft")
    firms: dict[int, str] = dict(Organisation.objects.values_list("pk", "code"))
    offers = {0: None} | dict(Offer.objects.values_list("pk", "code"))
    found = [
        (
            one.need.code,
            firms[maker],
            rank,
            float(np.float32(score)),
            offers[offer],
            reason["en"],
            reason["ru"],
        )
        for one in MakerList.objects.filter(matching=matching).select_related("need")
        for rank, (maker, score, offer, reason) in enumerate(
            zip(one.makers, one.scores, one.offers, one.reasons, strict=True), 1
        )
    ]
    names = ("need", "maker", "rank", "score", "offer", "reason", "reason_ru")
    expected = [tuple(row[name] for name in names) for row in result.makers.makers.to_pylist()]
    assert expected
    assert sorted(found, key=str) == sorted(expected, key=str)
    members = {
        (one.need.code, one.number, firms[maker], tuple(covers), one.cost, one.proved)
        for one in MakerGroup.objects.filter(matching=matching).select_related("need")
        for maker, covers in zip(one.members, one.covers, strict=True)
    }
    rows = result.makers.groups.to_pylist()
    assert rows
    assert members == {
        (r["need"], r["group"], r["maker"], tuple(r["covers"]), r["cost"], r["proved"])
        for r in rows
    }


def test_how_everybody_stands_is_kept(recorded: tuple[Edition, ChainResult]) -> None:
    edition, result = recorded
    rows = result.lists.participants.to_pylist()
    standings = Standing.objects.filter(matching__edition=edition)
    found = {
        (one.market, (one.participation or one.organisation).code): one  # type: ignore[union-attr]
        for one in standings.select_related("participation", "organisation")
    }
    assert len(found) == len(rows)
    for row in rows:
        one = found[row["market"], row["participant"]]
        assert (one.price, one.shown, one.listed) == (row["price"], row["shown"], row["listed"])
        assert bool(one.stopped) == (row["listed"] == 0)
    measures = ListMeasure.objects.filter(matching__edition=edition, about="lists")
    kept = measures.values_list("market", "side", "name", "value")
    assert list(kept) == [tuple(row.values()) for row in result.lists.report.to_pylist()]


def test_old_traces_of_lists_are_forgotten_when_new_lists_are_made(
    recorded: tuple[Edition, ChainResult],
) -> None:
    edition, result = recorded
    matching = Matching.objects.get(edition=edition)
    note_shown([ListImpression(Surface.NEED_MAKERS, 1, [(5, 1, 0.5)])], matching=matching)
    note_shown([ListImpression(Surface.NEED_MAKERS, 2, [(5, 1, 0.5)])], matching=matching)
    with rewriting_the_past():
        ShownList.objects.filter(owner=1).update(
            hour=timezone.now() - RETENTION - dt.timedelta(days=1)
        )
    record_chain(edition, gather_fair(edition), result, seed=3)
    assert list(ShownList.objects.values_list("owner", flat=True)) == [2]


def test_timetable(recorded: tuple[Edition, ChainResult]) -> None:
    edition, result = recorded
    timetable = Timetable.objects.get(edition=edition)
    assert (timetable.version, timetable.state) == (1, "draft")
    meetings = Meeting.objects.filter(timetable=timetable)
    found = meetings.order_by("id").values_list(
        "request__code",
        "slot__date",
        "slot__number",
        "place",
        "stand__code",
        "table__number",
        "representative__code",
        "request__requester__code",
    )
    names = ("request", "date", "slot", "place", "stand", "table", "representative", "requester")
    rows = result.timetable.meetings.to_pylist()
    assert rows
    assert list(found) == [tuple(row[name] for name in names) for row in rows]
    assert not Booking.objects.exists()
    unheld = Unheld.objects.order_by("id").values_list("request__code", "reason")
    assert list(unheld) == [tuple(row.values()) for row in result.timetable.unheld.to_pylist()]


def test_portfolio(recorded: tuple[Edition, ChainResult]) -> None:
    edition, result = recorded
    portfolio = Portfolio.objects.get(edition=edition)
    names = ("npv", "irr", "irr_found", "payback_years", "chosen")
    found = (
        Choice.objects.filter(portfolio=portfolio)
        .order_by("id")
        .values_list("project__code", *names)
    )
    rows = result.choice.projects.to_pylist()
    assert list(found) == [(row["id"], *(row[name] for name in names)) for row in rows]
    assert Spending.objects.filter(portfolio=portfolio).count() == result.choice.spending.num_rows


def test_a_second_run_is_a_second_version(recorded: tuple[Edition, ChainResult]) -> None:
    edition, result = recorded
    again = record_chain(edition, gather_fair(edition), result, seed=3)
    assert again.timetable is not None
    assert again.matching is not None
    assert (again.timetable.version, again.matching.version) == (2, 2)
    assert len(set(Run.objects.values_list("input_digest", flat=True))) == 1


def test_a_timetable_that_books_twice_is_refused_whole(
    recorded: tuple[Edition, ChainResult],
) -> None:
    edition, result = recorded
    meetings = result.timetable.meetings
    first = meetings.slice(0, 1).to_pylist()[0]
    kept = meetings.slice(0, meetings.num_rows - 1)
    other = meetings.slice(meetings.num_rows - 1).to_pylist()[0]
    clash = first | {"request": other["request"], "requester": other["requester"]}
    doubled = pa.concat_tables([kept, pa.Table.from_pylist([clash], schema=meetings.schema)])
    wrong = replace(result, timetable=replace(result.timetable, meetings=doubled))
    before = Run.objects.count()
    with (
        pytest.raises(IntegrityError, match=r"booking_person_once|meeting_"),
        transaction.atomic(),
    ):
        record_chain(edition, gather_fair(edition), wrong, seed=3)
    assert Run.objects.count() == before
    assert Timetable.objects.filter(edition=edition).count() == 1


def test_steps_without_work_leave_no_run(edition: Edition) -> None:
    chosen = MatchParams.chosen(congestion=0.25)
    _, drafts = solve_edition(edition, seed=1, match_params=chosen)
    assert drafts.timetable is not None
    assert drafts.matching is not None
    assert drafts.matching.run.parameters["congestion"] == 0.25
    assert sorted(Run.objects.values_list("step", flat=True)) == [
        "matching",
        "portfolio",
        "scheduling",
    ]


def test_the_digest_is_that_of_the_content(small: Fair) -> None:
    digest = digest_fair(small)
    assert digest == digest_fair(replace(small))
    fewer = replace(small, requests=small.requests.slice(1))
    assert len({digest, digest_fair(fewer), digest_fair(small, flows_digest="x")}) == 3


def test_a_dismissal_and_a_consent_change_the_next_lists(
    recorded: tuple[Edition, ChainResult],
) -> None:
    edition, _ = recorded
    lists = MatchList.objects.filter(participation__isnull=False, partner_kind="organisation")
    found = lists.select_related("participation").exclude(partners=[]).earliest("pk")
    me, first = found.participation, Organisation.objects.get(pk=found.partners[0])
    assert me is not None
    staff = MatchList.objects.filter(organisation__isnull=False, partner_kind="person")
    shown = next(one for one in staff if me.pk in one.partners)

    def match_again() -> set[tuple[str, str]]:
        found: Any = find_matches(edition, seed=3, congestion=0.5).parts[0]
        rows = found.lists.matches.to_pylist()
        return {(row["owner"], row["partner"]) for row in rows}

    set_mark(me, first, MarkKind.DISMISSED, by=COMMAND_LINE)
    again = match_again()
    assert (me.code, first.code) not in again
    assert any(owner == me.code for owner, _ in again)
    assert shown.organisation is not None
    set_mark(me, first, None, by=COMMAND_LINE)
    write_consent_text(edition, ConsentPurpose.BE_SHOWN, LocalizedText({"en": "Shown."}))
    for one in Participation.objects.filter(edition=edition).exclude(pk=me.pk):
        Consent.objects.create(
            person_id=one.person_id, text=edition.consent_texts.get(), given=True, language="en"
        )
    asked = match_again()
    assert all(partner != me.code for _, partner in asked)  # who did not agree
    assert any(owner == me.code for owner, _ in asked)  # and gets a list all the same
