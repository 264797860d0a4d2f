"""Delegations, consortia, signings and appraisals into the database."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.consortia.models import (
    Agreement,
    Consortium,
    Interest,
    Member,
    Signatory,
    Signing,
    SignOff,
)
from fairlead.apps.cooperation.models import ProjectAppraisal
from fairlead.apps.cooperation.runs import appraise_document
from fairlead.apps.delegations.models import (
    Delegate,
    Delegation,
    Interpreter,
    InterpreterBooking,
    VisitItem,
)
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.copy_rows import (
    Column,
    write_array_column,
    write_text_column,
)
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.sheets import Sheet, load_sheet
from fairlead.folder.input_errors import InputError, InvalidInput


def lay_out_plain(rows: pa.Table, *names: str) -> dict[str, Column]:
    """Return columns as they are."""
    return {name: rows[name] for name in names}


def lay_out_words(rows: pa.Table, *names: str) -> dict[str, Column]:
    """Return columns of text, empty for null."""
    return {name: write_text_column(rows[name]) for name in names}


def _lay_out_delegations(load: Load) -> dict[str, Column]:
    rows = load.fair.delegations
    return {
        "code": rows["id"],
        **load.texts("delegations", "name"),
        **lay_out_plain(rows, "kind", "economy", "position", "quota", "arrives_at", "leaves_at"),
        **lay_out_words(rows, "language"),
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "exposition_id": load.refer(rows["exposition"], "expositions"),
    }


def _lay_out_delegates(load: Load) -> dict[str, Column]:
    rows = load.fair.delegates
    return {
        "participation_id": load.refer(rows["person"], "people"),
        "delegation_id": load.refer(rows["delegation"], "delegations"),
        **lay_out_plain(rows, "office", "position"),
    }


def _lay_out_interpreters(load: Load) -> dict[str, Column]:
    rows = load.fair.interpreters
    return {
        "code": rows["id"],
        **load.texts("interpreters", "name"),
        "languages": write_array_column(rows["languages"]),
    }


def _lay_out_interpretation(load: Load) -> dict[str, Column]:
    rows = load.fair.interpretation
    spans = zip(rows["begins_at"].to_pylist(), rows["ends_at"].to_pylist(), strict=True)
    during = [f"[{begins.isoformat()},{ends.isoformat()})" for begins, ends in spans]
    return {
        "interpreter_id": load.refer(rows["interpreter"], "interpreters"),
        "delegation_id": load.refer(rows["delegation"], "delegations"),
        "during": pa.array(during, pa.string()),
        **lay_out_plain(rows, "language"),
        **lay_out_words(rows, "purpose"),
    }


def _lay_out_visits(load: Load) -> dict[str, Column]:
    rows = load.fair.visits
    known = dict(
        Exhibitor.objects.filter(edition=load.edition).values_list("organisation__code", "pk")
    )
    seen = [known.get(one) if one else None for one in rows["organisation"].to_pylist()]
    return {
        "delegation_id": load.refer(rows["delegation"], "delegations"),
        **lay_out_plain(rows, "begins_at", "ends_at"),
        **load.texts("visits", "title", "place"),
        "session_id": load.refer(rows["session"], "sessions"),
        "exhibitor_id": pa.array(seen, pa.int64()),
    }


def _lay_out_interests(load: Load) -> dict[str, Column]:
    rows = load.fair.interests
    return {
        "need_id": load.refer(rows["need"], "needs"),
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "by_id": load.refer(rows["by"], "people"),
        **lay_out_words(rows, "message"),
        **lay_out_plain(rows, "at"),
    }


def _lay_out_consortia(load: Load) -> dict[str, Column]:
    rows = load.fair.consortia
    return {
        "code": rows["id"],
        **load.texts("consortia", "title"),
        "need_id": load.refer(rows["need"], "needs"),
        "steps": write_array_column(rows["steps"]),
        "opened_by_id": load.refer(rows["opened_by"], "people"),
        "shared": rows["shared"].is_valid(),
        "project_id": load.refer(rows["project"], "projects"),
        **lay_out_plain(rows, "economy", "opened_at"),
    }


def _lay_out_members(load: Load) -> dict[str, Column]:
    rows = load.fair.members
    return {
        "consortium_id": load.refer(rows["consortium"], "consortia"),
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "lead": rows["lead"].is_valid(),
        "steps": write_array_column(rows["steps"]),
        **lay_out_plain(
            rows, "part", "state", "cost", "work", "rights", "invited_at", "answered_at"
        ),
        **lay_out_words(rows, "reason"),
    }


def _find_members(load: Load) -> dict[tuple[str, str], int]:
    rows = Member.objects.filter(consortium__edition=load.edition)
    found = rows.values_list("consortium__code", "organisation__code", "pk")
    return {(consortium, firm): pk for consortium, firm, pk in found}


def _lay_out_agreements(load: Load) -> dict[str, Column]:
    rows, members = load.fair.agreements, _find_members(load)
    terms = []
    for consortium, text in zip(
        rows["consortium"].to_pylist(), rows["terms"].to_pylist(), strict=True
    ):
        said = [
            {**one, "member": members.get((consortium, one["member"]), 0)}
            for one in json.loads(text)
        ]
        terms.append(json.dumps(said, ensure_ascii=False))
    return {
        "consortium_id": load.refer(rows["consortium"], "consortia"),
        **lay_out_plain(rows, "number", "document", "sha256", "person", "at"),
        "terms": pa.array(terms, pa.string()),
    }


def _lay_out_sign_offs(load: Load) -> dict[str, Column]:
    rows, members = load.fair.sign_offs, _find_members(load)
    found = Agreement.objects.filter(consortium__edition=load.edition)
    versions = {
        (code, number): pk
        for code, number, pk in found.values_list("consortium__code", "number", "pk")
    }
    listed = rows.select(["consortium", "number", "organisation"]).to_pylist()
    agreements = [versions[one["consortium"], one["number"]] for one in listed]
    signers = [members[one["consortium"], one["organisation"]] for one in listed]
    return {
        "agreement_id": pa.array(agreements, pa.int64()),
        "member_id": pa.array(signers, pa.int64()),
        **lay_out_plain(rows, "person", "day", "sha256", "at"),
    }


def _lay_out_signings(load: Load) -> dict[str, Column]:
    rows = load.fair.signings
    return {
        "code": rows["id"],
        **load.texts("signings", "title", "press"),
        "session_id": load.refer(rows["session"], "sessions"),
        "project_id": load.refer(rows["project"], "projects"),
        **lay_out_plain(rows, "released_at"),
    }


def _lay_out_signatories(load: Load) -> dict[str, Column]:
    rows = load.fair.signatories
    return {
        "signing_id": load.refer(rows["signing"], "signings"),
        "position": rows["number"],
        **load.texts("signatories", "party", "person", "office"),
        **lay_out_words(rows, "economy"),
    }


def _lay_out_appraisals(load: Load) -> dict[str, Column]:
    rows = load.fair.appraisals
    _check_appraisals(rows["inputs"].to_pylist())
    return {
        "project_id": load.refer(rows["project"], "projects"),
        **lay_out_plain(rows, "number", "inputs", "person", "recorded_at"),
        "supply": pc.fill_null(rows["supply"], "{}"),
    }


def _check_appraisals(inputs: Sequence[str]) -> None:
    """Refuse inputs that are no appraisal, each with its line and field."""
    problems = []
    for line, text in enumerate(inputs, 2):
        try:
            appraise_document(json.loads(text))
        except InvalidInput as error:
            problems += [
                InputError("appraisals.csv", one.expected, line=line, field=f"inputs.{one.field}",
                           value=one.value)
                for one in error.problems
            ]  # fmt: skip
    if problems:
        raise InvalidInput(problems)


_RANGE = "during__startswith"
DELEGATION_SHEETS = (
    Sheet("delegations", Delegation, ("code",), _lay_out_delegations, of_edition=True),
    Sheet("delegates", Delegate, ("participation__code",), _lay_out_delegates,
          of_edition=True, gives_way=True),
    Sheet("interpreters", Interpreter, ("code",), _lay_out_interpreters, of_edition=True),
    Sheet("interpretation", InterpreterBooking, ("interpreter__code", _RANGE),
          _lay_out_interpretation, of_edition=True, gives_way=True),
)  # fmt: skip
CONSORTIUM_SHEETS = (
    Sheet("interests", Interest, ("need__code", "organisation__code"), _lay_out_interests,
          of_edition=True),
    Sheet("consortia", Consortium, ("code",), _lay_out_consortia, of_edition=True),
    Sheet("members", Member, ("consortium__code", "organisation__code"), _lay_out_members,
          of_edition=True),
    Sheet("agreements", Agreement, ("consortium__code", "number"), _lay_out_agreements,
          edition="consortium__edition", is_recorded=True),
    Sheet("sign_offs", SignOff,
          ("agreement__consortium__code", "agreement__number", "member__organisation__code"),
          _lay_out_sign_offs, edition="agreement__consortium__edition", is_recorded=True),
    Sheet("signings", Signing, ("code",), _lay_out_signings, of_edition=True),
    Sheet("signatories", Signatory, ("signing__code", "position"), _lay_out_signatories,
          edition="signing__edition", gives_way=True),
    Sheet("appraisals", ProjectAppraisal, ("project__code", "number"), _lay_out_appraisals,
          edition="project__edition", is_recorded=True),
)  # fmt: skip


def load_delegations(load: Load) -> None:
    """Write delegations with who is in them, their interpreters and their visits."""
    for sheet in DELEGATION_SHEETS:
        load_sheet(load, sheet)
    _load_visits(load)


def _load_visits(load: Load) -> None:
    """Write the visits' programmes; entries have no names, so all are rewritten."""
    if load.touched is not None:
        if not _visits_change(load):
            return
        VisitItem.objects.filter(edition=load.edition).delete()
    if load.fair.visits.num_rows:
        load.copy("delegations_visititem", _lay_out_visits(load))


def _visits_change(load: Load) -> bool:
    there = VisitItem.objects.filter(edition=load.edition).count()
    touched = load.touched["visits"] if load.touched is not None else pa.array([True])
    return bool(pc.any(touched).as_py()) or there != load.fair.visits.num_rows


def load_consortia(load: Load) -> None:
    """Write interests, consortia with members and agreements, signings and appraisals."""
    for sheet in CONSORTIUM_SHEETS:
        load_sheet(load, sheet)
