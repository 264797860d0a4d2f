"""What a person was told at an edition, and how it wants to be told by mail."""

from __future__ import annotations

from django.contrib import messages
from django.db.models.functions import Now
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.messages.domain.wish_mail import wish_mail
from fairlead.apps.messages.hours import is_gathered
from fairlead.apps.messages.models import MailWish, Wish
from fairlead.apps.messages.purposes import PURPOSES
from fairlead.apps.messages.queries.outbox import list_notifications
from fairlead.sites.desk.access import DeskRequest, admit_registered
from fairlead.sites.desk.frame import show_desk
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

PAGE = 30


@never_cache
@admit_registered
def list_messages(request: DeskRequest) -> HttpResponse:
    """Show what the person was told, the newest first."""
    found = list_notifications(request.participation.person_id, request.edition)
    pages = find_pages(request, found.count(), size=PAGE)
    context = {"found": found[pages.rows], "pages": pages, "zone": request.edition.zone}
    return show_desk(request, "messages", context, section="messages")


@accept_body()
@require_POST
@admit_registered
def mark_read(request: DeskRequest) -> HttpResponse:
    """Mark everything that was shown as read: what came since the page was opened stays new."""
    newest = read_key(request.POST.get("newest"))
    if newest is not None:
        found = list_notifications(request.participation.person_id, request.edition)
        found.filter(read_at=None, pk__lte=newest).update(read_at=Now())
    return redirect("desk:messages", request.edition.code)


@never_cache
@accept_body()
@admit_registered
def choose_mail(request: DeskRequest) -> HttpResponse:
    """Show and change how the person wants the mails of each purpose."""
    person = request.participation.person_id
    choosable = [purpose for purpose in PURPOSES.values() if not purpose.needed]
    if request.method == "POST":
        for purpose in choosable:
            wish = request.POST.get(purpose.name, "")
            if wish in Wish.values:
                wish_mail(person, purpose, Wish(wish))
        messages.success(request, _("Saved."))
        return redirect("desk:mail_wishes", request.edition.code)
    said = dict(MailWish.objects.filter(person=person).values_list("purpose", "wish"))
    rows = [
        (
            purpose,
            said.get(purpose.name) or (Wish.DAILY if is_gathered(purpose, None) else Wish.EACH),
        )
        for purpose in choosable
    ]
    return show_desk(
        request, "mail_wishes", {"rows": rows, "wishes": Wish.choices}, section="messages"
    )
