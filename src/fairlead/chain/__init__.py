"""One step per module: the fair's tables to an engine's problem, its result to tables."""
