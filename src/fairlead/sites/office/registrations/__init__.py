"""Who is registered, and deciding it."""
