"""A person's data, by the office: given out and erased, both recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Participation
from fairlead.apps.people.roles import Act
from fairlead.apps.privacy.domain.erase_person import OFFICE, CannotErase, erase_person
from fairlead.apps.privacy.domain.write_personal_file import ask_for_personal_file
from fairlead.apps.privacy.models import PersonalFile
from fairlead.apps.privacy.queries.subject import count_held, find_subject
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.personal_file import download_personal_file
from fairlead.ui.serving import serve_apart


def _find(request: OfficeRequest, pk: int) -> Participation:
    people = Participation.objects.select_related("person")
    return get_object_or_404(people, edition=request.edition, pk=pk)


@require_POST
@serve_apart("dear")
@admit(Act.EXPORT_PERSON)
def give_out(request: OfficeRequest, pk: int) -> HttpResponse:
    """Return a file of all that is kept of a person, or have a large one made."""
    one = _find(request, pk)
    made = ask_for_personal_file(
        one.person, by=Doer(request.user), account=request.user, edition=request.edition
    )
    if isinstance(made, PersonalFile):
        return download_personal_file(bytes(made.content), one.code)
    messages.info(request, _("The file is being made. Ask again in a minute: it is then here."))
    return redirect("office:person", request.edition.code, pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@admit(Act.ERASE_PERSON)
def erase(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show what would go and what stays, and erase a person when that is confirmed."""
    one, error = _find(request, pk), ""
    if request.method == "POST":
        if request.POST.get("sure") != "yes":
            error = _("Please say that you are sure: it cannot be undone.")
        else:
            try:
                erase_person(one.person, by=Doer(request.user), why=OFFICE)
            except CannotErase:
                error = _("The last owner stays: somebody has to be able to give roles.")
            else:
                messages.success(request, _("The person is erased."))
                return redirect("office:person", request.edition.code, pk)
    held = list(count_held(find_subject(one.person)))
    editions = Participation.objects.filter(person=one.person).count()
    context = {"edition": request.edition, "one": one, "held": held, "error": error,
               "editions": editions}  # fmt: skip
    return show_page(request, "erase", context, status=400 if error else 200)
