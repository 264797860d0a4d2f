"""What the portfolio engine chose, into the database."""

from __future__ import annotations

from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.cooperation.models import Portfolio, Project
from fairlead.apps.fairs.copy_rows import Cursor, copy_rows, repeat_value
from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.identifiers import Identifiers
from fairlead.apps.fairs.models import Run
from fairlead.chain.portfolio import Choice

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
    """Return how many rates were found, or what is remarked of the only one."""
    return pc.coalesce(projects["irr_remark"], projects["irr_found"])
