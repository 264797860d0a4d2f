"""Who waits for whom while what an engine found is written, which may take seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from tests.sites import factories as make

from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.models import Edition, Run
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
