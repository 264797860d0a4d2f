"""Records a version of the matching lists."""

from __future__ import annotations

from typing import cast

from django.db import connection, transaction

from fairlead.apps.fairs.copy_rows import Cursor
from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.models import Run
from fairlead.apps.trade.domain.note_shown import forget_shown_lists
from fairlead.apps.trade.models import Matching
from fairlead.apps.trade.runs.match_rows import (
    Participants,
    write_makers,
    write_match_lists,
    write_measures,
    write_standings,
)
from fairlead.chain.matching.makers import MakerTables
from fairlead.chain.matching.match import MatchTables


def record_matching(run: Run, found: MatchTables, makers: MakerTables) -> Matching:
    """Return the new draft that holds all lists, written in one transaction.

    What was shown of versions so old that nobody will learn from it is forgotten on the way.
    """
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        matching = add_draft(Matching, run)
        who = Participants.of(run.edition)
        write_match_lists(cursor, run, found.matches, who)
        write_makers(cursor, matching, makers.makers, makers.groups)
        write_standings(cursor, matching, found.participants, who)
        write_measures(cursor, matching, found.report, found.filters)
        cursor.execute("ANALYZE trade_makerlist, trade_makergroup, trade_standing")
        forget_shown_lists()
    return matching
