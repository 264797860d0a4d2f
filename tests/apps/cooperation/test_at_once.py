"""Several who decide or move one project at the same moment, on a database of many sessions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import IntegrityError, connection, connections, transaction
from tests.sites import factories as make

from fairlead.apps.cooperation.domain.decide_for_party import (
    approve_project,
    ask_approval,
    name_approver,
    refuse_project,
)
from fairlead.apps.cooperation.domain.move_project import move_project
from fairlead.apps.cooperation.domain.under_lock import Document, EntryAuthor
from fairlead.apps.cooperation.models import Entry, Ledger, Partner, Project, Share, Stage
from fairlead.apps.cooperation.queries.ledger import verify_ledger
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account

BY = EntryAuthor("Project Officer")


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Return what each was told, "" where it was done: each in its own transaction."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            barrier.wait()
            act()
        except Refusal as refused:
            return str(refused)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_shares_sum_to_one_no_matter_who_else_writes() -> None:
    project = make.project(make.edition(), code="plant")
    with transaction.atomic():
        for position, economy in enumerate(("BLR", "RUS")):
            make.share(project, economy, 0.5, position=position)
    looks = Barrier(2)
    partners = list(project.partners.order_by("pk").values_list("pk", flat=True))

    def take_all(partner: int) -> bool:
        """Return whether the whole benefit is a partner's, for all that each sees at first."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                Share.objects.create(
                    project_id=project.pk, partner_id=partner, kind="benefit", position=0, share=1
                )
                with suppress(BrokenBarrierError):  # the other may wait for this one's end
                    looks.wait(1)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except IntegrityError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(take_all, partners)) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_holds_and_the_other_is_told() -> None:
    edition = make.edition()
    project = make.project(edition, code="plant")
    parties: list[tuple[int, list[int]]] = []
    with transaction.atomic():
        for position, economy in enumerate(("BLR", "RUS")):
            make.share(project, economy, 0.5, position=position)
    for economy in ("BLR", "RUS"):
        party = project.partners.get(code=economy)
        accounts = [Account.objects.create_user(f"{economy}{n}@example.org") for n in range(2)]
        for account in accounts:
            name_approver(party, account, by=COMMAND_LINE)
        ask_approval(party, by=BY)
        parties.append((party.pk, [account.pk for account in accounts]))

    def decide(party: int, account: int, *, refuse: bool) -> Callable[[], object]:
        def act() -> object:
            found, who = Partner.objects.get(pk=party), Account.objects.get(pk=account)
            if refuse:
                return refuse_project(found, account=who, reason="Too dear.")
            return approve_project(found, account=who)

        return act

    (first, (one, two)), (second, (three, _four)) = parties
    # Both of one party approve, and the other party approves in the same moment.
    said = at_once(
        decide(first, one, refuse=False),
        decide(first, two, refuse=False),
        decide(second, three, refuse=False),
    )
    assert said[2] == ""
    assert sorted(map(bool, said[:2])) == [False, True], said
    assert "it is: approved" in "".join(said[:2])
    assert Entry.objects.filter(act="approve").count() == 2

    def move() -> object:
        paper = Document.of("approvals.pdf", b"the approvals")
        return move_project(Project.objects.get(), Stage.APPROVED, by=BY, document=paper)

    said = at_once(move, move)
    assert sorted(map(bool, said)) == [False, True], said
    assert "at this stage already" in "".join(said)
    ledger = Ledger.objects.get()
    assert (verify_ledger(ledger).entries, verify_ledger(ledger).faults) == (
        Entry.objects.count(),
        (),
    )
