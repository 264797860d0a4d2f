"""Headlines with their projects, and who decides for parties, out of the database."""

from __future__ import annotations

import pyarrow as pa

from fairlead.apps.cooperation.models import Approver, Headline, HeadlineRow
from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.apps.transfer.gathering.partnership import list_columns, say_yes
from fairlead.folder.json_kind import write_json


def gather_headlines(edition: Edition) -> dict[str, pa.Table]:
    """Return headlines and their projects by the files' names; two queries."""
    columns = list_columns("headlines")
    rows = Headline.objects.filter(ledger__code=edition.code).order_by("number")
    written = {"question", "unconverted"}
    places = {place for place, name in enumerate(columns) if name in written}
    told = [
        [write_json(value) if place in places and value else value
         for place, value in enumerate(row)]
        for row in rows.values_list(*columns.values())
    ]  # fmt: skip
    says = list_columns(
        "headline_rows",
        headline="headline__number",
        project="project__code",
        in_approval=say_yes("in_approval"),
    )
    of = HeadlineRow.objects.filter(headline__ledger__code=edition.code).order_by("pk")
    return {
        "headlines": tabulate("headlines", list(columns), told, edition.languages),
        "headline_rows": tabulate(
            "headline_rows", list(says), of.values_list(*says.values()), edition.languages
        ),
    }


def gather_approvers(edition: Edition) -> dict[str, pa.Table]:
    """Return who decides for parties by the file's name; one query."""
    says = list_columns(
        "approvers", project="partner__project__code", partner="partner__code",
        email="account__email",
    )  # fmt: skip
    rows = Approver.objects.filter(partner__project__edition=edition).order_by("pk")
    told = rows.values_list(*says.values())
    return {"approvers": tabulate("approvers", list(says), told, edition.languages)}
