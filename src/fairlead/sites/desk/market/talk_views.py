"""Writing about an offer or a need, and the conversations that follow."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.market.domain.converse import (
    CannotWrite,
    TalkRule,
    answer_interest,
    end_conversation,
    find_hindrance,
    mark_read,
    show_interest,
    write_letter,
)
from fairlead.apps.market.models import Conversation, ConversationState
from fairlead.apps.market.queries.conversations import (
    find_contacts,
    find_visible_entry,
    list_conversations,
)
from fairlead.apps.trade.models import Cooperation, Need
from fairlead.folder import bounds
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.numbers_asked import read_key

PAGE = 30
_LETTERS_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def interest(request: DeskRequest, kind: str, entry: str) -> HttpResponse:
    """Show what an offer or a need is, and take a message to its owner."""
    found = find_visible_entry(request.edition, kind, entry)
    if found is None:
        raise Http404(_("It is not there, or has ended."))
    one, text, refused = request.participation, "", ""
    hindrance = find_hindrance(one, found)
    if hindrance is TalkRule.ASKED:
        about = f"{kind}/{entry}"
        there = get_object_or_404(Conversation, asker=one, about=about)
        return redirect("desk:conversation", request.edition.code, there.code)
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            made = show_interest(one, found, text, by=request.doer)
        except (CannotWrite, TextTooLong) as error:
            refused = explain_talk(error.rule) if isinstance(error, CannotWrite) else str(error)
        else:
            messages.success(request, _("Your message is on its way."))
            return redirect("desk:conversation", request.edition.code, made.code)
    elif hindrance is not None:
        refused = explain_talk(hindrance)
    context: dict[str, object] = {
        "entry": found,
        "kind": kind,
        "firm": found.organisation,
        "economy": found.economy if isinstance(found, Need) else "",
        "forms": [one.label for one in _name_forms(found.cooperation)],
        "may_write": hindrance is None,
        "refused": refused,
        "text": text,
        "longest": bounds.MESSAGE_LENGTH,
    }
    status = 409 if refused and request.method == "POST" else 200
    return show_desk(request, "interest", context, section="conversations", status=status)


def _name_forms(values: list[str]) -> list[Cooperation]:
    return [Cooperation(value) for value in values]


@admit_participants
def show_conversations(request: DeskRequest) -> HttpResponse:
    """Show the conversations somebody takes part in, the latest first."""
    found = list_conversations(request.participation)
    pages = find_pages(request, found.count(), size=PAGE)
    context = {
        "found": found[pages.rows],
        "pages": pages,
        "zone": request.edition.zone,
    }
    return show_desk(request, "conversations", context, section="conversations")


@admit_participants
def show_conversation(request: DeskRequest, name: str) -> HttpResponse:
    """Show a conversation; what is shown is marked as read by a press, or by writing."""
    found = _find(request, name)
    letters = list(found.letters.select_related("author__person").order_by("-pk")[:_LETTERS_SHOWN])
    letters.reverse()
    context = {
        "talk": found,
        "letters": letters,
        "contacts": find_contacts(request.participation, found),
        "is_mine": found.is_mine,  # type: ignore[attr-defined]
        "zone": request.edition.zone,
        "longest": bounds.MESSAGE_LENGTH,
        "newest": letters[-1].pk if letters else 0,
        "states": {state.name.lower(): state.value for state in ConversationState},
    }
    return show_desk(request, "conversation", context, section="conversations")


@require_POST
@admit_participants
def act_in_conversation(request: DeskRequest, name: str) -> HttpResponse:
    """Apply the action of a pressed button to a conversation."""
    found, one = _find(request, name), request.participation
    act, text = request.POST.get("act", ""), request.POST.get("text", "")
    newest = read_key(request.POST.get("newest"))
    if newest is not None and not _is_acting(request):
        mark_read(one, found, newest)
    try:
        if act == "write":
            write_letter(one, found, text, by=request.doer)
        elif act in ("accept", "decline"):
            answer_interest(one, found, accept=act == "accept", text=text, by=request.doer)
        elif act in ("end", "block"):
            end_conversation(one, found, block=act == "block", by=request.doer)
            messages.success(request, _("The conversation is ended."))
        elif act != "read":
            raise Http404(_("No such page"))
    except (CannotWrite, TextTooLong) as error:
        words = explain_talk(error.rule) if isinstance(error, CannotWrite) else str(error)
        return refuse(request, words, "desk:conversation", request.edition.code, name)
    if act == "read":
        return redirect("desk:conversations", request.edition.code)
    return redirect("desk:conversation", request.edition.code, name)


def _is_acting(request: DeskRequest) -> bool:
    return request.doer.acting_for is not None


def _find(request: DeskRequest, name: str) -> Conversation:
    rows = list_conversations(request.participation).select_related(
        "answered_by__person", "offer", "need"
    )
    return get_object_or_404(rows, code=name)


def explain_talk(rule: TalkRule) -> str:
    """Return in words why somebody cannot write."""
    words = {
        TalkRule.NO_PART: _("You do not take part in this conversation."),
        TalkRule.OWN: _("This is your own."),
        TalkRule.NOT_SEEN: _("It is not there, or has ended."),
        TalkRule.NOBODY: _("Nobody of them is registered yet who could read it."),
        TalkRule.ASKED: _("You have written about this already."),
        TalkRule.BLOCKED: _("You cannot write to them."),
        TalkRule.WAITING: _("Too many of your messages wait for an answer. Wait for some first."),
        TalkRule.DAY: _("You have begun as many conversations as are allowed in a day."),
        TalkRule.HOUR: _("You have written as many messages as are allowed in an hour."),
        TalkRule.EMPTY: _("Please write a message."),
        TalkRule.CLOSED: _("This conversation is over."),
        TalkRule.NOT_YET: _("You can write on once your interest is accepted."),
    }
    return words[rule]
