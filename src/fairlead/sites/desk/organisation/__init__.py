"""An organisation's own pages: profile, offers and needs."""
