"""What of a load the database refuses for the sake of meetings that hold, in words."""

from __future__ import annotations

import re

import pyarrow.compute as pc
from django.db import IntegrityError
from django.utils import translation

from fairlead.apps.meetings.domain.refusals import explain_rule, find_rule
from fairlead.apps.meetings.models import Meeting
from fairlead.apps.people.models import Participation
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError, InvalidInput

_NAMED = re.compile(r"participation (\d+) cannot be at meeting (\d+)")
# Where a folder says by what a meeting is kept; elsewhere it says so of the person.
_FILES = {"meeting_available": "availability.csv", "meeting_speaking": "sessions.csv"}


def explain_refusal(fair: Fair, error: IntegrityError) -> InvalidInput | None:
    """Return what is wrong with a folder by which somebody's meeting could not be held any more.

    None for an error of another kind. Asked once what was written is taken back.
    """
    rule, named = find_rule(error), _NAMED.search(str(error))
    if not rule.startswith("meeting_") or named is None:
        return None
    who = Participation.objects.filter(pk=named[1]).values_list("code", flat=True).first()
    held = Meeting.objects.filter(pk=named[2]).values_list("request__code", flat=True).first()
    with translation.override("en"):
        words = explain_rule(rule)
    file = _FILES.get(rule, "people.csv")
    row = pc.index(fair.people["id"], who).as_py() if who else -1
    return InvalidInput(
        [
            InputError(
                file,
                f'expected that the meeting by request "{held or ""}" can still be held: {words}'
                f" ({rule}) Move or cancel it on the site first, or say otherwise here",
                line=row + 2 if row >= 0 and file == "people.csv" else 0,
                field="id" if file == "people.csv" else "person",
                value=who or "",
            )
        ]
    )
