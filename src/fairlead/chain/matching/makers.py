"""From needs to makers: a fair's needs and its exhibitors' offers -> the engine -> tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.fair.needs import list_need_countries
from fairlead.chain.flows.fair_flows import open_fair_flows
from fairlead.chain.flows.open import Flows
from fairlead.chain.flows.product_space import Space, build_product_space
from fairlead.chain.localized_columns import localize_schema, name_reason_columns
from fairlead.chain.matching.codes import (
    CodedRows,
    FairCodes,
    gather_codes,
    list_rows_alone,
)
from fairlead.chain.matching.concordance import read_concordance
from fairlead.chain.matching.maker_groups import group_table
from fairlead.chain.matching.maker_reasons import find_near_products, write_maker_reasons
from fairlead.chain.matching.profiles import compute_bloc_affinity, find_positions
from fairlead.engines.matching.codebook import Link
from fairlead.engines.matching.evidence import NEARNESS, Evidence, find_evidence, relate
from fairlead.engines.matching.makers import (
    BASES,
    MAKER_TERMS,
    MakerLists,
    MakerParams,
    NeedRows,
    Supply,
    rank_makers,
)
from fairlead.engines.matching.vectors import Floats, Ints, Vectors, gather_vectors
from fairlead.folder.choices import SIZES
from fairlead.folder.codes import split_product
from fairlead.folder.fair import Fair
from fairlead.folder.hs_versions import means_the_same
from fairlead.folder.input_errors import InvalidInput, report_invalid

# One row per proposed maker of a need. basis: `offers` what is sought, makes what is `near`, or its
# `economy` could. offer: the offer that comes nearest, null when only the product space or the
# economy speaks for the maker. product: where its code and the need's meet, product_nearness: how
# near that is. near: what the maker makes that lies nearest in the product space, a six-digit code
# of HS.
MAKERS = pa.schema(
    [
        ("need", pa.string()),
        ("maker", pa.string()),
        ("rank", pa.int32()),
        ("score", pa.float32()),
        ("basis", pa.string()),
        ("offer", pa.string()),
        ("reason", pa.string()),
        ("product", pa.string()),
        ("product_nearness", pa.string()),
        *((f"term_{name}", pa.float32()) for name in MAKER_TERMS),
        ("near", pa.string()),
    ]
)


def build_makers_schema(languages: Sequence[str]) -> pa.Schema:
    """Return the columns of `MAKERS` with reasons in the edition's languages."""
    return localize_schema(MAKERS, {"reason": tuple(name_reason_columns(languages).values())})


@dataclass(frozen=True, slots=True, eq=False)
class ProductSpace:
    """What trade flows say of products: six digits of HS and alpha-3 codes name rows and columns.

    version: of the Harmonized System. proximity: products x products, 0 to 1. could_make: economies
    x products, 0 to 1: 1 for a revealed comparative advantage, else the density.
    """

    products: tuple[str, ...]
    economies: tuple[str, ...]
    proximity: Floats
    could_make: Floats
    version: str = "2022"

    @classmethod
    def of(cls, space: Space, *, version: str) -> ProductSpace:
        """Return what the dependency engine's product space says, of a version of HS."""
        found = space.complexity
        could = np.where(found.made, 1, space.density).astype(np.float32)
        exports = found.exports
        return cls(exports.products, exports.economies, space.proximity, could, version)


def build_fair_space(fair: Fair, *, flows: Flows | None = None) -> ProductSpace | None:
    """Return the product space of a fair's own flows, given as ``flows`` when they are open.

    None when it has none, or when fewer than three economies export, which says nothing of what
    lies near. Raises InvalidInput for flows that cannot be read.
    """
    if fair.flows is None:
        return None
    opened = flows or open_fair_flows(fair.flows)
    try:
        space = build_product_space(opened, name=fair.flows.source)
        return ProductSpace.of(space, version=fair.flows.classification[2:])
    except InvalidInput:
        return None


@dataclass(frozen=True, slots=True, eq=False)
class MakerTables:
    """makers (`MAKERS`), best first within a need; groups: makers that cover a need together.

    groups (`fairlead.chain.matching.maker_groups.GROUPS`): one row per member; the
    cheapest group of a need is its first.
    """

    makers: pa.Table
    groups: pa.Table

    def of_needs(self, needs: Sequence[str]) -> MakerTables:
        """Return what concerns these needs."""
        wanted = pa.array(needs, pa.string())
        return MakerTables(
            *(one.filter(pc.is_in(one["need"], wanted)) for one in (self.makers, self.groups))
        )

    def with_more(self, other: MakerTables) -> MakerTables:
        """Return both, one below the other."""
        return MakerTables(
            pa.concat_tables([self.makers, other.makers]),
            pa.concat_tables([self.groups, other.groups]),
        )


@dataclass(frozen=True, slots=True)
class MakersChoice:
    """What is asked.

    need: an id of needs.csv, or None for all. groups: how many alternatives per need. from_flows:
    make the product space of the fair's own flows when none is handed in.
    """

    need: str | None = None
    groups: int = 3
    from_flows: bool = True
    engine: MakerParams = field(default_factory=MakerParams)
    concordance: Sequence[Link] = ()

    @classmethod
    def named(cls, need: str, *, top: int, concordance: Path | None = None) -> MakersChoice:
        """Return the choice of one need with that many makers; InvalidInput for a bad file."""
        links = read_concordance(concordance)
        return cls(need=need, engine=MakerParams(top=top), concordance=links)


def find_makers(
    fair: Fair, *, choice: MakersChoice | None = None, space: ProductSpace | None = None
) -> MakerTables:
    """Return for the needs of a fair which exhibitors could make it, alone or in a group, and why.

    ``space`` brings in makers of near products; without one it is made of the fair's flows. Read
    by exhibitor, the makers table says who seeks what it offers. Raises InvalidInput for an
    unknown need and for flows that cannot be read.
    """
    choice = choice or MakersChoice()
    chosen = _choose_rows(fair, choice.need)
    if space is None and choice.from_flows and len(chosen):
        space = build_fair_space(fair)
    try:
        return _find(fair, choice, space, chosen)
    except InvalidInput:
        raise
    except ValueError as error:
        raise report_invalid("fair folder", str(error)) from error


def _choose_rows(fair: Fair, need: str | None) -> NDArray[np.int64]:
    if need is None:
        return np.arange(fair.needs.num_rows)
    rows = np.flatnonzero(np.asarray(pc.equal(fair.needs["id"], need), dtype=bool))
    if not len(rows):
        raise report_invalid("needs.csv", "expected the id of a need", field="id", value=need)
    return rows


def _find(
    fair: Fair, choice: MakersChoice, space: ProductSpace | None, rows: NDArray[np.int64]
) -> MakerTables:
    codes = gather_codes(fair, concordance=choice.concordance)
    exhibitors = np.flatnonzero(np.asarray(fair.organisations["stand"].is_valid()))
    ids = fair.organisations["id"].take(pa.array(exhibitors)).combine_chunks()
    owner = find_positions(fair.offers["organisation"], pa.chunked_array([ids]))
    of_exhibitors = np.flatnonzero(owner >= 0)
    order = of_exhibitors[np.argsort(owner[of_exhibitors], kind="stable")]
    countries = pc.unique(fair.organisations["country"]).sort()
    supply = _supply(fair, codes, space, order, owner, exhibitors, countries)
    wanted = _read_wanted(fair, codes, space, ids, countries)
    asked = wanted.take(rows)
    lists = rank_makers(asked, supply, params=choice.engine)
    near = find_near_products(asked, supply, lists, space.products if space else ())
    met = _find_what_meets(asked, supply, lists)
    return MakerTables(
        makers=_build_table(fair, codes, lists, rows, ids, order, near, met),
        groups=group_table(
            fair, codes, lists, supply, rows=rows, offers=order, makers=ids, count=choice.groups
        ),
    )


def _supply(
    fair: Fair,
    codes: FairCodes,
    space: ProductSpace | None,
    order: NDArray[np.int64],
    owner: NDArray[np.int64],
    exhibitors: NDArray[np.int64],
    countries: pa.Array,
) -> Supply:
    named = pa.chunked_array([countries])
    country = find_positions(fair.organisations["country"], named)[exhibitors].astype(np.int32)
    sizes = pa.chunked_array([pa.array(SIZES)])
    named = codes.entries(codes.offers, list_rows_alone(codes.offers))
    count = len(exhibitors)
    wide = _place_in_space(codes, codes.offers, space, owner, count=count, wider=True)
    return Supply(
        offers=codes.by_row(codes.offers).take(order),
        named=named.take(order),
        relations=relate(codes.book, codes.needs.code.astype(np.int32), named.code),
        offer_kinds=codes.offers.kinds[order],
        owner=owner[order].astype(np.int32),
        country=country,
        size=find_positions(fair.organisations["size"], sizes)[exhibitors].astype(np.int32),
        products=_place_in_space(codes, codes.offers, space, owner, count=count, wider=False),
        known=np.diff(wide.indptr) > 0,
        proximity=None if space is None else space.proximity,
        could_make=None if space is None else _read_by_country(space, countries),
        affinity=compute_bloc_affinity(fair.settings, countries.to_pylist()),
    )


def _read_by_country(space: ProductSpace, countries: pa.Array) -> Floats:
    row = {name: place for place, name in enumerate(space.economies)}
    table = np.zeros((len(countries), len(space.products)), dtype=np.float32)
    for place, name in enumerate(countries.to_pylist()):
        if name in row:
            table[place] = space.could_make[row[name]]
    return table


def _read_wanted(
    fair: Fair, codes: FairCodes, space: ProductSpace | None, ids: pa.Array, countries: pa.Array
) -> NeedRows:
    needs = fair.needs
    asker = find_positions(needs["organisation"], pa.chunked_array([ids]))
    country = find_positions(
        pa.chunked_array([list_need_countries(fair)]), pa.chunked_array([countries])
    )
    volume = pc.fill_null(needs["volume_usd"].cast(pa.float64()), float("nan"))
    count = needs.num_rows
    return NeedRows(
        codes=codes.by_row(codes.needs),
        named=codes.entries(codes.needs, list_rows_alone(codes.needs)),
        kinds=codes.needs.kinds,
        volume=np.asarray(volume, dtype=np.float64),
        country=country.astype(np.int32),
        asker=asker.astype(np.int32),
        products=_place_in_space(
            codes, codes.needs, space, np.arange(count), count=count, wider=True
        ),
    )


def _place_in_space(
    codes: FairCodes,
    entries: CodedRows,
    space: ProductSpace | None,
    owner: NDArray[np.int64],
    *,
    count: int,
    wider: bool,
) -> Vectors:
    """Return each owner's products as positions in the space.

    ``wider``: a heading or chapter stands for all below it, so for what is sought. Who offers one
    makes something of it, and nobody knows what: that is no product in the space.
    """
    products = space.products if space is not None else ()
    space_version = space.version if space is not None else ""
    below: list[Ints] = []
    for code in codes.book.codes:
        scheme, digits = split_product(code)
        of_hs = scheme.startswith("HS") and means_the_same(scheme[2:], space_version, digits)
        hits = [
            place
            for place, six in enumerate(products)
            if of_hs and (six.startswith(digits) if wider else six == digits)
        ]
        below.append(np.array(hits, dtype=np.int32))
    whose = owner[entries.row]
    mine = np.flatnonzero(whose >= 0)
    counts = np.array([len(below[c]) for c in entries.code[mine]], dtype=np.int64)
    flat = [below[c] for c in entries.code[mine]]
    feature = np.concatenate(flat) if flat else np.empty(0, np.int32)
    row = np.repeat(whose[mine], counts)
    return gather_vectors(row, feature, np.ones(len(row)), rows=count, width=len(products))


def _find_what_meets(asked: NeedRows, supply: Supply, lists: MakerLists) -> Evidence:
    """Return what each need and the offer named for it have in common, entry by entry."""
    nothing = len(supply.named)
    start = np.append(supply.named.start, supply.named.start[-1])
    offers = replace(supply.named, start=start)  # one more, without codes, for no offer
    offer = np.where(lists.offer >= 0, lists.offer, nothing)
    return find_evidence(
        supply.relations, asked.named, offers, lists.need, offer, complements=supply.complements
    )


def _build_table(
    fair: Fair,
    codes: FairCodes,
    lists: MakerLists,
    rows: NDArray[np.int64],
    ids: pa.Array,
    order: NDArray[np.int64],
    near: pa.Array,
    met: Evidence,
) -> pa.Table:
    need = rows[lists.need]
    offered = lists.offer >= 0
    offer = order[lists.offer] if len(order) else np.zeros(len(offered), np.int64)
    languages = fair.settings.languages
    reasons = write_maker_reasons(
        fair, codes, lists, need=need, offers=np.where(offered, offer, -1), near=near, met=met
    )
    nodes = pa.array(codes.book.nodes, pa.string())
    columns = [
        fair.needs["id"].take(pa.array(need)),
        ids.take(pa.array(lists.maker)),
        pa.array(lists.rank.astype(np.int32)),
        pa.array(lists.score),
        pa.array(BASES, pa.string()).take(pa.array(lists.basis)),
        fair.offers["id"].take(pa.array(offer, mask=~offered)),
        *(reasons[tag] for tag in name_reason_columns(languages)),
        nodes.take(pa.array(met.node, mask=met.node < 0)),
        pa.array(NEARNESS, pa.string()).take(pa.array(met.nearness, mask=met.nearness <= 0)),
        *(pa.array(lists.terms[:, term]) for term in range(len(MAKER_TERMS))),
        near,
    ]
    flat = [c.combine_chunks() if isinstance(c, pa.ChunkedArray) else c for c in columns]
    return pa.table(flat, schema=build_makers_schema(languages))
