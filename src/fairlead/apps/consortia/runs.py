"""Where the consortia app asks the chain."""

from fairlead.chain.matching.cover import Cover, find_covers

__all__ = ["Cover", "find_covers"]
