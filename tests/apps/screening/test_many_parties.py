"""However many parties are compared with the lists, it takes as many queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.screening.test_screening import bring, edition, officer

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account
from fairlead.apps.screening.domain.screen_parties import Party, find_blocks
from fairlead.apps.screening.models import PartyKind

__all__ = ["edition", "officer"]
pytestmark = pytest.mark.django_db


def test_many_parties_are_compared_in_as_many_queries_as_one(
    edition: Edition,
    officer: Account,
) -> None:
    bring(edition, officer, "name,codes\nExample Works,\nOther,HS:84")
    names = ("Example Works", "Works Two", "Works Three", "Works Four")
    parties = [
        Party(PartyKind.ORGANISATION, f"o{place}", (name,), ("HS:848340",))
        for place, name in enumerate(names)
    ]
    assert {hit.code for hit in find_blocks(edition, parties)} == {one.code for one in parties}
    taken = []
    for some in (parties[:1], parties):
        with CaptureQueriesContext(connection) as asked:
            find_blocks(edition, some)
        taken.append(len(asked))
    assert taken[0] == taken[1]
