"""Who waits for whom while what an engine found is written, which may take seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from tests.sites import factories as make

from fairlead.apps.congress.models import Room, Speaker
from fairlead.apps.exhibition.models import Hall
from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.models import Edition, Run, Stamp
from fairlead.apps.meetings.models import Timetable
from fairlead.apps.people.models import Participation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meanwhile() -> Iterator[Callable[[Callable[[], object]], object]]:
    """Return what does something on another connection, which refuses to wait long."""

    def run(do: Callable[[], object]) -> object:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '500ms'")
                return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as other:
        yield lambda do: other.submit(run, do).result()


@pytest.fixture
def runs() -> list[Run]:
    """Return two runs over one edition."""
    edition = make.edition()
    return [make.run(edition, step="scheduling") for _ in range(2)]


def test_people_register_while_a_draft_is_written(
    runs: list[Run], meanwhile: Callable[[Callable[[], object]], object]
) -> None:
    with transaction.atomic():
        add_draft(Timetable, runs[0])
        meanwhile(lambda: make.participation(Edition.objects.get()))
    assert Participation.objects.count() == 1


def test_a_second_draft_waits_for_the_first(
    runs: list[Run], meanwhile: Callable[[Callable[[], object]], object]
) -> None:
    with transaction.atomic():
        add_draft(Timetable, runs[0])
        with pytest.raises(OperationalError, match="lock timeout"):
            meanwhile(lambda: add_draft(Timetable, runs[1]))
    with transaction.atomic():
        assert add_draft(Timetable, runs[1]).version == 2


def test_writers_of_one_fair_do_not_wait_for_one_another(
    meanwhile: Callable[[Callable[[], object]], object],
) -> None:
    edition = make.edition()
    halls = [
        Hall.objects.create(edition=edition, code=code, name={"en": code}, width=9, depth=9)
        for code in "ab"
    ]
    seen: list[Any] = [edition.stamps["exhibition_hall"]]

    def read() -> int:
        return Edition.objects.get().stamps["exhibition_hall"]

    with transaction.atomic():
        Hall.objects.filter(pk=halls[0].pk).update(width=8)
        meanwhile(lambda: Hall.objects.filter(pk=halls[1].pk).update(width=7))
        seen.append(meanwhile(read))  # what is committed later is counted later
    seen.append(meanwhile(read))
    assert seen == sorted(set(seen))
    rows = Stamp.objects.filter(part="exhibition_hall").count()
    for _ in range(5):  # the rows there are suffice
        Hall.objects.update(width=6)
    assert Stamp.objects.filter(part="exhibition_hall").count() == rows


def test_a_transaction_that_sees_an_earlier_moment_counts_too(
    meanwhile: Callable[[Callable[[], object]], object],
) -> None:
    edition = make.edition()
    Hall.objects.create(edition=edition, code="a", name={"en": "A"}, width=9, depth=9)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        before = edition.stamps["exhibition_hall"]
        meanwhile(
            lambda: Hall.objects.create(
                edition_id=edition.pk, code="b", name={"en": "B"}, width=9, depth=9
            )
        )
        Hall.objects.filter(code="a").update(width=8)
    assert Edition.objects.get().stamps["exhibition_hall"] > before + 1


def test_a_new_title_lets_everybody_else_save(
    meanwhile: Callable[[Callable[[], object]], object],
) -> None:
    """Speakers, their places, other sessions and the firm of an offer go on being saved."""
    edition = make.edition()
    firm = make.exhibitor(edition).organisation
    offer = make.offer(edition, organisation=firm)
    rooms = [Room.objects.create(edition=edition, name={"en": name}) for name in "ab"]
    sessions = [make.session(edition, room=room) for room in rooms]
    who = make.participation(edition, organisation=firm)
    for place, session in enumerate(sessions):
        Speaker.objects.create(session=session, participation=who, position=place)

    def save_others() -> None:
        for one in (who, sessions[1]):
            type(one).objects.select_for_update().get(pk=one.pk)
            one.save()
        Speaker.objects.filter(session=sessions[1]).delete()
        firm.save()

    for changed in (sessions[0], offer):
        with transaction.atomic():
            type(changed).objects.filter(pk=changed.pk).update(title={"en": "Another title"})
            meanwhile(save_others)
