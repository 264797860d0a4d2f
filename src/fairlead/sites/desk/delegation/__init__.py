"""A delegation's own pages: its cockpit, its visit, its briefing."""
