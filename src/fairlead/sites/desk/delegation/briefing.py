"""What a delegation's briefing says, in the words of the active language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from fairlead.apps.consortia.briefing import PrintedBriefing, PrintedPart
from fairlead.apps.consortia.queries.cockpit import Cockpit
from fairlead.apps.consortia.queries.visit import Entry
from fairlead.apps.consortia.visit_calendar import speak
from fairlead.apps.cooperation.queries.states import NOW, AsOf
from fairlead.apps.trade.models import Dependency
from fairlead.ui import formats
from fairlead.ui.spoken import choose_for_reader


def name_kind(kind: str) -> str:
    """Return the word for a kind of entry of a visit."""
    words = {
        "meeting": _("meeting"),
        "session": _("session"),
        "stand": _("stand"),
        "signing": _("signing"),
        "visit": _("visit"),
    }
    return words[kind]


def _join(texts: Iterable[str]) -> str:
    """Return texts of any direction beside one another, in the order of the page's language."""
    return " · ".join(formats.isolate(text) for text in texts if text)


def _name_supplier(one: Dependency) -> str:
    """Return the first supplier of an import with its share; "" where there is none."""
    if not one.first_supplier:
        return ""
    share = "" if one.first_share is None else formats.share(one.first_share)
    return f"{formats.name_country(one.first_supplier)} {share}".strip()


def _say_as_of(cockpit: Cockpit, as_of: AsOf, zone: dt.tzinfo) -> str:
    """Return what the page says of the day and moment it is of; "" for now."""
    if as_of == NOW:
        return ""
    said = []
    if as_of.day is not None:
        said.append(_("As of %(day)s.") % {"day": formats.format_calendar_date(as_of.day)})
    if as_of.moment is not None:
        day = formats.format_moment(as_of.moment.astimezone(zone))
        said.append(_("By what was recorded until %(day)s.") % {"day": day})
    said.append(
        _(
            "Imports, needs, consortia and projects are those of then; people and the visit those"
            " of now."
        )
    )
    if cockpit.begins is not None:
        begins = _(
            "The history of who takes part, and of what else has no day, begins on %(day)s: shown"
            " is what was there then."
        )
        said.append(begins % {"day": formats.format_moment(cockpit.begins.astimezone(zone))})
    return " ".join(said)


def describe_briefing(cockpit: Cockpit, visit: list[Entry], as_of: AsOf) -> PrintedBriefing:
    """Return what is printed of a cockpit, as of the day and moment it was read for."""
    delegation = cockpit.delegation
    edition = delegation.edition
    say = choose_for_reader(edition.languages)
    economy = str(formats.name_country(delegation.economy))
    zone = edition.zone
    nothing = _("Nothing yet.")
    stay = " – ".join(
        formats.isolate(formats.format_moment(one.astimezone(zone)))
        for one in (delegation.arrives_at, delegation.leaves_at)
        if one is not None
    )
    parts = [
        PrintedPart(
            _("Programme of the visit"),
            nothing,
            3,
            [
                (
                    formats.format_span(one.begins.astimezone(zone), one.ends.astimezone(zone)),
                    name_kind(one.kind),
                    _join(speak(text, say) for text in (one.title, *one.place, *one.people)),
                )
                for one in visit
            ],
        ),
        PrintedPart(
            _("Critical imports"),
            nothing,
            3,
            [
                (
                    one.product,
                    formats.format_money(one.imports_usd, "USD"),
                    _join((say(one.title), _name_supplier(one))),
                )
                for one in cockpit.imports
            ],
        ),
        PrintedPart(
            _("Needs"),
            nothing,
            2,
            [
                (
                    _("makers: %(count)d") % {"count": row.makers} if as_of == NOW else "",
                    str(say(row.need.title)),
                )
                for row in cockpit.needs
            ],
        ),
        PrintedPart(
            _("Consortia"),
            nothing,
            2,
            [
                (
                    _("members: %(count)d") % {"count": row.members},
                    str(say(row.consortium.title)),
                )
                for row in cockpit.consortia
            ],
        ),
        PrintedPart(
            _("Projects"),
            nothing,
            2,
            [
                (
                    formats.format_exact_money(row.state.amount, row.state.currency)
                    if row.state.amount is not None
                    else "–",
                    str(say(row.project.title)),
                )
                for row in cockpit.projects
            ],
        ),
        PrintedPart(
            _("Delegates"),
            nothing,
            2,
            [
                (one.get_office_display(), str(say(one.participation.person.name)))
                for one in cockpit.delegates
            ],
        ),
        PrintedPart(
            _("Interpreters"),
            nothing,
            3,
            [
                (
                    formats.format_span(
                        one.during.lower.astimezone(zone), one.during.upper.astimezone(zone)
                    ),
                    formats.name_language(one.language),
                    _join((say(one.interpreter.name), one.purpose)),
                )
                for one in cockpit.interpreters
            ],
        ),
        PrintedPart(
            _("Joint stand"),
            nothing,
            2,
            [
                (
                    f"{say(one.stand.hall.name)} {one.stand.number}",
                    str(say(one.organisation.name)),
                )
                for one in cockpit.exhibitors
            ],
        ),
    ]
    return PrintedBriefing(
        title=str(say(delegation.name)),
        line=_join((say(edition.name), economy, stay)),
        as_of=_say_as_of(cockpit, as_of, zone),
        printed=_("Printed %(when)s; the online version prevails.")
        % {"when": formats.format_moment(timezone.localtime(timezone.now()))},
        language=(get_language() or "en").partition("-")[0],
        direction="rtl" if get_language_bidi() else "ltr",
        figures=[
            (str(name), "–" if count is None else str(count))
            for name, count in (
                (_("critical imports"), cockpit.critical),
                (_("needs"), cockpit.counts.needs),
                (_("makers found"), cockpit.counts.makers),
                (_("meetings"), sum(one.kind == "meeting" for one in visit)),
                (_("consortia"), cockpit.counts.consortia),
                (_("projects"), cockpit.counts.projects),
            )
        ],
        parts=parts,
    )
