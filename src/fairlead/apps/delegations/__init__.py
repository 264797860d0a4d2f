"""Delegations of economies, regions and bodies: who comes, when, with whom, to what."""
