"""A list that names a speaker: no release puts them on the stage until a person decides."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.apps.screening.test_screening import bring, edition, officer
from tests.sites import factories as make

from fairlead.apps.congress.domain.change_draft import edit_session
from fairlead.apps.congress.domain.draft_programme import draft_programme
from fairlead.apps.congress.models import Speaker
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.screening.domain.decide_hit import decide_hit
from fairlead.apps.screening.models import Hit, HitState

__all__ = ["edition", "officer"]
pytestmark = pytest.mark.django_db


def test_a_release_waits_for_who_would_newly_speak(edition: Edition, officer: Account) -> None:
    visitor = make.participation(edition, roles=["visitor"], person=make.person(name="Ann Muster"))
    host = make.participation(edition, roles=["speaker"], person=make.person(name="Petra Example"))
    session = make.session(edition)
    Speaker.objects.create(session=session, participation=host, position=1)
    # Who is on the stage already and somebody who only comes to see the fair: no hit of the second.
    bring(edition, officer, "name\nPetra Example\nAnn Muster")
    assert list(Hit.objects.values_list("code", flat=True)) == [host.code]
    organiser = Account.objects.create_user("organiser@example.org")
    appoint(organiser, MemberRole.ORGANISER, edition=edition, by=COMMAND_LINE)
    client = Client()
    client.force_login(organiser)

    def release(**said: object) -> str:
        draft = draft_programme(edition)
        edit_session(draft, session.code, said, by=COMMAND_LINE)
        address = f"/office/{edition.code}/programme/{draft.version}/release/"
        return client.post(address, follow=True).content.decode()

    def speaks() -> set[int]:
        return set(Speaker.objects.values_list("participation_id", flat=True))

    # Other changes go on: nobody is newly on a stage by them.
    assert "is the released programme now" in release(title={"en": "Opening"})
    both = [[host.pk, True], [visitor.pk, False]]
    page = release(people=both)
    assert "look at somebody who would speak" in page
    assert "Muster" not in page.partition("look at somebody")[2][:200]
    assert speaks() == {host.pk}
    # The refused release has asked the lists about who was no speaker when they came.
    hit = Hit.objects.get(code=visitor.code)
    assert hit.state == HitState.OPEN
    decide_hit(hit, HitState.CLEARED, reason="Born in another year.", account=officer)
    assert "is the released programme now" in release(people=both)
    assert speaks() == {host.pk, visitor.pk}
