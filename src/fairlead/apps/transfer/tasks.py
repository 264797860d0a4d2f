"""Checking and writing uploaded lists as background work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fairlead.apps.trade.uploaded_flows import find_upload, forget_upload, forget_upload_of
from fairlead.apps.work.kinds import Result, background
from fairlead.apps.work.sentences import say_count

if TYPE_CHECKING:
    from fairlead.apps.transfer.models import UploadedList
    from fairlead.apps.work.hold import Hold


@background("check_list", _("Checking a list"))
def check_list(hold: Hold) -> Result:
    """Read an uploaded list and note what it would do; nobody is changed."""
    from fairlead.apps.transfer.imports import check
    from fairlead.apps.transfer.models import ListState
    from fairlead.folder.input_errors import InvalidInput

    uploaded = _find_list(hold)
    try:
        checked = check.check_list(uploaded, hold.tell)
    except InvalidInput as error:
        with hold.recording({"import": uploaded.pk}):
            uploaded.state, uploaded.findings = ListState.REFUSED, {}
            uploaded.refusal = "\n".join(problem.expected for problem in error.problems[:20])
            uploaded.save(update_fields=("state", "refusal", "findings"))
        return {}
    faulty = check.write_faulty(checked)
    with hold.recording({"import": uploaded.pk}):
        uploaded.state, uploaded.refusal, uploaded.faulty = ListState.CHECKED, "", faulty
        uploaded.reading = check.describe_reading(checked)
        uploaded.columns, uploaded.sheet = checked.columns, checked.sheet.name
        uploaded.findings = check.describe_findings(checked)
        uploaded.save(
            update_fields=(
                "state", "refusal", "faulty", "reading", "columns", "sheet", "findings",
            )
        )  # fmt: skip
    return {}


@background("write_list", _("Importing a list"))
def write_list(hold: Hold) -> Result:
    """Write the sound rows of a list, planned again on what the edition holds now."""
    from django.db import connection, transaction
    from django.db.models.functions import Now

    from fairlead.apps.people.domain.record_change import Doer, record_change
    from fairlead.apps.transfer.imports import check
    from fairlead.apps.transfer.imports.record import record_organisations, record_people
    from fairlead.apps.transfer.models import ListKind, ListState

    uploaded = _find_list(hold)
    people = uploaded.kind == ListKind.PEOPLE
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Two lists of an edition are written one after the other.
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext('fairlead import'), %s)",
                (uploaded.edition_id,),
            )
        checked = check.check_list(uploaded, hold.tell)
        hold.tell("writing", "", None)
        write = record_people if people else record_organisations
        write(uploaded.edition, checked.plan)
        hold.tell(
            "writing", say_count("%(count)s made", "%(count)s made", len(checked.plan.made)), 1.0
        )
        findings = check.describe_findings(checked)
        counts = {name: findings[name] for name in ("made", "changed", "same", "faulty")}
        faulty = check.write_faulty(checked)
        with hold.recording({"import": uploaded.pk, **counts}):
            uploaded.findings, uploaded.faulty = findings, faulty
            uploaded.state, uploaded.content, uploaded.written_at = ListState.WRITTEN, b"", Now()
            uploaded.save(update_fields=("findings", "faulty", "state", "content", "written_at"))
            record_change(
                "import_people",
                uploaded,
                by=Doer(hold.work.account),
                edition=uploaded.edition,
                after={"file": uploaded.name, "kind": uploaded.kind, **counts},
            )
    return {}


def _find_list(hold: Hold) -> UploadedList:
    from fairlead.apps.transfer.models import UploadedList

    lists = UploadedList.objects.select_related("edition", "account")
    return lists.get(pk=hold.work.parameters["list"], edition=hold.work.edition)


@background("invite_people", _("Writing invitations"))
def invite_people(hold: Hold) -> Result:
    """Write invitations to the people chosen, held for the organiser to look at.

    Those invited before are written to again only where that was asked for; their link stays.
    """
    from django.db import transaction

    from fairlead.apps.people.domain.record_change import Doer, record_change
    from fairlead.apps.people.queries.directory import list_people
    from fairlead.apps.transfer.domain.invite_people import invite

    edition, parameters = hold.work.edition, hold.work.parameters
    if edition is None:
        raise ValueError("Expected work on an edition.")
    found = list_people(edition, **parameters["chosen"], uninvited=not parameters["again"])
    found = found.filter(state="approved")
    again = f" again {hold.work.pk}" if parameters["again"] else ""
    with transaction.atomic():
        count = invite(edition, found, again=again, tell=hold.tell)
        record_change(
            "invite_people",
            edition,
            by=Doer(hold.work.account),
            edition=edition,
            after={"people": count, "again": bool(parameters["again"])},
        )
        with hold.recording({"invited": count}):
            pass
    return {}


@background("take_flows", _("Flows of the edition"), lane="long", forget=forget_upload_of)
def take_flows(hold: Hold) -> Result:
    """Read an uploaded file of flows, make it ready for pages, and let the edition have it."""
    from fairlead.apps.fairs.domain.hold_edition import hold_edition_to_load
    from fairlead.apps.people.domain.record_change import Doer
    from fairlead.apps.trade.flow_files import forget_flows, keep_flows
    from fairlead.apps.trade.runs import recognise_flows
    from fairlead.apps.trade.studies import prepare_kept
    from fairlead.apps.transfer.domain.take_edition_flows import locate_uploaded, take_edition_flows
    from fairlead.apps.work.hold import NotHeld, WorkerStops
    from fairlead.folder.input_errors import report_invalid

    edition, given = hold.work.edition, hold.work.parameters
    if edition is None:
        raise ValueError("Expected work on an edition.")
    path = find_upload(edition, str(given["upload"]))
    if path is None:
        raise report_invalid("flows", "expected the uploaded file on this machine")
    digest = before = ""
    try:
        hold.tell("reading", "", None)
        found = recognise_flows(locate_uploaded(path, given))
        hold.tell("reading", say_count("%(count)s flow", "%(count)s flows", found.rows), 1.0)
        hold.tell("preparing", "", None)
        digest = keep_flows(found.source)
        prepare_kept(digest, found.source)
        hold.tell("preparing", "", 1.0)
        with hold_edition_to_load(edition.code), hold.recording() as result:
            by = Doer(hold.work.account)
            before = take_edition_flows(edition, found.source, digest=digest, by=by)
            result |= {"flows": found.rows, "years": list(found.years)}
    except (WorkerStops, NotHeld):
        raise  # the next worker wants the file
    except BaseException:
        forget_upload(edition, str(given["upload"]))
        forget_flows(digest)
        raise
    forget_upload(edition, str(given["upload"]))
    forget_flows(before)
    return result
