"""The list of requests as markup: what repeats is written by functions (decision 703)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from fairlead.apps.meetings.models import Preference, RequestState
from fairlead.apps.meetings.queries.letters import Letter
from fairlead.sites.desk.access import DeskRequest
from fairlead.ui.formats import format_moment
from fairlead.ui.spoken import choose_for_reader, mark_language

# To find an address takes as long as to write a row: it is found once, with this in it.
_CODE = "CODE-OF-A-REQUEST"
_MOST_CHARACTERS = 200  # characters of a message


class _Rows:
    """Writes rows for one reader."""

    def __init__(self, request: DeskRequest) -> None:
        edition = request.edition
        self._request = escape(reverse("desk:request", args=(edition.code, _CODE)))
        self._answer = escape(reverse("desk:answer", args=(edition.code, _CODE)))
        self._say, self._zone = choose_for_reader(edition.languages), edition.zone
        self._states = {one.value: escape(str(one.label)) for one in RequestState}
        self._token = (
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
        )

    def write(self, letter: Letter) -> str:
        """Return a request as a list item."""
        asked = letter.request
        name = mark_language(self._say(letter.other))
        address = self._request.replace(_CODE, escape(quote(asked.code, safe="")))
        message = escape(Truncator(asked.message).chars(_MOST_CHARACTERS))
        said = f'<p class="why" dir="auto">{message}</p>' if asked.message else ""
        return (
            f'<li><div><h2 class="name"><a href="{address}">{name}</a></h2>'
            f"<p>{self._write_state(letter)}</p>{said}</div>{self._write_answers(letter)}</li>"
        )

    def _write_state(self, letter: Letter) -> str:
        """Return who asks, how far it has come, how much it is wanted, and when it would be."""
        asked, kind = letter.request, ""
        if letter.waits_for_me:
            kind = " tag-signal"
        elif asked.state == RequestState.ACCEPTED:
            kind = " tag-brand"
        mine = _("You ask") if letter.mine else _("You are asked")
        state = self._states[asked.state]
        parts = [f'{escape(mine)} · <span class="tag{kind}">{state}</span>']
        if asked.preference == Preference.MUST:
            parts.append(f' <span class="tag">{escape(str(Preference.MUST.label))}</span>')
        if letter.begins is not None:
            word = f"{escape(_('proposed:'))} " if asked.proposed is not None else ""
            time = format_moment(letter.begins.astimezone(self._zone))
            parts.append(f" · {word}<bdi>{time}</bdi>")
        return "".join(parts)

    def _write_answers(self, letter: Letter) -> str:
        if not letter.waits_for_me:
            return ""
        address = self._answer.replace(_CODE, escape(quote(letter.request.code, safe="")))
        return (
            f'<form class="side actions" method="post" action="{address}">{self._token}'
            f'<button class="button" name="act" value="accept">{escape(_("Accept"))}</button> '
            f'<button class="button button-quiet" name="act" value="decline">'
            f"{escape(_('Decline'))}</button></form>"
        )


def write_letters(request: DeskRequest, letters: Iterable[Letter]) -> SafeString:
    """Return requests as list items, each with what can be answered at once."""
    rows = _Rows(request)
    return SafeString("".join(map(rows.write, letters)))
