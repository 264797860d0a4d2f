"""A fair into the database and out again is the same fair."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.apps.transfer.fairs import fairs
from tests.folder.lived import join_lived
from tests.folder.partnership import ROWS, join_partnership

from fairlead.apps.congress.content import list_differences, read_version
from fairlead.apps.congress.domain.draft_programme import restore_programme
from fairlead.apps.congress.models import Programme
from fairlead.apps.consortia.models import SignOff
from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.models import Edition, History
from fairlead.apps.meetings.domain.adjust_draft import redo_adjustment, undo_adjustment
from fairlead.apps.meetings.domain.attend_meeting import find_rules
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.domain.restore_version import restore_version
from fairlead.apps.meetings.models import Block, Booking, Timetable
from fairlead.apps.meetings.queries.versions import count_differences, list_figures
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Organisation, Person
from fairlead.apps.pipeline.runs import record_chain
from fairlead.apps.practices.models import Practice
from fairlead.apps.screening.models import Hit
from fairlead.apps.trade.domain.note_shown import ListImpression, note_shown
from fairlead.apps.trade.models import Surface
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import merge_fair
from fairlead.apps.transfer.merging.holders import RECORDED_TABLES
from fairlead.apps.transfer.remove import remove_edition
from fairlead.chain.run import run_chain
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FlowsSource
from fairlead.folder.fair_tables import build_table
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_stated_fair
from fairlead.folder.schemas import SCHEMAS
from fairlead.folder.write import write_fair

FLOWS = Path(os.environ["FAIRLEAD_HOME"]) / "test-flows.csv"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def counts() -> dict[str, int]:
    """Return how many rows every table has."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if "_" in name]
        found = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            found[name] = cursor.fetchone()[0]
    return found


@pytest.mark.django_db
def test_small(small: Fair) -> None:
    edition = load_fair(small)
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == small


@pytest.mark.django_db
@hypothesis_settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_every_fair_comes_back_byte_for_byte(data: st.DataObject) -> None:
    FLOWS.write_bytes(b"flows\x00\xff")
    fair = data.draw(fairs(flows=FLOWS))
    with transaction.atomic():  # projects would outlive the edition, and come back with the next
        edition = load_fair(fair, replace=True)
        again = gather_fair(Edition.objects.get(pk=edition.pk))
        transaction.set_rollback(True)
    assert again == fair
    with tempfile.TemporaryDirectory() as scratch:
        write_fair(fair, Path(scratch, "in"))
        write_fair(again, Path(scratch, "out"))
        assert contents(Path(scratch, "in")) == contents(Path(scratch, "out"))


@pytest.mark.django_db
def test_two_editions_keep_apart(small: Fair) -> None:
    other = Fair(replace(small.settings, code="other"), **_tables(small))
    first, second = load_fair(small), load_fair(other)
    assert gather_fair(first) == small
    assert gather_fair(second) == other
    remove_edition(first)
    assert gather_fair(second) == other


def _tables(fair: Fair) -> dict[str, pa.Table]:
    return {schema.name: fair.table(schema.name) for schema in SCHEMAS}


@pytest.mark.django_db
def test_loading_again_asks(small: Fair, edition: Edition) -> None:
    before = counts() | {"fairs_stamp": 0}
    with pytest.raises(InvalidInput, match="an edition that is not loaded yet"):
        load_fair(small)
    assert counts() | {"fairs_stamp": 0} == before
    again = load_fair(small, replace=True)
    assert again.pk != edition.pk
    assert counts() | {"fairs_stamp": 0} == before


# Projects outlive the edition, with what was recorded of them.
STAYING = {
    "cooperation_project", "cooperation_partner", "cooperation_share", "cooperation_tie",
    "cooperation_ledger", "cooperation_entry", "cooperation_rate", "cooperation_projectstate",
    "fairs_history",
}  # fmt: skip


def counts_of_editions() -> dict[str, int]:
    """Return how many rows every table has that goes with its edition."""
    return {name: rows for name, rows in counts().items() if name not in STAYING}


@pytest.mark.django_db
def test_removing_leaves_nothing_but_the_ledger(small: Fair) -> None:
    before = counts_of_editions()
    earlier = Project.objects.filter(edition=None).count()  # of tests that ran before
    remove_edition(load_fair(small))
    assert counts_of_editions() == before
    assert not History.objects.exclude(kind="project").exists()
    assert Project.objects.filter(edition=None).count() - earlier == small.projects.num_rows
    assert gather_fair(load_fair(small)) == small


@pytest.mark.django_db
def test_removing_takes_the_lists_and_their_traces_along(small: Fair) -> None:
    before = counts_of_editions()
    edition = load_fair(small)
    result = run_chain(small)
    drafts = record_chain(edition, small, result, seed=0)
    drafts.release()
    note_shown([ListImpression(Surface.NEED_MAKERS, 1, [(1, 1, 0.5)])], matching=drafts.matching)
    assert counts()["trade_shownlist"] == 1
    remove_edition(edition)
    assert counts_of_editions() == before


@pytest.mark.django_db
def test_persons_of_another_edition_or_with_an_account_stay(edition: Edition) -> None:
    person = Person.objects.order_by("id")[0]
    account = Account.objects.create_user("one@example.org")
    Account.objects.filter(pk=account.pk).update(person=person)
    remove_edition(edition)
    assert list(Person.objects.all()) == [person]


@pytest.mark.django_db
def test_all_or_nothing(small: Fair) -> None:
    before = counts()
    late = build_table(
        "sessions",
        {
            "id": ["a", "b"],
            "title": ["A", "B"],
            "date": [small.settings.first_day] * 2,
            "start": [_time(9), _time(10)],
            "end": [_time(11), _time(12)],
            "room": ["one room"] * 2,
        },
    )
    with pytest.raises(IntegrityError, match="session_room_once"):
        load_fair(Fair(small.settings, **(_tables(small) | {"sessions": late})))
    assert counts() == before


def _time(hour: int) -> dt.time:
    return dt.time(hour)


@pytest.mark.django_db
def test_codes_that_do_not_fit(small: Fair) -> None:
    people = build_table(
        "people", {"id": ["p"], "name": ["P"], "organisation": ["nobody"], "role": ["press"]}
    )
    bare = Fair(small.settings, people=people)
    with pytest.raises(ValueError, match="only codes the fair defines, got 'nobody'"):
        load_fair(bare)
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_gathering_takes_as_many_queries_for_one_row_as_for_many(small: Fair) -> None:
    taken = []
    for fair in (Fair(small.settings), small):
        edition = load_fair(fair, replace=True)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            gather_fair(edition)
        taken.append(len(queries))
    assert taken == [120, 120]


@pytest.mark.django_db(transaction=True)
def test_flows_are_kept_once_and_forgotten_with_the_last(
    small: Fair, tmp_path: Path, settings: Any
) -> None:
    settings.FAIRLEAD_HOME = tmp_path / "home"
    folder = tmp_path / "baci"
    folder.mkdir()
    (folder / "a.csv").write_text("1")
    (folder / "b.csv").write_text("2")
    flows = FlowsSource("baci", folder, "baci")
    kept = settings.FAIRLEAD_HOME / "flows"
    first = load_fair(Fair(small.settings, flows=flows))
    second = load_fair(Fair(replace(small.settings, code="other"), flows=flows))
    assert len(list(kept.iterdir())) == 1
    (folder / "a.csv").unlink()  # what was loaded does not change with the folder
    remove_edition(first)
    found = gather_fair(second).flows
    assert found is not None
    assert contents(found.path) == {"a.csv": b"1", "b.csv": b"2"}
    remove_edition(second)
    assert list(kept.iterdir()) == []


@pytest.mark.django_db
def test_flows_of_another_machine(small: Fair, tmp_path: Path) -> None:
    source = tmp_path / "flows.parquet"
    source.write_bytes(b"flows")
    edition = load_fair(Fair(small.settings, flows=FlowsSource("flows.parquet", source)))
    edition.flows_digest = "0" * 64
    with pytest.raises(InvalidInput, match="expected the trade flows of"):
        gather_fair(edition)


@pytest.mark.django_db
def test_codes_are_kept_as_they_are(small: Fair, edition: Edition) -> None:
    codes = set(Organisation.objects.filter(edition=edition).values_list("code", flat=True))
    assert codes == set(small.organisations["id"].to_pylist())


@pytest.mark.django_db
def test_delegations_consortia_practices_and_screening_come_back(
    small: Fair, tmp_path: Path
) -> None:
    fair = join_partnership(small)
    write_fair(fair, tmp_path / "in")
    read = read_stated_fair(tmp_path / "in")
    assert read.fair == fair
    edition = load_fair(fair)
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == fair
    assert not merge_fair(read.fair, said=read.said).changes.does_something
    assert Hit.objects.get(code="gear").state == "cleared"
    assert [one.title["en"] for one in Practice.objects.visible()] == ["A furnace"]
    before = counts()
    load_fair(fair, replace=True)
    after = counts()
    assert {name for name in after if after[name] != before[name]} <= {
        "fairs_stamp",
        "transfer_loadedfile",
    }
    remove_edition(Edition.objects.get(code=fair.settings.code))
    assert gather_fair(load_fair(fair)) == fair


@pytest.mark.django_db
def test_a_folder_changes_what_may_change_and_nothing_recorded(small: Fair) -> None:
    fair = join_partnership(small)
    edition = merge_fair(fair).edition
    assert edition is not None
    head, focal = ROWS["delegates"]
    swapped = [head | {"office": "focal"}, focal | {"office": "head"}]
    lead, member, gone = ROWS["members"]
    led = [lead | {"lead": None}, member | {"lead": "yes"}, gone]
    changed = join_partnership(
        small,
        delegates=swapped,
        members=led,
        visits=ROWS["visits"][:1],
        practices=ROWS["practices"][:1],
        effects=ROWS["effects"][1:],
        signatories=[*ROWS["signatories"][:1], ROWS["signatories"][1] | {"party": "Another"}],
    )
    merge_fair(changed)
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == changed
    fewer = join_partnership(small, **_tables_of(changed), sign_offs=[], screening_decisions=[])
    loaded = merge_fair(fewer)
    assert {row.change.name for row in loaded.changes.rows} == {"KEPT"}
    assert SignOff.objects.count() == 1
    forged = [ROWS["agreements"][0] | {"person": "Somebody Else"}]
    with pytest.raises(InvalidInput, match="recorded"):
        merge_fair(join_partnership(small, **_tables_of(changed) | {"agreements": forged}))


@pytest.mark.django_db
def test_what_was_lived_comes_back_byte_for_byte(small: Fair, tmp_path: Path) -> None:
    fair = join_lived(small)
    write_fair(fair, tmp_path / "in")
    read = read_stated_fair(tmp_path / "in")
    assert read.fair == fair
    edition = load_fair(fair)
    write_fair(gather_fair(Edition.objects.get(pk=edition.pk)), tmp_path / "out")
    assert contents(tmp_path / "in") == contents(tmp_path / "out")
    assert not merge_fair(read.fair, said=read.said).changes.does_something
    current, _, released, draft = Timetable.objects.filter(edition=edition).order_by("version")
    assert count_differences(current, released) == {"moved": 1, "cancelled": 1}
    undone = undo_adjustment(draft, by=COMMAND_LINE)
    assert undone is not None
    assert undone.meeting is not None
    assert (undone.request.code, undone.meeting.slot.number) == ("r4", 1)
    assert redo_adjustment(draft, by=COMMAND_LINE) is not None
    assert (find_rules(edition.pk).grace_minutes, find_rules(edition.pk).hall_minutes) == (15, 0)
    assert set(Block.objects.values_list("by__code", "whom__code")) == {("g1", "v2"), ("v2", "g1")}
    restored = restore_version(released).timetable
    assert count_differences(restored, released) == {}
    figures = {one.timetable.version: one for one in list_figures(edition)}
    assert (figures[1].bound, figures[1].left, figures[1].held) == (5.5, 1, 2)
    assert figures[draft.version].timetable.made_from == 1
    first, second, _ = Programme.objects.filter(edition=edition).order_by("version")
    again = read_version(restore_programme(first))
    assert again["open"] == read_version(first)["open"]
    assert again["waits"]["place"] is None
    assert list_differences(again["open"], read_version(second)["open"]) == ["partners", "place"]
    with pytest.raises(IntegrityError), transaction.atomic():
        first.sessions.update(minutes=1)  # it was released
    release_timetable(restored)
    assert Booking.objects.count() == 5  # of two meetings, of one of them three


def _tables_of(fair: Fair) -> dict[str, list[dict[str, Any]]]:
    return {name: fair.table(name).to_pylist() for name in ROWS if name not in RECORDED_TABLES}
