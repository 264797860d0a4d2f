"""What every page of a desk says of itself: whose it is, where, and what else is there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation, ParticipationState, Role
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.sites.desk.access import DeskRequest
from fairlead.ui.forms.refusal import show_typed
from fairlead.ui.frame import LanguageLink, list_language_links
from fairlead.ui.menu import Entry, Group, write_groups


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A page of the desk; ``act``, if any, is what one must be allowed to do for a firm."""

    section: str
    name: str
    title: str | Promise
    act: Act | None = None


# The desk's menu: groups in their order, each with its pages; a page that joins the desk adds its
# entry here. The name of a group leads to the first of its pages that is open.
GROUPS: tuple[tuple[str | Promise, tuple[MenuEntry, ...]], ...] = (
    (
        gettext_lazy("My desk"),
        (
            MenuEntry("home", "desk:home", gettext_lazy("Overview")),
            MenuEntry("registration", "desk:registration", gettext_lazy("My registration")),
            MenuEntry("pass", "desk:pass", gettext_lazy("My pass")),
            MenuEntry("privacy", "desk:privacy", gettext_lazy("My data")),
        ),
    ),
    (
        gettext_lazy("Meetings"),
        (
            MenuEntry("agenda", "desk:agenda", gettext_lazy("Agenda")),
            MenuEntry("requests", "desk:requests", gettext_lazy("Requests")),
            MenuEntry("meet", "desk:meet", gettext_lazy("People to meet")),
            MenuEntry("availability", "desk:availability", gettext_lazy("When I am free")),
            MenuEntry("to_do", "desk:to_do", gettext_lazy("To do")),
        ),
    ),
    (
        gettext_lazy("Cooperation"),
        (
            MenuEntry(
                "organisation",
                "desk:organisation",
                gettext_lazy("My organisation"),
                Act.POST_ENTRIES,
            ),
            MenuEntry("conversations", "desk:conversations", gettext_lazy("Conversations")),
            MenuEntry("watches", "desk:watches", gettext_lazy("What I watch")),
            MenuEntry("consortia", "desk:consortia", gettext_lazy("Consortia")),
            MenuEntry("practices", "desk:practices", gettext_lazy("Good practice")),
        ),
    ),
    (
        gettext_lazy("Delegation"),
        (
            MenuEntry("delegation", "desk:delegation", gettext_lazy("Delegation")),
            MenuEntry(
                "imports",
                "desk:own_imports",
                gettext_lazy("Critical imports"),
                Act.POST_NEED_FROM_IMPORT,
            ),
        ),
    ),
    (
        gettext_lazy("Programme"),
        (MenuEntry("proposals", "desk:proposals", gettext_lazy("Propose a session")),),
    ),
    (
        gettext_lazy("Messages"),
        (MenuEntry("messages", "desk:messages", gettext_lazy("Messages")),),
    ),
)

# What is open to those who are not approved, too.
_ALWAYS = ("home", "registration", "privacy")


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """The frame of a desk's page; its menu as written."""

    languages: tuple[LanguageLink, ...]
    edition: Edition
    participation: Participation
    menu: SafeString
    acting: bool


def show_desk(
    request: DeskRequest,
    template: str,
    context: dict[str, object],
    *,
    section: str,
    status: int = 200,
) -> HttpResponse:
    """Return a page rendered from a template of ``desk/`` in its frame."""
    edition, participation = request.edition, request.participation
    acting = request.doer.acting_for is not None
    approved = participation.state == ParticipationState.APPROVED
    open_to = frozenset(
        entry.section
        for _, entries in GROUPS
        for entry in entries
        if entry.section in _ALWAYS or (approved and _may_open(entry, request))
    )
    menu = _write_menu(edition.code, (get_language(), get_script_prefix()), open_to, section)
    links = list_language_links(request, declared=edition.languages)
    page = DeskFrame(links, edition, participation, menu, acting)
    shown = render(request, f"desk/{template}.html", {**context, "page": page}, status=status)
    return show_typed(request, shown)


@lru_cache(maxsize=1024)
def _write_menu(
    code: str, _language: tuple[str | None, str], open_to: frozenset[str], current: str
) -> SafeString:
    """Return the menu at an edition, in the active language; last, the way to the fair."""
    groups = [
        Group(
            title,
            [
                Entry(reverse(one.name, args=(code,)), one.title, one.section == current)
                for one in entries
                if one.section in open_to
            ],
        )
        for title, entries in GROUPS
    ]
    fair = Entry(reverse("public:home", args=(code,)), _("The fair"))
    return write_groups([*(one for one in groups if one.entries), Group("", [fair])])


def _may_open(entry: MenuEntry, request: DeskRequest) -> bool:
    """Return whether an entry leads anywhere for who looks at the desk, which is open to them."""
    if entry.section == "delegation":
        return bool(getattr(request.participation, "in_delegation", False))
    if entry.section == "proposals":
        return bool(getattr(request.participation, "proposes", False))
    if entry.act is None:
        return True
    firm, edition = request.participation.organisation, request.edition
    if entry.act is Act.POST_NEED_FROM_IMPORT and Role.DELEGATE not in request.participation.roles:
        return False
    return firm is not None and may(request.user, entry.act, edition=edition, organisation=firm)
