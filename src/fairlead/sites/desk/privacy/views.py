"""One's own data: what one agreed to, a file of all that is kept, and being erased."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.consent.domain.answer_consent import answer_consents
from fairlead.apps.consent.queries.consents import list_asked
from fairlead.apps.people.domain.record_change import record_change
from fairlead.apps.privacy.domain.erase_person import ASKED, CannotErase, erase_person
from fairlead.apps.privacy.domain.write_personal_file import ask_for_personal_file
from fairlead.apps.privacy.models import PersonalFile
from fairlead.apps.privacy.queries.subject import count_held, find_subject
from fairlead.sites.desk.access import DeskRequest, admit_registered
from fairlead.sites.desk.account.adapters import is_fresh
from fairlead.sites.desk.frame import show_desk
from fairlead.ui.personal_file import download_personal_file
from fairlead.ui.serving import serve_apart


@never_cache
@admit_registered
def show_privacy(request: DeskRequest) -> HttpResponse:
    """Show what the person agreed to, and the ways to its data."""
    person = request.participation.person_id
    files = PersonalFile.objects.filter(person_id=person, account=request.user).order_by("-pk")
    own = request.doer.acting_for is None
    context: dict[str, object] = {
        "asked": list_asked(request.edition, person),
        "files": files.only("pk", "made_at")[:5] if own else (),
        "own": own,
        "zone": request.edition.zone,
    }
    return show_desk(request, "privacy", context, section="privacy")


@require_POST
@admit_registered
def answer(request: DeskRequest) -> HttpResponse:
    """Take what the person agrees to now, and what no more."""
    edition, one = request.edition, request.participation
    asked = list_asked(edition, one.person_id)
    answers = {
        each.text.purpose: request.POST.get(each.text.purpose) == "yes"
        for each in asked
        if request.POST.get(each.text.purpose) == "yes" or each.given is not None
    }
    acting_for = request.doer.acting_for
    with transaction.atomic():
        changed = answer_consents(
            edition,
            one.person_id,
            answers,
            language=get_language() or "",
            account_id=request.user.pk,
            acted_for_id=acting_for.pk if acting_for is not None else None,
        )
        if changed:
            before = {each.text.purpose: each.given for each in asked}
            record_change(
                "answer_consent",
                one,
                by=request.doer,
                edition=edition,
                before={name: before[name] for name in changed},
                after={name: answers[name] for name in changed},
            )
    messages.success(request, _("Saved."))
    return redirect("desk:privacy", edition.code)


@require_POST
@serve_apart("dear")
@admit_registered
def ask_for_file(request: DeskRequest) -> HttpResponse:
    """Have a file of one's data made: at once, or in the background where there is much."""
    _require_own(request)
    if not is_fresh(request):
        return _ask_who(request, back="desk:privacy")
    one = request.participation
    made = ask_for_personal_file(
        one.person, by=request.doer, account=request.user, edition=request.edition
    )
    if isinstance(made, PersonalFile):
        return redirect("desk:data_file", request.edition.code, made.pk)
    messages.info(request, _("The file is being made. In a minute it is here."))
    return redirect("desk:privacy", request.edition.code)


@never_cache
@admit_registered
def download_file(request: DeskRequest, number: int) -> HttpResponse:
    """Return a file that was made for the person itself."""
    _require_own(request)
    rows = PersonalFile.objects.filter(person_id=request.participation.person_id)
    made = get_object_or_404(rows, pk=number, account=request.user)
    return download_personal_file(bytes(made.content), request.participation.code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@admit_registered
def erase(request: DeskRequest) -> HttpResponse:
    """Show what goes and what stays, and erase the person when that is confirmed."""
    _require_own(request)
    if not is_fresh(request):
        return _ask_who(request, back="desk:erase")
    person, error = request.participation.person, ""
    if request.method == "POST":
        if request.POST.get("sure") != "yes":
            error = _("Please say that you are sure: it cannot be undone.")
        else:
            try:
                erase_person(person, by=request.doer, why=ASKED)
            except CannotErase:
                error = _("The last owner stays: somebody has to be able to give roles.")
            else:
                logout(request)
                messages.success(request, _("Your data is erased."))
                return redirect("public:home", request.edition.code)
    held = list(count_held(find_subject(person)))
    context: dict[str, object] = {"held": held, "error": error}
    return show_desk(request, "erase", context, section="privacy", status=400 if error else 200)


def _require_own(request: DeskRequest) -> None:
    """Refuse who acts for somebody: a person's data is given to that person."""
    if request.doer.acting_for is not None:
        raise PermissionDenied


def _ask_who(request: DeskRequest, *, back: str) -> HttpResponse:
    """Lead to a new code and to a page again, as before all that keeps an account safe."""
    there = reverse(back, args=(request.edition.code,))
    return redirect(f"{reverse('account_again')}?next={there}")
