"""One can register for the demonstration, and it can be made again afterwards."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.models import Participation, ParticipationType
from fairlead.apps.transfer.remove import remove_edition
from fairlead.demo.registration import open_registration
from fairlead.demo.world import LANGUAGES

REGISTER = "/demo-2023/register/"
SAID = {"name": "Guest One", "country": "KAZ", "organisation": "Guest Works"}


@pytest.mark.django_db
def test_visitors_come_at_once_and_the_press_is_looked_at() -> None:
    edition = make.edition("demo-2023", languages=list(LANGUAGES))
    assert all(set(kind.name) == set(LANGUAGES) for kind in open_registration(edition))
    for code, state in (("visitor", "approved"), ("press", "registered")):
        client = Client()
        client.force_login(open_account(f"{code}@example.org"))
        assert f"?as={code}" in client.get(REGISTER).content.decode()
        assert client.post(f"{REGISTER}?as={code}", SAID).status_code == 302
        assert Participation.objects.get(type__code=code).state == state
    remove_edition(edition)
    assert not ParticipationType.objects.exists()
    assert not Edition.objects.exists()
