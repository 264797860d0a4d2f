"""From a need to a project: who is interested, who joins, with which share, on which agreement."""
