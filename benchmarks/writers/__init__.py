"""People of one fair who save something at the same time."""
