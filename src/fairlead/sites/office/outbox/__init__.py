"""The outbox of an edition: what was and will be mailed, to whom, and the rules of it."""
