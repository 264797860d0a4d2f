"""Projects with public money as IATI activities, version 2.03."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

import pycountry

from fairlead.folder.codes import list_economy_names
from fairlead.folder.ledger_exports.oc4ids import STATUSES, say_party, say_uncovered
from fairlead.folder.ledger_exports.records import (
    EntryRecord,
    ProjectPackage,
    ProjectRecord,
    list_increments,
    write_decimal,
)
from fairlead.folder.localized_text import LocalizedText

MEDIA_TYPE = "application/xml"
VERSION = "2.03"
# Pipeline, implementation, finalisation, cancelled.
_STATUSES = {"identification": 1, "preparation": 1, "implementation": 2, "maintenance": 3}
_CANCELLED = 5
_ROLES = {"body": 1, "finance": 1, "lead": 2}  # who pays, who answers for it; 4 carries it out
_CARRIES_OUT, _GOVERNMENT, _OTHER = 4, 10, 90
_INDUSTRY = "32120"  # purpose of the OECD's list: industrial development
_TRANSACTIONS = (("signed", 2), ("disbursed", 3))  # outgoing commitment, disbursement
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def choose_public(package: ProjectPackage) -> list[ProjectRecord]:
    """Return the projects that have public money: an economy's body bears a part of the cost."""
    return [project for project in package.projects if project.public_money]


def write_iati(package: ProjectPackage) -> bytes:
    """Return the activities as XML; one of them there must be, for the standard has no empty file.

    What was signed and disbursed stands as what each entry added, so that a reader who adds
    transactions up arrives at the ledger's figure. A budget of type 2 replaces that of type 1.
    """
    return ("\n".join(_write(package)) + "\n").encode()


def _write(package: ProjectPackage) -> Iterator[str]:
    updated = _write_moment(package.updated)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<iati-activities version="{VERSION}" generated-datetime="{updated}">'
    for project in choose_public(package):
        yield from _write_activity(package, project)
    yield "</iati-activities>"


def _write_activity(package: ProjectPackage, project: ProjectRecord) -> Iterator[str]:
    updated = _write_moment(
        max((one.recorded_at for one in project.entries), default=package.updated)
    )
    language = project.title.in_language("en").language
    yield (
        f"<iati-activity{_write_lang(language)} default-currency={_quote(package.currency)} "
        f'last-updated-datetime="{updated}">'
    )
    yield f"<iati-identifier>{_write_text(package.identify(project))}</iati-identifier>"
    yield f'<reporting-org ref={_quote(package.prefix)} type="{_OTHER}">'
    yield from _narrate(package.publisher, package.ledger)
    yield "</reporting-org>"
    yield from ("<title>", *_narrate(project.title, project.code), "</title>")
    yield '<description type="1">'
    yield from _narrate(project.description or project.title, project.code)
    yield "</description>"
    yield from _write_departures(project)
    yield from _write_parties(project)
    yield f'<activity-status code="{_find_status(project)}"/>'
    yield from _write_dates(project)
    yield from _write_economies(project)
    yield f'<sector vocabulary="1" code="{_INDUSTRY}"/>'
    yield from _write_budgets(project)
    for kind, code in _TRANSACTIONS:
        for entry, amount, currency in list_increments(project.list_amounts(kind)):
            yield from _write_transaction(entry, code, amount, currency)
    yield f'<document-link url={_quote(f"{package.home}{project.code}/")} format="text/html">'
    yield from ("<title>", *_narrate(project.title, project.code), "</title>")
    yield '<category code="A12"/>'
    yield "</document-link>"
    yield "</iati-activity>"


def _write_departures(project: ProjectRecord) -> Iterator[str]:
    """Yield who left, in another description: a participating organisation has no days."""
    parties = {one.code: one for one in project.parties}
    for code, entry in project.departures.items():
        party = parties.get(code)
        said = f"{say_party(party, code)} left on {entry.day} (ledger entry {entry.number})"
        said = f"{said}: {entry.reason}; {say_uncovered(party)}"
        yield '<description type="4">'
        yield f'<narrative xml:lang="en">{_write_text(said)}</narrative>'
        yield "</description>"


def _write_parties(project: ProjectRecord) -> Iterator[str]:
    for party in project.parties:
        if party.code in project.departures:
            continue
        kind = f' type="{_GOVERNMENT}"' if party.role == "body" else ""
        yield f'<participating-org role="{_ROLES.get(party.role, _CARRIES_OUT)}"{kind}>'
        yield from _narrate(party.name, list_economy_names().get(party.economy, party.economy))
        yield "</participating-org>"


def _find_status(project: ProjectRecord) -> int:
    if project.state.ended:
        return _CANCELLED
    return _STATUSES[STATUSES.get(project.state.stage, "identification")]


def _write_dates(project: ProjectRecord) -> Iterator[str]:
    """Yield planned and actual start and end; an actual day is that of a ledger's entry."""
    yield f'<activity-date type="1" iso-date="{project.start_year:04}-01-01"/>'
    begun = [one.day for one in project.moves if STATUSES.get(one.stage) == "implementation"]
    if begun:
        yield f'<activity-date type="2" iso-date="{begun[0]}"/>'
    yield f'<activity-date type="3" iso-date="{project.end_year:04}-12-31"/>'
    if project.state.ended:
        last = [one.day for one in project.live if one.act == "end"][-1]
        yield f'<activity-date type="4" iso-date="{last}"/>'


def _write_economies(project: ProjectRecord) -> Iterator[str]:
    """Yield the economies with their shares in per cent, which sum to 100."""
    shares = {code: share for code, share in sorted(project.economies.items()) if share}
    found = {code: pycountry.countries.get(alpha_3=code) for code in shares}
    countries = {code: country.alpha_2 for code, country in found.items() if country is not None}
    for economy, code in countries.items():
        yield f'<recipient-country code="{code}" {_write_percentage(shares[economy])}/>'
    for economy in sorted(shares.keys() - countries.keys()):
        written = _write_percentage(shares[economy])
        yield f'<recipient-region vocabulary="99" code={_quote(economy)} {written}/>'


def _write_percentage(share: Decimal) -> str:
    return f'percentage="{write_decimal(share * 100)}"'


def _write_budgets(project: ProjectRecord) -> Iterator[str]:
    """Yield the first amount approved, and the last where it is another."""
    approved = project.list_amounts("approved")
    budgets = [(1, approved[0])] if approved else []
    if len(approved) > 1:
        budgets.append((2, approved[-1]))
    for kind, entry in budgets:
        yield f'<budget type="{kind}" status="2">'
        yield f'<period-start iso-date="{project.start_year:04}-01-01"/>'
        yield f'<period-end iso-date="{project.end_year:04}-12-31"/>'
        yield _write_value(entry.amount or Decimal(), entry.currency, entry.day)
        yield "</budget>"


def _write_transaction(
    entry: EntryRecord, kind: int, amount: Decimal, currency: str
) -> Iterator[str]:
    yield f'<transaction ref="entry-{entry.number}">'
    yield f'<transaction-type code="{kind}"/>'
    yield f'<transaction-date iso-date="{entry.day}"/>'
    yield _write_value(amount, currency, entry.day)
    if entry.source:
        yield f"<description><narrative>{_write_text(entry.source)}</narrative></description>"
    yield "</transaction>"


def _write_value(amount: Decimal, currency: str, day: dt.date) -> str:
    written = write_decimal(amount)
    return f'<value currency={_quote(currency)} value-date="{day}">{written}</value>'


def _narrate(text: LocalizedText, without: str) -> Iterator[str]:
    """Yield the text in each language it is written in, or what stands for it."""
    if not text:
        yield f"<narrative>{_write_text(without)}</narrative>"
    for language in text:
        yield f"<narrative{_write_lang(language)}>{_write_text(text[language])}</narrative>"


def _write_lang(tag: str) -> str:
    return f" xml:lang={_quote(tag)}" if tag else ""


def _write_text(text: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", text))


def _quote(text: str) -> str:
    return quoteattr(_UNWRITABLE.sub("\ufffd", text))


def _write_moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
