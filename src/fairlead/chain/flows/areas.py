"""Areas of UN Comtrade's list that ISO 3166 does not have, with the years they are for.

The list is Comtrade's own of reporters and partners (as of June 2025). Its numbers are UN M49
in part only: Italy is 381 in some of its tables, France with Monaco 251, the United States with
Puerto Rico and the Virgin Islands 842.
"""

from __future__ import annotations

from typing import NamedTuple

from fairlead.engines.dependency.readers.reasons import GROUP, NOT_ELSEWHERE, WORLD

__all__ = ["GROUP", "NOT_ELSEWHERE", "WORLD"]

# Trade statistics' own numbers of today's economies where they are not ISO's: alpha-3 -> code.
TRADE_CODES = {"FRA": 251, "IND": 699, "NOR": 579, "CHE": 757, "USA": 842, "TWN": 490}
# Further numbers that mean an economy, in the years when it had them: code -> alpha-3.
OTHER_NUMBERS = {
    381: "ITA",
    356: "IND",  # Comtrade's India without Sikkim, until 1974; ISO's India
    590: "PAN",  # without the Canal Zone, until 1977
    841: "USA",  # with Puerto Rico, until 1980
}


class Area(NamedTuple):
    """An economy ISO does not list: code, three letters, English name, last year (0: none).

    ``aliases``: further names that Comtrade and older tables have for it, with commas.
    """

    code: int
    iso3: str
    name: str
    last: int = 0
    aliases: str = ""

    def list_aliases(self) -> list[str]:
        """Return the further names."""
        return list_names(self.aliases)


def list_names(names: str) -> list[str]:
    """Return names that stand with commas between."""
    return names.split(", ") if names else []


FORMER = (
    Area(58, "BLX", "Belgium-Luxembourg", 1998),
    Area(
        80,
        "ATB",
        "British Antarctic Territories",
        0,
        "bat, br antarctic territories, br antr territories",
    ),
    Area(200, "CSK", "Czechoslovakia", 1992),
    Area(
        230,
        "ETX",
        "Ethiopia with Eritrea",
        1992,
        "etf, ethiopia 1992, former ethiopia, fmr ethiopia, ethiopia includes eritrea",
    ),
    Area(
        278,
        "DDR",
        "East Germany",
        1990,
        "former democratic republic of germany, dem rep of germany, gdr, dem rep of "
        "germany 1990, fmr dem rep of germany, german democratic republic",
    ),
    Area(
        280,
        "DEW",
        "West Germany",
        1990,
        "former federal republic of germany, fed rep of germany 1990, fmr fed rep of germany",
    ),
    Area(412, "XKX", "Kosovo", 0, "xk, xks, _ks, rks, unk, kosovo under unscr 1244"),
    Area(457, "SWX", "Sarawak", 1963, "_sk"),
    Area(459, "PMX", "Peninsula Malaysia", 1963, "_pm"),
    Area(461, "SBX", "Sabah", 1963, "_sh"),
    Area(488, "MID", "Midway Islands", 0, "_mi"),
    Area(530, "ANT", "Netherlands Antilles", 2010),
    Area(532, "AHX", "Netherlands Antilles and Aruba", 1985),
    Area(536, "NTZ", "Neutral Zone", 0, "nze"),
    Area(582, "PCI", "Pacific Islands", 1991, "pce"),
    Area(588, "PKX", "East and West Pakistan", 1971),
    Area(592, "PCZ", "Panama-Canal-Zone", 1977, "former panama canal zone"),
    Area(647, "RYX", "Ryukyu Island", 1972, "_ri, ryukyu isd"),
    Area(658, "KNX", "Saint Kitts, Nevis and Anguilla", 1980),
    Area(697, "R20", "Europe EFTA, nes"),
    Area(698, "SKM", "Sikkim, Protectorate of India", 1974, "_sm, sikkim"),
    Area(
        711,
        "ZA1",
        "Southern African Customs Union",
        1999,
        "so african customs union, south african customs union, sacu 1999",
    ),
    Area(
        717,
        "RNX",
        "Rhodesia Nyas",
        1964,
        "_rn, fmr rhodesia nyas, federation of rhodesia and nyasaland",
    ),
    Area(
        720,
        "YMD",
        "Democratic Yemen",
        1990,
        "ydr, dem yemen, dem yemen 1990, yemen democratic, south yemen",
    ),
    Area(736, "SDX", "Sudan", 2011, "sudan before 2012, former sudan, fm sudan"),
    Area(810, "SUN", "USSR", 1991, "svu, ussr 1990, soviet union, former ussr"),
    Area(830, "CIX", "Channel Islands", 0, "_ci"),
    Area(835, "TGX", "Tanganyika", 1964, "_tk"),
    Area(836, "ZPX", "Zanzibar and Pemba Island", 1964, "_zp, zanzibar and pemba isd 1964"),
    Area(
        849,
        "PUS",
        "US Misc. Pacific Islands",
        0,
        "usp, us miscellaneous pacific islands, us misc pacific isds, us msc pac i",
    ),
    Area(
        866,
        "VDR",
        "Democratic Republic of Vietnam",
        1974,
        "dem rep of vietnam, dem rep of vietnam 1974",
    ),
    Area(868, "VNX", "Republic of Vietnam", 1974, "rep of vietnam 1974, south vietnam"),
    Area(872, "WAK", "Wake Island", 0, "_wi"),
    Area(
        886,
        "YEX",
        "Arab Republic of Yemen",
        1990,
        "arab rep of yemen, arab rep of yemen 1990, yemen arab republic, north yemen",
    ),
    Area(890, "YUG", "Yugoslavia", 1991, "fmr yugoslavia, sfr yugoslavia, former yugoslavia"),
    Area(
        891,
        "SCG",
        "Serbia and Montenegro",
        2005,
        "serbia and montenegro 2005, yugoslavia fr serbia montenegr, "
        "yugoslavia fr serbia montenegro",
    ),
)
WORLD_NAMES = frozenset(
    list_names(
        "world, all, total, 0, w00, wld, wl, all countries, all countries of the world, "
        "all partners, all areas, tot, www, "
        "000, monde, mundo, welt, мир, весь мир, grand total, all reporters, world total, "
        "totals, subtotal, sub total, total general, total mundial, insgesamt, gesamt, summe, "
        "zusammen, alle lander, ensemble, tous pays, tous les pays, todos los paises, totale, "
        "подытог, все страны, 小计, 总额, "
        "всего, итого, 世界, 全球, 全世界, 总计, 合计, 所有国家, العالم, المجموع, الاجمالي"
    )
)
# Numbers and letters of areas that are not specified; names end with nes, "not elsewhere ...".
UNSPECIFIED = frozenset(
    (
        *list_names(
            "129, 221, 290, 471, 472, 473, 492, 527, 568, 577, 636, 637, 697, 837, 838, 839, "
            "879, 896, 898, 899, a49, e29, f49, r91, _ac, a79, o19, e19, f19, a59, r20, f97, "
            "x1, x2, xx, _x, zzz, ans, nes, xxa, xxb, xxz, zz, bunkers, free zones, special "
            "categories, unspecified, not specified, areas not elsewhere specified, ship "
            "stores, stores and provisions, uns, bun, spe, fre, not applicable, unknown, "
            "country unknown, not elsewhere specified, not elsewhere classified, undeclared, "
            "undeclared countries, not determined, others, high seas, international waters, "
            "confidential, secret, secret countries, confidential countries, secret country, "
            "secret countries or territories, other, other countries, other areas, "
            "прочие, прочие страны, другие страны, остальные страны, не указано, не определено, "
            "неизвестно, 其他, "
            "其他国家, 其他国家和地区, 未列明, اخرى, دول اخرى, غير محدد, otros, otros paises, "
            "autres, autres pays, ubrige lander, andere lander"
        ),
        # Eurostat's: stores, secret, not determined.
        *list_names("qp, qq, qr, qs, qu, qv, qw, qx, qy, qz"),
    )
)
UNSPECIFIED_ENDS = (" nes", " not elsewhere specified", " nei", " not specified", " n e s")
