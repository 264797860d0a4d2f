"""A person walks along the frontier: settings, the points, why projects are out, fair shares."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.cooperation.models import Project, Share
from fairlead.apps.cooperation.queries.projects import list_projects
from fairlead.apps.cooperation.queries.states import NOW, AsOf
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.roles import Act
from fairlead.apps.pipeline.runs.portfolio_walk import AIMS, walk_edition
from fairlead.apps.trade.models import Dependency
from fairlead.apps.trade.queries.imports import find_released_run
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.models import Work, WorkState
from fairlead.chain.portfolio.money import UNLIMITED
from fairlead.charts.frontier import NARROW, WIDE, FrontierWords, draw_frontier
from fairlead.folder import bounds
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.localized_text import SpokenText
from fairlead.sites.as_of import find_moment, read_as_of_query
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.portfolio.settings_input import SettingsInput, read_asked, write_figure
from fairlead.sites.office.portfolio.sharing import describe_sharing
from fairlead.sites.office.portfolio.walk_words import say_in_the_way, say_why
from fairlead.ui.formats import name_country
from fairlead.ui.serving import accept_body, serve_apart

AT_ONCE = 40  # projects; more are worked out in the background
_AT_ONCE_SECONDS = 6.0
_USUAL_YEARS = 5  # where no budget says how many


@dataclass(frozen=True, slots=True)
class ExcludedRow:
    """A project that is out, why, and what would bring it in, in words."""

    code: str
    title: SpokenText
    why: str


def _name_aims() -> dict[str, str]:
    return {"jobs": _("jobs"), "cost": _("least cost"), "emissions": _("least emissions")}


def _name_measures() -> dict[str, str]:
    return {"jobs": _("jobs"), "cost": _("cost"), "emissions": _("emissions")}


def _name_axis(aim: str, currency: str) -> str:
    name = _name_measures()[aim].capitalize()
    return f"{name} ({currency})" if aim == "cost" else name


def _name_beyond() -> dict[str, str]:
    return {
        "unlimited": _("no limit"),
        "nothing": _("nothing may be spent"),
        "last": _("the last amount in each year"),
    }


def _name_sunk() -> dict[str, str]:
    return {
        "left_out": _("left out: no choice changes them"),
        "counted": _("counted, brought forward"),
    }


def _read_asked(edition: Edition, query: QueryDict) -> tuple[SettingsInput, AsOf]:
    """Return the settings a query asks for, and the day and moment that are among them."""
    as_of = read_as_of_query(query, edition)
    return read_asked(query, first_year=edition.budgets_first_year, as_of=as_of), as_of


@serve_apart("dear")
@never_cache
@admit(Act.SEE_PROJECTS)
def show_portfolio(request: OfficeRequest) -> HttpResponse:
    """Show the settings, and the walk once it is asked for."""
    edition = request.edition
    asked, as_of = _read_asked(edition, request.GET)
    projects, begins = _list_projects(edition, as_of)
    is_asked = "go" in request.GET and not asked.faults
    walk: dict[str, Any] | None = None
    fault, work = "", None
    if is_asked and len(projects) <= AT_ONCE:
        try:
            walk = walk_edition(edition, asked.settings, seconds=_AT_ONCE_SECONDS)
        except InvalidInput as error:
            fault = " ".join(str(one) for one in error.problems)
    elif is_asked:
        work = _find_work(edition, asked)
        if work is not None and work.state == WorkState.DONE:
            walk = work.result
        elif work is not None and work.state == WorkState.FAILED:
            fault = work.error[:500]
    context: dict[str, object] = {
        "edition": edition,
        "asked": asked,
        "as_of": as_of,
        "begins": begins,
        "zone": edition.zone,
        "is_asked": is_asked,
        "fault": fault,
        "work": work,
        "aims": list(_name_aims().items()),
        "second_aims": [("", _("none")), *_name_aims().items()],
        "budgets": _list_budgets(edition, request.GET),
        "beyond": asked.settings["beyond"] or edition.budgets_beyond,
        "beyonds": list(_name_beyond().items()),
        "sunk": asked.settings["sunk"] or edition.sunk_flows,
        "sunks": list(_name_sunk().items()),
        "projects": [
            (one, one.code in asked.settings["inside"], one.code in asked.settings["outside"])
            for one in projects
        ],
        "critical": _list_critical(edition, projects, asked, moment=find_moment(as_of, edition)),
        "query": request.GET.urlencode(),
    }
    if walk is not None:
        context |= _describe_walk(request, walk, projects, asked)
    return show_page(request, "portfolio", context, status=400 if asked.faults else 200)


@accept_body()
@require_POST
@admit(Act.SEE_PROJECTS)
def work_out(request: OfficeRequest) -> HttpResponse:
    """Have the walk worked out in the background, and go where it will be shown."""
    sent = QueryDict(request.POST.get("query", ""), mutable=True)
    asked, _as_of = _read_asked(request.edition, sent)
    sent["go"] = "1"
    if not asked.faults:
        queue_work(
            "walk_frontier",
            edition=request.edition,
            account=request.user,
            parameters=asked.settings,
            key=asked.key,
        )
    address = reverse("office:portfolio", args=(request.edition.code,))
    return redirect(f"{address}?{sent.urlencode()}")


def _find_work(edition: Edition, asked: SettingsInput) -> Work | None:
    rows = Work.objects.filter(edition=edition, kind="walk_frontier", key=asked.key)
    return rows.order_by("-asked_at").first()


@dataclass(frozen=True, slots=True)
class Budget:
    """A row of the form: an economy, and what it may spend by year as it was typed or is held."""

    economy: str
    name: str
    cells: tuple[tuple[int, str], ...]


def _list_budgets(edition: Edition, given: QueryDict) -> list[Budget]:
    """Return each economy's budget: as typed, or as the edition has it; none without a year."""
    if edition.budgets_first_year is None:
        return []
    held = dict(edition.budgets or ())
    economies = set(
        Share.objects.filter(project__edition=edition).values_list("partner__economy", flat=True)
    )
    economies |= set(held)
    typed = {one: given.getlist(f"budget_{one}") for one in economies}
    length = max(map(len, (*held.values(), *typed.values())), default=0) or _USUAL_YEARS
    length = min(length, bounds.YEARS_OF_MONEY)
    years = range(edition.budgets_first_year, edition.budgets_first_year + length)
    rows = []
    for economy in sorted(economies, key=name_country):
        own = typed[economy] or _write_budget(held.get(economy), edition.budgets_beyond, length)
        cells = [text[:40] for text in own] + [""] * length
        rows.append(Budget(economy, name_country(economy), tuple(zip(years, cells, strict=False))))
    return rows


def _write_budget(amounts: list[float] | None, beyond: str, length: int) -> list[str]:
    """Return a budget as a form has it, a text for each year; "" is no limit."""
    if amounts is None:
        return []
    texts = [write_figure(amount) for amount in amounts]
    last = texts[-1] if texts and beyond == "last" else "" if beyond == UNLIMITED else "0"
    return texts + [last] * (length - len(texts))


def _list_projects(edition: Edition, as_of: AsOf) -> tuple[list[Project], dt.datetime | None]:
    """Return the projects as of then, and since when their history is kept where that is later."""
    if as_of == NOW:
        rows = Project.objects.filter(edition=edition).only("code", "title", "products")
        return list(rows.order_by("code")), None
    found = list_projects(edition, as_of=as_of)
    begins = max((one.begins for one in found if one.begins is not None), default=None)
    return sorted((one.project for one in found), key=lambda one: one.code), begins


def _list_critical(
    edition: Edition, projects: list[Project], asked: SettingsInput, *, moment: dt.datetime | None
) -> list[tuple[str, SpokenText, bool]]:
    """Return the critical imports that some project makes, and those that are asked for."""
    run = find_released_run(edition, moment=moment)
    wanted = asked.settings["cover"]
    if run is None:
        return [(code, SpokenText(code), True) for code in wanted]
    made = {code for one in projects for code in one.products}
    above = {code[:size] for code in made for size in range(1, len(code) + 1)}
    found = Dependency.objects.filter(run=run, critical=True).order_by("product")
    choose = chooser(edition)
    titles = {
        product: choose(title)
        for product, title in found.values_list("product", "title")
        if product in above or any(product[:size] in made for size in range(1, len(product)))
    }
    listed = [(code, titles.get(code, SpokenText(code)), code in wanted) for code in titles]
    return listed + [(code, SpokenText(code), True) for code in wanted if code not in titles]


def _describe_walk(
    request: OfficeRequest, walk: dict[str, Any], projects: list[Project], asked: SettingsInput
) -> dict[str, object]:
    edition = request.edition
    stands = list(walk["stands"])
    names = _name_aims()
    choose = chooser(edition)
    titles = {one.code: choose(one.title) for one in projects}
    here = _read_place(request.GET.get("at", ""), len(stands))
    bare = request.GET.copy()
    bare.pop("at", None)
    addresses = []
    for place in range(len(stands)):
        bare["at"] = str(place + 1)
        addresses.append(f"?{bare.urlencode()}#point")
    is_fairest = request.GET.get("at") == "fairest" and walk["fairest"] is not None
    stand = walk["fairest"] if is_fairest else stands[here] if stands else None
    bare["at"] = "fairest"
    aim, second = asked.settings["aim"], asked.settings["second"]
    ahead = stands[here + 1] if here + 1 < len(stands) and not is_fairest else None
    # A walk at the next level of a third aim begins again with less of the other.
    gains = ahead and stand and (ahead["measure"] > stand["measure"]) == (aim == AIMS[0])
    words = FrontierWords(
        _("What more of one costs of the other"),
        _("Worth (%s)") % edition.currency,
        _name_axis(aim, edition.currency),
    )
    return {
        "walk": walk,
        "aim": names[aim] if gains or not second else names[second],
        "measured": _name_measures()[aim],
        "measure_currency": edition.currency if aim == "cost" else "",
        "second_currency": edition.currency if second == "cost" else "",
        "second": names.get(second, ""),
        "second_measured": _name_measures().get(second, ""),
        "points": [
            (place + 1, one, addresses[place], place == here and not is_fairest)
            for place, one in enumerate(stands)
        ],
        "pictures": [
            SafeString(
                draw_frontier(
                    [(one["measure"], one["npv"]) for one in stands],
                    addresses=addresses,
                    here=-1 if is_fairest else here,
                    words=words,
                    width=width,
                )
            )
            for width in (WIDE, NARROW)
        ],
        "before": addresses[here - 1] if stands and here > 0 and not is_fairest else "",
        "after": addresses[here + 1] if ahead else "",
        "fairest_address": f"?{bare.urlencode()}#point" if walk["fairest"] else "",
        "is_fairest": is_fairest,
        "stand": stand,
        "chosen": [(code, titles.get(code, code)) for code in stand["chosen"]] if stand else [],
        "entered": [titles.get(code, code) for code in stand["entered"]] if stand else [],
        "left": [titles.get(code, code) for code in stand["left"]] if stand else [],
        "out": [
            ExcludedRow(one["project"], titles.get(one["project"], SpokenText(one["project"])),
                say_why(one, edition, titles))
            for one in stand["out"]
        ]
        if stand
        else [],
        "sharing": describe_sharing(stand["sharing"]) if stand and stand["sharing"] else None,
        "in_the_way": say_in_the_way(walk.get("in_the_way"), edition, titles),
        "unknown": [titles.get(code, code) for code in walk["unknown"]],
    }  # fmt: skip


def _read_place(text: str, count: int) -> int:
    known = text.isascii() and text.isdigit() and len(text) < 4
    return min(max(int(text) - 1, 0), max(count - 1, 0)) if known else 0
