"""What an economy or bloc cannot do without, and who could make it."""

from fairlead.engines.dependency.assess import assess
from fairlead.engines.dependency.criteria import Criteria, Rule, Side
from fairlead.engines.dependency.faults import BadFlows, Fault
from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.result import DependencyResult
from fairlead.engines.dependency.sources import KINDS, Kind, read_flows

__all__ = [
    "KINDS",
    "BadFlows",
    "Criteria",
    "DependencyResult",
    "Fault",
    "Flows",
    "Kind",
    "Rule",
    "Side",
    "assess",
    "read_flows",
]
