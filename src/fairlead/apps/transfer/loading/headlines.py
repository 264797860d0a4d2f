"""Headlines with their projects, and who decides for parties, into the database."""

from __future__ import annotations

import json

import pyarrow as pa

from fairlead.apps.cooperation.models import Approver, Headline, HeadlineRow, Ledger, Partner
from fairlead.apps.fairs.copy_rows import Column, repeat_value
from fairlead.apps.transfer.gathering.headlines import gather_headlines
from fairlead.apps.transfer.loading.accounts import refer_accounts
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.partnership import lay_out_plain, lay_out_words
from fairlead.apps.transfer.loading.sheets import Sheet, load_sheet
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.schemas import BY_NAME

RECORDED_HERE = (
    "expected what was recorded here: this is only added to; export the edition first, or load "
    "the folder under another code"
)


def _lay_out_headlines(load: Load) -> dict[str, Column]:
    rows = load.fair.headlines
    ledger = Ledger.objects.get(code=load.edition.code)
    apart = [json.dumps(json.loads(one) if one else []) for one in rows["unconverted"].to_pylist()]
    return {
        "ledger_id": repeat_value(ledger.pk, rows.num_rows),
        **lay_out_plain(
            rows, "number", "question", "day", "moment", "size", "count", "in_approval", "amount",
            "currency", "person", "made_at",
        ),
        **load.texts("headlines", "title"),
        **lay_out_words(rows, "head"),
        "unconverted": pa.array(apart, pa.string()),
    }  # fmt: skip


def _lay_out_rows(load: Load) -> dict[str, Column]:
    rows = load.fair.headline_rows
    found = Headline.objects.filter(ledger__code=load.edition.code)
    headlines = dict(found.values_list("number", "pk"))
    return {
        "headline_id": pa.array([headlines[one] for one in rows["headline"].to_pylist()]),
        "project_id": load.refer(rows["project"], "projects"),
        **lay_out_plain(
            rows, "stage", "stage_entry", "amount", "amount_entry", "rate", "rate_day", "converted"
        ),
        **lay_out_words(rows, "kind", "currency", "rate_source"),
        "in_approval": rows["in_approval"].is_valid(),
    }


def _lay_out_approvers(load: Load) -> dict[str, Column]:
    rows = load.fair.approvers
    found = Partner.objects.filter(project__edition=load.edition)
    partners = {tuple(key): pk for pk, *key in found.values_list("pk", "project__code", "code")}
    keys = zip(rows["project"].to_pylist(), rows["partner"].to_pylist(), strict=True)
    return {
        "partner_id": pa.array([partners[key] for key in keys], pa.int64()),
        "account_id": refer_accounts(rows["email"]),
        **lay_out_plain(rows, "until"),
    }


HEADLINE_SHEETS = (
    Sheet("headlines", Headline, ("number",), _lay_out_headlines, edition="ledger__code",
          is_recorded=True),
    Sheet("headline_rows", HeadlineRow, ("headline__number", "project__code"), _lay_out_rows,
          edition="headline__ledger__code", is_recorded=True),
    Sheet("approvers", Approver, ("partner__project__code", "partner__code", "account__email"),
          _lay_out_approvers, edition="partner__project__edition", gives_way=True, outlives=True),
)  # fmt: skip


def load_headlines(load: Load) -> None:
    """Write headlines with their projects, and who decides for parties."""
    _refuse_others(load)
    for sheet in HEADLINE_SHEETS:
        load_sheet(load, sheet)


def _refuse_others(load: Load) -> None:
    """Refuse headlines whose numbers say something else here: a ledger outlives its edition."""
    for name, table in gather_headlines(load.edition).items():
        key = BY_NAME[name].key
        here = {tuple(row[one] for one in key): row for row in table.to_pylist()}
        cited = {row[key[0]] for row in here.values()}
        for line, row in enumerate(load.fair.table(name).to_pylist(), 2):
            held = here.get(tuple(row[one] for one in key))
            if (held is None and row[key[0]] in cited) or (held is not None and held != row):
                number = str(row[key[0]])
                problem = InputError(
                    f"{name}.csv", RECORDED_HERE, line=line, field=key[0], value=number
                )
                raise InvalidInput([problem])
