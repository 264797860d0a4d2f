"""What the synthetic firms offer and need, and what economies need because of their flows."""

from __future__ import annotations

import numpy as np

from fairlead.demo.firms import Firm
from fairlead.demo.size import Size
from fairlead.demo.trade import YEARS, Shortage, Trade, export_strength, find_shortages
from fairlead.demo.world import BLOC, HOST, PARTNER, Floats, Product, find_economy_name, stream

Columns = dict[str, list[object]]
INPUTS = {
    "20": ("20", "28", "26"), "22": ("20", "28", "25"), "23": ("20", "28", "27"),
    "24": ("24", "28", "23"), "25": ("24", "28", "25"), "26": ("26", "27", "20"),
    "27": ("24", "26", "27"), "28": ("25", "27", "28", "26"), "29": ("22", "25", "27", "28"),
    "30": ("24", "25", "27", "28"),
}  # fmt: skip
_WORDS = {
    "supply": ("regular deliveries", "регулярные поставки"),
    "joint_production": ("joint production", "совместное производство"),
    "licence": ("a licence", "лицензия"),
    "research": ("joint research", "совместные разработки"),
    "localisation": ("localisation", "локализация"),
    "distribution": ("distribution", "дистрибуция"),
    "investment": ("investment", "инвестиции"),
}
_KINDS = tuple(_WORDS)
_OFFERED = (0.40, 0.17, 0.07, 0.08, 0.10, 0.14, 0.04)
_SOUGHT = (0.48, 0.14, 0.06, 0.08, 0.14, 0.06, 0.04)


def make_offers(
    firms: list[Firm], trade: Trade, *, seed: int
) -> tuple[Columns, list[list[Product]]]:
    """Return the columns of offers.csv, and the products each firm offers (by position)."""
    draw = stream(seed, "offers")
    picker = _Picker(trade)
    offered: list[list[Product]] = [[] for _ in firms]
    rows: list[dict[str, object]] = []
    for i, firm in enumerate(firms):
        if not firm.exhibits:
            continue
        for _ in range(1 + min(int(draw.pareto(1.6)), 7)):
            made = picker.near(firm.sector, economy=firm.economy.code, draw=draw)
            kinds = _draw_kinds(_OFFERED, draw)
            offered[i] += made
            rows.append(
                {
                    "id": f"offer-{len(rows) + 1:05d}",
                    "organisation": firm.id,
                    "title": list_titles([p.title for p in made]),
                    "title_ru": list_titles([p.title_ru for p in made]),
                    "description": "We offer "
                    f"{list_titles([_WORDS[k][0] for k in kinds], small=True)}.",
                    "description_ru": f"Предлагаем: {', '.join(_WORDS[k][1] for k in kinds)}.",
                    "products": [f"HS:{p.code}" for p in made],
                    "cooperation": kinds,
                }
            )
    return _build_columns(rows), offered


def make_needs(firms: list[Firm], trade: Trade, size: Size, *, seed: int) -> Columns:
    """Return the columns of needs.csv: firms' needs, then economies' from their critical imports.

    The partner country asks for every critical import up to ``size.economy_needs``, the bloc's
    other members for a few of theirs.
    """
    draw = stream(seed, "needs")
    picker = _Picker(trade)
    rows: list[dict[str, object]] = []
    for firm in firms:
        if firm.exhibits and draw.random() < 0.4:
            continue
        sector = str(draw.choice(INPUTS[firm.sector]))
        wanted = picker.near(sector, economy=None, draw=draw)[:2]
        kinds = _draw_kinds(_SOUGHT, draw)
        rows.append(
            {
                "organisation": firm.id,
                "title": f"Wanted: {list_titles([p.title for p in wanted], small=True)}",
                "title_ru": f"Ищем: {list_titles([p.title_ru for p in wanted], small=True)}",
                "description": f"Open to {list_titles([_WORDS[k][0] for k in kinds], small=True)}.",
                "description_ru": f"Рассмотрим: {', '.join(_WORDS[k][1] for k in kinds)}.",
                "products": [f"HS:{p.code}" for p in wanted],
                "cooperation": kinds,
                "volume_usd": float(round(float(draw.lognormal(12.5, 1.4)), -3)),
            }
        )
    for economy in (PARTNER, HOST, *(e for e in BLOC if e not in (PARTNER, HOST))):
        most = size.economy_needs if economy == PARTNER else size.economy_needs // 6
        found = find_shortages(trade, economy)[:most]
        rows += [_make_economy_need(economy, shortage, draw) for shortage in found]
    for number, row in enumerate(rows, start=1):
        row["id"] = f"need-{number:05d}"
    return _build_columns(rows)


def _make_economy_need(
    economy: str, shortage: Shortage, draw: np.random.Generator
) -> dict[str, object]:
    kinds = list(dict.fromkeys(["supply", *_draw_kinds(_SOUGHT, draw)]))
    percent, year = f"{shortage.share * 100:.0f}", YEARS[-1]
    millions = f"{shortage.imports_usd / 1e6:,.1f}"
    millions_ru = millions.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
    supplier = shortage.supplier.code
    return {
        "economy": economy,
        "title": f"{shortage.product.title}: a second source wanted",
        "title_ru": f"{shortage.product.title_ru}: нужен второй источник",
        "description": (
            f"Imports of {millions} million dollars in {year}; {percent}% came from one economy: "
            f"{find_economy_name(supplier, 'en')}."
        ),
        "description_ru": (
            f"Импорт за {year} год: {millions_ru} млн долларов; {percent}\N{NO-BREAK SPACE}% "
            f"от одного поставщика: {find_economy_name(supplier, 'ru')}."
        ),
        "products": [f"HS:{shortage.product.code}"],
        "cooperation": kinds,
        "volume_usd": float(shortage.imports_usd),
    }


class _Picker:
    """Picks products of a sector: what an economy is strong in, and neighbours in the list."""

    def __init__(self, trade: Trade) -> None:
        self._trade = trade
        self._of: dict[str, list[int]] = {}
        for position, product in enumerate(trade.products):
            self._of.setdefault(product.sector, []).append(position)
        self._strength = np.minimum(export_strength(trade), 8.0) + 0.05
        self._known: dict[tuple[str, str | None], Floats] = {}

    def near(self, sector: str, *, economy: str | None, draw: np.random.Generator) -> list[Product]:
        """Return one to three products of ``sector`` that stand together in the nomenclature."""
        positions = self._of.get(sector) or list(range(len(self._trade.products)))
        chances = self._chances(sector, economy, positions)
        at = int(np.searchsorted(chances, draw.random() * chances[-1], side="right"))
        at = min(at, len(positions) - 1)
        count = 1 + int(draw.random() < 0.55) + int(draw.random() < 0.25)
        chosen = positions[max(0, min(at, len(positions) - count)) :][:count]
        return [self._trade.products[p] for p in chosen]

    def _chances(self, sector: str, economy: str | None, positions: list[int]) -> Floats:
        """Return the cumulated chances of the sector's products."""
        if (sector, economy) not in self._known:
            weights = (
                self._strength[self._trade.position(economy), positions]
                if economy
                else np.ones(len(positions))
            )
            self._known[sector, economy] = np.cumsum(weights)
        return self._known[sector, economy]


def list_titles(titles: list[str], *, small: bool = False) -> str:
    """Return titles as one line, each but the first (``small``: every one) in lower case."""
    each = [lower_title(t) if small or i else t for i, t in enumerate(dict.fromkeys(titles))]
    return ("; " if any("," in title for title in each) else ", ").join(each)


def lower_title(title: str) -> str:
    """Return a title as it stands inside a sentence: abbreviations keep their capitals."""
    abbreviated = len(title) > 1 and (title[1].isupper() or title[1] in "-3")
    return title if abbreviated else title[0].lower() + title[1:]


def _draw_kinds(chances: tuple[float, ...], draw: np.random.Generator) -> list[str]:
    count = 1 + int(draw.random() < 0.5) + int(draw.random() < 0.2)
    kinds: list[str] = draw.choice(_KINDS, count, replace=False, p=chances).tolist()
    return kinds


def _build_columns(rows: list[dict[str, object]]) -> Columns:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}
