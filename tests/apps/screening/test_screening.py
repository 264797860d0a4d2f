"""Lists of restricted parties: found across scripts, blocking until a person decides."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.apps.consortia.test_consortia import play
from tests.sites import factories as make

from fairlead.apps.consortia.domain.form_consortium import (
    answer_invitation,
    invite_member,
    open_consortium,
)
from fairlead.apps.consortia.models import Part
from fairlead.apps.cooperation.domain.move_project import move_project, override_gate
from fairlead.apps.cooperation.domain.under_lock import Document, EntryAuthor
from fairlead.apps.cooperation.models import Partner, Stage
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.screening.domain.decide_hit import NoReason, decide_hit
from fairlead.apps.screening.domain.load_list import end_list, load_list
from fairlead.apps.screening.models import Decision, Hit, HitState, Restricted, RestrictedList
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.models import Work
from fairlead.folder.input_errors import InvalidInput

pytestmark = pytest.mark.django_db
BY = EntryAuthor("Project Officer")
PAPER = Document.of("agreement.pdf", b"the agreement")


@pytest.fixture
def edition() -> Edition:
    """Return an edition."""
    return make.edition()


@pytest.fixture
def officer(edition: Edition) -> Account:
    """Return who decides about hits, with a name and a mailbox."""
    account = Account.objects.create_user("officer@example.org")
    account.person = make.person(name="Screening Officer")
    account.save()
    appoint(account, MemberRole.PROJECT_OFFICER, edition=edition, by=COMMAND_LINE)
    return account


def bring(edition: Edition, account: Account, text: str, name: str = "Test list") -> RestrictedList:
    """Put a list in force, from its text, and screen everybody as the worker does."""
    made = load_list(edition, name, file="list.csv", content=text.encode(), account=account)
    work()
    return made


def work() -> None:
    """Do what waits in the background."""
    for one in Work.objects.filter(kind="screen_parties", state="queued"):
        do_work(one.pk)


def test_a_hit_blocks_until_a_person_decides(edition: Edition, officer: Account) -> None:
    asker, maker = play(edition, "RUS"), play(edition)
    maker.firm.name = type(maker.firm.name)({"en": "Example Works", "ru": "Пример Подшипник"})
    maker.firm.save()
    need = make.need(edition, organisation=asker.firm, economy="")
    consortium = open_consortium(need, by=asker.who, doer=asker.doer)
    text = "name,aliases,country,source,day\n<b>Other</b>,Primer Podshipnik|=cmd(),BLR,A,2026-01-02"
    bring(edition, officer, text)
    hit = Hit.objects.get()
    assert (hit.ours, hit.theirs, hit.state) == ("Пример Подшипник", "Primer Podshipnik", "open")
    said: dict[str, Any] = {"by": asker.who, "doer": asker.doer}
    with pytest.raises(Refusal, match="organiser has to look") as refused:
        invite_member(consortium, maker.firm, Part.SUPPLIER, **said)
    assert "list" not in str(refused.value)
    with pytest.raises(NoReason):
        decide_hit(hit, HitState.CLEARED, reason=" ", account=officer)
    decide_hit(hit, HitState.CLEARED, reason="Another firm: registered in 2019.", account=officer)
    member = invite_member(consortium, maker.firm, Part.SUPPLIER, **said)
    bring(edition, officer, text.replace("2026-01-02", "2026-02-02"))  # the same is said again
    assert Hit.objects.get().state == "cleared"
    decide_hit(hit, HitState.CONFIRMED, reason="It is the one after all.", account=officer)
    with pytest.raises(Refusal):
        answer_invitation(member, accept=True, by=maker.who, doer=maker.doer)
    assert [one.state for one in Decision.objects.all()] == ["cleared", "confirmed"]
    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        Decision.objects.all().delete()
    Hit.objects.update(state="cleared")  # past all functions: the database keeps what was decided
    assert Hit.objects.get().state == "confirmed"
    assert Message.objects.filter(purpose="screening", person=officer.person).count() == 1


def test_who_came_after_the_list_is_met_when_it_matters(edition: Edition, officer: Account) -> None:
    asker = play(edition, "RUS")
    need = make.need(edition, organisation=asker.firm, economy="", products=["HS:848220"])
    bring(edition, officer, "name;codes\nExample Late Firm;\n;HS:9306|HS:8401\n")
    consortium = open_consortium(need, by=asker.who, doer=asker.doer)
    late = make.organisation(edition, name="Экзампл Лейт Фирм")
    make.exhibitor(edition, organisation=late)
    assert not Hit.objects.exists()
    clean = play(edition)
    make.offer(edition, organisation=clean.firm, products=["HS:930690"])
    for firm in (make.organisation(edition, name="Example Late Firm LLC"), clean.firm):
        with pytest.raises(Refusal):
            invite_member(consortium, firm, Part.FINANCE, by=asker.who, doer=asker.doer)
    assert {(one.basis, one.theirs) for one in Hit.objects.all()} == {
        ("name", "Example Late Firm"), ("product", "HS:9306"),
    }  # fmt: skip
    arms = make.need(edition, economy="RUS", products=["HS:930690"])
    with pytest.raises(Refusal):
        open_consortium(arms, by=asker.who, doer=asker.doer)


def test_a_project_passes_no_gate_by_override_either(edition: Edition, officer: Account) -> None:
    project = make.project(edition, code="plant", stage="idea", products=["HS:848340"])
    make.share(project, "BLR", 1)
    firm = make.organisation(edition, name="Primer Podshipnik")
    Partner.objects.create(
        project=project, code="firm", position=1, economy="BLR", organisation=firm, role="supplier"
    )
    listed = bring(edition, officer, "name\nПример Подшипник\n")
    with pytest.raises(Refusal, match=r"Screening blocks this project; .*: 1\."):
        move_project(project, Stage.NEED_CONFIRMED, by=BY, document=PAPER)
    with pytest.raises(Refusal, match=r"Screening blocks this project; .*: 1\."):
        override_gate(project, Stage.SIGNED, by=BY, reason="Now.")
    end_list(listed, account=officer)
    work()
    hit = Hit.objects.get()
    assert (hit.state, hit.listed) == ("open", False)  # a list that goes decides nothing
    decide_hit(hit, HitState.CLEARED, reason="Another firm.", account=officer)
    move_project(project, Stage.NEED_CONFIRMED, by=BY, document=PAPER)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"", "columns"),
        (b"who,what\nx,y", "columns"),
        (b"name,country\nX,QQQ", 'list.csv:2: country "QQQ"'),
        (b"name,codes\nX,84", 'list.csv:2: codes "84"'),
        (b"name,day\nX,soon", 'list.csv:2: day "soon"'),
        (b"name,source\n,A", "list.csv:2: name"),
        (b"name\nX\x00", "U+0000"),
        (b'name\n"' + b"x" * 200_000, "list.csv"),
        (b"name\n" + b"x" * 600, "at most 500"),
    ],
)
def test_bad_lists_are_refused_whole(
    edition: Edition, officer: Account, text: bytes, said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        load_list(edition, "L", file="list.csv", content=text, account=officer)
    assert said in "\n".join(map(str, refused.value.problems))
    assert not RestrictedList.objects.exists()


def test_ten_thousand_aliases(edition: Edition, officer: Account) -> None:
    rows = "".join(
        f"Zq{n:05}x Kw{n * 7919 % 99991}v,Zq{n:05}y Aa|Zz{n:05} Ww\n" for n in range(5000)
    )
    bring(edition, officer, "name,aliases\n" + rows + "Пример Подшипник,\n")
    assert Restricted.objects.count() == 5001
    firm = make.organisation(edition, name="Primer Podshipnik")
    for _number in range(50):
        make.organisation(edition)
    bring(edition, officer, "name\nNobody Atall Here\n", name="Another")
    assert [hit.code for hit in Hit.objects.all()] == [firm.code]
