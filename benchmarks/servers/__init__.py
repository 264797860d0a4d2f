"""Web servers in front of the site, compared."""
