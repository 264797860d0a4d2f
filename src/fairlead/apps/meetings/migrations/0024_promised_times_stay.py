"""A meeting that was promised a time stays also where a draft has no place for it any more."""

from __future__ import annotations

from django.db import migrations

_PROMISED = """
DROP FUNCTION meetings_find_promised(bigint, bigint);

-- Meetings of the current timetable that were promised a time and that a draft says nothing of,
-- its meetings that cannot hold left aside.
CREATE FUNCTION meetings_find_promised(current bigint, draft bigint, lost bigint[])
RETURNS TABLE (meeting_id bigint) LANGUAGE sql AS $$
    SELECT meeting.id FROM meetings_meeting meeting
    JOIN meetings_meetingrequest request ON request.id = meeting.request_id
    WHERE meeting.timetable_id = current AND request.locked_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM meetings_meeting planned
        WHERE planned.timetable_id = draft AND planned.request_id = meeting.request_id
            AND NOT planned.id = ANY (lost)
    )
$$;
"""
_BEFORE = """
DROP FUNCTION meetings_find_promised(bigint, bigint, bigint[]);

CREATE FUNCTION meetings_find_promised(current bigint, draft bigint)
RETURNS TABLE (meeting_id bigint) LANGUAGE sql AS $$
    SELECT meeting.id FROM meetings_meeting meeting
    JOIN meetings_meetingrequest request ON request.id = meeting.request_id
    WHERE meeting.timetable_id = current AND request.locked_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM meetings_meeting planned
        WHERE planned.timetable_id = draft AND planned.request_id = meeting.request_id
    )
$$;
"""


class Migration(migrations.Migration):
    """Tell the promised meetings by what a release leaves out."""

    dependencies = (("meetings", "0023_given_references"),)
    operations = (migrations.RunSQL(_PROMISED, _BEFORE),)
