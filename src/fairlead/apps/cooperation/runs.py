"""What the portfolio engine says: a choice, into the database; an appraisal, for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.cooperation.models import Portfolio, Project
from fairlead.apps.fairs.copy_rows import Cursor, copy_rows, repeat_value
from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.identifiers import Identifiers
from fairlead.apps.fairs.models import Run
from fairlead.chain.flows.open import Flows
from fairlead.chain.portfolio.appraisal import (
    INDICATORS,
    AppraisalInputs,
    AppraisalResult,
    appraise_inputs,
    read_inputs,
)
from fairlead.chain.portfolio.choose import Choice
from fairlead.chain.portfolio.project_supply import weigh_replacement

INDICATOR_NAMES = tuple(indicator.code for indicator in INDICATORS)
"""What a project's renewal can be read by."""
STANDARDS = {one.code: (one.gri, one.oecd) for one in INDICATORS}
"""The numbers of each in the GRI Standards and the OECD's indicators, empty where it has none."""

_FIGURES = (
    "chosen",
    "npv",
    "irr",
    "mirr",
    "payback_years",
    "discounted_payback_years",
    "benefit_cost",
)


def record_portfolio(run: Run, found: Choice) -> Portfolio:
    """Return the draft of the portfolio and every project's appraisal, in one transaction."""
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        portfolio = add_draft(Portfolio, run)
        choices = {
            "portfolio_id": repeat_value(portfolio.pk, found.projects.num_rows),
            "project_id": Identifiers.of(Project, run.edition).find(found.projects["id"]),
            "irr_found": _say_rates_found(found.projects),
            **{name: found.projects[name] for name in _FIGURES},
        }
        copy_rows(cursor, "cooperation_choice", choices)
        spending = {
            "portfolio_id": repeat_value(portfolio.pk, found.spending.num_rows),
            **{name: found.spending[name] for name in ("economy", "year", "budget", "spent")},
        }
        copy_rows(cursor, "cooperation_spending", spending)
    return portfolio


def _say_rates_found(projects: pa.Table) -> pa.ChunkedArray:
    """Return how many rates were found, or the remark about the only one."""
    return pc.coalesce(projects["irr_remark"], projects["irr_found"])


def appraise_document(document: Mapping[str, Any]) -> AppraisalResult:
    """Return what an appraisal's inputs come to; raises InvalidInput naming each wrong field."""
    return appraise_inputs(read_inputs(document, file="appraisal"))


def read_new(document: Mapping[str, Any]) -> AppraisalInputs:
    """Return the inputs of a document that is to be saved; raises InvalidInput as above.

    What was taken once and is not any more, such as a currency that has ended, is refused.
    """
    return read_inputs(document, file="appraisal", new=True)


def appraise_new(document: Mapping[str, Any]) -> AppraisalResult:
    """Return what the inputs of a document that is to be saved come to (`read_new`)."""
    return appraise_inputs(read_new(document))


def weigh_document(document: Mapping[str, Any], flows: Flows) -> dict[str, Any]:
    """Return how the importer is supplied before and with the project; empty without a product.

    Raises InvalidInput for economies or a product that the flows do not have.
    """
    found = weigh_replacement(flows, read_inputs(document, file="appraisal"))
    if found is None:
        return {}
    before, after = found
    return {"before": asdict(before), "after": asdict(after)}
