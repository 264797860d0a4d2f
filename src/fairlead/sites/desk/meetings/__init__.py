"""Requests for meetings, when one is free, and the agenda."""
