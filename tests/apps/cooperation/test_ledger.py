"""The ledger: what is recorded, what is refused, and that nothing is changed unnoticed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.sites import factories as make

from fairlead.apps.cooperation.domain.correct_entry import correct_amount, correct_move, take_back
from fairlead.apps.cooperation.domain.decide_for_party import (
    approve_project,
    ask_approval,
    delegate_decision,
    meet_conditions,
    name_approver,
    refuse_project,
)
from fairlead.apps.cooperation.domain.leave_project import leave_project
from fairlead.apps.cooperation.domain.move_project import end_project, move_project, override_gate
from fairlead.apps.cooperation.domain.publish_headline import publish_headline
from fairlead.apps.cooperation.domain.state_amount import state_amount
from fairlead.apps.cooperation.domain.under_lock import Document, EntryAuthor
from fairlead.apps.cooperation.models import (
    AmountKind,
    Entry,
    Ledger,
    Partner,
    Project,
    Rate,
    Share,
    Stage,
)
from fairlead.apps.cooperation.queries.answers import Question
from fairlead.apps.cooperation.queries.approvals import Decision, find_party_state
from fairlead.apps.cooperation.queries.departures import list_departures
from fairlead.apps.cooperation.queries.headlines import find_drift, list_rows
from fairlead.apps.cooperation.queries.ledger import list_entries, list_overrides, verify_ledger
from fairlead.apps.cooperation.queries.states import AsOf, read_states
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account
from fairlead.folder.ledger_chain import COLUMNS, digest_entry
from fairlead.folder.ledger_state import State
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
BY = EntryAuthor("Project Officer")
PAPER = Document.of("agreement.pdf", b"the agreement")


def find_today() -> dt.date:
    """Return the day it is at the fair now: the one at import may have ended since."""
    return timezone.now().astimezone(ZoneInfo("Asia/Yekaterinburg")).date()


@pytest.fixture
def plant() -> Project:
    """Return a project at the stage feasibility, of two bodies with half each."""
    project = make.project(make.edition(), code="plant")
    make.share(project, "BLR", 0.5)
    make.share(project, "RUS", 0.5, position=1)
    return project


def state_of(project: Project, **as_of: Any) -> State:
    """Return what the project's entries come to."""
    return read_states([project], AsOf(**as_of))[project.pk]


def party(project: Project, code: str) -> tuple[Partner, Account]:
    """Return a party of the project, asked to decide, with its approver."""
    found = project.partners.get(code=code)
    account = Account.objects.create_user(f"{code.lower()}@example.org")
    name_approver(found, account, by=COMMAND_LINE)
    ask_approval(found, by=BY)
    return found, account


def test_parties_approve_apart_and_the_gate_waits_for_both(plant: Project) -> None:
    belarus, one = party(plant, "BLR")
    russia, two = party(plant, "RUS")
    approve_project(belarus, account=one)
    with pytest.raises(Refusal, match="missing: RUS"):
        move_project(plant, Stage.APPROVED, by=BY, document=PAPER)
    approve_project(russia, account=two, conditions="Half is made locally.")
    with pytest.raises(Refusal, match="missing: RUS"):
        move_project(plant, Stage.APPROVED, by=BY, document=PAPER)
    meet_conditions(russia, account=two, document=PAPER)
    entry = move_project(plant, Stage.APPROVED, by=BY, document=PAPER)
    assert (entry.document, entry.sha256, entry.person) == (PAPER.name, PAPER.sha256, BY.name)
    assert state_of(plant).stage == "approved"


def test_a_party_that_leaves_after_signing_is_seen_and_holds_the_project(plant: Project) -> None:
    belarus, one = party(plant, "BLR")
    russia, two = party(plant, "RUS")
    approve_project(belarus, account=one)
    approve_project(russia, account=two)
    for stage in (Stage.APPROVED, Stage.FINANCED, Stage.SIGNED):
        move_project(plant, stage, by=BY, document=PAPER)
    state_amount(plant, AmountKind.SIGNED, Decimal(5), "RUB", by=BY, source="Agreement")
    before = Entry.objects.count()
    with pytest.raises(Refusal, match="approver of this party"):
        refuse_project(russia, account=one, reason="Not ours to say.")
    with pytest.raises(Refusal, match="a reason"):
        refuse_project(russia, account=two, reason=" ")
    refuse_project(russia, account=two, reason="No budget any more.")
    # Nothing is lost: it was signed, by both, and by whom; and what they say now stands beside it.
    assert state_of(plant).stage == "signed"
    assert state_of(plant).amounts["signed"] == (Decimal(5), "RUB")
    assert Entry.objects.count() == before + 1
    left = find_party_state(russia)
    assert left.decision == Decision.REFUSED
    assert left.entry is not None
    assert left.entry.reason == "No budget any more."
    with pytest.raises(Refusal, match="they have: RUS"):
        move_project(plant, Stage.IMPLEMENTATION, by=BY, document=PAPER)
    override_gate(plant, Stage.IMPLEMENTATION, by=BY, reason="Belarus goes on alone.")
    assert find_party_state(russia).decision == Decision.REFUSED
    ask_approval(russia, by=BY)
    approve_project(russia, account=two)
    move_project(plant, Stage.OUTPUT, by=BY, document=PAPER)
    assert verify_ledger(Ledger.objects.get()).faults == ()


def test_a_firm_that_leaves_after_signing_leaves_its_share_uncovered(plant: Project) -> None:
    body, _account = party(plant, "BLR")
    party(plant, "RUS")
    works = Partner.objects.create(
        project=plant, code="works", position=9, economy="BLR", role="supplier"
    )
    plant.shares.filter(partner__code="BLR").update(share=0)
    Share.objects.create(project=plant, partner=works, kind="cost", position=9, share=0.5)
    override_gate(plant, Stage.SIGNED, by=BY, reason="Signed elsewhere")
    title = LocalizedText({"en": "Signed"})
    told = publish_headline(plant.ledger, title, Question("RUB"), by=BY)
    entry = leave_project(works, by=EntryAuthor("Works' head"), reason="Sold.")
    (gone,) = list_departures(plant)
    assert (gone.code, gone.cost, gone.benefit) == ("works", Decimal("0.5"), Decimal())
    assert (entry.person, entry.reason) == ("Works' head", "Sold.")
    assert list_departures(plant, AsOf(day=entry.day - dt.timedelta(1))) == []
    for refused, words in ((works, "has left already"), (body, "takes its approval back")):
        with pytest.raises(Refusal, match=words):
            leave_project(refused, by=BY, reason="Sold.")
    with pytest.raises(Refusal, match="have left: works"):
        move_project(plant, Stage.IMPLEMENTATION, by=BY, document=PAPER)
    # Stage, headline and shares are as they were recorded; to go on somebody says why.
    assert state_of(plant).stage == "signed"
    assert find_drift(told, list_rows(told)) == []
    override_gate(plant, Stage.IMPLEMENTATION, by=BY, reason="Another firm takes it on.")
    move_project(plant, Stage.OUTPUT, by=BY, document=PAPER)
    take_back(entry, by=BY, reason="It has stayed.")
    assert list_departures(plant) == []
    assert verify_ledger(Ledger.objects.get()).faults == ()


def test_who_decides_for_whom(plant: Project) -> None:
    belarus, one = party(plant, "BLR")
    russia, two = party(plant, "RUS")
    with pytest.raises(Refusal, match="approver of this party"):
        approve_project(russia, account=one)
    refuse_project(russia, account=two, reason="Too dear.")
    with pytest.raises(Refusal, match="it is: refused"):
        approve_project(russia, account=two)
    ask_approval(russia, by=BY, due=find_today() + dt.timedelta(days=30))
    deputy = Account.objects.create_user("deputy@example.org")
    delegate_decision(russia, account=two, to=deputy, until=find_today())
    approve_project(russia, account=deputy)
    assert find_party_state(russia).decision == Decision.APPROVED
    with pytest.raises(Refusal, match="it is: approved"):
        approve_project(russia, account=two)  # two approvals at once: the second comes too late
    russia.approvers.filter(account=deputy).update(until=find_today() - dt.timedelta(days=1))
    with pytest.raises(Refusal, match="approver of this party"):
        refuse_project(russia, account=deputy, reason="Late.")
    assert find_party_state(belarus).decision == Decision.ASKED


def test_nobody_delegates_more_than_they_have(plant: Project) -> None:
    russia, two = party(plant, "RUS")
    deputy, third = (Account.objects.create_user(f"{one}@example.org") for one in ("d", "t"))
    week = find_today() + dt.timedelta(days=7)
    delegate_decision(russia, account=two, to=deputy, until=week)
    entry = delegate_decision(russia, account=deputy, to=third, until=week.replace(year=2199))
    assert entry.due == russia.approvers.get(account=third).until == week
    delegate_decision(russia, account=deputy, to=deputy, until=week.replace(year=2199))
    assert russia.approvers.get(account=deputy).until == week
    delegate_decision(russia, account=third, to=two, until=find_today())
    assert russia.approvers.get(account=two).until is None  # who decides for good goes on


def test_a_stage_is_skipped_by_an_override_alone(plant: Project) -> None:
    with pytest.raises(Refusal, match="Expected the next stage, approved"):
        move_project(plant, Stage.SIGNED, by=BY, document=PAPER)
    with pytest.raises(Refusal, match="a name and a reason"):
        override_gate(plant, Stage.SIGNED, by=BY, reason=" ")
    override_gate(plant, Stage.SIGNED, by=BY, reason="Signed at the fair.")
    move_project(plant, Stage.FINANCED, by=BY, document=PAPER)  # back is a move like any other
    kept = list_overrides(list_entries(plant))
    assert [(entry.person, entry.reason) for entry in kept] == [(BY.name, "Signed at the fair.")]
    end_project(plant, by=BY, reason="No money.")
    with pytest.raises(Refusal, match="given up"):
        move_project(plant, Stage.SIGNED, by=BY, document=PAPER)


def test_another_document_of_the_same_name_is_marked(plant: Project) -> None:
    other = Document.of(PAPER.name, b"other bytes")
    for paper in (PAPER, PAPER, other, PAPER):
        state_amount(plant, AmountKind.SIGNED, Decimal(5), "RUB", by=BY, source="S", document=paper)
    numbers = {row.entry.number: row.other_document for row in list_entries(plant)}
    last = max(numbers)
    assert [numbers[last - back] for back in range(4)] == [last - 1, last - 2, None, None]


@pytest.mark.parametrize(
    ("amount", "currency", "source", "said"),
    [
        ("-1", "RUB", "S", "from 0"),
        ("NaN", "RUB", "S", "from 0"),
        ("0.00001", "RUB", "S", "four decimals"),
        ("1e19", "RUB", "S", "to 1e18"),
        ("1", "BYR", "S", "10000 BYR became 1 BYN in 2016"),
        ("1", "ZWL", "S", "2498.7242 ZWL became 1 ZWG in 2024"),
        ("1", "DEM", "S", "1.95583 DEM became 1 EUR in 1999"),
        ("1", "XYQ", "S", "code of a currency"),
        ("1", "XXX", "S", "code of a currency"),
        ("1", "RUB", " ", "published"),
    ],
)
def test_amounts_that_are_none(
    plant: Project, amount: str, currency: str, source: str, said: str
) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refusal, match=said):
        state_amount(plant, AmountKind.SIGNED, Decimal(amount), currency, by=BY, source=source)
    assert Entry.objects.count() == before


def test_a_correction_stands_in_place_of_what_stays(plant: Project) -> None:
    wrong = state_amount(
        plant, AmountKind.SIGNED, Decimal("1000.1234"), "RUB", by=BY, source="Agreement"
    )
    moment = timezone.now()
    right = correct_amount(wrong, Decimal("100.1234"), by=BY, reason="A nought too many")
    assert state_of(plant).amounts["signed"] == (Decimal("100.1234"), "RUB")
    assert state_of(plant, moment=moment).amounts["signed"] == (Decimal("1000.1234"), "RUB")
    with pytest.raises(Refusal, match="corrected already"):
        correct_amount(wrong, Decimal(1), by=BY, reason="Again")
    take_back(right, by=BY, reason="Never signed")
    assert "signed" not in state_of(plant).amounts
    opening = plant.entries.earliest("number")
    correct_move(opening, Stage.IDEA, by=BY, reason="It was an idea then.")
    assert state_of(plant).stage == "idea"
    assert Entry.objects.get(pk=wrong.pk).amount == Decimal("1000.1234")


@pytest.mark.parametrize("table", [Entry, Rate])
def test_the_database_refuses_to_change_or_delete(plant: Project, table: type[Any]) -> None:
    Rate.objects.create(
        ledger=plant.ledger, currency="CNY", against="RUB", day=find_today(), rate=12, source="S",
        recorded_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="UPDATE is refused"), transaction.atomic():
        table.objects.update(source="another")
    with pytest.raises(IntegrityError, match="DELETE is refused"), transaction.atomic():
        table.objects.all()._raw_delete("default")


@pytest.mark.parametrize(
    "change",
    [{"previous": "0" * 64}, {"digest": "0" * 64}, {"number": 99}, {"stage": "signed"}],
)
def test_the_database_takes_only_what_goes_on(plant: Project, change: dict[str, Any]) -> None:
    last = plant.entries.latest("number")
    columns = {name: getattr(last, name) for name in COLUMNS if name != "project"} | {
        "act": "opening", "stage": "idea", "kind": "", "amount": None, "currency": "",
        "number": last.number + 1, "previous": last.digest,
    }  # fmt: skip
    columns["digest"] = digest_entry({**columns, "project": plant.code})
    with pytest.raises(IntegrityError, match="does not go on"), transaction.atomic():
        Entry.objects.create(ledger=plant.ledger, project=plant, **(columns | change))
    Entry.objects.create(ledger=plant.ledger, project=plant, **columns)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@hypothesis_settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(source=TEXTS, reason=TEXTS, amount=st.decimals(0, 10**18, places=4))
def test_the_database_and_we_digest_alike(
    plant: Project, source: str, reason: str, amount: Decimal
) -> None:
    """Whatever is written: quotes, line breaks, signs nobody sees, letters of every script."""
    said = f"s{source}"
    entry = state_amount(plant, AmountKind.FINANCED, amount, "RUB", by=BY, source=said)
    correct_amount(entry, amount, by=BY, reason=f"r{reason}")
    assert verify_ledger(Ledger.objects.get()).faults == ()


def by_hand(statement: str) -> None:
    """Change the database as only its administrator can: past every trigger."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("cooperation_entry", "cooperation_ledger", "cooperation_project"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)


CHANGES = {
    "UPDATE cooperation_entry SET amount = amount + 1 WHERE number = 4": "entry was changed",
    "UPDATE cooperation_entry SET person = 'Nobody' WHERE number = 3": "entry was changed",
    "UPDATE cooperation_entry SET recorded_at = recorded_at - interval '1 day' WHERE number = 2":
        "entry was changed",
    "DELETE FROM cooperation_entry WHERE number = 3": "missing",
    "DELETE FROM cooperation_entry WHERE number = 4": "the last ones are missing",
    "UPDATE cooperation_project SET code = 'other'": "entry was changed",
    "UPDATE cooperation_ledger SET size = 3": "more than were recorded",
}  # fmt: skip


@pytest.mark.parametrize("statement", CHANGES)
def test_what_is_changed_by_hand_is_found_and_named(plant: Project, statement: str) -> None:
    move_project(plant, Stage.LETTER_OF_INTENT, by=BY, document=PAPER)
    state_amount(plant, AmountKind.SIGNED, Decimal(5), "RUB", by=BY, source="S")
    ledger = Ledger.objects.get()
    assert (verify_ledger(ledger).entries, verify_ledger(ledger).faults) == (4, ())
    by_hand(statement)
    faults = verify_ledger(Ledger.objects.get()).faults
    assert any(CHANGES[statement] in fault for _number, fault in faults)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_the_day_is_that_of_the_fairs_clock(zone: str) -> None:
    """At every hour one of the two has another day than UTC."""
    edition = make.edition(time_zone=zone)
    plant = make.project(edition, code="far")
    today = timezone.now().astimezone(edition.zone).date()
    said: dict[str, Any] = {"kind": AmountKind.ANNOUNCED, "currency": "EUR", "by": BY}
    said["source"] = "s"
    entry = state_amount(plant, amount=Decimal(5), day=today, **said)
    assert entry.day == today
    assert state_amount(plant, amount=Decimal(6), **said).day == today
    for day in (today + dt.timedelta(days=1), dt.date(1, 1, 1)):
        with pytest.raises(Refusal):
            state_amount(plant, amount=Decimal(7), day=day, **said)
    headline = publish_headline(
        plant.ledger, LocalizedText({"en": "Today"}), Question("EUR"), by=BY
    )
    assert (headline.day, headline.amount) == (today, Decimal(6))
