"""Recording what a month of flows came to."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.standing_search.domain.propose_needs import propose_needs
from fairlead.apps.standing_search.domain.take_flows import check_begun
from fairlead.apps.standing_search.models import SearchedMonth
from fairlead.apps.standing_search.queries.months import list_judged
from fairlead.apps.standing_search.runs import (
    DatabaseStore,
    MonthJudgement,
    MonthSeen,
    judge_flows,
    keep_month,
)


def search_month(
    edition: Edition, month: str, flows: Path, *, revised: bool = False, by: Doer
) -> MonthSeen:
    """Return what a month of flows came to for the economies of the edition's rules.

    It is judged outside any transaction. Raises InvalidInput.
    """
    check_begun(month)
    judged = judge_flows(flows, importers=list_judged(edition))
    return record_month(edition, month, judged, revised=revised, by=by)


def record_month(
    edition: Edition, month: str, judged: MonthJudgement, *, revised: bool = False, by: Doer
) -> MonthSeen:
    """Return what a month came to, recorded with the needs it proposes, in one transaction.

    The same month with the same flows again changes nothing. Raises InvalidInput as `keep_month`
    does.
    """
    with transaction.atomic():
        # Months of an edition are recorded one after the other: each is compared with the last.
        Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        seen = keep_month(DatabaseStore(edition), month, judged, revised=revised)
        for one in (seen, *seen.again) if seen.new else ():
            searched = SearchedMonth.objects.get(edition=edition, month=one.month, current=True)
            searched.edition = edition
            proposed = propose_needs(searched)
            record_change(
                "search_month",
                searched,
                by=by,
                edition=edition,
                after={
                    "month": one.month,
                    "revision": one.note.revision,
                    "digest": one.note.digest,
                    "differences": one.changes.num_rows,
                    "proposed": proposed,
                },
            )
    return seen
