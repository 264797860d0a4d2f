"""Groups of economies by name, with their members by year.

Memberships are convenience and no statement: who joined or left within a year counts for the
whole of it. They are as of 2026.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

TODAY = 9999


@dataclass(frozen=True, slots=True)
class Group:
    """A group by its short name; ``changes`` are year, who joined, who left."""

    name: str
    title: str
    changes: tuple[tuple[int, str, str], ...]
    aliases: tuple[str, ...] = ()

    def members(self, year: int) -> tuple[str, ...]:
        """Return the members (ISO alpha-3) in a year, of the first year for one before."""
        found: dict[str, None] = {}
        for at, joined, left in self.changes:
            if at > max(year, self.changes[0][0]):
                break
            found |= dict.fromkeys(joined.split())
            for one in left.split():
                found.pop(one, None)
        return tuple(sorted(found))


_EU = (
    (1958, "BEL FRA DEU ITA LUX NLD", ""),
    (1973, "DNK IRL GBR", ""),
    (1981, "GRC", ""),
    (1986, "ESP PRT", ""),
    (1995, "AUT FIN SWE", ""),
    (2004, "CYP CZE EST HUN LVA LTU MLT POL SVK SVN", ""),
    (2007, "BGR ROU", ""),
    (2013, "HRV", ""),
    (2020, "", "GBR"),
)


def _date_eu(year: int) -> tuple[tuple[int, str, str], ...]:
    """Return the European Union of one year as a group that never changes."""
    return ((1958, " ".join(Group("EU", "", _EU).members(year)), ""),)


GROUPS = (
    Group("EU", "European Union", _EU, ("european union", "eun", "eur", "97", "918", "ес")),
    Group("EU27_2020", "European Union of 27 (from 2020)", _date_eu(2020), ("eu27 from 2020",)),
    Group("EU28", "European Union of 28 (2013 to 2019)", _date_eu(2013), ("eu28 2013 2020",)),
    Group("EU27_2007", "European Union of 27 (2007 to 2012)", _date_eu(2007), ("eu27 2007 2013",)),
    Group("EU25", "European Union of 25 (2004 to 2006)", _date_eu(2004), ()),
    Group("EU15", "European Union of 15 (1995 to 2003)", _date_eu(1995), ()),
    Group(
        "EAEU",
        "Eurasian Economic Union",
        ((2010, "BLR KAZ RUS", ""), (2015, "ARM KGZ", "")),
        ("eurasian economic union", "eeu", "еаэс", "евразийский экономический союз"),
    ),
    Group(
        "ASEAN",
        "Association of Southeast Asian Nations",
        (
            (1967, "IDN MYS PHL SGP THA", ""),
            (1984, "BRN", ""),
            (1995, "VNM", ""),
            (1997, "LAO MMR", ""),
            (1999, "KHM", ""),
            (2025, "TLS", ""),
        ),
        ("975", "r4", "асеан"),
    ),
    Group(
        "MERCOSUR",
        "Southern Common Market",
        ((1991, "ARG BRA PRY URY", ""), (2012, "VEN", ""), (2017, "", "VEN"), (2024, "BOL", "")),
        ("mercosul", "southern common market", "меркосур"),
    ),
    Group(
        "BRICS",
        "BRICS",
        (
            (2009, "BRA RUS IND CHN", ""),
            (2011, "ZAF", ""),
            (2024, "EGY ETH IRN ARE", ""),
            (2025, "IDN", ""),
        ),
        ("brics plus", "брикс"),
    ),
    Group(
        "SCO",
        "Shanghai Cooperation Organisation",
        (
            (2001, "CHN KAZ KGZ RUS TJK UZB", ""),
            (2017, "IND PAK", ""),
            (2023, "IRN", ""),
            (2024, "BLR", ""),
        ),
        ("shanghai cooperation organisation", "shanghai cooperation organization", "шос"),
    ),
    Group(
        "GCC",
        "Gulf Cooperation Council",
        ((1981, "BHR KWT OMN QAT SAU ARE", ""),),
        ("gulf cooperation council",),
    ),
    Group("USMCA", "USMCA", ((1994, "CAN MEX USA", ""),), ("nafta", "cusma", "t mec")),
    Group(
        "EFTA",
        "European Free Trade Association",
        ((1995, "CHE ISL LIE NOR", ""),),
        ("european free trade association",),
    ),
    Group(
        "CIS",
        "Commonwealth of Independent States",
        ((1994, "ARM AZE BLR GEO KAZ KGZ MDA RUS TJK UZB", ""), (2009, "", "GEO")),
        ("commonwealth of independent states", "снг"),
    ),
    Group("G7", "Group of Seven", ((1976, "CAN DEU FRA GBR ITA JPN USA", ""),), ("g 7",)),
    Group(
        "OECD",
        "OECD",
        (
            (
                1961,
                "AUT BEL CAN CHE DEU DNK ESP FRA GBR GRC IRL ISL ITA LUX NLD NOR PRT SWE TUR USA",
                "",
            ),
            (1964, "JPN", ""),
            (1969, "FIN", ""),
            (1971, "AUS", ""),
            (1973, "NZL", ""),
            (1994, "MEX", ""),
            (1995, "CZE", ""),
            (1996, "HUN KOR POL", ""),
            (2000, "SVK", ""),
            (2010, "CHL EST ISR SVN", ""),
            (2016, "LVA", ""),
            (2018, "LTU", ""),
            (2020, "COL", ""),
            (2021, "CRI", ""),
        ),
        ("oecd members", "оэср"),
    ),
    Group("SACU", "Southern African Customs Union", ((2000, "BWA LSO NAM SWZ ZAF", ""),)),
    Group(
        "RCEP",
        "RCEP",
        ((2022, "AUS BRN CHN IDN JPN KHM KOR LAO MMR MYS NZL PHL SGP THA VNM", ""),),
    ),
    Group(
        "CPTPP",
        "CPTPP",
        (
            (2018, "AUS CAN JPN MEX NZL SGP", ""),
            (2019, "VNM", ""),
            (2021, "PER", ""),
            (2022, "MYS", ""),
            (2023, "BRN CHL", ""),
            (2024, "GBR", ""),
        ),
    ),
    Group("CAN", "Andean Community", ((2006, "BOL COL ECU PER", ""),), ("andean community",)),
    Group("EAC", "East African Community", ((2007, "BDI KEN RWA TZA UGA", ""), (2016, "SSD", ""),
          (2022, "COD", ""), (2024, "SOM", "")), ("east african community",)),
)  # fmt: skip
# Groups and regions that tables have as partners, whose members are not kept here.
_OTHERS = frozenset(
    {
        *("africa", "asia", "europe", "oceania", "america", "americas", "north america"),
        *("south america", "latin america", "latin america and caribbean", "central america"),
        *("eas", "ecs", "lcn", "mea", "nac", "sas", "ssf"),  # the World Bank's regions
        *("sub saharan africa", "middle east and north africa", "middle east", "south asia"),
        *("east asia and pacific", "europe and central asia", "caribbean", "eu", "euro area"),
        *("ea", "ea19", "ea20", "extra eu", "intra eu", "extra eu27", "intra eu27", "extra eu28"),
        *("intra eu28", "ext eu27 2020", "int eu27 2020", "ext eu", "int eu", "ext eu28"),
        *("int eu28", "ext ea20", "ext ea19", "ext ea", "int ea20", "int ea19", "apec", "opec"),
        *("g20", "acp", "ldc", "least developed countries", "high income", "low income"),
        *("developing economies", "developed economies", "comesa", "ecowas", "sadc", "caricom"),
        *(
            "cacm",
            "aladi",
            "wto",
            "world excluding eu",
            "rest of the world",
            "rest of world",
            "row",
            "comecon",
        ),
        *("european union", "европейский союз", "евросоюз", "страны ес", "страны снг", "европа"),
        *("азия", "африка", "америка", "страны дальнего зарубежья", "欧盟", "东盟", "金砖国家"),
        *("亚洲", "非洲", "欧洲", "北美洲", "拉丁美洲", "大洋洲", "union europeenne"),
        *("union européenne", "europäische union", "unión europea", "الاتحاد الأوروبي"),
    }
)


def fold_group_name(text: str) -> str:
    """Return a group's name without case and punctuation."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


@cache
def _index_by_name() -> dict[str, Group]:
    found: dict[str, Group] = {}
    for group in GROUPS:
        for name in (group.name, group.title, *group.aliases):
            found.setdefault(fold_group_name(name), group)
    del found["can"]  # Canada
    return found


def group_of(text: str) -> Group | None:
    """Return the group of a name; EU27 (of which there were two) and EU-27 as the Union's."""
    name = fold_group_name(text)
    joined = re.sub(r"^(e ?u) (?=\d\d\b)", "eu", name)
    return _index_by_name().get(joined) or (_index_by_name()["eu"] if joined == "eu27" else None)


def is_group(text: str) -> bool:
    """Return whether a name is a group's or a region's, whose rows are no economy's."""
    name = fold_group_name(text)
    outside_or_inside = name.startswith(("extra eu", "intra eu", "ext eu", "int eu"))
    outside_or_inside |= name.startswith("eu") and name.endswith((" extra", " intra"))
    # Eurostat's labels: ``Euro area - 20 countries (from 2023)``.
    outside_or_inside |= name.startswith(("euro area ", "european union ", "oecd "))
    return group_of(text) is not None or name in _OTHERS or outside_or_inside


def group_names() -> tuple[str, ...]:
    """Return the short names of all groups whose members are known."""
    return tuple(group.name for group in GROUPS)


@cache
def list_members(name: str) -> tuple[str, ...]:
    """Return today's members of a group by its short name (ISO alpha-3), in the alphabet's order.

    Raises KeyError for a group that is not known.
    """
    return _index_by_name()[fold_group_name(name)].members(TODAY)


@dataclass(frozen=True, slots=True)
class Membership:
    """The members of a group taken for the chosen years, and what to say when they changed."""

    members: tuple[str, ...]
    note: str


def list_members_of(text: str, years: Collection[int] | None) -> Membership | None:
    """Return a group's members in the last of the years (today's for None); None for no group.

    ``EU27`` is that of 2007 to 2012 when the last year is before 2013, else that from 2020.
    """
    group = group_of(text)
    if group is None:
        return None
    last = max(years) if years else TODAY
    if group.name == "EU" and re.sub(r"\W", "", fold_group_name(text)) == "eu27":
        group = next(
            one for one in GROUPS if one.name == ("EU27_2007" if last < 2013 else "EU27_2020")
        )
    members = group.members(last)
    differing = sorted({year for year in years or () if group.members(year) != members})
    when = f"in {last}" if years else "today"
    note = f"{group.title}: its {len(members)} members {when}"
    if differing:
        note += f"; other members in {_list_years(differing)}"
    return Membership(members, note)


def _list_years(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))
