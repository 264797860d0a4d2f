"""The office has words for every reason of the engine, and says what any version leaves out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.sites import factories as make

from fairlead.apps.meetings.models import MeetingRequest
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import MemberRole
from fairlead.engines.scheduling.reasons import Why
from fairlead.sites.office.timetables.rows import count_reasons
from fairlead.sites.office.timetables.versions import REASONS


def test_every_reason_has_words() -> None:
    assert {why.name.lower() for why in Why} <= REASONS.keys()


@pytest.mark.django_db
def test_what_holds_now_leaves_out_every_open_request_without_a_meeting(client: Client) -> None:
    edition = make.edition()
    host = make.exhibitor(edition)
    draft = make.timetable(edition, state="draft")
    for code, state in (("full", "accepted"), ("later", "pending"), ("refused", "declined")):
        asked = MeetingRequest.objects.create(
            edition=edition,
            code=code,
            requester=make.participation(edition),
            recipient=host,
            state=state,
        )
        if code == "full":
            draft.unheld.create(request=asked, reason="tables")
    draft.state, draft.released_at = "released", timezone.now()
    draft.save()
    held = make.meeting(draft, host, make.slot(edition))
    account = Account.objects.create_user("organiser@example.org")
    appoint(account, MemberRole.ORGANISER, edition=edition, by=COMMAND_LINE)
    client.force_login(account)
    page = client.get("/office/river-2024/timetables/0/left/").content.decode()
    assert ">full<" in page
    assert "No table free" in page
    assert ">later<" in page
    assert "Not planned yet" in page
    assert ">refused<" not in page
    assert f">{held.request.code}<" not in page
    only = client.get("/office/river-2024/timetables/0/left/?reason=tables").content.decode()
    assert ">later<" not in only
    assert count_reasons(held.timetable) == [("asked_since", 1), ("tables", 1)]
