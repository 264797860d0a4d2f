"""Needs and projects of a cockpit as markup, written by functions (decision 703)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairlead.apps.consortia.queries.cockpit import NeedRow
from fairlead.apps.cooperation.queries.projects import ProjectStatus
from fairlead.apps.fairs.models import Edition
from fairlead.ui import formats
from fairlead.ui.spoken import choose_for_reader, mark_language

_OPEN = 8  # what follows is folded away
_CODE = "CODE-OF-ONE"  # to find an address takes as long as to write a row


def write_needs(needs: Iterable[NeedRow], edition: Edition, *, now: bool) -> SafeString:
    """Return the needs as a list, with their makers where they are those of ``now``."""
    say = choose_for_reader(edition.languages)
    public, own = (
        escape(reverse(f"{site}:need", args=(edition.code, _CODE))) for site in ("public", "desk")
    )
    economy = f'<span class="tag tag-brand">{escape(_("economy"))}</span>'

    def write(row: NeedRow) -> str:
        need = row.need
        firm = need.organisation
        name = _link(public if firm is not None else own, need.code, mark_language(say(need.title)))
        name += f" {economy}" if firm is None else f"<p>{mark_language(say(firm.name))}</p>"
        return f"{name}{_write_counts(row)}" if now else name

    return _write_list([write(row) for row in needs])


def _write_counts(row: NeedRow) -> str:
    said = [_("makers: %(makers)s") % {"makers": row.makers}]
    if row.interests:
        told = _("interested on their own initiative: %(interests)s")
        said.append(told % {"interests": row.interests})
    return f'<p class="small">{escape(" · ".join(said))}</p>'


def write_projects(projects: Iterable[ProjectStatus], edition: Edition, asked: str) -> SafeString:
    """Return the projects as a list, each with its stage and the amount that binds most.

    ``asked`` is what their pages are asked with, as `write_as_of` has it.
    """
    say = choose_for_reader(edition.languages)
    query = f"?{asked}" if asked else ""
    address = escape(reverse("public:project", args=(edition.code, _CODE)) + query)

    def write(row: ProjectStatus) -> str:
        said = [] if row.stage is None else [escape(capfirst(str(row.stage.label)))]
        if row.state.amount is not None:
            amount = formats.format_exact_money(row.state.amount, row.state.currency)
            said.append(f"<bdi>{escape(amount)}</bdi>")
        name = _link(address, row.project.code, mark_language(say(row.project.title)))
        return f"{name}<p>{' · '.join(said)}</p>"

    return _write_list([write(row) for row in projects])


def _link(address: str, code: str, name: str) -> str:
    return (
        f'<a class="name" href="{address.replace(_CODE, escape(quote(code, safe="")))}">{name}</a>'
    )


def _write_list(rows: Sequence[str]) -> SafeString:
    items = [f"<li><div>{one}</div></li>" for one in rows]
    if not items:
        items = [f'<li class="soft">{escape(_("Nothing yet."))}</li>']
    shown, rest = ("".join(part) for part in (items[:_OPEN], items[_OPEN:]))
    written = f'<ul class="rows">{shown}</ul>'
    if rest:
        more = len(items) - _OPEN
        said = ngettext("%(more)s more", "%(more)s more", more) % {"more": more}
        written += (
            f'<details><summary>{escape(said)}</summary><ul class="rows">{rest}</ul></details>'
        )
    return SafeString(written)
