"""What is being prepared, step by step; the page needs no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from fairlead.apps.pipeline.preparation import Preparation, StepState, read_once
from fairlead.sites.public.frame import show

_NAMES = {
    "database": _("Database"),
    "fair": _("Synthetic fair"),
    "load": _("Loading"),
    "dependency": _("Critical imports"),
    "matching": _("Matches"),
    "scheduling": _("Timetable"),
    "portfolio": _("Choice of projects"),
}
_STATES = {
    "waiting": _("to come"),
    "running": _("under way"),
    "done": _("done"),
    "failed": _("stopped"),
}
_PAGES = {
    "load": "exhibitors",
    "dependency": "critical_imports",
    "matching": "needs",
    "scheduling": "meetings",
    "portfolio": "projects",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A step as the page shows it; ``address`` is where what it made is seen."""

    step: StepState
    name: str
    state: str
    address: str = ""


@never_cache
def preparation(request: HttpRequest) -> HttpResponse:
    """Show where the preparation stands."""
    return show(request, "preparation", _build_context(request))


@never_cache
def steps(request: HttpRequest) -> HttpResponse:
    """Return the part of the page that changes, for its script."""
    return render(request, "public/parts/preparation_steps.html", _build_context(request))


def _build_context(request: HttpRequest) -> dict[str, object]:
    found = read_once(request, settings.FAIRLEAD_HOME)
    home = ""
    if found is not None and found.edition and found.has("load"):
        home = reverse("public:home", args=(found.edition,))
    return {"preparation": found, "rows": list(_list_rows(found)) if found else [], "fair": home}


def _list_rows(found: Preparation) -> Iterator[Row]:
    for step in found.steps:
        state = step.state
        if state == "running" and not found.running:
            state = "failed"
        page = _PAGES.get(step.name, "")
        shown = bool(page) and state == "done" and bool(found.edition)
        yield Row(
            step,
            str(_NAMES.get(step.name, step.name)),
            str(_STATES[state]),
            reverse(f"public:{page}", args=(found.edition,)) if shown else "",
        )
