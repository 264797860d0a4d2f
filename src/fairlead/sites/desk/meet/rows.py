"""The list of people to meet as markup: what repeats is written by functions (decision 703)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairlead.apps.trade.queries.people_to_meet import SuggestedParty
from fairlead.sites.desk.access import DeskRequest
from fairlead.ui.lists.markup import write_flag
from fairlead.ui.spoken import mark_language

# To find an address takes as long as to write a row: it is found once, with this in it.
_CODE = "CODE-OF-ONE"


class _Rows:
    """Writes rows for one reader; ``only`` is the mark that the list is narrowed to."""

    def __init__(self, request: DeskRequest, only: str) -> None:
        code = request.edition.code
        self._exhibitor = escape(reverse("public:exhibitor", args=(code, _CODE)))
        self._request = escape(reverse("desk:request", args=(code, _CODE)))
        self._ask = escape(reverse("desk:ask", args=(code,)))
        self._who = request.participation.pk
        self._over = request.edition.is_over(timezone.now())
        mark = escape(reverse("desk:mark", args=(code,)))
        self._form = (
            f'<form class="marks" method="post" action="{mark}">'
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
            f'<input type="hidden" name="show" value="{escape(only)}">'
        )

    def write(self, one: SuggestedParty) -> str:
        """Return one who is proposed as a list item."""
        name = mark_language(one.name)
        shown = (
            f'<span class="name">{name}</span>'
            if one.person
            else f'<a class="name" href="{self._fill(self._exhibitor, one.code)}">{name}</a>'
        )
        flag = write_flag(one.country, lazy=False)
        return (
            f"<li>{flag}<div>{shown}<p>{mark_language(one.about)}</p>"
            f'<p class="soft">{mark_language(one.reason)}</p>{self._write_meeting(one)}</div>'
            f'{self._form}<input type="hidden" name="who" value="{one.key}">'
            f"{_write_marks(one)}</form></li>"
        )

    def _write_meeting(self, one: SuggestedParty) -> str:
        """Return what is open between the two, or the way to ask."""
        if one.request:
            if one.request["state"] == "accepted":
                words = _("A meeting is agreed")
            elif one.request["requester"] == self._who:
                words = _("You have asked for a meeting")
            else:
                words = _("They ask you for a meeting")
            address = self._fill(self._request, one.request["code"])
            return f'<p><a href="{address}">{escape(words)}</a></p>'
        if self._over or not one.may_be_asked:
            return ""
        label = _("Ask %(name)s for a meeting") % {"name": one.name}
        return (
            f'<p><a class="button" href="{self._ask}?{"person" if one.person else "firm"}='
            f'{escape(quote(one.code, safe=""))}" aria-label="{escape(label)}">'
            f"{escape(_('Ask for a meeting'))}</a></p>"
        )

    @staticmethod
    def _fill(address: str, code: str) -> str:
        return address.replace(_CODE, escape(quote(code, safe="")))


def _write_marks(one: SuggestedParty) -> str:
    if one.mark:
        return _write_button("", _("Take back"))
    keep, pass_by = _("Save %(name)s"), _("%(name)s is not for me")
    return " ".join(
        (
            _write_button("saved", _("Keep"), keep % {"name": one.name}),
            _write_button("dismissed", _("Not for me"), pass_by % {"name": one.name}),
        )
    )


def _write_button(value: str, words: str, label: str = "") -> str:
    said = f' aria-label="{escape(label)}"' if label else ""
    return (
        f'<button class="button button-quiet" name="mark" value="{value}" type="submit"{said}>'
        f"{escape(words)}</button>"
    )


def write_rows(request: DeskRequest, shown: Iterable[SuggestedParty], *, only: str) -> SafeString:
    """Return those who are proposed as list items, each with what can be done about them."""
    rows = _Rows(request, only)
    return SafeString("".join(map(rows.write, shown)))
