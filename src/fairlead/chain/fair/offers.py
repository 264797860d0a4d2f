"""Products by code: their titles in the fair's nomenclature, and who offers them."""

from __future__ import annotations

from dataclasses import dataclass

from fairlead.folder.codes import split_product
from fairlead.folder.fair import Fair
from fairlead.folder.hs_versions import means_the_same
from fairlead.folder.language_tags import order_languages
from fairlead.folder.localized_text import LocalizedText, SpokenText

_NEWEST = "2022"


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles of the fair's nomenclature by bare code of the Harmonized System."""

    titles: dict[str, LocalizedText]
    languages: tuple[str, ...]

    def of(self, code: str) -> LocalizedText:
        """Return the title of a bare code, or of the nearest heading above it that has one."""
        return self.titles.get(self.find_titled(code), LocalizedText())

    def choose(self, code: str, reader: str = "") -> SpokenText:
        """Return that title for a reader of a language, or in the edition's own."""
        return self.of(code).choose(order_languages(self.languages, reader))

    def find_titled(self, code: str) -> str:
        """Return the nearest of a bare code and the headings above it that has a title, else ""."""
        return next((code[:size] for size in (6, 4, 2) if code[:size] in self.titles), "")


def find_product_titles(fair: Fair) -> Titles:
    """Return the titles of the fair's HS codes, the newest version first."""
    codes = fair.products["code"].to_pylist()
    rows = zip(codes, fair.localized("products", "title"), strict=True)
    titles: dict[str, LocalizedText] = {}
    for code, title in sorted(rows, key=lambda row: split_product(row[0])):
        scheme, bare = split_product(code)
        if scheme.startswith("HS") and means_the_same(scheme[2:], _NEWEST, bare):
            titles[bare] = LocalizedText({**titles.get(bare, {}), **title})
    return Titles(titles, fair.settings.languages)


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """An exhibitor, and the id of its stand."""

    organisation: str
    name: str
    country: str
    stand: str


class Offers:
    """Which exhibitors offer which products of the Harmonized System.

    An offer of a heading covers the products below it. A code of another version of the system
    than the flows' counts where it means the same in both.
    """

    def __init__(self, fair: Fair) -> None:
        """Index the offers of exhibitors by bare HS code."""
        names = ("id", "name", "country", "stand")
        columns = [fair.organisations[name].to_pylist() for name in names]
        rows = zip(*columns, strict=True)
        self._exhibitors = {row[0]: Exhibitor(*row) for row in rows if row[3] is not None}
        self._by_code: dict[str, set[str]] = {}
        version = fair.flows.classification[2:] if fair.flows is not None else _NEWEST
        owners = fair.offers["organisation"].to_pylist()
        for owner, codes in zip(owners, fair.offers["products"].to_pylist(), strict=True):
            for code in codes if owner in self._exhibitors else ():
                scheme, bare = split_product(code)
                if scheme.startswith("HS") and means_the_same(scheme[2:], version, bare):
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
