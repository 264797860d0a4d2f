"""A project's appraisal in the office: its figures, how each came about, and a form for more."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.cooperation.domain.save_appraisal import save_appraisal
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Project, ProjectAppraisal
from fairlead.apps.cooperation.queries.projects import list_benefit_shares, list_cost_shares
from fairlead.apps.cooperation.runs import (
    INDICATOR_NAMES,
    STANDARDS,
    appraise_document,
    read_new,
    weigh_document,
)
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.studies import open_edition_flows
from fairlead.charts.project_bars import draw_flows, draw_ranges
from fairlead.folder.input_errors import InvalidInput
from fairlead.sites.as_of import find_moment, read_as_of, write_as_of
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.projects.appraisal_faults import name_field, say_fault
from fairlead.ui.numbers_asked import parse_figure
from fairlead.ui.serving import accept_body

ROWS = {"lines": 8, "views": 6}
KINDS = {
    "investment": gettext_lazy("investment"),
    "revenue": gettext_lazy("revenue"),
    "operating": gettext_lazy("operating cost"),
}
INDICATORS = {
    "energy": gettext_lazy("Energy per unit made"),
    "emissions_1": gettext_lazy("Emissions of scope 1 per unit made"),
    "emissions_2": gettext_lazy("Emissions of scope 2 per unit made"),
    "emissions_3": gettext_lazy("Emissions of scope 3 per unit made"),
    "water": gettext_lazy("Water per unit made"),
    "recycled_input": gettext_lazy("Recycled input, share"),
    "waste_in_use": gettext_lazy("Waste kept in use"),
    "equipment_age": gettext_lazy("Age of the equipment"),
    "equipment_replaced": gettext_lazy("Equipment replaced, share"),
    "second_life": gettext_lazy("Equipment with a second life, share"),
}
_NUMBERS = ("rate", "inflation", "tax", "residual", "made_before", "made_after", "jobs", "wage",
            "local_share", "first_year", "depreciation_years", "seed")  # fmt: skip
_WORDS = ("currency", "rate_is", "prices", "timing")
_FIELDS: dict[str, tuple[str, ...]] = {
    "lines": ("name", "kind", "amounts", "low", "high", "pay", "local"),
    "views": ("name", "benefit_share", "cost_share", "currency", "per_unit", "rate", "inflation",
              "taxed"),
    "residual_range": ("low", "high"),
    "renewal": ("indicator", "before", "after", "unit", "basis", "who", "source", "factor",
                "factor_source"),
    "replacement": ("product", "importer", "producer", "imports", "share", "ramp", "output"),
}  # fmt: skip
_LISTS = ("amounts", "per_unit", "imports", "ramp")
_TEXTS = ("name", "kind", "currency", "indicator", "unit", "basis", "who", "source",
          "factor_source", "product", "importer", "producer")  # fmt: skip


@accept_body()
@admit(Act.SEE_PROJECTS)
def appraisal(request: OfficeRequest, project: str) -> HttpResponse:
    """Show the newest version, the last as of a moment, or the one the address names; save one."""
    edition = request.edition
    found = get_object_or_404(
        Project.objects.select_related("edition").prefetch_related("shares__partner"),
        edition=edition,
        code=project,
    )
    may_edit = may(request.user, Act.EDIT_PROJECTS, edition=edition)
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        document = read_form(request.POST)
        try:
            saved = _save(request, found, document)
        except InvalidInput as wrong:
            faults = _say_faults(wrong)
            return _show(request, found, document, None, faults=faults, may_edit=may_edit)
        messages.success(request, _("Version %d is saved.") % saved.number)
        return redirect("office:appraisal", edition.code, found.code)
    moment = find_moment(read_as_of(request, edition), edition)
    known = Q() if moment is None else Q(recorded_at__lte=moment)
    versions = list(found.appraisals.filter(known).order_by("-number"))
    version = _pick(versions, request.GET.get("version", ""))
    may_edit = may_edit and moment is None  # what was known then is not added to
    if version is not None:
        document = version.inputs
    else:
        document = propose(found, edition.currency) if moment is None else {}
    return _show(request, found, document, version, may_edit=may_edit, versions=versions)


def _pick(versions: list[ProjectAppraisal], number: str) -> ProjectAppraisal | None:
    if not number:
        return versions[0] if versions else None
    for version in versions:
        if str(version.number) == number:
            return version
    raise Http404


def _save(
    request: OfficeRequest, project: Project, document: Mapping[str, Any]
) -> ProjectAppraisal:
    supply: dict[str, Any] = {}
    read_new(document)  # said before the flows are asked
    flows = open_edition_flows(request.edition) if "replacement" in document else None
    if flows is not None:
        supply = weigh_document(document, flows.flows)
    return save_appraisal(
        project, document, by=EntryAuthor.of(request.user), doer=Doer(request.user), supply=supply
    )


def _say_faults(wrong: InvalidInput) -> list[tuple[str, str, str]]:
    return [(name_field(one.field), say_fault(one.expected), one.value) for one in wrong.problems]


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the form: its place, and what stands in its fields."""

    place: int
    given: Mapping[str, str]


def _show(
    request: OfficeRequest,
    project: Project,
    document: Mapping[str, Any],
    version: ProjectAppraisal | None,
    *,
    may_edit: bool,
    versions: list[ProjectAppraisal] | None = None,
    faults: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    result, unreadable = None, False
    if version is not None:
        try:
            result = appraise_document(version.inputs)
        except InvalidInput as wrong:  # it came with a folder
            faults = _say_faults(wrong)
            document, unreadable = {}, True
    bars = {bar.name: bar for bar in result.tornado} if result is not None else {}
    factors = dict(result.switching) if result is not None else {}
    drawn: dict[str, SafeString] = {}
    if result is not None and result.whole.paid is not None:
        ranges = [(bar.low, bar.high) for bar in result.tornado]
        drawn = dict(zip(bars, draw_ranges(ranges, at=result.whole.paid.npv), strict=True))
    context: dict[str, object] = {
        "edition": request.edition,
        "as_of": read_as_of(request, request.edition),
        "asked": write_as_of(request, request.edition),
        "zone": request.edition.zone,
        "project": project,
        "version": version,
        "versions": versions or [],
        "result": result,
        # The widest first, then lines of no range, which have a switching value all the same.
        "bars": [
            (name, bars.get(name), factors.get(name), drawn.get(name))
            for name in {**bars, **factors}
        ],
        "chart": draw_flows(result.flows.net.tolist(), first_year=result.years[0])
        if result
        else "",
        "flow_rows": list(
            zip(
                result.years,
                *(
                    getattr(result.flows, name).tolist()
                    for name in ("revenue", "residual", "investment", "operating", "tax", "net")
                ),
                strict=True,
            )
        )
        if result
        else [],
        "replaced": list(
            enumerate(result.inputs.replacement.replaced, result.inputs.first_year)
        )
        if result and result.inputs.replacement
        else [],
        "renewed": [(one, INDICATORS[one.reading.code], *STANDARDS[one.reading.code]) for one in
                    (result.renewed if result else ())],
        "supply": [(name, version.supply[name]) for name in ("before", "after")]
        if version and version.supply
        else [],
        "given": {name: _write(document.get(name)) for name in (*_NUMBERS, *_WORDS)},
        "lines": _list_rows(document, "lines"),
        "views": _list_rows(document, "views"),
        "renewal": _list_renewal(document),
        "replacement": {
            name: _write((document.get("replacement") or {}).get(name))
            for name in _FIELDS["replacement"]
        },
        "residual_range": {
            name: _write((document.get("residual_range") or {}).get(name))
            for name in _FIELDS["residual_range"]
        },
        "kinds": KINDS,
        "faults": faults or [],
        "unreadable": unreadable,
        "may_edit": may_edit,
    }  # fmt: skip
    return show_page(
        request, "appraisal", context, status=422 if faults and not unreadable else 200
    )


def _list_rows(document: Mapping[str, Any], name: str) -> list[FormRow]:
    rows = document.get(name) or []
    count = max(ROWS[name], len(rows) + 1)
    rows = [*rows, *[{}] * (count - len(rows))]
    return [
        FormRow(place, {field: _write(row.get(field)) for field in _FIELDS[name]})
        for place, row in enumerate(rows)
    ]


def _list_renewal(document: Mapping[str, Any]) -> list[tuple[FormRow, object]]:
    given = {row.get("indicator"): row for row in document.get("renewal") or []}
    rows: list[tuple[FormRow, object]] = []
    for place, code in enumerate(INDICATOR_NAMES):
        row = {"indicator": code, **given.get(code, {})}
        fields = {field: _write(row.get(field)) for field in _FIELDS["renewal"]}
        rows.append((FormRow(place, fields), INDICATORS[code]))
    return rows


def _write(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "" if value else "no"
    if isinstance(value, list):
        return " ".join(map(_write, value))
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def propose(project: Project, currency: str) -> dict[str, Any]:
    """Return what the project's own flows and shares say, for a first version."""
    flows = [float(flow) for flow in project.cash_flows]
    benefits = {share.economy: share.share for share in list_benefit_shares(project)}
    costs = {share.economy: share.share for share in list_cost_shares(project)}
    return {
        "currency": currency,
        "first_year": project.start_year,
        "rate": 0.08,
        "lines": [
            {"name": "1", "kind": "investment", "amounts": [max(-flow, 0.0) for flow in flows]},
            {"name": "2", "kind": "revenue", "amounts": [max(flow, 0.0) for flow in flows]},
        ],
        "views": [
            {
                "name": economy,
                "cost_share": costs.get(economy, 0.0),
                "benefit_share": (benefits or costs).get(economy, 0.0),
                "currency": currency,
            }
            for economy in sorted(costs | benefits)
        ],
        "jobs": project.jobs,
        "local_share": project.local_share,
    }


def read_form(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the document of what was sent; what is no number stays a text, to be named."""
    document: dict[str, Any] = {}
    for name in (*_NUMBERS, *_WORDS):
        value = sent.get(name, "").strip()
        if value:
            document[name] = value if name in _WORDS else _read_number(value)
    for name, count in (("lines", 30), ("views", 30), ("renewal", len(INDICATOR_NAMES))):
        rows = [
            row
            for place in range(count)
            if (row := _read_row(sent, f"{name}-{place}-", _FIELDS[name]))
            and set(row) - {"kind", "basis", "indicator", "taxed"}
        ]
        if rows:
            document[name] = rows
    for name in ("replacement", "residual_range"):
        if table := _read_row(sent, f"{name}-", _FIELDS[name]):
            document[name] = table
    return document


def _read_row(sent: Mapping[str, str], prefix: str, fields: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in fields:
        value = sent.get(prefix + field, "").strip()
        if not value:
            continue
        if field == "taxed":
            row[field] = value != "no"
        elif field in _LISTS:
            row[field] = [_read_number(one) for one in value.split()]
        else:
            row[field] = value if field in _TEXTS else _read_number(value)
    return row


def _read_number(text: str) -> Any:
    """Return the number of a text, with a decimal point or comma; the text where it is none."""
    for read in (parse_figure, float):
        with suppress(ValueError):
            value = float(read(text))
            return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return text
