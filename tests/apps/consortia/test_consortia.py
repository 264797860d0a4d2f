"""From a need to a project: members, shares, files, sign-offs, and what is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.sites import factories as make

from fairlead.apps.consortia.domain.agree import add_version, sign_off
from fairlead.apps.consortia.domain.form_consortium import (
    answer_invitation,
    invite_member,
    open_consortium,
    withdraw_member,
)
from fairlead.apps.consortia.domain.make_project import make_project
from fairlead.apps.consortia.domain.set_shares import read_share, set_shares
from fairlead.apps.consortia.domain.show_interest import show_interest
from fairlead.apps.consortia.domain.talk import clean_name, keep_file
from fairlead.apps.consortia.models import (
    SHARES,
    Blob,
    Consortium,
    Member,
    Part,
    SharedFile,
    SignOff,
)
from fairlead.apps.consortia.queries.access import (
    find_seat,
    find_seats,
    list_own_consortia,
    read_rights,
)
from fairlead.apps.consortia.queries.coverage import (
    Candidates,
    ask_candidates,
    find_gain,
    name_steps,
    propose_members,
)
from fairlead.apps.consortia.queries.page import (
    list_files,
    list_members,
    list_versions,
    read_papers,
)
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Entry
from fairlead.apps.cooperation.queries.departures import list_departures
from fairlead.apps.cooperation.queries.states import read_states
from fairlead.apps.delegations.models import Delegate, Delegation
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Account, Change, Organisation, Participation, Person
from fairlead.apps.trade.models import Product
from fairlead.demo.delegations import send_delegation
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
NAME = EntryAuthor("Project Officer")


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who acts for an organisation."""

    who: Participation
    account: Account
    firm: Organisation

    @property
    def doer(self) -> Doer:
        """Return who a domain function is told does it."""
        return Doer(self.account)


def play(edition: Edition, country: str = "BLR", *, role: str = "exhibitor") -> Player:
    """Return staff of a new exhibitor, with an account."""
    firm = make.exhibitor(edition, organisation=make.organisation(edition, country=country))
    person = make.person()
    who = make.participation(edition, roles=[role], organisation=firm.organisation, person=person)
    account = Account.objects.create_user(person.email)
    account.person = person
    account.save()
    return Player(who, account, firm.organisation)


@pytest.fixture
def edition() -> Edition:
    """Return an edition."""
    return make.edition()


@pytest.fixture
def asker(edition: Edition) -> Player:
    """Return who acts for the organisation with the need."""
    return play(edition, "RUS")


@pytest.fixture
def consortium(edition: Edition, asker: Player) -> Consortium:
    """Return a consortium for a need of three steps."""
    need = make.need(
        edition,
        organisation=asker.who.organisation,
        economy="",
        products=["HS:848220", "HS:848340"],
        cooperation=["supply"],
    )
    return open_consortium(need, by=asker.who, doer=asker.doer)


def join(
    consortium: Consortium, one: Player, asker: Player, *, steps: list[str], lead: bool = False
) -> Member:
    """Return a member that was invited and accepted."""
    member = invite_member(
        consortium, one.firm, Part.SUPPLIER, steps=steps, lead=lead, by=asker.who, doer=asker.doer
    )
    return answer_invitation(member, accept=True, by=one.who, doer=one.doer)


def share_out(consortium: Consortium, asker: Player, *texts: str) -> None:
    """Give the members the same share of cost, work and rights each, as typed."""
    members = consortium.members.filter(state="accepted").order_by("pk")
    given = {
        one.pk: dict.fromkeys(SHARES, read_share(text))
        for one, text in zip(members, texts, strict=True)
    }
    set_shares(consortium, given, doer=asker.doer)


def check_now() -> None:
    """Have the database check what it checks when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def change_now(**share: str | None) -> None:
    """Change the share of a member past all functions, and have the database check it."""
    Member.objects.filter(cost="33.34").update(**share)
    check_now()


def test_a_consortium_becomes_a_project_when_all_have_signed(
    edition: Edition, asker: Player, consortium: Consortium
) -> None:
    one, two = play(edition), play(edition, "KAZ")
    lead = join(consortium, one, asker, steps=["HS:848220", "supply"], lead=True)
    other = join(consortium, two, asker, steps=["HS:848340"])
    with pytest.raises(Refusal, match="complete shares"):
        add_version(consortium, "agreement.pdf", b"one", by=asker.who, doer=asker.doer)
    share_out(consortium, asker, "60", "40")
    check_now()
    first = add_version(consortium, "agreement.pdf", b"one", by=asker.who, doer=asker.doer)
    sign_off(first, lead, sha256=first.sha256, by=one.who, doer=one.doer)
    second = add_version(consortium, "agreement.pdf", b"two", by=asker.who, doer=asker.doer)
    with pytest.raises(Refusal, match="newer version"):
        sign_off(first, other, sha256=first.sha256, by=two.who, doer=two.doer)
    with pytest.raises(Refusal, match="another document"):
        sign_off(second, other, sha256=first.sha256, by=two.who, doer=two.doer)
    sign_off(second, other, sha256=second.sha256, by=two.who, doer=two.doer)
    figures: dict[str, Any] = {
        "start_year": 2026,
        "cash_flows": [Decimal(-200), Decimal(-50), Decimal(90)],
    }
    with pytest.raises(Refusal, match="Not signed by: Firm"):
        make_project(consortium, by=asker.who, doer=asker.doer, name=NAME, **figures)
    sign_off(second, lead, sha256=second.sha256, by=one.who, doer=one.doer)
    project = make_project(consortium, by=asker.who, doer=asker.doer, name=NAME, **figures)
    check_now()
    state = read_states([project])[project.pk]
    assert [state.stage, state.amount] == ["consortium", 250]
    entry = Entry.objects.get(project=project, act="opening")
    assert (entry.document, entry.sha256) == ("agreement.pdf", second.sha256)
    assert [(p.role, p.economy) for p in project.partners.all()] == [
        ("lead", "BLR"), ("supplier", "KAZ"), ("body", "BLR"), ("body", "KAZ"),
    ]  # fmt: skip
    with pytest.raises(Refusal, match="project now"):
        invite_member(consortium, play(edition).firm, Part.FINANCE, by=asker.who, doer=asker.doer)
    assert Message.objects.filter(purpose="consortium", person=one.who.person).count() >= 4
    assert Change.objects.filter(act="sign_off").count() == 3
    # Who leaves after that is seen in the ledger, by whom and why; what was signed stays.
    withdraw_member(other, by=two.who, doer=two.doer, reason="Sold.")
    gone = Entry.objects.get(project=project, act="leave")
    assert (gone.party, gone.person, gone.reason) == (two.firm.code, str(two.who.person), "Sold.")
    assert [one.cost for one in list_departures(project)] == [Decimal("0.4")]
    assert second.sign_offs.count() == 2


def test_shares_sum_to_a_hundred_exactly(
    edition: Edition, asker: Player, consortium: Consortium
) -> None:
    for step in consortium.steps:
        join(consortium, play(edition), asker, steps=[step])
    with pytest.raises(Refusal, match=r"sum to 99\.99, not to 100: 0\.01 is missing"):
        share_out(consortium, asker, "33.33", "33.33", "33.33")
    with pytest.raises(Refusal, match=r"sum to 100\.01, not to 100: 0\.01 is too much"):
        share_out(consortium, asker, "33.34", "33.34", "33.33")
    for wrong in ("-1", "101", "nan", "1e999", "33.3333333", "<b>", "½"):
        with pytest.raises(Refusal, match="from 0 to 100"):
            read_share(wrong)
    share_out(consortium, asker, "33,34", "33.33 %", "33.33")
    check_now()
    assert Consortium.objects.get().shared
    with pytest.raises(IntegrityError, match=r"cost shares .* sum to 99\.99"), transaction.atomic():
        change_now(cost="33.33")
    with pytest.raises(IntegrityError, match="no complete shares"), transaction.atomic():
        change_now(rights=None)


def test_who_leaves_leaves_what_is_uncovered_and_reads_no_more(
    edition: Edition, asker: Player, consortium: Consortium
) -> None:
    one, two = play(edition), play(edition)
    join(consortium, one, asker, steps=["HS:848220"])
    member = join(consortium, two, asker, steps=["HS:848340", "supply"])
    title = LocalizedText({"en": "Gears", "ru": "Передачи"})
    Product.objects.create(edition=edition, code="HS:848340", title=title)
    Person.objects.filter(pk=one.who.person.pk).update(languages=["ru"])
    share_out(consortium, asker, "50", "50")
    agreement = add_version(consortium, "a.pdf", b"a", by=asker.who, doer=asker.doer)
    sign_off(agreement, member, sha256=agreement.sha256, by=two.who, doer=two.doer)
    seat = find_seat(two.who, two.account, consortium.code)
    assert seat is not None
    assert len(list_files(read_papers(seat).files)) == 1
    uncovered, free = withdraw_member(member, by=two.who, doer=two.doer, reason="No capacity.")
    check_now()
    assert uncovered == ["HS:848340", "supply"]
    assert free == {"cost": "50", "work": "50", "rights": "50"}
    assert find_seat(two.who, two.account, consortium.code) is None
    consortium.refresh_from_db()
    assert not consortium.shared
    told = Message.objects.filter(person=one.who.person).latest("pk")
    assert "Теперь не закрыто: Передачи, поставка" in told.body
    asking = find_seat(asker.who, asker.account, consortium.code)
    assert asking is not None
    (version,) = list_versions(read_papers(asking), list_members(consortium))
    assert [signed.person for signed in version.sign_offs] == [str(two.who.person)]
    assert not version.current
    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        SignOff.objects.update(person="Somebody else")


def test_seats_are_read_together_and_say_the_same_one_by_one(
    edition: Edition, asker: Player, consortium: Consortium
) -> None:
    maker, stranger = play(edition), play(edition, "KAZ")
    leader = play(edition, "KAZ")
    came = Delegation.objects.create(
        edition=edition, code="d-1", name=LocalizedText({"en": "Delegation"}), economy="RUS"
    )
    Delegate.objects.create(
        edition=edition, delegation=came, participation=leader.who, office="focal"
    )
    of_economy = open_consortium(make.need(edition, economy="RUS"), by=asker.who, doer=asker.doer)
    left = open_consortium(make.need(edition, economy="CHN"), by=asker.who, doer=asker.doer)
    join(consortium, maker, asker, steps=["supply"])
    out = join(left, maker, asker, steps=[])
    withdraw_member(out, by=maker.who, doer=maker.doer, reason="Other work")
    without = open_consortium(make.need(edition, economy="RUS"), by=asker.who, doer=asker.doer)
    assert without.need is not None
    without.need.delete()
    everything = list(Consortium.objects.select_related("need").order_by("pk"))
    assert len(everything) == 4
    seats: dict[Player, list[tuple[bool, bool] | None]] = {}
    for one in (asker, maker, leader, stranger):
        with CaptureQueriesContext(connection) as queries:
            found = find_seats(one.who, one.account, everything)
        assert len(queries) <= 3  # delegations, roles, members: of one consortium or of four
        assert found == [find_seat(one.who, one.account, held.code) for held in everything]
        own = {held.pk for held in list_own_consortia(one.who, one.account)}
        rights = read_rights(one.who, one.account)
        assert own == {held.pk for held in everything if rights.has_part(held, held.members.all())}
        seated = {seat.consortium.pk for seat in found if seat is not None}
        assert own - seated == ({left.pk} if one is maker else set())
        assert seated <= own
        seats[one] = [(seat.focal, seat.signs) if seat is not None else None for seat in found]
    assert seats == {
        asker: [(True, False), None, None, (True, False)],
        maker: [(False, True), None, None, None],
        leader: [None, (True, False), None, None],
        stranger: [None, None, None, None],
    }
    assert of_economy.pk == everything[1].pk


def know_candidates(consortium: Consortium) -> Candidates:
    """Return who could take on steps of a consortium's need; also its members' offers."""
    together = QueryBatch()
    assert consortium.need is not None
    firms = consortium.members.values_list("organisation", flat=True)
    known = ask_candidates(consortium.need, together, list(firms))
    together.read()
    return known


def test_the_engine_proposes_who_covers_the_rest(
    edition: Edition, asker: Player, consortium: Consortium
) -> None:
    one, two, three = play(edition), play(edition, "KAZ"), play(edition, "IND")
    for player, products in ((one, ["HS:8482"]), (two, ["HS:848340"]), (three, ["HS:848220"])):
        make.offer(edition, organisation=player.who.organisation, products=products)
        need = consortium.need
        assert need is not None
        show_interest(need, player.firm, by=player.who, doer=player.doer, message="<b>We do</b>")
    join(consortium, one, asker, steps=["HS:848220", "supply"])
    members = list_members(consortium)
    known = know_candidates(consortium)
    names = name_steps(edition, consortium.steps)
    proposals = propose_members(consortium, members, names, known)
    first = proposals[0]
    assert first.organisation == two.who.organisation
    assert [step.key for step in first.steps] == ["HS:848340"]
    assert (first.together, first.interested) == (1, True)
    join(consortium, two, asker, steps=["HS:848340"])
    joined = list_members(consortium)
    gain = find_gain(consortium, joined, know_candidates(consortium).offers, ask_flows=False)
    assert (gain.together, gain.alone, gain.more) == (3, 2, 1)


def test_a_document_of_the_same_name_is_seen(
    edition: Edition, asker: Player, consortium: Consortium
) -> None:
    first = keep_file(consortium, "plan.pdf", b"one", by=asker.who)
    assert keep_file(consortium, "plan.pdf", b"one", by=asker.who) == first
    keep_file(consortium, "PLAN.pdf", b"two", by=asker.who)
    seat = find_seat(asker.who, asker.account, consortium.code)
    assert seat is not None
    assert [(one.newest, one.others) for one in list_files(read_papers(seat).files)] == [
        (True, 1),
        (False, 1),
    ]
    with pytest.raises(IntegrityError, match="blob_digest"), transaction.atomic():
        Blob.objects.filter(pk=first.blob_id).update(content=b"three")
    assert SharedFile.objects.count() == Blob.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\план.docx", "план.docx"),
        ("agreement.pdf.exe", "agreement.pdf.exe.bin"),
        ("page.HTML", "page.HTML.bin"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.bin"),
        ('a"b\r\nSet-Cookie: x.pdf', "a_bSet-Cookie_ x.pdf"),
        ("con.txt", "_con.txt"),
        ("...", "file"),
        ("", "file"),
        ("x" * 500 + ".pdf", "x" * 117 + ".pdf"),
    ],
)
def test_names_of_files_run_nothing(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_the_demonstration_has_a_delegation_and_a_consortium(edition: Edition) -> None:
    makers = [play(edition), play(edition, "KAZ"), play(edition, "RUS")]
    head = make.participation(edition, roles=["delegate"], person=make.person(country="BLR"))
    products = ["HS:848220", "HS:848340"]
    need = make.need(edition, economy="BLR", products=products, cooperation=["supply"])
    exhibitors = [one.firm.exhibitor for one in makers]
    make.group(make.matching(edition), need, exhibitors)
    delegation = send_delegation(edition)
    check_now()
    assert delegation is not None
    assert delegation.delegates.get().participation == head
    # Whatever meetings the timetable has for them, recorded before or after, are within the stay.
    stay = head.availability.order_by("date")
    assert [one.date for one in stay] == list(edition.dates)
    assert min(one.end for one in stay) >= dt.time(20)
    consortium = Consortium.objects.get()
    assert consortium.shared
    assert consortium.members.get(lead=True).cost == Decimal("33.34")


def test_beside_a_maker_that_does_all_the_demonstration_seats_the_next(edition: Edition) -> None:
    makers = [play(edition), play(edition, "KAZ"), play(edition, "RUS")]
    make.participation(edition, roles=["delegate"], person=make.person(country="BLR"))
    need = make.need(edition, economy="BLR", products=["HS:848220"], cooperation=["supply"])
    exhibitors = [one.firm.exhibitor for one in makers]
    matching = make.matching(edition)
    make.group(matching, need, exhibitors[:1])
    offers = [
        make.offer(edition, organisation=one.organisation, products=[product])
        for one, product in zip(exhibitors, ("HS:848220", "HS:901890", "HS:8482"), strict=True)
    ]
    make.makers(matching, need, offers)
    send_delegation(edition)
    check_now()
    seated = {one.organisation_id: one.steps for one in Consortium.objects.get().members.all()}
    assert list(seated) == [exhibitors[0].organisation_id, exhibitors[2].organisation_id]
    assert seated[exhibitors[2].organisation_id] == ["HS:848220", "supply"]
