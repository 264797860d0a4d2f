"""Headlines and proofs of a large ledger."""
