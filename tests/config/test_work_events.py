"""Pages are told of changes of the work they show, by signed addresses only."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from tests.loops import run_alone
from tests.sites import factories as make

from fairlead.apps.work.domain.cancel_work import cancel_work
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.tokens import make_events_address
from fairlead.config.work_events import tell_work


@pytest.mark.parametrize("query", ["", "of=", "of=1", "of=1:x:y", "other=1"])
def test_an_address_that_was_not_given_tells_nothing(query: str) -> None:
    assert tell_work(query) is None


@pytest.mark.django_db(transaction=True)
def test_a_change_is_told_to_who_follows_that_work() -> None:
    work = queue_work("run_chain", edition=make.edition())
    events = tell_work(urlsplit(make_events_address(work.pk)).query)
    assert events is not None

    def cancel() -> None:
        cancel_work(work)
        connections.close_all()

    async def follow() -> list[bytes]:
        told = [await anext(events)]
        told.append(await anext(events))  # the session listens now
        await sync_to_async(cancel, thread_sensitive=False)()
        told.append(await anext(events))
        await events.aclose()  # type: ignore[attr-defined]
        return told

    told = run_alone(follow())
    assert told == [b"retry: 1000\n\ndata: changed\n\n", *[b"data: changed\n\n"] * 2]
