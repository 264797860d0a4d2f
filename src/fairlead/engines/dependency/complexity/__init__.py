"""Who makes what, how hard it is, what lies near, and who could make what is missing."""

from fairlead.engines.dependency.complexity.exports import Exports, leave_out
from fairlead.engines.dependency.complexity.makers import Makers, find_makers
from fairlead.engines.dependency.complexity.measures import Complexity, find_groups, measure
from fairlead.engines.dependency.complexity.network import Network, lay_out_network
from fairlead.engines.dependency.complexity.pooling import Pooling, pool
from fairlead.engines.dependency.complexity.space import (
    Space,
    build_product_space,
    standardise_outlook,
)

__all__ = [
    "Complexity",
    "Exports",
    "Makers",
    "Network",
    "Pooling",
    "Space",
    "build_product_space",
    "find_groups",
    "find_makers",
    "lay_out_network",
    "leave_out",
    "measure",
    "pool",
    "standardise_outlook",
]
