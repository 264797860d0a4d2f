"""Branch and bound over a dense tableau, compiled once on a machine.

Choices of some hundred projects have few rows and many columns: a pivot of the whole tableau takes
some hundredth of a millisecond, and a node of the tree some tenths of one, where a solver for
sparse programs of any shape takes ten times as long. Nothing is believed of a tableau that
rounding may have moved: a bound is worked out again from its prices and the rows as they were
given, which holds for any prices, and a node is given up as empty only when the rows show it.

The kernels check nothing; `search_exactly` calls them.
"""

from fairlead.engines.portfolio.tree.dives import dive, improve
from fairlead.engines.portfolio.tree.nodes import expand
from fairlead.engines.portfolio.tree.tableau import BASIC, LOWER, UPPER

__all__ = ["BASIC", "LOWER", "UPPER", "dive", "expand", "improve"]
