"""Economies that already pool, offered as a first choice of members.

Who is a member stands in `fairlead.chain.flows.groups`; here are the groups that are offered and
what a page calls them. Members are today's, whatever years the flows are of: they are for joint
projects to come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fairlead.apps.trade.runs import list_members

_OFFERED: dict[str, Promise] = {
    "EAEU": _("Eurasian Economic Union"),
    "EU": _("European Union"),
    "BRICS": _("BRICS"),
    "SCO": _("Shanghai Cooperation Organisation"),
    "ASEAN": _("ASEAN"),
    "GCC": _("Gulf Cooperation Council"),
    "MERCOSUR": _("MERCOSUR"),
    "USMCA": _("USMCA"),
}


@dataclass(frozen=True, slots=True)
class Preset:
    """A bloc by name and its members (ISO alpha-3); ``absent`` are those that do not trade here."""

    name: str | Promise
    members: tuple[str, ...]
    absent: tuple[str, ...] = ()


def list_presets(trading: Collection[str], *, own: Collection[str]) -> list[Preset]:
    """Return the fair's own bloc and the known ones, each with its members that trade here.

    One that has fewer than two of them is left out.
    """
    listed = [Preset(_("The fair's bloc"), tuple(own))]
    listed += [Preset(name, list_members(group)) for group, name in _OFFERED.items()]
    there = [
        Preset(
            preset.name,
            tuple(one for one in preset.members if one in trading),
            tuple(one for one in preset.members if one not in trading),
        )
        for preset in listed
    ]
    return [preset for preset in there if len(preset.members) > 1]


def name_of(members: Collection[str]) -> str:
    """Return the name of the known bloc that these are all the members of; nothing for others."""
    chosen = set(members)
    return next(
        (str(name) for group, name in _OFFERED.items() if set(list_members(group)) == chosen), ""
    )


def find_incomplete(found: Iterable[Preset], members: Collection[str]) -> Preset | None:
    """Return the bloc of which these are the members that trade here, where it has others."""
    chosen = set(members)
    return next((one for one in found if one.absent and set(one.members) == chosen), None)
