"""The office's pages of people: the list, one of them, deciding one or many."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fairlead.apps.consent.queries.consents import list_asked
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.people.domain.decide_registration import decide_registrations
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import (
    AnswerGiven,
    Change,
    Participation,
    ParticipationState,
    ParticipationType,
    QuestionKind,
    Role,
)
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.people.tasks import queue_decisions
from fairlead.apps.privacy.act_words import name_act
from fairlead.apps.privacy.queries.changes import ChangeDetails, tell_changes
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.registrations.list_registrations import (
    PAGE_SIZE,
    RegistrationFilter,
    count_states,
    find_people,
    read_page,
)
from fairlead.ui.forms.lengths import check_line
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

_LONGEST_REASON = 500


@admit(Act.SEE_PEOPLE)
def show_registrations(request: OfficeRequest) -> HttpResponse:
    """Show who is registered."""
    asked = read_asked(request)
    edition = request.edition
    rows, pages = read_page(request, find_people(edition, asked), asked)
    return show_page(
        request,
        "registrations",
        {
            "edition": edition,
            "rows": rows,
            "pages": pages,
            "asked": asked,
            "query": asked.write(),
            "states": [
                (value, label, many, "?" + asked.write(state=value))
                for value, label, many in count_states(edition)
            ],
            "kinds": ParticipationType.objects.filter(edition=edition),
            "may_decide": may(request.user, Act.DECIDE_REGISTRATIONS, edition=edition),
        },
    )


@accept_body()
@require_POST
@admit(Act.DECIDE_REGISTRATIONS)
def decide(request: OfficeRequest) -> HttpResponse:
    """Approve or reject those chosen, or all of the list as it is asked for.

    More than stand on a page are decided by background work.
    """
    edition, asked = request.edition, read_asked(request)
    if request.POST.get("all"):
        chosen = list(find_people(edition, asked).values_list("pk", flat=True))
    else:
        chosen = [key for one in request.POST.getlist("who") if (key := read_key(one)) is not None]
    approve = request.POST.get("decision") == "approve"
    reason = check_line(request.POST.get("reason", ""), _LONGEST_REASON)
    if len(chosen) > PAGE_SIZE:
        work = queue_decisions(
            edition, chosen, approve=approve, reason=reason, account=request.user
        )
        return redirect("office:work_one", edition.code, work.pk)
    decided, refused = decide_registrations(
        edition, chosen, approve=approve, reason=reason, by=Doer(request.user)
    )
    words = ngettext("%d registration decided.", "%d registrations decided.", decided)
    messages.success(request, words % decided)
    if refused:
        left = ngettext(
            "%d could not be approved: there is no place left.",
            "%d could not be approved: there is no place left.",
            refused,
        )
        messages.warning(request, left % refused)
    back = reverse("office:registrations", args=(edition.code,))
    return redirect(f"{back}?{asked.write()}")


@admit(Act.SEE_PEOPLE)
def show_person(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one who is registered: what was said, and what was done."""
    edition = request.edition
    people = Participation.objects.select_related("person__account", "organisation", "type")
    one = get_object_or_404(people, edition=edition, pk=pk)
    return show_page(
        request,
        "person",
        {
            "edition": edition,
            "one": one,
            "roles": [Role(role).label for role in one.roles],
            "answers": _list_answers(one),
            "changes": _tell_changes(one),
            "may_decide": may(request.user, Act.DECIDE_REGISTRATIONS, edition=edition),
            "may_let_manage": may(request.user, Act.SET_UP, edition=edition)
            and one.organisation is not None
            and getattr(one.person, "account", None) is not None,
            "may_export": may(request.user, Act.EXPORT_PERSON, edition=edition),
            "may_erase": may(request.user, Act.ERASE_PERSON, edition=edition)
            and one.person.erased_at is None,
            "consents": list_asked(edition, one.person_id),
            "may_act": may(request.user, Act.ACT_FOR, edition=edition)
            and one.state != ParticipationState.CANCELLED,
        },
    )


def _tell_changes(one: Participation) -> list[tuple[ChangeDetails, str, str]]:
    """Return the newest changes of a participation: each told, in words, and what it led to."""
    found = Change.objects.filter(about=Participation._meta.db_table, about_id=one.pk)
    return [
        (told, name_act(told.change.act), _name_state(told.change))
        for told in tell_changes(found.order_by("-pk")[:50])
    ]


def _name_state(change: Change) -> str:
    state = (change.after or {}).get("state")
    return str(ParticipationState(state).label) if state in ParticipationState.values else ""


def _list_answers(one: Participation) -> list[tuple[str, str]]:
    """Return the questions with what was answered, in words."""
    given = AnswerGiven.objects.filter(participation=one).select_related("question")
    return [
        (choose_text(answer.question.text, one.edition), _say(answer, one))
        for answer in given.order_by("question__position")
    ]


def _say(answer: AnswerGiven, one: Participation) -> str:
    question = answer.question
    if question.kind == QuestionKind.YES_NO and answer.value == "yes":
        return _("yes")
    if question.kind == QuestionKind.CHOICE:
        found = question.find_choice(answer.value, one.edition.languages)
        return choose_text(found, one.edition) if found else answer.value
    return answer.value


def read_asked(request: OfficeRequest) -> RegistrationFilter:
    """Return what the address asks of the list."""
    said = request.GET
    return RegistrationFilter(
        said.get("state", "")[:20],
        said.get("type", "")[:64],
        said.get("q", "").replace("\0", "")[:200],
    )
