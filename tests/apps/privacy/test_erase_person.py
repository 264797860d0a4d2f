"""A person is erased: nothing names them any more, and what others rely on stays."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace

import pyarrow as pa
import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone
from psycopg import sql
from tests.sites import factories as make

from fairlead.apps.congress.domain.draft_programme import draft_programme
from fairlead.apps.congress.domain.release_programme import release_programme
from fairlead.apps.congress.models import PlannedSpeaker
from fairlead.apps.consent.domain.answer_consent import answer_consents
from fairlead.apps.consent.domain.write_text import write_consent_text
from fairlead.apps.consent.models import Consent
from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.answer_request import accept_request
from fairlead.apps.meetings.domain.request_meeting import Wish, request_meeting
from fairlead.apps.meetings.models import Block, Meeting, MeetingRequest, PrivateNote
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.messages.models import MailState, Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer, record_change
from fairlead.apps.people.models import Account, Mark, Participation, Person
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.privacy.domain.erase_person import ASKED, CannotErase, erase_person
from fairlead.apps.privacy.domain.write_personal_file import make_personal_file, write_personal_file
from fairlead.apps.privacy.models import Erasure
from fairlead.apps.privacy.queries.subject import find_subject
from fairlead.apps.transfer.imports.people import plan_people
from fairlead.apps.transfer.imports.rows import Record
from fairlead.apps.transfer.merge import merge_fair, start_fair_over
from fairlead.apps.transfer.models import LoadedFile
from fairlead.folder.fair import Fair
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Marker Wonderling", "marker.wonderling@example.org"


@pytest.fixture
def coming(db: None) -> Edition:
    """Return an edition that is still to come."""
    day = timezone.now().date() + dt.timedelta(days=30)
    edition = make.edition(first_day=day)
    for number in range(1, 5):
        make.slot(edition, number=number)
    return edition


@pytest.fixture
def marked(coming: Edition) -> Participation:
    """Return somebody of whom much is kept, under a name that is easy to look for."""
    person = make.person(name=NAME, email=ADDRESS)
    one = make.participation(coming, person=person, position=f"Chief {NAME}")
    account = Account.objects.create_user(ADDRESS)
    account.person = person
    account.save()
    EmailAddress.objects.create(user=account, email=ADDRESS, verified=True, primary=True)
    write_consent_text(coming, ConsentPurpose.NEWS, LocalizedText({"en": "We write to you."}))
    answer_consents(coming, person.pk, {"news": True}, language="en", account_id=account.pk)
    record_change("change_registration", one, by=Doer(account), edition=coming,
                  before={"name": NAME}, after={"name": "x"})  # fmt: skip
    queue_message(person=person, edition=coming, purpose="news", key="1", subject=NAME, body=NAME)
    return one


def dump() -> str:
    """Return every text of every table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE'"
        )
        said = []
        for (table,) in cursor.fetchall():
            rows = "SELECT coalesce(string_agg(t::text, chr(10)), '') FROM {} t"
            cursor.execute(sql.SQL(rows).format(sql.Identifier(table)))
            said.append(f"{table}: {cursor.fetchone()[0]}")
    return "\n".join(said)


def test_nothing_names_who_was_erased_and_counts_stay(
    coming: Edition, marked: Participation
) -> None:
    host = make.exhibitor(coming)
    staff = make.participation(coming, roles=["exhibitor"], organisation=host.organisation)
    asked = request_meeting(author=marked, whom=host, wish=Wish(message=f"I am {NAME}"))
    accept_request(asked, by=staff)
    assert Meeting.objects.count() == 1
    assert "Marker" in dump()
    erased = erase_person(marked.person, by=Doer(marked.person.account), why=ASKED)
    left = [line for line in dump().splitlines() if "Marker" in line or "marker" in line]
    assert left == []
    assert Participation.objects.filter(edition=coming, state="cancelled").count() == 1
    assert not Meeting.objects.exists()
    assert MeetingRequest.objects.get().state == "cancelled"
    told = Message.objects.filter(person=staff.person).latest("pk")
    assert "cancelled your meeting" in told.subject
    assert Message.objects.get(purpose="news").state == MailState.CANCELLED
    assert Consent.objects.count() == 1
    assert erased.done["consent_consent"] == {"kept": 1}
    again = erase_person(Person.objects.get(pk=marked.person_id), by=COMMAND_LINE, why=ASKED)
    assert again == erased
    assert Erasure.objects.count() == 1


def test_a_meeting_that_was_held_stays(db: None) -> None:
    past = make.edition("past-2020", first_day=dt.date(2020, 7, 6))
    host = make.exhibitor(past)
    held = make.meeting(make.timetable(past, state="released"), host, make.slot(past))
    who = held.request.requester
    erase_person(who.person, by=COMMAND_LINE, why=ASKED)
    assert Meeting.objects.filter(pk=held.pk).exists()
    who.refresh_from_db()
    assert (who.state, who.hidden, who.person.name["en"]) == ("approved", True, "Erased person")


def test_who_speaks_in_a_released_programme_is_taken_out_of_it(
    coming: Edition, marked: Participation
) -> None:
    make.speaks(make.session(coming, date=coming.first_day), marked)
    release_programme(draft_programme(coming), by=COMMAND_LINE)
    assert PlannedSpeaker.objects.filter(participation=marked).exists()
    with connection.cursor() as cursor:  # as at a commit
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        erase_person(marked.person, by=COMMAND_LINE, why=ASKED)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not PlannedSpeaker.objects.filter(participation=marked).exists()


def test_the_last_owner_stays(coming: Edition, marked: Participation) -> None:
    appoint(marked.person.account, MemberRole.OWNER, edition=coming, by=COMMAND_LINE)
    with pytest.raises(CannotErase):
        erase_person(marked.person, by=COMMAND_LINE, why=ASKED)
    other = Account.objects.create_user("other@example.org")
    appoint(other, MemberRole.OWNER, by=COMMAND_LINE)
    erase_person(marked.person, by=COMMAND_LINE, why=ASKED)


def test_what_is_kept_is_given_out_and_secrets_are_not(
    coming: Edition, marked: Participation
) -> None:
    make.person(name="Somebody Else", email="else@example.org")
    content = write_personal_file(find_subject(marked.person))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    assert files["people_person.json"][0]["email"] == ADDRESS
    assert files["people_participation.json"][0]["edition"]["code"] == coming.code
    assert files["consent_consent.json"][0]["text"]["text"] == {"en": "We write to you."}
    assert files["outbox_message.json"][0]["body"] == NAME
    assert "password" not in files["people_account.json"][0]
    assert "Somebody Else" not in json.dumps(files)


def test_no_folder_and_no_list_brings_back_who_was_erased(small: Fair, edition: Edition) -> None:
    one = Participation.objects.filter(edition=edition).exclude(person__email="").first()
    if one is None:
        one = Participation.objects.filter(edition=edition).earliest("pk")
        one.person.email = "back@example.org"
        one.person.save()
    name, address = next(iter(one.person.name.values())), one.person.email
    erase_person(one.person, by=COMMAND_LINE, why=ASKED)
    kept = bytes(LoadedFile.objects.get(edition=edition, name="people").content)
    assert name not in str(pa.parquet.read_table(pa.BufferReader(kept)).to_pylist())
    changed = replace(small, people=_rename_all(small.people))
    for loaded in (merge_fair(small).edition, merge_fair(changed).edition):
        assert not Person.objects.filter(participations__edition=loaded, email=address).exists()
        assert Person.objects.get(participations__code=one.code).name["en"] == "Erased person"
    edition = start_fair_over(small).edition or edition
    back = Participation.objects.get(edition=edition, code=one.code)
    assert (str(back.person.name["en"]), back.state, back.hidden) == (
        "Erased person", "cancelled", True,
    )  # fmt: skip
    rows = [
        Record(2, 2, {"id": one.code, "name": {"en": name}, "email": address, "country": "DEU"}),
        Record(3, 3, {"name": {"en": name}, "email": address.upper(), "country": "DEU"}),
    ]
    plan = plan_people(edition, rows)
    assert [fault.expected[:23] for fault in plan.faults] == ["this person was erased "] * 2
    assert not plan.made


def _rename_all(people: pa.Table) -> pa.Table:
    rows = [{**row, "name": f"{row['name']} II"} for row in people.to_pylist()]
    return pa.Table.from_pylist(rows, schema=people.schema)


def test_a_name_goes_out_of_the_calendars_others_were_sent(
    coming: Edition, marked: Participation
) -> None:
    other = make.participation(coming, person=make.person(email="other@example.org"))
    marked.person.name = LocalizedText({"en": "Marker Wonderling, " + "of a long house " * 6})
    marked.person.save()
    asked = request_meeting(author=marked, whom=other, wish=Wish(place="online"))
    assert accept_request(asked, by=other).meeting is not None
    erase_person(marked.person, by=COMMAND_LINE, why=ASKED)
    told = Message.objects.filter(person=other.person).exclude(calendar="")
    plain = [one.calendar.replace("\r\n ", "") for one in told]
    assert plain
    assert all("SUMMARY:Erased person" in one for one in plain)
    assert all(len(line.encode()) <= 75 for one in told for line in one.calendar.split("\r\n"))
    assert "Wonderling" not in "".join(plain)


def test_what_others_said_of_somebody_is_not_given_out(
    coming: Edition, marked: Participation
) -> None:
    other = make.participation(coming)
    Block.objects.create(edition=coming, by=other, whom=marked)
    Mark.objects.create(participation=other, other=marked, kind="dismissed")
    Mark.objects.create(participation=marked, other=other, kind="saved")
    content = write_personal_file(find_subject(marked.person))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "meetings_block.json" not in archive.namelist()
        marks = json.loads(archive.read("people_mark.json"))
        assert [one["kind"] for one in marks] == ["saved"]
        changes = archive.read("people_change.json").decode()
    assert "before" not in changes, "what was changed may be of others"
    erase_person(marked.person, by=COMMAND_LINE, why=ASKED)
    assert not Block.objects.exists()
    assert not Mark.objects.exists()


def test_a_private_note_is_given_to_who_wrote_it_alone(
    coming: Edition, marked: Participation
) -> None:
    other = make.participation(coming)
    asked = request_meeting(author=marked, whom=other, wish=Wish(place="online"))
    PrivateNote.objects.create(request=asked, participation=marked, text="Dear")
    office = Account.objects.create_user("office@example.org")
    for account, given in ((marked.person.account, True), (office, False)):
        made = make_personal_file(marked.person, account)
        with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
            assert ("meetings_privatenote.json" in archive.namelist()) is given
