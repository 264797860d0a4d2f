"""Releasing a timetable."""

from __future__ import annotations

import pytest
from tests.apps.meetings.test_constraints import make_run

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.release_timetable import NotADraft, release_timetable
from fairlead.apps.meetings.models import Timetable

pytestmark = pytest.mark.django_db


def states(edition: Edition) -> list[tuple[int, str]]:
    """Return the version and state of every timetable."""
    return list(Timetable.objects.filter(edition=edition).values_list("version", "state"))


def test_the_new_one_takes_the_place_of_the_old(edition: Edition) -> None:
    first, second = (
        Timetable.objects.create(edition=edition, version=version, run=make_run(edition))
        for version in (1, 2)
    )
    assert release_timetable(first).timetable.released_at is not None
    assert states(edition) == [(0, "current"), (1, "released"), (2, "draft")]
    release_timetable(second)
    assert states(edition) == [(0, "current"), (1, "superseded"), (2, "released")]
    for timetable in (first, second):
        with pytest.raises(NotADraft):
            release_timetable(timetable)
    assert states(edition) == [(0, "current"), (1, "superseded"), (2, "released")]
