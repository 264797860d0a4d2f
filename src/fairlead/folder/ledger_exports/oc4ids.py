"""Projects as Open Contracting for Infrastructure has them: an OC4IDS 0.9.5 project package."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pycountry

from fairlead.folder.codes import list_economy_names
from fairlead.folder.ledger_exports.records import (
    EntryRecord,
    PartyRecord,
    ProjectPackage,
    ProjectRecord,
    write_decimal,
)
from fairlead.folder.localized_text import LocalizedText

MEDIA_TYPE = "application/json"
VERSION = "0.9"
"""The standard has packages name the major and minor version; what is written is as 0.9.5."""

STATUSES = {
    "idea": "identification",
    "need_confirmed": "identification",
    "consortium": "preparation",
    "letter_of_intent": "preparation",
    "feasibility": "preparation",
    "approved": "preparation",
    "financed": "preparation",
    "signed": "implementation",
    "implementation": "implementation",
    "output": "maintenance",
}
"""The ten stages in the standard's words; a project that was given up is cancelled."""

# Which kind of milestone each stage is.
_MILESTONES = {
    "idea": ("Idea", "preProcurement"),
    "need_confirmed": ("Need confirmed", "assessment"),
    "consortium": ("Consortium", "engagement"),
    "letter_of_intent": ("Letter of intent", "approval"),
    "feasibility": ("Feasibility", "assessment"),
    "approved": ("Approved", "approval"),
    "financed": ("Financed", "financing"),
    "signed": ("Signed", "approval"),
    "implementation": ("Implementation", "delivery"),
    "output": ("Output", "delivery"),
}
# Roles in the words of the standard, and our own where it has none: its list is open.
_ROLES = {
    "body": "publicAuthority",
    "finance": "funder",
    "customer": "buyer",
    "supplier": "supplier",
    "integrator": "contractor",
}
_DECIDED = {
    "ask": ("scheduled", "asked"),
    "approve": ("met", "approved"),
    "condition": ("partiallyMet", "approved on conditions"),
    "meet": ("met", "conditions met"),
    "refuse": ("notMet", "refused"),
}
_METRICS = {
    "announced": "Amount announced",
    "approved": "Amount approved",
    "financed": "Amount financed",
    "signed": "Amount signed",
    "disbursed": "Amount disbursed so far",
}


def find_status(project: ProjectRecord) -> str:
    """Return the project's status in the standard's words, empty before it has a stage."""
    return "cancelled" if project.state.ended else STATUSES.get(project.state.stage, "")


def write_oc4ids(package: ProjectPackage) -> bytes:
    """Return the package as JSON; amounts are written to the last digit.

    The standard has no package without a project, so there must be one.
    """
    content = {
        "uri": package.address,
        "publishedDate": _write_moment(package.updated),
        "version": VERSION,
        "publisher": {"name": _say(package.publisher) or package.ledger, "uri": package.site},
        "projects": [_write_project(package, project) for project in package.projects],
    }
    return (_encode(content) + "\n").encode()


def _write_project(package: ProjectPackage, project: ProjectRecord) -> dict[str, Any]:
    title = project.title.in_language("en")
    bodies = [one for one in project.parties if one.role == "body"]
    return _drop_empty(
        {
            "id": package.identify(project),
            "updated": _write_moment(max(one.recorded_at for one in project.entries))
            if project.entries
            else "",
            "language": title.language,
            "identifiers": [{"id": project.code, "scheme": package.prefix}],
            "title": str(title),
            "description": _say(project.description),
            "status": find_status(project),
            "period": {
                "startDate": f"{project.start_year:04}-01-01T00:00:00Z",
                "endDate": f"{project.end_year:04}-12-31T23:59:59Z",
            },
            **_write_periods(project),
            "additionalClassifications": [_classify(code) for code in project.products],
            "locations": [_locate(code) for code in sorted(project.economies)],
            "parties": [
                _write_party(one, left=one.code in project.departures) for one in project.parties
            ],
            "publicAuthority": {"id": bodies[0].code, "name": _name(bodies[0])}
            if len(bodies) == 1
            else {},
            "budget": _write_budget(project),
            "forecasts": _write_metrics(project, ["announced"]),
            "metrics": _write_metrics(project, ["approved", "financed", "signed", "disbursed"]),
            "milestones": [
                *_write_moves(project),
                *_write_approvals(project),
                *_write_departures(project),
            ],
            "documents": _write_documents(project),
        }
    )


def _write_periods(project: ProjectRecord) -> dict[str, Any]:
    """Return when each status began first, and when it was left last."""
    periods: dict[str, dict[str, str]] = {}
    before = ""
    ends = [one for one in project.live if one.act == "end"] if project.state.ended else []
    for entry in [*project.moves, *ends]:
        status = STATUSES.get(entry.stage, "")
        if status == before:
            continue
        if before:
            periods[before]["endDate"] = _write_day(entry.day)
        if status:
            period = periods.setdefault(status, {"startDate": _write_day(entry.day)})
            period.pop("endDate", None)
        before = status
    return {f"{status}Period": period for status, period in periods.items()}


def _write_budget(project: ProjectRecord) -> dict[str, Any]:
    """Return what is approved, and what is financed; neither is added to the other."""
    approved, financed = project.find_amount("approved"), project.find_amount("financed")
    budget: dict[str, Any] = {}
    if approved is not None:
        budget |= {
            "description": _cite(approved),
            "amount": _write_value(approved),
            "approvalDate": _write_day(approved.day),
        }
    if financed is not None:
        budget["finance"] = [
            {
                "id": f"entry-{financed.number}",
                "description": _cite(financed),
                "value": _write_value(financed),
                "period": {"startDate": _write_day(financed.day)},
            }
        ]
    return budget


def _write_metrics(project: ProjectRecord, kinds: Iterable[str]) -> list[dict[str, Any]]:
    """Return every amount of the kinds with its day: each replaces the one before."""
    return [
        {
            "id": f"{kind}Amount",
            "title": _METRICS[kind],
            "description": "Each observation stands in the place of the one before: no sum.",
            "observations": [
                {
                    "id": f"entry-{entry.number}",
                    "period": {"startDate": _write_day(entry.day)},
                    "value": _write_value(entry),
                    "notes": _cite(entry),
                }
                for entry in listed
            ],
        }
        for kind in kinds
        if (listed := project.list_amounts(kind))
    ]


def _write_moves(project: ProjectRecord) -> list[dict[str, Any]]:
    return [
        {
            "id": f"entry-{entry.number}",
            "title": _MILESTONES[entry.stage][0],
            "type": _MILESTONES[entry.stage][1],
            "code": entry.stage,
            "description": _cite(entry, override=entry.act == "override"),
            "dateMet": _write_day(entry.day),
            "dateModified": _write_moment(entry.recorded_at),
            "status": "met",
        }
        for entry in project.moves
        if entry.stage in _MILESTONES
    ]


def _write_approvals(project: ProjectRecord) -> list[dict[str, Any]]:
    names = {one.code: _name(one) for one in project.parties}
    milestones = []
    for party, entry in project.list_decisions().items():
        status, said = _DECIDED[entry.act]
        due = project.find_due(party)
        milestones.append(
            _drop_empty(
                {
                    "id": f"approval-{party}",
                    "title": f"Approval by {names.get(party, party)}: {said}",
                    "type": "approval",
                    "description": _cite(entry),
                    "dueDate": _write_day(due) if due else "",
                    "dateMet": _write_day(entry.day) if status == "met" else "",
                    "dateModified": _write_moment(entry.recorded_at),
                    "status": status,
                }
            )
        )
    return milestones


def _write_departures(project: ProjectRecord) -> list[dict[str, Any]]:
    """Return that parties left, as milestones: a party of the standard has no days."""
    parties = {one.code: one for one in project.parties}
    return [
        {
            "id": f"entry-{entry.number}",
            "title": f"{say_party(parties.get(code), code)} left the project",
            "type": "departure",
            "description": f"{_cite(entry)}; {say_uncovered(parties.get(code))}",
            "dateMet": _write_day(entry.day),
            "dateModified": _write_moment(entry.recorded_at),
            "status": "met",
        }
        for code, entry in project.departures.items()
    ]


def say_party(party: PartyRecord | None, code: str) -> str:
    """Return who a party is and what it was to do; its code where a folder took it out."""
    return code if party is None else f"{_name(party)} ({party.role})"


def say_uncovered(party: PartyRecord | None) -> str:
    """Return the shares that nobody has since a party left."""
    shares = [] if party is None else [("cost", party.cost), ("benefit", party.benefit)]
    said = [f"{write_decimal(share * 100)} % of the {of}" for of, share in shares if share]
    return f"uncovered since: {' and '.join(said) or 'no share'}"


def _write_documents(project: ProjectRecord) -> list[dict[str, Any]]:
    """Return each document once, by its digest; the same name with another digest is another."""
    found: dict[str, dict[str, Any]] = {}
    for entry in project.live:
        if not entry.document:
            continue
        name = f"sha256-{entry.sha256}" if entry.sha256 else f"entry-{entry.number}"
        one = found.setdefault(
            name,
            {
                "id": name,
                "title": entry.document,
                "description": f"SHA-256 {entry.sha256}; evidence of" if entry.sha256 else "Of",
                "accessDetails": "Kept by the parties; the digest tells whether a copy is this.",
            },
        )
        one["description"] += f" entry {entry.number}"
    return list(found.values())


def _write_party(party: PartyRecord, *, left: bool) -> dict[str, Any]:
    """Return a party; one that left has no role any more, its milestone says which it had."""
    roles = ["formerPartner"] if left else [_ROLES.get(party.role, party.role)]
    if party.role == "body" and (party.cost or 0) > 0:
        roles.append("funder")
    country = list_economy_names().get(party.economy, party.economy)
    return {
        "id": party.code,
        "name": _name(party),
        "roles": roles,
        "address": {"countryName": country},
    }


def _name(party: PartyRecord) -> str:
    return _say(party.name) or list_economy_names().get(party.economy, party.economy)


def _locate(economy: str) -> dict[str, Any]:
    country = pycountry.countries.get(alpha_3=economy)
    scheme, code = ("ISO2", country.alpha_2) if country else ("ISO3", economy)
    return {
        "id": economy,
        "description": list_economy_names().get(economy, economy),
        "gazetteer": {"scheme": scheme, "identifiers": [code]},
    }


def _classify(product: str) -> dict[str, str]:
    scheme, _colon, code = product.rpartition(":")
    return _drop_empty({"scheme": scheme, "id": code})


def _cite(entry: EntryRecord, *, override: bool = False) -> str:
    """Return what an entry is shown by."""
    said = [f"Ledger entry {entry.number}"]
    if override:
        said.append("moved without evidence")
    if entry.document:
        said.append(f"document {entry.document}, SHA-256 {entry.sha256}")
    said += [one for one in (entry.source, entry.reason) if one]
    return "; ".join(said)


def _write_value(entry: EntryRecord) -> dict[str, Any]:
    return {"amount": entry.amount, "currency": entry.currency}


def _write_day(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _write_moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _say(text: LocalizedText) -> str:
    return str(text.in_language("en"))


def _drop_empty(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields without the empty ones, which the standard does not allow."""
    return {name: value for name, value in fields.items() if value or value == 0}


def _encode(value: object) -> str:
    """Return JSON in which an exact decimal keeps every digit."""
    if isinstance(value, Decimal):
        return write_decimal(value)
    if isinstance(value, dict):
        return (
            "{" + ",".join(f"{_encode(name)}:{_encode(one)}" for name, one in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(map(_encode, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
