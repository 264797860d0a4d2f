"""Who has which role of an edition's office."""
