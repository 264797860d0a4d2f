"""The market, what economies lack, and what the matching engine found."""

from fairlead.apps.trade.models.dependencies import Assessment, Dependency, Supplier
from fairlead.apps.trade.models.market import (
    CatalogueEntry,
    Cooperation,
    Listed,
    Need,
    NeedEntry,
    Offer,
    Product,
)
from fairlead.apps.trade.models.matching import (
    ListMeasure,
    MakerBasis,
    MakerGroup,
    MakerList,
    Matching,
    MatchList,
    MeasureOf,
    PartnerKind,
    Reason,
    ShownList,
    Standing,
    Surface,
)

__all__ = [
    "Assessment",
    "CatalogueEntry",
    "Cooperation",
    "Dependency",
    "ListMeasure",
    "Listed",
    "MakerBasis",
    "MakerGroup",
    "MakerList",
    "MatchList",
    "Matching",
    "MeasureOf",
    "Need",
    "NeedEntry",
    "Offer",
    "PartnerKind",
    "Product",
    "Reason",
    "ShownList",
    "Standing",
    "Supplier",
    "Surface",
]
