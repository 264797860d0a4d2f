"""The outbox of an edition: counted, looked through, read before it is sent, held and sent."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.messages.domain.release_mail import (
    cancel_waiting,
    count_as_sent,
    reschedule_waiting,
    retry_failed,
    send_doubtful,
    send_held,
)
from fairlead.apps.messages.hours import read_hours
from fairlead.apps.messages.mail import word_mail
from fairlead.apps.messages.models import MailRules, MailState
from fairlead.apps.messages.purposes import PURPOSES
from fairlead.apps.messages.queries.outbox import count_outbox, find_server_trouble, list_outbox
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.forms.fields import AddressField, LineField
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.serving import accept_body, serve_apart
from fairlead.ui.table_download import download_table

PAGE = 50


@never_cache
@admit(Act.SEND_MESSAGES)
def show_outbox(request: OfficeRequest) -> HttpResponse:
    """Show how many messages are where, and those asked for."""
    purpose, state = _read_filters(request)
    found = list_outbox(request.edition, purpose=purpose, state=state)

    counts = count_outbox(request.edition)
    chosen = (("purpose", purpose), ("state", state))
    query = urlencode([(name, value) for name, value in chosen if value])
    pages = find_pages(request, found.count(), size=PAGE, query=query)
    return show_page(
        request,
        "outbox",
        {
            "edition": request.edition,
            "query": f"?{urlencode({'purpose': purpose, 'state': state})}",
            "counts": counts,
            "doubtful": sum(one.count for one in counts if one.state == MailState.DOUBTFUL),
            "trouble": find_server_trouble(request.edition),
            "found": found[pages.rows],
            "pages": pages,
            "purpose": PURPOSES.get(purpose),
            "state": MailState(state).label if state else "",
            "hours": read_hours(request.edition),
            "rules": MailRules.objects.filter(edition=request.edition).first(),
        },
    )


@serve_apart("dear")
@never_cache
@admit(Act.SEND_MESSAGES)
def export_outbox(request: OfficeRequest, kind: str) -> HttpResponse:
    """Return the messages shown as a table, without what they say."""
    purpose, state = _read_filters(request)
    header = (
        _("subject"), _("to whom"), _("purpose"), _("language"), _("state"), _("queued"), _("due"),
        _("sent"), _("tries"), _("what the server said"),
    )  # fmt: skip
    found = list_outbox(request.edition, purpose=purpose, state=state)
    rows = (
        (
            one.subject, one.person.email if one.person else one.address,
            _name_purpose(one.purpose),
            one.language, one.get_state_display(), one.queued_at, one.due_at, one.sent_at,
            one.attempts, one.error,
        )
        for one in found.iterator(chunk_size=2000)
    )  # fmt: skip
    return download_table(f"outbox-{request.edition.code}", kind, header, rows)


def _name_purpose(name: str) -> str:
    known = PURPOSES.get(name)
    return str(known.words) if known is not None else name


def _read_filters(request: OfficeRequest) -> tuple[str, str]:
    purpose, state = request.GET.get("purpose", ""), request.GET.get("state", "")
    if (purpose and purpose not in PURPOSES) or (state and state not in MailState.values):
        raise Http404
    return purpose, state


@never_cache
@admit(Act.SEND_MESSAGES)
def show_message(request: OfficeRequest, number: int) -> HttpResponse:
    """Show a message as it is mailed."""
    message = get_object_or_404(list_outbox(request.edition), pk=number)
    context = {"edition": request.edition, "message": message, "wording": word_mail([message])}
    context["purpose"] = _name_purpose(message.purpose)
    return show_page(request, "outbox_message", context)


_ACTS = {
    "send": send_held,
    "retry": retry_failed,
    "resend": send_doubtful,
    "count": count_as_sent,
    "cancel": cancel_waiting,
}


@accept_body()
@require_POST
@admit(Act.SEND_MESSAGES)
def change_waiting(request: OfficeRequest, purpose: str) -> HttpResponse:
    """Send what is held or in doubt of a purpose, try again, cancel, or settle; say how many."""
    if purpose not in PURPOSES:
        raise Http404
    act = request.POST.get("do", "")
    if act not in _ACTS:
        raise Http404
    with transaction.atomic():
        count = _ACTS[act](request.edition, purpose)
        record_change(
            f"{act}_mail",
            request.edition,
            by=Doer(request.user),
            edition=request.edition,
            after={"purpose": purpose, "messages": count},
        )
    if act == "cancel":
        done = ngettext("%d message is not sent.", "%d messages are not sent.", count)
    elif act == "count":
        done = ngettext("%d message counts as sent.", "%d messages count as sent.", count)
    else:
        done = ngettext("%d message is on its way.", "%d messages are on their way.", count)
    messages.success(request, done % count)
    return redirect("office:outbox", request.edition.code)


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """How an edition's messages are mailed."""

    class Meta:
        """All of it."""

        model = MailRules
        fields = ("sender_name", "reply_to", "quiet_from", "quiet_until", "digest_at")
        labels = {
            "sender_name": gettext_lazy("Name of the sender"),
            "reply_to": gettext_lazy("Answers go to"),
            "quiet_from": gettext_lazy("No mail from"),
            "quiet_until": gettext_lazy("until"),
            "digest_at": gettext_lazy("Digests go out at"),
        }
        field_classes = {"sender_name": LineField, "reply_to": AddressField}
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in ("quiet_from", "quiet_until", "digest_at")
        }

    def clean(self) -> dict[str, object]:
        """Return the fields; quiet hours have both ends or none."""
        given = super().clean() or {}
        if (given.get("quiet_from") is None) != (given.get("quiet_until") is None):
            self.add_error("quiet_until", _("Expected both times of the quiet hours, or none."))
        return given


@never_cache
@accept_body()
@admit(Act.SEND_MESSAGES)
def edit_rules(request: OfficeRequest) -> HttpResponse:
    """Show and change how the edition's messages are mailed."""
    rules = MailRules.objects.filter(edition=request.edition).first()
    rules = rules or MailRules(edition=request.edition)
    before = _tell_rules(rules)
    form = RulesForm(request.POST or None, instance=rules)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            reschedule_waiting(request.edition)
            record_change(
                "set_mail_rules",
                request.edition,
                by=Doer(request.user),
                edition=request.edition,
                before=before,
                after=_tell_rules(saved),
            )
        messages.success(request, _("Saved."))
        return redirect("office:outbox", request.edition.code)
    context = {"edition": request.edition, "form": form, "hours": read_hours(request.edition)}
    return show_page(request, "mail_rules", context)


def _tell_rules(rules: MailRules) -> dict[str, str]:
    """Return the rules as the record of changes keeps them."""
    told = {name: getattr(rules, name) for name in RulesForm.Meta.fields}
    return {
        name: f"{value:%H:%M}" if isinstance(value, dt.time) else str(value or "")
        for name, value in told.items()
    }
