"""A walk along the frontier of an edition's projects, as a page asks for it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fairlead.apps.cooperation.models import ProjectAppraisal
from fairlead.apps.cooperation.queries.states import AsOf, find_moment
from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.gathering.cooperation import gather_past_projects
from fairlead.apps.transfer.gathering.fairs import gather_settings
from fairlead.chain.portfolio.appraisal import read_inputs
from fairlead.chain.portfolio.walk import AIMS, AppraisalFacts, PortfolioQuestion, walk_portfolio
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput

__all__ = ["AIMS", "read_known", "walk_edition"]


def walk_edition(edition: Edition, asked: Mapping[str, Any], *, seconds: float) -> dict[str, Any]:
    """Return the walk as JSON takes it; ``asked`` are the fields of `PortfolioQuestion`.

    A budget's amount that is none sets no limit to that year. With ``as_of`` it is of projects and
    appraisals as of a day and a moment, within the budgets of now.

    Raises InvalidInput where there are no projects or budgets.
    """
    wanted = PortfolioQuestion(
        aim=asked.get("aim", AIMS[0]),
        second=asked.get("second", ""),
        budgets={
            name: tuple(math.inf if amount is None else amount for amount in one)
            for name, one in asked.get("budgets", {}).items()
        },
        beyond=asked.get("beyond", ""),
        sunk=asked.get("sunk", ""),
        inside=frozenset(asked.get("inside", ())),
        outside=frozenset(asked.get("outside", ())),
        cover=tuple(asked.get("cover", ())),
        emissions=asked.get("emissions"),
        renewal=asked.get("renewal"),
        fairest=bool(asked.get("fairest")),
        points=int(asked.get("points", 10)),
    )
    as_of = _read_as_of(asked.get("as_of", {}))
    fair = Fair(gather_settings(edition), projects=gather_past_projects(edition, as_of))
    known = read_known(edition, moment=find_moment(as_of, edition.zone))
    walk = walk_portfolio(fair, wanted, known, seconds=seconds)
    found: dict[str, Any] = _make_plain(asdict(walk))
    return found


def _read_as_of(said: Mapping[str, str]) -> AsOf:
    """Return the day and the moment of settings, which are JSON."""
    day, moment = said.get("day"), said.get("moment")
    return AsOf(
        dt.date.fromisoformat(day) if day else None,
        dt.datetime.fromisoformat(moment) if moment else None,
    )


def _make_plain(value: Any) -> Any:
    """Return a value as JSON takes it: nothing in place of what is no number."""
    if isinstance(value, dict):
        return {key: _make_plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_make_plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def read_known(edition: Edition, *, moment: dt.datetime | None = None) -> AppraisalFacts:
    """Return what the projects' last appraisals say of emissions and renewal; one query.

    With a ``moment`` the last that was recorded by then.
    """
    rows = ProjectAppraisal.objects.filter(project__edition=edition)
    if moment is not None:
        rows = rows.filter(recorded_at__lte=moment)
    newest = rows.order_by("project", "-number").distinct("project")
    emissions: dict[str, float] = {}
    renewal: dict[str, float] = {}
    for code, inputs in newest.values_list("project__code", "inputs"):
        try:
            readings = read_inputs(inputs, file="appraisal").readings
        except InvalidInput:
            continue  # saved by an older Fairlead
        given = [one for one in readings if one.code.startswith("emissions_")]
        if given and all(one.after is not None for one in given):
            emissions[code] = math.fsum((one.after or 0.0) * one.factor for one in given)
        for one in readings:
            if one.code == "equipment_replaced" and one.after is not None:
                renewal[code] = one.after / 100 if one.unit == "%" else one.after
    return AppraisalFacts(emissions, renewal)
