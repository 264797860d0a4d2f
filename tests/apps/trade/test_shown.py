"""What is kept of the lists that were shown, and what is not."""

from __future__ import annotations

import logging

import pytest
from django.db import connection
from tests.database import rewriting_the_past
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.domain.note_shown import ListImpression, note_shown
from fairlead.apps.trade.domain.release_matching import NotADraft, release_matching
from fairlead.apps.trade.models import Matching, ShownList, Surface

pytestmark = pytest.mark.django_db
MAKERS = ListImpression(Surface.NEED_MAKERS, 7, [(30, 1, 0.9), (20, 2, 0.5)])
NEXT = ListImpression(Surface.NEED_MAKERS, 7, [(11, 3, 0.4)])


@pytest.fixture
def matching(edition: Edition) -> Matching:
    """Return lists that everybody sees."""
    return make.matching(edition)


def test_a_list_is_kept_once_an_hour_for_each_viewer(edition: Edition, matching: Matching) -> None:
    viewer = make.participation(edition)
    for _ in range(3):
        note_shown([MAKERS, NEXT], matching=matching)
        note_shown([MAKERS], matching=matching, viewer=viewer)
    rows = ShownList.objects.order_by("id").values_list(
        "matching", "surface", "owner", "viewer", "first_rank", "targets", "ranks", "scores"
    )
    first = (matching.pk, "need_makers", 7)
    assert list(rows) == [
        (*first, None, 1, [30, 20], [1, 2], [0.9, 0.5]),
        (*first, None, 3, [11], [3], [0.4]),
        (*first, viewer.pk, 1, [30, 20], [1, 2], [0.9, 0.5]),
    ]
    with rewriting_the_past():
        ShownList.objects.update(hour="2024-07-08T09:00Z")
    note_shown([MAKERS], matching=matching)
    assert ShownList.objects.count() == 4


def test_nothing_is_kept_of_an_empty_list_or_without_lists(matching: Matching) -> None:
    note_shown([ListImpression(Surface.NEED_MAKERS, 7, [])], matching=matching)
    note_shown([MAKERS], matching=None)
    assert not ShownList.objects.exists()


def test_a_database_that_refuses_is_a_warning_and_no_error(
    matching: Matching, caplog: pytest.LogCaptureFixture
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trade_shownlist RENAME TO elsewhere")
        with caplog.at_level(logging.WARNING):
            note_shown([MAKERS], matching=matching)
        assert "1 shown lists were not kept" in caplog.text
        cursor.execute("ALTER TABLE elsewhere RENAME TO trade_shownlist")
    assert not ShownList.objects.exists()


def test_the_new_lists_take_the_place_of_the_old(edition: Edition, matching: Matching) -> None:
    draft = make.matching(edition, state="draft", version=2)
    release_matching(draft)
    matching.refresh_from_db()
    assert (matching.state, draft.state) == ("superseded", "released")
    with pytest.raises(NotADraft):
        release_matching(draft)
