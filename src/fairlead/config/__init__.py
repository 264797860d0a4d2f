"""Settings from the environment, addresses, embedded PostgreSQL."""
