"""People and their participations."""
