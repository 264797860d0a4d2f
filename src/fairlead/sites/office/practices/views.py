"""Practices of an edition: what waits, deciding about it, and writing as project officer."""

from __future__ import annotations

from itertools import zip_longest

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.language import chooser
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.practices.domain.decide_practice import decide_practice
from fairlead.apps.practices.domain.write_practice import (
    EditConflict,
    withdraw_practice,
    write_practice,
)
from fairlead.apps.practices.models import Practice, PracticeState
from fairlead.apps.practices.practice_texts import EFFECT_TEXTS, TEXTS, Values, read_values
from fairlead.apps.practices.queries.own import list_all
from fairlead.sites.desk.practices.forms import PracticeForm
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.formats import join_items
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body
from fairlead.ui.table_download import download_table

_LONG, _PAGE = 512 * 1024, 30


@never_cache
@admit(Act.SEE_PROJECTS)
def show_practices(request: OfficeRequest) -> HttpResponse:
    """Show the practices, those that wait first."""
    edition = request.edition
    state = request.GET.get("state", "")
    state = state if state in PracticeState.values else ""
    rows = list_all(edition, state=state)
    pages = find_pages(request, rows.count(), size=_PAGE, query=f"state={state}")
    context = {
        "edition": edition,
        "rows": rows[pages.rows],
        "pages": pages,
        "state": state,
        "states": PracticeState.choices,
        "may_edit": may(request.user, Act.EDIT_PROJECTS, edition=edition),
    }
    return show_page(request, "practices", context)


@never_cache
@admit(Act.SEE_PROJECTS)
def show_practice(request: OfficeRequest, name: str) -> HttpResponse:
    """Show what everybody sees of a practice beside what waits."""
    edition = request.edition
    rows = Practice.objects.select_related("organisation", "project", "contact__person")
    held = get_object_or_404(rows, edition=edition, code=name)
    now = read_values(held)
    waits = held.proposed or (now if held.state == PracticeState.WAITING else None)
    context = {
        "edition": edition,
        "practice": held,
        "fields": _compare(now if held.state == PracticeState.PUBLISHED else None, waits or now),
        "waits": waits is not None,
        "may_decide": may(request.user, Act.MODERATE, edition=edition),
        "may_edit": may(request.user, Act.EDIT_PROJECTS, edition=edition),
    }
    return show_page(request, "practice", context)


def _compare(old: Values | None, new: Values) -> list[tuple[str, str, str, str]]:
    """Return label, language, what is seen and what is to be seen, field by field."""
    words = {
        "title": _("Title"), "problem": _("What was the problem"),
        "solution": _("What was done"), "economy": _("Country"),
        "organisation": _("Organisation"), "project": _("Project"), "products": _("Products"),
        "sectors": _("Branches"), "year": _("Year"),
    }  # fmt: skip
    found: list[tuple[str, str, str, str]] = []
    for name, label in words.items():
        if name in TEXTS:
            tags = dict.fromkeys([*(old or {}).get(name, {}), *new[name]])
            found += [
                (f"{label} ({tag})", tag, (old or {}).get(name, {}).get(tag, ""),
                 new[name].get(tag, ""))
                for tag in tags
            ]  # fmt: skip
        else:
            found.append((label, "", _show((old or {}).get(name)), _show(new[name])))
    before, after = (old or {}).get("effects", []), new["effects"]
    for place, pair in enumerate(zip_longest(before, after), start=1):
        tags = dict.fromkeys(
            tag for one in pair if one for name in EFFECT_TEXTS for tag in one[name]
        )
        label = _("Effect %d") % place
        found += [
            (f"{label} ({tag})", tag, *(_show_effect(one, tag) for one in pair)) for tag in tags
        ]
    return found


def _show(value: object) -> str:
    if isinstance(value, list):
        return join_items(value)
    return "" if value is None else str(value)


def _show_effect(one: Values | None, tag: str) -> str:
    """Return an effect with its texts in a language; empty without one."""
    if one is None:
        return ""
    said, unit, by = (one[name].get(tag, "–") for name in EFFECT_TEXTS)
    before = "–" if one["before"] is None else f"{one['before']:g}"
    day = f", {one['measured_on']}" if one["measured_on"] else ""
    # An isolate from left to right: among Arabic words the arrow would lead the other way.
    change = f"\u2066{before} → {one['after']:g}\u2069"
    return f"{said}: {change} {unit} ({by}{day})"


@accept_body()
@require_POST
@admit(Act.MODERATE)
def decide(request: OfficeRequest, name: str) -> HttpResponse:
    """Let what waits be seen, or refuse it."""
    held = get_object_or_404(Practice, edition=request.edition, code=name)
    held.edition = request.edition
    try:
        decide_practice(
            held,
            approve=request.POST.get("decision") == "approve",
            seen=read_key(request.POST.get("seen"), most=10**9) or 0,
            reason=request.POST.get("reason", ""),
            by=Doer(request.user),
        )
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("office:practice", request.edition.code, name)
    messages.success(request, _("Saved."))
    return redirect("office:practices", request.edition.code)


@never_cache
@accept_body(_LONG)
@admit(Act.EDIT_PROJECTS)
def edit_practice(request: OfficeRequest, name: str = "") -> HttpResponse:
    """Show the form of a practice, and save what was submitted, or withdraw it."""
    edition, error = request.edition, ""
    rows = Practice.objects.select_related("organisation", "project")
    held = get_object_or_404(rows, edition=edition, code=name) if name else None
    if held is not None and request.method == "POST" and "withdraw" in request.POST:
        held.edition = edition
        withdraw_practice(held, by=Doer(request.user))
        return redirect("office:practices", edition.code)
    newest = None if held is None else held.proposed or read_values(held)
    form = PracticeForm(edition, newest, request.POST or None, is_office=True)
    looks = {"find_codes", "more"} & set(request.POST)
    if request.method == "POST" and not looks and form.is_valid():
        try:
            made = write_practice(
                edition,
                form.read(),
                by=Doer(request.user),
                held=held,
                seen=read_key(request.POST.get("seen"), most=10**9) or 0,
            )
        except EditConflict:
            error = _("It was changed meanwhile. Please look at it again.")
        except Refusal as refused:
            error = str(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:practice", edition.code, made.code)
    context = {
        "edition": edition,
        "form": form,
        "held": held,
        "seen": held.number if held is not None else 0,
        "error": error,
        "finding": bool(looks),
    }
    status = 409 if error else 400 if form.is_bound and form.errors and not looks else 200
    return show_page(request, "practice_edit", context, status=status)


@never_cache
@admit(Act.SEE_PROJECTS)
def export_practices(request: OfficeRequest, kind: str) -> HttpResponse:
    """Hand the practices with their effects as a table, one row an effect."""
    edition = request.edition
    say = chooser(edition)
    header = (
        _("Id"), _("Title"), _("State"), _("Organisation"), _("Country"), _("Project"),
        _("Year"), _("Products"), _("Branches"), _("What was the problem"), _("What was done"),
        _("What was measured"), _("Before"), _("After"), _("Unit"), _("Who measured it"), _("On"),
    )  # fmt: skip
    state = request.GET.get("state", "")
    rows: list[tuple[object, ...]] = []
    found = list_all(edition, state=state if state in PracticeState.values else "")
    for one in found.prefetch_related("effects"):
        plain = (
            one.code, say(one.title), one.get_state_display(),
            say(one.organisation.name) if one.organisation else "", one.economy,
            one.project.code if one.project else "", one.year, ", ".join(one.products),
            ", ".join(one.sectors), say(one.problem), say(one.solution),
        )  # fmt: skip
        effects = list(one.effects.all())
        rows += [
            (
                *plain, say(effect.measure), effect.before, effect.after, say(effect.unit),
                say(effect.measured_by),
                effect.measured_on.isoformat() if effect.measured_on else "",
            )
            for effect in effects
        ] or [(*plain, "", None, None, "", "", "")]  # fmt: skip
    return download_table(f"practices-{edition.code}", kind, header, rows)
