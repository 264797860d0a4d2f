"""An edition is removed whole, with its delegations, consortia, signings and screening lists."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from tests.apps.consortia.test_consortia import NAME, Player, check_now, join, play, share_out
from tests.apps.delegations.test_delegations import at
from tests.sites import factories as make

from fairlead.apps.consortia.domain.agree import add_version, sign_off
from fairlead.apps.consortia.domain.form_consortium import open_consortium
from fairlead.apps.consortia.domain.make_project import make_project
from fairlead.apps.consortia.domain.set_up_signing import set_up_signing
from fairlead.apps.consortia.domain.show_interest import show_interest
from fairlead.apps.consortia.domain.talk import say_in
from fairlead.apps.consortia.models import Consortium, SharedFile, Signatory
from fairlead.apps.cooperation.models import Project
from fairlead.apps.delegations.domain.plan_visit import add_to_visit, book_interpreter
from fairlead.apps.delegations.domain.set_up_delegation import add_delegate, set_up_delegation
from fairlead.apps.delegations.models import Delegation, Interpreter, Office
from fairlead.apps.fairs.models import Edition
from fairlead.apps.screening.domain.decide_hit import decide_hit
from fairlead.apps.screening.domain.load_list import load_list
from fairlead.apps.screening.domain.screen_parties import describe_organisations, find_blocks
from fairlead.apps.screening.models import Hit, HitState
from fairlead.apps.transfer.remove import remove_edition
from fairlead.folder.localized_text import LocalizedText

_APPS = ("consortia_", "delegations_", "screening_")


def count_rows() -> dict[str, int]:
    """Return how many rows each table of the three apps has."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.startswith(_APPS):
                cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608  names of ours
                found[name] = cursor.fetchone()[0]
    return found


def begin(edition: Edition) -> tuple[Player, Consortium]:
    """Return a consortium that shares a file, and its focal point."""
    asker = play(edition, "RUS")
    need = make.need(edition, organisation=asker.firm, economy="", products=["HS:848220"])
    made = open_consortium(need, by=asker.who, doer=asker.doer)
    shared = ("terms.txt", b"the terms of everybody")
    say_in(made, "Our terms", by=asker.who, doer=asker.doer, member=None, file=shared)
    return asker, made


def form_project(edition: Edition) -> Project:
    """Return the project of a consortium whose members have signed."""
    asker, consortium = begin(edition)
    maker = play(edition)
    assert consortium.need is not None
    show_interest(consortium.need, maker.firm, by=maker.who, doer=maker.doer)
    member = join(consortium, maker, asker, steps=["HS:848220"], lead=True)
    share_out(consortium, asker, "100")
    paper = add_version(consortium, "agreement.pdf", b"one", by=asker.who, doer=asker.doer)
    sign_off(paper, member, sha256=paper.sha256, by=maker.who, doer=maker.doer)
    flows = [Decimal(-200), Decimal(90)]
    return make_project(
        consortium, start_year=2026, cash_flows=flows, by=maker.who, doer=asker.doer, name=NAME
    )


def plan_signing(edition: Edition, project: Project, *, by: Player) -> None:
    """Put the signing of a project into a session."""
    said = LocalizedText({"en": "Agreement on gears"})
    names = [LocalizedText({"en": name}) for name in ("First body", "Second body")]
    who = LocalizedText({"en": "Somebody"})
    parties = [Signatory(party=name, economy="BLR", person=who) for name in names]
    set_up_signing(
        make.session(edition),
        title=said,
        signatories=parties,
        project=project,
        press=said,
        by=by.doer,
    )


def receive(edition: Edition, *, by: Player) -> None:
    """Set up a delegation with a delegate, an interpreter and a visit."""
    name = LocalizedText({"en": "Delegation of BLR"})
    came = Delegation(edition=edition, code="d-1", name=name, economy="BLR")
    set_up_delegation(came, by=by.doer)
    who = make.participation(edition, roles=["delegate"])
    add_delegate(came, who, Office.HEAD, position=1, by=by.doer)
    speaks = Interpreter.objects.create(edition=edition, code="i-1", name=name, languages=["ru"])
    begins, ends = at(edition, 9), at(edition, 9) + dt.timedelta(hours=1)
    book_interpreter(speaks, came, "ru", begins, ends, by=by.doer)
    add_to_visit(came, begins, ends, by=by.doer, title=LocalizedText({"en": "A tour of the halls"}))


def screen(edition: Edition, *, by: Player) -> None:
    """Put a list in force that names an organisation, and decide what it hits."""
    listed = make.organisation(edition, name="Example Listed Firm")
    text = b"name\nExample Listed Firm\n"
    load_list(edition, "Test list", file="list.csv", content=text, account=by.account)
    find_blocks(edition, describe_organisations([listed]))
    decide_hit(Hit.objects.get(), HitState.CLEARED, reason="Another firm", account=by.account)


@pytest.mark.django_db
def test_everything_of_delegations_consortia_and_screening_goes() -> None:
    edition = make.edition()
    office = play(edition)
    project = form_project(edition)
    plan_signing(edition, project, by=office)
    receive(edition, by=office)
    screen(edition, by=office)
    empty = [name for name, rows in count_rows().items() if not rows]
    assert not empty, "fill these too, so that their removal is seen"
    other = make.edition("lake-2024")
    begin(other)
    remove_edition(edition)
    check_now()
    assert {name: rows for name, rows in count_rows().items() if rows} == {
        "consortia_consortium": 1, "consortia_note": 1, "consortia_sharedfile": 1,
        "consortia_blob": 1,
    }  # fmt: skip
    # The bytes that both editions had stay for the one that has them still.
    assert bytes(SharedFile.objects.get().blob.content) == b"the terms of everybody"
    project.refresh_from_db()
    assert project.edition is None  # a ledger keeps what was recorded
    remove_edition(other)
    check_now()
    assert not any(count_rows().values())


@pytest.mark.django_db
def test_what_still_refers_to_it_is_found_at_once_not_when_another_took_its_place() -> None:
    edition = make.edition()
    make.participation(edition)
    with connection.cursor() as cursor:
        cursor.execute("""
            CREATE TABLE left_behind (held_id bigint REFERENCES people_participation
                DEFERRABLE INITIALLY DEFERRED);
            INSERT INTO left_behind SELECT id FROM people_participation
        """)
    with pytest.raises(IntegrityError, match="left_behind"):
        remove_edition(edition)
