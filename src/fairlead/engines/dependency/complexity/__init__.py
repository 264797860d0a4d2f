"""Who makes what, how hard it is, what lies near, and who could make what is missing."""

from fairlead.engines.dependency.complexity.exports import Exports, leave_out
from fairlead.engines.dependency.complexity.makers import Makers, who_could_make
from fairlead.engines.dependency.complexity.measures import Complexity, find_groups, measure
from fairlead.engines.dependency.complexity.network import Network, network
from fairlead.engines.dependency.complexity.pooling import Pooling, pool
from fairlead.engines.dependency.complexity.space import Space, product_space, standardise_outlook

__all__ = [
    "Complexity",
    "Exports",
    "Makers",
    "Network",
    "Pooling",
    "Space",
    "find_groups",
    "leave_out",
    "measure",
    "network",
    "pool",
    "product_space",
    "standardise_outlook",
    "who_could_make",
]
