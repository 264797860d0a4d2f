"""Registering for an edition, and one's registration afterwards."""
