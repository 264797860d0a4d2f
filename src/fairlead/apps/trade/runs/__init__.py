"""Where the trade app asks the chain: records, and questions of pages."""

from fairlead.apps.trade.runs.dependency import record_dependencies
from fairlead.apps.trade.runs.flows import find_makers, open_flows_of, sorted_flows, study_members
from fairlead.apps.trade.runs.matching import record_matching
from fairlead.chain.flows.prepared import ReadyFlows, is_ready
from fairlead.chain.flows.product_names import find_sector
from fairlead.chain.matching.empty_lists import FILTER_NAMES
from fairlead.chain.study.producers import Maker, Near, ProductMakers
from fairlead.chain.study.ranking import bought_from, nearer_together, nearest_critical
from fairlead.chain.study.study import MOST_MEMBERS, ImportStudy

__all__ = [
    "FILTER_NAMES",
    "MOST_MEMBERS",
    "ImportStudy",
    "Maker",
    "Near",
    "ProductMakers",
    "ReadyFlows",
    "bought_from",
    "find_makers",
    "find_sector",
    "is_ready",
    "nearer_together",
    "nearest_critical",
    "open_flows_of",
    "record_dependencies",
    "record_matching",
    "sorted_flows",
    "study_members",
]
