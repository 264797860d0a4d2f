"""What is released, signed, decided or only added is not the application's to change.

Every table takes a side. The catalogue says which tables there are, so a new one fails until it
is kept by a rule or is named here as one that pages change.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import Error, IntegrityError, connection, transaction
from tests.apps.meetings.test_constraints import hold, person
from tests.as_application import work_as_application
from tests.sites import factories as make

from fairlead.apps.congress.domain.draft_programme import draft_programme
from fairlead.apps.congress.models import (
    PlannedSession,
    PlannedSpeaker,
    Programme,
    ProgrammeStep,
)
from fairlead.apps.cooperation.models import Choice, Portfolio, Project, Spending
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.domain.release_version import add_draft, release_version
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Adjustment, Meeting, MeetingRequest, Timetable, Unheld
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.models import (
    Assessment,
    Dependency,
    Matching,
    MatchList,
    Need,
    Offer,
    Reason,
    Supplier,
)
from fairlead.config.roles import APPLICATION

pytestmark = pytest.mark.django_db

REMOVE, CHANGE = "DELETE FROM {}{}", "UPDATE {} SET {} = {}{}"
STAYS = re.compile("stays|are not changed|was released|only a draft")
HELD = "violates foreign key constraint"  # by what is tried on its own
# Versions, and what is in one: as it was from the release on.
VERSIONS = {
    "congress_programme", "cooperation_portfolio", "meetings_timetable", "trade_assessment",
    "trade_matching",
}  # fmt: skip
PARTS = {
    "congress_plannedsession", "congress_plannedspeaker", "congress_programmestep",
    "cooperation_choice", "cooperation_spending", "meetings_adjustment", "meetings_attendee",
    "meetings_meeting", "meetings_unheld", "trade_dependency", "trade_listmeasure",
    "trade_makergroup", "trade_makerlist", "trade_matchlist", "trade_reason", "trade_standing",
    "trade_supplier",
}  # fmt: skip
# Written by the database's own triggers, or in the ways that other tests know.
BY_THE_DATABASE = {
    "cooperation_ledger", "cooperation_projectstate", "fairs_history", "meetings_booking",
    "meetings_personslot", "meetings_placebooking", "meetings_placeslot",
}  # fmt: skip
# What holds now, what people say of themselves, and what the pages keep for their own work.
LIVING = {
    "account_emailaddress", "account_emailconfirmation", "attendance_arrival",
    "attendance_floorquestion", "attendance_questionvote", "attendance_seat",
    "attendance_seatcount", "attendance_sessionrecord", "auth_group", "auth_group_permissions",
    "auth_permission", "congress_room", "congress_roomhours", "congress_session",
    "congress_speaker", "consortia_interest", "consortia_member", "consortia_signatory",
    "consortia_signing", "cooperation_approver", "cooperation_partner", "cooperation_share",
    "cooperation_tie", "delegations_delegate", "delegations_delegation", "delegations_interpreter",
    "delegations_interpreterbooking", "delegations_visititem", "django_content_type",
    "django_session", "exhibition_exhibitor", "exhibition_exposition", "exhibition_hall",
    "exhibition_stand", "fairs_slot", "fairs_stamp", "market_announced", "market_conversation",
    "market_letter", "market_reading", "market_watch", "meetings_agendafeed", "meetings_block",
    "meetings_checkin", "meetings_followedsession", "meetings_followup", "meetings_freedtime",
    "meetings_lane", "meetings_meetingrules", "meetings_noshow", "meetings_outcome",
    "meetings_personlimit", "meetings_privatenote", "meetings_requestlimit",
    "meetings_requestparty", "meetings_started", "meetings_table", "meetings_visit",
    "mfa_authenticator", "outbox_bouncedaddress", "outbox_mailrules", "outbox_mailwish",
    "outbox_message", "people_account", "people_answergiven", "people_availability", "people_mark",
    "people_membership", "people_officerules", "people_participationtype", "people_passquota",
    "people_person", "people_question", "people_revision", "people_signincode",
    "people_signintries", "practices_effect", "practices_practice", "practices_practiceentry",
    "privacy_keptfor", "privacy_personalfile", "procrastinate_events", "procrastinate_jobs",
    "procrastinate_periodic_defers", "procrastinate_workers", "proposals_call",
    "proposals_callquestion", "proposals_criterion", "proposals_proposal",
    "proposals_proposalspeaker", "proposals_review", "proposals_reviewer",
    "socialaccount_socialaccount", "socialaccount_socialapp", "socialaccount_socialtoken",
    "standing_search_foundfile", "standing_search_monthtable", "standing_search_proposedneed",
    "standing_search_searchrules", "standing_search_toldmaker", "trade_catalogueentry",
    "trade_marketrules", "trade_need", "trade_needentry", "trade_offer", "trade_offerentry",
    "trade_picture", "trade_picturefile", "trade_product", "trade_proposal", "trade_shownlist",
    "trade_standshare", "transfer_loadedfile", "transfer_uploadedlist", "usersessions_usersession",
    "work_work",
}  # fmt: skip


def ask(statement: str, *params: str) -> list[str]:
    """Return the first column of what a statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [row[0] for row in cursor.fetchall()]


def find_tables(*, with_trigger: str = "") -> set[str]:
    """Return the tables there are, or those that have a trigger of a name."""
    return set(
        ask(
            "SELECT relname FROM pg_class table_ WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p') AND (%s = '' OR EXISTS (SELECT FROM pg_trigger"
            " WHERE tgrelid = table_.oid AND tgname = %s))",
            with_trigger,
            with_trigger,
        )
    )


def refuse(statement: str) -> str:
    """Return what the database says to a statement of the application; it must refuse it."""
    try:
        with transaction.atomic(), work_as_application(), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount != 0, f"no row to try it on: {statement}"
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except Error as refused:
        return str(refused)
    pytest.fail(f"done: {statement}")


def test_every_table_takes_a_side() -> None:
    only_added, not_removed = (
        find_tables(with_trigger=name) for name in ("fairs_kept", "fairs_rows_kept")
    )
    sides = (
        VERSIONS,
        PARTS,
        BY_THE_DATABASE,
        LIVING,
        only_added,
        not_removed,
        {"django_migrations"},
    )
    tables = find_tables()
    taken = [name for side in sides for name in side]
    assert tables - set(taken) == set(), "say whether pages may change these"
    assert set(taken) - tables == set()
    assert len(taken) == len(set(taken)), "one side each"


def test_what_is_only_added_is_not_changed_by_the_application() -> None:
    for table in sorted(find_tables(with_trigger="fairs_kept")):
        (forgettable,) = ask(
            "SELECT split_part(encode(tgargs, 'escape'), '\\000', 1)::text[] FROM pg_trigger"
            " WHERE tgname = 'fairs_kept' AND tgrelid = %s::regclass",
            table,
        )
        may = ask(
            "SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')",
            table,
            APPLICATION,
        )
        assert set(may) == set(forgettable), table
        assert "permission denied" in refuse(REMOVE.format(table, ""))


def test_what_stays_is_not_removed_by_the_application() -> None:
    for table in sorted(find_tables(with_trigger="fairs_rows_kept")):
        assert "rows of" in refuse(REMOVE.format(table, ""))
    assert "rows of" in refuse("UPDATE fairs_run SET seed = 2")


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE {} CASCADE", "ALTER TABLE {} DISABLE TRIGGER ALL", "ALTER TABLE {} ADD x int",
        "DROP TABLE {}", "CREATE TRIGGER x AFTER INSERT ON {} EXECUTE FUNCTION fairs_stamp()",
        "ALTER TABLE {} RENAME TO x", "ALTER TABLE {} OWNER TO CURRENT_USER",
        "ALTER TABLE {} ENABLE ROW LEVEL SECURITY", "CREATE INDEX ON {} (tableoid)",
        "CREATE RULE x AS ON DELETE TO {} DO INSTEAD NOTHING", "COPY {} TO '/dev/null'",
        "COPY {} FROM PROGRAM 'true'",
    ],
)  # fmt: skip
def test_no_table_is_made_anew_by_the_application(statement: str) -> None:
    for table in sorted(find_tables()):
        said = refuse(statement.format(table))
        assert "permission denied" in said or "must be owner" in said, table


@pytest.fixture
def released(edition: Edition) -> Edition:
    """Return an edition with a version of each kind, with something in each of its tables."""
    first, second = MeetingRequest.objects.filter(code__in=("r1", "r6")).order_by("code")
    for code in ("v2", "v3"):
        first.parties.create(participation=person(code), answer="accepted")
    timetable = make.timetable(edition, state="draft")
    meeting = hold(timetable, "r1", make.slot(edition))
    meeting.attendees.create(participation=person("v2"))
    Unheld.objects.create(timetable=timetable, request=second, reason="no_room")
    said = {"number": 1, "before": {}, "after": {}}
    Adjustment.objects.create(timetable=timetable, request=first, kind="locked", **said)
    matching, need = make.matching(edition, state="draft"), Need.objects.earliest("pk")
    make.makers(matching, need, list(Offer.objects.all()))
    make.group(matching, need, list(Exhibitor.objects.all())[:2])
    make.standing(matching, Organisation.objects.earliest("pk"))
    make.measure(matching, "coverage", 1)
    add_list(Organisation.objects.earliest("pk"))
    Reason.objects.create(run=matching.run)
    make.supplier(make.dependency(make.run(edition)))
    portfolio = add_draft(Portfolio, make.run(edition, step="portfolio"))
    Choice.objects.create(portfolio=portfolio, project=Project.objects.earliest("pk"))
    Spending.objects.create(portfolio=portfolio, economy="BLR", year=2026, spent=1)
    programme = draft_programme(edition)
    ProgrammeStep.objects.create(programme=programme, kind="moved", **said)
    for version in (timetable, matching, portfolio, programme):
        release_version(version)
    return edition


def add_list(owner: Organisation) -> None:
    """Write a list of one partner into the newest lists."""
    MatchList.objects.create(
        run=Matching.objects.latest("pk").run, organisation=owner, partner_kind="person",
        partners=[1], scores=[0.5], mutual=[0.2], reasons=[1],
    )  # fmt: skip


# Another value of each type of column.
OTHER = {
    "bigint": "coalesce({0}, 0) + 1000000", "integer": "coalesce({0}, 0) + 1000000",
    "character varying": "{0} || 'x'", "ARRAY": "'{{1999}}'",
    "timestamp with time zone": "{0} + '1 second'",
}  # fmt: skip


def test_what_was_released_is_not_changed_by_the_application(released: Edition) -> None:
    for table in sorted(VERSIONS | PARTS):
        only = " WHERE state = 'released'" if table in VERSIONS else ""
        said = refuse(REMOVE.format(table, only))
        assert STAYS.search(said) or HELD in said, f"{table}: {said}"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT column_name, data_type FROM information_schema.columns"
                " WHERE table_name = %s AND is_generated = 'NEVER'",
                (table,),
            )
            columns = cursor.fetchall()
        for name, kind in columns:
            if name in ("stamp", "taken", "id"):
                continue
            other = OTHER[kind].format(name) if table in VERSIONS else name
            said = refuse(CHANGE.format(table, name, other, only))
            assert STAYS.search(said), f"{table}.{name}: {said}"


MORE: dict[str, Callable[[Edition], object]] = {
    "trade_matchlist": lambda _: add_list(Organisation.objects.latest("pk")),
    "trade_reason": lambda _: Reason.objects.create(run=Matching.objects.get().run),
    "trade_listmeasure": lambda _: make.measure(Matching.objects.get(), "gini", 0.5),
    "trade_standing": lambda _: make.standing(
        Matching.objects.get(), Organisation.objects.latest("pk")
    ),
    "trade_makerlist": lambda of: make.makers(Matching.objects.get(), make.need(of), []),
    "trade_makergroup": lambda of: make.group(
        Matching.objects.get(), make.need(of), list(Exhibitor.objects.all())[:1]
    ),
    "trade_dependency": lambda _: make.dependency(Assessment.objects.latest("pk").run),
    "trade_supplier": lambda _: Supplier.objects.create(
        dependency=Dependency.objects.latest("pk"), rank=2, economy="CHN"
    ),
    "cooperation_choice": lambda of: Choice.objects.create(
        portfolio=Portfolio.objects.get(), project=Project.objects.latest("pk")
    ),
    "cooperation_spending": lambda _: Spending.objects.create(
        portfolio=Portfolio.objects.get(), economy="BLR", year=2027, spent=1
    ),
    "meetings_meeting": lambda of: hold(Timetable.objects.get(), "r2", make.slot(of, number=9)),
    "meetings_attendee": lambda _: Meeting.objects.get().attendees.create(
        participation=person("v3")
    ),
    "meetings_unheld": lambda _: Unheld.objects.create(
        timetable=Timetable.objects.get(), request=MeetingRequest.objects.get(code="r2")
    ),
    "meetings_adjustment": lambda _: Adjustment.objects.create(
        timetable=Timetable.objects.get(), request=MeetingRequest.objects.get(code="r2"),
        kind="locked", number=9, before={}, after={},
    ),
    "congress_plannedsession": lambda _: PlannedSession.objects.create(
        programme=Programme.objects.latest("version"), code="new", minutes=30
    ),
    "congress_plannedspeaker": lambda of: PlannedSpeaker.objects.create(
        session=PlannedSession.objects.earliest("pk"), participation=make.participation(of),
        position=9,
    ),
    "congress_programmestep": lambda _: ProgrammeStep.objects.create(
        programme=Programme.objects.latest("version"), kind="moved", number=9, before={}, after={}
    ),
}  # fmt: skip


def test_every_part_of_a_version_is_tried() -> None:
    assert MORE.keys() == PARTS


@pytest.mark.parametrize("table", MORE)
def test_nothing_is_added_to_what_was_released(released: Edition, table: str) -> None:
    with (
        pytest.raises(IntegrityError, match=STAYS.pattern),
        transaction.atomic(),
        work_as_application(),
    ):
        MORE[table](released)
