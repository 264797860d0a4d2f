"""Judging new flows as background work, and looking for them by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from fairlead.apps.trade.uploaded_flows import find_upload, forget_upload, forget_upload_of
from fairlead.apps.work.kinds import Result, background

if TYPE_CHECKING:
    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.work.hold import Hold


@app.periodic(cron="*/5 * * * *")
@app.task(name="fairlead.look_for_flows", queue="quick")
def look_for_new_flows(timestamp: int) -> None:  # noqa: ARG001  the clock's, which it is told
    """Look for new flows; being called twice does no harm."""
    from fairlead.apps.standing_search.domain.take_flows import look_for_flows

    look_for_flows()


def _read_edition(hold: Hold) -> Edition:
    if hold.work.edition is None:
        raise ValueError("Expected work on an edition.")
    return hold.work.edition


@background("search_month", _("Standing search"), lane="long", forget=forget_upload_of)
def search_month(hold: Hold) -> Result:
    """Judge a month's uploaded flows and record what differs."""
    from fairlead.apps.people.domain.record_change import Doer
    from fairlead.apps.standing_search.domain.search_month import record_month
    from fairlead.apps.standing_search.queries.months import list_judged
    from fairlead.apps.standing_search.runs import judge_flows
    from fairlead.apps.work.hold import NotHeld, WorkerStops
    from fairlead.folder.input_errors import report_invalid

    edition, given = _read_edition(hold), hold.work.parameters
    path = find_upload(edition, str(given["upload"]))
    if path is None:
        raise report_invalid(str(given["month"]), "expected the uploaded file on this machine")
    hold.tell("dependency", "", None)
    try:
        judged = judge_flows(path, importers=list_judged(edition))
        with hold.recording() as result:
            seen = record_month(
                edition,
                str(given["month"]),
                judged,
                revised=bool(given.get("revised")),
                by=Doer(hold.work.account),
            )
            result |= {"month": seen.month, "new": seen.new, "changes": seen.changes.num_rows}
    except (WorkerStops, NotHeld):
        raise  # the next worker wants the file
    except Exception:
        forget_upload(edition, str(given["upload"]))
        raise
    forget_upload(edition, str(given["upload"]))
    return result


@background("search_new_flows", _("Standing search: new flows"), lane="long")
def search_new_flows(hold: Hold) -> Result:
    """Judge the files that lie where the worker looks, month by month.

    Each is recorded in its own transaction: one that was recorded already changes nothing, so the
    next worker goes on where this one died.
    """
    from fairlead.apps.people.domain.record_change import COMMAND_LINE
    from fairlead.apps.standing_search.domain.search_month import record_month
    from fairlead.apps.standing_search.domain.take_flows import (
        check_begun,
        list_new_files,
        note_judged,
        refuse_links,
    )
    from fairlead.apps.standing_search.queries.months import list_judged
    from fairlead.apps.standing_search.runs import judge_flows
    from fairlead.folder.input_errors import InvalidInput

    edition = _read_edition(hold)
    files = list_new_files(edition)
    done, refused = [], 0
    for place, file in enumerate(files):
        hold.tell("dependency", file.path.name, place / len(files))
        try:
            check_begun(file.month)
            refuse_links(file.path)
            judged = judge_flows(file.path, importers=list_judged(edition))
            with transaction.atomic():
                seen = record_month(edition, file.month, judged, revised=True, by=COMMAND_LINE)
                note_judged(edition, file)
            done.append(seen.month)
        except InvalidInput as error:
            note_judged(edition, file, said="\n".join(map(str, error.problems)))
            refused += 1
    return {"months": done, "refused": refused}
