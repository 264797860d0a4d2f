"""Making a new draft of another version, and throwing drafts away."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.models import OPEN_IN_SQL, Origin, Timetable, TimetableState, Unheld
from fairlead.folder.choices import ASKED_SINCE, CHANGED_SINCE

# What a draft may not hold: a closed request, a representative who left, a stand that was moved.
_HOLDS = f"""
    request.state IN {OPEN_IN_SQL}
    AND CASE
        WHEN request.invitee_id IS NOT NULL
            THEN meeting.representative_id IS NOT DISTINCT FROM request.invitee_id
        WHEN meeting.representative_id IS NOT NULL
            THEN person.organisation_id IS NOT DISTINCT FROM request.recipient_id
                AND person.state = 'approved'
        ELSE true
    END
    AND (meeting.stand_id IS NULL OR meeting.stand_id IS NOT DISTINCT FROM host.stand_id)
"""
_FROM = """
    FROM meetings_meeting meeting
    JOIN meetings_meetingrequest request ON request.id = meeting.request_id
    LEFT JOIN people_participation person ON person.id = meeting.representative_id
    LEFT JOIN exhibition_exhibitor host
        ON host.organisation_id = coalesce(request.recipient_id, person.organisation_id)
    WHERE meeting.timetable_id = %(old)s
"""
_COPY = f"""
INSERT INTO meetings_meeting (
    timetable_id, request_id, slot_id, slots, representative_id, place, stand_id, seat, table_id,
    locked
)
SELECT %(new)s, meeting.request_id, meeting.slot_id, meeting.slots, meeting.representative_id,
    meeting.place, meeting.stand_id, meeting.seat, meeting.table_id, meeting.locked
{_FROM} AND {_HOLDS} ORDER BY meeting.id
"""
_COPY_ATTENDEES = """
INSERT INTO meetings_attendee (meeting_id, participation_id)
SELECT copied.id, attendee.participation_id FROM meetings_attendee attendee
JOIN meetings_meeting meeting ON meeting.id = attendee.meeting_id
JOIN meetings_meeting copied ON copied.request_id = meeting.request_id
JOIN people_participation person ON person.id = attendee.participation_id
WHERE meeting.timetable_id = %(old)s AND copied.timetable_id = %(new)s AND EXISTS (
    SELECT FROM meetings_requestparty party
    WHERE party.request_id = meeting.request_id AND party.answer <> 'declined'
        AND (party.participation_id = person.id OR party.exhibitor_id = person.organisation_id)
)
"""
_LEAVE = f"""
INSERT INTO meetings_unheld (timetable_id, request_id, reason)
SELECT %(new)s, meeting.request_id, '{CHANGED_SINCE}'
{_FROM} AND request.state IN {OPEN_IN_SQL} AND NOT coalesce({_HOLDS}, false)
"""
_LEAVE_AGAIN = f"""
INSERT INTO meetings_unheld (timetable_id, request_id, reason, said)
SELECT %(new)s, unheld.request_id, unheld.reason, unheld.said FROM meetings_unheld unheld
JOIN meetings_meetingrequest request ON request.id = unheld.request_id
WHERE unheld.timetable_id = %(old)s AND request.state IN {OPEN_IN_SQL}
ON CONFLICT DO NOTHING
"""  # noqa: S608
_LEAVE_NEW = f"""
INSERT INTO meetings_unheld (timetable_id, request_id, reason)
SELECT %(new)s, request.id, '{ASKED_SINCE}' FROM meetings_meetingrequest request
WHERE request.edition_id = %(edition)s AND request.state IN {OPEN_IN_SQL}
    AND NOT EXISTS (SELECT FROM meetings_meeting held
        WHERE held.timetable_id = %(new)s AND held.request_id = request.id)
ON CONFLICT DO NOTHING
"""  # noqa: S608
# What a draft says, a row for each meeting and for each request that is left out.
_SAYS = """
SELECT jsonb_build_array(
    meeting.request_id, meeting.slot_id, meeting.slots, meeting.representative_id, meeting.place,
    meeting.stand_id, meeting.seat, meeting.table_id, meeting.locked,
    array(
        SELECT attendee.participation_id FROM meetings_attendee attendee
        WHERE attendee.meeting_id = meeting.id ORDER BY 1
    )
) FROM meetings_meeting meeting WHERE meeting.timetable_id = %({draft})s
UNION ALL
SELECT jsonb_build_array(unheld.request_id, unheld.reason, unheld.said)
FROM meetings_unheld unheld WHERE unheld.timetable_id = %({draft})s
"""
_ONE, _OTHER = _SAYS.format(draft="old"), _SAYS.format(draft="new")
_PARTED = f"""
SELECT EXISTS ((({_ONE}) EXCEPT ({_OTHER})) UNION ALL (({_OTHER}) EXCEPT ({_ONE})))
"""


@dataclass(frozen=True, slots=True)
class RestoredDraft:
    """A draft made of another version, and how many of its meetings cannot be in it any more.

    It was ``made`` now, or there before.
    """

    timetable: Timetable
    left: int
    made: bool


def restore_version(version: Timetable) -> RestoredDraft:
    """Return a new draft that holds what another version does, or what holds now.

    Asked for twice it is made once, as long as nobody changed it and it would be the same again.
    Meetings that no draft may hold by now are left out and listed: their request was closed,
    somebody left the firm, or the firm has another stand.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        edition = Edition.objects.select_for_update(no_key=True).get(pk=version.edition_id)
        versions = Timetable.objects.filter(edition=edition)
        draft = Timetable.objects.create(
            edition=edition,
            version=(versions.aggregate(Max("version"))["version__max"] or 0) + 1,
            origin=Origin.RESTORED,
            made_from=version.version,
        )
        given = {"old": version.pk, "new": draft.pk, "edition": edition.pk}
        for statement in (_COPY, _COPY_ATTENDEES, _LEAVE, _LEAVE_AGAIN, _LEAVE_NEW):
            cursor.execute(statement, given)
        before = _find_equal(draft)
        if before is not None:
            throw_draft_away(draft)
        # Otherwise the planner takes the meetings just written for none, and reads them one by one.
        cursor.execute("ANALYZE meetings_meeting")
        cursor.execute("ANALYZE meetings_unheld")
    found = before or draft
    found.refresh_from_db()
    left = version.meetings.count() - found.meetings.count()
    return RestoredDraft(found, left, made=before is None)


def _find_equal(draft: Timetable) -> Timetable | None:
    """Return the last draft made of the same version that says the same, none that was changed."""
    made = Timetable.objects.filter(
        edition=draft.edition_id,
        state=TimetableState.DRAFT,
        origin=Origin.RESTORED,
        made_from=draft.made_from,
        adjustments=None,
    )
    before = made.exclude(pk=draft.pk).order_by("version").last()
    if before is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_PARTED, {"old": before.pk, "new": draft.pk})
        (parted,) = cursor.fetchone()
    return None if parted else before


def throw_draft_away(draft: Timetable) -> None:
    """Remove a draft with all that was done to it; raises Refusal for what was released."""
    with transaction.atomic():
        held = Timetable.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if held.state != TimetableState.DRAFT:
            raise Refusal("draft_no_more")
        Unheld.objects.filter(timetable=held).delete()
        held.adjustments.all().delete()
        held.meetings.all()._raw_delete(held.meetings.db)  # the rest goes with them
        held.delete()
