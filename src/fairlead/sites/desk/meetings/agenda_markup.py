"""The lines of an agenda as markup: up to 72 of them, so functions write them (decision 703)."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairlead.apps.meetings.queries.agenda import Entry
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.desk.meetings.agenda_lines import Line
from fairlead.ui.formats import list_comma

Mark = Callable[[LocalizedText], SafeString]


def write_line(line: Line, code: str, token: str, mark: Mark) -> tuple[SafeString, SafeString]:
    """Return what a line says, and what can be pressed beside it.

    ``token`` is the field that every form has, ``mark`` writes a text for the reader, ``code`` is
    the edition's.
    """
    acts = write_acts(line, code, token) + write_way_out(line.entry, code, token)
    return write_body(line, code, mark), acts


def write_body(line: Line, code: str, mark: Mark) -> SafeString:
    """Return what a line says: when and where, with whom, and the way there.

    ``mark`` writes a text for the reader, ``code`` is the edition's.
    """
    entry = line.entry
    parts = [f'<p class="where"><bdi>{escape(line.hours)}</bdi>']
    if line.place:
        parts.append(f" · {_link(line.address, escape(line.place))}")
    address = line.asked
    if not address and entry.code:
        address = reverse("desk:session", args=(code, entry.code))
    parts.append(f'</p><h3 class="name">{_link(address, line.title)}</h3>')
    if entry.people:
        parts.append(f"<p>{escape(list_comma()).join(map(mark, entry.people))}</p>")
    if entry.visit or entry.session:
        parts.append(f"<p>{escape(_say_kind(entry))}</p>")
    if line.way:
        near = "tight" if line.tight else "soft"
        late = f" · {escape(_('that is more time than there is'))}" if line.tight else ""
        parts.append(f'<p class="{near}">{_link(line.way_address, escape(line.way))}{late}</p>')
    if entry.link:
        words = escape(_("Open the online meeting"))
        parts.append(f'<p><a href="{escape(entry.link)}" rel="noopener noreferrer">{words}</a></p>')
    return SafeString("".join(parts))


def write_acts(line: Line, code: str, token: str) -> SafeString:
    """Return what can be pressed at a meeting; nothing before it is near.

    ``token`` is the field that every form has.
    """
    if not (line.may_check_in or line.may_report):
        if not line.begun:
            return SafeString("")
        words = escape(_("What came of it"))
        return SafeString(f'<a class="button button-quiet" href="{escape(line.asked)}">{words}</a>')
    address = reverse("desk:at_meeting", args=(code, line.entry.request))
    parts = [
        f'<form class="actions" method="post" action="{escape(address)}">{token}'
        '<input type="hidden" name="back" value="agenda">'
    ]
    if line.may_check_in and line.here:
        parts.append(f'<span class="tag tag-brand">{escape(_("You are there"))}</span> ')
    elif line.may_check_in:
        words = escape(_("I am there"))
        parts.append(f'<button class="button" name="act" value="here">{words}</button> ')
    if line.may_report:
        words = escape(_("The others did not come"))
        parts.append(
            f'<button class="button button-quiet" name="act" value="no_show">{words}</button>'
        )
    return SafeString("".join((*parts, "</form>")))


def write_way_out(entry: Entry, code: str, token: str) -> SafeString:
    """Return the button that takes a visit or a session one follows out of the agenda, if it is
    either."""
    if entry.visit:
        name, act = "visit", "drop"
    elif entry.follows and not entry.speaks:
        name, act = "session", "leave"
    else:
        return SafeString("")
    address, words = escape(reverse("desk:plan", args=(code,))), escape(_("Take out"))
    return SafeString(
        f'<form method="post" action="{address}">{token}'
        f'<input type="hidden" name="{name}" value="{entry.visit or entry.session}">'
        f'<button class="button button-quiet" name="act" value="{act}">{words}</button></form>'
    )


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{words}</a>' if address else words


def _say_kind(entry: Entry) -> str:
    """Return what a session or a visit is to the person whose agenda it is in."""
    if entry.visit:
        return _("Visit")
    if entry.speaks:
        return _("You speak")
    if entry.seat == "booked":
        beside = f" · {_('beside something else')}" if entry.beside else ""
        return f"{_('You have a place')}{beside}"
    return _("You are on the waiting list") if entry.seat else _("Session you follow")
