"""The organiser's desk at the meetings that are on: who came, who did not, and the rules of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.cooperation.domain.open_from_meeting import open_project as open_from_meeting
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.fairs.domain.refusal import Refusal as ProjectRefusal
from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.meetings.domain.attend_meeting import (
    EARLY,
    check_in,
    find_rules,
    report_no_show,
)
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.domain.request_meeting import USUAL_A_DAY, USUAL_OPEN
from fairlead.apps.meetings.domain.set_person_limit import Limits, set_person_limit
from fairlead.apps.meetings.domain.set_request_limits import set_request_limits
from fairlead.apps.meetings.models import (
    Booking,
    CheckIn,
    Meeting,
    MeetingRequest,
    MeetingRules,
    PersonLimit,
    RequestLimit,
    Started,
    StartedKind,
)
from fairlead.apps.meetings.queries.sides import NAMED
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation, Role
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.folder import bounds
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.formats import number
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

_MOST = 200
OF_A_PERSON = {
    "a_day": bounds.MEETINGS_PER_DAY,
    "in_all": bounds.MEETINGS_IN_ALL,
    "at_least": bounds.MEETINGS_IN_ALL,
    "least_a_day": bounds.MEETINGS_PER_DAY,
    "rest": bounds.REST,
}
"""What a limit of one person may be."""


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting that is on or about to begin, with its people and who of them is there."""

    meeting: Meeting
    begins: dt.datetime
    ends: dt.datetime
    people: tuple[tuple[Participation, bool], ...]
    may_release: bool


@never_cache
@require_safe
@admit(Act.CHECK_PEOPLE_IN)
def show_attendance(request: OfficeRequest) -> HttpResponse:
    """Show the meetings that are on or begin within half an hour, those asked for by a name."""
    edition, now = request.edition, timezone.now()
    words = request.GET.get("words", "").strip()[:200]
    rules = find_rules(edition.pk)
    sets_up = may(request.user, Act.SET_UP, edition=edition)
    waiting = Started.objects.filter(request__edition=edition, code="", kind=StartedKind.PROJECT)
    context = {
        "edition": edition,
        "rows": _list_rows(request, words, now, rules),
        "words": words,
        "now": now,
        "zone": edition.zone,
        "form": RulesForm(instance=rules),
        "may_set_rules": sets_up,
        "limits": _list_limits(request) if sets_up else [],
        "usual": (USUAL_A_DAY, USUAL_OPEN),
        "of_people": _list_limits_of_people(request) if sets_up else [],
        "started": list(
            waiting.select_related(*(f"request__{one}" for one in NAMED)).order_by("at")[:_MOST]
        )
        if may(request.user, Act.EDIT_PROJECTS, edition=edition)
        else [],
    }
    return show_page(request, "attendance", context)


def _list_rows(
    request: OfficeRequest, words: str, now: dt.datetime, rules: MeetingRules
) -> list[Row]:
    bookings = Booking.objects.filter(
        participation__edition=request.edition,
        during__startswith__lte=now + EARLY,
        during__endswith__gte=now,
    )
    if words:
        paths = ("participation__person__name", "participation__organisation__name")
        named = bookings.filter(find_named(words, *paths, codes=["participation__code"]))
        bookings = bookings.filter(meeting__in=named.values("meeting"))
    found = bookings.select_related(
        "participation__person",
        "participation__organisation",
        "meeting__request",
        "meeting__stand__hall",
        "meeting__table",
    ).order_by("during", "meeting", "participation")
    by_meeting: dict[int, list[Booking]] = {}
    for one in found[: 3 * _MOST]:
        by_meeting.setdefault(one.meeting_id, []).append(one)
    there = set(
        CheckIn.objects.filter(
            request__in=[rows[0].meeting.request_id for rows in by_meeting.values()]
        ).values_list("request", "participation", "begins")
    )
    grace = dt.timedelta(minutes=rules.grace_minutes)
    rows = []
    for held in list(by_meeting.values())[:_MOST]:
        meeting, during = held[0].meeting, held[0].during
        people = tuple(
            (one.participation, (meeting.request_id, one.participation_id, during.lower) in there)
            for one in held
        )
        late = during.lower + grace <= now and not all(is_there for _who, is_there in people)
        rows.append(Row(meeting, during.lower, during.upper, people, late))
    return rows


@accept_body()
@require_POST
@admit(Act.CHECK_PEOPLE_IN)
def note(request: OfficeRequest) -> HttpResponse:
    """Note that somebody is at a meeting, or that a side did not come."""
    edition, given = request.edition, request.POST
    asked = get_object_or_404(MeetingRequest, edition=edition, code=given.get("request", ""))
    try:
        if given.get("act") == "here":
            who = get_object_or_404(Participation, edition=edition, code=given.get("who", ""))
            check_in(asked, who=who)
            act = "check_in"
            messages.success(request, _("Noted."))
        elif given.get("act") == "no_show":
            missed = report_no_show(asked, by=None)
            act = "no_show"
            freed = _("Noted. The time goes to the waiting list.")
            messages.success(request, _("Noted.") if missed.was_over else freed)
        else:
            raise Http404
    except Refusal as refused:
        messages.warning(request, str(refused))
    else:
        after = {"who": given.get("who", "")}
        record_change(act, asked, by=Doer(request.user), edition=edition, after=after)
    return redirect("office:attendance", edition.code)


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """How an edition deals with those who do not come."""

    class Meta:
        """All of it."""

        model = MeetingRules
        fields = ("grace_minutes", "release_by", "hall_minutes")
        labels = {
            "grace_minutes": gettext_lazy("Minutes of grace before a no-show"),
            "release_by": gettext_lazy("Who says that somebody did not come"),
            "hall_minutes": gettext_lazy("Minutes from hall to hall"),
        }


@accept_body()
@require_POST
@admit(Act.SET_UP)
def set_rules(request: OfficeRequest) -> HttpResponse:
    """Set how long one waits, and who gives a meeting up."""
    edition = request.edition
    rules = find_rules(edition.pk)
    before = {name: getattr(rules, name) for name in RulesForm.Meta.fields}
    form = RulesForm(request.POST, instance=rules)
    if form.is_valid():
        saved = form.save()
        after = {name: getattr(saved, name) for name in RulesForm.Meta.fields}
        record_change(
            "set_meeting_rules",
            edition,
            by=Doer(request.user),
            edition=edition,
            before=before,
            after=after,
        )
        messages.success(request, _("Saved."))
    else:
        messages.warning(request, _("Expected minutes from 0 to 240."))
    return redirect("office:attendance", edition.code)


def _list_limits(request: OfficeRequest) -> list[tuple[Role, RequestLimit | None]]:
    """Return every role with how many requests its people may make, None where it is the usual."""
    found = {one.role: one for one in RequestLimit.objects.filter(edition=request.edition)}
    return [(role, found.get(role)) for role in Role]


@accept_body()
@require_POST
@admit(Act.SET_UP)
def set_limits(request: OfficeRequest) -> HttpResponse:
    """Set how many requests participants of each role may make."""
    edition, limits, most = request.edition, {}, int(bounds.REQUESTS_AT_ONCE.high)
    for role in Role:
        said = [request.POST.get(f"{name}-{role}", "").strip() for name in ("a_day", "at_once")]
        if not any(said):
            continue
        a_day, at_once = (read_key(one, most=most) for one in said)
        if a_day is None or at_once is None:
            words = _("{role}: expected two whole numbers up to {most}, or none at all.")
            said_of = words.format(role=role.label, most=number(most))
            return refuse(request, said_of, "office:attendance", edition.code)
        limits[role.value] = (a_day, at_once)
    set_request_limits(edition, limits, by=Doer(request.user))
    messages.success(request, _("Saved."))
    return redirect("office:attendance", edition.code)


def _list_limits_of_people(request: OfficeRequest) -> list[PersonLimit]:
    """Return the limits of people who have their own, by name."""
    found = PersonLimit.objects.filter(participation__edition=request.edition)
    named = found.select_related("participation__person", "participation__organisation")
    return list(named.order_by("participation__person__name", "participation")[:_MOST])


@accept_body()
@require_POST
@admit(Act.SET_UP)
def set_limit_of_person(request: OfficeRequest) -> HttpResponse:
    """Set how many meetings one participant has at most and at least, and the rest after each."""
    edition, said = request.edition, request.POST.get("who", "").strip()
    who = Participation.objects.filter(edition=edition, code=said).first() if said else None
    if who is None:
        words = _("Expected the id of somebody who takes part, not “{text}”.")
        said_of = words.format(text=said[:100])
        return refuse(request, said_of, "office:attendance", edition.code)
    given: dict[str, int] = {}
    for name, bound in OF_A_PERSON.items():
        text = request.POST.get(name, "").strip()
        number_said = read_key(text, most=int(bound.high))
        if text and (number_said is None or number_said < bound.low):
            words = _("Expected a whole number from {least} to {most}, or nothing, not “{text}”.")
            said_of = words.format(
                least=number(int(bound.low)), most=number(int(bound.high)), text=text[:100]
            )
            return refuse(request, said_of, "office:attendance", edition.code)
        if number_said is not None:
            given[name] = number_said
    in_all = given.get("in_all", int(bounds.MEETINGS_IN_ALL.high))
    least_a_day = given.get("least_a_day", 0)
    if max(given.get("at_least", 0), least_a_day) > in_all or least_a_day > given.get(
        "a_day", least_a_day
    ):
        said_of = _("Nobody can have more meetings at least than at most.")
        return refuse(request, said_of, "office:attendance", edition.code)
    try:
        set_person_limit(who, Limits(**given), by=Doer(request.user))
    except Refusal as refused:
        return refuse(request, str(refused), "office:attendance", edition.code)
    messages.success(request, _("Saved."))
    return redirect("office:attendance", edition.code)


@accept_body()
@require_POST
@admit(Act.EDIT_PROJECTS)
def open_project(request: OfficeRequest) -> HttpResponse:
    """Open the project that two who met want to begin, with its parties and what they need."""
    edition, key = request.edition, read_key(request.POST.get("started"))
    started = get_object_or_404(Started, request__edition=edition, pk=key, kind=StartedKind.PROJECT)
    try:
        project = open_from_meeting(started, by=EntryAuthor.of(request.user))
    except ProjectRefusal:
        messages.warning(request, _("Nobody of those who met belongs to an organisation."))
        return redirect("office:attendance", edition.code)
    return redirect("office:project", edition.code, project.code)
