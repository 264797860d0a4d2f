"""Writing down what came of a session."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fairlead.apps.attendance.models import SessionRecord
from fairlead.apps.congress.models import Session
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.folder.localized_text import LocalizedText


def write_record(
    session: Session,
    *,
    summary: LocalizedText,
    agreements: LocalizedText,
    published: bool,
    by: Doer,
) -> SessionRecord:
    """Return the record of a session with its texts; one that is published is on its page."""
    with transaction.atomic():
        rows = SessionRecord.objects.select_for_update()
        held = rows.filter(session=session).first() or SessionRecord(session=session)
        held.summary, held.agreements = summary, agreements
        before = held.published_at is not None
        if published != before:
            held.published_at = timezone.now() if published else None
        held.save()
        record_change(
            "write_session_record",
            held,
            by=by,
            edition=session.edition,
            before={"published": before},
            after={"published": published, "languages": sorted(summary)},
        )
    return held
