"""A programme of another system brought into a draft: looked at first, then taken."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.domain.take_programme import ProgrammeImport, take_programme_into_draft
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.programme.read import parse_schedule
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.forms.files import UnusableFile, check_file
from fairlead.ui.serving import FORM_BYTES, accept_body

MOST_BYTES = 16 * 2**20
_MOST_SHOWN = 200


@never_cache
@accept_body(MOST_BYTES + FORM_BYTES)
@admit(Act.EDIT_PROGRAMME)
def take_programme(request: OfficeRequest) -> HttpResponse:
    """Show the form; say what a file would change, with every fault; take it into the draft."""
    edition, error = request.edition, ""
    faults: list[InputError] = []
    notes: tuple[InputError, ...] = ()
    taken: ProgrammeImport | None = None
    if request.method == "POST":
        dry = request.POST.get("act") != "take"
        try:
            file = check_file(request.FILES.get("file"), MOST_BYTES)
            name = file.name or "programme"
            read = parse_schedule(file.read(), name, edition.zone)
            notes = read.notes
            by = Doer(request.user)
            taken = take_programme_into_draft(edition, read.programme, name, by=by, dry=dry)
            notes = (*taken.notes, *notes)
        except InvalidInput as invalid:
            faults = list(invalid.problems)
        except (UnusableFile, Refusal) as refused:
            error = str(refused)
        else:
            if not dry:
                messages.success(request, _("It is in the draft."))
                return redirect("office:programme_version", edition.code, taken.draft.version)
    context = {
        "edition": edition,
        "error": error,
        "faults": faults[:_MOST_SHOWN],
        "notes": notes[:_MOST_SHOWN],
        "taken": taken,
    }
    return show_page(request, "programme_take", context, status=400 if error or faults else 200)
