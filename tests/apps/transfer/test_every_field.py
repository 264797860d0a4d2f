"""Every field of what issue after issue added to cooperation is in the folder, or said why not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field, Model
from tests.folder.partnership import ROWS, at, join_partnership

from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.schemas import BY_NAME

APPS = ("cooperation", "consortia", "delegations", "screening", "practices", "standing_search")

ACCOUNT = "accounts belong to a site; the name of who did it is carried"
HERE = "the edition's, ledger's or parent's own: the folder is of one edition, the row names it"
DERIVED = "the database works it out of what is carried"
ENGINE = "an engine's result: worked out again of the folder by its run"
PRIVATE = "said in confidence among members; an export is the organiser's (decision 529)"
MACHINE = "what lay in a folder of this machine"


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a model is kept: its files, the columns of another name, and what is left out."""

    files: tuple[str, ...]
    named: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


_OF_MONTH = {"searched": "month"}
KEPT: dict[str, Kept | str] = {
    "cooperation.Ledger": Kept(("ledger",), {"size": "number", "head": "digest"}, {"code": HERE}),
    "cooperation.Entry": Kept(("ledger",), {}, {"account": ACCOUNT, "ledger": HERE}),
    "cooperation.Rate": Kept(("rates",), {}, {"ledger": HERE}),
    "cooperation.Approver": Kept(("approvers",), {"account": "email"}),
    "cooperation.Project": Kept(("projects",), {"code": "id"}, {"ledger": HERE}),
    "cooperation.ProjectState": DERIVED,
    "cooperation.Partner": Kept(("partners",), {"code": "partner"}, {"position": DERIVED}),
    "cooperation.Share": Kept(
        ("partners",), {"kind": "cost_share", "share": "benefit_share"}, {"position": DERIVED}
    ),
    "cooperation.Tie": Kept(
        ("projects",), {"project": "id", "kind": "requires", "other": "excludes"},
        {"position": DERIVED},
    ),
    "cooperation.ProjectAppraisal": Kept(("appraisals",), {}, {"account": ACCOUNT}),
    "cooperation.Headline": Kept(("headlines",), {}, {"ledger": HERE}),
    "cooperation.HeadlineRow": Kept(("headline_rows",)),
    "cooperation.Portfolio": ENGINE,
    "cooperation.Choice": ENGINE,
    "cooperation.Spending": ENGINE,
    "consortia.Interest": Kept(("interests",)),
    "consortia.Consortium": Kept(("consortia",), {"code": "id"}),
    "consortia.Member": Kept(("members",)),
    "consortia.Agreement": Kept(("agreements",), {}, {"account": ACCOUNT}),
    "consortia.SignOff": Kept(
        ("sign_offs",), {"agreement": "number", "member": "organisation"}, {"account": ACCOUNT}
    ),
    "consortia.Blob": PRIVATE,
    "consortia.SharedFile": PRIVATE,
    "consortia.Note": PRIVATE,
    "consortia.Signing": Kept(("signings",), {"code": "id"}),
    "consortia.Signatory": Kept(("signatories",), {"position": "number"}),
    "delegations.Delegation": Kept(("delegations",), {"code": "id"}, {"taken": DERIVED}),
    "delegations.Delegate": Kept(("delegates",), {"participation": "person"}),
    "delegations.Interpreter": Kept(("interpreters",), {"code": "id"}),
    "delegations.InterpreterBooking": Kept(("interpretation",), {"during": "begins_at"}),
    "delegations.VisitItem": Kept(("visits",), {"exhibitor": "organisation"}),
    "screening.RestrictedList": Kept(
        ("screening_lists",), {}, {"account": ACCOUNT, "size": DERIVED}
    ),
    "screening.Restricted": Kept(
        ("screening_entries",), {"held_in": "list"}, {"digest": DERIVED, "keys": DERIVED}
    ),
    "screening.Hit": Kept(
        ("screening_hits",), {"list_name": "list", "entry_name": "entry"}, {"state": DERIVED}
    ),
    "screening.Decision": Kept(("screening_decisions",), {"hit": "code"}, {"account": ACCOUNT}),
    "practices.Practice": Kept(("practices", "practice_changes"), {"code": "id",
                               "proposed": "practice"}),
    "practices.Effect": Kept(("effects",), {"position": "number"}),
    "practices.PracticeEntry": DERIVED,
    "standing_search.SearchRules": Kept(("search_rules",)),
    "standing_search.SearchedMonth": Kept(("months",)),
    "standing_search.FoundFile": MACHINE,
    "standing_search.MonthTable": Kept(("months",), {"searched": "month", "content": "table"}),
    "standing_search.MonthFigures": Kept(("month_figures",), _OF_MONTH),
    "standing_search.Difference": Kept(("month_differences",), _OF_MONTH),
    "standing_search.ProposedNeed": Kept(
        ("proposed_needs",), {"difference": "revision"}, {"account": ACCOUNT}
    ),
    "standing_search.ToldMaker": Kept(("told_makers",), {"proposal": "month"}),
    "market.Watch": Kept(("watches",), {"participation": "person"}),
}  # fmt: skip


def list_models() -> dict[str, type[Model]]:
    """Return the models that belong to the way from a need to a signed project."""
    found = {
        f"{app}.{model.__name__}": model
        for app in APPS
        for model in apps.get_app_config(app).get_models()
    }
    return found | {"market.Watch": apps.get_model("market", "Watch")}


def list_own(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the fields that say something: not the row's number, nor of which edition it is."""
    fields = model._meta.concrete_fields
    return [one for one in fields if one.name not in {"id", "edition"}]


def test_every_field_has_a_column_or_a_reason() -> None:
    models = list_models()
    assert models.keys() == KEPT.keys(), "a new model needs a file, or a reason"
    for name, model in models.items():
        kept = KEPT[name]
        if isinstance(kept, str):
            continue
        own = {one.name for one in list_own(model)}
        columns = {one.name for file in kept.files for one in BY_NAME[file].fields}
        assert kept.named.keys() | kept.left_out.keys() <= own, f"{name}: no such field"
        assert set(kept.named.values()) <= columns, f"{name}: no such column"
        without = own - columns - kept.named.keys() - kept.left_out.keys()
        assert not without, f"{name}: neither in {kept.files} nor left out for a reason"


@pytest.mark.django_db
def test_what_is_carried_comes_back_with_every_field_filled(small: Fair) -> None:
    posted, other = ROWS["proposed_needs"]
    dismissed = other | {"state": "dismissed", "reason": "Made here", "decided_at": at(5)}
    rows = small.projects.to_pylist()
    rows[0] |= {"description": "Gearboxes made by three", "costs": [50.0, 40.0, 0.0, 0.0, 0.0]}
    projects = build_table_of_rows("projects", rows, languages=small.settings.languages)
    fair = join_partnership(replace(small, projects=projects), proposed_needs=[posted, dismissed])
    assert gather_fair(load_fair(fair)) == fair
    # The one headline of these rows has a rate for every sum.
    assert list_empty() == ["cooperation.Headline.unconverted"]


def list_empty() -> list[str]:
    """Return the fields that are carried and say nothing in any row: nothing proves them."""
    found = []
    for name, model in list_models().items():
        kept = KEPT[name]
        if isinstance(kept, str):
            continue
        for one in list_own(model):
            values = model._default_manager.values_list(one.attname, flat=True)
            if one.name not in kept.left_out and all(_is_empty(value) for value in values):
                found.append(f"{name}.{one.name}")
    return found


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})
