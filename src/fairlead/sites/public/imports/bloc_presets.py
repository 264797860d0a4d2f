"""Economies that already pool, offered as a first choice of members.

Members as of 2025. They are a convenience and no statement: whoever asks chooses freely.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Preset:
    """A bloc by name and its members (ISO alpha-3); ``absent`` are those that do not trade here."""

    name: str | Promise
    members: tuple[str, ...]
    absent: tuple[str, ...] = ()


def _list_economies(codes: str) -> tuple[str, ...]:
    return tuple(codes.split())


_KNOWN = (
    Preset(_("Eurasian Economic Union"), ("ARM", "BLR", "KAZ", "KGZ", "RUS")),
    Preset(
        _("European Union"),
        _list_economies(
            "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL "
            "PRT ROU SVK SVN ESP SWE"
        ),
    ),
    Preset("BRICS", _list_economies("BRA CHN EGY ETH IDN IND IRN RUS ZAF ARE")),
    Preset(
        _("Shanghai Cooperation Organisation"),
        _list_economies("BLR CHN IND IRN KAZ KGZ PAK RUS TJK UZB"),
    ),
    Preset("ASEAN", _list_economies("BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM")),
    Preset(_("Gulf Cooperation Council"), _list_economies("BHR KWT OMN QAT SAU ARE")),
    Preset("MERCOSUR", _list_economies("ARG BOL BRA PRY URY")),
    Preset("USMCA", ("CAN", "MEX", "USA")),
)


def list_presets(trading: Collection[str], *, own: Collection[str]) -> list[Preset]:
    """Return the fair's own bloc and the known ones, each with its members that trade here.

    One that has fewer than two of them is left out.
    """
    listed = [Preset(_("The fair's bloc"), tuple(own)), *_KNOWN]
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
    return next((str(one.name) for one in _KNOWN if set(one.members) == chosen), "")


def find_incomplete(found: Iterable[Preset], members: Collection[str]) -> Preset | None:
    """Return the bloc of which these are the members that trade here, where it has others."""
    chosen = set(members)
    return next((one for one in found if one.absent and set(one.members) == chosen), None)
