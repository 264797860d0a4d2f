"""An act that a deadlock ended is done once more, and both who met have done theirs."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import OperationalError, connections, transaction
from tests.sites import factories as make

from fairlead.apps.fairs.domain.repeat_act import repeat_act
from fairlead.apps.people.models import Organisation


@pytest.mark.django_db(transaction=True)
def test_both_who_meet_are_done() -> None:
    fair = make.edition()
    firms = [make.organisation(fair).pk for _ in range(2)]
    both_hold_one = Barrier(2)

    @repeat_act
    def write(first: int, second: int) -> None:
        with transaction.atomic():
            _add_sign(first)
            with contextlib.suppress(BrokenBarrierError):
                both_hold_one.wait(timeout=5)
            both_hold_one.abort()  # once is enough
            _add_sign(second)

    def work(order: tuple[int, int]) -> None:
        try:
            write(*order)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, [(firms[0], firms[1]), (firms[1], firms[0])]))
    assert [one.website for one in Organisation.objects.filter(pk__in=firms)] == ["xx", "xx"]


def _add_sign(firm: int) -> None:
    held = Organisation.objects.select_for_update().get(pk=firm)
    held.website += "x"
    held.save(update_fields=["website"])


@pytest.mark.django_db
def test_another_fault_is_no_reason_to_repeat() -> None:
    tries = []

    @repeat_act
    def fail() -> None:
        tries.append(1)
        raise OperationalError("out of memory")

    with pytest.raises(OperationalError):
        fail()
    assert len(tries) == 1
