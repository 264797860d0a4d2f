"""Organisations, halls, stands, expositions, offers and needs."""
