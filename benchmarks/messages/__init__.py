"""Speed of the outbox."""
