"""What people are asked to agree to: written by the organiser in each language, kept by version."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.consent.models import ConsentText
from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import list_consenting, list_texts
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.apps.privacy.domain.change_consent_text import change_consent_text
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.formats import name_language


@never_cache
@admit(Act.SET_UP)
def show_consents(request: OfficeRequest) -> HttpResponse:
    """Show what is asked now, how many agreed, and the versions before."""
    return _show(request, {})


def _show(
    request: OfficeRequest, typed: Mapping[str, Mapping[str, str]], *, status: int = 200
) -> HttpResponse:
    """Show the texts; those ``typed``, by purpose and language, instead of what is asked now."""
    edition = request.edition
    now = {one.purpose: one for one in list_texts(edition)}
    versions = list(
        ConsentText.objects.filter(edition=edition)
        .annotate(
            yes=Count("answers", filter=Q(answers__given=True)),
            no=Count("answers", filter=Q(answers__given=False)),
        )
        .order_by("-version")
    )
    purposes = []
    for purpose in ConsentPurpose:
        text = now.get(purpose)
        said = typed.get(purpose, text.text if text else {})
        agreed = list_consenting(edition, purpose)
        purposes.append(
            {
                "name": purpose.value,
                "words": purpose.label,
                "text": text,
                "agreed": agreed.count() if agreed is not None else None,
                "fields": [
                    (tag, name_language(tag.partition("-")[0]), said.get(tag, ""))
                    for tag in edition.languages
                ],
                "versions": [one for one in versions if one.purpose == purpose],
            }
        )
    context = {"edition": edition, "purposes": purposes, "longest": bounds.LONG_TEXT_LENGTH}
    return show_page(request, "consents", context, status=status)


@require_POST
@admit(Act.SET_UP)
def write_text(request: OfficeRequest, purpose: str) -> HttpResponse:
    """Keep a new version of a text, or stop asking."""
    edition, given = request.edition, request.POST
    if purpose not in ConsentPurpose.values:
        raise Http404
    texts = {
        tag: given.get(f"text_{tag}", "").replace("\r\n", "\n").strip() for tag in edition.languages
    }
    withdrawn = given.get("do") == "withdraw"
    said = LocalizedText({tag: text for tag, text in texts.items() if text})
    if not withdrawn and set(said) != set(edition.languages):
        messages.error(request, _("Expected the text in every language of the edition."))
        return _show(request, {purpose: texts}, status=400)
    try:
        for text in said.values():
            MaxLengthValidator(bounds.LONG_TEXT_LENGTH)(text)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return _show(request, {purpose: texts}, status=400)
    change_consent_text(
        edition,
        ConsentPurpose(purpose),
        said,
        by=Doer(request.user),
        asks_again=given.get("again") == "yes",
        withdrawn=withdrawn,
    )
    messages.success(request, _("Saved."))
    return redirect("office:consents", edition.code)
