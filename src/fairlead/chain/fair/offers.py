"""Products by code: their titles in the fair's nomenclature, and who offers them."""

from __future__ import annotations

from dataclasses import dataclass

from fairlead.folder.codes import split_product
from fairlead.folder.fair import Fair


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles of the fair's nomenclature by bare code of the Harmonized System."""

    english: dict[str, str]
    russian: dict[str, str]

    def of(self, code: str) -> tuple[str | None, str | None]:
        """Return the titles of a bare code, or of the nearest heading above it that has one."""
        for size in (6, 4, 2):
            if code[:size] in self.english:
                return self.english[code[:size]], self.russian.get(code[:size])
        return None, None


def product_titles(fair: Fair) -> Titles:
    """Return the titles of the fair's HS codes, the newest version first."""
    columns = [fair.products[name].to_pylist() for name in ("code", "title", "title_ru")]
    english: dict[str, str] = {}
    russian: dict[str, str] = {}
    rows = sorted(zip(*columns, strict=True), key=lambda row: split_product(row[0]))
    for code, title, title_ru in rows:
        scheme, bare = split_product(code)
        if scheme.startswith("HS"):
            english[bare] = title
            if title_ru is not None:
                russian[bare] = title_ru
    return Titles(english, russian)


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """An exhibitor, and the id of its stand."""

    organisation: str
    name: str
    country: str
    stand: str


class Offers:
    """Which exhibitors offer which products of the Harmonized System.

    An offer of a heading covers the products below it. Versions of the system are not told
    apart: a code means the same goods in nearly all of them.
    """

    def __init__(self, fair: Fair) -> None:
        """Index the offers of exhibitors by bare HS code."""
        names = ("id", "name", "country", "stand")
        columns = [fair.organisations[name].to_pylist() for name in names]
        rows = zip(*columns, strict=True)
        self._exhibitors = {row[0]: Exhibitor(*row) for row in rows if row[3] is not None}
        self._by_code: dict[str, set[str]] = {}
        owners = fair.offers["organisation"].to_pylist()
        for owner, codes in zip(owners, fair.offers["products"].to_pylist(), strict=True):
            for code in codes if owner in self._exhibitors else ():
                scheme, bare = split_product(code)
                if scheme.startswith("HS"):
                    self._by_code.setdefault(bare, set()).add(owner)

    def __len__(self) -> int:
        """Return how many exhibitors there are."""
        return len(self._exhibitors)

    def of(self, product: str, *, most: int, digits: int = 2) -> list[Exhibitor]:
        """Return up to ``most`` exhibitors that offer a six-digit product, the closest first.

        An offer of a heading above it counts when it has at least so many ``digits``.
        """
        found: dict[str, int] = {}
        for size in (6, 4, 2):
            for owner in self._by_code.get(product[:size], ()) if size >= digits else ():
                found.setdefault(owner, size)
        closest = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:most]
        return [self._exhibitors[owner] for owner, _ in closest]
