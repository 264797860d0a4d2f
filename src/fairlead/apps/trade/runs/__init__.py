"""Where the trade app asks the chain: records, and questions of pages."""

from fairlead.apps.trade.runs.dependency import record_dependencies
from fairlead.apps.trade.runs.flows import (
    check_unit,
    find_makers,
    find_sorted_flows,
    open_flows_of,
    study_members,
)
from fairlead.apps.trade.runs.matching import record_matching
from fairlead.chain.flows.fair_flows import RecognisedFlows, recognise_flows
from fairlead.chain.flows.groups import list_members
from fairlead.chain.flows.prepared import PreparedFlows, is_ready
from fairlead.chain.flows.product_names import find_sector
from fairlead.chain.matching.empty_lists import FILTER_NAMES
from fairlead.chain.study.producers import Maker, NearProduct, ProductMakers
from fairlead.chain.study.ranking import list_nearer_together, list_nearest_critical, list_purchases
from fairlead.chain.study.study import MOST_MEMBERS, ImportStudy

__all__ = [
    "FILTER_NAMES",
    "MOST_MEMBERS",
    "ImportStudy",
    "Maker",
    "NearProduct",
    "PreparedFlows",
    "ProductMakers",
    "RecognisedFlows",
    "check_unit",
    "find_makers",
    "find_sector",
    "find_sorted_flows",
    "is_ready",
    "list_members",
    "list_nearer_together",
    "list_nearest_critical",
    "list_purchases",
    "open_flows_of",
    "recognise_flows",
    "record_dependencies",
    "record_matching",
    "study_members",
]
