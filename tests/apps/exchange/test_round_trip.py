"""A fair into the database and out again is the same fair."""

from __future__ import annotations

import pytest

from fairlead.apps.exchange.gather import gather_fair
from fairlead.apps.exchange.load import load_fair
from fairlead.apps.fairs.models import Edition
from fairlead.folder.fair import Fair


@pytest.mark.django_db
def test_small(small: Fair) -> None:
    edition = load_fair(small)
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == small
