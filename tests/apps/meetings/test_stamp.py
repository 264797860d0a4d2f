"""A timetable bears a new stamp after every change of its meetings."""

from __future__ import annotations

import pytest
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Meeting, Timetable

pytestmark = pytest.mark.django_db


def test_meetings_renew_the_stamp_of_their_own_timetable(edition: Edition) -> None:
    held, other = (make.timetable(edition, state="draft", version=n) for n in (7, 8))
    host = make.exhibitor(edition, stand=make.stand(edition, hall=make.hall(edition, code="9")))

    def stamps() -> list[object]:
        return [Timetable.objects.get(pk=one.pk).stamp for one in (held, other)]

    seen = [stamps()]
    meeting = make.meeting(held, host, make.slot(edition, number=1))
    seen.append(stamps())
    Meeting.objects.filter(pk=meeting.pk).update(seat=2)
    seen.append(stamps())
    meeting.delete()
    seen.append(stamps())
    assert len({of_held for of_held, _ in seen}) == 4
    assert len({of_other for _, of_other in seen}) == 1
