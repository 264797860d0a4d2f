"""A folder loaded into an edition that is there changes what it changed, and nothing else."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.apps.transfer.fairs import fairs
from tests.folder.lived import CONGRESS, ROWS, VERSIONS, at, join_lived
from tests.texts import english

from fairlead.apps.attendance.models import FloorQuestion
from fairlead.apps.congress.content import read_version
from fairlead.apps.congress.domain.draft_programme import catch_up, record_held
from fairlead.apps.congress.models import Programme, Room, Session
from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.follow_stands import follow_stands, list_elsewhere
from fairlead.apps.meetings.domain.restore_version import throw_draft_away
from fairlead.apps.meetings.models import (
    CheckIn,
    FollowedSession,
    Meeting,
    MeetingRequest,
    Outcome,
    Timetable,
    Unheld,
)
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Account, Organisation, Participation
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import LoadOutcome, MergeOptions, merge_fair, plan_load
from fairlead.apps.transfer.models import LoadedFile
from fairlead.folder.draft_change_checks import find_undoable
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.schemas import SCHEMAS

FLOWS = Path(os.environ["FAIRLEAD_HOME"]) / "test-merge-flows.csv"


pytestmark = pytest.mark.django_db


def sort_rows(fair: Fair) -> dict[str, Any]:
    """Return everything a fair says but for the order of rows and where the flows lie."""
    said: dict[str, Any] = {
        schema.name: sorted(map(repr, fair.table(schema.name).to_pylist())) for schema in SCHEMAS
    }
    halls = {hall.code: hall for hall in fair.settings.halls}
    return said | {
        "settings": replace(fair.settings, halls=()),
        "halls": halls,
        "flows": fair.flows,
    }


def tell(loaded: LoadOutcome) -> list[tuple[str, str, str]]:
    """Return file, key and change of every row."""
    return [(row.file, row.key, row.change.value) for row in loaded.changes.rows]


def edit(fair: Fair, name: str, row: str, **values: object) -> Fair:
    """Return the fair with some cells of a row set to others."""
    table = fair.table(name)
    rows = [one | values if one[table.column_names[0]] == row else one for one in table.to_pylist()]
    return replace(fair, **{name: pa.Table.from_pylist(rows, schema=table.schema)})


def drop(fair: Fair, **rows: str) -> Fair:
    """Return the fair without a row of some files."""
    left: Mapping[str, pa.Table] = {
        name: fair.table(name).filter(pa.compute.not_equal(fair.table(name)["id"], row))
        for name, row in rows.items()
    }
    return replace(fair, **left)


@hypothesis_settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.generate),  # two fairs are slow to make smaller
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_any_fair_becomes_any_other(data: st.DataObject) -> None:
    FLOWS.write_bytes(b"flows")
    first, second = data.draw(fairs(flows=FLOWS)), data.draw(fairs(flows=FLOWS))
    edition = load_fair(first, replace=True)
    assert tell(plan_load(gather_fair(edition))) == []  # what is exported changes nothing
    planned = plan_load(second, options=MergeOptions(remove_held=True))
    assert sort_rows(gather_fair(edition)) == sort_rows(first)
    done = merge_fair(second, options=MergeOptions(remove_held=True))
    assert tell(done) == tell(planned)
    edition.refresh_from_db()
    become, wanted = sort_rows(gather_fair(edition)), sort_rows(second)
    for one in (become, wanted):
        del one["request_history"]  # what happened here stays, and the load was one of it
    assert become == wanted
    assert tell(plan_load(second)) == []
    assert Edition.objects.count() == 1


@pytest.fixture
def loaded(small: Fair) -> Edition:
    """Return the small fair, loaded."""
    return load_fair(small)


def _kinds(loaded: LoadOutcome) -> set[str]:
    return {row.change.value for row in loaded.changes.rows}


def test_what_people_did_stays(small: Fair, loaded: Edition) -> None:
    firm, other = Organisation.objects.filter(edition=loaded).order_by("id")[:2]
    request = MeetingRequest.objects.filter(edition=loaded).order_by("id")[0]
    person = request.requester.person
    account = Account.objects.create_user("one@example.org")
    Account.objects.filter(pk=account.pk).update(person=person)
    answered = {"pending": "declined", "accepted": "cancelled"}[request.state]
    MeetingRequest.objects.filter(pk=request.pk).update(state=answered)
    Organisation.objects.filter(pk=firm.pk).update(description=english("Written here."))
    folder = edit(small, "organisations", other.code, website="https://new.example.org/")
    folder = edit(folder, "organisations", firm.code, description="Written there.")

    done = merge_fair(folder)

    assert set(tell(done)) == {
        ("organisations", firm.code, "kept"),
        ("organisations", other.code, "changed"),
        ("requests", request.code, "kept"),
    }
    request.refresh_from_db()
    firm.refresh_from_db()
    other.refresh_from_db()
    account.refresh_from_db()
    assert request.state == answered
    assert firm.description["en"] == "Written here."
    assert other.website == "https://new.example.org/"
    assert account.person == person
    assert Participation.objects.filter(person=person).exists()
    # The same folder again has nothing new to say.
    assert _kinds(merge_fair(folder)) == {"kept"}

    merge_fair(folder, options=MergeOptions(folder_wins=True))
    firm.refresh_from_db()
    assert firm.description["en"] == "Written there."


def test_one_language_is_written_here_and_another_in_the_folder(
    small: Fair, loaded: Edition
) -> None:
    firm = Organisation.objects.filter(edition=loaded).order_by("id")[0]
    said = dict(firm.description) | {"ru": "Здесь."}
    Organisation.objects.filter(pk=firm.pk).update(description=said)
    merge_fair(edit(small, "organisations", firm.code, description="There."))
    firm.refresh_from_db()
    assert dict(firm.description) == {"en": "There.", "ru": "Здесь."}


def test_rows_keep_their_ids(small: Fair, loaded: Edition) -> None:
    before = dict(Participation.objects.values_list("code", "pk"))
    code = next(iter(before))
    merge_fair(edit(small, "people", code, email="new@example.org"))
    assert dict(Participation.objects.values_list("code", "pk")) == before
    assert Participation.objects.get(code=code).person.email == "new@example.org"


def test_rows_made_here_stay_and_those_removed_here_stay_away(small: Fair, loaded: Edition) -> None:
    Organisation.objects.create(edition=loaded, code="here", name=english("Here"), country="BLR")
    gone = MeetingRequest.objects.filter(edition=loaded, meetings=None).order_by("id")[0]
    code = gone.code
    gone.delete()
    done = merge_fair(small)
    assert ("requests", code, "kept") in tell(done)
    assert Organisation.objects.filter(code="here").exists()
    assert not MeetingRequest.objects.filter(code=code).exists()


def test_who_has_an_account_is_not_removed_unless_told_so(small: Fair, loaded: Edition) -> None:
    taken = {row["requester"] for row in small.requests.to_pylist()}
    speak = {one for row in small.sessions.to_pylist() for one in row["speakers"] or ()}
    code = next(one for one in small.people["id"].to_pylist() if one not in taken | speak)
    person = Participation.objects.get(code=code).person
    account = Account.objects.create_user("one@example.org")
    Account.objects.filter(pk=account.pk).update(person=person)
    free = small.availability.filter(pa.compute.not_equal(small.availability["person"], code))
    folder = replace(drop(small, people=code), availability=free)
    for _ in range(2):  # it is remembered that the folder has it no more
        (row,) = (row for row in merge_fair(folder).changes.rows if row.file == "people")
        assert (row.change.value, row.why) == ("kept", "needed by account")
    merge_fair(folder, options=MergeOptions(remove_held=True))
    assert not Participation.objects.filter(code=code).exists()


def test_what_is_referred_to_stays_and_goes_with_what_needs_it(
    small: Fair, loaded: Edition
) -> None:
    """A request that somebody made here holds the exhibitor it asks."""
    request = MeetingRequest.objects.filter(edition=loaded).order_by("id")[0]
    assert request.recipient is not None
    asked = request.recipient.organisation.code
    rows = {
        "organisations": small.organisations,
        "requests": small.requests,
        "offers": small.offers,
        "needs": small.needs,
        "people": small.people,
    }
    column = {"organisations": "id", "requests": "recipient"}
    left = {
        name: table.filter(
            pa.compute.fill_null(
                pa.compute.not_equal(table[column.get(name, "organisation")], asked), True
            )
        )
        for name, table in rows.items()
    }
    MeetingRequest.objects.filter(pk=request.pk).update(code="made-here")
    kept = {row.key: row.why for row in plan_load(replace(small, **left)).changes.rows if row.why}
    assert kept[asked] == "needed by made-here of requests.csv"


def test_stands_change_places(small: Fair, loaded: Edition) -> None:
    first, second = small.stands.to_pylist()[:2]
    places = ("hall", "number", "x", "y", "width", "depth")
    folder = edit(small, "stands", first["id"], **{name: second[name] for name in places})
    folder = edit(folder, "stands", second["id"], **{name: first[name] for name in places})
    merge_fair(folder)
    assert sort_rows(gather_fair(loaded)) == sort_rows(folder)


def test_a_file_or_column_that_is_not_there_says_nothing(small: Fair, loaded: Edition) -> None:
    said = {schema.name: frozenset(small.table(schema.name).column_names) for schema in SCHEMAS}
    del said["requests"]
    said["organisations"] -= {"website"}
    nothing = small.requests.slice(0, 0)
    bare = pa.nulls(small.organisations.num_rows, pa.string())
    place = small.organisations.column_names.index("website")
    organisations = small.organisations.set_column(place, "website", bare)
    folder = replace(small, requests=nothing, organisations=organisations)
    for _ in range(2):
        assert tell(merge_fair(folder, said=said)) == []
    assert tell(merge_fair(small)) == []


def test_an_edition_of_an_older_fairlead_keeps_what_it_has(small: Fair, loaded: Edition) -> None:
    """Nobody knows what its folder said."""
    LoadedFile.objects.all().delete()
    firm = small.organisations["id"][0].as_py()
    folder = edit(small, "organisations", firm, website="https://new.example.org/")
    assert _kinds(merge_fair(folder)) == {"kept"}
    later = edit(folder, "organisations", firm, email="new@example.org")
    merge_fair(later)
    held = Organisation.objects.get(code=firm)
    assert held.email == "new@example.org"
    assert held.website != "https://new.example.org/"


def test_what_was_lived_here_stays_and_goes_only_with_its_meeting(small: Fair) -> None:
    folder = join_lived(small)
    edition = merge_fair(folder).edition
    assert edition is not None
    held = MeetingRequest.objects.get(edition=edition, code="r1")
    Outcome.objects.filter(request=held, organisation__code="gear").update(interest="some")
    less = join_lived(
        small,
        requests=[row for row in folder.requests.to_pylist() if row["id"] != "r1"],
        **{
            name: [row for row in rows if row.get("request") != "r1"] for name, rows in ROWS.items()
        },
    )

    done = merge_fair(less)

    assert ("requests", "r1", "kept") in tell(done)  # there are check-ins, which are recorded
    assert CheckIn.objects.filter(request=held).count() == 3
    assert [one.interest for one in Outcome.objects.filter(request=held)] == ["some"]
    merge_fair(less, options=MergeOptions(remove_held=True, folder_wins=True))
    assert sort_rows(gather_fair(edition))["check_ins"] == sort_rows(less)["check_ins"]
    assert not MeetingRequest.objects.filter(pk=held.pk).exists()
    moved = join_lived(small, check_ins=[ROWS["check_ins"][3] | {"at": at(9)}])
    with pytest.raises(InvalidInput, match=r"check_ins\.csv.*recorded"):
        merge_fair(moved, options=MergeOptions(folder_wins=True))


def test_a_folder_that_wins_over_meetings_is_refused_once_with_the_way_out(small: Fair) -> None:
    lived = join_lived(small)
    folder = replace(small, request_parties=lived.request_parties)
    merge_fair(replace(folder, **{name: lived.table(name) for name in VERSIONS}))
    for code in ("r1", "r3", "r6"):
        folder = edit(folder, "requests", code, state="pending")
    with pytest.raises(InvalidInput) as refused:
        merge_fair(folder, options=MergeOptions(folder_wins=True))
    (problem,) = refused.value.problems
    assert (problem.file, problem.field, problem.value) == ("meetings.csv", "request", "r1")
    expected = "row 0 r1: expected an accepted request in what holds now, it is pending"
    assert problem.expected.startswith(f"{expected} (and so in 2 more rows)")
    assert "load without --folder-wins" in problem.expected


def test_versions_come_in_and_those_that_are_here_stay(small: Fair) -> None:
    whole = join_lived(small)
    first = {name: rows[:2] for name, rows in VERSIONS.items() if name == "timetables"}
    first |= {
        name: [row for row in VERSIONS[name] if row["version"] < 2]
        for name in ("meetings", "unheld", "draft_changes")
    }
    edition = merge_fair(join_lived(small, **first)).edition
    assert edition is not None
    Meeting.objects.get(timetable__version=0, request__code="r6").delete()
    newest = Timetable.objects.get(edition=edition, version=1)
    Timetable.objects.filter(pk=newest.pk).update(state="superseded")

    done = merge_fair(whole)

    assert {one for one in tell(done) if one[0] == "timetables"} == {
        ("timetables", "2", "created"),
        ("timetables", "3", "created"),
        ("timetables", "0", "kept"),
    }
    again = gather_fair(edition)
    assert again.timetables == whole.timetables
    held = [
        row for row in whole.meetings.to_pylist() if (row["version"], row["request"]) != (0, "r6")
    ]
    assert again.meetings.to_pylist() == held
    assert again.draft_changes == whole.draft_changes
    # Who is in nothing but the past of a draft may go; what is beyond it cannot be undone.
    without = [row for row in whole.people.to_pylist() if row["id"] != "g2"]
    cut = find_undoable(replace(whole, people=build_table_of_rows("people", without)))
    assert cut == [True, False, False]
    throw_draft_away(Timetable.objects.get(edition=edition, version=3))
    done = merge_fair(whole)
    assert ("timetables", "3", "kept") in tell(done)
    assert gather_fair(edition).timetables.num_rows == 3


def _drop_versions(fair: Fair) -> Fair:
    """Return a fair whose folder says nothing of its timetables."""
    names = ("timetables", "meetings", "unheld", "draft_changes")
    return replace(fair, **{name: fair.table(name).slice(0, 0) for name in names})


def _list_stands(edition: Edition) -> dict[tuple[int, str], tuple[str, int]]:
    rows = Meeting.objects.filter(timetable__edition=edition, stand__isnull=False)
    names = ("timetable__version", "request__code", "stand__code", "seat")
    return {
        (version, code): (stand, seat) for version, code, stand, seat in rows.values_list(*names)
    }


def test_meetings_follow_a_firm_to_its_new_stand(small: Fair) -> None:
    at_home = {"place": "stand", "stand": "1-A2", "seat": 1, "slots": 1}
    beside = VERSIONS["meetings"][0] | at_home | {"request": "r6", "representative": "b1"}
    drafted = beside | {"version": 3}
    held = [row for row in VERSIONS["meetings"] if (row["version"], row["request"]) != (0, "r6")]
    whole = join_lived(small, meetings=[*held, beside, drafted])
    edition = merge_fair(whole).edition
    assert edition is not None
    folder = edit(_drop_versions(whole), "organisations", "gear", stand="1-A2")
    # Two who swap, and two who share a stand: the second then takes the next seat.
    swapped = edit(folder, "organisations", "bearing", stand="1-A1")
    released = {key: place for key, place in _list_stands(edition).items() if key[0] in (1, 2)}

    planned = plan_load(swapped)
    assert ("meetings", "0 r1", "changed") in tell(planned)
    assert tell(merge_fair(swapped)) == tell(planned)

    now = {
        (0, "r1"): ("1-A2", 1), (0, "r3"): ("1-A2", 1), (0, "r6"): ("1-A1", 1),
        (3, "r6"): ("1-A1", 1),
    }  # fmt: skip
    assert _list_stands(edition) == released | now
    assert tell(merge_fair(swapped)) == []
    merge_fair(folder)
    shared = now | {(0, "r6"): ("1-A2", 2), (3, "r6"): ("1-A2", 1)}
    assert _list_stands(edition) == released | shared


def test_a_meeting_of_a_firm_without_a_stand_any_more_is_without_a_time(small: Fair) -> None:
    asked = {"id": "r9", "requester": "v3", "person": "c1", "state": "accepted", "place": "stand"}
    meet = VERSIONS["meetings"][0] | {"request": "r9", "representative": "c1"}
    meet |= {"stand": "2-A1", "date": dt.date(2024, 7, 9), "slot": 1}
    whole = join_lived(
        small,
        requests=[
            *(row for row in join_lived(small).requests.to_pylist() if row["id"] != "r5"),
            asked,
        ],
        meetings=[*VERSIONS["meetings"], meet, meet | {"version": 3}],
        stand_visits=[],
    )
    edition = merge_fair(whole).edition
    assert edition is not None
    without = edit(_drop_versions(whole), "organisations", "chip", stand=None)

    done = merge_fair(without)

    said = {row.key: row.why for row in done.changes.rows if row.file == "meetings"}
    why = "chip has no stand any more; the request stays, without a time"
    assert said == {"0 r9": why, "3 r9": why}
    request = MeetingRequest.objects.get(edition=edition, code="r9")
    assert (request.state, request.meetings.count()) == ("accepted", 0)
    left = Unheld.objects.get(timetable__edition=edition, request=request)
    assert (left.timetable.version, left.reason) == (3, "changed_since")
    assert "2-A1" in {row["id"] for row in gather_fair(edition).stands.to_pylist()}


def test_people_are_told_where_their_meetings_are(small: Fair) -> None:
    edition = merge_fair(join_lived(small)).edition
    assert edition is not None
    other = Stand.objects.get(edition=edition, code="1-A2")
    Exhibitor.objects.filter(organisation__code="gear", edition=edition).update(stand=other)
    places = {one.pk: (other.pk, 1) for one in list_elsewhere(edition)}

    # The first of the two meetings is over.
    assert follow_stands(edition, places, now=at(5, 30)).people == 3

    told = Message.objects.filter(key__startswith="stands:", person__participations__code="u1")
    assert "stand A2" in told.get().body
    Exhibitor.objects.filter(organisation__code="gear", edition=edition).update(
        stand=Stand.objects.get(edition=edition, code="1-A1")
    )
    back = {one.pk: None for one in list_elsewhere(edition)}
    assert follow_stands(edition, back, now=at(5, 30)).people == 3
    assert not list_elsewhere(edition)
    assert told.filter(body__contains="Cancelled").count() == 1


def test_what_holds_now_is_refused_by_the_rules_of_booking(small: Fair) -> None:
    speaker, meet = "c1", VERSIONS["meetings"][2]
    requests = [
        row | ({"requester": speaker} if row["id"] == "r6" else {})
        for row in join_lived(small).requests.to_pylist()
    ]
    at_the_session = [meet | {"date": dt.date(2024, 7, 9), "slot": 5}]
    with pytest.raises(InvalidInput) as refused:
        load_fair(join_lived(small, requests=requests, meetings=at_the_session))
    (problem,) = refused.value.problems
    assert (problem.file, problem.line, problem.value) == ("meetings.csv", 2, "r6")
    assert "speaks at a session" in problem.expected
    assert not Edition.objects.exists()


def test_what_happened_at_a_session_goes_with_it(small: Fair) -> None:
    folder = join_lived(small)
    edition = merge_fair(folder).edition
    assert edition is not None
    moved = Session.objects.get(edition=edition, code="open")
    Session.objects.filter(pk=moved.pk).update(delay=20)
    power = Session.objects.get(edition=edition, code="power")
    somebody = Participation.objects.get(edition=edition, code="b1")
    FollowedSession.objects.create(session=power, participation=somebody)
    FloorQuestion.objects.filter(session=moved, text="And who pays?").update(
        participation=somebody, state="shown"
    )
    asked = [
        row | ({"text": "And who will pay?"} if row["number"] == 2 else {})
        for row in CONGRESS["floor_questions"]
    ]
    less = join_lived(
        small,
        sessions=[row for row in folder.sessions.to_pylist() if row["id"] != "power"],
        rooms=CONGRESS["rooms"][1:],
        **{"floor_questions": asked}
        | {
            name: [row for row in rows if row.get("session") != "power"]
            for name, rows in (CONGRESS | {"floor_questions": asked}).items()
            if name not in {"rooms", "room_hours"}
        },
    )

    done = merge_fair(less)

    assert ("sessions", "power", "removed") in tell(done)
    assert ("followed", "b1 power", "removed") in tell(done)
    moved.refresh_from_db()
    assert moved.delay == 20  # said on the day
    unnamed = FloorQuestion.objects.get(session=moved, text="And who will pay?")
    assert (unnamed.participation, unnamed.named, unnamed.state) == (somebody, False, "shown")
    assert not Session.objects.filter(pk=power.pk).exists()
    assert Room.objects.filter(edition=edition).count() == 2  # a version is in the small one


def test_programme_versions_that_are_here_stay(small: Fair) -> None:
    edition = load_fair(small)
    recorded = record_held(edition)
    assert recorded is not None
    done = merge_fair(join_lived(small))
    assert {one for one in tell(done) if one[0] == "programmes"} == {
        ("programmes", "1", "kept"),
        ("programmes", "2", "created"),
        ("programmes", "3", "created"),
    }
    versions = Programme.objects.filter(edition=edition).order_by("version")
    states = [str(one.state) for one in versions]
    assert states == ["released", "superseded", "draft"]
    draft = versions[2]
    assert read_version(draft)["open"]["minutes"] == 90
    assert catch_up(draft) == []
