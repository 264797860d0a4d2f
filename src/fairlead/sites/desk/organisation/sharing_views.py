"""Sharing a stand: inviting, accepting and ending."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.people.models import Organisation
from fairlead.apps.people.queries.directory import find_organisations_named
from fairlead.apps.people.roles import Act
from fairlead.apps.trade.domain.share_stand import (
    ShareRefusal,
    ShareRule,
    answer_invitation,
    end_sharing,
    invite_guest,
)
from fairlead.apps.trade.queries.stand_shares import list_open_shares
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.organisation.own import find_own
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.forms.refusal import refuse_at


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def show_sharing(request: DeskRequest) -> HttpResponse:
    """Show whose stand is shared and who is invited; find an organisation and invite it."""
    firm = find_own(request, Act.EDIT_ORGANISATION)
    if request.method == "POST":
        rows = Organisation.objects.filter(edition=request.edition)
        guest = get_object_or_404(rows, code=request.POST.get("guest", ""))
        try:
            invite_guest(firm, guest, message=request.POST.get("message", ""), by=request.doer)
        except (ShareRefusal, TextTooLong) as error:
            refused = explain_share(error.rule) if isinstance(error, ShareRefusal) else str(error)
            query = urlencode({"find": request.GET.get("find", "")[:100]})
            return refuse_at(request, refused, f"{request.path}?{query}")
        messages.success(request, _("The invitation is on its way."))
        return redirect("desk:sharing", request.edition.code)
    words = request.GET.get("find", "").replace("\0", "")[:100]
    shares = list(list_open_shares(firm))
    context = {
        "firm": firm,
        "exhibits": Exhibitor.objects.filter(organisation=firm).exists(),
        "is_guest": any(one.guest_id == firm.pk and one.state == "accepted" for one in shares),
        "shares": shares,
        "words": words,
        "found": find_organisations_named(request.edition, words) if words.strip() else [],
    }
    return show_desk(request, "sharing", context, section="organisation")


@require_POST
@admit_participants
def change_sharing(request: DeskRequest, pk: int) -> HttpResponse:
    """Accept or decline an invitation to the own organisation; end a sharing it is a part of."""
    firm = find_own(request, Act.EDIT_ORGANISATION)
    share = get_object_or_404(list_open_shares(firm), pk=pk)
    act = request.POST.get("act", "")
    try:
        if act == "end":
            end_sharing(share, by=request.doer)
        elif act in ("accept", "decline") and share.guest_id == firm.pk:
            answer_invitation(share, accept=act == "accept", by=request.doer)
        else:
            raise Http404(_("No such page"))
    except ShareRefusal as error:
        messages.warning(request, explain_share(error.rule))
    else:
        messages.success(request, _("Saved."))
    return redirect("desk:sharing", request.edition.code)


def explain_share(rule: ShareRule) -> str:
    """Return in words why a stand cannot be shared so."""
    words = {
        ShareRule.NO_STAND: _("You have no stand to share."),
        ShareRule.OWN: _("An organisation cannot invite itself."),
        ShareRule.HAS_STAND: _("This organisation has a stand already."),
        ShareRule.INVITED: _("This organisation is invited already."),
        ShareRule.IS_GUEST: _("You are a guest at this stand yourself: its host invites others."),
        ShareRule.TOO_MANY: _(
            "This stand is shared with as many as allowed, those invited included."
        ),
        ShareRule.NOT_OPEN: _("It was answered or ended meanwhile."),
        ShareRule.IN_USE: _(
            "People ask for meetings there already. Please ask the organiser for another stand."
        ),
    }
    return words[rule]
